"""Keystones, signs of repetition, what-if, explanations, policies: each on a corpus that one can draw on a napkin."""

from __future__ import annotations

import pytest

from claimgraph.assess import (
    DEFAULT,
    OWN_WORDS,
    THIRD_PARTY,
    TWO_SOURCE,
    Facts,
    Policy,
    Problem,
    admissions,
    amplification,
    assessments,
    assume_same,
    certainty_inflation,
    circular_citations,
    contested,
    explain,
    gather,
    interested_evidence,
    judge,
    keystones,
    origin_overlap,
    policy_named,
    retract,
    split_actor,
    suppose,
)
from claimgraph.assess.explain import AtBasis
from claimgraph.assess.facts import AssertionFacts, ClaimFacts, EvidenceFacts, Tie, Way
from claimgraph.errors import BadParameter
from claimgraph.model import Assessment, Basis, Status, Verdict


def says(name: str, asserter: str = "acme", *, role: int = 0, hedged: int = 0, published: int = 0) -> AssertionFacts:
    return AssertionFacts(name, "c", asserter, role, "", published, hedged)


def item(name: str, by: str, sort: str = "data", disclosure: str = "public", *, against: bool = False) -> EvidenceFacts:
    return EvidenceFacts(name, by, sort, disclosure, 0, () if against else ("c",), ("c",) if against else ())


def facts(
    name: str,
    *records: AssertionFacts | EvidenceFacts,
    ways: tuple[tuple[str, str], ...] = (),
    ties: tuple[tuple[str, str], ...] = (),
    publisher: str = "daily",
) -> Facts:
    return Facts(
        document=f"document/{name}",
        url="",
        date=0,
        voice=(publisher,),
        wire="",
        never_origin=0,
        unnamed=(),
        issuers=(),
        claims=(ClaimFacts("c", ("beta",), ()),),
        assertions=tuple(r for r in records if isinstance(r, AssertionFacts)),
        evidence=tuple(r for r in records if isinstance(r, EvidenceFacts)),
        ties=tuple(Tie(a, b, "stated", 0, 0) for a, b in ties),
        ways=tuple(Way(a, b, "stated", 0) for a, b in ways),
    )


def assessed(problem: Problem, policy: Policy = DEFAULT) -> Assessment:
    (answer,) = assessments(problem, judge(problem, policy), policy)
    return answer


def test_a_keystone_is_what_every_counted_item_rests_on() -> None:
    problem = gather(
        [
            facts("1", says("a"), item("e", "lab", "document"), ways=(("e", "report"),)),
            facts("2", item("f", "court", "document"), ways=(("f", "report"),)),
            facts("3", item("report", "agency")),
        ]
    )
    assert [k.source for k in keystones(problem)] == ["report"]
    assert keystones(problem)[0].claims == ("c",)
    fallen = retract(problem, ["document/3"])
    assert [(f.before.verdict, f.after.verdict) for f in fallen] == [(Verdict.HAS, Verdict.LACKS)]


def test_no_source_is_a_keystone_of_two_independent_items() -> None:
    problem = gather([facts("1", says("a"), item("e", "lab")), facts("2", item("f", "court"))])
    assert keystones(problem) == ()


def test_may_becomes_did_without_a_new_origin() -> None:
    plain = facts("2", says("b", "echo"), ways=(("b", "a"),))
    problem = gather([facts("1", says("a", hedged=1)), plain])
    assert certainty_inflation(problem) == (("b", "a"),)
    sourced = facts("3", says("d", "other"), item("e", "lab"), ways=(("d", "a"), ("d", "e")))
    assert certainty_inflation(gather([facts("1", says("a", hedged=1)), sourced])) == ()


def test_amplification_counts_assertions_per_origin() -> None:
    problem = gather([facts(n, says(f"a{n}"), publisher=n) for n in ("1", "2", "3")] + [facts("4", item("e", "lab"))])
    assert amplification(problem) == (("c", 3, 1),)


def test_circular_citations_are_named_and_are_no_origin() -> None:
    one = facts("1", says("a"), item("e", "lab", "document"), ways=(("e", "f"),))
    two = facts("2", item("f", "court", "document"), ways=(("f", "e"),))
    problem = gather([one, two])
    assert circular_citations(problem) == (("e", "f"),)
    assert assessed(problem).verdict is Verdict.LACKS


def test_origin_overlap_is_none_for_separate_origins_and_one_for_the_same() -> None:
    apart = gather([facts("1", says("a"), item("e", "lab")), facts("2", item("f", "court"))])
    assert [o.covered for o in origin_overlap(apart)] == [0.0]
    same = [facts(n, says(f"a{n}"), item(f"e{n}", n, "document"), ways=((f"e{n}", "d"),)) for n in ("1", "2")]
    assert [o.covered for o in origin_overlap(gather([*same, facts("3", item("d", "lab", against=True))]))] == [1.0]


