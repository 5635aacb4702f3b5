"""Judgements decide who is who; a negative one is as binding as a positive one."""

from itertools import permutations

import pytest

from claimgraph.errors import BadWorkspace
from claimgraph.model import (
    Actor,
    ActorType,
    Affiliation,
    Assertion,
    Basis,
    Claim,
    ClaimKind,
    Extraction,
    Relation,
    Span,
    Stance,
)
from claimgraph.resolve import Judgement, Value, apply, dump, identity, load

SAME = Judgement("actor/ap", "actor/associated-press", Value.POSITIVE, "AP", "Associated Press", "me", "2026-05-01")


def test_a_positive_judgement_merges_under_the_smaller_id() -> None:
    who = identity([SAME])
    assert who.of("actor/associated-press") == who.of("actor/ap") == "actor/ap"
    assert who.labels == {"actor/ap": "AP"}


def test_merging_is_transitive_and_needs_no_order() -> None:
    chain = [
        Judgement("a", "b", Value.POSITIVE),
        Judgement("b", "c", Value.POSITIVE),
        Judgement("c", "d", Value.UNSURE),
    ]
    outcomes = {str(identity(order)) for order in permutations(chain)}
    assert len(outcomes) == 1
    assert identity(chain).canonical == {"b": "a", "c": "a"}


def test_a_negative_judgement_stops_a_merge_through_a_third_and_is_reported() -> None:
    who = identity(
        [Judgement("a", "b", Value.POSITIVE), Judgement("b", "c", Value.POSITIVE), Judgement("a", "c", Value.NEGATIVE)]
    )
    assert who.of("b") == "a"
    assert who.of("c") == "c"
    assert [(c.left, c.right) for c in who.conflicts] == [("b", "c")]


def test_sssom_round_trip_is_sorted_text() -> None:
    others = [Judgement("a", "b", Value.NEGATIVE, comment="two firms"), Judgement("a", "c", Value.UNSURE)]
    text = dump([SAME, *others], "https://example.org/id/")
    assert load(text, "x") == tuple(sorted([SAME, *others]))
    assert dump(reversed([SAME, *others]), "https://example.org/id/") == text


@pytest.mark.parametrize(
    ("rows", "mend"),
    [
        ("subject_id\tobject_id\na\tb", "predicate_id"),
        ("subject_id\tpredicate_id\tobject_id\na\tskos:broadMatch\tb", "row 1"),
        ("subject_id\tpredicate_id\tobject_id\na\tskos:exactMatch\ta", "itself"),
    ],
)
def test_a_malformed_file_names_what_to_mend(rows: str, mend: str) -> None:
    with pytest.raises(BadWorkspace, match=mend):
        load(rows, "decisions/x.sssom.tsv")


def test_applying_merges_records_and_renames_references() -> None:
    claim = Claim("claim/1", "it copied", ClaimKind.ALLEGATION, accused=("actor/associated-press",))
    said = Assertion("assertion/1", "claim/1", "actor/associated-press", (Span(4, 9),), Stance.ASSERTS)
    before = Extraction(
        version="v",
        actors=(
            Actor("actor/associated-press", "Associated Press", ActorType.ORGANIZATION, (Span(0, 3),), ("The AP",)),
            Actor("actor/ap", "AP", ActorType.ORGANIZATION, (Span(5, 7),), wikidata="Q40469"),
        ),
        claims=(claim,),
        assertions=(said,),
        affiliations=(Affiliation("actor/ap", "actor/associated-press", Relation.MEMBER_OF, Basis.STATED),),
    )
    after = apply(before, identity([SAME]))
    (actor,) = after.actors
    assert (actor.id, actor.label, actor.aliases) == ("actor/ap", "AP", ("Associated Press", "The AP"))
    assert actor.mentions == (Span(0, 3), Span(5, 7))
    assert after.assertions[0].asserter == "actor/ap"
    assert after.claims[0].accused == ("actor/ap",)
    assert after.affiliations == ()
    assert apply(before, identity([])) is before
