"""Valid documents with valid extractions, for laws. `model.integrity.check` holds for every one."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

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

__all__ = ["assessments", "documents", "extracted_documents", "hostile_text", "written_text"]

Draw = st.DrawFn

written_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
"""What a reader hands on: any characters but lone surrogates; controls, NUL, line ends and astral planes included."""

hostile_text = st.text(st.characters() | st.sampled_from('<>"{}|\\^` \n\r\t\x00%[]#?:/@\ud800\u2028'), max_size=40)
"""Anything that Python can hold, with much of what ends a term, a line or a file in RDF."""

_days = st.dates(min_value=date(1900, 1, 1)).map(date.isoformat) | st.sampled_from(["2026", "spring", "2026-02-30"])
_works = st.builds(
    "https://{}.example/{}".format,
    st.sampled_from(["a", "wire", "bücher"]),
    st.text("abcé漢/-_~.!$&'()*+,;=:@?", max_size=12),
)
_conducts = st.sampled_from(["adversarial-distillation", "data-scraping", "ours: a/b", "étrange"])


@st.composite
def _spans(draw: Draw, length: int) -> Span:
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, min(length, start + 12))))


def _some(length: int, least: int = 0) -> st.SearchStrategy[tuple[Span, ...]]:
    return st.lists(_spans(length), min_size=least, max_size=3, unique=True).map(lambda s: tuple(sorted(s)))


@st.composite
def _documents(draw: Draw, metadata: st.SearchStrategy[Metadata]) -> Document:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=20, max_size=120))
    sha = hashlib.sha256(text.encode()).hexdigest()
    pages = draw(st.just(()) | st.lists(st.integers(1, len(text)), max_size=2, unique=True).map(sorted))
    starts = (0, *pages) if pages else ()
    return Document("a/path.txt", sha, sha, text, draw(metadata), starts)


def documents() -> st.SearchStrategy[Document]:
    """Documents with text, digests, and metadata as hostile as files hold."""
    some = st.none() | hostile_text
    return _documents(st.builds(Metadata, title=some, date=some | _days, url=some | _works, licence=some, kind=some))


@st.composite
def _actors(draw: Draw, document: Document) -> tuple[Actor, ...]:
    labels = draw(st.lists(written_text, min_size=1, max_size=5, unique_by=actor_id))
    return tuple(
        Actor(
            id=actor_id(label, document.version if (kind := draw(st.sampled_from(ActorType))) == "Unnamed" else None),
            label=label,
            type=kind,
            mentions=draw(_some(len(document.text))),
            aliases=tuple(sorted(draw(st.sets(written_text, max_size=2)))),
            wikidata=draw(st.none() | st.integers(1, 10**8).map("Q{}".format)),
        )
        for label in labels
    )


@st.composite
def _claims(draw: Draw, document: Document, actors: list[str]) -> tuple[Claim, ...]:
    found: dict[str, Claim] = {}
    for text in draw(st.lists(written_text, min_size=1, max_size=4)):
        kind = draw(st.sampled_from(ClaimKind))
        alleges = kind is ClaimKind.ALLEGATION
        accused = draw(st.lists(st.sampled_from(actors), min_size=1, max_size=2, unique=True)) if alleges else []
        conduct = draw(st.sets(_conducts, max_size=2)) if alleges else set()
        name = claim_id(text, kind, accused, document.version)
        found[name] = Claim(name, text, kind, tuple(accused), tuple(sorted(conduct)))
    return tuple(found.values())


@st.composite
def _assertions(
    draw: Draw, document: Document, speakers: list[str], claims: tuple[Claim, ...]
) -> tuple[Assertion, ...]:
    length = len(document.text)
    found: dict[str, Assertion] = {}
    for _ in range(draw(st.integers(0, 6))):
        asserter = draw(st.none() | st.sampled_from(speakers))
        content, cue = draw(_some(length, least=1)), draw(_some(length))
        answered = draw(st.none() | st.sampled_from(list(found.values()))) if found else None
        stance = draw(st.sampled_from(Stance))
        shares = answered is not None and stance is Stance.DENIES and draw(st.booleans())
        name = assertion_id(document.version, asserter, cue, content)
        found.setdefault(
            name,
            Assertion(
                id=name,
                claim=answered.claim if answered and shares else draw(st.sampled_from(claims)).id,
                asserter=asserter,
                content=content,
                stance=stance,
                source=draw(_some(length)),
                cue=cue,
                hedged=draw(st.booleans()),
                relayed_by=draw(st.none() | st.sampled_from(speakers)),
                responds_to=None if answered is None else answered.id,
                handle=draw(st.sampled_from(["", "attribution.rules.v1", "own-voice.v2"])),
                co_asserters=_others(draw, speakers, asserter),
            ),
        )
    return tuple(found.values())


def _others(draw: Draw, speakers: list[str], asserter: str | None) -> tuple[str, ...]:
    """Who else speaks; nobody beside a document's own voice."""
    if asserter is None:
        return ()
    return tuple(sorted(draw(st.sets(st.sampled_from(speakers), max_size=2)) - {asserter}))


