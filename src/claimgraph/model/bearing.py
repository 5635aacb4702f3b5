"""Which claims an evidence item bears on, and which way.

Evidence is offered with an assertion. An assertion that denies its claim turns it round: what is offered with "we never
did, here are the logs" speaks against the claim that they did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from claimgraph.model.extraction import Assertion, Extraction
from claimgraph.model.values import ClaimKind, Stance

__all__ = ["Bearing", "bearings"]


class Bearing(NamedTuple):
    """An evidence item (id) speaks for a claim (id), or against it."""

    evidence: str
    claim: str
    supports: bool


def bearings(extraction: Extraction) -> Iterator[Bearing]:
    """Every bearing once, in the order of the evidence and of the assertions that it names.

    An item whose disclosure is `absent` bears on the claim that it is said to be lacking for.
    """
    assertions = {a.id: a for a in extraction.assertions}
    kinds = {c.id: c.kind for c in extraction.claims}
    for item in extraction.evidence:
        found = [
            Bearing(item.id, a.claim, offered_with is not _turns(a, kinds[a.claim], assertions))
            for names, offered_with in ((item.supports, True), (item.disputes, False))
            for a in (assertions[name] for name in names)
        ]
        yield from dict.fromkeys(found)


def _turns(assertion: Assertion, kind: ClaimKind, assertions: Mapping[str, Assertion]) -> bool:
    """Whether an assertion speaks against its own claim, as `Extraction.kind` sees a denial.

    It does where it denies or questions the claim that it answers, and where it denies a proposition of no other kind.
    A denial with an allegation of its own ("it opposed the unjustified suppression") states that allegation.
    """
    answered = None if assertion.responds_to is None else assertions.get(assertion.responds_to)
    answers = answered is not None and answered.claim == assertion.claim
    match assertion.stance:
        case Stance.DENIES:
            return answers or kind is ClaimKind.OTHER
        case Stance.QUESTIONS:
            return answers
        case _:
            return False
