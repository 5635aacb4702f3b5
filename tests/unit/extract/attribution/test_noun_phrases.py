"""Noun phrases as content: objects, accusations, namings; and their passives."""

from collections.abc import Callable

import pytest

Found = tuple[str, str, str, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry rejected the framing.", ("The ministry", "rejected", "the framing", "noun object")),
        (
            "The memo points toward a ban on exports.",
            ("The memo", "points toward", "a ban on exports", "noun object"),
        ),
        ("The bill would establish a registry.", ("The bill", "would establish", "a registry", "noun object")),
        (
            "The lab admits the weak point: nobody checked the logs.",
            ("The lab", "admits", "the weak point: nobody checked the logs", "noun object"),
        ),
        ("The lab called for a pause.", ("The lab", "called for", "a pause", "noun object")),
        (
            "The senator accused the firm of copying models.",
            ("The senator", "accused", "the firm of copying models", "accused of"),
        ),
        (
            "The senator blamed the firm for the leak.",
            ("The senator", "blamed", "the firm for the leak", "accused of"),
        ),
        (
            "Regulators charged the company with fraud.",
            ("Regulators", "charged", "the company with fraud", "accused of"),
        ),
        (
            "Critics treat the rule as a tax.",
            ("Critics", "treat", "the rule as a tax", "object and as-phrase"),
        ),
        (
            "Some readers treated the rule as a tax: “Pay or leave.”",
            ("Some readers", "treated", "the rule as a tax: “Pay or leave.”", "object and as-phrase"),
        ),
        (
            "The union called the plan a disgrace.",
            ("The union", "called", "the plan a disgrace", "object and predicate"),
        ),
        (
            'Castellan calls the idea of a plot "a leash."',
            ("Castellan", "calls", 'the idea of a plot "a leash."', "object and predicate"),
        ),
        (
            "Wayfarer called the figure “fiction” without giving another.",
            ("Wayfarer", "called", "the figure “fiction”", "object and predicate"),
        ),
        (
            "A ministry spokesperson called that speculation.",
            ("A ministry spokesperson", "called", "that speculation", "object and predicate"),
        ),
        (
            "The firm was told by two labs that their models had been copied.",
            ("two labs", "was told", "their models had been copied", "passive telling"),
        ),
        (
            "The firm was accused by two labs of copying their models.",
            ("two labs", "was accused", "The firm … of copying their models", "passive accusation"),
        ),
        (
            "The firm is said to hold the data.",
            ("", "is said", "The firm … to hold the data", "raising passive"),
        ),
        (
            "It is alleged that the firm holds the data.",
            ("", "is alleged", "the firm holds the data", "impersonal passive"),
        ),
        ("The bank put the cost at $90 million.", ("The bank", "put", "the cost at $90 million", "object and phrase")),
        (
            "We attribute the campaign to Yunting Technology.",
            ("We", "attribute", "the campaign to Yunting Technology", "object and phrase"),
        ),
        ("Kestrel denies it.", ("Kestrel", "denies", "it", "noun object")),
        (
            "The ministry opposes the use of pretexts to hold back companies.",
            ("The ministry", "opposes", "the use of pretexts to hold back companies", "noun object"),
        ),
        ("The brief points to two methods.", ("The brief", "points to", "two methods", "misread verb")),
    ],
)
def test_a_noun_phrase_is_found_with_its_source_and_cue(
    found: Callable[[str], list[Found]], text: str, expected: Found
) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The senator criticized him.",  # a bare pronoun says nothing by itself
        "The builder shows a house.",  # only texts and data show something by themselves
        "He rose to defend the plan.",  # an aim, not an act of speech
    ],
)
def test_objects_that_say_nothing_are_left(found: Callable[[str], list[Found]], text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("verb", ["responds to", "rejected", "repeated"])
def test_a_clause_belongs_to_the_noun_that_a_verb_takes_up(found: Callable[[str], list[Found]], verb: str) -> None:
    read = found(f"The bill {verb} allegations from Acme and Borealis that foreign labs distilled their models.")
    expected = ("Acme and Borealis", "allegations", "foreign labs distilled their models", "noun and that-clause")
    assert expected in read
    assert not any(content == expected[2] for source, _, content, _ in read if source != expected[0])