@st.composite
def _evidence(
    draw: Draw, document: Document, speakers: list[str], assertions: tuple[Assertion, ...]
) -> tuple[Evidence, ...]:
    names = [a.id for a in assertions]
    which = st.lists(st.sampled_from(names), max_size=3, unique=True).map(tuple) if names else st.just(())
    return tuple(
        Evidence(
            id=evidence_id(document.version, span),
            span=span,
            type=draw(st.sampled_from(EvidenceType)),
            disclosure=draw(st.sampled_from(Disclosure)),
            supports=draw(which),
            disputes=draw(which),
            offered_by=draw(st.none() | st.sampled_from(speakers)),
            first_hand=draw(st.booleans()),
        )
        for span in draw(_some(len(document.text)))
    )


@st.composite
def _extractions(draw: Draw, document: Document) -> Extraction:
    length = len(document.text)
    actors = draw(_actors(document))
    names = [a.id for a in actors]
    claims = draw(_claims(document, names))
    one = st.none() | st.sampled_from(names)
    instruments = tuple(
        Instrument(
            id=instrument_id(label),
            label=label,
            type=draw(st.sampled_from(InstrumentType)),
            issuer=draw(one),
            status=draw(st.sampled_from(InstrumentStatus)),
            mentions=draw(_some(length)),
            targets=tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True))),
            responds_to=tuple(draw(st.lists(st.sampled_from([c.id for c in claims]), max_size=2, unique=True))),
        )
        for label in draw(st.lists(written_text, max_size=2, unique_by=instrument_id))
    )
    speakers = names + [i.id for i in instruments]
    assertions = draw(_assertions(document, speakers, claims))
    evidence = draw(_evidence(document, speakers, assertions))
    derivable = [document_id(document.version), *(a.id for a in assertions), *(e.id for e in evidence)]
    sources = st.sampled_from(derivable + [i.id for i in instruments]) | _works
    span = st.none() | _spans(length)
    ties = st.builds(
        Affiliation,
        actor=st.sampled_from(names),
        other=st.sampled_from(names),
        relation=st.sampled_from(Relation),
        basis=st.sampled_from(Basis),
        span=span,
        since=st.none() | _days,
        until=st.none() | _days,
    )
    edges = st.builds(
        Derivation,
        derived=st.sampled_from(derivable),
        source=sources,
        basis=st.sampled_from(Basis),
        alternate=st.booleans(),
        span=span,
    )
    return Extraction(
        version=document.version,
        actors=actors,
        instruments=instruments,
        claims=claims,
        assertions=assertions,
        evidence=evidence,
        affiliations=tuple(draw(st.lists(ties, max_size=3))),
        derivations=tuple(draw(st.lists(edges, max_size=3))),
        publisher=draw(one),
        creators=tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True))),
        handles=tuple(draw(st.lists(st.sampled_from(["attribution.rules.v1", "evidence.v1"]), unique=True))),
        pipeline=draw(st.sampled_from(["", "en_core_web_sm 3.8.0"])),
        refused=draw(st.integers(0, 9)),
    )


@st.composite
def extracted_documents(draw: Draw) -> tuple[Document, Extraction]:
    """A document and an extraction of it, in no particular order.

    Denials share their target's claim or have their own, assertions may be the document's own voice, contents may
    have several spans, evidence may support or dispute several assertions of one claim, and derivations may be from
    works elsewhere.
    """
    document = draw(documents())
    return document, draw(_extractions(document))


def assessments() -> st.SearchStrategy[Assessment]:
    """Assessments of claims under the policies, with their open questions in order."""
    count = st.integers(0, 40)
    disputing = st.tuples(count, count).map(sorted)  # at least never exceeds at most
    plain = st.builds(
        Assessment,
        claim=written_text.map(lambda t: claim_id(t, ClaimKind.OTHER, (), "v")),
        policy=st.sampled_from(["default", "two-source", "third-party", "own-words"]),
        verdict=st.sampled_from(Verdict),
        status=st.sampled_from(Status),
        at_least=count,
        at_most=count,
        disputed_at_least=st.just(0),
        disputed_at_most=st.just(0),
        open_questions=st.sets(written_text, max_size=3).map(lambda q: tuple(sorted(q))),
    )
    return st.builds(lambda a, pair: replace(a, disputed_at_least=pair[0], disputed_at_most=pair[1]), plain, disputing)
