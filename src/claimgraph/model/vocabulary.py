"""The ontology's names as constants: its namespace, the local names that code writes and reads, and the values' names.

`ontology/claimgraph.ttl` defines them and `ontology/README.md` explains them; tests compare the three.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from claimgraph.model.values import (
    ActorType,
    Basis,
    Certainty,
    ClaimKind,
    Disclosure,
    EvidenceType,
    InstrumentStatus,
    InstrumentType,
    Relation,
    Stance,
    Status,
    Verdict,
)

__all__ = [
    "ACTOR_CLASSES",
    "CG",
    "CLAIM_CLASSES",
    "CONDUCTS",
    "ONTOLOGY",
    "PREFIXES",
    "RELATIONS",
    "SCHEMES",
    "SOFTWARE",
    "Class",
    "Property",
    "Scheme",
]

CG = "https://w3id.org/claimgraph/ontology#"
"""The namespace of classes, properties and value concepts."""

ONTOLOGY = CG.removesuffix("#")
"""The IRI of the ontology itself."""

SOFTWARE = CG + "claimgraph"
"""The agent that runs are associated with: this program."""

CONDUCTS = CG + "conducts"
"""The concept scheme of conducts (`ontology/conducts.ttl`); open, so its concepts are not an enumeration here."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "cg": CG,
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Every prefix that this project writes, in alphabetical order."""


class Class(StrEnum):
    """Local names of the classes."""

    ACTOR = "Actor"
    AFFILIATION = "Affiliation"
    ALLEGATION = "Allegation"
    ASSERTION = "Assertion"
    ASSESSMENT = "Assessment"
    CLAIM = "Claim"
    COMMUNITY = "Community"
    COMPANY = "Company"
    CONDUCT = "Conduct"
    DEFINITION = "Definition"
    DETERMINATION = "Determination"
    DOCUMENT = "Document"
    EVIDENCE_ITEM = "EvidenceItem"
    GOVERNMENT_BODY = "GovernmentBody"
    INDEPENDENCE_ASSESSMENT = "IndependenceAssessment"
    ORGANIZATION = "Organization"
    PASSAGE = "Passage"
    PERSON = "Person"
    POLICY_INSTRUMENT = "PolicyInstrument"
    POLICY_PROPOSAL = "PolicyProposal"
    PREDICTION = "Prediction"
    RUN = "Run"
    STATE = "State"
    UNNAMED_ACTOR = "UnnamedActor"


class Property(StrEnum):
    """Local names of the properties."""

    ABOUT = "about"
    ACCUSES = "accuses"
    ADMISSION = "admission"
    AFFILIATE = "affiliate"
    AFFILIATED_TO = "affiliatedTo"
    AFFILIATED_WITH = "affiliatedWith"
    ASSERTER = "asserter"
    CO_ASSERTER = "coAsserter"
    ASSERTION_COUNT = "assertionCount"
    BASIS = "basis"
    CERTAINTY = "certainty"
    CIRCULAR_CITATION = "circularCitation"
    CLAIM = "claim"
    CONDUCT = "conduct"
    CONTROLLED_BY = "controlledBy"
    CUE = "cue"
    DECIDED_BY = "decidedBy"
    DISCLOSURE = "disclosure"
    DISPUTES = "disputes"
    DISPUTING_ORIGINS_AT_LEAST = "disputingOriginsAtLeast"
    DISPUTING_ORIGINS_AT_MOST = "disputingOriginsAtMost"
    DOCUMENT_KIND = "documentKind"
    EVIDENCE_TYPE = "evidenceType"
    EXTRACTOR_HANDLE = "extractorHandle"
    FIRST_HAND = "firstHand"
    FUNDED_BY = "fundedBy"
    INDEPENDENCE_STATUS = "independenceStatus"
    INDEPENDENT_ORIGINS_AT_LEAST = "independentOriginsAtLeast"
    INDEPENDENT_ORIGINS_AT_MOST = "independentOriginsAtMost"
    INFLATES = "inflates"
    INFLATION = "inflation"
    INSTRUMENT_TYPE = "instrumentType"
    INTERESTED_EVIDENCE = "interestedEvidence"
    ISSUED_BY = "issuedBy"
    KEYSTONE = "keystone"
    LENGTH = "length"
    MENTION = "mention"
    OFFERED_AGAINST = "offeredAgainst"
    OFFERED_BY = "offeredBy"
    OFFERED_WITH = "offeredWith"
    OFFERER_UNKNOWN = "offererUnknown"
    OPEN_QUESTION = "openQuestion"
    ORIGIN_COUNT = "originCount"
    ORIGIN_OVERLAP = "originOverlap"
    OUTCOME = "outcome"
    OWN_VOICE_OF = "ownVoiceOf"
    PAGE_NUMBER = "pageNumber"
    PASSAGE = "passage"
    PIPELINE = "pipeline"
    POLICY = "policy"
    REFUSED = "refused"
    RELATION = "relation"
    RELAYED_BY = "relayedBy"
    RESPONDS_TO = "respondsTo"
    SHA256 = "sha256"
    SHARED_WORDING = "sharedWording"
    SOURCE_MENTION = "sourceMention"
    STANCE = "stance"
    STATUS = "status"
    SUPPORTS = "supports"
    TARGETS = "targets"
    TEXT = "text"
    TOOL_VERSION = "toolVersion"
    VERDICT = "verdict"


class Scheme(StrEnum):
    """Local names of the closed value lists."""

    BASES = "bases"
    CERTAINTIES = "certainties"
    DISCLOSURES = "disclosures"
    EVIDENCE_TYPES = "evidenceTypes"
    INDEPENDENCE_STATUSES = "independenceStatuses"
    INSTRUMENT_STATUSES = "instrumentStatuses"
    INSTRUMENT_TYPES = "instrumentTypes"
    STANCES = "stances"
    VERDICTS = "verdicts"


SCHEMES: Mapping[Property, tuple[Scheme, type[StrEnum]]] = MappingProxyType(
    {
        Property.BASIS: (Scheme.BASES, Basis),
        Property.CERTAINTY: (Scheme.CERTAINTIES, Certainty),
        Property.DISCLOSURE: (Scheme.DISCLOSURES, Disclosure),
        Property.EVIDENCE_TYPE: (Scheme.EVIDENCE_TYPES, EvidenceType),
        Property.INDEPENDENCE_STATUS: (Scheme.INDEPENDENCE_STATUSES, Status),
        Property.INSTRUMENT_TYPE: (Scheme.INSTRUMENT_TYPES, InstrumentType),
        Property.STANCE: (Scheme.STANCES, Stance),
        Property.STATUS: (Scheme.INSTRUMENT_STATUSES, InstrumentStatus),
        Property.VERDICT: (Scheme.VERDICTS, Verdict),
    }
)
"""For each property with a closed list: the list, and the enumeration whose values are its concepts' local names."""

