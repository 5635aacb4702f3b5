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
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, Protocol

from claimgraph.model import Basis, Derivation
from claimgraph.resolve.runs import Match, Runs, itself, matching, runs_of
from claimgraph.resolve.telling import Line, Record, Telling, keys_of, number_of, standing

__all__ = ["FRONT", "LINES", "Held", "Reuse", "Shelf", "reused", "sources"]

_ALIKE = 0.2  # share of the words of two records that must be the same
FRONT = 20
"""How many lines of a band all others are compared with: the first by date, of one day those first by their numbers."""

LINES = 65_536
"""How many lines' runs a shelf remembers, half a kilobyte each: those of the fronts are asked for again and again."""


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
    """Where the lines of all documents are found, by their numbers (see `telling.number_of`)."""

    def met(self, line: Line, before: str) -> Iterable[int]:
        """Of the first FRONT lines of each band that a line is in, those that were told before a date, each once."""

    def runs(self, number: int) -> Runs:
        """The runs of words of a line that is here."""

    def held(self, number: int, sort: int) -> Held | None:
        """Who first has a line with records of a sort in it."""


def sources(telling: Telling, shelf: Shelf) -> Iterator[Reuse]:
    """What the records of one document take from others, at most one each.

    An assertion derives from an assertion and evidence from evidence: of the documents that tell it in a line alike, of
    the one that is most alike, and among equals of the earliest.

    Args:
        telling: the document.
        shelf: the lines of all documents, this one's too.
    """
    alike: dict[int, list[tuple[int, Match]]] = {}
    for record in telling.records:
        for at in record.lines:
            if at not in alike:
                alike[at] = list(_alike(telling, at, shelf))
        pairs = sorted(chain.from_iterable(alike[at] for at in record.lines), key=itemgetter(1), reverse=True)
        found = _source(telling.date, record, pairs, shelf)
        if found is not None:
            source, match = found
            yield Reuse(Derivation(record.id, source, Basis.INFERRED), match.score, match.shared)


def _alike(telling: Telling, at: int, shelf: Shelf) -> Iterator[tuple[int, Match]]:
    """The line itself, and the lines that share runs of words with it."""
    line = telling.lines[at]
    number = number_of(line.words)
    yield number, itself(line.words)
    others = [other for other in shelf.met(line, telling.date) if other != number]
    if others:
        yield from matching(shelf.runs(number), others, shelf.runs)


def _source(date: str, record: Record, alike: Sequence[tuple[int, Match]], shelf: Shelf) -> tuple[str, Match] | None:
    """The record that this one takes from, and how alike the two lines are.

    Args:
        date: of the document.
        record: what takes.
        alike: lines, the most alike first: once one of them is a source, those that are less alike are not asked for.
        shelf: the lines of all documents.
    """
    found: list[tuple[float, str, str, int, str]] = []
    for number, match in alike:
        if found and -match.score > found[0][0]:
            break
        earlier = shelf.held(number, record.sort)
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
        self._held: dict[tuple[int, int], Held] = {}
        self._bands: dict[int, list[tuple[str, int]]] = {}
        self._words: dict[int, str] = {}
        self.runs = lru_cache(maxsize=LINES)(self._split)
        for telling in corpus:
            numbers = [number_of(line.words) for line in telling.lines]
            for sort, at, records in standing(telling):
                self._held.setdefault((numbers[at], sort), Held(telling.date, telling.document, records))
            for number, line in zip(numbers, telling.lines, strict=True):
                if number not in self._words:
                    self._words[number] = line.words
                    for key in keys_of(line):
                        insort(self._bands.setdefault(key, []), (telling.date, number))

    def met(self, line: Line, before: str) -> Iterable[int]:
        """Of the first FRONT lines of each band that a line is in, those that were told before a date, each once."""
        bands = (self._bands.get(key, [])[:FRONT] for key in keys_of(line))
        return {number for band in bands for date, number in band if date < before}

    def _split(self, number: int) -> Runs:
        return runs_of(self._words[number])

    def held(self, number: int, sort: int) -> Held | None:
        """Who first has a line with records of a sort in it."""
        return self._held.get((number, sort))


def reused(tellings: Iterable[Telling]) -> tuple[Reuse, ...]:
    """The derivations between records of documents, sorted, whatever the order of the documents."""
    corpus = sorted((t for t in tellings if t.records), key=lambda t: (t.date, t.document))
    shelf = _Memory(corpus)
    found = (each for telling in corpus for each in sources(telling, shelf))
    return tuple(sorted(found, key=lambda r: r.derivation.derived))
