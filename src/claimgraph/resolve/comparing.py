"""Compare claims as they come and go: only those that a change can have brought nearer together or further apart.

A word weighs by how many claims have it, in steps of powers of two: so a claim more moves the weight of a word seldom,
and what must be compared again is in all about as much as what came. Weights are whole numbers, so that sums do not
hang on their order.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple
from functools import lru_cache
from itertools import combinations
from math import sqrt
from typing import NamedTuple

from claimgraph.resolve.actors import relink_actors
from claimgraph.resolve.blocking import Blocks, key_of
from claimgraph.resolve.claims import WORTH_READING, likeness, same_form
from claimgraph.resolve.corpus import Claimed, Named
from claimgraph.resolve.ledger import ALIKE, NEAR, Ledger, claimed_body, claimed_from, in_memory
from claimgraph.resolve.proposal import LISTED, Proposal
from claimgraph.resolve.wording import Wording, wording

__all__ = ["propose_claims", "relink_claims"]

_KEYS = 8  # rarest words of a claim whose pairs are its keys
_TELLING = 4  # content words; "to sue" and "the figure" are said of everything
_BASE = 3  # what a word of the commonest step weighs; each step rarer adds 2: the odds of it are half as high

# The second condition is that of the index, without which all claims would be read for each.
_OF_FORM = "SELECT name FROM claim WHERE fingerprint = ? AND fingerprint != '' ORDER BY name"


class _Mass(NamedTuple):
    """The senses of a claim, the sum of their weights, and of the squares of these."""

    senses: frozenset[str]
    weight: int
    square: int


def propose_claims(
    claims: Mapping[str, Claimed], actors: Mapping[str, Named], same: Mapping[str, str]
) -> list[Proposal]:
    """The pairs of claims worth a judgement, sorted by ids; those of score `CERTAIN` need none.

    Args:
        claims: by id.
        actors: by id.
        same: ids to canonical ones, by what is already decided.
    """
    ledger = in_memory()
    relink_actors(ledger, actors)
    ledger.db.executemany("INSERT INTO alias VALUES (?, ?, NULL)", same.items())
    relink_claims(ledger, claims, ())
    return sorted(ledger.pairs("sort IN (?, ?)", ALIKE, NEAR))


def relink_claims(ledger: Ledger, changed: Mapping[str, Claimed | None], actors: Iterable[str]) -> None:
    """Let a ledger hold these claims, None for one that is gone, and compare those whom that concerns.

    Args:
        ledger: its actors are those of now already.
        changed: claims by id.
        actors: the actors that have changed, or for whom another stands.
    """
    old = _reread(ledger, changed, actors)
    gone, come = _chosen(ledger, old)
    moved = _counted(ledger, gone, come)
    _compared(ledger, gone.keys() | come, moved)


class _Row(NamedTuple):
    """What is kept of a claim's reading."""

    read: str
    senses: str
    fingerprint: str
    chief: int


def _row(ledger: Ledger, name: str) -> _Row | None:
    row = ledger.db.execute("SELECT read, senses, fingerprint, chief FROM claim WHERE name = ?", (name,)).fetchone()
    return _Row(*row) if row else None


def _reread(ledger: Ledger, changed: Mapping[str, Claimed | None], actors: Iterable[str]) -> dict[str, _Row | None]:
    """Read the claims that changed, and those that name an actor that did; how they were read before."""
    db = ledger.db
    named, alias = lru_cache(maxsize=4096)(ledger.named), lru_cache(maxsize=4096)(ledger.alias)
    rows = (row for a in actors for row in db.execute("SELECT claim FROM concern WHERE actor = ?", (a,)).fetchall())
    concerned = {row[0] for row in rows}
    old: dict[str, _Row | None] = {}
    for name in sorted(changed.keys() | concerned):
        before, was = ledger.claimed(name), _row(ledger, name)
        now = changed.get(name, before)
        who, whom = (set() if c is None else {*c.accused, *c.asserters} for c in (now, before))
        db.executemany("DELETE FROM concern WHERE actor = ? AND claim = ?", ((a, name) for a in whom - who))
        db.executemany("INSERT INTO concern VALUES (?, ?)", ((a, name) for a in who - whom))
        if now is None:
            db.execute("DELETE FROM claim WHERE name = ?", (name,))
            old[name] = was
            continue
        found = {a: actor for a in who if (actor := named(a)) is not None}
        w = wording(now, found, {a: alias(a) for a in who})
        read, body = _packed(w), claimed_body(now)
        if was is None or was.read != read or before != now:
            old[name] = was
            row = (name, body, read, " ".join(sorted(w.senses)), w.fingerprint, 0 if was is None else was.chief)
            db.execute("INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?, ?, ?)", row)
    return old


def _chosen(ledger: Ledger, old: Mapping[str, _Row | None]) -> tuple[dict[str, str], set[str]]:
    """Of claims that share a fingerprint the first is compared, the others tied to it; whose words go, whose come.

    Those that go have their senses as they were.
    """
    db = ledger.db
    now = {name: _row(ledger, name) for name in old}
    marks = {row.fingerprint for rows in (old, now) for row in rows.values() if row is not None and row.fingerprint}
    members = {mark: [row[0] for row in db.execute(_OF_FORM, (mark,))] for mark in sorted(marks)}
    firsts = {group[0]: group[1:] for group in members.values() if group}
    later = {name for group in firsts.values() for name in group}
    read = _reader(ledger)
    done: set[str] = set()
    gone: dict[str, str] = {}
    come: set[str] = set()
    for name in sorted(old.keys() | {n for group in members.values() for n in group}):
        row = now[name] if name in now else _row(ledger, name)
        before = old.get(name, row)
        done.add(name)
        tied = [same_form(read(name), read(n)) for n in firsts.get(name, ())]
        ledger.repair(ALIKE, ledger.pairs_of(name, ALIKE, done), {p.pair: p for p in tied})
        first = row is not None and name not in later
        if row is not None and row.chief != first:
            db.execute("UPDATE claim SET chief = ? WHERE name = ?", (int(first), name))
        was = before is not None and before.chief
        if before is not None and was and (not first or name in old):
            gone[name] = before.senses
        if first and (not was or name in old):
            come.add(name)
    return gone, come


