"""Which way evidence speaks, through the stance of the assertion that it is offered with."""

from __future__ import annotations

import pytest

from claimgraph.model import Assertion, Disclosure, Evidence, EvidenceType, Extraction, Span, Stance
from claimgraph.model.bearing import Bearing, bearings

WORD = Span(0, 1)


def assertion(name: str, claim: str, stance: Stance, responds_to: str | None = None) -> Assertion:
    return Assertion(name, claim, None, (WORD,), stance, responds_to=responds_to)


def item(supports: tuple[str, ...] = (), disputes: tuple[str, ...] = ()) -> Evidence:
    return Evidence("e", WORD, EvidenceType.DATA, Disclosure.PUBLIC, supports, disputes)


def of(evidence: Evidence, *assertions: Assertion) -> list[Bearing]:
    return list(bearings(Extraction("v", assertions=assertions, evidence=(evidence,))))


@pytest.mark.parametrize(
    ("stance", "supports"),
    [(Stance.ASSERTS, True), (Stance.PROPOSES, True), (Stance.DENIES, False), (Stance.QUESTIONS, False)],
)
def test_the_stance_decides(stance: Stance, *, supports: bool) -> None:
    said = assertion("a", "c", stance)
    assert of(item(supports=("a",)), said) == [Bearing("e", "c", supports)]
    assert of(item(disputes=("a",)), said) == [Bearing("e", "c", not supports)]


def test_a_denial_of_the_claim_that_it_answers_turns_the_evidence_round() -> None:
    accuses, denies = assertion("a", "c", Stance.ASSERTS), assertion("d", "c", Stance.DENIES, responds_to="a")
    assert of(item(supports=("d",)), accuses, denies) == [Bearing("e", "c", supports=False)]


def test_a_counter_claim_is_supported_by_what_is_offered_with_it() -> None:
    accuses, counters = assertion("a", "c", Stance.ASSERTS), assertion("d", "own", Stance.DENIES, responds_to="a")
    assert of(item(supports=("d",)), accuses, counters) == [Bearing("e", "own", supports=True)]


def test_a_bearing_is_counted_once() -> None:
    twice = [assertion("a", "c", Stance.ASSERTS), assertion("b", "c", Stance.ASSERTS)]
    assert of(item(supports=("a", "b")), *twice) == [Bearing("e", "c", supports=True)]


def test_evidence_can_speak_both_ways() -> None:
    said = assertion("a", "c", Stance.ASSERTS)
    assert [b.supports for b in of(item(supports=("a",), disputes=("a",)), said)] == [True, False]
