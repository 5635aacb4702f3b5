"""Who is who in a ledger, brought up to date where judgements changed.

Judgements are about pairs, so what is said in one cluster of ids says nothing of another: only the clusters that a
change touches are worked out again, each as `identity` does it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from claimgraph.model import Claim, ClaimKind
from claimgraph.resolve.identity import Identity, identity, reading_of
from claimgraph.resolve.judgement import Judgement, Value
from claimgraph.resolve.ledger import Ledger
from claimgraph.resolve.linking import linked
from claimgraph.resolve.proposal import CERTAIN

__all__ = ["People", "Renamed", "recluster", "reread", "who_is_who"]


class People:
    """People's judgements by the ids that they are about."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._of: dict[str, list[Judgement]] = {}
        for j in judgements:
            for name in j.pair:
                self._of.setdefault(name, []).append(j)

    def about(self, name: str) -> Sequence[Judgement]:
        """The judgements on one id."""
        return self._of.get(name, ())

    def beside(self, name: str) -> Iterable[str]:
        """The ids that somebody holds for this one."""
        return (end for j in self.about(name) if j.value is Value.POSITIVE for end in j.pair if end != name)


class Renamed(NamedTuple):
    """Ids for which another stands than before, each with the one before; and those whose label is another."""

    canonical: dict[str, str]
    labelled: set[str]


def recluster(ledger: Ledger, table: str, sorts: range, people: People, touched: Iterable[str]) -> Renamed:
    """Work out anew the clusters of these ids.

    Args:
        ledger: holds the proposals of now.
        table: `alias` or `same`.
        sorts: of the proposals that count.
        people: their judgements of now.
        touched: both ends of all judgements that came or went, and of certain proposals that did.
    """
    names = _closure(touched, lambda n: (*people.beside(n), *ledger.certain_with(n, sorts)))
    said = {j for name in names for j in people.about(name)}
    certain = {
        p.pair: p
        for name in names
        for p in ledger.pairs(f"one = ? AND score >= {CERTAIN} AND sort BETWEEN ? AND ?", name, sorts[0], sorts[-1])
    }
    who = identity(said, linked(certain.values()))
    canonical: dict[str, str] = {}
    labelled: set[str] = set()
    for name in sorted(names):
        row = ledger.db.execute(f"SELECT canonical, label FROM {table} WHERE name = ?", (name,)).fetchone()  # noqa: S608 one of two
        old, now = row or (None, None), (who.canonical.get(name), who.labels.get(name))
        if old == now:
            continue
        if old[0] != now[0]:
            canonical[name] = old[0] or name
        if old[1] != now[1]:
            labelled.add(name)
        if now == (None, None):
            ledger.db.execute(f"DELETE FROM {table} WHERE name = ?", (name,))  # noqa: S608 the same
        else:
            ledger.db.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", (name, *now))  # noqa: S608 the same
    return Renamed(canonical, labelled)


def _closure(names: Iterable[str], beside: Callable[[str], Iterable[str]]) -> set[str]:
    found = set(names)
    waiting = list(found)
    while waiting:
        for name in beside(waiting.pop()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def reread(ledger: Ledger, claims: Iterable[str], renamed: Iterable[str], old: Iterable[str]) -> set[str]:
    """Settle anew how merged claims read; the ids of those that read otherwise now.

    Args:
        ledger: knows who is who.
        claims: those that changed, or are gone.
        renamed: ids for which another stands now.
        old: ids that stood for others before.
    """
    renamed = set(renamed)
    concern = "SELECT claim FROM concern WHERE actor = ?"
    accusing = {row[0] for a in renamed for row in ledger.db.execute(concern, (a,)).fetchall()}
    changed = set()
    for name in sorted({ledger.of(n) for n in {*claims, *renamed, *accusing}} | set(old)):
        others = ledger.standing_for(name)
        group = [c for n in (name, *others) if (c := ledger.claimed(n)) is not None] if others else []
        body = None
        if group:
            claim = reading_of(name, group, ledger.of)
            body = json.dumps((claim.text, claim.kind, claim.accused, claim.conduct), ensure_ascii=False)
        row = ledger.db.execute("SELECT body FROM reading WHERE name = ?", (name,)).fetchone()
        if body == (row[0] if row else None):
            continue
        changed.add(name)
        if body is None:
            ledger.db.execute("DELETE FROM reading WHERE name = ?", (name,))
        else:
            ledger.db.execute("INSERT OR REPLACE INTO reading VALUES (?, ?)", (name, body))
    return changed


def who_is_who(ledger: Ledger, people: Iterable[Judgement]) -> Identity:
    """All that a ledger says of identity, settled."""
    rows = ledger.db.execute("SELECT name, canonical, label FROM same ORDER BY name").fetchall()
    claims = {}
    for name, body in ledger.db.execute("SELECT name, body FROM reading ORDER BY name"):
        text, kind, accused, conduct = json.loads(body)
        claims[name] = Claim(name, text, ClaimKind(kind), tuple(accused), tuple(conduct))
    return Identity(
        {name: canonical for name, canonical, _ in rows if canonical is not None},
        {name: label for name, _, label in rows if label is not None},
        identity(people).conflicts,
        claims,
    )