def _counted(ledger: Ledger, gone: Mapping[str, str], come: set[str]) -> set[str]:
    """Count the words that came and went; the claims with a word whose weight is another now."""
    db = ledger.db
    new = {name: _senses(ledger, name) for name in come}
    delta: Counter[str] = Counter()
    for name in gone.keys() | come:
        was, now = set(gone.get(name, "").split()), new.get(name, frozenset())
        delta.update(now - was)
        delta.subtract(was - now)
        db.executemany("DELETE FROM sense WHERE sense = ? AND claim = ?", ((s, name) for s in was - now))
        db.executemany("INSERT INTO sense VALUES (?, ?)", ((s, name) for s in now - was))
    moved = []
    for sense, by in delta.items():
        before = _common(ledger, sense)
        if by:
            db.execute("INSERT OR REPLACE INTO common VALUES (?, ?)", (sense, before + by))
        if before.bit_length() != (before + by).bit_length():
            moved.append(sense)
    db.execute("DELETE FROM common WHERE claims = 0")
    before = int(ledger.said("chiefs") or 0)
    after = before + len(come) - len(gone)
    ledger.say("chiefs", str(after))
    if before.bit_length() != after.bit_length():
        return {row[0] for row in db.execute("SELECT name FROM claim WHERE chief")}
    return {row[0] for s in moved for row in db.execute("SELECT claim FROM sense WHERE sense = ?", (s,))}


def _compared(ledger: Ledger, changed: Iterable[str], moved: set[str]) -> None:
    """Compare the claims that came, went or have words of another weight with all that share rare words with them."""
    blocks = Blocks(ledger)
    steps = lru_cache(maxsize=1 << 17)(lambda sense: _common(ledger, sense).bit_length())
    read = _reader(ledger)
    most = int(ledger.said("chiefs") or 0).bit_length()

    @lru_cache(maxsize=1 << 14)
    def mass(name: str) -> _Mass:
        senses = _senses(ledger, name)
        weights = [weight(s) for s in senses]
        return _Mass(senses, sum(weights), sum(w * w for w in weights))

    def weight(sense: str) -> int:
        return 2 * (most - steps(sense)) + _BASE

    def keys(name: str) -> dict[int, str]:
        return dict.fromkeys(_keys({s: steps(s) for s in _senses(ledger, name)}), "")

    dirty = {*changed, *moved}
    for name in sorted(dirty):
        blocks.place(name, keys(name))
    dirty |= blocks.turned()
    done: set[str] = set()
    for name in sorted(dirty):
        done.add(name)
        old = ledger.pairs_of(name, NEAR, done)
        new: dict[tuple[str, str], Proposal] = {}
        one = mass(name)
        for beside in blocks.beside(name, keys(name)) - done:
            other = mass(beside)
            shared = [weight(s) for s in one.senses & other.senses]
            cosine = sum(w * w for w in shared) / sqrt(one.square * other.square)
            if cosine >= WORTH_READING:
                left, right = sorted((name, beside))
                p = likeness(read(left), read(right), cosine, sum(shared) / min(one.weight, other.weight))
                if p is not None and p.score >= LISTED:
                    new[p.pair] = p
        ledger.repair(NEAR, old, new)


def _keys(steps: Mapping[str, int]) -> Iterator[int]:
    """Any two of the rarest words that some other claim has too; the only one, where it is one."""
    if len(steps) < _TELLING:
        return
    rarest = [s for _, s in sorted((n, s) for s, n in steps.items() if n > 1)[:_KEYS]]
    yield from (key_of("claim", *two) for two in combinations(sorted(rarest), 2))
    if len(rarest) == 1:
        yield key_of("claim", rarest[0])


def _common(ledger: Ledger, sense: str) -> int:
    """How many claims have a word."""
    row = ledger.db.execute("SELECT claims FROM common WHERE sense = ?", (sense,)).fetchone()
    return row[0] if row else 0


def _senses(ledger: Ledger, name: str) -> frozenset[str]:
    """The words of a claim that is compared; none of one that is not, or is not there."""
    row = ledger.db.execute("SELECT senses FROM claim WHERE name = ? AND chief", (name,)).fetchone()
    return frozenset(row[0].split()) if row else frozenset()


def _packed(w: Wording) -> str:
    """What is kept of a reading besides the claim; in an order that is always the same."""
    parts = [sorted(x) if isinstance(x, frozenset) else x for x in astuple(w)[1:]]
    return json.dumps(parts, ensure_ascii=False)


def _reader(ledger: Ledger) -> Callable[[str], Wording]:
    @lru_cache(maxsize=4096)
    def read(name: str) -> Wording:
        body, text = ledger.db.execute("SELECT body, read FROM claim WHERE name = ?", (name,)).fetchone()
        order, senses, names, amounts, negative, opening, giver, deed, passive, told, fingerprint = json.loads(text)
        return Wording(
            claimed_from(name, body),
            tuple(order),
            frozenset(senses),
            frozenset(names),
            frozenset(amounts),
            negative,
            frozenset(opening),
            frozenset(giver),
            deed,
            passive,
            frozenset(told),
            fingerprint,
        )

    return read
