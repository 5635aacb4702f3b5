"""What a build has already read and extracted, kept by content in one SQLite file.

A row is written when it is whole (SQLite's transactions), so a killed build resumes after the last one. Everything
here is derived: a file that SQLite cannot read is thrown away and made again.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import sha256
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from typing import Any, NamedTuple

from claimgraph.assess import Facts, facts_from_json, facts_of
from claimgraph.errors import BadWorkspace
from claimgraph.model import Affiliation, Basis, Document, Extraction, Metadata, Relation
from claimgraph.model.record import Record, from_record, to_record
from claimgraph.resolve.telling import Telling, telling_from_json, telling_of

__all__ = ["Cache", "Kept", "Stamp", "kept", "open_cache", "stamp"]

# Counts changes of the layout or of what a row means: another number throws the file away. A store holds what
# `loaded` says of it, so the one on disk is thrown away together with the file (see `stores`).
_LAYOUT = 5
_SCHEMA = """
CREATE TABLE file (path TEXT PRIMARY KEY, size INT, mtime INT, ctime INT, sidecar TEXT, version TEXT) WITHOUT ROWID;
CREATE INDEX file_version ON file (version);
CREATE TABLE document (version TEXT PRIMARY KEY, body TEXT);
CREATE TABLE extraction (version TEXT, key TEXT, record TEXT, facts TEXT, telling TEXT, PRIMARY KEY (version, key));
CREATE TABLE loaded (store TEXT, graph TEXT, token TEXT, PRIMARY KEY (store, graph)) WITHOUT ROWID;
CREATE TABLE merged (dataset TEXT, sort TEXT, body TEXT, PRIMARY KEY (dataset, sort, body)) WITHOUT ROWID;
"""

_LIVE = "key = ? AND version IN (SELECT version FROM file)"
_DAMAGED = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}  # the first: a table is not there
_MEND = "make room or permissions, then build again"


class Stamp(NamedTuple):
    """What tells without reading that a file is as it was: sizes and times of it and of its sidecar."""

    size: int
    mtime: int
    ctime: int
    sidecar: str


class Kept(NamedTuple):
    """What is kept of a document's extraction, as JSON: the record, what independence and what text reuse need."""

    version: str
    record: str
    facts: str
    telling: str


def kept(document: Document, extraction: Extraction) -> Kept:
    """What is kept of an extraction; made beside the extractor, in a worker where there are any."""
    made = (
        to_record(document, extraction, {}, base=""),
        facts_of(document, extraction),
        telling_of(document, extraction),
    )
    return Kept(document.version, *(json.dumps(part, ensure_ascii=False) for part in made))


def stamp(path: Path, sidecars: Iterable[Path]) -> Stamp | None:
    """The stamp of a regular file; None for anything else, which is then read and reported."""
    stat = _regular(path)
    if stat is None:
        return None
    beside = [(s.name, t.st_size, t.st_mtime_ns, t.st_ctime_ns) for s in sidecars if (t := _regular(s)) is not None]
    return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, json.dumps(beside) if beside else "[]")


def _regular(path: Path) -> os.stat_result | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found if S_ISREG(found.st_mode) else None


