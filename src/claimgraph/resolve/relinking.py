"""Bring a ledger up to date with documents and decisions that came and went, and say what that changes.

In order: what is known of actors and claims, which actors may be one, who is who among them, which claims may be one,
who is who, how merged claims read, what is still to be asked. Each step takes from the one before what changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pyoxigraph import Quad

from claimgraph.resolve.actors import relink_actors
from claimgraph.resolve.clusters import People, Renamed, recluster, reread
from claimgraph.resolve.comparing import relink_claims
from claimgraph.resolve.counting import count
from claimgraph.resolve.graph import stated_quads
from claimgraph.resolve.identity import identity
from claimgraph.resolve.judgement import Judgement, Value
from claimgraph.resolve.ledger import ACTORS, NEAR, Ledger, packed, unpacked
from claimgraph.resolve.linking import linked
from claimgraph.resolve.proposal import CERTAIN, Proposal

__all__ = ["Difference", "everything_stated", "relink"]

_Pair = tuple[str, str]
_Asked = tuple[str, str, Proposal]


class Difference(NamedTuple):
    """What a sitting changed: the ids of whom identity says something else, and the quads of its graph."""

    ids: set[str]
    gone: set[Quad]
    come: set[Quad]


class Turned(NamedTuple):
    """People's judgements before and now."""

    before: Sequence[Judgement]
    now: Sequence[Judgement]


def relink(
    ledger: Ledger, people: Turned, gone: Iterable[Mapping[str, Any]], come: Iterable[Mapping[str, Any]], base: str
) -> Difference:
    """Take documents out of a ledger and into it, and people's judgements as they are now.

    Args:
        ledger: as it was left; changed, not committed.
        people: what people had judged when it was left, and what they have now.
        gone: the records of the documents that go (see `counting.count`).
        come: of those that come.
        base: the IRI that ids are relative to.

    Raises:
        BadWorkspace: the base is not an absolute IRI.
    """
    counted = count(ledger, gone, come)
    relink_actors(ledger, counted.actors)
    said = People(people.now)
    touched = {name for j in set(people.before) ^ set(people.now) for name in j.pair}
    aliases = recluster(ledger, "alias", range(ACTORS, ACTORS + 1), said, touched | _certain(ledger))
    relink_claims(ledger, counted.claims, {*counted.actors, *aliases.canonical})
    renamed = recluster(ledger, "same", range(ACTORS, NEAR + 1), said, touched | _certain(ledger))
    read = reread(ledger, counted.claims, renamed.canonical, renamed.canonical.values())
    others = (name for to in renamed.labelled | read for name in (to, *ledger.standing_for(to)))
    ids = renamed.canonical.keys() | set(others)
    return Difference(ids, *_quads(ledger, people, _reasked(ledger, renamed, people), base))


def everything_stated(ledger: Ledger, people: Iterable[Judgement], base: str) -> Iterator[Quad]:
    """The whole graph of identity, in no order."""
    yield from stated_quads(people, (), base)
    yield from stated_quads(linked(ledger.pairs(f"score >= {CERTAIN}")), (), base)
    rows = ledger.db.execute("SELECT left, right, body FROM asked").fetchall()
    yield from stated_quads((), ((left, right, _from(body)) for left, right, body in rows), base)


def _certain(ledger: Ledger) -> set[str]:
    """The ends of the certain pairs that changed."""
    changed = ledger.altered.items()
    return {n for pair, c in changed if any(p is not None and p.score >= CERTAIN for p in c) for n in pair}


def _reasked(ledger: Ledger, renamed: Renamed, people: Turned) -> list[tuple[_Asked | None, _Asked | None]]:
    """Of each two clusters that a change touches what was asked of them, and what is to be asked now."""

    def ends(pair: _Pair, of: Callable[[str], str]) -> _Pair:
        one, other = sorted(map(of, pair))
        return one, other

    def was(name: str) -> str:
        return renamed.canonical.get(name) or ledger.of(name)

    moved = {pair for pair, c in ledger.altered.items() if c.new is not None and c.new.score < CERTAIN}
    for name in renamed.canonical:
        moved |= {p.pair for p in ledger.pairs(f"one = ? AND score < {CERTAIN}", name)}
        moved |= {p.pair for p in ledger.pairs(f"other = ? AND score < {CERTAIN}", name)}
    touched = {ends(pair, was) for pair in (*moved, *ledger.altered)} | {ends(pair, ledger.of) for pair in moved}
    sql = "UPDATE pair SET left = ?, right = ? WHERE one = ? AND other = ?"
    ledger.db.executemany(sql, ((*ends(pair, ledger.of), *pair) for pair in moved))
    settled = {ends(pair, ledger.of) for pair in _settled(people.now)}
    touched |= settled ^ {ends(pair, was) for pair in _settled(people.before)}
    found = []
    for pair in sorted(touched):
        row = ledger.db.execute("SELECT body FROM asked WHERE left = ? AND right = ?", pair).fetchone()
        old = (*pair, _from(row[0])) if row else None
        best = None
        if pair[0] != pair[1] and pair not in settled:
            best = next(ledger.pairs("left = ? AND right = ? ORDER BY score DESC, one, other LIMIT 1", *pair), None)
        new = None if best is None else (*pair, best)
        if new == old:
            continue
        found.append((old, new))
        if best is None:
            ledger.db.execute("DELETE FROM asked WHERE left = ? AND right = ?", pair)
        else:
            body = json.dumps((*best.pair, best.score, packed(best)), ensure_ascii=False)
            ledger.db.execute("INSERT OR REPLACE INTO asked VALUES (?, ?, ?)", (*pair, body))
    return found


def _settled(people: Sequence[Judgement]) -> Iterator[_Pair]:
    """The pairs that people hold apart, have left open or disagree on (see `asking.undecided`)."""
    yield from (j.pair for j in people if j.value is not Value.POSITIVE)
    yield from ((c.left, c.right) for c in identity(people).conflicts)


def _from(body: str) -> Proposal:
    return unpacked(*json.loads(body))


def _quads(
    ledger: Ledger, people: Turned, asked: list[tuple[_Asked | None, _Asked | None]], base: str
) -> tuple[set[Quad], set[Quad]]:
    """What the graph says no longer, and what it says now. A quad of a pair is stated by judgements on it alone."""
    certain = {pair for pair, c in ledger.altered.items() if any(p is not None and p.score >= CERTAIN for p in c)}
    pairs = certain | {j.pair for j in set(people.before) ^ set(people.now)}
    held = {pair: p for pair in pairs for p in ledger.pairs("one = ? AND other = ?", *pair)}
    old = {pair: ledger.altered[pair].old if pair in ledger.altered else held.get(pair) for pair in pairs}

    def stated(
        judged: Sequence[Judgement], ours: Iterable[Proposal | None], open_: Iterable[_Asked | None]
    ) -> set[Quad]:
        about = [j for j in judged if j.pair in pairs]
        about += linked(p for p in ours if p is not None)
        return set(stated_quads(about, (a for a in open_ if a is not None), base))

    before = stated(people.before, old.values(), (o for o, _ in asked))
    after = stated(people.now, held.values(), (n for _, n in asked))
    return before - after, after - before
