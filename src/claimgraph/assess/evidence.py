"""Which items count for which claim, and what is not known about them: rules 1 and 5, in certainty and in possibility.

An item *may* count (towards k_hi) when nothing that is stated speaks against it. It *does* count (towards k_lo) when
nothing is left unresolved either: how its lineage ends, who is responsible, who puts the claim forward.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from claimgraph.assess.contract import Graph, contract
from claimgraph.assess.control import Held, circles_of_pairs, held
from claimgraph.assess.lineage import Lineages, Nature, full_lineages, lineages, nature
from claimgraph.assess.pairs import Bools, Grouped, Ints, concat, distinct_pairs, flags, group, isin_pairs
from claimgraph.assess.policy import Policy
from claimgraph.assess.problem import BASES, Claimants, Pairs, Problem

__all__ = ["BASIS", "CLAIMANT", "INTEREST", "RESPONSIBLE", "Evidence", "Ground", "ground", "weigh"]

BASIS, RESPONSIBLE, CLAIMANT, INTEREST = range(4)  # kinds of questions


class Ground(NamedTuple):
    """All that does not depend on which item is offered for which claim."""

    graph: Graph
    kind: Nature
    reach: Lineages
    relations: Held
    claimants: Claimants  # without weak rows where there are others, without the retracted
    responsible: Pairs  # (component, actor), closed
    makers: Pairs  # (component, actor) as stated
    unknown: Bools  # by component: somebody is responsible, and it is not known who


class Evidence(NamedTuple):
    """The items, one row a (claim, component, for or against), with what was found about each.

    Attributes:
        claim, component, disputes: the row.
        origins, tokens: grouped by row: origins of its lineage; what makes two rows conflict (lineage and actors).
        may: counts towards k_hi.
        unresolved: by row, sorted question keys: kind * width + component (or claim, for INTEREST).
        own: from the claimant's circle, or an admission of the accused, with something that can be inspected.
        repetition: rests on no origin, or on an assertion of the claim itself.
        admission, interested: the accused offers it; rule 5 does not hold.
        width: what question keys are made with.
    """

    claim: Ints
    component: Ints
    disputes: Ints
    origins: Grouped
    tokens: Grouped
    may: Bools
    unresolved: Grouped
    own: Bools
    repetition: Bools
    admission: Bools
    interested: Bools
    width: int


def ground(problem: Problem, policy: Policy) -> Ground:
    """Contract, and carry lineages and circles."""
    basis = BASES.index(policy.basis)
    graph = contract(problem, basis)
    kind = nature(problem, graph, basis)
    claimants = _claimants(problem)
    asserted = (graph.component[claimants.node], claimants.claim)
    reach = lineages(graph, kind, asserted, len(problem.claims))
    relations = held(problem, basis)
    node, actor = problem.responsible
    closed = circles_of_pairs(relations, Pairs(node, actor), problem.date[node])
    makers = Pairs(*distinct_pairs(graph.component[node], actor))
    named = problem.unnamed == 0
    named[relations.control.actor] = True  # "an employee of Acme" is known well enough
    count = len(graph.first)
    nameless = ~flags(makers.left[named[makers.right]], count)
    return Ground(
        graph,
        kind,
        reach,
        relations,
        claimants,
        Pairs(*distinct_pairs(graph.component[closed.left], closed.right)),
        makers,
        nameless & (kind.origin | (graph.level == 0)),
    )


def _claimants(problem: Problem) -> Claimants:
    rows = problem.claimants
    standing = ~flags(problem.retracted, len(problem.nodes))[rows.node]
    strong = flags(rows.claim[standing & (rows.weak == 0)], len(problem.claims))
    keep = standing & ((rows.weak == 0) | ~strong[rows.claim])
    return rows if keep.all() else Claimants(*(column[keep] for column in rows))


def weigh(problem: Problem, policy: Policy, base: Ground) -> Evidence:
    """Every item of every claim against rules 1 and 5."""
    claim, component, disputes = _rows(problem, policy, base)
    count, rows = len(claim), np.arange(len(claim), dtype=np.int64)
    lineage = _lineage_of(problem, base, claim, component)
    origin_row, origin = lineage.origins
    made = distinct_pairs(concat(rows, origin_row), concat(component, origin))
    by_component = group(*base.responsible, len(base.graph.first))
    which, actor = by_component.of(made[1])
    circle = Pairs(*distinct_pairs(made[0][which], actor))
    which, actor = by_component.of(component)
    offered = Pairs(rows[which], actor)
    accusers = _circle_of_claims(base, policy)
    accused = circles_of_pairs(base.relations, problem.accused, np.zeros(len(problem.accused.left), dtype=np.int64))
    gain = problem.beneficiaries
    gain = circles_of_pairs(base.relations, gain, np.zeros(len(gain.left), dtype=np.int64))
    meets_claimant = _meet(circle, claim, accusers, count)
    admission = _meet(offered, claim, accused, count) & (disputes == 0)
    interested = _meet(circle, claim, Pairs(concat(accused.left, gain.left), concat(accused.right, gain.right)), count)
    rests = lineage.live
    repeats = lineage.asserts
    may = rests if policy.own_words else rests & ~repeats & ~meets_claimant & ~admission
    if policy.disinterested:
        may = may & ~interested
    ends = concat(lineage.ends[1], circle.right + len(base.graph.first))
    hidden = problem.hidden[base.graph.first[component]] == 1
    return Evidence(
        claim,
        component,
        disputes,
        group(origin_row, origin, count),
        group(*distinct_pairs(concat(lineage.ends[0], circle.left), ends), count),
        may,
        _unresolved(problem, policy, base, claim, _Known(may, made, lineage.open_ends)),
        own=rests & (meets_claimant | admission) & ~hidden,
        repetition=~rests | repeats,
        admission=admission,
        interested=interested,
        width=_width(problem, base),
    )


def _width(problem: Problem, base: Ground) -> int:
    return max(len(base.graph.first), len(problem.claims)) + 1


def _rows(problem: Problem, policy: Policy, base: Ground) -> tuple[Ints, Ints, Ints]:
    """Each (claim, component, for or against) once; items that were retracted are none."""
    claim, node, disputes = problem.items
    if policy.own_words:
        claim = concat(claim, base.claimants.claim)
        node = concat(node, base.claimants.node)
        disputes = concat(disputes, np.zeros(len(base.claimants.node), dtype=np.int64))
    standing = ~flags(problem.retracted, len(problem.nodes))[node]
    keys, component = distinct_pairs(claim[standing] * 2 + disputes[standing], base.graph.component[node[standing]])
    return keys // 2, component, keys % 2


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
    reach, rows = base.reach, np.arange(len(claim), dtype=np.int64)
    bearing = distinct_pairs(base.claimants.claim, base.graph.component[base.claimants.node])
    common = Pairs(problem.common.left, base.graph.component[problem.common.right])
    proper = ~isin_pairs(common.left, common.right, *bearing)  # what asserts the claim is no common ground for it
    common = Pairs(common.left[proper], common.right[proper])
    touched = flags(common.left, len(problem.claims))[claim]
    plain = rows[~touched]

    def of(labels: Grouped) -> tuple[Ints, Ints]:
        which, label = labels.of(component[plain])
        return plain[which], label

    live = base.kind.live[component]
    row, asserted = reach.claims.of(component)
    asserts = flags(row[asserted == claim[row]], len(claim))
    ends, origins, open_ends = of(reach.ends), of(reach.origins), of(reach.open_ends)
    if touched.any():
        some = rows[touched]
        which, node = full_lineages(base.graph, component[some])
        row = some[which]
        left = ~isin_pairs(claim[row], node, *common)
        row, node = row[left], node[left]
        is_origin = base.kind.origin[node]
        open_row, open_end = reach.open_ends.of(component[some])
        open_row = some[open_row]
        kept = ~isin_pairs(claim[open_row], open_end, *common)
        ends = concat(ends[0], row), concat(ends[1], node)
        origins = concat(origins[0], row[is_origin]), concat(origins[1], node[is_origin])
        open_ends = concat(open_ends[0], open_row[kept]), concat(open_ends[1], open_end[kept])
        standing = row[is_origin]
        if len(problem.retracted):
            which, reached = full_lineages(base.graph, component[some], base.kind.standing)
            standing = some[which]
            standing = standing[base.kind.origin[reached] & ~isin_pairs(claim[standing], reached, *common)]
        live[some] = flags(standing, len(claim))[some]
    return _Found(ends, origins, open_ends, live, asserts)


def _circle_of_claims(base: Ground, policy: Policy) -> Pairs:
    """(claim, actor): the claimants, closed."""
    if policy.own_words:
        return Pairs()
    which, actor = group(*base.responsible, len(base.graph.first)).of(base.graph.component[base.claimants.node])
    return Pairs(*distinct_pairs(base.claimants.claim[which], actor))


def _meet(circle: Pairs, claim: Ints, others: Pairs, count: int) -> Bools:
    """By row: does its circle hold an actor of its claim's others?"""
    hit = isin_pairs(claim[circle.left], circle.right, others.left, others.right)
    return flags(circle.left[hit], count)


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
