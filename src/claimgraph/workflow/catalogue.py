"""The library of a workspace's documents: names are looked up in the index, facts in the cache."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from claimgraph.assess import Facts
from claimgraph.assess.facts import Way
from claimgraph.assess.library import Entry, Sort, entries
from claimgraph.model import Basis, Derivation
from claimgraph.model.identifiers import document_id
from claimgraph.resolve.reuse import Reuse
from claimgraph.workflow.index import Index

__all__ = ["Catalogue"]

_PREFIX = document_id("")
_DOCUMENTS = "SELECT DISTINCT version FROM entry JOIN document ON number = document WHERE sort = ? AND name = ?"


class Catalogue:
    """See `assess.library.Library`. What is written here is written in the index, and not committed.

    Attributes:
        before: what text reuse had found for some documents, which counts beside what it finds now.
    """

    def __init__(self, index: Index, facts: Callable[[str], Facts]) -> None:
        self._db = index.db
        self._facts = lru_cache(maxsize=4096)(facts)
        self.before: Mapping[str, Iterable[Way]] = {}

    def documents(self, entry: Entry) -> list[str]:
        """The ids of the documents with an entry of this sort and name, and of this value if one is given."""
        value = " AND value = ?" if entry.value else ""
        given = (int(entry.sort), entry.name, entry.value) if entry.value else (int(entry.sort), entry.name)
        return [_PREFIX + row[0] for row in self._db.execute(_DOCUMENTS + value, given)]

    def values(self, sort: int, name: str) -> list[str]:
        """The values beside a name, over all documents, each once."""
        rows = self._db.execute("SELECT DISTINCT value FROM entry WHERE sort = ? AND name = ?", (int(sort), name))
        return [row[0] for row in rows]

    def facts(self, document: str) -> Facts:
        """The facts of one document."""
        return self._facts(document.removeprefix(_PREFIX))

    def inferred(self, document: str) -> list[Way]:
        """The derivations that text reuse has found for it."""
        version = document.removeprefix(_PREFIX)
        return [*self.ways(version), *self.before.get(version, ())]

    def ways(self, version: str) -> list[Way]:
        """The same, as they are kept."""
        return [_way(found) for found in self.reuses(version)]

    def reuses(self, version: str) -> list[Reuse]:
        """The same, with their scores."""
        row = self._db.execute("SELECT reuses FROM document WHERE version = ?", (version,)).fetchone()
        return _from_json(row[0]) if row and row[0] else []

    def all_reuses(self) -> Iterator[Reuse]:
        """Those of all documents, in the order of their versions."""
        rows = self._db.execute("SELECT reuses FROM document WHERE reuses IS NOT NULL ORDER BY version")
        return (found for (text,) in rows for found in _from_json(text))

    def put_in(self, version: str) -> None:
        """Take a document in."""
        self._db.execute("INSERT INTO document (version) VALUES (?)", (version,))
        self._write(version, entries(self._facts(version)), set())

    def take_out(self, version: str) -> None:
        """Let it be no more."""
        found = entries(self._facts(version)) | _sources(self.ways(version))
        self._write(version, set(), found)
        self._db.execute("DELETE FROM document WHERE version = ?", (version,))

    def infer(self, version: str, reuses: Iterable[Reuse]) -> None:
        """Keep what text reuse finds for a document; entries that hold no longer stay until `settle`."""
        rows = [(r.derivation.derived, r.derivation.source, r.score, r.shared) for r in reuses]
        self._write(version, {Entry(Sort.SOURCE, source) for _, source, *_ in rows}, set())
        text = json.dumps(rows) if rows else None
        self._db.execute("UPDATE document SET reuses = ? WHERE version = ?", (text, version))

    def settle(self) -> None:
        """Forget what held before."""
        for version, ways in self.before.items():
            kept = entries(self._facts(version)) | _sources(self.ways(version))
            self._write(version, set(), _sources(ways) - kept)
        self.before = {}

    def _write(self, version: str, new: set[Entry], gone: set[Entry]) -> None:
        (number,) = self._db.execute("SELECT number FROM document WHERE version = ?", (version,)).fetchone()
        self._db.executemany(
            "DELETE FROM entry WHERE sort = ? AND name = ? AND value = ? AND document = ?",
            ((int(e.sort), e.name, e.value, number) for e in gone),
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?)", ((int(e.sort), e.name, e.value, number) for e in new)
        )


def _from_json(text: str) -> list[Reuse]:
    rows = json.loads(text)
    return [Reuse(Derivation(derived, source, Basis.INFERRED), *match) for derived, source, *match in rows]


def _way(found: Reuse) -> Way:
    return Way(found.derivation.derived, found.derivation.source, found.derivation.basis.value, 0)


def _sources(ways: Iterable[Way]) -> set[Entry]:
    return {Entry(Sort.SOURCE, way.source) for way in ways}
