"""A synthetic graph of so many assertions as documents and extractions: what `sizing` writes through our own code."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimgraph import assess
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
    Metadata,
    Relation,
    Span,
    Stance,
)
from claimgraph.workflow.signs import with_signs
from tests.bench import synthetic

__all__ = ["CLAIMS_PER_ASSERTION", "assessments", "claim_text", "documents", "label"]

CLAIMS_PER_ASSERTION = 0.4
"""Of the generator, at 1,000 to 100,000 claims (`synthetic.corpus`)."""
_WORDS = [
    "model",
    "lab",
    "weights",
    "memo",
    "copied",
    "outputs",
    "withheld",
    "the",
    "data",
    "records",
    "audit",
    "agency",
]


def label(actor: str) -> str:
    """The name of an actor."""
    return f"Lab {actor.removeprefix('actor/')}"


def claim_text(claim: str) -> str:
    """The words of a claim; about as long as a real one."""
    number = int(claim.removeprefix("claim/"), 16)
    picked = (_WORDS[(number >> 4 * i) % len(_WORDS)] for i in range(12))
    return f"{' '.join(picked)} {number:x}"


def documents(claims: int) -> Iterator[tuple[Document, Extraction]]:
    """Documents of ten assertions each, with the evidence, ties and derivations of the synthetic corpus."""
    for line in synthetic.facts(claims):
        yield _made(assess.facts_from_json(json.loads(line)))


def assessments(claims: int) -> dict[assess.Policy, Sequence[Assessment]]:
    """What the engine finds about the corpus, with its signs, under every policy."""
    problem = assess.gather(assess.facts_from_json(json.loads(line)) for line in synthetic.facts(claims))
    return dict(with_signs(problem, {p: assess.judge(problem, p) for p in assess.POLICIES.values()}))


@dataclass
class _Text:
    """A document's text in the making."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> Span:
        at = Span(self.length, self.length + len(words))
        self.pieces.append(words)
        self.length = at.end
        return at


def _made(facts: assess.Facts) -> tuple[Document, Extraction]:
    text, version = _Text(), facts.document.removeprefix("document/")
    mentions: dict[str, list[Span]] = {}
    assertions, evidence = [], []
    with_claim: dict[str, str] = {}
    for a in facts.assertions:
        who = None
        source: tuple[Span, ...] = ()
        if a.asserter:
            who = text.add(label(a.asserter))
            mentions.setdefault(a.asserter, []).append(who)
            source = (who,)
        text.add(" ")
        cue = text.add("said that")
        text.add(" ")
        content = text.add(claim_text(a.claim))
        text.add(".\n")
        with_claim[a.claim] = a.id
        assertions.append(
            Assertion(a.id, a.claim, a.asserter or None, (content,), Stance.ASSERTS, source, (cue,), handle="bench.v1")
        )
    for e in facts.evidence:
        span = text.add(f"records of {e.id}")
        text.add(".\n")
        offered = tuple(with_claim[c] for c in e.supports if c in with_claim)
        against = tuple(with_claim[c] for c in e.disputes if c in with_claim)
        evidence.append(
            Evidence(e.id, span, EvidenceType(e.type), Disclosure(e.disclosure), offered, against, e.offered_by or None)
        )
    named = {*mentions, *facts.voice, *(a for c in facts.claims for a in c.accused)}
    extraction = Extraction(
        version,
        actors=tuple(Actor(n, label(n), ActorType.COMPANY, tuple(mentions.get(n, ()))) for n in sorted(named)),
        claims=tuple(
            Claim(c.id, claim_text(c.id), ClaimKind.ALLEGATION, c.accused, ("data-scraping",)) for c in facts.claims
        ),
        assertions=tuple(assertions),
        evidence=tuple(evidence),
        affiliations=tuple(
            Affiliation(t.actor, t.other, Relation.SUB_ORGANIZATION_OF, Basis(t.basis)) for t in facts.ties
        ),
        derivations=tuple(Derivation(w.derived, w.source, Basis(w.basis)) for w in facts.ways),
        publisher=facts.voice[0],
        handles=("bench.v1",),
        pipeline="none",
    )
    title = f"Report {version[-8:]}"
    document = Document("bench", version, version, "".join(text.pieces), Metadata(title=title, date="2024-01-01"))
    return document, extraction
