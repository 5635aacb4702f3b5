"""What counts as the author's own allegation, and what stands under somebody's saying."""

from __future__ import annotations

import pytest

from claimgraph.extract.own_voice import alleging
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
