"""Counting, rules 3 and 4: k_lo and k_hi, the verdict, why, and what to ask."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import numpy as np

from claimgraph.assess.evidence import Evidence, weigh
from claimgraph.assess.ground import Ground, ground
from claimgraph.assess.independent_set import EXACT_UP_TO, Packing, packing, shared
from claimgraph.assess.pairs import Bools, Grouped, Ints, flags, group, ints
from claimgraph.assess.policy import Policy
from claimgraph.assess.problem import YES, Problem
from claimgraph.model import Status, Verdict

__all__ = ["STATUSES", "VERDICTS", "Findings", "judge"]

VERDICTS = (Verdict.LACKS, Verdict.UNDETERMINED, Verdict.HAS)
STATUSES = (Status.NONE, Status.RELAYED, Status.SELF, Status.UNDETERMINED, Status.INDEPENDENT)
_LACKS, _UNDETERMINED, _HAS = range(3)


class Findings(NamedTuple):
    """The answer, by claim.

    Attributes:
        supporting, disputing: k_lo and k_hi of the items for and against.
        verdict, status: positions in VERDICTS and STATUSES.
        questions: by claim, sorted question keys, to be read with `evidence.width`.
        base, evidence: what it rests on, for explanations.
    """

    supporting: Packing
    disputing: Packing
    verdict: Ints
    status: Ints
    questions: Grouped
    base: Ground
    evidence: Evidence


def judge(problem: Problem, policy: Policy) -> Findings:
    """Assess all claims of a problem under a policy."""
    if policy.own_words:
        problem = _own_words_are_origins(problem)
    base = ground(problem, policy)
    evidence = weigh(problem, policy, base)
    supporting = _count(problem, evidence, evidence.disputes == 0)
    disputing = _count(problem, evidence, evidence.disputes == 1)
    verdict = np.full(len(problem.claims), _UNDETERMINED, dtype=np.int64)
    verdict[supporting.least >= policy.threshold] = _HAS
    verdict[supporting.most == 0] = _LACKS
    return Findings(
        supporting,
        disputing,
        verdict,
        _status(problem, base, evidence, supporting),
        _questions(evidence, supporting, verdict == _UNDETERMINED, policy),
        base,
        evidence,
    )


def _own_words_are_origins(problem: Problem) -> Problem:
    """Where the claim is that somebody said something, the saying is the observation; known where they published it."""
    origin, closed = problem.origin.copy(), problem.closed.copy()
    origin[problem.hedged >= 0] = YES
    closed[problem.published > 0] = YES
    return replace(problem, origin=origin, closed=closed)


def _count(problem: Problem, evidence: Evidence, side: Bools) -> Packing:
    """k_lo over the items of one side that do count, k_hi over those that may."""
    count = len(problem.claims)
    rows = np.flatnonzero(evidence.may & side)
    claim, does = evidence.claim[rows], evidence.unresolved.length[rows] == 0
    crowded = (np.bincount(claim, minlength=count) > 1)[claim]
    held, sure = claim[crowded], does[crowded]
    item, token = shared(held, *evidence.tokens(rows[crowded]))
    most = packing(held, count, item, token).most
    number = np.cumsum(sure) - 1
    kept = sure[item]
    least = packing(held[sure], count, number[item[kept]], token[kept]).least
    alone = claim[~crowded]
    return Packing(
        least + np.bincount(alone[does[~crowded]], minlength=count), most + np.bincount(alone, minlength=count)
    )


def _status(problem: Problem, base: Ground, evidence: Evidence, k: Packing) -> Ints:
    """Why: the strongest of independent, undetermined, self, relayed, none."""
    count = len(problem.claims)
    supports = evidence.disputes == 0
    own = flags(evidence.claim[evidence.own & supports], count)
    own[base.claimants.claim[problem.published[base.claimants.node] > 1]] = True
    told = flags(evidence.claim[evidence.repetition & supports], count) | _told_again(base, count)
    return np.select(
        [k.least >= 1, k.most >= 1, own, told],
        [STATUSES.index(s) for s in (Status.INDEPENDENT, Status.UNDETERMINED, Status.SELF, Status.RELAYED)],
        default=STATUSES.index(Status.NONE),
    ).astype(np.int64)


def _told_again(base: Ground, count: int) -> Bools:
    """Claims of which an assertion derives from another or goes round, or one asserter's words come by two channels."""
    rows = base.claimants
    goes_round = flags(base.graph.circle, len(base.graph.component))[rows.node]
    derived = (base.retold | goes_round) & (rows.channel >= 0)
    told = flags(rows.claim[derived], count)
    left = np.flatnonzero((rows.channel >= 0) & ~told[rows.claim])
    order = left[np.lexsort((rows.channel[left], rows.asserter[left], rows.claim[left]))]
    claim, asserter, channel = rows.claim[order], rows.asserter[order], rows.channel[order]
    again = (claim[1:] == claim[:-1]) & (asserter[1:] == asserter[:-1]) & (channel[1:] != channel[:-1])
    told[claim[1:][again]] = True
    return told


