"""Attribution without a verb of speech: adjuncts, nouns, adjectives, adverbs, headlines."""

from collections.abc import Callable

import pytest

Found = tuple[str, str, str, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "According to the audit, the model failed.",
            ("the audit", "According to", "the model failed", "according to"),
        ),
        (
            "The model failed, according to the audit.",
            ("the audit", "according to", "The model failed", "according to"),
        ),
        (
            "The model, according to the audit, failed.",
            ("the audit", "according to", "The model … failed", "according to"),
        ),
        ("Per the filing, the model failed.", ("the filing", "Per", "the model failed", "according to")),
        (
            "In Ruiz's view, the law is too weak.",
            ("Ruiz's", "In … view", "the law is too weak", "according to"),
        ),
        (
            "In the words of one engineer, “it is a toy.”",
            ("one engineer", "In the words of", "it is a toy.", "according to"),
        ),
        (
            "The filter reportedly fails often.",
            ("", "reportedly", "The filter … fails often", "hearsay adverb"),
        ),
        (
            "Ruiz's claim that the firm copied her work was rejected.",
            ("Ruiz's", "claim", "the firm copied her work", "noun and that-clause"),
        ),
        (
            "Allegations from two labs that the firm copied their models are unproven.",
            ("two labs", "Allegations", "the firm copied their models", "noun and that-clause"),
        ),
        (
            "The lab has evidence that the firm copied its data.",
            ("The lab", "has evidence", "the firm copied its data", "noun and that-clause"),
        ),
        (
            "The lab made a promise to publish its data.",
            ("The lab", "made a promise", "to publish its data", "noun and infinitive"),
        ),
        (
            "Ruiz is confident that the filter works.",
            ("Ruiz", "is confident", "the filter works", "adjective and that-clause"),
        ),
        (
            "Ruiz was convinced that the filter works.",
            ("Ruiz", "was convinced", "the filter works", "adjective and that-clause"),
        ),
        (
            "The union is opposed to the plan.",
            ("The union", "is opposed to", "the plan", "adjective and phrase"),
        ),
        ("Maria Ruiz: The Filter Fails Again", ("Maria Ruiz", ":", "The Filter Fails Again", "headline")),
        ("SMITH: I was there. Nobody asked.\nRUIZ: So?", ("", "", "Nobody asked", "continued quotation")),
        ("SMITH: I disagree.\nRUIZ: So do I.", ("SMITH", ":", "I disagree", "speaker line")),
    ],
)
def test_it_is_found_with_its_source_and_cue(found: Callable[[str], list[Found]], text: str, expected: Found) -> None:
    assert expected in found(text)


def test_a_label_is_no_speaker(found: Callable[[str], list[Found]]) -> None:
    assert found("A Quiet Evening: How It Fell Apart\n\nNote: it is late.") == []


def test_a_fact_without_a_holder_is_nobodys(found: Callable[[str], list[Found]]) -> None:
    assert found("The fact that the filter fails is sad.") == []
