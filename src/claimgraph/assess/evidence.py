"""Which items count for which claim, and what is not known about them: rules 1 and 5, in certainty and in possibility.

An item *may* count (towards k_hi) when nothing that is stated speaks against it. It *does* count (towards k_lo) when
nothing is left unresolved either: how its lineage ends, who is responsible, who puts the claim forward.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from claimgraph.assess.control import circles_of_pairs
from claimgraph.assess.ground import Ground, lineage_of_items
from claimgraph.assess.pairs import Bools, Bytes, Grouped, Ints, concat, distinct_pairs, flags, group, isin_pairs
from claimgraph.assess.policy import Policy
from claimgraph.assess.problem import Pairs, Problem

__all__ = ["BASIS", "CLAIMANT", "INTEREST", "RESPONSIBLE", "Evidence", "weigh"]

BASIS, RESPONSIBLE, CLAIMANT, INTEREST = range(4)  # kinds of questions


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


def weigh(problem: Problem, policy: Policy, base: Ground) -> Evidence:
    """Every item of every claim against rules 1 and 5."""
    claim, component, disputes = base.rows
    count = len(claim)
    lineage = lineage_of_items(problem, base)
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


class _Known(NamedTuple):
    """Rows that may count; (row, component) of the item and its origins; (row, component) of its open ends."""

    may: Bools
    made: tuple[Ints, Ints]
    open_ends: tuple[Ints, Ints]


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
