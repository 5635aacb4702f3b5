"""What a node reaches: labels carried up the contracted graph in one pass, level by level.

Two lineages share a node exactly when they share an end, because whatever is shared leads to a shared end. So a lineage
is carried as the set of its ends, which is small, and not as the set of its nodes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from claimgraph.assess.contract import Graph
from claimgraph.assess.pairs import Bools, Grouped, Ints, concat, distinct, distinct_pairs, group, ints
from claimgraph.assess.problem import ENDS, YES, Problem

__all__ = ["Nature", "full_lineages", "lineages", "nature"]


class Nature(NamedTuple):
    """What each component is, at one basis.

    Attributes:
        origin: an origin, alive or retracted.
        live: reaches an origin through nothing that was retracted.
        open_end: its own basis is not known: an end without a mark, or undisclosed.
        stop: a mark closes it, whatever it derives from.
        standing: not retracted.
    """

    origin: Bools
    live: Bools
    open_end: Bools
    stop: Bools
    standing: Bools


class Lineages(NamedTuple):
    """By component, sorted: `ends` and `origins` (components), `open_ends` (components), `claims` asserted."""

    ends: Grouped
    origins: Grouped
    open_ends: Grouped
    claims: Grouped


def nature(problem: Problem, graph: Graph, basis: int) -> Nature:
    """Origin, closed and alive, from the nodes' flags and where the lineages end."""
    count = len(graph.first)
    marked = problem.marks.node[problem.marks.basis <= basis]
    end = graph.level == 0
    origin = _any(problem.origin == YES, graph) | (_any(problem.origin == ENDS, graph) & end)
    closed = _any(problem.closed == YES, graph) | (_any(problem.closed == ENDS, graph) & end)
    by_mark = np.zeros(count, dtype=np.bool_)
    by_mark[graph.component[marked]] = True
    hidden = _any(problem.hidden == 1, graph)
    origin, closed = origin | by_mark, (closed | by_mark) & ~hidden
    open_end = (end & ~closed) | hidden
    kept = np.ones(len(problem.nodes), dtype=np.bool_)
    kept[problem.retracted] = False
    standing = _any(kept, graph)
    return Nature(origin, _alive(graph, origin, standing), open_end, closed, standing)


def _any(flag: Bools, graph: Graph) -> Bools:
    out = np.zeros(len(graph.first), dtype=np.bool_)
    out[graph.component[flag]] = True
    return out


def _alive(graph: Graph, origin: Bools, standing: Bools) -> Bools:
    """Components that reach an origin through standing components only."""
    live = origin & standing
    for nodes in _by_level(graph)[1:]:
        which, targets = graph.targets.of(nodes)
        live[nodes[which[live[targets]]]] = True
        live[nodes] &= standing[nodes]
    return live


def _by_level(graph: Graph) -> list[Ints]:
    order = np.argsort(graph.level, kind="stable")
    return np.split(order, np.cumsum(np.bincount(graph.level))[:-1]) if len(order) else [ints()]


def lineages(graph: Graph, kind: Nature, claims: tuple[Ints, Ints], claim_count: int) -> Lineages:
    """Ends, origins, open ends and asserted claims of every component's lineage, itself included.

    Args:
        graph: the contracted graph.
        kind: what its components are.
        claims: (component, claim) of the assertions that put claims forward.
        claim_count: how many claims there are.
    """
    n = len(graph.first)
    levels = _by_level(graph)
    open_ends = np.flatnonzero(kind.open_end)
    return Lineages(
        ends=_carry(graph, levels, (levels[0], levels[0]), n),
        origins=_carry(graph, levels, (o := np.flatnonzero(kind.origin), o), n),
        open_ends=_carry(graph, levels, (open_ends, open_ends), n, stop=kind.stop),
        claims=_carry(graph, levels, claims, claim_count),
    )


def _carry(
    graph: Graph, levels: list[Ints], seeds: tuple[Ints, Ints], width: int, stop: Bools | None = None
) -> Grouped:
    """Label sets of all components: their own labels and those of what they derive from.

    Args:
        graph: the contracted graph.
        levels: its components by level.
        seeds: (component, label).
        width: labels are smaller than this.
        stop: components that take only their own labels.
    """
    n = len(graph.first)
    own = group(*distinct_pairs(*seeds), n)
    start, length = own.start.copy(), own.length.copy()
    pool, used = own.values, len(own.values)
    for nodes in levels[1:]:
        takers = nodes if stop is None else nodes[~stop[nodes]]
        which, targets = graph.targets.of(takers)
        row, label = Grouped(start, length, pool).of(targets)
        from_own, own_label = own.of(takers)
        keys = distinct(concat(takers[which[row]] * width + label, takers[from_own] * width + own_label))
        holder, values = keys // width, keys % width
        counts = np.bincount(np.searchsorted(takers, holder), minlength=len(takers)).astype(np.int64)
        start[takers], length[takers] = used + np.cumsum(counts) - counts, counts
        if used + len(values) > len(pool):
            pool = concat(pool[:used], np.empty(used + 2 * len(values), dtype=np.int64))
        pool[used : used + len(values)] = values
        used += len(values)
    return Grouped(start, length, pool)


def full_lineages(graph: Graph, roots: Ints, through: Bools | None = None) -> tuple[Ints, Ints]:
    """(position in roots, component) for everything that each root reaches, itself included.

    With `through`, only along components where it is true.
    """
    which, at = np.arange(len(roots), dtype=np.int64), roots
    found_which, found = ints(), ints()
    while True:
        if through is not None:
            which, at = which[through[at]], at[through[at]]
        if not len(which):
            return distinct_pairs(found_which, found)
        found_which, found = concat(found_which, which), concat(found, at)
        step, target = graph.targets.of(at)
        which, at = distinct_pairs(which[step], target)
