"""The signs of each claim, set beside its assessment, so that a question about them is a flat pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from claimgraph import assess
from claimgraph.model import Assessment, Basis, Signs

__all__ = ["signed", "with_signs"]


class _Shared(NamedTuple):
    """By claim, what is said of it however much of its evidence a policy asks for: numbers, and lists of ids."""

    numbers: dict[str, tuple[int, int, int | None]]
    named: dict[str, dict[str, Any]]


def with_signs(
    problem: assess.Problem, found: Mapping[assess.Policy, assess.Findings]
) -> dict[assess.Policy, tuple[Assessment, ...]]:
    """By policy, the assessments of all claims with their signs; a claim without any has None."""
    return {policy: tuple(made) for policy, made in signed(problem, found.items())}


def signed(
    problem: assess.Problem, found: Iterable[tuple[assess.Policy, assess.Findings]]
) -> Iterator[tuple[assess.Policy, Iterator[Assessment]]]:
    """The same, policy by policy as they are asked for: what was found under one need not be held beside the next.

    The records are made one by one as they are asked for: whoever writes them can make one while another is written.

    What is offered for a claim does not depend on how much of it a policy asks for, so policies that differ only in
    that share all signs but the keystones.
    """
    shared: dict[tuple[Basis, bool], _Shared] = {}
    for policy, findings in found:
        kind = (policy.basis, policy.own_words)
        if kind not in shared:
            shared[kind] = _Shared(_numbers(problem, findings), _named(problem, policy, findings))
        signs_of = _signs(shared[kind], _keystones(problem, findings))
        made = assess.each_assessment(problem, findings, policy, signs_of)
        del findings, signs_of
        yield policy, made


def _signs(shared: _Shared, stones: dict[str, list[str]]) -> Callable[[str], Signs | None]:
    """From a claim to its signs, None where it has none."""
    numbers, named = shared
    nothing: tuple[int, int, int | None] = (0, 0, None)

    def of(claim: str) -> Signs | None:
        if claim in named or claim in stones:
            return Signs(*numbers.get(claim, nothing), tuple(sorted(stones.get(claim, ()))), **named.get(claim, {}))
        counts = numbers.get(claim)
        return counts and Signs(*counts)

    return of


def _keystones(problem: assess.Problem, found: assess.Findings) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for claim, node in zip(*(column.tolist() for column in assess.keystones_by_claim(found)), strict=True):
        out.setdefault(problem.claims[claim], []).append(problem.nodes[node])
    return out


def _numbers(problem: assess.Problem, found: assess.Findings) -> dict[str, tuple[int, int, int | None]]:
    """By claim, of those that are put forward more than once or have items that may overlap: the first of its signs."""
    said, origins = assess.amplified(problem, found)
    several, _, _, covered = assess.overlapping(problem, found)
    per_cent = np.full(len(said), -1)
    per_cent[several] = np.rint(100 * covered)
    some = np.flatnonzero((said > 1) | (per_cent >= 0))
    columns = (column[some].tolist() for column in (said, origins, per_cent))
    return {
        problem.claims[claim]: (*((times, on) if times > 1 else (0, 0)), None if overlap < 0 else overlap)
        for claim, times, on, overlap in zip(some.tolist(), *columns, strict=True)
    }


def _named(problem: assess.Problem, policy: assess.Policy, found: assess.Findings) -> dict[str, dict[str, Any]]:
    """By claim and field, the sorted ids or pairs of them."""
    sets: dict[str, dict[str, set[Any]]] = {}
    for claim, field, value in _values(problem, policy, found):
        sets.setdefault(claim, {}).setdefault(field, set()).add(value)
    return {claim: {field: tuple(sorted(held)) for field, held in fields.items()} for claim, fields in sets.items()}


def _values(
    problem: assess.Problem, policy: assess.Policy, found: assess.Findings
) -> Iterator[tuple[str, str, str | tuple[str, str]]]:
    """(claim, field of Signs, one of its values)."""
    for interest in assess.interested_evidence(problem, policy, found):
        yield interest.claim, "interested", interest.item
    for admission in assess.admissions(problem, policy, found):
        yield admission.claim, "admissions", admission.item
    inflations = assess.certainty_inflation(problem, policy, found)
    circles = assess.circular_citations(problem, policy, found)
    claims_of = _claims_of(problem, {i.plain for i in inflations} | {node for circle in circles for node in circle})
    for inflation in inflations:
        for claim in claims_of.get(inflation.plain, ()):
            yield claim, "inflations", (inflation.plain, inflation.hedged)
    for circle in circles:
        for node in circle:
            for claim in claims_of.get(node, ()):
                yield claim, "circle", node


def _claims_of(problem: assess.Problem, nodes: set[str]) -> dict[str, set[str]]:
    """By node, of these: the claims that it puts forward, denies, or is offered for or against."""
    if not nodes:
        return {}
    wanted = np.fromiter((node in nodes for node in problem.nodes), dtype=np.bool_, count=len(problem.nodes))
    pairs = (
        (problem.items.node, problem.items.claim),
        (problem.claimants.node, problem.claimants.claim),
        (problem.denials.right, problem.denials.left),
    )
    out: dict[str, set[str]] = {}
    for node, claim in pairs:
        of = wanted[node]
        for n, c in zip(node[of].tolist(), claim[of].tolist(), strict=True):
            out.setdefault(problem.nodes[n], set()).add(problem.claims[c])
    return out
