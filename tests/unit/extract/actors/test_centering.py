"""A subject pronoun goes on about the subject before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.actors import Cast
from claimgraph.extract.actors.centering import subject_before
from claimgraph.extract.parse import parse


@pytest.mark.parametrize(
    ("text", "pronoun", "subject"),
    [
        ("The regulator fined the firm. It said more fines would follow.", "It", "regulator"),
        ("Employers worried about the rule. They argued that it invites lawsuits.", "They", "Employers"),
        ("Two members dissented, and they fear a new vote.", "they", "members"),
        ("The order took effect.\n\nIt requires a report.", "It", None),
        ("The test, it maintains, was put off.", "it", None),
        ("The regulator fined it.", "it", None),
    ],
)
def test_the_subject_before(text: str, pronoun: str, subject: str | None) -> None:
    (doc,) = parse([text])
    found = subject_before(next(t for t in doc if t.text == pronoun))
    assert (None if found is None else found.text) == subject


@pytest.mark.parametrize(
    ("text", "pronoun", "label"),
    [
        ("An aide to the mayor spoke first. She blamed the weather.", "She", "aide"),
        ("Two members dissented. They fear a new vote.", "They", "members"),
    ],
)
def test_a_pronoun_may_mean_somebody_without_a_name(
    cast_of: Callable[..., Cast], text: str, pronoun: str, label: str
) -> None:
    at = text.index(pronoun)
    found = cast_of(text).resolve(at, at + len(pronoun))
    assert [label in a.label for a in found.new] == [True]


def test_an_actress_is_no_he(cast_of: Callable[..., Cast]) -> None:
    text = "A spokeswoman spoke first. He blamed the weather."
    at = text.index("He ")
    assert cast_of(text).resolve(at, at + 2).ids == ()
