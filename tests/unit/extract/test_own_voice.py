"""What counts as the author's own allegation, and what stands under somebody's saying."""

from __future__ import annotations

import pytest

from claimgraph.extract.own_voice import alleging, doubting
from claimgraph.extract.parse import parse


def alleged(text: str) -> list[str]:
    doc = next(iter(parse([text])))
    return [text[slice(*v.content)] for v in alleging(doc, [])]


@pytest.mark.parametrize(
    "text",
    [
        "The chatbot of Acme was found to exploit users.",
        "Acme violated the law.",
        "The robot of Acme ran over a hose.",
    ],
)
def test_the_author_alleges(text: str) -> None:
    assert alleged(text) == [text.removesuffix(".")]


@pytest.mark.parametrize(
    "text",
    [
        "The auditors found that Acme violated the law.",
        "The chatbot of Acme was found by auditors to exploit users.",
        "If Acme violated the law, it would pay.",
        "Did Acme violate the law?",
        "The weights were stolen.",
    ],
)
def test_what_others_say_or_nobody_did_is_not_the_authors_allegation(text: str) -> None:
    assert alleged(text) == []


def doubted(text: str) -> list[str]:
    doc = next(iter(parse([text])))
    return [text[slice(*v.content)] for v in doubting(doc, [])]


@pytest.mark.parametrize(
    "text",
    ["The company supplied no logs.", "No study is cited for that warning.", "There is no evidence for that."],
)
def test_the_author_says_that_evidence_is_lacking(text: str) -> None:
    assert doubted(text) == [text.removesuffix(".")]


@pytest.mark.parametrize(
    "text", ["The auditors said the company supplied no logs.", "The company would supply no logs."]
)
def test_what_others_say_of_evidence_or_what_may_be_is_not_the_authors_doubt(text: str) -> None:
    assert doubted(text) == []
