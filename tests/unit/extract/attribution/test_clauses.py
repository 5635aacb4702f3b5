"""Clauses as content, inside and beside the clause of their cue."""

from collections.abc import Callable

import pytest

Found = tuple[str, str, str, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The agency said that the tool fails.", ("The agency", "said", "the tool fails", "that-clause")),
        ("The agency said the tool fails.", ("The agency", "said", "the tool fails", "that-clause")),
        ("He left the room, saying that the deal was dead.", ("He", "saying", "the deal was dead", "that-clause")),
        ("The report shows that the filter fails.", ("The report", "shows", "the filter fails", "that-clause")),
        ("Ruiz believes the lab is honest.", ("Ruiz", "believes", "the lab is honest", "that-clause")),
        (
            "Reporters asked whether the firm had deleted the data.",
            ("Reporters", "asked", "whether the firm had deleted the data", "that-clause"),
        ),
        (
            "The firm claims to have deleted the data.",
            ("The firm", "claims", "to have deleted the data", "infinitive"),
        ),
        ("The firm denied copying the data.", ("The firm", "denied", "copying the data", "gerund")),
        ("It denies having had a hand in it.", ("It", "denies", "having had a hand in it", "gerund")),
        ("The embassy hopes the lab is honest.", ("The embassy", "hopes", "the lab is honest", "that-clause")),
        (
            "The union urged lawmakers to reject the plan.",
            ("The union", "urged", "lawmakers to reject the plan", "object and infinitive"),
        ),
        ("Rules must change, Ruiz argued.", ("Ruiz", "argued", "Rules must change", "preposed clause")),
        (
            "Prices, says the bank, will rise in May.",
            ("the bank", "says", "Prices … will rise in May", "medial clause"),
        ),
        (
            "Prices fell, she said, but they will rise.",
            ("she", "said", "Prices fell … but they will rise", "medial clause"),
        ),
        (
            "It published the logs, which it called commercially sensitive.",
            ("it", "called", "the logs … commercially sensitive", "object and predicate"),
        ),
        (
            "The auditor, she added, will resign.",
            ("she", "added", "The auditor … will resign", "medial clause"),
        ),
        (
            "The filter, as Ruiz noted, fails often.",
            ("Ruiz", "noted", "The filter … fails often", "as-parenthetical"),
        ),
        (
            "Asked whether the filter works, Ruiz shrugged.",
            ("", "Asked", "whether the filter works", "reduced passive"),
        ),
    ],
)
def test_a_clause_is_found_with_its_source_and_cue(
    found: Callable[[str], list[Found]], text: str, expected: Found
) -> None:
    assert expected in found(text)


def test_adverbial_clauses_that_the_parser_hangs_on_the_cue_belong_to_the_content(
    found: Callable[[str], list[Found]],
) -> None:
    text = "The group charged that the office hid the files because they contradicted its pledge."
    assert [f[2] for f in found(text) if f[1] == "charged"] == [
        "the office hid the files because they contradicted its pledge"
    ]


def test_a_participle_behind_a_comma_is_the_speakers(found: Callable[[str], list[Found]]) -> None:
    text = "Ruiz said he saw no need for change, telling reporters that the filter works."
    sources = {f[1]: f[0] for f in found(text)}
    assert sources["telling"] == "Ruiz"


@pytest.mark.parametrize(
    "text",
    [
        "The company did not respond to a request for comment.",
        "The company declined to comment.",
        "The ministry refused to comment on the leak.",
        "Neither said that the filter works.",
        "It means that the filter works.",
        "The train arrived at noon.",
        "",
        "   \n\n  ",
    ],
)
def test_what_nobody_said_is_no_attribution(found: Callable[[str], list[Found]], text: str) -> None:
    assert found(text) == []


def test_constructions_nest(found: Callable[[str], list[Found]]) -> None:
    text = "The agency said that the union believes the tool fails."
    assert [(f[0], f[2]) for f in found(text)] == [
        ("The agency", "the union believes the tool fails"),
        ("the union", "the tool fails"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The administration has information indicating that the lab copied it.", "has information indicating"),
        ("The administration has evidence that the lab copied it.", "has evidence"),
        ("The administration cited documents showing that the lab copied it.", "cited documents showing"),
    ],
)
def test_whoever_has_evidence_says_what_it_shows(found: Callable[[str], list[Found]], text: str, expected: str) -> None:
    ((source, cue, content, _),) = found(text)
    assert (source, cue, content) == ("The administration", expected, "the lab copied it")


@pytest.mark.parametrize(
    "text",
    [
        "The bank said that the deal was dead, though it would not say why.",
        "The bank said that the deal was dead, a claim that nobody checked.",
    ],
)
def test_a_content_ends_where_the_text_comments_on_it(found: Callable[[str], list[Found]], text: str) -> None:
    assert ("The bank", "said", "the deal was dead", "that-clause") in found(text)
