"""One small document, extracted by hand: a relayed allegation, a denial with logs, the document's own voice, a bill."""

from __future__ import annotations

import hashlib

from claimgraph.model import (
    Actor,
    ActorType,
    Affiliation,
    Assertion,
    Assessment,
    Basis,
    Claim,
    ClaimKind,
    Derivation,
    Disclosure,
    Document,
    Evidence,
    EvidenceType,
    Extraction,
    Instrument,
    InstrumentStatus,
    InstrumentType,
    Metadata,
    Relation,
    Span,
    Stance,
    Status,
    Verdict,
)
from claimgraph.model.identifiers import (
    actor_id,
    assertion_id,
    claim_id,
    document_id,
    evidence_id,
    instrument_id,
)

TOOL = "0.0.0"

TEXT = (
    "Example Wire reports that Northlight, owned by Halden Group, accused unnamed rivals and Brightmoor of distilling "
    "its models on an industrial scale, citing “internal logs” that nobody outside has seen.\n"
    "Brightmoor denied it and published its own access records. “We trained,” it said, “on licensed data.”\n"
    "No independent audit has been released. Northlight hid the results of an earlier test.\n"
    "The proposed Model Copying Act of the Senate would punish such copying.\n"
)


def _at(quote: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    return Span(start, start + len(quote))


VERSION = hashlib.sha256(TEXT.encode()).hexdigest()

WIRE, NORTHLIGHT, HALDEN, BRIGHTMOOR, SENATE = (
    actor_id(name) for name in ("Example Wire", "Northlight", "Halden Group", "Brightmoor", "Senate")
)
RIVALS = actor_id("unnamed rivals", VERSION)
ACT = instrument_id("Model Copying Act")

_DISTILLING = _at("distilling its models on an industrial scale")
_HID = _at("Northlight hid the results of an earlier test")
_TRAINED, _LICENSED = _at("We trained,"), _at("on licensed data")
_PUNISH = _at("punish such copying")
_IT = Span(_at("denied it").end - 2, _at("denied it").end)


def _claim(text: str, kind: ClaimKind, accused: tuple[str, ...] = (), conduct: tuple[str, ...] = ()) -> Claim:
    return Claim(claim_id(text, kind, accused, VERSION), text, kind, accused, conduct)


_ALLEGED = _claim(
    "distilling its models on an industrial scale",
    ClaimKind.ALLEGATION,
    (RIVALS, BRIGHTMOOR),
    ("adversarial-distillation",),
)
_TRAINING = _claim("We trained, on licensed data", ClaimKind.OTHER)
_HIDING = _claim(
    "Northlight hid the results of an earlier test",
    ClaimKind.ALLEGATION,
    (NORTHLIGHT,),
    ("withholding-safety-information",),
)
_PUNISHING = _claim("punish such copying", ClaimKind.POLICY)

_ACCUSES = Assertion(
    id=assertion_id(VERSION, NORTHLIGHT, [_at("accused")], [_DISTILLING]),
    claim=_ALLEGED.id,
    asserter=NORTHLIGHT,
    content=(_DISTILLING,),
    stance=Stance.ASSERTS,
    source=(_at("Northlight, owned by Halden Group"),),
    cue=(_at("accused"),),
    relayed_by=WIRE,
    handle="attribution.rules.v1",
)
_DENIES = Assertion(
    id=assertion_id(VERSION, BRIGHTMOOR, [_at("denied")], [_IT]),
    claim=_ALLEGED.id,
    asserter=BRIGHTMOOR,
    content=(_IT,),
    stance=Stance.DENIES,
    source=(_at("Brightmoor", 1),),
    cue=(_at("denied"),),
    responds_to=_ACCUSES.id,
    handle="attribution.rules.v1",
)
_SAYS = Assertion(
    id=assertion_id(VERSION, BRIGHTMOOR, [_at("said")], [_TRAINED, _LICENSED]),
    claim=_TRAINING.id,
    asserter=BRIGHTMOOR,
    content=(_TRAINED, _LICENSED),
    stance=Stance.ASSERTS,
    source=(Span(_at("it said").start, _at("it said").start + 2),),
    cue=(_at("said"),),
    handle="attribution.rules.v1",
)
_OWN = Assertion(
    id=assertion_id(VERSION, None, [], [_HID]),
    claim=_HIDING.id,
    asserter=None,
    content=(_HID,),
    stance=Stance.ASSERTS,
    handle="own-voice.rules.v1",
)
_PROPOSES = Assertion(
    id=assertion_id(VERSION, ACT, [_at("would")], [_PUNISH]),
    claim=_PUNISHING.id,
    asserter=ACT,
    content=(_PUNISH,),
    stance=Stance.PROPOSES,
    source=(_at("The proposed Model Copying Act"),),
    cue=(_at("would"),),
    hedged=True,
    handle="attribution.rules.v1",
)

_LOGS, _RECORDS, _AUDIT = _at("internal logs"), _at("its own access records"), _at("No independent audit")

DOCUMENT = Document(
    origin="examples/wire.txt",
    sha256=VERSION,
    version=VERSION,
    text=TEXT,
    metadata=Metadata(
        title="Northlight accuses rivals",
        publisher="Example Wire",
        date="2026-03-01",
        url="https://wire.example/a story?q=<1>",
        licence="https://creativecommons.org/licenses/by/4.0/",
        kind="news",
    ),
    page_starts=(0, TEXT.index("No independent")),
)

EXTRACTION = Extraction(
    version=VERSION,
    actors=(
        Actor(WIRE, "Example Wire", ActorType.ORGANIZATION, (_at("Example Wire"),)),
        Actor(
            NORTHLIGHT,
            "Northlight",
            ActorType.COMPANY,
            (_at("Northlight"), _at("Northlight", 1)),
            ("Northlight AI",),
            "Q1000001",
        ),
        Actor(HALDEN, "Halden Group", ActorType.COMPANY, (_at("Halden Group"),)),
        Actor(RIVALS, "unnamed rivals", ActorType.UNNAMED, (_at("unnamed rivals"),)),
        Actor(BRIGHTMOOR, "Brightmoor", ActorType.COMPANY, (_at("Brightmoor"), _at("Brightmoor", 1))),
        Actor(SENATE, "Senate", ActorType.GOVERNMENT_BODY, (_at("Senate"),)),
    ),
    instruments=(
        Instrument(
            ACT,
            "Model Copying Act",
            InstrumentType.BILL,
            SENATE,
            InstrumentStatus.PROPOSED,
            (_at("Model Copying Act"),),
            (RIVALS,),
            (_ALLEGED.id,),
        ),
    ),
    claims=(_ALLEGED, _TRAINING, _HIDING, _PUNISHING),
    assertions=(_ACCUSES, _DENIES, _SAYS, _OWN, _PROPOSES),
    evidence=(
        Evidence(
            evidence_id(VERSION, _LOGS),
            _LOGS,
            EvidenceType.DATA,
            Disclosure.UNDISCLOSED,
            (_ACCUSES.id,),
            (),
            NORTHLIGHT,
            first_hand=True,
        ),
        Evidence(
            evidence_id(VERSION, _RECORDS),
            _RECORDS,
            EvidenceType.DATA,
            Disclosure.PUBLIC,
            (_DENIES.id,),
            (),
            BRIGHTMOOR,
        ),
        Evidence(
            evidence_id(VERSION, _AUDIT), _AUDIT, EvidenceType.TECHNICAL, Disclosure.ABSENT, (_ACCUSES.id,), (), None
        ),
    ),
    affiliations=(
        Affiliation(
            NORTHLIGHT, HALDEN, Relation.CONTROLLED_BY, Basis.STATED, _at("owned by Halden Group"), "2025-01-01"
        ),
    ),
    derivations=(
        Derivation(_ACCUSES.id, "https://wire.example/first-report", Basis.STATED, span=_at("Example Wire reports")),
        Derivation(document_id(VERSION), "https://mirror.example/story", Basis.DECLARED, alternate=True),
    ),
    publisher=WIRE,
    handles=("attribution.rules.v1", "own-voice.rules.v1"),
    pipeline="en_core_web_sm 3.8.0",
    refused=1,
)

ASSESSMENTS = (
    Assessment(_ALLEGED.id, "default", Verdict.LACKS, Status.SELF, 0, 0, 0, 1),
    Assessment(
        _HIDING.id,
        "default",
        Verdict.UNDETERMINED,
        Status.UNDETERMINED,
        0,
        1,
        open_questions=("Who ran the earlier test?",),
    ),
)
