"""Text reuse between dated documents: the later takes from the earlier what both tell in nearly the same words.

A record is compared by the lines that it stands in, a sentence and a paragraph, so that an article which copies one
paragraph derives in that paragraph only. What stands between quotation marks is left out of a line: two reporters who
quote one speech have not copied from each other. Two steps find a pair:

1. MinHash over pairs of words, banded: lines that share half of them almost surely meet in a band (Broder 1997;
   Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3). A document's bands are computed once and
   can be kept.
2. The lines are then compared word by word: they must share runs of four words that are rare. The score is the share
   of such runs in the shorter line.

Without two dates that differ there is no direction, and no derivation.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple
from zlib import crc32

from claimgraph.model import Basis, Derivation, Document, Extraction, Span
from claimgraph.model.identifiers import document_id, normalise

__all__ = ["Line", "Record", "Reuse", "Telling", "reused", "telling_from_json", "telling_of"]

_BANDS, _ROWS, _SEED = 20, 3, 1
_LEAST_WORDS = 10  # of a line; a shorter one is the same by chance
_RUN = 4  # words
_LEAST_RUNS = 3  # rare ones that two lines share
_LEAST_SCORE = 0.25
_COMMON = 3  # sets of lines alike; a run in more of them is a stock phrase
_ALIKE = 0.2  # share of the words of two records that must be the same
_FRONT = 20  # the earliest lines of a band, with which all others are compared
_ASSERTION, _EVIDENCE = 0, 1

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")


class Line(NamedTuple):
    """The words of a sentence or paragraph without its quotations, and its bands, in base 64."""

    words: str
    bands: str


class Record(NamedTuple):
    """An assertion or evidence item: its words, and the positions of the lines that it stands in.

    An item's words are its own and those of the assertions that it is offered with or against: "a complaint" on its own
    is any complaint.
    """

    id: str
    sort: int
    words: str
    lines: tuple[int, ...]


class Telling(NamedTuple):
    """What one document tells, as far as reuse needs to know; nothing where it has no date (YYYY-MM-DD)."""

    document: str
    date: str
    lines: tuple[Line, ...]
    records: tuple[Record, ...]


class Reuse(NamedTuple):
    """A derivation that was inferred: its score, over 0 and up to 1, and how many rare runs of words are shared."""

    derivation: Derivation
    score: float
    shared: int


def telling_of(document: Document, extraction: Extraction) -> Telling:
    """What one document tells."""
    name, date = document_id(extraction.version), document.metadata.date or ""
    if not _DATE.fullmatch(date):
        return Telling(name, "", (), ())
    contents = {a.id: a.content for a in extraction.assertions}
    placed = [(a.id, _ASSERTION, a.content, a.content) for a in extraction.assertions]
    for e in extraction.evidence:
        concerned = (span for name in (*e.supports, *e.disputes) for span in contents[name])
        placed.append((e.id, _EVIDENCE, (e.span,), (e.span, *concerned)))
    units = _units(document.text)
    at: dict[str, int] = {}
    records = []
    for record, sort, spans, own in placed:
        hull = Span(min(s.start for s in spans), max(s.end for s in spans))
        found = dict.fromkeys(_told(document.text, hull, starts) for starts in units)
        lines = tuple(at.setdefault(words, len(at)) for words in found if words.count(" ") + 1 >= _LEAST_WORDS)
        if lines:
            records.append(Record(record, sort, normalise(" ".join(map(document.quote, own))), lines))
    return Telling(name, date, tuple(map(Line, at, _bands(list(at)))), tuple(records))


def telling_from_json(value: list[Any]) -> Telling:
    """A telling that went through JSON, where tuples become lists."""
    document, date, lines, records = value
    return Telling(
        document,
        date,
        tuple(Line(*line) for line in lines),
        tuple(Record(name, sort, words, tuple(at)) for name, sort, words, at in records),
    )


def _units(text: str) -> tuple[list[int], list[int]]:
    """Where sentences begin, and where paragraphs do; one newline ends a paragraph where no empty line does."""
    gap = r"\n\s*\n" if re.search(r"\S\s*\n\s*\n\s*\S", text) else r"\n"
    paragraphs = [0, *(m.end() for m in re.finditer(gap, text))]
    sentences = sorted({*paragraphs, *(m.end() for m in _SENTENCE_END.finditer(text))})
    return sentences, paragraphs


def _told(text: str, hull: Span, starts: Sequence[int]) -> str:
    first = bisect_right(starts, hull.start) - 1
    last = bisect_right(starts, hull.end - 1)
    end = starts[last] if last < len(starts) else len(text)
    return normalise(_QUOTED.sub(" ", text[starts[first] : end]))


def _bands(lines: Sequence[str]) -> Iterator[str]:
    """For each line one number a band; the same wherever and whenever it is computed."""
    if not lines:
        return
    from datasketch import MinHash  # noqa: PLC0415 it brings SciPy along, and only a build needs it

    shingles = [[f"{a} {b}".encode("utf-8", "surrogatepass") for a, b in pairwise(line.split())] for line in lines]
    hashes = MinHash.bulk(shingles, num_perm=_BANDS * _ROWS, seed=_SEED, hashfunc=crc32, scheme="affine32")
    for found in hashes:
        row = found.hashvalues.astype("<u4").tobytes()
        width = 4 * _ROWS
        keys = (crc32(row[i : i + width]) for i in range(0, len(row), width))
        yield b64encode(b"".join(k.to_bytes(4, "little") for k in keys)).decode()


class _Held(NamedTuple):
    """The earliest document that has a line with records of a sort in it, and those records."""

    date: str
    document: str
    records: tuple[Record, ...]


class _Match(NamedTuple):
    """How much two lines have in common."""

    score: float
    shared: int


class _Scene(NamedTuple):
    """The distinct lines, who has them first (by line and sort), and which are alike (by line)."""

    texts: Sequence[str]
    held: Mapping[tuple[int, int], _Held]
    alike: Mapping[int, Mapping[int, _Match]]


def reused(tellings: Iterable[Telling]) -> tuple[Reuse, ...]:
    """The derivations between records of documents, whatever the order of the documents; at most one for each record.

    An assertion derives from an assertion and evidence from evidence: of the documents that tell it in a line alike, of
    the one that is most alike, and among equals of the earliest.
    """
    corpus = sorted((t for t in tellings if t.records), key=lambda t: (t.date, t.document))
    bands = {line.words: line.bands for t in corpus for line in t.lines}
    texts = list(bands)  # by date, since the corpus is
    number = {words: i for i, words in enumerate(texts)}
    owners = _owners(corpus, number)
    met = _candidates([bands[words] for words in texts])
    alike = _verified(texts, {(a, b) for a, b in met if owners[a] != owners[b] or owners[a] is None})
    scene = _Scene(texts, _earliest(corpus, number), alike)
    out = []
    for telling in corpus:
        for record in telling.records:
            found = _source(telling.date, record, [number[telling.lines[i].words] for i in record.lines], scene)
            if found is not None:
                source, match = found
                out.append(Reuse(Derivation(record.id, source, Basis.INFERRED), match.score, match.shared))
    return tuple(sorted(out, key=lambda r: r.derivation.derived))


def _owners(corpus: Iterable[Telling], number: Mapping[str, int]) -> dict[int, str | None]:
    """By line: the one document that has it; None where several do."""
    owners: dict[int, str | None] = {}
    for telling in corpus:
        for line in telling.lines:
            i = number[line.words]
            owners[i] = telling.document if owners.get(i, telling.document) == telling.document else None
    return owners


def _earliest(corpus: Iterable[Telling], number: Mapping[str, int]) -> dict[tuple[int, int], _Held]:
    """By line and sort."""
    held: dict[tuple[int, int], _Held] = {}
    for telling in corpus:
        here: dict[tuple[int, int], list[Record]] = {}
        for record in telling.records:
            for line in record.lines:
                here.setdefault((number[telling.lines[line].words], record.sort), []).append(record)
        for key, records in here.items():
            held.setdefault(key, _Held(telling.date, telling.document, tuple(records)))
    return held


def _candidates(bands: Sequence[str]) -> set[tuple[int, int]]:
    """Pairs of lines that meet in a band, the earlier first; in a crowd each with the earliest only."""
    import numpy as np  # noqa: PLC0415 as above

    keys = np.frombuffer(b"".join(map(b64decode, bands)), dtype="<u4").reshape(-1, _BANDS)
    pairs: set[tuple[int, int]] = set()
    for band in range(_BANDS):
        column = keys[:, band]
        order = np.argsort(column, kind="stable")
        cuts = np.flatnonzero(np.diff(column[order])) + 1
        starts, ends = np.append(0, cuts), np.append(cuts, len(order))
        for run in np.flatnonzero(ends - starts > 1).tolist():
            lines = order[starts[run] : ends[run]].tolist()
            pairs |= {(lines[i], line) for at, line in enumerate(lines) for i in range(min(at, _FRONT))}
    return pairs


def _verified(texts: Sequence[str], pairs: set[tuple[int, int]]) -> dict[int, dict[int, _Match]]:
    """By line: the lines that share rare runs of words with it."""
    runs = {i: _runs(texts[i]) for i in sorted({i for pair in pairs for i in pair})}
    shared = {(a, b): runs[a] & runs[b] for a, b in sorted(pairs)}
    shared = {pair: both for pair, both in shared.items() if _enough(len(both), *(len(runs[i]) for i in pair))}
    cluster = _clusters(shared)
    asked = frozenset[str]().union(*shared.values())
    seen: dict[str, set[int]] = {}
    for i, own in runs.items():
        for run in own & asked:
            seen.setdefault(run, set()).add(cluster.get(i, i))
    common = {run for run, clusters in seen.items() if len(clusters) > _COMMON}
    out: dict[int, dict[int, _Match]] = {}
    for (a, b), both in shared.items():
        rare = len(both - common)
        if _enough(rare, len(runs[a]), len(runs[b])):
            match = _Match(round(rare / min(len(runs[a]), len(runs[b])), 4), rare)
            out.setdefault(a, {})[b] = out.setdefault(b, {})[a] = match
    return out


def _enough(shared: int, one: int, other: int) -> bool:
    return shared >= _LEAST_RUNS and shared >= _LEAST_SCORE * min(one, other)


def _runs(text: str) -> frozenset[str]:
    words = text.split()
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _clusters(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """By line, the first of the set of lines that pairs connect it with."""
    parent: dict[int, int] = {}

    def root(i: int) -> int:
        while parent.setdefault(i, i) != i:
            parent[i] = i = parent[parent[i]]
        return i

    for a, b in sorted(pairs):
        one, other = root(a), root(b)
        parent[max(one, other)] = min(one, other)
    return {i: root(i) for i in list(parent)}


def _source(date: str, record: Record, lines: Sequence[int], scene: _Scene) -> tuple[str, _Match] | None:
    """The record that this one takes from, and how alike the two lines are."""
    found = []
    for line in lines:
        same = _Match(1.0, scene.texts[line].count(" ") + 2 - _RUN)
        for other, match in ((line, same), *scene.alike.get(line, {}).items()):
            earlier = scene.held.get((other, record.sort))
            if earlier is None or earlier.date >= date:
                continue
            counterpart = max(earlier.records, key=lambda r: (_likeness(r, record), r.id))
            if _likeness(counterpart, record) >= _ALIKE:
                found.append((-match.score, earlier.date, earlier.document, -match.shared, counterpart.id))
    if not found:
        return None
    score, _, _, shared, source = min(found)
    return source, _Match(-score, -shared)


def _likeness(one: Record, other: Record) -> float:
    a, b = set(one.words.split()), set(other.words.split())
    return len(a & b) / max(1, len(a | b))
