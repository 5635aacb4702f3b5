"""Policy instruments by name or number: "EU AI Act", "H.R. 1234", "Executive Order 14110", "M-24-10"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from claimgraph.extract.actors.covering import longest
from claimgraph.extract.actors.gazetteer import Index, find, index_of
from claimgraph.extract.actors.people import is_full_name
from claimgraph.extract.lexicon import rows
from claimgraph.model import InstrumentStatus, InstrumentType, Span

__all__ = ["Act", "find_acts"]

_COLUMNS = ("label", "type", "status", "issuer", "aliases")
_TITLE_WORD = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w'\u2019&-]*)"
_LINK = r"(?:,? (?:and|of|for|on|to|in|from|the|with|against|by) )"
_TITLED = re.compile(
    rf"\b(?P<name>{_TITLE_WORD}(?:(?:,? |{_LINK}){_TITLE_WORD}){{0,9}}?) "
    r"(?P<noun>Act|Bill|Directive|Regulations?|Rule|Law|Treaty|Convention|Accords?|Declaration|Pact|Executive Order"
    r"|Code of Practice)\b"
    r"(?: of (?:19|20)\d\d)?(?! (?:on|No\.|\())(?!(?<!Act) [A-Z][a-z])"
)
_TITLE_TYPES = {
    "Act": InstrumentType.STATUTE,
    "Law": InstrumentType.STATUTE,
    "Bill": InstrumentType.BILL,
    "Treaty": InstrumentType.TREATY,
    "Convention": InstrumentType.TREATY,
    "Accord": InstrumentType.TREATY,
    "Accords": InstrumentType.TREATY,
    "Declaration": InstrumentType.TREATY,
    "Pact": InstrumentType.TREATY,
    "Executive Order": InstrumentType.EXECUTIVE_ORDER,
    "Code of Practice": InstrumentType.STANDARD,
}
_NOT_A_TITLE = {
    "The",
    "A",
    "An",
    "This",
    "That",
    "Under",
    "In",
    "If",
    "When",
    "But",
    "And",
    "Its",
    "Their",
    "Both",
    "New",
    "Of",
    "Draft",
    "Proposed",
    "What",
    "Why",
}
_CASE = re.compile(
    r"\b[A-Z][\w.'\u2019&-]*(?: (?:[A-Z][\w.'\u2019&-]*|of|the|and|&)){0,5},? v(?:s)?\.? "
    r"[A-Z][\w'\u2019&-]*(?: (?:of |the |of the |& )?[A-Z][\w'\u2019&-]*){0,4}"
)
_PROPOSED, _FORCE, _UNKNOWN = InstrumentStatus.PROPOSED, InstrumentStatus.IN_FORCE, InstrumentStatus.UNKNOWN
_US_HOUSE, _US_SENATE, _EU = "US House of Representatives", "US Senate", "European Union"
_NUMBERED: tuple[tuple[re.Pattern[str], InstrumentType, InstrumentStatus, str], ...] = (
    (re.compile(r"\bH\.?\s?R\.?\s?\d{1,5}\b"), InstrumentType.BILL, _PROPOSED, _US_HOUSE),
    (re.compile(r"\bH\.\s?(?:J\.\s?|Con\.\s?)?Res\.\s?\d{1,4}\b"), InstrumentType.BILL, _PROPOSED, _US_HOUSE),
    (re.compile(r"\bS\.\s?\d{1,5}\b"), InstrumentType.BILL, _PROPOSED, _US_SENATE),
    (
        re.compile(r"\b(?:SB|AB|HB|S\.B\.|A\.B\.|H\.B\.|LD|HF|SF)[ -]?\d{1,5}(?:-\d{1,4})?\b"),
        InstrumentType.BILL,
        _PROPOSED,
        "",
    ),
    (
        re.compile(r"\b(?:Senate|House|Assembly) Bill (?:No\. )?\d{1,5}(?:-\d{1,4})?\b"),
        InstrumentType.BILL,
        _PROPOSED,
        "",
    ),
    (re.compile(r"\bBill C-\d{1,3}\b"), InstrumentType.BILL, _PROPOSED, "Canada"),
    (
        re.compile(r"\b(?:Executive Order|E\.O\.|EO) (?:No\. ?|Number )?\d{4,6}\b"),
        InstrumentType.EXECUTIVE_ORDER,
        _FORCE,
        "White House",
    ),
    (re.compile(r"\bRegulation \((?:EU|EC)\) (?:No\.? ?)?\d{2,4}/\d{2,4}\b"), InstrumentType.REGULATION, _FORCE, _EU),
    (
        re.compile(r"\b(?:Directive|Decision) (?:\((?:EU|EC)\) )?(?:No\.? ?)?\d{2,4}/\d{2,4}(?:/E[CU])?\b"),
        InstrumentType.REGULATION,
        _FORCE,
        _EU,
    ),
    (
        re.compile(r"\bPub(?:lic|\.) L(?:aw|\.) (?:No\. ?)?\d{2,3}[-\u2013]\d{1,3}\b"),
        InstrumentType.STATUTE,
        _FORCE,
        "US Congress",
    ),
    (
        re.compile(r"\b\d{1,2} (?:U\.S\.C\.|C\.F\.R\.|CFR|USC) (?:§+ ?|Part )?\d+\w*\b"),
        InstrumentType.STATUTE,
        _FORCE,
        "",
    ),
    (
        re.compile(r"\bISO(?:/IEC)?(?:[ /](?:TS|TR|DIS))? \d{3,6}(?:-\d+)?(?::\d{4})?\b"),
        InstrumentType.STANDARD,
        _FORCE,
        "International Organization for Standardization",
    ),
    (re.compile(r"\bIEEE (?:Std\.? )?P?\d{3,5}(?:\.\d+)?\b"), InstrumentType.STANDARD, _FORCE, "IEEE"),
    (
        re.compile(r"\bNIST (?:SP|AI|IR) \d{1,4}-\d{1,3}\b"),
        InstrumentType.STANDARD,
        _FORCE,
        "National Institute of Standards and Technology",
    ),
    (
        re.compile(r"\b(?:OMB )?(?:Memorandum )?M-\d\d-\d\d\b"),
        InstrumentType.MEMORANDUM,
        _FORCE,
        "Office of Management and Budget",
    ),
    (re.compile(r"\b(?:NSM|NSPM|NSDM|PPD|NSDD)-\d{1,3}\b"), InstrumentType.MEMORANDUM, _FORCE, "White House"),
)
_CODE = re.compile(r"\b[A-Z]{2,6}-\d{1,3}\b")
_NEAR_CODE = re.compile(r"\b(?:memo|memorandum|memoranda|directive|circular)\b", re.IGNORECASE)


class Act(NamedTuple):
    """A named instrument. `issuer` is a label of the gazetteer or ""."""

    span: Span
    label: str
    type: InstrumentType
    status: InstrumentStatus
    issuer: str


def find_acts(text: str) -> list[Act]:
    """The named and numbered instruments of a text in order, none inside another."""
    found = [*_listed(text), *_numbered(text), *_coded(text), *_titled(text), *_cases(text)]
    return longest(found, len(text))


@cache
def _known() -> Index:
    return index_of(
        (name, r["label"])
        for r in rows("instruments", _COLUMNS)
        for name in (r["label"], *filter(None, r["aliases"].split("|")))
    )


@cache
def _by_label() -> dict[str, tuple[InstrumentType, InstrumentStatus, str]]:
    return {
        r["label"]: (InstrumentType(r["type"]), InstrumentStatus(r["status"]), r["issuer"])
        for r in rows("instruments", _COLUMNS)
    }


def _listed(text: str) -> Iterator[Act]:
    for hit in find(text, _known()):
        yield Act(hit.span, hit.alias.label, *_by_label()[hit.alias.label])


def _numbered(text: str) -> Iterator[Act]:
    for pattern, kind, status, issuer in _NUMBERED:
        for match in pattern.finditer(text):
            yield Act(Span(*match.span()), " ".join(match.group().split()), kind, status, issuer)


def _coded(text: str) -> Iterator[Act]:
    """A code such as "ABCD-4" is an instrument only beside the word memo: models have such names too."""
    for match in _CODE.finditer(text):
        around = (
            text[max(0, match.start() - 30) : match.start()] + text[match.end() : match.end() + 100].partition("\n")[0]
        )
        if _NEAR_CODE.search(around):
            yield Act(Span(*match.span()), match.group(), InstrumentType.MEMORANDUM, _FORCE, "")


def _titled(text: str) -> Iterator[Act]:
    for match in _TITLED.finditer(text):
        words = match["name"].split()
        dropped = 0
        while words and (words[0].rstrip(",") in _NOT_A_TITLE or words[0][0].islower()):
            dropped += len(words.pop(0)) + 1
        if (
            not words
            or "\n" in match.group()
            or (match["noun"] in {"Law", "Bill"} and is_full_name([words[-1], match["noun"]]))
        ):
            continue
        span = Span(match.start() + dropped, match.end())
        kind = _TITLE_TYPES.get(match["noun"], InstrumentType.REGULATION)
        status = _PROPOSED if kind is InstrumentType.BILL else _UNKNOWN
        yield Act(span, text[span.start : span.end], kind, status, "")


def _cases(text: str) -> Iterator[Act]:
    for match in _CASE.finditer(text):
        yield Act(Span(*match.span()), match.group(), InstrumentType.INVESTIGATION, _UNKNOWN, "")
