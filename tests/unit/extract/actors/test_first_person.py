"""Whom "we" and "I" mean by a text's layout."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.actors import Cast

BODY = "\n\nThe firm replied on Monday that this was wrong and would be looked into. We recommend a longer test.\n"


def labels(cast: Cast, text: str, word: str) -> list[str]:
    """The labels of those whom the first such word of a text means."""
    start = text.index(word)
    found = cast.resolve(start, start + len(word))
    known = {a.id: a.label for a in (*cast.actors, *found.new)}
    return [known[i] for i in found.ids]


@pytest.mark.parametrize(
    ("top", "label"),
    [
        ("Counting chips\n\nOpen Ledger Coalition, secretariat paper", "Open Ledger Coalition"),
        ("MEMORANDUM\n\nTo: The Minister\nFrom: Policy Planning Unit", "Policy Planning Unit"),
        ("Chips at night\n\nPosted by the Integrity Team, Norra Cognition", "Norra Cognition"),
        ("Federal House of Assembly\nSelect Committee on Computing", "Select Committee on Computing"),
    ],
)
def test_we_is_the_body_of_the_masthead(cast_of: Callable[..., Cast], top: str, label: str) -> None:
    text = top + BODY
    assert labels(cast_of(text), text, "We") == [label]


def test_we_means_nobody_without_a_masthead(cast_of: Callable[..., Cast]) -> None:
    text = "Some thoughts on chips" + BODY
    assert labels(cast_of(text), text, "We") == []


def test_i_is_the_speaker_whose_label_opens_the_line(cast_of: Callable[..., Cast]) -> None:
    text = (
        "Ingrid Calloway left Acme Corp. in May.\n\nHost: Did you leak?\n\nCalloway: No. I think somebody else did.\n"
    )
    assert labels(cast_of(text), text, "I think") == ["Ingrid Calloway"]


def test_i_means_nobody_outside_a_labelled_turn(cast_of: Callable[..., Cast]) -> None:
    text = "Ingrid Calloway left Acme Corp. in May.\n\nI think somebody else did.\n"
    assert labels(cast_of(text), text, "I think") == []
