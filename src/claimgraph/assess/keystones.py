"""Keystones: what falls if this source is retracted.

In the graph from an item down to its origins, a node dominates the item if every way to an origin leads through it. The
dominators form a tree, and the tree is found in one pass from the origins up (as in Cooper, Harvey and Kennedy, "A
Simple, Fast Dominance Algorithm", without the repetition that cycles would need).
"""

from __future__ import annotations

from typing import NamedTuple

from claimgraph.assess.policy import DEFAULT, Policy
from claimgraph.assess.problem import Problem
from claimgraph.assess.verdict import Findings, judge

__all__ = ["Keystone", "keystones"]

_ROOT = -1  # beyond all origins


class Keystone(NamedTuple):
    """A source, and the claims that would be left without any item that counts if it were retracted, by id."""

    source: str
    claims: tuple[str, ...]


def keystones(problem: Problem, policy: Policy = DEFAULT, found: Findings | None = None) -> tuple[Keystone, ...]:
    """Every source on which all counted items of some claim rest, the weightiest first."""
    found = judge(problem, policy) if found is None else found
    evidence, graph = found.evidence, found.base.graph
    counted: dict[int, list[int]] = {}
    for row in range(len(evidence.claim)):
        if evidence.may[row] and not evidence.unresolved.length[row] and not evidence.disputes[row]:
            counted.setdefault(int(evidence.claim[row]), []).append(int(evidence.component[row]))
    above, depth = _dominators(found, sorted({c for items in counted.values() for c in items}))
    falling: dict[int, list[str]] = {}
    for claim, items in sorted(counted.items()):
        node = items[0]
        for other in items[1:]:
            node = _meeting(node, other, above, depth)
        while node != _ROOT:
            falling.setdefault(node, []).append(problem.claims[claim])
            node = above[node]
    stones = [Keystone(problem.nodes[int(graph.first[node])], tuple(claims)) for node, claims in falling.items()]
    return tuple(sorted(stones, key=lambda k: (-len(k.claims), k.source)))


def _dominators(found: Findings, items: list[int]) -> tuple[dict[int, int], dict[int, int]]:
    """By component below the items: its nearest dominator towards the origins, and its depth in that tree."""
    graph, kind = found.base.graph, found.base.kind
    seen, front = set(items), list(items)
    while front:
        for target in graph.targets.one(front.pop()).tolist():
            if target not in seen:
                seen.add(target)
                front.append(target)
    above: dict[int, int] = {}
    depth = {_ROOT: 0}
    for node in sorted(seen, key=lambda c: (int(graph.level[c]), c)):
        if not kind.live[node]:
            continue
        if kind.origin[node]:
            nearest = _ROOT
        else:
            ways = [t for t in graph.targets.one(node).tolist() if t in above]
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
