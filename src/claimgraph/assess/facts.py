"""What independence needs to know of one document, without its text.

Facts are small and plain: tuples, strings and numbers, which `json.dumps` takes. They are kept beside the store, so
that a new assessment reads neither documents nor graphs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from itertools import islice
from sys import intern
from typing import Any, NamedTuple

from claimgraph.model import (
    ActorType,
    Basis,
    ClaimKind,
    Disclosure,
    Document,
    Evidence,
    Extraction,
    Span,
    Stance,
)
from claimgraph.model.bearing import bearings
from claimgraph.model.identifiers import actor_id, document_id

__all__ = [
    "CLAIMANT",
    "DOUBTER",
    "OPPONENT",
    "AssertionFacts",
    "ClaimFacts",
    "EvidenceFacts",
    "Facts",
    "Tie",
    "Way",
    "day_of",
    "facts_from_json",
    "facts_of",
    "voice_of",
]

CLAIMANT, DOUBTER, OPPONENT = 0, 1, 2  # what an assertion does with its claim

_NEVER_ORIGIN = frozenset({"incident-database", "dataset-of-reports", "machine-written", "generated"})
_RECORD_KINDS = frozenset({"brief", "memo", "report", "analysis", "paper", "bill", "filing", "study"})
_RECORD_NOUNS = re.compile(
    r"\b(?:issue |policy |system |model )?(?:brief|report|paper|white ?paper|study|memo(?:randum)?|card|filing|audit|"
    r"analysis|complaint|ruling|indictment|dataset)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class ClaimFacts(NamedTuple):
    """A claim, whom it accuses, and the instruments that its words name (its common ground)."""

    id: str
    accused: tuple[str, ...]
    about: tuple[str, ...]


class AssertionFacts(NamedTuple):
    """An assertion. `asserter` is "" for the document's own voice; `role` is CLAIMANT, DOUBTER or OPPONENT.

    `others` are those who say it together with the asserter.
    """

    id: str
    claim: str
    asserter: str
    role: int
    relayed_by: str
    own_record: int
    hedged: int
    others: tuple[str, ...] = ()


class EvidenceFacts(NamedTuple):
    """An evidence item with the claims that it is offered for and against. `offered_by` is "" where it is not said."""

    id: str
    offered_by: str
    type: str
    disclosure: str
    first_hand: int
    supports: tuple[str, ...]
    disputes: tuple[str, ...]


class Tie(NamedTuple):
    """One actor's relation to another; dates as YYYYMMDD, 0 where unknown."""

    actor: str
    other: str
    basis: str
    since: int
    until: int


class Way(NamedTuple):
    """A derivation, as in the model."""

    derived: str
    source: str
    basis: str
    alternate: int


class Facts(NamedTuple):
    """One document.

    `url` is "" where none is declared. `voice` is who speaks in the document's own voice: publisher and creators; where
    nobody is declared, a nameless actor of its own. `wire` is the credited agency. `never_origin`: nothing in it is an
    origin (a list of other people's reports, a machine's text).
    """

    document: str
    url: str
    date: int
    voice: tuple[str, ...]
    wire: str
    never_origin: int
    unnamed: tuple[str, ...]
    issuers: tuple[tuple[str, str], ...]
    claims: tuple[ClaimFacts, ...]
    assertions: tuple[AssertionFacts, ...]
    evidence: tuple[EvidenceFacts, ...]
    ties: tuple[Tie, ...]
    ways: tuple[Way, ...]


def voice_of(document: str) -> str:
    """The nameless actor who speaks in a document that declares nobody."""
    return f"voice/{document}"


def facts_of(document: Document, extraction: Extraction) -> Facts:
    """The facts of one document.

    Args:
        document: text and metadata.
        extraction: what was found in it (see `model.integrity` for the laws that it must keep).
    """
    meta = document.metadata
    name = document_id(extraction.version)
    kind = (meta.kind or "").casefold()
    declared = (extraction.publisher, *extraction.creators)
    voice = tuple(dict.fromkeys(a for a in declared if a is not None)) or (voice_of(name),)
    roles = _roles(extraction)
    records = _own_records(document, extraction, voice, in_record=kind in _RECORD_KINDS)
    about = _about(extraction)
    bears: dict[tuple[str, bool], set[str]] = {}
    for item, claim, supports in bearings(extraction):
        bears.setdefault((item, supports), set()).add(claim)
    ways = [Way(name, url, Basis.DECLARED.value, 0) for url in meta.derived_from]
    ways += [Way(name, url, Basis.DECLARED.value, 1) for url in meta.alternate_of]
    ways += [Way(d.derived, d.source, d.basis.value, int(d.alternate)) for d in extraction.derivations]
    return Facts(
        document=name,
        url=meta.url or "",
        date=day_of(meta.date),
        voice=voice,
        wire=actor_id(meta.wire) if meta.wire else "",
        never_origin=int(kind in _NEVER_ORIGIN),
        unnamed=(
            *(a.id for a in extraction.actors if a.type is ActorType.UNNAMED),
            *(v for v in voice if v == voice_of(name)),
        ),
        issuers=tuple((i.id, i.issuer or "") for i in extraction.instruments),
        claims=tuple(ClaimFacts(c.id, c.accused, about.get(c.id, ())) for c in extraction.claims),
        assertions=tuple(
            AssertionFacts(
                a.id,
                a.claim,
                a.asserter or "",
                roles[a.id],
                a.relayed_by or "",
                records[a.id],
                int(a.hedged),
                a.co_asserters,
            )
            for a in extraction.assertions
        ),
        evidence=tuple(_evidence(e, bears) for e in extraction.evidence if e.disclosure is not Disclosure.ABSENT),
        ties=tuple(
            Tie(f.actor, f.other, f.basis.value, day_of(f.since), day_of(f.until)) for f in extraction.affiliations
        ),
        ways=tuple(ways),
    )


