"""Which policy instruments a text speaks of, whose they are, and whether they bind anybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.actors import Cast
from claimgraph.extract.actors.acts import find_acts
from claimgraph.model import Instrument, InstrumentStatus, InstrumentType


def only(cast: Cast) -> Instrument:
    assert len(cast.instruments) == 1, [i.label for i in cast.instruments]
    return cast.instruments[0]


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("They cite H.R. 1234 often.", "H.R. 1234", InstrumentType.BILL),
        ("They cite S. 987 often.", "S. 987", InstrumentType.BILL),
        ("They cite SB 1047 often.", "SB 1047", InstrumentType.BILL),
        ("They cite Executive Order 14110 often.", "Executive Order 14110", InstrumentType.EXECUTIVE_ORDER),
        ("They cite Regulation (EU) 2019/881 often.", "Regulation (EU) 2019/881", InstrumentType.REGULATION),
        ("They cite the GDPR often.", "General Data Protection Regulation", InstrumentType.REGULATION),
        ("They cite the Quiet Robots Act of 2023 often.", "Quiet Robots Act of 2023", InstrumentType.STATUTE),
        ("They cite ISO/IEC 42001 often.", "ISO/IEC 42001", InstrumentType.STANDARD),
        ("The memo QZX-7 was leaked.", "QZX-7", InstrumentType.MEMORANDUM),
        ("They cite Quimby v. Zorblat Inc often.", "Quimby v. Zorblat Inc", InstrumentType.INVESTIGATION),
    ],
)
def test_a_name_or_number_is_an_instrument(text: str, label: str, kind: InstrumentType) -> None:
    assert [(a.label, a.type) for a in find_acts(text)] == [(label, kind)]


@pytest.mark.parametrize(
    "text", ["They trained ZPT-4 on it.", "Act now, or the bill comes due.", "Nathan Law left Hong Kong."]
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert find_acts(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "issuer", "status"),
    [
        ("A White House memo told agencies so.", "Memorandum", "actor/white-house", "in-force"),
        ("A memo from OMB told agencies so.", "Memorandum", "actor/office-of-management-and-budget", "in-force"),
        ("A bill that would ban robots was introduced by Zelda Quimby.", "Bill", "actor/zelda-quimby", "proposed"),
        ("The bill was signed into law.", "Bill", None, "in-force"),
        ("The FTC opened an investigation into Nvidia.", "Investigation", "actor/federal-trade-commission", "in-force"),
        ("OpenAI's terms of service forbid it.", "TermsOfService", "actor/openai", "in-force"),
        ("Officials could impose sanctions.", "Sanction", None, "proposed"),
        ("U.S. export controls were adopted.", "ExportControl", "actor/united-states", "in-force"),
        ("New export controls on China were adopted.", "ExportControl", None, "in-force"),
    ],
)
def test_issuer_and_status_are_read_off_the_sentence(
    cast_of: Callable[..., Cast], text: str, kind: str, issuer: str | None, status: str
) -> None:
    found = only(cast_of(text))
    assert (found.type.value, found.issuer, found.status.value) == (kind, issuer, status)


def test_targets_are_those_it_is_against(cast_of: Callable[..., Cast]) -> None:
    assert only(cast_of("The FTC opened an investigation into Nvidia.")).targets == ("actor/nvidia",)


def test_descriptions_and_the_name_are_one_instrument(cast_of: Callable[..., Cast]) -> None:
    text = "A White House memo is out. QZX-7, a White House memo dated May 2026, is short. The memo says little."
    found = only(cast_of(text))
    assert found.label == "QZX-7"
    assert [text[slice(*m)] for m in found.mentions] == [
        "A White House memo",
        "QZX-7",
        "a White House memo",
        "The memo",
    ]
    assert found.id == "instrument/qzx-7"


def test_a_described_bill_keeps_its_clause_and_gets_its_name_later(cast_of: Callable[..., Cast]) -> None:
    text = "Lawmakers backed a bill that would ban robots. The bill is popular."
    found = only(cast_of(text))
    assert found.label == "bill that would ban robots"
    assert found.status is InstrumentStatus.PROPOSED
    named = only(cast_of(text + " The bill, S. 12, may pass."))
    assert named.label == "S. 12"
    assert len(named.mentions) == 4


def test_the_bills_of_two_issuers_are_two(cast_of: Callable[..., Cast]) -> None:
    text = "A House bill would ban robots. A Senate bill would not."
    assert len(cast_of(text).instruments) == 2


def test_law_and_rules_as_such_are_no_instruments(cast_of: Callable[..., Cast]) -> None:
    assert cast_of("The law is slow, rules differ, and standards vary.").instruments == ()


def test_a_report_is_no_instrument(cast_of: Callable[..., Cast]) -> None:
    assert cast_of("RAND published a report and a brief.").instruments == ()
