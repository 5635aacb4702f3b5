"""The linker's tables: what is compared, what it came to, and what changed of it in this sitting.

One SQLite database, in memory or beside the cache. Everything in it is a function of the documents and decisions that
were put in, whatever the order they came and went in; a property test says so.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from claimgraph.model import ActorType, ClaimKind
from claimgraph.resolve.corpus import Claimed, Named
from claimgraph.resolve.proposal import CERTAIN, Feature, Proposal

__all__ = [
    "ACTORS",
    "ALIKE",
    "NEAR",
    "SCHEMA",
    "Change",
    "Ledger",
    "claimed_body",
    "claimed_from",
    "in_memory",
    "packed",
    "unpacked",
]

ACTORS, ALIKE, NEAR = range(3)
"""Which comparison a pair comes from: of actors, of claims by their form, of claims by their words."""

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE document (number INTEGER PRIMARY KEY, version TEXT UNIQUE);
CREATE TABLE holds (name TEXT, document INT, PRIMARY KEY (name, document)) WITHOUT ROWID;
CREATE TABLE part (sort TEXT, name TEXT, body TEXT, count INT, PRIMARY KEY (sort, name, body)) WITHOUT ROWID;
CREATE TABLE actor (name TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;
CREATE TABLE claim (name TEXT PRIMARY KEY, body TEXT, read TEXT, senses TEXT, fingerprint TEXT, chief INT)
  WITHOUT ROWID;
CREATE INDEX claim_fingerprint ON claim (fingerprint) WHERE fingerprint != '';
CREATE TABLE concern (actor TEXT, claim TEXT, PRIMARY KEY (actor, claim)) WITHOUT ROWID;
CREATE TABLE sense (sense TEXT, claim TEXT, PRIMARY KEY (sense, claim)) WITHOUT ROWID;
CREATE TABLE common (sense TEXT PRIMARY KEY, claims INT) WITHOUT ROWID;
CREATE TABLE block (key INT, name TEXT, form TEXT, PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE TABLE keyed (name TEXT PRIMARY KEY, keys BLOB) WITHOUT ROWID;
CREATE TABLE pair (one TEXT, other TEXT, sort INT, score REAL, body TEXT, left TEXT, right TEXT,
  PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX pair_other ON pair (other);
CREATE INDEX pair_ends ON pair (left, right) WHERE left IS NOT NULL;
CREATE TABLE alias (name TEXT PRIMARY KEY, canonical TEXT, label TEXT) WITHOUT ROWID;
CREATE TABLE same (name TEXT PRIMARY KEY, canonical TEXT, label TEXT) WITHOUT ROWID;
CREATE INDEX same_canonical ON same (canonical);
CREATE TABLE reading (name TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;
CREATE TABLE asked (left TEXT, right TEXT, body TEXT, PRIMARY KEY (left, right)) WITHOUT ROWID;
"""
"""`pair.left` and `pair.right` are what now stands for the two ends of an open pair; `alias` is who is who among actors
before claims are compared, `same` is all of it, with the label of what stands for others."""

_PAIR = "SELECT one, other, score, body FROM pair WHERE "


class Change(NamedTuple):
    """A proposal as it was before this sitting and as it is now; None where there is none."""

    old: Proposal | None
    new: Proposal | None