def facts_from_json(value: list[Any]) -> Facts:
    """Facts that went through JSON, where tuples become lists.

    A text that comes again is the same object: of 28 texts of a document nine differ, and a corpus is held whole while
    it is gathered.

    Raises:
        TypeError: the value is of another shape.
    """
    document, url, date, voice, wire, never, unnamed, issuers, claims, assertions, evidence, ties, ways = _shared(value)
    return Facts(
        document,
        url,
        date,
        voice,
        wire,
        never,
        unnamed,
        tuple((i, by) for i, by in issuers),
        tuple(ClaimFacts(i, accused, about) for i, accused, about in claims),
        tuple(AssertionFacts(*a) for a in assertions),
        tuple(EvidenceFacts(*e) for e in evidence),
        tuple(Tie(*t) for t in ties),
        tuple(Way(*w) for w in ways),
    )


def _shared(values: list[Any]) -> tuple[Any, ...]:
    """Lists as tuples, and each text once in this process."""
    return tuple([intern(v) if type(v) is str else _shared(v) if type(v) is list else v for v in values])


def day_of(date: str | None) -> int:
    """A date as YYYYMMDD; 0 for none, and for what is not YYYY-MM-DD."""
    match = _DATE.fullmatch(date or "")
    return int("".join(match.groups())) if match else 0


def _roles(extraction: Extraction) -> dict[str, int]:
    """What each assertion does with its claim.

    Who denies or doubts a claim that the same text has somebody assert is against it, and so is who denies what is no
    claim of another kind. Else a denial ("it opposed the unjustified suppression …") or doubt has a claim of its own.
    Where evidence speaks ("tests published by the lab show that …"), it is an item, and puts the claim forward only
    where nobody else does.
    """
    kinds = {c.id: c.kind for c in extraction.claims}
    asserted = {a.claim for a in extraction.assertions if a.stance is Stance.ASSERTS}
    claim_of = {a.id: a.claim for a in extraction.assertions}
    speaking = _evidence_that_speaks(extraction)
    roles = {}
    for a in extraction.assertions:
        if a.stance not in (Stance.DENIES, Stance.QUESTIONS):
            roles[a.id] = DOUBTER if a.id in speaking else CLAIMANT
        else:
            answers = a.responds_to is not None and claim_of.get(a.responds_to) == a.claim
            denies = a.stance is Stance.DENIES and kinds[a.claim] is ClaimKind.OTHER
            roles[a.id] = OPPONENT if a.claim in asserted or answers or denies else DOUBTER
    return roles


def _evidence_that_speaks(extraction: Extraction) -> set[str]:
    """Assertions whose source is a description of nobody in which an evidence item stands that supports them."""
    nobody = {a.id for a in extraction.actors if a.type is ActorType.UNNAMED}
    spoken = {a.id: a.source for a in extraction.assertions if a.asserter in nobody}
    return {
        name
        for e in extraction.evidence
        for name in e.supports
        if any(s.start <= e.span.start and e.span.end <= s.end for s in spoken.get(name, ()))
    }


def _own_records(
    document: Document, extraction: Extraction, voice: tuple[str, ...], *, in_record: bool
) -> dict[str, int]:
    """By assertion: 2 where it stands in a record of the asserter's own, 1 where the asserter published it, else 0.

    A record is an instrument, a document of such a kind, or what the source's words name as one ("the brief says"); an
    "it" that follows speaks for the same record.
    """
    instruments = {i.id for i in extraction.instruments}
    named: set[str | None] = set()
    out = {}
    for a in extraction.assertions:
        words = [document.quote(s) for s in a.source]
        by_name = a.asserter is not None and any(_RECORD_NOUNS.search(w) for w in words)
        follows = a.asserter in named and all(w.casefold() == "it" for w in words)
        if by_name:
            named.add(a.asserter)
        if a.asserter in instruments or by_name or follows or (a.asserter is None and in_record):
            out[a.id] = 2
        else:
            out[a.id] = int(a.asserter is None or a.asserter in voice)
    return out


def _about(extraction: Extraction) -> dict[str, tuple[str, ...]]:
    """By claim: the instruments that the words of its assertions mention."""
    mentions = sorted((span, i.id) for i in extraction.instruments for span in i.mentions)
    about: dict[str, set[str]] = {}
    if not mentions:
        return {}
    for a in extraction.assertions:
        for content in a.content:
            at = bisect_left(mentions, (Span(content.start, content.start), ""))
            for span, instrument in islice(mentions, at, None):
                if span.start >= content.end:
                    break
                if span.end <= content.end:
                    about.setdefault(a.claim, set()).add(instrument)
    return {claim: tuple(sorted(found)) for claim, found in about.items()}


def _evidence(e: Evidence, bears: Mapping[tuple[str, bool], set[str]]) -> EvidenceFacts:
    return EvidenceFacts(
        e.id,
        e.offered_by or "",
        e.type.value,
        e.disclosure.value,
        int(e.first_hand),
        tuple(sorted(bears.get((e.id, True), ()))),
        tuple(sorted(bears.get((e.id, False), ()))),
    )
