"""Signs that a claim is carried by repetition or interest: each function answers one question about a corpus."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from claimgraph.assess.contract import contract, contradictions
from claimgraph.assess.pairs import Bools, Ints, distinct_pairs, isin_pairs
from claimgraph.assess.policy import DEFAULT, Policy
from claimgraph.assess.problem import BASES, Problem
from claimgraph.assess.verdict import Findings, judge

__all__ = [
    "Amplification",
    "Inflation",
    "Interest",
    "Overlap",
    "admissions",
    "amplification",
    "amplified",
    "certainty_inflation",
    "circular_citations",
    "contested",
    "ignored_derivations",
    "interested_evidence",
    "origin_overlap",
    "overlapping",
]


Floats: TypeAlias = npt.NDArray[np.float64]


class Inflation(NamedTuple):
    """`plain` states outright what it has from `hedged`, with no origin of its own."""

    plain: str
    hedged: str


class Amplification(NamedTuple):
    """How often a claim is put forward, and on how many origins its supporting items rest."""

    claim: str
    assertions: int
    origins: int


class Overlap(NamedTuple):
    """How much the items of a claim rest on the same origins.

    `covered` is the corrected covered area (Pieper and others 2014), (N - r) / (r·c - r) for N uses of r origins by c
    items: 0 where no two items share an origin, 1 where all share all.
    """

    claim: str
    items: int
    origins: int
    covered: float


class Interest(NamedTuple):
    """An item whose responsible actors are of the accused's or a beneficiary's circle (rule 5 does not hold)."""

    claim: str
    item: str
    disputes: bool


def certainty_inflation(
    problem: Problem, policy: Policy = DEFAULT, found: Findings | None = None
) -> tuple[Inflation, ...]:
    """Where "may" became "did" along a derivation (the pattern that Greenberg described in 2009)."""
    found = judge(problem, policy) if found is None else found
    graph, kind, basis = found.base.graph, found.base.kind, BASES.index(policy.basis)
    late = np.zeros(len(problem.derivations.source), dtype=np.bool_)
    late[contradictions(problem)] = True
    edges = problem.derivations
    kept = ~late & (edges.basis <= basis) & (problem.hedged[edges.source] == 0) & (problem.hedged[edges.target] == 1)
    pairs = zip(edges.source[kept].tolist(), edges.target[kept].tolist(), strict=True)
    out = []
    for plain, hedged in sorted(set(pairs)):
        a, b = int(graph.component[plain]), int(graph.component[hedged])
        others = [t for t in graph.targets.one(a).tolist() if t != b]
        if a != b and not kind.origin[a] and not any(kind.live[t] for t in others):
            out.append(Inflation(problem.nodes[plain], problem.nodes[hedged]))
    return tuple(out)


def amplification(
    problem: Problem, policy: Policy = DEFAULT, found: Findings | None = None
) -> tuple[Amplification, ...]:
    """Assertions per origin, the most amplified claim first; claims on no origin come before all."""
    found = judge(problem, policy) if found is None else found
    said, rests = amplified(problem, found)
    told = np.flatnonzero(said).tolist()
    rows = [Amplification(problem.claims[c], int(said[c]), int(rests[c])) for c in told]
    return tuple(sorted(rows, key=lambda r: (-(r.assertions / r.origins if r.origins else np.inf), -r.assertions, r)))


def amplified(problem: Problem, found: Findings) -> tuple[Ints, Ints]:
    """By claim: how often it is put forward, and on how many origins its supporting items rest."""
    count = len(problem.claims)
    said = np.bincount(problem.claimants.claim[problem.claimants.channel >= 0], minlength=count)
    return said, np.bincount(distinct_pairs(*_uses(found)[1:])[0], minlength=count)


def origin_overlap(problem: Problem, policy: Policy = DEFAULT, found: Findings | None = None) -> tuple[Overlap, ...]:
    """For claims with two or more supporting items that rest on origins."""
    found = judge(problem, policy) if found is None else found
    columns = (column.tolist() for column in overlapping(problem, found))
    return tuple(Overlap(problem.claims[c], *numbers) for c, *numbers in zip(*columns, strict=True))


def overlapping(problem: Problem, found: Findings) -> tuple[Ints, Ints, Ints, Floats]:
    """The columns of `origin_overlap`: claim, items, origins, and the part that is covered."""
    count = len(problem.claims)
    rows, claim, origin = _uses(found)
    items = np.bincount(found.evidence.claim[rows], minlength=count)
    origins = np.bincount(distinct_pairs(claim, origin)[0], minlength=count)
    several = np.flatnonzero(items > 1)
    n, r = items[several], origins[several]
    return several, n, r, (np.bincount(claim, minlength=count)[several] - r) / (r * n - r)


def _uses(found: Findings) -> tuple[Ints, Ints, Ints]:
    """The rows of supporting items that rest on origins; and (claim, origin) once for each item that rests on it."""
    rows = np.flatnonzero((found.evidence.disputes == 0) & (found.evidence.origins.length > 0))
    which, origin = found.evidence.origins.of(rows)
    return rows, found.evidence.claim[rows][which], origin


def circular_citations(
    problem: Problem, policy: Policy = DEFAULT, found: Findings | None = None
) -> tuple[tuple[str, ...], ...]:
    """Sets of nodes that take their content from each other."""
    graph = contract(problem, BASES.index(policy.basis)) if found is None else found.base.graph
    circles: dict[int, list[str]] = {}
    for node in graph.circle.tolist():
        circles.setdefault(int(graph.component[node]), []).append(problem.nodes[node])
    return tuple(tuple(circles[c]) for c in sorted(circles))


def ignored_derivations(problem: Problem, policy: Policy = DEFAULT) -> tuple[tuple[str, str], ...]:
    """(node, source) pairs that contradict the dates, and are left out of everything."""
    rows = contradictions(problem)
    rows = rows[problem.derivations.basis[rows] <= BASES.index(policy.basis)]
    pairs = {(problem.nodes[problem.derivations.source[r]], problem.nodes[problem.derivations.target[r]]) for r in rows}
    return tuple(sorted(pairs))


def interested_evidence(
    problem: Problem, policy: Policy = DEFAULT, found: Findings | None = None
) -> tuple[Interest, ...]:
    """Items that the accused or a beneficiary is responsible for."""
    found = judge(problem, policy) if found is None else found
    return _items(problem, found, found.evidence.interested)


def admissions(problem: Problem, policy: Policy = DEFAULT, found: Findings | None = None) -> tuple[Interest, ...]:
    """Items and assertions of the accused against itself: flagged, and not counted as independent."""
    found = judge(problem, policy) if found is None else found
    rows = np.flatnonzero(problem.claimants.asserter >= 0)
    claim, asserter = problem.claimants.claim[rows], problem.claimants.asserter[rows]
    own = isin_pairs(claim, asserter, problem.accused.left, problem.accused.right)
    pairs = zip(claim[own].tolist(), problem.claimants.node[rows[own]].tolist(), strict=True)
    said = (Interest(problem.claims[c], problem.nodes[node], disputes=False) for c, node in pairs)
    return tuple(sorted({*said, *_items(problem, found, found.evidence.admission)}))


def _items(problem: Problem, found: Findings, chosen: Bools) -> tuple[Interest, ...]:
    e = found.evidence
    rows = np.flatnonzero(chosen).tolist()
    first = found.base.graph.first
    return tuple(
        Interest(problem.claims[e.claim[r]], problem.nodes[int(first[e.component[r]])], bool(e.disputes[r]))
        for r in rows
    )


def contested(problem: Problem, policy: Policy = DEFAULT) -> tuple[str, ...]:
    """Claims that somebody denies or doubts, or against which an item counts or may count."""
    found = judge(problem, policy)
    rows = problem.claimants
    asserted = set(rows.claim[rows.weak == 0].tolist())
    against = set(problem.denials.left.tolist()) | (set(rows.claim[rows.weak == 1].tolist()) & asserted)
    against |= set(np.flatnonzero(found.disputing.most > 0).tolist())
    return tuple(problem.claims[c] for c in sorted(against))
