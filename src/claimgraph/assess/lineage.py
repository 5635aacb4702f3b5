"""What a node reaches: labels carried up the contracted graph in one pass, level by level.

Two lineages share a node exactly when they share an end, because whatever is shared leads to a shared end. So a lineage
is carried as the set of its ends, which is small, and not as the set of its nodes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from claimgraph.assess.contract import Graph
from claimgraph.assess.pairs import Bools, Grouped, Ints, concat, distinct, distinct_pairs, flags, group, ints
from claimgraph.assess.problem import ENDS, YES, Problem

__all__ = ["CLAIM", "END", "OPEN_END", "ORIGIN", "Lineages", "Nature", "full_lineages", "lineages", "nature"]


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


END, ORIGIN, OPEN_END, CLAIM = range(4)


class Lineages(NamedTuple):
    """What lineages hold, by component: labels, which are a kind above `bits` bits of a component or claim.

    END: where the lineage ends. ORIGIN: its origins. OPEN_END: what is not closed in it. CLAIM: claims it asserts.
    """

    labels: Grouped
    bits: int

    def of(self, components: Ints) -> tuple[Ints, Ints, Ints]:
        """(position in components, kind, component or claim), one row a label."""
        which, label = self.labels.of(components)
        return which, label >> self.bits, label & ((1 << self.bits) - 1)


def nature(problem: Problem, graph: Graph, basis: int) -> Nature:
    """Origin, closed and alive, from the nodes' flags and where the lineages end."""
    count = len(graph.first)
    marked = problem.marks.node[problem.marks.basis <= basis]
    end = graph.level == 0
    begins = end & ~flags(graph.component[graph.circle], count)  # who cites in a circle begins nothing
    origin = _any(problem.origin == YES, graph) | (_any(problem.origin == ENDS, graph) & begins)
    closed = _any(problem.closed == YES, graph) | (_any(problem.closed == ENDS, graph) & begins)
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
    if graph.first is graph.component:  # nothing was contracted
        return flag
    return flags(graph.component[flag], len(graph.first))


def _alive(graph: Graph, origin: Bools, standing: Bools) -> Bools:
    """Components that reach an origin through standing components only."""
    live = origin & standing
    for nodes in graph.upper:
        which, targets = graph.targets.of(nodes)
        live[nodes[which[live[targets]]]] = True
        live[nodes] &= standing[nodes]
    return live


def lineages(graph: Graph, kind: Nature, roots: Ints, claims: tuple[Ints, Ints]) -> Lineages:
    """What the roots' lineages hold, each component being in its own; of what they do not reach, nothing is known.

    Args:
        graph: the contracted graph.
        kind: what its components are.
        roots: components whose lineages are wanted.
        claims: (component, claim) of the assertions that put claims forward.
    """
    wanted = _reached(graph, roots)
    said = wanted[claims[0]]
    seeds = [np.flatnonzero(wanted & is_kind) for is_kind in (graph.level == 0, kind.origin, kind.open_end)]
    highest = max(len(graph.first), int(claims[1].max(initial=0)))
    bits = highest.bit_length()
    holder = concat(*seeds, claims[0][said])
    label = concat(*(k << bits | s for k, s in enumerate(seeds)), CLAIM << bits | claims[1][said])
    own = group(*distinct_pairs(holder, label), len(graph.first))
    return Lineages(_carry(graph, [nodes[wanted[nodes]] for nodes in graph.upper], own, kind.stop, bits), bits)


def _reached(graph: Graph, roots: Ints) -> Bools:
    """The components that the roots reach, themselves included."""
    out = flags(roots, len(graph.first))
    for nodes in reversed(graph.upper):
        out[graph.targets.of(nodes[out[nodes]])[1]] = True
    return out


def _carry(graph: Graph, levels: list[Ints], own: Grouped, stop: Bools, bits: int) -> Grouped:
    """Components' own labels and those of what they derive from; what is closed takes no open ends from below."""
    start, length, used = own.start.copy(), own.length.copy(), len(own.values)
    pool = np.empty(4 * used + 1, dtype=np.int64)  # memory that is not written to costs nothing
    pool[:used] = own.values
    most = bits + 2
    for takers in levels:
        which, targets = graph.targets.of(takers)
        row, label = Grouped(start, length, pool).of(targets)
        row = which[row]
        closed = stop[takers]
        if closed.any():
            heard = (label >> bits != OPEN_END) | ~closed[row]
            row, label = row[heard], label[heard]
        from_own, own_label = own.of(takers)
        keys = distinct(concat(row << most | label, from_own << most | own_label))
        counts = np.bincount(keys >> most, minlength=len(takers))
        start[takers], length[takers] = used + np.cumsum(counts) - counts, counts
        if used + len(keys) > len(pool):
            pool = concat(pool[:used], np.empty(used + 2 * len(keys), dtype=np.int64))
        pool[used : used + len(keys)] = keys & ((1 << most) - 1)
        used += len(keys)
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
