"""Which items count for which claim, and what is not known about them: rules 1 and 5, in certainty and in possibility.

An item *may* count (towards k_hi) when nothing that is stated speaks against it. It *does* count (towards k_lo) when
nothing is left unresolved either: how its lineage ends, who is responsible, who puts the claim forward.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from claimgraph.assess.contract import Graph, contract
from claimgraph.assess.control import Held, circles_of_pairs, held
from claimgraph.assess.lineage import CLAIM, END, OPEN_END, ORIGIN, Lineages, Nature, full_lineages, lineages, nature
from claimgraph.assess.pairs import Bools, Bytes, Grouped, Ints, concat, distinct_pairs, flags, group, isin_pairs, small
from claimgraph.assess.policy import Policy
from claimgraph.assess.problem import BASES, Claimants, Items, Pairs, Problem, rows_of

__all__ = ["BASIS", "CLAIMANT", "INTEREST", "RESPONSIBLE", "Evidence", "Ground", "ground", "weigh"]

BASIS, RESPONSIBLE, CLAIMANT, INTEREST = range(4)  # kinds of questions


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


class Evidence(NamedTuple):
    """The items, one row a (claim, component, for or against), with what was found about each.

    Attributes:
        claim, component, disputes: the row.
        origins, ends, circle: by row that rests on an origin: origins of its lineage, where it ends, and R(e).
        may: counts towards k_hi.
        unresolved: by row, sorted question keys: kind * width + component (or claim, for INTEREST).
        own: from the claimant's circle, or an admission of the accused, with something that can be inspected.
        repetition: rests on no origin, or on an assertion of the claim itself.
        admission, interested: the accused offers it, or all that it rests on; rule 5 does not hold.
        width: what question keys are made with.
    """

    claim: Ints
    component: Ints
    disputes: Bytes
    origins: Grouped
    ends: Grouped
    circle: Grouped
    may: Bools
    unresolved: Grouped
    own: Bools
    repetition: Bools
    admission: Bools
    interested: Bools
    width: int

    def tokens(self, rows: Ints) -> tuple[Ints, Ints]:
        """(position in rows, token): two rows conflict if they share one, an end of a lineage or an actor."""
        at_end, end = self.ends.of(rows)
        at_actor, actor = self.circle.of(rows)
        return concat(at_end, at_actor), concat(end << 1, actor << 1 | 1)


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


def weigh(problem: Problem, policy: Policy, base: Ground) -> Evidence:
    """Every item of every claim against rules 1 and 5."""
    claim, component, disputes = base.rows
    count = len(claim)
    lineage = _lineage_of(problem, base, claim, component)
    rests = lineage.live
    rows = np.flatnonzero(rests)  # the others are repetitions, whoever is responsible
    origins = _only(lineage.origins, rests)
    made = distinct_pairs(concat(rows, origins[0]), concat(component[rows], origins[1]))
    which, actor = base.responsible.of(made[1])
    circle = Pairs(*distinct_pairs(made[0][which], actor))
    which, actor = base.responsible.of(component[rows])
    offered = Pairs(rows[which], actor)
    resting = flags(claim[rows], len(problem.claims))
    accused, gain = (_circle_of(base, pairs, resting) for pairs in (problem.accused, problem.beneficiaries))
    meets_claimant = _meet(circle, claim, _circle_of_claims(base, policy, resting), count)
    admission = (_meet(offered, claim, accused, count) | _all_meet(base, claim, origins, accused)) & (disputes == 0)
    interested = _meet(circle, claim, Pairs(concat(accused.left, gain.left), concat(accused.right, gain.right)), count)
    may = rests if policy.own_words else rests & ~lineage.asserts & ~meets_claimant & ~admission
    if policy.disinterested:
        may = may & ~interested
    return Evidence(
        claim,
        component,
        disputes,
        group(*origins, count),
        group(*_only(lineage.ends, rests), count),
        group(*circle, count),
        may,
        _unresolved(problem, policy, base, claim, _Known(may, made, lineage.open_ends)),
        own=rests & (meets_claimant | admission) & (problem.hidden[base.graph.first[component]] == 0),
        repetition=~rests | lineage.asserts,
        admission=admission,
        interested=interested,
        width=_width(problem, base),
    )


def _only(pairs: tuple[Ints, Ints], rows: Bools) -> tuple[Ints, Ints]:
    kept = rows[pairs[0]]
    return pairs[0][kept], pairs[1][kept]


def _width(problem: Problem, base: Ground) -> int:
    return max(len(base.graph.first), len(problem.claims)) + 1


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


class _Found(NamedTuple):
    """What the lineages of the rows hold: (row, component) pairs, and two answers a row."""

    ends: tuple[Ints, Ints]
    origins: tuple[Ints, Ints]
    open_ends: tuple[Ints, Ints]
    live: Bools
    asserts: Bools


class _Known(NamedTuple):
    """Rows that may count; (row, component) of the item and its origins; (row, component) of its open ends."""

    may: Bools
    made: tuple[Ints, Ints]
    open_ends: tuple[Ints, Ints]


def _lineage_of(problem: Problem, base: Ground, claim: Ints, component: Ints) -> _Found:
    """Lineages less common ground. Where there is none, the ends say all; else the whole lineage is laid out."""
    bearing = distinct_pairs(base.claimants.claim, base.graph.component[base.claimants.node])
    common = Pairs(problem.common.left, base.graph.component[problem.common.right])
    proper = ~isin_pairs(common.left, common.right, *bearing)  # what asserts the claim is no common ground for it
    common = Pairs(common.left[proper], common.right[proper])
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
    return _Found(ends, origins, open_ends, live, asserts)


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


def _circle_of_claims(base: Ground, policy: Policy, wanted: Bools) -> Pairs:
    """(claim, actor): the claimants of the wanted claims, closed."""
    if policy.own_words:
        return Pairs()
    rows = np.flatnonzero(wanted[base.claimants.claim])
    which, actor = base.responsible.of(base.graph.component[base.claimants.node[rows]])
    return Pairs(*distinct_pairs(base.claimants.claim[rows][which], actor))


def _circle_of(base: Ground, pairs: Pairs, wanted: Bools) -> Pairs:
    """(claim, actor), closed at any date, of the wanted claims."""
    kept = wanted[pairs.left]
    claim, actor = pairs.left[kept], pairs.right[kept]
    return circles_of_pairs(base.relations, Pairs(claim, actor), np.zeros(len(claim), dtype=np.int32))


def _meet(circle: Pairs, claim: Ints, others: Pairs, count: int) -> Bools:
    """By row: does its circle hold an actor of its claim's others?"""
    hit = isin_pairs(claim[circle.left], circle.right, others.left, others.right)
    return flags(circle.left[hit], count)


