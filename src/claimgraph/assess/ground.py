"""What the items rest on: the contracted graph, lineages, circles, and who puts the claims forward."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from claimgraph.assess.contract import Graph, contract
from claimgraph.assess.control import Held, circles_of_pairs, held
from claimgraph.assess.lineage import CLAIM, END, OPEN_END, ORIGIN, Lineages, Nature, full_lineages, lineages, nature
from claimgraph.assess.pairs import Bools, Grouped, Ints, concat, distinct_pairs, flags, group, isin_pairs, small
from claimgraph.assess.policy import Policy
from claimgraph.assess.problem import BASES, Claimants, Items, Pairs, Problem, rows_of

__all__ = ["Found", "Ground", "ground", "lineage_of_items"]


class Ground(NamedTuple):
    """What the items rest on.

    Attributes:
        graph, kind, reach: the contracted derivations, what components are, and the lineages of items.
        relations: the control relations.
        claimants: without weak rows where there are others, and without the retracted.
        retold: by row of the claimants: its lineage holds another assertion of the claim.
        rows: (claim, component, disputes) of the items, each once.
        responsible: (component, actor), closed; of items, their origins, and claimants of claims that have items.
        unknown: by component: somebody is responsible, and it is not known who.
    """

    graph: Graph
    kind: Nature
    reach: Lineages
    relations: Held
    claimants: Claimants
    retold: Bools
    rows: Items
    responsible: Grouped
    unknown: Bools


class Found(NamedTuple):
    """What the rows' lineages hold: (row, component) pairs.

    By row: `live`, an origin that stands; `asserts`, an assertion of the claim.
    """

    ends: tuple[Ints, Ints]
    origins: tuple[Ints, Ints]
    open_ends: tuple[Ints, Ints]
    live: Bools
    asserts: Bools


def ground(problem: Problem, policy: Policy) -> Ground:
    """Contract, and carry lineages and circles."""
    basis = BASES.index(policy.basis)
    graph = contract(problem, basis)
    kind = nature(problem, graph, basis)
    claimants = _claimants(problem)
    rows = _rows(problem, policy, graph, claimants)
    asserted = graph.component[claimants.node], claimants.claim
    retold, deeper = _retold_directly(graph, asserted)
    count = len(graph.first)
    reach = lineages(graph, kind, concat(rows.node, graph.targets.of(asserted[0][deeper])[1]), asserted)
    retold[deeper] = _retold(graph, reach, asserted[0][deeper], asserted[1][deeper])
    relations = held(problem, basis)
    has_items = flags(rows.claim, len(problem.claims))
    needed = flags(concat(rows.node, asserted[0][has_items[asserted[1]]]), count) | kind.origin
    node, actor = problem.responsible
    maker = graph.component[node]
    named = problem.unnamed == 0
    named[relations.control.actor] = True  # "an employee of Acme" is known well enough
    unknown = ~flags(maker[named[actor]], count) & (kind.origin | (graph.level == 0))
    kept = needed[maker]
    closed = circles_of_pairs(relations, Pairs(maker[kept], actor[kept]), problem.date[node[kept]])
    return Ground(graph, kind, reach, relations, claimants, retold, rows, group(*closed, count), unknown)


def _retold_directly(graph: Graph, asserted: tuple[Ints, Ints]) -> tuple[Bools, Ints]:
    """By assertion: it derives from another of the same claim; and the positions where only more steps can tell."""
    which, target = graph.targets.of(asserted[0])
    direct = flags(which[isin_pairs(target, asserted[1][which], *asserted)], len(asserted[0]))
    further = flags(which[graph.level[target] > 0], len(asserted[0]))
    return direct, np.flatnonzero(further & ~direct)


def _retold(graph: Graph, reach: Lineages, component: Ints, claim: Ints) -> Bools:
    which, target = graph.targets.of(component)
    row, label, said = reach.of(target)
    return flags(which[row[(label == CLAIM) & (said == claim[which[row]])]], len(component))


def _claimants(problem: Problem) -> Claimants:
    rows = problem.claimants
    standing = ~flags(problem.retracted, len(problem.nodes))[rows.node]
    strong = flags(rows.claim[standing & (rows.weak == 0)], len(problem.claims))
    keep = standing & ((rows.weak == 0) | ~strong[rows.claim])
    return rows if keep.all() else rows_of(rows, keep)


def _rows(problem: Problem, policy: Policy, graph: Graph, claimants: Claimants) -> Items:
    """Each (claim, component, for or against) once; items that were retracted are none."""
    claim, node, disputes = problem.items
    if policy.own_words:
        claim, node = concat(claim, claimants.claim), concat(node, claimants.node)
        disputes = np.append(disputes, np.zeros(len(claimants.node), dtype=np.int8))
    if len(problem.retracted):
        standing = ~flags(problem.retracted, len(problem.nodes))[node]
        claim, node, disputes = claim[standing], node[standing], disputes[standing]
    keys, component = distinct_pairs(claim << 1 | disputes, graph.component[node])
    return Items(keys >> 1, component, small(keys & 1))


def lineage_of_items(problem: Problem, base: Ground) -> Found:
    """L(e) of every row, less common ground. Where there is none, the ends say all; else the lineage is laid out."""
    claim, component, _ = base.rows
    common = _common_ground(problem, base)
    row, label, value = base.reach.of(component)
    asserts = flags(row[(label == CLAIM) & (value == claim[row])], len(claim))
    live = base.kind.live[component]

    def labelled(wanted: int) -> tuple[Ints, Ints]:
        chosen = label == wanted
        return row[chosen], value[chosen]

    ends, origins, open_ends = labelled(END), labelled(ORIGIN), labelled(OPEN_END)
    touched = flags(common.left, len(problem.claims))[claim]
    if touched.any():
        lineage = _less(common, claim, *_full(base, component, np.flatnonzero(touched)))
        ends = _plus(ends, touched, *lineage)
        is_origin = base.kind.origin[lineage[1]]
        origins = _plus(origins, touched, lineage[0][is_origin], lineage[1][is_origin])
        open_ends = _less(common, claim, *open_ends)
        standing = _less(common, claim, *_full(base, component, np.flatnonzero(touched), base.kind.standing))
        live[touched] = flags(standing[0][base.kind.origin[standing[1]]], len(claim))[touched]
    return Found(ends, origins, open_ends, live, asserts)


def _common_ground(problem: Problem, base: Ground) -> Pairs:
    """(claim, component); what asserts the claim is no common ground for it."""
    claim, component = problem.common.left, base.graph.component[problem.common.right]
    says = np.isin(base.claimants.claim, claim)
    bearing = base.claimants.claim[says], base.graph.component[base.claimants.node[says]]
    proper = ~isin_pairs(claim, component, *bearing)
    return Pairs(claim[proper], component[proper])


def _full(base: Ground, component: Ints, rows: Ints, through: Bools | None = None) -> tuple[Ints, Ints]:
    """(row, component) for the whole lineages of some rows."""
    which, found = full_lineages(base.graph, component[rows], through)
    return rows[which], found


def _less(common: Pairs, claim: Ints, row: Ints, component: Ints) -> tuple[Ints, Ints]:
    """The pairs without those that are common ground for the row's claim."""
    left = ~isin_pairs(claim[row], component, *common)
    return row[left], component[left]


def _plus(pairs: tuple[Ints, Ints], touched: Bools, row: Ints, component: Ints) -> tuple[Ints, Ints]:
    """The pairs of untouched rows, and others for the touched."""
    plain = ~touched[pairs[0]]
    return concat(pairs[0][plain], row), concat(pairs[1][plain], component)
