"""Ids are functions of content and of nothing else."""

import re

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.model import ClaimKind, Span
from claimgraph.model.identifiers import actor_id, assertion_id, claim_id, normalise, passage_id


def test_names_that_differ_in_case_and_punctuation_only_share_an_id() -> None:
    assert actor_id("OpenAI") == actor_id("openai.") == "actor/openai"


def test_names_that_ascii_cannot_carry_stay_apart() -> None:
    assert actor_id("智谱") != actor_id("月之暗面")
    assert actor_id("Müller") != actor_id("Muller")
    assert actor_id("x" * 100) != actor_id("x" * 101)


def test_a_description_is_somebody_else_in_another_document() -> None:
    assert actor_id("critics", "v1") != actor_id("critics", "v2")


def test_the_same_words_are_the_same_claim_in_any_document() -> None:
    text = "Chinese labs used distillation to accelerate their systems"
    assert claim_id(text, ClaimKind.ALLEGATION, (), "v1") == claim_id(
        f" {text.upper()}. ", ClaimKind.ALLEGATION, (), "v2"
    )


def test_what_is_said_of_another_is_another_claim() -> None:
    text = "the firm trained its models on stolen data"
    one, two = (claim_id(text, ClaimKind.ALLEGATION, [who], "v") for who in ("actor/a", "actor/b"))
    assert one != two


def test_a_content_that_cannot_stand_alone_is_kept_to_its_document() -> None:
    assert claim_id("the framing", ClaimKind.OTHER, (), "v1") != claim_id("the framing", ClaimKind.OTHER, (), "v2")


def test_an_assertion_is_who_and_where() -> None:
    here = ("v", "actor/a", [Span(0, 1)], [Span(2, 9)])
    assert assertion_id(*here) == assertion_id(*here)
    assert len({assertion_id(*here), assertion_id("w", *here[1:]), assertion_id("v", None, *here[2:])}) == 3


def test_a_passage_is_an_rfc_5147_range() -> None:
    assert passage_id("abc", Span(3, 7)) == "document/abc#char=3,7"


def test_normalising_folds_width_case_and_space() -> None:
    assert normalise("  \uff26\uff4f\uff4f\tBAR—baz ") == "foo bar baz"


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_words_are_found_as_all_others_are(text: str) -> None:
    assert normalise(text) == " ".join(re.findall(r"\w+", text.casefold()))
    assert f"é {normalise(text)}".strip() == normalise(f"é {text}")


def test_a_claim_of_six_words_stands_by_itself() -> None:
    five, six = "one two three four five", "one two three four five six"
    ids = {claim_id(words, ClaimKind.OTHER, (), version) for words in (five, six) for version in "ab"}
    assert len(ids) == 3