ACTOR_CLASSES: Mapping[ActorType, tuple[Class, ...]] = MappingProxyType(
    {
        ActorType.PERSON: (Class.ACTOR, Class.PERSON),
        ActorType.ORGANIZATION: (Class.ACTOR, Class.ORGANIZATION),
        ActorType.GOVERNMENT_BODY: (Class.ACTOR, Class.ORGANIZATION, Class.GOVERNMENT_BODY),
        ActorType.COMPANY: (Class.ACTOR, Class.ORGANIZATION, Class.COMPANY),
        ActorType.STATE: (Class.ACTOR, Class.STATE),
        ActorType.COMMUNITY: (Class.ACTOR, Class.COMMUNITY),
        ActorType.UNNAMED: (Class.ACTOR, Class.UNNAMED_ACTOR),
    }
)
"""The classes that an actor is typed with, the most general first: a flat query finds it under any of them."""

CLAIM_CLASSES: Mapping[ClaimKind, tuple[Class, ...]] = MappingProxyType(
    {
        ClaimKind.ALLEGATION: (Class.CLAIM, Class.ALLEGATION),
        ClaimKind.ASSESSMENT: (Class.CLAIM, Class.ASSESSMENT),
        ClaimKind.DEFINITION: (Class.CLAIM, Class.DEFINITION),
        ClaimKind.POLICY: (Class.CLAIM, Class.POLICY_PROPOSAL),
        ClaimKind.PREDICTION: (Class.CLAIM, Class.PREDICTION),
        ClaimKind.OTHER: (Class.CLAIM,),
    }
)
"""The classes that a claim is typed with, the most general first."""

RELATIONS: Mapping[Relation, str] = MappingProxyType(
    {
        Relation.AFFILIATED_WITH: CG + Property.AFFILIATED_WITH,
        Relation.MEMBER_OF: PREFIXES["org"] + "memberOf",
        Relation.SUB_ORGANIZATION_OF: PREFIXES["org"] + "subOrganizationOf",
        Relation.CONTROLLED_BY: CG + Property.CONTROLLED_BY,
        Relation.FUNDED_BY: CG + Property.FUNDED_BY,
    }
)
"""The IRI of the property that each relation between actors is."""
