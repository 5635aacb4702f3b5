"""Signs beside assessments, each on a corpus of two or three documents."""

import gc
from collections.abc import Iterator
from weakref import ref

from claimgraph import assess
from claimgraph.assess.facts import AssertionFacts, ClaimFacts, EvidenceFacts, Facts, Way
from claimgraph.model import Assessment, Signs, Status, Verdict
from claimgraph.workflow.corpus import declared_affiliations, declared_names
from claimgraph.workflow.signs import signed, with_signs


def says(name: str, asserter: str, *, hedged: int = 0) -> AssertionFacts:
    return AssertionFacts(name, "claim/c", asserter, 0, "", 0, hedged)


def item(name: str, by: str, *, against: bool = False, sort: str = "data") -> EvidenceFacts:
    claims = ("claim/c",)
    return EvidenceFacts(name, by, sort, "public", 0, () if against else claims, claims if against else ())


def facts(name: str, *records: AssertionFacts | EvidenceFacts, ways: tuple[tuple[str, str], ...] = ()) -> Facts:
    return Facts(
        document=f"document/{name}",
        url="",
        date=0,
        voice=(f"actor/{name}",),
        wire="",
        never_origin=0,
        unnamed=(),
        issuers=(),
        claims=(ClaimFacts("claim/c", ("actor/accused",), ()),),
        assertions=tuple(r for r in records if isinstance(r, AssertionFacts)),
        evidence=tuple(r for r in records if isinstance(r, EvidenceFacts)),
        ties=(),
        ways=tuple(Way(a, b, "stated", 0) for a, b in ways),
    )


def assessed(*corpus: Facts, policy: assess.Policy = assess.DEFAULT) -> Assessment:
    problem = assess.gather(corpus)
    found = {p: assess.judge(problem, p) for p in assess.POLICIES.values()}
    (answer,) = with_signs(problem, found)[policy]
    return answer


def test_a_claim_without_a_sign_has_none() -> None:
    assert assessed(facts("1", says("a", "actor/x"))).signs is None


def test_repetition_on_one_origin_and_what_falls_with_it() -> None:
    corpus = [facts("1", says("a", "actor/x"), item("e", "actor/lab")), facts("2", says("b", "actor/y"))]
    signs = Signs(assertions=2, origins=1, keystones=("e",))
    assert assessed(*corpus).signs == signs
    assert assessed(*corpus, policy=assess.TWO_SOURCE).signs == signs


def test_what_one_policy_finds_is_let_go_before_the_next_is_asked() -> None:
    problem = assess.gather([facts("1", says("a", "actor/x"))])
    made: list[ref[object]] = []

    def judged() -> Iterator[tuple[assess.Policy, assess.Findings]]:
        for policy in assess.POLICIES.values():
            gc.collect()
            assert not [r for r in made if r() is not None]
            findings = assess.judge(problem, policy)
            made.append(ref(findings.verdict))
            yield policy, findings
            del findings

    assert dict(signed(problem, judged())).keys() == set(assess.POLICIES.values())


def test_what_one_policy_finds_is_let_go_though_its_records_are_still_to_be_made() -> None:
    problem = assess.gather([facts("1", says("a", "actor/x"))])
    findings = assess.judge(problem, assess.DEFAULT)
    left = ref(findings.verdict)
    ((_, made),) = signed(problem, iter([(assess.DEFAULT, findings)]))
    del findings
    gc.collect()
    assert left() is None
    assert [a.verdict for a in made] == [Verdict.LACKS]


def test_a_policy_that_counts_less_has_other_keystones() -> None:
    one = facts("1", says("a", "actor/x"), item("e", "actor/lab"), item("f", "actor/y"))
    problem = assess.gather([one], beneficiaries={"claim/c": ["actor/y"]})
    found = with_signs(problem, {p: assess.judge(problem, p) for p in (assess.DEFAULT, assess.THIRD_PARTY)})
    signs = [a.signs for answers in found.values() for a in answers]
    assert [s and (s.keystones, s.interested, s.overlap) for s in signs] == [((), ("f",), 0), (("e",), ("f",), 0)]


def test_interest_admission_inflation_and_circles_name_their_records() -> None:
    signs = assessed(
        facts("1", says("a", "actor/x", hedged=1), item("e", "actor/accused", against=True)),
        facts("2", says("b", "actor/y"), ways=(("b", "a"),)),
        facts("3", says("c", "actor/accused"), item("f", "actor/p", sort="document"), ways=(("f", "g"),)),
        facts("4", item("g", "actor/q", sort="document"), ways=(("g", "f"),)),
    ).signs
    assert signs is not None
    assert signs.interested == ("e",)
    assert signs.admissions == ("c",)
    assert signs.inflations == (("b", "a"),)
    assert signs.circle == ("f", "g")


def test_what_the_gazetteer_declares_ties_actors_of_different_documents() -> None:
    corpus = [
        facts("1", says("a", "actor/activision-blizzard")),
        facts("2", item("e", "actor/microsoft")),
    ]
    (apart,) = assess.assess_facts(corpus)
    (tied,) = assess.assess_facts(corpus, affiliations=declared_affiliations())
    assert (apart.verdict, tied.verdict, tied.status) == (Verdict.HAS, Verdict.LACKS, Status.SELF)


def test_everybody_who_is_declared_to_belong_has_a_name() -> None:
    names = declared_names()
    ties = list(declared_affiliations())
    assert ties
    assert {a for tie in ties for a in (tie.actor, tie.other)} <= names.keys()
    assert {str(tie.basis) for tie in ties} == {"declared"}
