"""Which way evidence speaks, through the stance of the assertion that it is offered with."""

from __future__ import annotations

import pytest

from claimgraph.model import (
    Assertion,
    Claim,
    ClaimKind,
    Disclosure,
    Evidence,
    EvidenceType,
    Extraction,
    Kind,
    Span,
    Stance,
)
from claimgraph.model.bearing import Bearing, bearings

WORD = Span(0, 1)
CLAIMS = (
    Claim("plain", "they did", ClaimKind.OTHER),
    Claim("alleged", "they did wrong", ClaimKind.ALLEGATION),
    Claim("own", "they are being suppressed", ClaimKind.ALLEGATION),
)


def said(name: str, claim: str, stance: Stance, responds_to: str | None = None) -> Assertion:
    return Assertion(name, claim, None, (WORD,), stance, responds_to=responds_to)


def item(supports: tuple[str, ...] = (), disputes: tuple[str, ...] = ()) -> Evidence:
    return Evidence("e", WORD, EvidenceType.DATA, Disclosure.PUBLIC, supports, disputes)


def extraction(evidence: Evidence, *assertions: Assertion) -> Extraction:
    return Extraction("v", claims=CLAIMS, assertions=assertions, evidence=(evidence,))


def of(evidence: Evidence, *assertions: Assertion) -> list[Bearing]:
    return list(bearings(extraction(evidence, *assertions)))


ACCUSES = said("a", "alleged", Stance.ASSERTS)


@pytest.mark.parametrize(
    ("assertion", "supports"),
    [
        (said("x", "alleged", Stance.ASSERTS), True),
        (said("x", "alleged", Stance.PROPOSES), True),
        (said("x", "alleged", Stance.DENIES, responds_to="a"), False),
        (said("x", "alleged", Stance.QUESTIONS, responds_to="a"), False),
        (said("x", "plain", Stance.DENIES), False),
        (said("x", "plain", Stance.QUESTIONS), True),
        (said("x", "own", Stance.DENIES, responds_to="a"), True),
        (said("x", "own", Stance.DENIES), True),
    ],
)
def test_a_denial_turns_the_evidence_round_and_a_counter_claim_does_not(
    assertion: Assertion, *, supports: bool
) -> None:
    assert of(item(supports=("x",)), ACCUSES, assertion) == [Bearing("e", assertion.claim, supports)]
    assert of(item(disputes=("x",)), ACCUSES, assertion) == [Bearing("e", assertion.claim, not supports)]
    if assertion.stance is Stance.DENIES:
        whole = extraction(item(), ACCUSES, assertion)
        assert (whole.kind(assertion) is Kind.DENIAL) is not supports


def test_a_bearing_is_counted_once() -> None:
    again = said("b", "alleged", Stance.ASSERTS)
    assert of(item(supports=("a", "b")), ACCUSES, again) == [Bearing("e", "alleged", supports=True)]


def test_evidence_can_speak_both_ways() -> None:
    assert [b.supports for b in of(item(supports=("a",), disputes=("a",)), ACCUSES)] == [True, False]
