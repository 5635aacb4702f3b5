"""What a document tells, line by line, as far as text reuse needs to know (see `reuse`).

A record is compared by the lines that it stands in, a sentence and a paragraph, so that an article which copies one
paragraph derives in that paragraph only. What stands between quotation marks is left out of a line: two reporters who
quote one speech have not copied from each other.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import or_
from struct import unpack
from typing import Any, NamedTuple
from zlib import crc32

from claimgraph.model import Document, Extraction, Span
from claimgraph.model.identifiers import digest, document_id, normalise

__all__ = ["BANDS", "Line", "Record", "Telling", "keys_of", "number_of", "standing", "telling_from_json", "telling_of"]

BANDS = 20
"""In how many bands a line is: one number each."""

_ROWS, _SEED = 3, 1
_OFFSETS = [band << 32 for band in range(BANDS)]
_LEAST_WORDS = 10  # of a line; a shorter one is the same by chance
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


def keys_of(line: Line) -> tuple[int, ...]:
    """A line's bands as numbers that differ between bands: lines that share one meet."""
    found = unpack(f"<{BANDS}I", b64decode(line.bands))
    return tuple(map(or_, _OFFSETS, found))


def number_of(words: str) -> int:
    """A line's number: which of the lines of one day comes first must not hang on who told it."""
    return int(digest(words, length=15), 16)


def standing(telling: Telling) -> Iterator[tuple[int, int, tuple[Record, ...]]]:
    """(sort, position of a line, the records of that sort that stand in it), each line and sort once."""
    found: dict[tuple[int, int], list[Record]] = {}
    for record in telling.records:
        for at in record.lines:
            found.setdefault((record.sort, at), []).append(record)
    return ((sort, at, tuple(records)) for (sort, at), records in found.items())


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
    hashes = MinHash.bulk(shingles, num_perm=BANDS * _ROWS, seed=_SEED, hashfunc=crc32, scheme="affine32")
    for found in hashes:
        row = found.hashvalues.astype("<u4").tobytes()
        width = 4 * _ROWS
        keys = (crc32(row[i : i + width]) for i in range(0, len(row), width))
        yield b64encode(b"".join(k.to_bytes(4, "little") for k in keys)).decode()
