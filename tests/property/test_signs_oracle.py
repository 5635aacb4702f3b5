"""Keystones, amplification and overlap against their words: sets and walks, on small random problems."""

from __future__ import annotations

from hypothesis import given, settings

from claimgraph.assess import Findings, Policy, Problem, amplification, judge, keystones, origin_overlap
from tests.property.amount import examples
from tests.property.test_independence_oracle import POLICY, problems


def _reaches(found: Findings, component: int, without: int) -> bool:
    """Whether a way leads from a component to an origin that stands, and not through another."""
    graph, kind = found.base.graph, found.base.kind
    if component == without or not kind.live[component]:
        return False
    below = graph.targets.one(component).tolist()
    return bool(kind.origin[component]) or any(_reaches(found, target, without) for target in below)


@settings(max_examples=examples(150), deadline=None)
@given(problems(), POLICY)
def test_a_keystone_is_on_every_way_from_every_counted_item(problem: Problem, policy: Policy) -> None:
    found = judge(problem, policy)
    e, first = found.evidence, found.base.graph.first.tolist()
    expected: dict[str, set[str]] = {}
    for c, claim in enumerate(problem.claims):
        rows = [r for r in range(len(e.claim)) if e.claim[r] == c and e.may[r] and not e.disputes[r]]
        counted = [int(e.component[r]) for r in rows if not e.unresolved.length[r]]
        for component, node in enumerate(first):
            if counted and not any(_reaches(found, item, component) for item in counted):
                expected.setdefault(problem.nodes[node], set()).add(claim)
    stones = keystones(problem, policy)
    assert {stone.source: set(stone.claims) for stone in stones} == expected
    assert [len(stone.claims) for stone in stones] == sorted((len(v) for v in expected.values()), reverse=True)


@settings(max_examples=examples(150), deadline=None)
@given(problems(), POLICY)
def test_origins_are_counted_once_a_claim_and_their_uses_once_an_item(problem: Problem, policy: Policy) -> None:
    found = judge(problem, policy)
    e = found.evidence
    uses: dict[str, list[set[int]]] = {claim: [] for claim in problem.claims}
    for row in range(len(e.claim)):
        if not e.disputes[row] and e.origins.length[row]:
            uses[problem.claims[int(e.claim[row])]].append(set(e.origins.one(row).tolist()))
    told = {told.claim: told.origins for told in amplification(problem, policy)}
    assert told == {claim: len(set().union(*uses[claim])) for claim in told}
    overlaps = {o.claim: (o.items, o.origins, o.covered) for o in origin_overlap(problem, policy)}
    assert overlaps.keys() == {claim for claim, items in uses.items() if len(items) > 1}
    for claim, (items, origins, covered) in overlaps.items():
        distinct = set().union(*uses[claim])
        again = sum(map(len, uses[claim])) - len(distinct)
        assert (items, origins) == (len(uses[claim]), len(distinct))
        assert covered == again / (len(distinct) * (items - 1))
