"""Coordinations that the parser joins to the wrong verb, and contents that it hangs on a noun."""

import pytest

from claimgraph.extract.parse import parse
from claimgraph.extract.syntax import sentences


def governor(text: str, verb: str) -> str:
    (doc,) = parse([text])
    return next(t.head.text for t in doc if t.text == verb)


@pytest.mark.parametrize(
    ("text", "verb", "over"),
    [
        ("The council argues that data cannot be sorted and warns that firms would leave.", "warns", "argues"),
        ("The order requires the firm to notify everyone and directs it to submit to audits.", "directs", "requires"),
        ("She said her firm was in line with the market and pointed out that prices had tripled.", "pointed", "said"),
    ],
)
def test_a_cue_is_joined_to_the_cue_before_it(text: str, verb: str, over: str) -> None:
    assert governor(text, verb) == over


@pytest.mark.parametrize(
    ("text", "verb", "over"),
    [
        ("Ruiz says that he denied it and accused her of lying.", "accused", "denied"),
        ("She rose and left.", "left", "rose"),
    ],
)
def test_what_somebody_else_may_have_done_stays_where_it_is(text: str, verb: str, over: str) -> None:
    assert governor(text, verb) == over


@pytest.mark.parametrize(
    ("text", "verb", "over"),
    [
        ("The head of strategy wrote to a colleague that the structure had been copied.", "copied", "wrote"),
        ("She told the commissioner he had let a camera do what no constable would dare.", "let", "told"),
        ("He told the man who had called that night.", "called", "man"),
        ("They made the claim that it rained.", "rained", "claim"),
    ],
)
def test_what_is_said_hangs_on_the_verb_that_says_it(text: str, verb: str, over: str) -> None:
    assert governor(text, verb) == over


def test_mending_keeps_sentences_and_words() -> None:
    text = "It requires the firm to stop and orders it to pay. It rained."
    (doc,) = parse([text])
    assert doc.text == text
    assert len(sentences(doc)) == 2
