"""From drafts to the model's records: ids, claims, and only those actors that something refers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimgraph.extract.actors import gather
from claimgraph.extract.drafts import Draft
from claimgraph.extract.evidence import Mentioned
from claimgraph.extract.scene import Scene
from claimgraph.model import (
    Actor,
    Affiliation,
    Assertion,
    Claim,
    ClaimKind,
    Document,
    Evidence,
    Kind,
    Span,
)
from claimgraph.model.identifiers import assertion_id, claim_id, evidence_id

__all__ = ["Offered", "assertions_of", "evidence_of", "placed", "referred"]

Offered = tuple[Mentioned, tuple[int, ...], str | None]
"""A mention of evidence, the drafts that it bears on, and who offers it."""


def placed(document: Document, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts whose spans all lie in the text and hold a word; the others cannot be quoted."""
    return [d for d in drafts if all(_is_quote(document, s) for s in (*d.source, *d.cue, *d.content))]


def _is_quote(document: Document, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(document.text) and bool(document.quote(span).strip())


def assertions_of(
    document: Document, drafts: Sequence[Draft], answers: Mapping[int, int]
) -> tuple[tuple[Claim, ...], tuple[Assertion, ...], dict[int, str]]:
    """The claims, the assertions, and the id of each draft's assertion, in document order.

    A denial stands on the claim that it denies where that is known.
    """
    version = document.version
    own = [_claim(document, d) for d in drafts]
    on = {n: own[answers[n]] if d.kind is Kind.DENIAL and n in answers else own[n] for n, d in enumerate(drafts)}
    ids = {n: assertion_id(version, d.asserter, d.cue, d.content) for n, d in enumerate(drafts)}
    claims: dict[str, Claim] = {}
    assertions: dict[str, Assertion] = {}
    for n, draft in enumerate(drafts):
        claims.setdefault(on[n].id, on[n])
        answers_to = ids[answers[n]] if n in answers and ids[answers[n]] != ids[n] else None
        assertion = Assertion(
            id=ids[n],
            claim=on[n].id,
            asserter=draft.asserter,
            content=draft.content,
            stance=draft.stance,
            source=draft.source,
            cue=draft.cue,
            hedged=draft.hedged,
            relayed_by=draft.relayed_by,
            responds_to=answers_to,
            handle=draft.handle,
            co_asserters=tuple(sorted({o for o in draft.others if o != draft.asserter})),
        )
        assertions.setdefault(ids[n], assertion)
    return tuple(claims.values()), tuple(assertions.values()), ids


def _claim(document: Document, draft: Draft) -> Claim:
    text = " ".join(" ".join(document.quote(s).split()) for s in draft.content)
    kind = ClaimKind.OTHER if draft.kind is Kind.DENIAL else ClaimKind(draft.kind)
    return Claim(claim_id(text, kind, draft.accused, document.version), text, kind, draft.accused, draft.conduct)


def evidence_of(document: Document, items: Iterable[Offered], ids: Mapping[int, str]) -> tuple[Evidence, ...]:
    """The evidence items. What is offered with a denial supports it, and so is against the claim (`model.bearing`)."""
    return tuple(
        Evidence(
            id=evidence_id(document.version, item.span),
            span=item.span,
            type=item.type,
            disclosure=item.disclosure,
            supports=tuple(dict.fromkeys(ids[n] for n in about)),
            offered_by=who,
            first_hand=item.first_hand,
        )
        for item, about, who in items
    )


def referred(scene: Scene, needed: Iterable[str | None]) -> tuple[tuple[Actor, ...], tuple[Affiliation, ...]]:
    """The actors that are needed, those that they are tied to however far, and the ties between them."""
    near: dict[str, set[str]] = {}
    for tie in scene.cast.affiliations:
        near.setdefault(tie.actor, set()).add(tie.other)
    kept: set[str] = set()
    todo = {n for n in needed if n is not None}
    while todo:
        kept |= todo
        todo = {o for n in todo for o in near.get(n, ())} - kept
    actors = gather(scene.cast, kept, scene.minted.values())
    names = {a.id for a in actors}
    return actors, tuple(t for t in scene.cast.affiliations if t.actor in names and t.other in names)
