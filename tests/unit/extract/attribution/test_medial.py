"""Reporting clauses between commas, in the midst of what they report or at its end."""

from collections.abc import Callable

import pytest

Found = tuple[str, str, str, str]
Said = tuple[str, str, str]


@pytest.fixture
def said(found: Callable[[str], list[Found]]) -> Callable[[str], list[Said]]:
    """Source, cue and content of each attribution of a text."""
    return lambda text: [(source, cue, content) for source, cue, content, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It will build a mill in Tennessee, it announced, and buy back stock.",
            ("it", "announced", "It will build a mill in Tennessee … and buy back stock"),
        ),
        (
            "Marcus knew the mountain, he said; he knew the risk, too.",
            ("he", "said", "Marcus knew the mountain … he knew the risk, too"),
        ),
        (
            'The fine is small, noted Gene Ruiz of Pilot Securities, and "the peanuts cost more."',
            ("Gene Ruiz of Pilot Securities", "noted", 'The fine is small … and "the peanuts cost more."'),
        ),
        ("It was, Mr. Pell allowed, “colorful.”", ("Mr. Pell", "allowed", "It was … colorful.")),
        ("She had wondered, she said, why it rained.", ("she", "said", "She had wondered … why it rained")),
        (
            "There were many cases; in most of them, lawyers say, somebody was away.",
            ("lawyers", "say", "in most of them … somebody was away"),
        ),
        (
            "A promoter knew of the drain and sent him in regardless, a prosecutor told a jury here Monday.",
            ("a prosecutor", "told", "A promoter knew of the drain and sent him in regardless"),
        ),
    ],
)
def test_what_stands_around_a_reporting_clause_is_what_it_reports(
    said: Callable[[str], list[Said]], text: str, expected: Said
) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "When the vote fell, he said, “We will all go home now.”",
        "In a statement, the firm said, the product works.",
    ],
)
def test_an_occasion_before_a_reporting_clause_is_no_part_of_what_it_reports(
    said: Callable[[str], list[Said]], text: str
) -> None:
    assert not any(row[2].startswith(("When", "In a")) for row in said(text))


def test_where_another_speaks_the_content_ends(said: Callable[[str], list[Said]]) -> None:
    rows = said("The rule, he said, helps the poor, but the bank says it hurts them.")
    assert ("he", "said", "The rule … helps the poor") in rows


def test_a_reporting_clause_within_a_subject_is_no_part_of_the_source(said: Callable[[str], list[Said]]) -> None:
    rows = said("The boat's computer, an engineer testified, showed that it had circled.")
    assert ("The boat's computer", "showed", "it had circled") in rows