def _all_meet(base: Ground, claim: Ints, origins: tuple[Ints, Ints], others: Pairs) -> Bools:
    """By row: is every origin of its lineage made by its claim's others? Who repeats an admission makes it no less."""
    row, origin = origins
    which, actor = base.responsible.of(origin)
    hit = flags(which[isin_pairs(claim[row[which]], actor, *others)], len(row))
    total = np.bincount(row, minlength=len(claim))
    all_hit: Bools = (total > 0) & (np.bincount(row[hit], minlength=len(claim)) == total)
    return all_hit


def _unresolved(problem: Problem, policy: Policy, base: Ground, claim: Ints, known: _Known) -> Grouped:
    """By row, the questions that stand between possibly and certainly; none for rows that cannot count."""
    width = _width(problem, base)
    who = base.unknown[known.made[1]]
    row = [known.open_ends[0], known.made[0][who]]
    key = [known.open_ends[1] + BASIS * width, known.made[1][who] + RESPONSIBLE * width]
    if not policy.voice_is_other and not policy.own_words:
        speaker = base.graph.component[base.claimants.node]
        nameless = base.unknown[speaker]
        asked = group(base.claimants.claim[nameless], speaker[nameless], len(problem.claims))
        which, component = asked.of(claim)
        row.append(which)
        key.append(component + CLAIMANT * width)
    if policy.disinterested:
        role_only = flags(problem.accused.left[problem.unnamed[problem.accused.right] == 1], len(problem.claims))
        which = np.flatnonzero(role_only[claim])
        row.append(which)
        key.append(claim[which] + INTEREST * width)
    rows, keys = concat(*row), concat(*key)
    wanted = known.may[rows]
    return group(*distinct_pairs(rows[wanted], keys[wanted]), len(claim))
