"""Which words name wrong or harmful conduct, and who is said to have done it."""

from __future__ import annotations

import pytest

from claimgraph.extract.parse import parse
from claimgraph.extract.wrongs import OPEN, Wrong, doers, wrongs


def read(text: str) -> list[Wrong]:
    doc = next(iter(parse([text])))
    return [w for w in wrongs([t for t in doc if not t.is_space]) if w.sort not in OPEN or w.aggravated or w.alleged]


@pytest.mark.parametrize(
    ("text", "word", "doer"),
    [
        ("Acme stole the weights.", "stole", "Acme"),
        ("The weights were stolen by Acme.", "stolen", "Acme"),
        ("The court condemned the theft of weights by Acme.", "theft", "Acme"),
        ("Regulators examined Acme's misuse of data.", "misuse", "Acme"),
        ("Acme scraped photos without consent.", "scraped", "Acme"),
        ("Acme allegedly used a faulty algorithm.", "used", "Acme"),
        ("Acme was fined for the breach.", "fined", "Acme"),
        ("The practice of Acme is unlawful.", "unlawful", "practice"),
        ("They accused Acme of violating the law.", "violating", "Acme"),
        ("The robot ran over a hose.", "ran", "robot"),
        ("Acme has faced allegations of bias.", "bias", "Acme"),
        ("The chatbot responded with racist remarks.", "racist", "chatbot"),
    ],
)
def test_the_doer_is_found_by_the_role_of_the_word(text: str, word: str, doer: str) -> None:
    found = {w.token.text: [d.text for d in doers(w)] for w in read(text)}
    assert doer in found[word]


def test_a_neutral_verb_is_no_wrong_by_itself() -> None:
    assert read("Acme scraped photos.") == []


def test_what_is_denied_is_no_wrong() -> None:
    assert read("Acme did not steal the weights.") == []


def test_a_passive_without_agent_names_nobody() -> None:
    (wrong,) = read("The weights were stolen.")
    assert doers(wrong) == []


def test_a_motion_of_people_is_no_collision() -> None:
    assert read("The mayor ran into the hall.") == []
