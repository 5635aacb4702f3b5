"""What an extractor finds in one document.

Two nodes, not one: a `Claim` is what is said, an `Assertion` is somebody saying it somewhere. References between
the records are ids (see `identifiers`), relative to the workspace's base IRI.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.model.document import Span
from claimgraph.model.values import (
    ActorType,
    Basis,
    ClaimKind,
    Disclosure,
    EvidenceType,
    InstrumentStatus,
    InstrumentType,
    Kind,
    Relation,
    Stance,
)

__all__ = ["Actor", "Affiliation", "Assertion", "Claim", "Derivation", "Evidence", "Extraction", "Instrument"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asserts, is accused, issues or supplies. Mentions are named ones, in document order."""

    id: str
    label: str
    type: ActorType
    mentions: tuple[Span, ...] = ()
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A policy instrument. `targets` are actor ids; `responds_to` are claim ids that it answers."""

    id: str
    label: str
    type: InstrumentType
    issuer: str | None = None
    status: InstrumentStatus = InstrumentStatus.UNKNOWN
    mentions: tuple[Span, ...] = ()
    targets: tuple[str, ...] = ()
    responds_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition, with no speaker. `accused` (actor ids) and `conduct` (concept names) only on allegations."""

    id: str
    text: str
    kind: ClaimKind
    accused: tuple[str, ...] = ()
    conduct: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assertion:
    """An actor takes a stance on a claim in a passage.

    Attributes:
        id: see `identifiers.assertion_id`.
        claim: id of the claim. A denial whose target is known is on the target's claim.
        asserter: actor or instrument id; None is the document's own voice.
        source: where the source is named; empty for the own voice. A quotation that goes on after its attribution has
            the source and cue of the attribution that it continues, which may stand sentences before.
        cue: the words that attribute ("said", "according to").
        content: the proposition's words; several where a cue splits a quotation.
        relayed_by: actor through whom this document has it ("AP reports that X said": AP).
        responds_to: id of the assertion that this one answers.
        handle: the extractor that found it.
        co_asserters: who else is named as saying it, sorted ("OpenAI and Anthropic alleged": Anthropic).
    """

    id: str
    claim: str
    asserter: str | None
    content: tuple[Span, ...]
    stance: Stance
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    hedged: bool = False
    relayed_by: str | None = None
    responds_to: str | None = None
    handle: str = ""
    co_asserters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something offered, said to exist, or said to be lacking. `supports` and `disputes` are assertion ids."""

    id: str
    span: Span
    type: EvidenceType
    disclosure: Disclosure
    supports: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    offered_by: str | None = None
    first_hand: bool = False


@dataclass(frozen=True, slots=True)
class Affiliation:
    """One actor is tied to another (`actor` memberOf / controlledBy / … `other`). Dates are YYYY-MM-DD."""

    actor: str
    other: str
    relation: Relation
    basis: Basis
    span: Span | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """`derived` takes its content from `source`.

    `derived` is the id of this document, or of an assertion or evidence item in it. `source` is an id of the same
    sorts, of an instrument, or the absolute IRI of a work (matched with documents' `metadata.url`).
    `alternate` marks a mirror, translation or revision: the two count as one.
    """

    derived: str
    source: str
    basis: Basis
    alternate: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one version of one document, each tuple in document order.

    `publisher` and `creators` are actor ids resolved from the metadata. `handles` are the extractors that ran.
    `refused` counts what an extractor could not place exactly and dropped.
    """

    version: str
    actors: tuple[Actor, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    claims: tuple[Claim, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    publisher: str | None = None
    creators: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    pipeline: str = ""
    refused: int = 0

    def kind(self, assertion: Assertion) -> Kind:
        """The claim's kind, or a denial: of the claim it answers, or of a proposition of no other kind."""
        claim = next(c for c in self.claims if c.id == assertion.claim)
        if assertion.stance is Stance.DENIES:
            answered = next((a for a in self.assertions if a.id == assertion.responds_to), None)
            if claim.kind is ClaimKind.OTHER or (answered is not None and answered.claim == assertion.claim):
                return Kind.DENIAL
        return Kind(claim.kind)
