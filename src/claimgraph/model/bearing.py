"""Which claims an evidence item bears on, and which way.

Evidence is offered with an assertion. An assertion that denies or questions a claim turns it round: what is offered
with "we never did, here are the logs" speaks against the claim that they did.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claimgraph.model.extraction import Assertion, Extraction
from claimgraph.model.values import Stance

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
    for item in extraction.evidence:
        found = [
            Bearing(item.id, assertions[name].claim, offered_with is not _turns(assertions[name], assertions))
            for names, offered_with in ((item.supports, True), (item.disputes, False))
            for name in names
        ]
        yield from dict.fromkeys(found)


def _turns(assertion: Assertion, assertions: dict[str, Assertion]) -> bool:
    """Whether an assertion speaks against its own claim.

    One that answers another claim than its own ("it opposed the unjustified suppression") states its own claim.
    """
    if assertion.stance not in (Stance.DENIES, Stance.QUESTIONS):
        return False
    answered = None if assertion.responds_to is None else assertions.get(assertion.responds_to)
    return answered is None or answered.claim == assertion.claim
