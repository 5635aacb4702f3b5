"""Text reuse between dated documents: the later takes from the earlier what both tell in nearly the same words.

Two steps find a pair:

1. MinHash over pairs of words, banded: lines that share half of them almost surely meet in a band (Broder 1997;
   Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3). A line is compared with the earliest of
   each band that it is in, so that work grows with the corpus and not with its square.
2. The lines are then compared word by word: they must share runs of four words, and the records that stand in them
   words of their own, without which they would share a stock phrase only. The score is the share of such runs in the
   shorter line.

Without two dates that differ there is no direction, and no derivation.

All that decides about a document are its own lines and the earliest of the bands that they are in. So a document that
comes or goes concerns those later ones only that hold a line of it, or meet one of the earliest in a band.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from claimgraph.model import Basis, Derivation
from claimgraph.resolve.runs import Match, itself, matching
from claimgraph.resolve.telling import Line, Record, Telling, keys_of, number_of, standing

__all__ = ["FRONT", "Held", "Reuse", "Shelf", "reused", "sources"]

_ALIKE = 0.2  # share of the words of two records that must be the same
FRONT = 20
"""How many lines of a band all others are compared with: the first by date, of one day those first by their numbers."""


class Reuse(NamedTuple):
    """A derivation that was inferred: its score, over 0 and up to 1, and how many runs of words are shared."""

    derivation: Derivation
    score: float
    shared: int


class Held(NamedTuple):
    """The earliest document that has a line with records of a sort in it, and those records."""

    date: str
    document: str
    records: tuple[Record, ...]


class Shelf(Protocol):
    """Where the lines of all documents are found."""

    def met(self, line: Line, before: str) -> set[str]:
        """Of the first FRONT lines of each band that a line is in, the words of those that were told before a date."""

    def held(self, words: str, sort: int) -> Held | None:
        """Who first has a line with records of a sort in it."""


def sources(telling: Telling, shelf: Shelf) -> Iterator[Reuse]:
    """What the records of one document take from others, at most one each.

    An assertion derives from an assertion and evidence from evidence: of the documents that tell it in a line alike, of
    the one that is most alike, and among equals of the earliest.

    Args:
        telling: the document.
        shelf: the lines of all documents, this one or not.
    """
    alike: dict[int, list[tuple[str, Match]]] = {}
    for record in telling.records:
        for at in record.lines:
            if at not in alike:
                alike[at] = list(_alike(telling, at, shelf))
        pairs = sorted((pair for at in record.lines for pair in alike[at]), key=lambda pair: -pair[1].score)
        found = _source(telling.date, record, pairs, shelf)
        if found is not None:
            source, match = found
            yield Reuse(Derivation(record.id, source, Basis.INFERRED), match.score, match.shared)


def _alike(telling: Telling, at: int, shelf: Shelf) -> Iterator[tuple[str, Match]]:
    """The line itself, and the lines that share runs of words with it."""
    line = telling.lines[at]
    yield line.words, itself(line.words)
    yield from matching(line.words, shelf.met(line, telling.date) - {line.words})


def _source(date: str, record: Record, alike: Sequence[tuple[str, Match]], shelf: Shelf) -> tuple[str, Match] | None:
    """The record that this one takes from, and how alike the two lines are.

    Args:
        date: of the document.
        record: what takes.
        alike: lines, the most alike first: once one of them is a source, those that are less alike are not asked for.
        shelf: the lines of all documents.
    """
    found: list[tuple[float, str, str, int, str]] = []
    for words, match in alike:
        if found and -match.score > found[0][0]:
            break
        earlier = shelf.held(words, record.sort)
        if earlier is None or earlier.date >= date:
            continue
        likeness, counterpart = max((_likeness(r, record), r.id) for r in earlier.records)
        if likeness >= _ALIKE:
            found.append((-match.score, earlier.date, earlier.document, -match.shared, counterpart))
    if not found:
        return None
    score, _, _, shared, source = min(found)
    return source, Match(-score, -shared)


def _likeness(one: Record, other: Record) -> float:
    a, b = _words(one.words), _words(other.words)
    return len(a & b) / max(1, len(a | b))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class _Memory:
    """A shelf in memory, of a corpus that does not change."""

    def __init__(self, corpus: Iterable[Telling]) -> None:
        self._held: dict[tuple[str, int], Held] = {}
        self._bands: dict[int, list[tuple[str, int, str]]] = {}
        known: set[str] = set()
        for telling in corpus:
            for sort, at, records in standing(telling):
                first = Held(telling.date, telling.document, records)
                self._held.setdefault((telling.lines[at].words, sort), first)
            for line in telling.lines:
                if line.words not in known:
                    known.add(line.words)
                    for key in keys_of(line):
                        insort(self._bands.setdefault(key, []), (telling.date, number_of(line.words), line.words))

    def met(self, line: Line, before: str) -> set[str]:
        """Of the first FRONT lines of each band that a line is in, the words of those that were told before a date."""
        bands = (self._bands.get(key, [])[:FRONT] for key in keys_of(line))
        return {words for band in bands for date, _, words in band if date < before}

    def held(self, words: str, sort: int) -> Held | None:
        """Who first has a line with records of a sort in it."""
        return self._held.get((words, sort))


def reused(tellings: Iterable[Telling]) -> tuple[Reuse, ...]:
    """The derivations between records of documents, sorted, whatever the order of the documents."""
    corpus = sorted((t for t in tellings if t.records), key=lambda t: (t.date, t.document))
    shelf = _Memory(corpus)
    found = (each for telling in corpus for each in sources(telling, shelf))
    return tuple(sorted(found, key=lambda r: r.derivation.derived))
