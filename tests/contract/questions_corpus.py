"""Three invented documents about invented actors, made of the domain's records: what the questions are asked about."""

from __future__ import annotations

import hashlib
from typing import Any

from pyoxigraph import Quad

from claimgraph.model import (
    Actor,
    ActorType,
    Assertion,
    Assessment,
    Claim,
    ClaimKind,
    Disclosure,
    Document,
    Evidence,
    EvidenceType,
    Extraction,
    Instrument,
    InstrumentStatus,
    InstrumentType,
    Metadata,
    Signs,
    Span,
    Stance,
    Status,
    Verdict,
)
from claimgraph.model.identifiers import actor_id, assertion_id, claim_id, evidence_id, instrument_id
from claimgraph.model.integrity import check
from claimgraph.rdf import encode, encode_assessments
from tests.contract.merged_corpus import merged

TOOL = "test"  # graphs name the program's version; the golden files must outlive it

ACME, MINISTRY, ROE, WIRE = (actor_id(n) for n in ("Acme Labs", "Ministry of Trade", "Jane Roe", "The Wire"))
ACTORS = {
    ACME: ("Acme Labs", ActorType.COMPANY),
    MINISTRY: ("Ministry of Trade", ActorType.GOVERNMENT_BODY),
    ROE: ("Jane Roe", ActorType.PERSON),
    WIRE: ("The Wire", ActorType.ORGANIZATION),
}
MEMO = instrument_id("Memo 7")

COPIED = "Acme Labs copied model outputs at an industrial scale"
SECRET = "the copying went on for most of a year"
CALLED = "distillation is training one model on another's outputs"
CARELESS = "Acme Labs kept no record of its training data"

FIRST = (
    f'"{COPIED}," the Ministry of Trade said. It has information indicating that {SECRET}. '
    f"Acme Labs denied that {COPIED}; its logs are open to all. "
    f"In Memo 7 the Ministry of Trade orders a review. {CALLED}, the memo says."
)
SECOND = (
    f"The Wire reports that Jane Roe said that acme labs copied model outputs at an industrial scale. "
    f"{CARELESS}. There is no evidence of harm. Acme Labs may be fined, "
    f'"if the figures hold", the Ministry of Trade said, "by the end of the year".'
)
THIRD = "A note | with `marks` and no claim."


class _Draft:
    """One document in the making; spans are found by the words at them."""

    def __init__(self, text: str, metadata: Metadata) -> None:
        self.version = hashlib.sha256(text.encode()).hexdigest()
        self.document = Document("test", self.version, self.version, text, metadata)
        self.claims: list[Claim] = []
        self.assertions: list[Assertion] = []
        self.evidence: list[Evidence] = []
        self.instruments: list[Instrument] = []

    def at(self, words: str, after: int = 0) -> Span:
        start = self.document.text.index(words, after)
        return Span(start, start + len(words))

    def claim(self, text: str, kind: ClaimKind, accused: tuple[str, ...] = (), conduct: tuple[str, ...] = ()) -> str:
        name = claim_id(text, kind, accused, self.version)
        if name not in {c.id for c in self.claims}:
            self.claims.append(Claim(name, text, kind, accused, conduct))
        return name

    def says(self, who: str | None, claim: str, *content: Span, stance: Stance = Stance.ASSERTS, **more: Any) -> str:  # noqa: ANN401 the record's other fields
        name = assertion_id(self.version, who, (), content)
        self.assertions.append(Assertion(name, claim, who, content, stance, handle="test.v1", **more))
        return name

    def offers(
        self, words: str, kind: EvidenceType, disclosure: Disclosure, supports: tuple[str, ...], by: str | None
    ) -> str:
        span = self.at(words)
        name = evidence_id(self.version, span)
        self.evidence.append(Evidence(name, span, kind, disclosure, supports, (), by))
        return name

    def quads(self) -> list[Quad]:
        text = self.document.text
        named = {i: (label, kind) for i, (label, kind) in ACTORS.items() if label in text}
        extraction = Extraction(
            self.version,
            tuple(Actor(i, label, kind, (self.at(label),)) for i, (label, kind) in named.items()),
            tuple(self.instruments),
            tuple(self.claims),
            tuple(self.assertions),
            tuple(self.evidence),
            handles=("test.v1",),
            pipeline="none",
        )
        check(self.document, extraction)
        return encode(self.document, extraction, tool=TOOL)