class Cache:
    """The open file. Methods are its tables' reads and writes; `commit` makes what was written last.

    Attributes:
        store: which store `loaded` speaks of: an endpoint's address, or "" for the one on disk.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.store = ""

    def commit(self) -> None:
        """Make what was written survive."""
        self._db.commit()

    def version_of(self, path: str, at: Stamp | None) -> str | None:
        """The version that was read from a path, if its stamp is still this one."""
        row = self._db.execute(
            "SELECT size, mtime, ctime, sidecar, version FROM file WHERE path = ?", (path,)
        ).fetchone()
        return row[4] if row and at is not None and tuple(row[:4]) == at else None

    def remember_file(self, path: str, at: Stamp, version: str) -> None:
        """Keep which version was read from a path, and when."""
        self._db.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)", (path, *at, version))

    def files(self) -> list[tuple[str, str]]:
        """Path and version of every file, sorted."""
        return self._db.execute("SELECT path, version FROM file ORDER BY path").fetchall()

    def forget_files(self, keep: Iterable[str]) -> None:
        """Forget the paths that are no more. What stood there counts no longer, and lies here until `sweep`."""
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS keep (path TEXT PRIMARY KEY)")
        self._db.execute("DELETE FROM keep")
        self._db.executemany("INSERT OR IGNORE INTO keep VALUES (?)", ((p,) for p in keep))
        self._db.execute("DELETE FROM file WHERE path NOT IN keep")

    def sweep(self) -> None:
        """Forget the documents that no path holds, once nothing asks any more what was in them."""
        for table in ("document", "extraction"):
            self._db.execute(f"DELETE FROM {table} WHERE version NOT IN (SELECT version FROM file)")  # noqa: S608 both names are above

    def add_document(self, document: Document) -> None:
        """Keep a document with its text."""
        body = json.dumps(asdict(document), ensure_ascii=False)
        self._db.execute("INSERT OR REPLACE INTO document VALUES (?, ?)", (document.version, body))

    def document(self, version: str) -> Document | None:
        """The document of a version, if it is here."""
        row = self._db.execute("SELECT body FROM document WHERE version = ?", (version,)).fetchone()
        return None if row is None else _document(row[0])

    def add_extraction(self, key: str, kept: Kept) -> None:
        """Keep what was extracted from a document under a configuration."""
        self._db.execute(
            "INSERT OR REPLACE INTO extraction VALUES (?, ?, ?, ?, ?)",
            (kept.version, key, kept.record, kept.facts, kept.telling),
        )

    def without_extraction(self, key: str) -> list[str]:
        """Versions that have no extraction under a configuration, sorted."""
        rows = self._db.execute(
            "SELECT version FROM file EXCEPT SELECT version FROM extraction WHERE key = ? ORDER BY version", (key,)
        )
        return [row[0] for row in rows]

    def extraction(self, version: str, key: str) -> Extraction | None:
        """What was extracted from a version under a configuration, if it is here."""
        row = self._db.execute("SELECT record FROM extraction WHERE version = ? AND key = ?", (version, key)).fetchone()
        return None if row is None else from_record(json.loads(row[0]), base="")

    def versions(self) -> list[str]:
        """All document versions, sorted."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT version FROM file ORDER BY version")]

    def facts(self, key: str) -> Iterator[Facts]:
        """What independence needs to know of each document under a configuration, sorted by version."""
        rows = self._db.execute(f"SELECT facts FROM extraction WHERE {_LIVE} ORDER BY version", (key,))  # noqa: S608 a constant
        return (facts_from_json(json.loads(row[0])) for row in rows)

    def records(self, key: str) -> Iterator[Record]:
        """Each extraction under a configuration as the record that it is kept as (base ""), sorted by version."""
        rows = self._db.execute(f"SELECT record FROM extraction WHERE {_LIVE} ORDER BY version", (key,))  # noqa: S608 a constant
        return (json.loads(row[0]) for row in rows)

    def tellings(self, key: str) -> Iterator[Telling]:
        """What text reuse needs to know of each document under a configuration, sorted by version."""
        rows = self._db.execute(f"SELECT telling FROM extraction WHERE {_LIVE} ORDER BY version", (key,))  # noqa: S608 a constant
        return (telling_from_json(json.loads(row[0])) for row in rows)

    def add_merged(self, dataset: str, ties: Iterable[Affiliation], facts: Iterable[Facts]) -> None:
        """Keep what independence needs to know of a merged dataset; what is there already once."""
        rows = [(dataset, "tie", json.dumps(asdict(t), ensure_ascii=False)) for t in ties]
        rows += [(dataset, "facts", json.dumps(f, ensure_ascii=False)) for f in facts]
        self._db.executemany("INSERT OR IGNORE INTO merged VALUES (?, ?, ?)", rows)

    def add_held(self, dataset: str, ids: Iterable[str]) -> None:
        """Keep which ids a merged dataset holds."""
        self._db.executemany("INSERT OR IGNORE INTO merged VALUES (?, 'id', ?)", ((dataset, i) for i in ids))

    def merged_holds(self, dataset: str, name: str) -> bool:
        """Whether a merged dataset holds an id."""
        found = self._db.execute("SELECT 1 FROM merged WHERE dataset = ? AND sort = 'id' AND body = ?", (dataset, name))
        return found.fetchone() is not None

    def forget_merged(self, dataset: str) -> None:
        """Forget a merged dataset."""
        self._db.execute("DELETE FROM merged WHERE dataset = ?", (dataset,))

    def merged(self) -> list[str]:
        """The names of the merged datasets that are kept, sorted."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT dataset FROM merged ORDER BY dataset")]

    def merged_ties(self) -> Iterator[Affiliation]:
        """The ties between actors that merged datasets declare, in the order of their text."""
        rows = self._db.execute("SELECT body FROM merged WHERE sort = 'tie' ORDER BY body")
        for (body,) in rows:
            t = json.loads(body)
            yield Affiliation(
                t["actor"], t["other"], Relation(t["relation"]), Basis(t["basis"]), None, t["since"], t["until"]
            )

    def merged_facts(self) -> Iterator[Facts]:
        """The facts of merged records that assert something, in the order of their text."""
        rows = self._db.execute("SELECT body FROM merged WHERE sort = 'facts' ORDER BY body")
        return (facts_from_json(json.loads(row[0])) for row in rows)

    def merged_size(self) -> int:
        """How many merged records assert something."""
        (count,) = self._db.execute("SELECT count(*) FROM merged WHERE sort = 'facts'").fetchone()
        return int(count)

    def extracted(self, key: str) -> set[str]:
        """The versions that have an extraction under a configuration."""
        return {row[0] for row in self._db.execute(f"SELECT version FROM extraction WHERE {_LIVE}", (key,))}  # noqa: S608 a constant

    def facts_of(self, version: str, key: str) -> Facts:
        """What independence needs to know of one document, of one that is gone and not swept too.

        Raises:
            KeyError: it is not here.
        """
        return facts_from_json(self._part("facts", version, key))

    def telling_of(self, version: str, key: str) -> Telling:
        """What text reuse needs to know of it; as `facts_of`."""
        return telling_from_json(self._part("telling", version, key))

    def _part(self, column: str, version: str, key: str) -> Any:  # noqa: ANN401 what was kept as JSON
        sql = f"SELECT {column} FROM extraction WHERE version = ? AND key = ?"  # noqa: S608 one of three names
        row = self._db.execute(sql, (version, key)).fetchone()
        if row is None:
            raise KeyError(version)
        return json.loads(row[0])

    def facts_digest(self, key: str) -> str:
        """What changes when anything does that independence takes from documents or merged records."""
        digest = sha256()
        rows = f"SELECT version FROM extraction WHERE {_LIVE} ORDER BY version"  # noqa: S608 a constant
        for cell in chain((row[0] for row in self._db.execute(rows, (key,))), [key], self._merged()):
            digest.update(b"%d " % len(cell))
            digest.update(cell.encode())
        return digest.hexdigest()

    def merged_digest(self) -> str:
        """What changes when anything does that independence takes from merged records."""
        digest = sha256()
        for at, cell in enumerate(self._merged()):
            digest.update(f"\n{cell}".encode() if at else cell.encode())
        return digest.hexdigest()

    def _merged(self) -> Iterator[str]:
        rows = "SELECT sort, body FROM merged WHERE sort != 'id' ORDER BY sort, body"
        return (cell for row in self._db.execute(rows) for cell in row)

    def loaded(self) -> dict[str, str]:
        """For each graph in the store, the token of what was put there."""
        return dict(self._db.execute("SELECT graph, token FROM loaded WHERE store = ?", (self.store,)))

    def token_of(self, graph: str) -> str:
        """The token of one graph; "" where there is none."""
        row = self._db.execute("SELECT token FROM loaded WHERE store = ? AND graph = ?", (self.store, graph)).fetchone()
        return row[0] if row else ""

    def unloaded(self, prefix: str) -> list[str]:
        """The versions whose graph, the prefix and the version, is not known to be in the store as it should be."""
        sql = (
            "SELECT DISTINCT version FROM file WHERE NOT EXISTS"
            " (SELECT 1 FROM loaded WHERE store = ? AND graph = ? || version AND token != '') ORDER BY version"
        )
        return [row[0] for row in self._db.execute(sql, (self.store, prefix))]

    def strays(self, prefix: str) -> list[str]:
        """The graphs of this prefix in the store whose version no path holds, sorted."""
        sql = (
            "SELECT graph FROM loaded WHERE store = ? AND substr(graph, 1, ?) = ?"
            " AND substr(graph, ? + 1) NOT IN (SELECT version FROM file) ORDER BY graph"
        )
        size = len(prefix)
        return [row[0] for row in self._db.execute(sql, (self.store, size, prefix, size))]

    def record(self, version: str, key: str) -> Record:
        """An extraction as the record that it is kept as, of one that is gone and not swept too.

        Raises:
            KeyError: it is not here.
        """
        found: Record = self._part("record", version, key)
        return found

    def set_loaded(self, graph: str, token: str | None) -> None:
        """Say what a graph in the store holds; "" while it is being changed, None when it is gone."""
        if token is None:
            self._db.execute("DELETE FROM loaded WHERE store = ? AND graph = ?", (self.store, graph))
        else:
            self._db.execute("INSERT OR REPLACE INTO loaded VALUES (?, ?, ?)", (self.store, graph, token))

    def outdate(self, graph: str) -> None:
        """Let no store's graph of this name count as up to date; they are still known to hold it."""
        self._db.execute("UPDATE loaded SET token = '' WHERE graph = ?", (graph,))


