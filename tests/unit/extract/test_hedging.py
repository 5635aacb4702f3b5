"""Uncertainty of the proposition, not of its details."""

from __future__ import annotations

import pytest

from claimgraph.extract.hedging import is_hedged
from claimgraph.extract.parse import parse


def hedged(text: str) -> bool:
    return is_hedged([t for t in next(iter(parse([text]))) if not t.is_space])


@pytest.mark.parametrize(
    "text",
    [
        "the model may have leaked data",
        "it is unclear what enforcement will look like",
        "the firm apparently copied the weights",
        "the accounts appear to belong to one lab",
        "I think the numbers are wrong",
        "whether the model was stolen",
    ],
)
def test_hedges(text: str) -> None:
    assert hedged(text)


@pytest.mark.parametrize(
    "text",
    [
        "the firm copied the weights",
        "the firm allegedly copied the weights",
        "the bill sets penalties that could include sanctions",
        "the same techniques can be benign",
    ],
)
def test_no_hedges(text: str) -> None:
    assert not hedged(text)
