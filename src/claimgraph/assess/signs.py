"""Signs that a claim is carried by repetition or interest: each function answers one question about a corpus."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from claimgraph.assess.contract import contract, contradictions
from claimgraph.assess.pairs import Bools
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
    "certainty_inflation",
    "circular_citations",
    "contested",
    "ignored_derivations",
    "interested_evidence",
    "origin_overlap",
]


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


def certainty_inflation(problem: Problem, policy: Policy = DEFAULT) -> tuple[Inflation, ...]:
    """Where "may" became "did" along a derivation (the pattern that Greenberg described in 2009)."""
    found = judge(problem, policy)
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
    said = np.bincount(problem.claimants.claim[problem.claimants.channel >= 0], minlength=len(problem.claims))
    rests = _origins(found)
    rows = [Amplification(problem.claims[c], int(n), len(rests.get(c, ()))) for c, n in enumerate(said) if n]
    return tuple(sorted(rows, key=lambda r: (-(r.assertions / r.origins if r.origins else np.inf), -r.assertions, r)))


def _origins(found: Findings) -> dict[int, set[int]]:
    out: dict[int, set[int]] = {}
    for row in np.flatnonzero(found.evidence.disputes == 0).tolist():
        out.setdefault(int(found.evidence.claim[row]), set()).update(found.evidence.origins.one(row).tolist())
    return out


def origin_overlap(problem: Problem, policy: Policy = DEFAULT) -> tuple[Overlap, ...]:
    """For claims with two or more supporting items that rest on origins."""
    evidence = judge(problem, policy).evidence
    uses: dict[int, list[list[int]]] = {}
    for row in np.flatnonzero((evidence.disputes == 0) & (evidence.origins.length > 0)).tolist():
        uses.setdefault(int(evidence.claim[row]), []).append(evidence.origins.one(row).tolist())
    out = []
    for claim, items in sorted(uses.items()):
        if len(items) > 1:
            total, distinct = sum(map(len, items)), len({o for item in items for o in item})
            covered = (total - distinct) / (distinct * len(items) - distinct)
            out.append(Overlap(problem.claims[claim], len(items), distinct, covered))
    return tuple(out)


def circular_citations(problem: Problem, policy: Policy = DEFAULT) -> tuple[tuple[str, ...], ...]:
    """Sets of nodes that take their content from each other."""
    graph = contract(problem, BASES.index(policy.basis))
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


def interested_evidence(problem: Problem, policy: Policy = DEFAULT) -> tuple[Interest, ...]:
    """Items that the accused or a beneficiary is responsible for."""
    return _items(problem, found := judge(problem, policy), found.evidence.interested)


def admissions(problem: Problem, policy: Policy = DEFAULT) -> tuple[Interest, ...]:
    """Items and assertions of the accused against itself: flagged, and not counted as independent."""
    found = judge(problem, policy)
    accused = set(zip(problem.accused.left.tolist(), problem.accused.right.tolist(), strict=True))
    said = []
    for claim, node, asserter in zip(
        problem.claimants.claim, problem.claimants.node, problem.claimants.asserter, strict=True
    ):
        if (int(claim), int(asserter)) in accused:
            said.append(Interest(problem.claims[claim], problem.nodes[node], disputes=False))
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
