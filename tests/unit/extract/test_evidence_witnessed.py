"""What a document's own reporter looked at is evidence that its publisher answers for; another's is none of its."""

from __future__ import annotations

import pytest

from claimgraph.extract.evidence import Mentioned, considered
from claimgraph.extract.parse import parse
from claimgraph.model import Disclosure, EvidenceType


def witnessed(text: str) -> list[Mentioned]:
    return [i for i in considered(next(iter(parse([text])))) if i.construction == "witnessed"]


@pytest.mark.parametrize(
    "text",
    [
        "Our reporter looked at nine vans and saw that the lamp stayed dark in each.",
        "A reporter visited the plant on Monday.",
        "Two photographers watched the gate for a week.",
    ],
)
def test_what_its_own_reporter_looked_at_is_first_hand_testimony_of_nobody_else(text: str) -> None:
    (item,) = witnessed(text)
    assert (item.type, item.disclosure) == (EvidenceType.TESTIMONY, Disclosure.PUBLIC)
    assert item.first_hand
    assert item.offerer == ()


@pytest.mark.parametrize(
    "text",
    [
        "A reporter for the Harbour Post looked at nine vans.",
        "The Post's reporter visited the plant.",
        "The union said that a reporter visited the plant.",
        "Our reporter did not look at the vans.",
        "A reporter may visit the plant.",
        "A manager looked at nine vans.",
    ],
)
def test_what_another_saw_or_nobody_saw_is_none(text: str) -> None:
    assert witnessed(text) == []
