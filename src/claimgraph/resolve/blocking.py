"""Which pairs are looked at: those that share a key, so that work grows with the corpus and not with its square."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from claimgraph.model.identifiers import digest
from claimgraph.resolve.ledger import Ledger

__all__ = ["MOST", "Blocks", "key_of"]

MOST = 60
"""Names that a key may have; one of more tells nobody apart."""


@lru_cache(maxsize=1 << 16)
def key_of(*parts: str) -> int:
    """A key as a number, the same everywhere."""
    return int(digest(*parts, length=15), 16)


class Blocks:
    """The keys of names, and what a change of them changes for others."""

    def __init__(self, ledger: Ledger) -> None:
        self._db = ledger.db
        self._before: dict[int, tuple[bool, bool]] | None = None if ledger.fresh else {}

    def place(self, name: str, keys: Mapping[int, str]) -> None:
        """Let a name have these keys and no others, each with a form (see `several`)."""
        row = self._db.execute("SELECT keys FROM keyed WHERE name = ?", (name,)).fetchone()
        held = array("q", row[0] if row else b"")
        old = dict(self._forms(name, held))
        gone, come = old.keys() - keys.keys(), {k: f for k, f in keys.items() if old.get(k) != f}
        if self._before is not None:
            for key in gone | come.keys():
                if key not in self._before:
                    self._before[key] = self._state(key)
        self._db.executemany("DELETE FROM block WHERE key = ? AND name = ?", ((k, name) for k in gone))
        self._db.executemany("INSERT OR REPLACE INTO block VALUES (?, ?, ?)", ((k, name, f) for k, f in come.items()))
        if not keys:
            self._db.execute("DELETE FROM keyed WHERE name = ?", (name,))
        elif gone or come:
            packed = array("q", sorted(keys)).tobytes()
            self._db.execute("INSERT OR REPLACE INTO keyed VALUES (?, ?)", (name, packed))

    def _forms(self, name: str, keys: Iterable[int]) -> Iterator[tuple[int, str]]:
        for key in keys:
            found = self._db.execute("SELECT form FROM block WHERE key = ? AND name = ?", (key, name)).fetchone()
            yield key, found[0]

    def beside(self, name: str, keys: Iterable[int]) -> set[str]:
        """The other names that share one of these keys, of those that are not too many."""
        found: set[str] = set()
        sql = "SELECT name FROM block WHERE key = ? LIMIT ?"
        for key in keys:
            names = [row[0] for row in self._db.execute(sql, (key, MOST + 1))]
            if len(names) <= MOST:
                found.update(names)
        found.discard(name)
        return found

    def several(self, key: int) -> bool:
        """Whether the names of a key have two forms or more; "" is none."""
        sql = "SELECT DISTINCT form FROM block WHERE key = ? AND form != '' LIMIT 2"
        return len(self._db.execute(sql, (key,)).fetchall()) > 1

    def turned(self) -> set[str]:
        """The names for whom a key has become too common or no longer is, or has several forms now or no longer."""
        turned = [key for key, before in (self._before or {}).items() if self._state(key) != before]
        return {row[0] for key in turned for row in self._db.execute("SELECT name FROM block WHERE key = ?", (key,))}

    def _state(self, key: int) -> tuple[bool, bool]:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM block WHERE key = ? LIMIT {MOST + 1})"  # noqa: S608 a constant
        (size,) = self._db.execute(sql, (key,)).fetchone()
        return size <= MOST, self.several(key)