class Ledger:
    """The tables. What is written is not committed here.

    Attributes:
        fresh: whether nothing was in it when it was opened.
        altered: the pairs whose proposal is another than it was.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.altered: dict[tuple[str, str], Change] = {}
        self.fresh = db.execute("SELECT 1 FROM keyed LIMIT 1").fetchone() is None

    def said(self, name: str) -> str:
        """What was noted under a name; "" where nothing was."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def say(self, name: str, value: str) -> None:
        """Note something."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def named(self, name: str) -> Named | None:
        """The actor of an id."""
        row = self.db.execute("SELECT body FROM actor WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        label, sort, names, wikidata, ids = json.loads(row[0])
        return Named(name, label, ActorType(sort), tuple(names), wikidata, 1, tuple(ids))

    def set_named(self, name: str, actor: Named | None) -> None:
        """Let an id be this actor's, or nobody's."""
        if actor is None:
            self.db.execute("DELETE FROM actor WHERE name = ?", (name,))
        else:
            body = _json(actor.label, actor.type, actor.names, actor.wikidata, actor.ids)
            self.db.execute("INSERT OR REPLACE INTO actor VALUES (?, ?)", (name, body))

    def claimed(self, name: str) -> Claimed | None:
        """The claim of an id."""
        row = self.db.execute("SELECT body FROM claim WHERE name = ?", (name,)).fetchone()
        return claimed_from(name, row[0]) if row else None

    def alias(self, name: str) -> str:
        """Who stands for an actor as claims are compared."""
        row = self.db.execute("SELECT canonical FROM alias WHERE name = ?", (name,)).fetchone()
        return (row and row[0]) or name

    def of(self, name: str) -> str:
        """What stands for an id."""
        row = self.db.execute("SELECT canonical FROM same WHERE name = ?", (name,)).fetchone()
        return (row and row[0]) or name

    def standing_for(self, name: str) -> list[str]:
        """The other ids that this one stands for, sorted."""
        rows = self.db.execute("SELECT name FROM same WHERE canonical = ? ORDER BY name", (name,))
        return [row[0] for row in rows]

    def pairs(self, where: str, *given: object) -> Iterator[Proposal]:
        """The proposals whose row meets a condition."""
        return (unpacked(*row) for row in self.db.execute(_PAIR + where, given).fetchall())

    def pairs_of(self, name: str, sort: int, done: Container[str]) -> dict[tuple[str, str], Proposal]:
        """The proposals of a sort that an id is in, but for those with an id that is `done`."""
        found = {p.pair: p for p in self.pairs("one = ? AND sort = ?", name, sort) if p.right not in done}
        return found | {p.pair: p for p in self.pairs("other = ? AND sort = ?", name, sort) if p.left not in done}

    def certain_with(self, name: str, sorts: Sequence[int]) -> list[str]:
        """The ids that are held for this one without being asked."""
        sql = (
            f"SELECT other FROM pair WHERE one = ? AND score >= {CERTAIN} AND sort BETWEEN ? AND ? "  # noqa: S608 a constant
            f"UNION SELECT one FROM pair WHERE other = ? AND score >= {CERTAIN} AND sort BETWEEN ? AND ?"
        )
        ends = (name, sorts[0], sorts[-1])
        return [row[0] for row in self.db.execute(sql, (*ends, *ends))]

    def repair(self, sort: int, old: dict[tuple[str, str], Proposal], new: dict[tuple[str, str], Proposal]) -> None:
        """Let the pairs of `old` and `new` be those of `new`."""
        for pair in old.keys() | new.keys():
            was, now = old.get(pair), new.get(pair)
            if was == now:
                continue
            first = self.altered.get(pair, Change(was, None)).old
            self.altered[pair] = Change(first, now)
            if now is None:
                self.db.execute("DELETE FROM pair WHERE one = ? AND other = ?", pair)
            else:
                row = (*pair, sort, now.score, packed(now))
                self.db.execute("INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?, ?, NULL, NULL)", row)


def packed(p: Proposal) -> str:
    """What is kept of a proposal besides its ids and score."""
    return _json(p.left_label, p.right_label, [(f.name, f.weight, f.detail) for f in p.features])


def unpacked(one: str, other: str, score: float, body: str) -> Proposal:
    """The proposal of which `packed` made a body."""
    left, right, features = json.loads(body)
    return Proposal(one, other, score, left, right, tuple(Feature(*f) for f in features))


def claimed_from(name: str, body: str) -> Claimed:
    """A claim as `claimed_body` wrote it."""
    text, kind, accused, conduct, asserters, denied = json.loads(body)
    return Claimed(name, text, ClaimKind(kind), tuple(accused), tuple(conduct), tuple(asserters), denied, 1)


def claimed_body(claim: Claimed) -> str:
    """What is kept of a claim."""
    return _json(claim.text, claim.kind, claim.accused, claim.conduct, claim.asserters, claim.denied)


def _json(*parts: object) -> str:
    return json.dumps(parts, ensure_ascii=False)


def in_memory() -> Ledger:
    """An empty ledger of its own."""
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    return Ledger(db)
