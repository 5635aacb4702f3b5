"""Laws of independence, on small random corpora of records.

These laws hold in narrower words than one might first give them:

- *Adding a repetition never raises k* is about claims that somebody asserts. Where a claim is only denied or doubted,
  who does so is taken for its claimant, until somebody asserts it: that is no repetition.
- It is also about repetitions of an assertion of the claim, or of an item that may count. An item may be left out only
  for who offers it, the claimant say, while what it was taken from is somebody else's. Another who takes the same then
  counts for the first time: rule 1 asks who is responsible for an item and its origins, not for what lies between.
- So does rule 2: one party may offer two items that count once for them both, and whoever repeats one of the two shares
  nobody with the other. So where several items may count, the repetition is by those who offered what it repeats.
- *Merging two actors never raises k* holds for named actors. To learn that a nameless source is a named one answers a
  question, and an answer may raise k_lo.
- *Retracting evidence or an origin never raises k* holds because a retraction withdraws content, not history: what was
  derived from the retracted stays derived from it. If its lineage were forgotten too, two items that shared it would
  become independent. Retracting a claimant's assertion may raise k: who is no claimant may be a witness.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claimgraph.assess import (
    POLICIES,
    Policy,
    assess,
    assessments,
    facts_from_json,
    facts_of,
    gather,
    judge,
)
from claimgraph.assess.pairs import ints
from claimgraph.model import (
    Actor,
    ActorType,
    Affiliation,
    Assertion,
    Assessment,
    Basis,
    Claim,
    ClaimKind,
    Derivation,
    Disclosure,
    Document,
    Evidence,
    EvidenceType,
    Extraction,
    Metadata,
    Relation,
    Span,
    Stance,
)
from tests.property.amount import examples

ACTORS = tuple(f"actor/{name}" for name in ("acme", "beta", "court", "daily", "lab"))
CLAIMS = ("claim/0", "claim/1")
Pair = tuple[Document, Extraction]
SPAN = Span(0, 1)

maybe_actor = st.none() | st.sampled_from(ACTORS)
basis = st.sampled_from(Basis)
dates = st.none() | st.sampled_from(["2020-01-01", "2021-01-01"])
policies = st.sampled_from(list(POLICIES.values()))


def url(number: int) -> str:
    return f"https://example.org/{number}"


@st.composite
def document(draw: st.DrawFn, number: int) -> Pair:
    name = f"d{number}"
    assertions = tuple(
        Assertion(
            f"assertion/{name}-{i}",
            draw(st.sampled_from(CLAIMS)),
            draw(maybe_actor),
            (SPAN,),
            draw(st.sampled_from([Stance.ASSERTS, Stance.ASSERTS, Stance.QUESTIONS])),
            relayed_by=draw(st.none() | st.none() | st.sampled_from(ACTORS)),
        )
        for i in range(draw(st.integers(1, 2)))
    )
    evidence = []
    for i in range(draw(st.integers(0, 2))):
        side = draw(st.sampled_from(["supports", "supports", "disputes"]))
        evidence.append(
            Evidence(
                f"evidence/{name}-{i}",
                SPAN,
                draw(st.sampled_from(EvidenceType)),
                draw(
                    st.sampled_from([Disclosure.PUBLIC, Disclosure.PUBLIC, Disclosure.UNDISCLOSED, Disclosure.UNKNOWN])
                ),
                **{side: (draw(st.sampled_from(assertions)).id,)},
                offered_by=draw(maybe_actor),
                first_hand=draw(st.booleans()),
            )
        )
    sources = st.sampled_from([url(n) for n in range(3)] + [f"evidence/d{n}-0" for n in range(3)])
    records = [e.id for e in evidence] + [a.id for a in assertions] + [f"document/{name}"]
    meta = Metadata(
        date=draw(dates),
        url=url(number),
        wire=draw(st.none() | st.none() | st.just("Wire")),
        derived_from=tuple(draw(st.lists(st.integers(0, 3).map(url), max_size=1))),
        alternate_of=tuple(draw(st.lists(st.integers(0, 3).map(url), max_size=1))) if draw(st.booleans()) else (),
    )
    found = Extraction(
        version=name,
        actors=tuple(Actor(a, a, ActorType.ORGANIZATION) for a in ACTORS),
        claims=tuple(Claim(c, c, ClaimKind.ALLEGATION, ("actor/beta",)) for c in CLAIMS),
        assertions=assertions,
        evidence=tuple(evidence),
        affiliations=tuple(
            draw(
                st.lists(
                    st.builds(
                        Affiliation,
                        st.sampled_from(ACTORS),
                        st.sampled_from(ACTORS),
                        st.just(Relation.MEMBER_OF),
                        basis,
                        until=dates,
                    ),
                    max_size=1,
                )
            )
        ),
        derivations=tuple(draw(st.lists(st.builds(Derivation, st.sampled_from(records), sources, basis), max_size=2))),
        publisher=draw(maybe_actor),
    )
    return Document(name, name, name, "x", meta), found


corpora = st.integers(1, 4).flatmap(lambda n: st.tuples(*(document(i) for i in range(n))))


def by_claim(answers: tuple[Assessment, ...]) -> dict[str, Assessment]:
    return {a.claim: a for a in answers}


def never_more(before: dict[str, Assessment], after: dict[str, Assessment]) -> None:
    for claim, old in before.items():
        new = after[claim]
        assert (new.at_least <= old.at_least, new.at_most <= old.at_most) == (True, True), (old, new)


@settings(max_examples=examples(150), deadline=None)
@given(corpora, policies, st.randoms(use_true_random=False))
def test_the_order_of_documents_never_matters(corpus: tuple[Pair, ...], policy: Policy, random: object) -> None:
    mixed = list(corpus)
    random.shuffle(mixed)  # type: ignore[attr-defined] # hypothesis types its randoms as object
    assert assess(mixed, policy) == assess(corpus, policy)


def _that_may_count(corpus: tuple[Pair, ...], policy: Policy, claim: str) -> list[str]:
    problem = gather(facts_of(*pair) for pair in corpus)
    found = judge(problem, policy)
    e = found.evidence
    rows = [r for r in range(len(e.claim)) if e.may[r] and not e.disputes[r] and problem.claims[e.claim[r]] == claim]
    return [problem.nodes[found.base.graph.first[e.component[r]]] for r in rows]


def _who_offered(corpus: tuple[Pair, ...], item: str) -> tuple[str | None, str | None]:
    """Who offers an item, and who publishes the document that holds it."""
    found = [(e.offered_by, x.publisher) for _, x in corpus for e in x.evidence if e.id == item]
    assume(found)  # an item that is the same work as another may go by the name of a work elsewhere
    return found[0]


@settings(max_examples=examples(150), deadline=None)
@given(corpora, policies, maybe_actor, st.data())
def test_adding_a_repetition_never_raises_k(
    corpus: tuple[Pair, ...], policy: Policy, publisher: str | None, data: st.DataObject
) -> None:
    assume(not policy.own_words)  # there, to repeat one's own words in one's own publication is to put them on record
    asserted = [a for _, e in corpus for a in e.assertions if a.stance is Stance.ASSERTS]
    assume(asserted)
    repeated = data.draw(st.sampled_from(asserted))
    said = Assertion("assertion/new", repeated.claim, data.draw(maybe_actor), (SPAN,), Stance.ASSERTS)
    items = _that_may_count(corpus, policy, repeated.claim)
    taken = data.draw(st.sampled_from([repeated.id, *items]))
    by = data.draw(maybe_actor)
    if taken in items and len(items) > 1:
        by, publisher = _who_offered(corpus, taken)
    offered = Evidence("evidence/new", SPAN, EvidenceType.STATEMENT, Disclosure.PUBLIC, (said.id,), offered_by=by)
    news = Extraction(
        version="new",
        claims=tuple(Claim(c, c, ClaimKind.ALLEGATION, ("actor/beta",)) for c in CLAIMS),
        assertions=(said,),
        evidence=(offered,),
        derivations=(
            Derivation(said.id, repeated.id, Basis.DECLARED),
            Derivation(offered.id, taken, Basis.DECLARED),
        ),
        publisher=publisher,
    )
    before = by_claim(assess(corpus, policy))
    after = by_claim(assess((*corpus, (Document("new", "new", "new", "x"), news)), policy))
    never_more(before, after)


@settings(max_examples=examples(150), deadline=None)
@given(corpora, policies, st.data())
def test_retracting_evidence_or_an_origin_never_raises_k(
    corpus: tuple[Pair, ...], policy: Policy, data: st.DataObject
) -> None:
    problem = gather(facts_of(*pair) for pair in corpus)
    others = sorted(set(range(len(problem.nodes))) - set(problem.claimants.node.tolist()))
    assume(others)
    gone = replace(problem, retracted=ints([data.draw(st.sampled_from(others))]))
    before, after = (by_claim(assessments(p, judge(p, policy), policy)) for p in (problem, gone))
    never_more(before, after)


@settings(max_examples=examples(150), deadline=None)
@given(corpora, policies, st.sampled_from(ACTORS), st.sampled_from(ACTORS))
def test_merging_two_named_actors_never_raises_k(
    corpus: tuple[Pair, ...], policy: Policy, one: str, other: str
) -> None:
    never_more(by_claim(assess(corpus, policy)), by_claim(assess(corpus, policy, identity={one: other})))


@settings(max_examples=examples(150), deadline=None)
@given(corpora, policies, st.sampled_from(ACTORS), st.sampled_from(ACTORS))
def test_learning_of_an_affiliation_never_raises_k(
    corpus: tuple[Pair, ...], policy: Policy, one: str, other: str
) -> None:
    tie = Affiliation(one, other, Relation.CONTROLLED_BY, Basis.STATED)
    never_more(by_claim(assess(corpus, policy)), by_claim(assess(corpus, policy, affiliations=(tie,))))


@settings(max_examples=examples(100), deadline=None)
@given(corpora, policies)
def test_k_lo_is_at_most_k_hi_and_a_question_is_open_where_they_differ(
    corpus: tuple[Pair, ...], policy: Policy
) -> None:
    for a in assess(corpus, policy):
        assert a.at_least <= a.at_most
        assert a.disputed_at_least <= a.disputed_at_most
        settled = a.at_least >= min(policy.threshold, a.at_most)
        assert bool(a.open_questions) is not settled


@settings(max_examples=examples(50), deadline=None)
@given(corpora)
def test_facts_survive_json(corpus: tuple[Pair, ...]) -> None:
    import json  # noqa: PLC0415 only here

    for pair in corpus:
        facts = facts_of(*pair)
        kept = facts_from_json(json.loads(json.dumps(facts)))
        assert kept == facts
        assert all(a.claim is c.id for a in kept.assertions for c in kept.claims if a.claim == c.id)
