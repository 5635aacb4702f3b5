"""What laws, contracts and their parts order."""

from collections.abc import Callable

import pytest

Found = tuple[str, str, str, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Under the Act, agencies must disclose the logic.",
            ("the Act", "Under", "agencies must disclose the logic", "under an instrument"),
        ),
        (
            "Violations would cost a campaign $5,000 a day under the proposal.",
            ("the proposal", "under", "Violations would cost a campaign $5,000 a day", "under an instrument"),
        ),
        (
            "The bill would void any contract to the contrary.",
            ("The bill", "would void", "any contract to the contrary", "noun object"),
        ),
        (
            "Section 3 would oblige sellers to keep records.",
            ("Section 3", "would oblige", "sellers to keep records", "object and infinitive"),
        ),
        (
            "The measure would also double the fee for late filers.",
            ("The measure", "would also double", "the fee for late filers", "provision"),
        ),
        (
            "The order bars Acme from selling any score.",
            ("The order", "bars", "Acme from selling any score", "object and phrase"),
        ),
    ],
)
def test_what_an_instrument_orders_is_found(found: Callable[[str], list[Found]], text: str, expected: Found) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The firm was founded under the old law.",
        "Critics marched under a banner.",
        "The bill would not go away.",
        "The mayor would paint the fence.",
    ],
)
def test_what_no_instrument_orders_is_not_taken_for_a_provision(found: Callable[[str], list[Found]], text: str) -> None:
    assert not {f[3] for f in found(text)} & {"under an instrument", "provision"}
