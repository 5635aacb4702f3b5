"""Quotations: where their cue stands, where they end, and what goes on after the cue."""

from collections.abc import Callable

import pytest

from claimgraph.extract.attribution.page import page_of
from claimgraph.extract.parse import parse

LEFT, RIGHT = "\u2018", "\u2019"
Found = tuple[str, str, str, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We lost,” she said.", ("she", "said", "We lost", "direct quotation")),
        ('"We lost," said Ana Ruiz.', ("Ana Ruiz", "said", "We lost", "direct quotation")),
        ("''It leaks,'' the auditor said.", ("the auditor", "said", "It leaks", "direct quotation")),
        (
            "“We lost,” she said, “and badly.”",
            ("she", "said", "We lost … and badly.", "direct quotation"),
        ),
        (
            "The minister told reporters on Monday: “We will not sign.”",
            ("The minister", "told", "We will not sign.", "direct quotation"),
        ),
        ("It was “a loss,” she said.", ("she", "said", "It was “a loss,”", "direct quotation")),
        (
            "The minister shook his head at them: “You never asked.”",
            ("The minister", "shook his head at them", "You never asked.", "quotation after a colon"),
        ),
        (
            "The ministry said the plan “cannot stand.” That view is not shared by all.",
            ("The ministry", "said", "the plan “cannot stand.”", "that-clause"),
        ),
    ],
)
def test_a_quotation_is_found_with_its_source_and_cue(
    found: Callable[[str], list[Found]], text: str, expected: Found
) -> None:
    assert expected in found(text)


def test_a_quotation_that_goes_on_after_its_cue_is_an_attribution_of_its_own(
    found: Callable[[str], list[Found]],
) -> None:
    text = "“We lost,” she said on Tuesday. “We will be back.”"
    assert found(text) == [
        ("she", "said", "We lost", "direct quotation"),
        ("", "", "We will be back.", "continued quotation"),
    ]


def test_the_next_paragraph_of_an_unclosed_quotation_goes_on(found: Callable[[str], list[Found]]) -> None:
    text = "“We lost,” she said. “It hurts.\n\n“We will be back.”"
    assert [f[2] for f in found(text) if f[3] == "continued quotation"] == ["It hurts.", "We will be back."]


def test_the_title_of_a_programme_is_no_utterance(found: Callable[[str], list[Found]]) -> None:
    text = 'He spoke on the channel\'s "Late Evening Hour."'
    assert all(f[2] != "Late Evening Hour." for f in found(text))


def test_inside_a_quotation_its_own_speaker_is_not_reported(found: Callable[[str], list[Found]]) -> None:
    text = "“I think we lost,” she said."
    assert [f[0] for f in found(text)] == ["she"]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('A "b c" d.', ['"b c"']),
        (f"A “b {LEFT}c{RIGHT} d” e.", [f"“b {LEFT}c{RIGHT} d”"]),
        (f"{LEFT}It leaks,{RIGHT} he said.", [f"{LEFT}It leaks,{RIGHT}"]),
        (f"The firms{RIGHT} data and the labs{RIGHT} data.", []),
        ('A "b c\n\nD e.', ['"b c']),
        ('"""', []),
        ('5" pipes and 6" pipes', []),
    ],
)
def test_quotations_are_paired(text: str, quotations: list[str]) -> None:
    (doc,) = parse([text])
    assert [doc[q.first : q.end].text for q in page_of(doc).quotations] == quotations
