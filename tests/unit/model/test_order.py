"""The canonical order: by offsets, then by id; what stands nowhere comes last."""

from __future__ import annotations

from claimgraph.model import Actor, ActorType, Assertion, Claim, ClaimKind, Extraction, Span, Stance
from claimgraph.model.order import canonical

EARLY, LATE = Span(0, 2), Span(8, 9)


def actor(name: str, *mentions: Span) -> Actor:
    return Actor(name, name, ActorType.PERSON, mentions)


def said(name: str, claim: str, *content: Span) -> Assertion:
    return Assertion(name, claim, None, content, Stance.ASSERTS)


def test_records_stand_where_the_text_has_them() -> None:
    ordered = canonical(Extraction("v", actors=(actor("z"), actor("b", LATE, EARLY), actor("a", LATE), actor("y"))))
    assert [a.id for a in ordered.actors] == ["b", "a", "y", "z"]
    assert ordered.actors[0].mentions == (EARLY, LATE)


def test_claims_stand_where_they_are_first_asserted() -> None:
    claims = tuple(Claim(name, name, ClaimKind.OTHER) for name in ("unsaid", "late", "early"))
    ordered = canonical(Extraction("v", claims=claims, assertions=(said("x", "late", LATE), said("y", "early", EARLY))))
    assert [c.id for c in ordered.claims] == ["early", "late", "unsaid"]
    assert [a.id for a in ordered.assertions] == ["y", "x"]


def test_references_follow_what_they_point_at_and_repetition_goes() -> None:
    claim = Claim("c", "c", ClaimKind.ALLEGATION, ("late", "early", "late"), ("b", "a", "b"))
    ordered = canonical(
        Extraction("v", actors=(actor("late", LATE), actor("early", EARLY)), claims=(claim, claim), handles=("h", "h"))
    )
    assert ordered.claims == (Claim("c", "c", ClaimKind.ALLEGATION, ("early", "late"), ("a", "b")),)
    assert ordered.handles == ("h",)
