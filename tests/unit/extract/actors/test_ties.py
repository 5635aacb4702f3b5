"""Ties between actors: stated by the text, or declared by the gazetteer where both ends are in the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.actors import Cast, creator_actor, publisher_actor
from claimgraph.model import ActorType, Basis


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Zorblat Inc. spokeswoman Zelda Quimby said so.", ("zelda-quimby", "memberOf", "zorblat-inc")),
        ("Zelda Quimby, a researcher at Zorblat Inc., said so.", ("zelda-quimby", "memberOf", "zorblat-inc")),
        ("Frobnik Labs, a unit of Zorblat Inc., said so.", ("frobnik-labs", "subOrganizationOf", "zorblat-inc")),
        ("Frobnik Labs, which is owned by Zorblat Inc., said so.", ("frobnik-labs", "controlledBy", "zorblat-inc")),
        ("Frobnik Labs is funded by Zorblat Inc. now.", ("frobnik-labs", "fundedBy", "zorblat-inc")),
        ("Intel-owned Frobnik Labs said so.", ("frobnik-labs", "controlledBy", "intel")),
    ],
)
def test_a_stated_tie_has_its_place(cast_of: Callable[..., Cast], text: str, tie: tuple[str, str, str]) -> None:
    found = {(a.actor[6:], a.relation.value, a.other[6:]): a for a in cast_of(text).affiliations}
    assert tie in found
    assert found[tie].basis is Basis.STATED
    assert found[tie].span is not None


def test_a_declared_tie_needs_both_ends_in_the_text(cast_of: Callable[..., Cast]) -> None:
    tied = cast_of("Google said so; DeepMind did not.").affiliations
    assert [(a.actor, a.other, a.basis, a.span) for a in tied] == [
        ("actor/google-deepmind", "actor/google", Basis.DECLARED, None)
    ]
    assert cast_of("DeepMind said so.").affiliations == ()


def test_no_tie_crosses_a_sentence_or_a_verb(cast_of: Callable[..., Cast]) -> None:
    assert cast_of("He left Zorblat Inc. Zelda Quimby wept.").affiliations == ()
    assert cast_of("Intel sued researcher Zelda Quimby.").affiliations == ()


@pytest.mark.parametrize(
    ("name", "label", "kind"),
    [
        ("The New York Times", "New York Times", ActorType.ORGANIZATION),
        ("r/privacy", "r/privacy", ActorType.COMMUNITY),
        ("Quimby Weekly", "Quimby Weekly", ActorType.ORGANIZATION),
        ("Zorblat Inc.", "Zorblat Inc.", ActorType.COMPANY),
    ],
)
def test_a_publisher_is_an_actor(name: str, label: str, kind: ActorType) -> None:
    found = publisher_actor(name)
    assert (found.label, found.type) == (label, kind)


def test_a_creator_is_a_person_unless_its_words_say_otherwise() -> None:
    assert creator_actor("By Dr. Zelda Quimby").label == "Zelda Quimby"
    assert creator_actor("Zelda Quimby").type is ActorType.PERSON
    assert creator_actor("Ministry of Ports").type is ActorType.GOVERNMENT_BODY
    assert creator_actor("FTC").label == "Federal Trade Commission"