def _questions(evidence: Evidence, k: Packing, undetermined: Bools, policy: Policy) -> Grouped:
    """The shortest list that, answered in the claim's favour, lifts k_lo to the threshold (or to k_hi if that is less).

    Of lists of one length, the first. An answer against the claim takes an item away, and the next list is shorter.
    """
    goal = np.minimum(policy.threshold, k.most)
    wanting = undetermined & (k.least < goal)
    count = len(wanting)
    rows = np.flatnonzero(evidence.may & (evidence.disputes == 0) & wanting[evidence.claim])
    claim = evidence.claim[rows]
    items = group(claim, rows, count)
    one = wanting & (goal == 1)
    length = evidence.unresolved.length[rows]
    shortest = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(shortest, claim, length)
    best = one[claim] & (length == shortest[claim])
    first = np.full(count, np.iinfo(np.int64).max)
    lead = np.append(evidence.unresolved.values, 0)[evidence.unresolved.start[rows]]
    np.minimum.at(first, claim[best], lead[best])
    best &= lead == first[claim]
    tied = (np.bincount(claim[best], minlength=count) > 1) & (shortest > 1) & one
    easy = rows[best & ~tied[claim]]
    by_claim = np.full(count, -1, dtype=np.int64)
    by_claim[evidence.claim[easy]] = easy
    simple = np.flatnonzero(by_claim >= 0)
    which, key = evidence.unresolved.of(by_claim[simple])
    owner, keys = [simple[which]], [key]
    for c in np.flatnonzero((wanting & ~one) | tied).tolist():
        asked = ints(_search(evidence, items.one(c).tolist(), int(goal[c])))
        owner.append(np.full(len(asked), c, dtype=np.int64))
        keys.append(asked)
    return group(np.concatenate(owner), np.concatenate(keys), count)


def _search(evidence: Evidence, rows: list[int], goal: int) -> list[int]:
    """Questions of the cheapest independent set of `goal` items; over 40 items, of a set that is found greedily."""
    asked = {r: frozenset(evidence.unresolved.one(r).tolist()) for r in rows}
    tokens = {r: frozenset(evidence.tokens(ints([r]))[1].tolist()) for r in rows}
    cheapest = sorted(rows, key=lambda r: (len(asked[r]), sorted(asked[r]), r))
    if goal > 1 and len(rows) > EXACT_UP_TO:
        sets = iter([_greedily(cheapest, tokens, goal)])
    else:
        sets = (s for s in combinations(cheapest, goal) if _disjoint([tokens[r] for r in s]))
    lists = (sorted(frozenset[int]().union(*(asked[r] for r in chosen))) for chosen in sets)
    return min(lists, key=lambda keys: (len(keys), keys), default=[])


def _disjoint(tokens: list[frozenset[int]]) -> bool:
    return sum(map(len, tokens)) == len(frozenset[int]().union(*tokens))


def _greedily(rows: list[int], tokens: dict[int, frozenset[int]], goal: int) -> tuple[int, ...]:
    chosen: list[int] = []
    for r in rows:
        if len(chosen) < goal and all(tokens[r].isdisjoint(tokens[c]) for c in chosen):
            chosen.append(r)
    return tuple(chosen)
