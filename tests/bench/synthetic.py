"""A synthetic corpus: heavy-tailed repetition, chains up to 20 long, ownership trees; seeded, the same every time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from claimgraph.assess import Problem
from claimgraph.assess.facts import CLAIMANT, AssertionFacts
from claimgraph.assess.pairs import Ints, dates, ints, small
from claimgraph.assess.problem import NO, YES, Claimants, Control, Edges, Items, Pairs

__all__ = ["corpus", "facts", "triples"]

LONGEST = 20  # of a chain
PER_DOCUMENT = 10  # assertions
_CG, _PROV = "https://w3id.org/claimgraph/ontology#", "http://www.w3.org/ns/prov#"
_BASIS = ("declared", "stated", "inferred")


class Numbers(Sequence[str]):
    """Names that nobody has to store."""

    def __init__(self, prefix: str, count: int) -> None:
        self.prefix, self.size = prefix, count

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, i: Any) -> Any:  # noqa: ANN401 as a sequence: an index or a slice
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(self.size))]
        if i >= self.size:
            raise IndexError(i)
        return f"{self.prefix}/{i}"


def corpus(claims: int, seed: int = 7) -> Problem:
    """A problem of so many claims: about three assertions and one and a half evidence items a claim."""
    rng = np.random.default_rng(seed)
    told = np.minimum(1 + rng.pareto(1.5, claims).astype(np.int64), 2000)
    offered = np.minimum(rng.pareto(1.3, claims).astype(np.int64), 300)
    assertion_claim = np.repeat(np.arange(claims), told)
    item_claim = np.repeat(np.arange(claims), offered)
    asserted, items = len(assertion_claim), len(item_claim)
    sets = claims // 20
    nodes = asserted + items + sets
    actors = max(claims // 5, 10)
    source, target = _chains(rng, told)
    kind = rng.random(items)
    copies = np.flatnonzero((kind < 0.35) & (np.arange(items) > 0) & (np.roll(item_claim, 1) == item_claim))
    echoes = np.flatnonzero((kind >= 0.35) & (kind < 0.5))
    analyses = np.flatnonzero((kind >= 0.5) & (kind < 0.6))
    first = np.cumsum(told) - told
    source = np.concatenate([source, asserted + copies, asserted + echoes, asserted + analyses])
    target = np.concatenate(
        [
            target,
            asserted + copies - 1,
            first[item_claim[echoes]],
            asserted + items + (sets * rng.random(len(analyses)) ** 3).astype(np.int64),
        ]
    )
    origin = np.full(nodes, NO)
    origin[asserted : asserted + items] = np.where(kind >= 0.5, YES, NO)
    origin[asserted + items :] = YES
    closed = origin.copy()
    closed[asserted : asserted + items][kind > 0.85] = NO
    flat = np.zeros(nodes, dtype=np.int8)
    who = (actors * rng.random(nodes) ** 2).astype(np.int64)
    nobody = rng.random(nodes) < 0.05
    actor_range = np.arange(1, actors)
    owned = actor_range[rng.random(actors - 1) < 0.4]
    return Problem(
        nodes=Numbers("node", nodes),
        claims=Numbers("claim", claims),
        actors=Numbers("actor", actors),
        documents=Numbers("document", claims),
        origin=small(origin),
        closed=small(closed),
        hidden=flat,
        date=dates(np.full(nodes, 20240101)),
        document=np.concatenate([assertion_claim, item_claim, np.full(sets, -1)]),
        hedged=flat - 1,
        published=flat,
        unnamed=small(rng.random(actors) < 0.02),
        derivations=Edges(ints(source), ints(target), small(rng.integers(0, 3, len(source)))),
        responsible=Pairs(np.flatnonzero(~nobody), who[~nobody]),
        control=Control(
            owned,
            (owned * rng.random(len(owned))).astype(np.int64),
            small(np.zeros(len(owned))),
            dates(np.where(rng.random(len(owned)) < 0.1, 20230101, 0)),
            dates(np.zeros(len(owned))),
            ints(np.full(len(owned), -1)),
        ),
        claimants=Claimants(
            assertion_claim,
            np.arange(asserted),
            np.zeros(asserted, dtype=np.int8),
            who[:asserted],
            np.arange(asserted),
        ),
        items=Items(item_claim, asserted + np.arange(items), small(rng.random(items) < 0.1)),
        accused=Pairs(np.arange(claims), rng.integers(0, actors, claims)),
    )


def _chains(rng: np.random.Generator, told: Ints) -> tuple[Ints, Ints]:
    """Each further assertion of a claim repeats an earlier one, no chain longer than LONGEST."""
    first = np.repeat(np.cumsum(told) - told, told)
    nth = np.arange(told.sum()) - first
    later = np.flatnonzero(nth)
    back = np.minimum(1 + rng.geometric(0.5, len(later)) - 1, nth[later])
    nearest = nth[later] - back
    block = nth[later] // LONGEST * LONGEST  # a fresh chain every LONGEST tellings
    return later, first[later] + np.where(nearest < block, 0, nearest)


def facts(claims: int) -> Iterator[str]:
    """The same corpus as the cache keeps it: the facts of a document a line, in JSON."""
    p = corpus(claims)
    asserted, items = len(p.claimants.claim), len(p.items.claim)
    node = [_name("assertion", i) for i in range(asserted)] + [_name("evidence", i) for i in range(items)]
    claim = [_name("claim", i) for i in range(claims)]
    actor = [_name("actor", i) for i in range(len(p.actors))]
    made = [""] * len(p.nodes)
    for n, a in zip(p.responsible.left.tolist(), p.responsible.right.tolist(), strict=True):
        made[n] = actor[a]
    count = max(asserted // PER_DOCUMENT, 1)
    rng = np.random.default_rng(3)
    where = rng.permutation(asserted) % count
    told = np.bincount(p.claimants.claim, minlength=claims)
    beside = (np.cumsum(told) - told)[p.items.claim] + (rng.random(items) * told[p.items.claim]).astype(np.int64)
    where = np.concatenate([where, where[beside]])
    says: list[list[Any]] = [[] for _ in range(count)]
    offers: list[list[Any]] = [[] for _ in range(count)]
    takes: list[list[Any]] = [[] for _ in range(count)]
    ties: list[list[Any]] = [[] for _ in range(count)]
    about: list[set[int]] = [set() for _ in range(count)]
    for n, c in enumerate(p.claimants.claim.tolist()):
        says[where[n]].append(AssertionFacts(node[n], claim[c], made[n], CLAIMANT, "", 0, 0))
        about[where[n]].add(c)
    for i, (c, against) in enumerate(zip(p.items.claim.tolist(), p.items.disputes.tolist(), strict=True)):
        n = asserted + i
        sides = ([], [claim[c]]) if against else ([claim[c]], [])
        sort = "technical" if p.origin[n] == YES else "statement"
        seen = "public" if p.closed[n] == YES else "unknown"
        offers[where[n]].append([node[n], made[n], sort, seen, 0, *sides])
        about[where[n]].add(c)
    for s, t, b in zip(*(column.tolist() for column in p.derivations), strict=True):
        source = node[t] if t < len(node) else f"https://example.org/dataset/{t}"
        takes[where[s]].append([node[s], source, _BASIS[b], 0])
    for i, (a, o, since) in enumerate(
        zip(p.control.actor.tolist(), p.control.other.tolist(), p.control.since.tolist(), strict=True)
    ):
        ties[i % count].append([actor[a], actor[o], "declared", since, 0])
    accused = p.accused.right.tolist()
    for d in range(count):
        held = [[claim[c], [actor[accused[c]]], []] for c in sorted(about[d])]
        voice = [actor[d % len(actor)]]
        yield json.dumps(
            [f"document/{d:064x}", "", 20240101, voice, "", 0, [], [], held, says[d], offers[d], ties[d], takes[d]]
        )


def triples(claims: int) -> Iterator[str]:
    """The same corpus as N-Triples, as far as the reference queries look."""
    p = corpus(claims)

    def iri(kind: str, i: int) -> str:
        return f"<https://example.org/{kind}/{i}>"

    def line(subject: str, prop: str, value: str) -> str:
        return f"{subject} <{prop}> {value} .\n"

    for n, c in zip(p.claimants.node.tolist(), p.claimants.claim.tolist(), strict=True):
        yield line(iri("node", n), _CG + "claim", iri("claim", c))
        yield line(iri("node", n), _CG + "stance", f"<{_CG}asserts>")
    for n, c, against in zip(p.items.node.tolist(), p.items.claim.tolist(), p.items.disputes.tolist(), strict=True):
        yield line(iri("node", n), _CG + ("disputes" if against else "supports"), iri("claim", c))
        yield line(iri("node", n), _CG + "disclosure", f"<{_CG}{'public' if p.closed[n] == YES else 'unknown'}>")
        yield line(iri("node", n), _CG + "evidenceType", f"<{_CG}{'technical' if p.origin[n] == YES else 'statement'}>")
    offered = set(p.items.node.tolist())
    for n, a in zip(p.responsible.left.tolist(), p.responsible.right.tolist(), strict=True):
        yield line(iri("node", n), _CG + ("offeredBy" if n in offered else "asserter"), iri("actor", a))
    for s, t in zip(p.derivations.source.tolist(), p.derivations.target.tolist(), strict=True):
        yield line(iri("node", s), _PROV + "wasDerivedFrom", iri("node", t))
    for a, o in zip(p.control.actor.tolist(), p.control.other.tolist(), strict=True):
        yield line(iri("actor", a), _CG + "affiliatedWith", iri("actor", o))


def _name(kind: str, i: int) -> str:
    """As long and as unordered as the ids of real records."""
    return f"{kind}/{i * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF:016x}"
