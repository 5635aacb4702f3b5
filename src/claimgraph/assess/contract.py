"""Contract first: mirrors are one node, and so is a circle of documents that cite each other.

What remains has no cycles, and each node a level: the longest way to where its lineage ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from claimgraph.assess.pairs import Grouped, Ints, concat, distinct, distinct_pairs, flags, group, ints
from claimgraph.assess.problem import Edges, Problem, rows_of

__all__ = ["Graph", "chosen_edges", "contract", "contradictions"]


class Graph(NamedTuple):
    """The contracted graph.

    Attributes:
        component: the component of each node; components are numbered by their smallest node.
        first: the smallest node of each component.
        targets: components that a component derives from.
        level: of each component: 0 where the lineage ends, else one more than the highest target.
        upper: the components of level 1, of level 2, …
        circle: nodes of circular citations: their component was a cycle (not only a set of mirrors).
    """

    component: Ints
    first: Ints
    targets: Grouped
    level: Ints
    upper: Sequence[Ints]
    circle: Ints


def chosen_edges(edges: Edges, basis: int) -> Edges:
    """The edges that rest on a basis at least this strong."""
    keep = edges.basis <= basis
    return edges if keep.all() else rows_of(edges, keep)


def contradictions(problem: Problem) -> Ints:
    """Positions of the derivations that contradict the dates: what came first took nothing from what came later."""
    edges = problem.derivations
    before, after = problem.date[edges.source], problem.date[edges.target]
    return np.flatnonzero((before > 0) & (after > 0) & (before < after))


def contract(problem: Problem, basis: int) -> Graph:
    """The graph of the derivations up to a basis; those that contradict the dates are left out."""
    late = contradictions(problem)
    derivations = problem.derivations
    if len(late):
        derivations = rows_of(derivations, ~flags(late, len(derivations.source)))
    derivations = chosen_edges(derivations, basis)
    mirrors = chosen_edges(problem.mirrors, basis)
    count = len(problem.nodes)
    one_work = _merge(count, mirrors.source, mirrors.target, strong=False)
    source, target = one_work[derivations.source], one_work[derivations.target]
    proper = source != target
    source, target = distinct_pairs(source[proper], target[proper])
    level = _levels(count, source, target)
    looping = np.flatnonzero(level < 0)
    if not len(looping):
        return _graph(one_work, source, target, level, ints())
    inside = (level[source] < 0) & (level[target] < 0)
    circles = _merge(count, source[inside], target[inside], strong=True)
    component = circles[one_work]
    sizes = np.bincount(circles[looping], minlength=count)
    circle = np.flatnonzero((sizes[component] > 1) & (level[one_work] < 0))
    source, target = circles[source], circles[target]
    proper = source != target
    source, target = distinct_pairs(source[proper], target[proper])
    return _graph(component, source, target, _levels(count, source, target), circle)


def _merge(count: int, left: Ints, right: Ints, *, strong: bool) -> Ints:
    """For each node the smallest node of its component."""
    smallest = np.arange(count, dtype=np.int64)
    if not len(left):
        return smallest
    used = distinct(concat(left, right))
    at_left, at_right = np.searchsorted(used, left), np.searchsorted(used, right)
    matrix = coo_array((np.ones(len(left), dtype=np.int8), (at_left, at_right)), shape=(len(used), len(used)))
    found, label = connected_components(matrix.tocsr(), directed=strong, connection="strong")
    first = np.full(found, count, dtype=np.int64)
    np.minimum.at(first, label, used)
    smallest[used] = first[label]
    return smallest


def _levels(count: int, source: Ints, target: Ints) -> Ints:
    """Longest way to an end, peeled off from the ends; -1 for what reaches a cycle."""
    left = np.bincount(source, minlength=count)
    level = np.where(left == 0, 0, -1)
    citing = group(target, source, count)
    reached = source[left[target] == 0]
    depth = 0
    while len(reached):
        reached.sort()
        starts = np.flatnonzero(np.concatenate(([True], reached[1:] != reached[:-1])))
        nodes = reached[starts]
        left[nodes] -= np.diff(np.append(starts, len(reached)))
        front = nodes[left[nodes] == 0]
        depth += 1
        level[front] = depth
        _, reached = citing.of(front)
    return level


def _graph(smallest: Ints, source: Ints, target: Ints, level: Ints, circle: Ints) -> Graph:
    """Number the components 0, 1, … in the order of their smallest nodes."""
    is_first = smallest == np.arange(len(smallest))
    if is_first.all():
        return Graph(smallest, smallest, group(source, target, len(smallest)), level, _by_level(level), circle)
    first = np.flatnonzero(is_first)
    number = np.cumsum(is_first) - 1
    return Graph(
        component=number[smallest],
        first=first,
        targets=group(number[source], number[target], len(first)),
        level=level[first],
        upper=_by_level(level[first]),
        circle=circle,
    )


def _by_level(level: Ints) -> list[Ints]:
    upper = np.flatnonzero(level)
    order = upper[np.argsort(level[upper], kind="stable")]
    return np.split(order, np.cumsum(np.bincount(level[upper]))[1:-1]) if len(order) else []
