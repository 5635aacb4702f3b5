"""The closed value lists. Each member's value is its local name in the ontology's SKOS schemes."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ActorType",
    "Basis",
    "Certainty",
    "ClaimKind",
    "Disclosure",
    "EvidenceType",
    "InstrumentStatus",
    "InstrumentType",
    "Kind",
    "Relation",
    "Stance",
    "Status",
    "Verdict",
]


class ActorType(StrEnum):
    """The class of an actor. `UNNAMED` is a role only: "foreign entities principally based in China"."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    GOVERNMENT_BODY = "GovernmentBody"
    COMPANY = "Company"
    STATE = "State"
    COMMUNITY = "Community"
    UNNAMED = "Unnamed"


class InstrumentType(StrEnum):
    """The kind of a policy instrument."""

    MEMORANDUM = "Memorandum"
    BILL = "Bill"
    STATUTE = "Statute"
    REGULATION = "Regulation"
    EXECUTIVE_ORDER = "ExecutiveOrder"
    EXPORT_CONTROL = "ExportControl"
    SANCTION = "Sanction"
    TERMS_OF_SERVICE = "TermsOfService"
    STANDARD = "Standard"
    TREATY = "Treaty"
    INVESTIGATION = "Investigation"
    OTHER = "Other"


class InstrumentStatus(StrEnum):
    """Whether a policy instrument binds anybody yet."""

    PROPOSED = "proposed"
    IN_FORCE = "in-force"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """What an actor does with a claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    QUESTIONS = "questions"
    PROPOSES = "proposes"


class Certainty(StrEnum):
    """Whether the words or the cue carry uncertainty ("may", "appears", "reportedly")."""

    ASSERTED = "asserted"
    HEDGED = "hedged"


class ClaimKind(StrEnum):
    """What sort of proposition a claim is; each but `OTHER` is a subclass of cg:Claim."""

    ALLEGATION = "allegation"
    ASSESSMENT = "assessment"
    DEFINITION = "definition"
    POLICY = "policy"
    PREDICTION = "prediction"
    OTHER = "other"


class Kind(StrEnum):
    """What sort of act an assertion is: its claim's kind, or a denial of a claim."""

    ALLEGATION = "allegation"
    DENIAL = "denial"
    ASSESSMENT = "assessment"
    DEFINITION = "definition"
    POLICY = "policy"
    PREDICTION = "prediction"
    OTHER = "other"


class Disclosure(StrEnum):
    """Whether others can inspect the evidence. `ABSENT`: the text says that evidence is lacking."""

    PUBLIC = "public"
    UNDISCLOSED = "undisclosed"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class EvidenceType(StrEnum):
    """What an evidence item is made of."""

    DOCUMENT = "document"
    DATA = "data"
    TESTIMONY = "testimony"
    TECHNICAL = "technical"
    STATEMENT = "statement"
    UNSPECIFIED = "unspecified"


class Relation(StrEnum):
    """How one actor is tied to another; the value is the property's name (all are cg:affiliatedWith)."""

    AFFILIATED_WITH = "affiliatedWith"
    MEMBER_OF = "memberOf"
    SUB_ORGANIZATION_OF = "subOrganizationOf"
    CONTROLLED_BY = "controlledBy"
    FUNDED_BY = "fundedBy"


class Basis(StrEnum):
    """On what an edge rests, strongest first."""

    DECLARED = "declared"
    STATED = "stated"
    INFERRED = "inferred"
    ASSUMED = "assumed"


class Verdict(StrEnum):
    """Does the claim have independent evidence?"""

    LACKS = "lacks"
    HAS = "has"
    UNDETERMINED = "undetermined"


class Status(StrEnum):
    """Why the verdict is what it is."""

    INDEPENDENT = "independent"
    SELF = "self"
    RELAYED = "relayed"
    NONE = "none"
    UNDETERMINED = "undetermined"
