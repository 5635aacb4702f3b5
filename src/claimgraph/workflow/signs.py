"""The signs of each claim, set beside its assessment, so that a question about them is a flat pattern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from claimgraph import assess
from claimgraph.model import Assessment, Basis, Signs

__all__ = ["with_signs"]


def with_signs(
    problem: assess.Problem, found: Mapping[assess.Policy, assess.Findings]
) -> dict[assess.Policy, tuple[Assessment, ...]]:
    """By policy, the assessments of all claims with their signs; a claim without any has None.

    What is offered for a claim does not depend on how much of it a policy asks for, so policies that differ only in
    that share all signs but the keystones.
    """
    nodes = _claims_of(problem)
    shared: dict[tuple[Basis, bool], dict[str, Signs]] = {}
    out = {}
    for policy, findings in found.items():
        kind = (policy.basis, policy.own_words)
        if kind not in shared:
            shared[kind] = _signs(problem, policy, findings, nodes)
        stones: dict[str, list[str]] = {}
        for stone in assess.keystones(problem, policy, findings):
            for claim in stone.claims:
                stones.setdefault(claim, []).append(stone.source)
        out[policy] = tuple(
            replace(a, signs=_with_keystones(shared[kind].get(a.claim), stones.get(a.claim, ())))
            for a in assess.assessments(problem, findings, policy)
        )
    return out


def _with_keystones(signs: Signs | None, stones: Iterable[str]) -> Signs | None:
    sources = tuple(sorted(set(stones)))
    return replace(signs or Signs(), keystones=sources) if sources else signs


def _claims_of(problem: assess.Problem) -> dict[str, set[str]]:
    """By node: the claims that it puts forward, denies, or is offered for or against."""
    pairs = (
        (problem.items.node, problem.items.claim),
        (problem.claimants.node, problem.claimants.claim),
        (problem.denials.right, problem.denials.left),
    )
    out: dict[str, set[str]] = {}
    for nodes, claims in pairs:
        for node, claim in zip(nodes.tolist(), claims.tolist(), strict=True):
            out.setdefault(problem.nodes[node], set()).add(problem.claims[claim])
    return out


def _signs(
    problem: assess.Problem, policy: assess.Policy, found: assess.Findings, claims_of: Mapping[str, set[str]]
) -> dict[str, Signs]:
    """By claim, all signs but the keystones."""
    fields: dict[str, dict[str, Any]] = {}
    for told in assess.amplification(problem, policy, found):
        if told.assertions > 1:
            fields[told.claim] = {"assertions": told.assertions, "origins": told.origins}
    for overlap in assess.origin_overlap(problem, policy):
        fields.setdefault(overlap.claim, {})["overlap"] = round(100 * overlap.covered)
    named: dict[tuple[str, str], set[Any]] = {}
    for claim, field, value in _named(problem, policy, claims_of):
        named.setdefault((claim, field), set()).add(value)
    for (claim, field), values in named.items():
        fields.setdefault(claim, {})[field] = tuple(sorted(values))
    return {claim: Signs(**given) for claim, given in fields.items()}


def _named(
    problem: assess.Problem, policy: assess.Policy, claims_of: Mapping[str, set[str]]
) -> Iterator[tuple[str, str, str | tuple[str, str]]]:
    """(claim, field of Signs, one of its values)."""
    for interest in assess.interested_evidence(problem, policy):
        yield interest.claim, "interested", interest.item
    for admission in assess.admissions(problem, policy):
        yield admission.claim, "admissions", admission.item
    for inflation in assess.certainty_inflation(problem, policy):
        for claim in claims_of.get(inflation.plain, ()):
            yield claim, "inflations", (inflation.plain, inflation.hedged)
    for circle in assess.circular_citations(problem, policy):
        for node in circle:
            for claim in claims_of.get(node, ()):
                yield claim, "circle", node