def _first() -> tuple[_Draft, str, str]:
    draft = _Draft(FIRST, Metadata(title="Ministry accuses Acme", date="2026-01-10", url="https://example.org/1"))
    copied = draft.claim(COPIED, ClaimKind.ALLEGATION, (ACME,), ("adversarial-distillation",))
    secret = draft.claim(SECRET, ClaimKind.ASSESSMENT)
    said = draft.says(MINISTRY, copied, draft.at(COPIED))
    has = draft.says(MINISTRY, secret, draft.at(SECRET))
    denied = draft.says(ACME, copied, draft.at(COPIED, after=120), stance=Stance.DENIES, responds_to=said)
    draft.offers("information", EvidenceType.UNSPECIFIED, Disclosure.UNDISCLOSED, (said, has), MINISTRY)
    draft.offers("its logs", EvidenceType.DATA, Disclosure.PUBLIC, (denied,), ACME)
    draft.instruments.append(
        Instrument(
            MEMO,
            "Memo 7",
            InstrumentType.MEMORANDUM,
            MINISTRY,
            InstrumentStatus.IN_FORCE,
            (draft.at("Memo 7"),),
            (ACME,),
            (copied,),
        )
    )
    draft.says(MEMO, draft.claim(CALLED, ClaimKind.DEFINITION), draft.at(CALLED))
    return draft, copied, secret


def _second() -> tuple[_Draft, str]:
    draft = _Draft(SECOND, Metadata(title="What is said of Acme", date="2026-02-01", url="https://example.org/2"))
    lower = COPIED.lower()
    copied = draft.claim(lower, ClaimKind.ALLEGATION, (ACME,), ("adversarial-distillation",))
    careless = draft.claim(CARELESS, ClaimKind.ALLEGATION, (ACME,))
    draft.says(ROE, copied, draft.at(lower), relayed_by=WIRE)
    own = draft.says(None, careless, draft.at(CARELESS))
    draft.offers("no evidence", EvidenceType.UNSPECIFIED, Disclosure.ABSENT, (own,), None)
    fined = draft.claim("Acme Labs may be fined by the end of the year", ClaimKind.PREDICTION)
    draft.says(MINISTRY, fined, draft.at("Acme Labs may be fined"), draft.at("by the end of the year"), hedged=True)
    return draft, careless


def _signs(first: _Draft, second: _Draft) -> tuple[Signs, Signs, Signs]:
    """Of what is said of copying, of how long it went on, and of carelessness."""
    information, logs = (e.id for e in first.evidence)
    said, has, denied = (a.id for a in first.assertions[:3])
    relayed, own, fined = (a.id for a in second.assertions)
    return (
        Signs(assertions=3, interested=(logs,), admissions=(denied,), circle=tuple(sorted((said, relayed)))),
        Signs(assertions=5, origins=2, overlap=0, keystones=tuple(sorted((information, has)))),
        Signs(
            assertions=2,
            origins=1,
            overlap=22,
            keystones=tuple(sorted(("https://example.org/report", MEMO, information))),
            inflations=((own, fined),),
        ),
    )


def corpus() -> list[Quad]:
    """The graphs of three documents, and assessments of their claims under two policies."""
    first, copied, secret = _first()
    second, careless = _second()
    third = _Draft(THIRD, Metadata())
    of_copied, of_secret, of_careless = _signs(first, second)
    asked = ("who saw the logs?",)
    found = [
        Assessment(copied, "default", Verdict.LACKS, Status.SELF, 0, 0, 1, 1, signs=of_copied),
        Assessment(copied, "two-source", Verdict.LACKS, Status.SELF, 0, 0),
        Assessment(secret, "default", Verdict.UNDETERMINED, Status.UNDETERMINED, 0, 1, 0, 1, asked, signs=of_secret),
        Assessment(careless, "default", Verdict.HAS, Status.INDEPENDENT, 1, 1, 1, 2, signs=of_careless),
    ]
    return [*first.quads(), *second.quads(), *third.quads(), *encode_assessments(found, tool=TOOL), *merged(TOOL)]