def test_interest_is_reported_and_only_third_party_asks_for_its_absence() -> None:
    problem = gather([facts("1", says("a"), item("e", "beta", against=True))])
    assert interested_evidence(problem) == (("c", "e", True),)
    assert assessed(problem).disputed_at_least == 1
    assert assessed(problem, THIRD_PARTY).disputed_at_most == 0


def test_a_beneficiary_is_interested() -> None:
    one = facts("1", says("a"), item("e", "rival"))
    problem = gather([one], beneficiaries={"c": ["rival"]})
    assert assessed(problem).verdict is Verdict.HAS
    assert assessed(problem, THIRD_PARTY).verdict is Verdict.LACKS


def test_an_assertion_of_the_accused_is_an_admission() -> None:
    problem = gather([facts("1", says("a", "beta"), item("e", "beta"))])
    assert {i.item for i in admissions(problem)} == {"a", "e"}
    assert assessed(problem).status is Status.SELF


def test_a_claim_is_contested_by_a_denial_and_by_disputing_evidence() -> None:
    assert contested(gather([facts("1", says("a"))])) == ()
    assert contested(gather([facts("1", says("a"), says("b", "beta", role=2))])) == ("c",)
    assert contested(gather([facts("1", says("a"), item("e", "lab", against=True))])) == ("c",)


def test_two_source_asks_for_two() -> None:
    one = facts("1", says("a"), item("e", "lab"))
    assert assessed(gather([one]), TWO_SOURCE).verdict is Verdict.UNDETERMINED
    assert assessed(gather([one]), TWO_SOURCE).open_questions == ()  # nothing open: it is single-sourced
    both = gather([one, facts("2", item("f", "court"))])
    assert assessed(both, TWO_SOURCE).verdict is Verdict.HAS


def test_own_words_are_primary_where_their_speaker_published_them() -> None:
    assert assessed(gather([facts("1", says("a", published=1))]), OWN_WORDS).verdict is Verdict.HAS
    relayed = assessed(gather([facts("1", says("a"))]), OWN_WORDS)
    assert (relayed.verdict, len(relayed.open_questions)) == (Verdict.UNDETERMINED, 1)


def test_assuming_two_actors_one_takes_independence_away() -> None:
    problem = gather([facts("1", says("a"), item("e", "lab"))])
    (change,) = assume_same(problem, "lab", "acme")
    assert (change.before.verdict, change.after.verdict) == (Verdict.HAS, Verdict.LACKS)


def test_splitting_an_actor_takes_each_documents_for_somebody_else() -> None:
    problem = gather([facts("1", says("a")), facts("2", item("e", "acme"))])
    (change,) = split_actor(problem, "acme")
    assert (change.before.status, change.after.status) == (Status.SELF, Status.INDEPENDENT)
    tied = gather([facts("1", says("a")), facts("2", item("e", "acme"), ties=(("acme", "holding"),))])
    (change,) = split_actor(tied, "acme")
    assert change.after.verdict is Verdict.HAS


def test_what_is_supposed_holds_at_once() -> None:
    corpus = [facts("1", says("a")), facts("2", item("e", "acme")), facts("3", item("f", "lab"))]
    problem = gather(corpus)
    (change,) = suppose(problem, split=["acme", "lab"])
    assert (change.before.at_most, change.after.at_most) == (1, 2)
    assert suppose(problem, split=["acme", "lab"], retracted=["document/3"]) == ()
    (change,) = suppose(problem, same=[("acme", "lab")], split=["lab"])
    assert (change.before.verdict, change.after.verdict) == (Verdict.HAS, Verdict.LACKS)


@pytest.mark.parametrize("ask", [assume_same, lambda p, *_: split_actor(p, "x"), lambda p, *_: retract(p, ["x"])])
def test_what_is_not_there_cannot_change(ask: object) -> None:
    problem = gather([facts("1", says("a"))])
    with pytest.raises(BadParameter, match="x"):
        ask(problem, "x", "acme")  # type: ignore[operator] # three functions of three shapes


def test_an_explanation_shows_the_tree_the_rule_and_the_bases() -> None:
    one = facts("1", says("a"), item("e", "lab", "document"), ways=(("e", "d"),), ties=(("lab", "holding"),))
    problem = gather([one, facts("2", item("d", "agency", against=True))])
    told = explain(problem, "c")
    (mine,) = [i for i in told.items if not i.disputes]
    assert (mine.counts, mine.because) == (True, ())
    assert "rule 1" in mine.reason
    assert mine.source.circle == ("holding", "lab")
    (taken,) = mine.source.takes
    assert (taken.basis, taken.source.id, taken.source.origin) == (Basis.STATED, "d", True)
    assert told.bases[0] == AtBasis(Basis.DECLARED, 1, 1)
    with pytest.raises(BadParameter, match="no claim"):
        explain(problem, "claim/none")


def test_policies_have_names() -> None:
    assert policy_named("two-source") is TWO_SOURCE
    with pytest.raises(BadParameter, match="third-party"):
        policy_named("no-such")
