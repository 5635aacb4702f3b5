"""Text reuse among the documents of an index: when some come or go, only those are looked at that it may concern."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from claimgraph.resolve.reuse import FRONT, LINES, Held, Reuse, sources
from claimgraph.resolve.runs import Runs, runs_from, runs_of, runs_to
from claimgraph.resolve.telling import BANDS, Line, Telling, keys_of, number_of, standing
from claimgraph.workflow.index import Index

__all__ = ["copied"]

_EARLIER = "SELECT count(*) FROM (SELECT 1 FROM band WHERE key = ? AND (date, line) < (?, ?) LIMIT ?)"
_MEETING = "SELECT told.version FROM band JOIN told ON told.line = band.line WHERE band.key = ? AND told.date > ?"
_FRONT = "SELECT line FROM (SELECT line, date FROM band WHERE key = ? ORDER BY date, line LIMIT ?) WHERE date < ?"
_MET = " UNION ".join([_FRONT] * BANDS)
_FIRST = "SELECT date, version FROM told WHERE line = ? AND sort = ? ORDER BY date, version LIMIT 1"


def copied(
    index: Index, telling: Callable[[str], Telling], gone: Iterable[str], come: Iterable[str]
) -> dict[str, list[Reuse]]:
    """Take documents out of the index and into it; what each document of whom it may have changed takes from others.

    Args:
        index: changed; not committed.
        telling: the telling of a version, of those that go too.
        gone: the versions that go.
        come: the versions that come.
    """
    shelf = _Shelf(index, telling)
    gone, come = sorted(gone), sorted(come)
    concerned = {v for version in gone for v in shelf.concerned(version)}
    for version in gone:
        shelf.take_out(version)
    if index.db.execute("SELECT 1 FROM told LIMIT 1").fetchone():
        concerned |= {v for version in come for v in shelf.concerned(version)}
    for version in come:
        shelf.put_in(version)
    todo = concerned.difference(gone).union(come)
    return {version: shelf.sources(version) for version in sorted(todo)}


class _Shelf:
    """The lines of all documents, in SQLite; see `reuse.Shelf`."""

    def __init__(self, index: Index, telling: Callable[[str], Telling]) -> None:
        self._db = index.db
        self._telling = lru_cache(maxsize=2048)(telling)
        self.held = lru_cache(maxsize=LINES)(self._first)
        self.runs = lru_cache(maxsize=LINES)(self._split)

    def met(self, line: Line, before: str) -> Iterable[int]:
        """Of the first FRONT lines of each band that a line is in, those that were told before a date, each once."""
        given = [value for key in keys_of(line) for value in (key, FRONT, before)]
        return [number for (number,) in self._db.execute(_MET, given)]

    def _split(self, number: int) -> Runs:
        (runs,) = self._db.execute("SELECT runs FROM line WHERE number = ?", (number,)).fetchone()
        return runs_from(runs)

    def _first(self, number: int, sort: int) -> Held | None:
        row = self._db.execute(_FIRST, (number, sort)).fetchone()
        if row is None:
            return None
        telling = self._telling(row[1])
        of_sort = (r for r in standing(telling) if r[0] == sort)
        found = next(records for _, at, records in of_sort if number_of(telling.lines[at].words) == number)
        return Held(telling.date, telling.document, found)

    def sources(self, version: str) -> list[Reuse]:
        """What a document takes from others, sorted by what takes it; once all are put in."""
        return sorted(sources(self._telling(version), self), key=lambda r: r.derivation.derived)

    def concerned(self, version: str) -> set[str]:
        """The later documents whose sources may change as this one goes, or comes."""
        t = self._telling(version)
        found: set[str] = set()
        for sort, at, _ in standing(t):
            number = number_of(t.lines[at].words)
            first = self._db.execute(_FIRST, (number, sort)).fetchone()
            if first is None or (t.date, version) <= first:
                later = "SELECT version FROM told WHERE line = ? AND sort = ? AND date > ?"
                found.update(row[0] for row in self._db.execute(later, (number, sort, t.date)))
        for line in t.lines:
            number = number_of(line.words)
            earliest = self._date(number)
            if earliest is not None and earliest < t.date:
                continue
            for key in keys_of(line):
                (before,) = self._db.execute(_EARLIER, (key, t.date, number, FRONT)).fetchone()
                if before < FRONT:
                    found.update(row[0] for row in self._db.execute(_MEETING, (key, t.date)))
        return found

    def put_in(self, version: str) -> None:
        """Let a document be among those that are compared."""
        t = self._telling(version)
        numbers = [number_of(line.words) for line in t.lines]
        dates = list(map(self._date, numbers))
        rows = ((numbers[at], sort, t.date, version) for sort, at, _ in standing(t))
        self._db.executemany("INSERT OR IGNORE INTO told VALUES (?, ?, ?, ?)", rows)
        for line, number, date in zip(t.lines, numbers, dates, strict=True):
            if date is None:
                self._db.execute("INSERT OR IGNORE INTO line VALUES (?, ?)", (number, runs_to(runs_of(line.words))))
            self._move(number, keys_of(line), date, min(date or t.date, t.date))

    def take_out(self, version: str) -> None:
        """Let it be no more."""
        t = self._telling(version)
        numbers = [number_of(line.words) for line in t.lines]
        dates = list(map(self._date, numbers))
        rows = ((numbers[at], sort, t.date, version) for sort, at, _ in standing(t))
        self._db.executemany("DELETE FROM told WHERE line = ? AND sort = ? AND date = ? AND version = ?", rows)
        for line, number, date in zip(t.lines, numbers, dates, strict=True):
            left = self._date(number)
            self._move(number, keys_of(line), date, left)
            if left is None:
                self._db.execute("DELETE FROM line WHERE number = ?", (number,))

    def _date(self, number: int) -> str | None:
        """When a line was first told."""
        date: str | None = self._db.execute("SELECT min(date) FROM told WHERE line = ?", (number,)).fetchone()[0]
        return date

    def _move(self, number: int, keys: Iterable[int], old: str | None, new: str | None) -> None:
        if old == new:
            return
        if old is not None:
            rows = [(key, old, number) for key in keys]
            self._db.executemany("DELETE FROM band WHERE key = ? AND date = ? AND line = ?", rows)
        if new is not None:
            self._db.executemany("INSERT INTO band VALUES (?, ?, ?)", ((key, new, number) for key in keys))