def _document(body: str) -> Document:
    fields = json.loads(body)
    meta: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in fields.pop("metadata").items()}
    return Document(**{**fields, "page_starts": tuple(fields["page_starts"])}, metadata=Metadata(**meta))


@contextmanager
def open_cache(path: Path) -> Iterator[Cache]:
    """The cache at a path, made new where it is missing or unreadable.

    Raises:
        BadWorkspace: the directory cannot be written.
    """
    try:
        connection = _connect(path)
    except sqlite3.DatabaseError as broken:
        if broken.sqlite_errorcode & 0xFF not in _DAMAGED:  # a full disk is no reason to throw hours of work away
            raise BadWorkspace(str(path), f"cannot be opened: {broken}; {_MEND}") from broken
        try:
            for leftover in path.parent.glob(path.name + "*"):
                leftover.unlink()
            connection = _connect(path)
        except (OSError, sqlite3.DatabaseError) as error:
            raise BadWorkspace(str(path), f"cannot be made anew: {error}; {_MEND}") from error
    try:
        yield Cache(connection)
    except sqlite3.OperationalError as error:
        raise BadWorkspace(str(path), f"cannot be written: {error}; {_MEND}") from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise  # a kind of its own is a fault of ours, not of the file
        raise BadWorkspace(str(path), f"is damaged: {error}; run `claimgraph doctor --repair`, then build") from error
    finally:
        connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # survives a killed process; a lost disk write is rebuilt
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
        if layout != _LAYOUT:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (table,) in tables:
                connection.execute(f'DROP TABLE "{table}"')
            connection.executescript(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {_LAYOUT}")
            connection.commit()
        connection.execute("SELECT count(*) FROM loaded").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
