"""What builds look up so that they need not read all documents: names by document, lines, and what was assessed.

One SQLite file beside the cache. It is derived from the cache and says which documents it has taken in; what came and
what went since is taken in by the next build. One that is missing, of another layout or damaged is made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from claimgraph.workflow.writing import removed

__all__ = ["Index", "with_index", "with_tables"]

# Counts changes of the layout, and of what text reuse, gathering or assessing makes of the same facts.
_LAYOUT = 3
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE document (number INTEGER PRIMARY KEY, version TEXT UNIQUE, reuses TEXT);
CREATE TABLE entry (sort INT, name TEXT, value TEXT, document INT, PRIMARY KEY (sort, name, value, document))
  WITHOUT ROWID;
CREATE TABLE line (number INTEGER PRIMARY KEY, runs BLOB);
CREATE TABLE told (line INT, sort INT, date TEXT, version TEXT, PRIMARY KEY (line, sort, date, version)) WITHOUT ROWID;
CREATE TABLE band (key INT, date TEXT, line INT, PRIMARY KEY (key, date, line)) WITHOUT ROWID;
CREATE TABLE same (name TEXT PRIMARY KEY, canonical TEXT) WITHOUT ROWID;
CREATE TABLE assessed (policy TEXT, claim TEXT, verdict TEXT, body TEXT, PRIMARY KEY (policy, claim)) WITHOUT ROWID;
"""

T = TypeVar("T")


class Index:
    """The open file. Nothing is kept of what was written until `commit`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def commit(self) -> None:
        """Make what was written survive, all of it or nothing."""
        self.db.commit()

    def held(self) -> set[str]:
        """The versions of the documents that were taken in."""
        return {row[0] for row in self.db.execute("SELECT version FROM document")}

    def said(self, name: str) -> str:
        """What was noted under a name; "" where nothing was."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def say(self, name: str, value: str) -> None:
        """Note something."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def canonical(self) -> dict[str, str]:
        """Who was who when claims were last assessed."""
        return dict(self.db.execute("SELECT name, canonical FROM same"))

    def rename(self, pairs: Iterable[tuple[str, str]], gone: Iterable[str]) -> None:
        """Keep who is who now, by what changed."""
        self.db.executemany("DELETE FROM same WHERE name = ?", ((name,) for name in gone))
        self.db.executemany("INSERT OR REPLACE INTO same VALUES (?, ?)", pairs)


def with_index(path: Path, guard: str, work: Callable[[Index], T]) -> T:
    """Do something with the index at a path (see `with_tables`).

    Args:
        path: the file.
        guard: what the index depends on besides documents and identity; under another it is empty.
        work: what to do.
    """
    return with_tables(path, (_LAYOUT, _SCHEMA), guard, lambda db: work(Index(db)))


def with_tables(path: Path, tables: tuple[int, str], guard: str, work: Callable[[sqlite3.Connection], T]) -> T:
    """Do something with the tables at a path; once more with empty ones, if the file proves to be damaged.

    Args:
        path: the file.
        tables: the number of the layout, and the statements that make it, of a table `meta` too.
        guard: what the tables depend on besides what is put into them; under another they are empty.
        work: what to do. What it did before the damage showed is not kept.

    Raises:
        OSError: the file cannot be removed.
        sqlite3.DatabaseError: it cannot be written even when it is new.
    """
    try:
        with _opened(path, tables, guard) as db:
            return work(db)
    except sqlite3.DatabaseError:
        for beside in ("", "-wal", "-shm", "-journal"):
            removed(path.with_name(path.name + beside))
        with _opened(path, tables, guard) as db:
            return work(db)


@contextmanager
def _opened(path: Path, tables: tuple[int, str], guard: str) -> Iterator[sqlite3.Connection]:
    wanted, schema = tables
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA cache_size = -65536")  # KiB
        (layout,) = db.execute("PRAGMA user_version").fetchone()
        row = ("",)
        if layout == wanted:
            row = db.execute("SELECT value FROM meta WHERE name = 'guard'").fetchone()
        if row != (guard,):
            for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                db.execute(f'DROP TABLE "{table}"')
            db.executescript(schema)
            db.execute(f"PRAGMA user_version = {wanted}")
            db.execute("INSERT INTO meta VALUES ('guard', ?)", (guard,))
            db.commit()
        yield db
