"""Keystones: what falls if this source is retracted.

In the graph from an item down to its origins, a node dominates the item if every way to an origin leads through it. The
dominators form a tree, and the tree is found in one pass from the origins up (as in Cooper, Harvey and Kennedy, "A
Simple, Fast Dominance Algorithm", without the repetition that cycles would need).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from claimgraph.assess.pairs import Ints, concat, distinct, distinct_pairs, flags, ints
from claimgraph.assess.policy import DEFAULT, Policy
from claimgraph.assess.problem import Problem
from claimgraph.assess.verdict import Findings, judge

__all__ = ["Keystone", "keystones", "keystones_by_claim"]

_ROOT = -1  # beyond all origins


class Keystone(NamedTuple):
    """A source, and the claims that would be left without any item that counts if it were retracted, by id."""

    source: str
    claims: tuple[str, ...]


def keystones(problem: Problem, policy: Policy = DEFAULT, found: Findings | None = None) -> tuple[Keystone, ...]:
    """Every source on which all counted items of some claim rest, the weightiest first."""
    found = judge(problem, policy) if found is None else found
    falling: dict[int, list[str]] = {}
    for claim, source in zip(*(column.tolist() for column in keystones_by_claim(found)), strict=True):
        falling.setdefault(source, []).append(problem.claims[claim])
    stones = [Keystone(problem.nodes[source], tuple(claims)) for source, claims in falling.items()]
    return tuple(sorted(stones, key=lambda k: (-len(k.claims), k.source)))


def keystones_by_claim(found: Findings) -> tuple[Ints, Ints]:
    """(claim, node of a keystone), by claim."""
    evidence, graph, kind = found.evidence, found.base.graph, found.base.kind
    rows = np.flatnonzero(evidence.may & (evidence.unresolved.length == 0) & (evidence.disputes == 0))
    claim, component = distinct_pairs(evidence.claim[rows], evidence.component[rows])
    last = (kind.origin & kind.live)[component]  # nothing below it can fall
    count = len(found.verdict)
    walked = flags(claim[~last], count)[claim]
    alone = ~walked & (np.bincount(claim, minlength=count) == 1)[claim]
    farther = ints(list(_walk(found, claim[walked], component[walked]))).reshape(-1, 2)
    pairs = distinct_pairs(concat(claim[alone], farther[:, 0]), concat(component[alone], farther[:, 1]))
    return pairs[0], ints(graph.first[pairs[1]])


def _walk(found: Findings, claim: Ints, component: Ints) -> Iterator[tuple[int, int]]:
    """(claim, component that all of its items rest on), of claims some of whose items rest on others."""
    above, depth = _dominators(found, distinct(component))
    counted: dict[int, list[int]] = {}
    for c, item in zip(claim.tolist(), component.tolist(), strict=True):
        counted.setdefault(c, []).append(item)
    for c, items in counted.items():
        node = items[0]
        for other in items[1:]:
            node = _meeting(node, other, above, depth)
        while node != _ROOT:
            yield c, node
            node = above[node]


def _dominators(found: Findings, items: Ints) -> tuple[dict[int, int], dict[int, int]]:
    """By component below the items, sorted: its nearest dominator towards the origins, and its depth in that tree."""
    graph, kind = found.base.graph, found.base.kind
    seen = flags(items, len(graph.level))
    front = items
    while len(front):
        below = distinct(graph.targets.of(front)[1])
        front = below[~seen[below]]
        seen[front] = True
    nodes = np.flatnonzero(seen & kind.live)
    nodes = nodes[np.argsort(graph.level[nodes], kind="stable")]
    columns = (nodes, kind.origin[nodes], graph.targets.start[nodes], graph.targets.length[nodes])
    targets = graph.targets.values
    above: dict[int, int] = {}
    depth = {_ROOT: 0}
    for node, origin, start, length in zip(*(column.tolist() for column in columns), strict=True):
        if origin:
            nearest = _ROOT
        else:
            ways = [t for t in targets[start : start + length].tolist() if t in above]
            nearest = ways[0]
            for way in ways[1:]:
                nearest = _meeting(nearest, way, above, depth)
        above[node], depth[node] = nearest, depth[nearest] + 1
    return above, depth


def _meeting(a: int, b: int, above: dict[int, int], depth: dict[int, int]) -> int:
    """The nearest node that dominates both."""
    while a != b:
        if depth[a] >= depth[b]:
            a = above[a]
        else:
            b = above[b]
    return a
