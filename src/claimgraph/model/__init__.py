"""The domain: frozen records of the standard library, no IO, no RDF, no language model.

Read `extraction` first; `values` are the closed lists, `identifiers` says what an id is a function of.
"""

from claimgraph.model.assessment import Assessment, Signs
from claimgraph.model.document import Document, Metadata, Span
from claimgraph.model.extraction import (
    Actor,
    Affiliation,
    Assertion,
    Claim,
    Derivation,
    Evidence,
    Extraction,
    Instrument,
)
from claimgraph.model.values import (
    ActorType,
    Basis,
    Certainty,
    ClaimKind,
    Disclosure,
    EvidenceType,
    InstrumentStatus,
    InstrumentType,
    Kind,
    Relation,
    Stance,
    Status,
    Verdict,
)

__all__ = [
    "Actor",
    "ActorType",
    "Affiliation",
    "Assertion",
    "Assessment",
    "Basis",
    "Certainty",
    "Claim",
    "ClaimKind",
    "Derivation",
    "Disclosure",
    "Document",
    "Evidence",
    "EvidenceType",
    "Extraction",
    "Instrument",
    "InstrumentStatus",
    "InstrumentType",
    "Kind",
    "Metadata",
    "Relation",
    "Signs",
    "Span",
    "Stance",
    "Status",
    "Verdict",
]
