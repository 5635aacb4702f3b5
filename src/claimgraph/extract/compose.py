"""One document's extraction, put together from its parse: actors, assertions, evidence, and how they hang together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from spacy.tokens import Doc

from claimgraph.extract.actors import creator_actor, find_actors, publisher_actor
from claimgraph.extract.admitting import admitted
from claimgraph.extract.answers import answered
from claimgraph.extract.attribution import attributions
from claimgraph.extract.circles import Circles
from claimgraph.extract.continuing import introduced
from claimgraph.extract.deriving import declared, stated
from claimgraph.extract.discourse import in_context
from claimgraph.extract.drafts import Draft, from_attribution, from_headline, from_own_voice, in_order
from claimgraph.extract.evidence import is_evidence_by_name
from claimgraph.extract.found import Attribution
from claimgraph.extract.headlines import headlines
from claimgraph.extract.lexicon import words
from claimgraph.extract.offering.deciding import offered
from claimgraph.extract.own_voice import alleging, doubting
from claimgraph.extract.quoted import Said, quoted_speaker
from claimgraph.extract.records import assertions_of, evidence_of, placed, referred
from claimgraph.extract.relays import relayed
from claimgraph.extract.responding import responding
from claimgraph.extract.scene import Scene
from claimgraph.extract.sorting.deciding import sort
from claimgraph.extract.syntax import covers, head, overlaps, tokens_in
from claimgraph.model import ActorType, Document, Extraction, Kind, Span

__all__ = ["Attribute", "compose"]

Attribute = Callable[[Doc], Sequence[Attribution]]

_OUTLETS = {ActorType.ORGANIZATION, ActorType.COMPANY}


def compose(document: Document, doc: Doc, pipeline: str, attribute: Attribute = attributions) -> Extraction:
    """All that is found in a parsed document.

    Args:
        document: the document.
        doc: its parse; `doc.text` is the document's text.
        pipeline: the name of the pipeline that parsed it.
        attribute: what finds the attributions, in the order of the text.
    """
    cast = find_actors(doc, document)
    scene = Scene(document, doc, cast)
    ruled, circles, refused = by_rules(scene, attribute)
    drafts = sort(scene, ruled)
    answers = answered(scene, drafts, circles)
    claims, assertions, ids = assertions_of(document, introduced(drafts), answers)
    evidence = evidence_of(document, offered(scene, drafts, answers), ids)
    instruments = responding(scene, drafts, ids, assertions)
    publisher, creators = _responsible(scene)
    actors, affiliations = referred(
        scene,
        chain(
            (x for a in assertions for x in (a.asserter, *a.co_asserters, a.relayed_by)),
            (x for c in claims for x in c.accused),
            (e.offered_by for e in evidence),
            (x for i in instruments for x in (i.issuer, *i.targets)),
            (publisher, *creators),
        ),
    )
    return Extraction(
        version=document.version,
        actors=actors,
        instruments=instruments,
        claims=claims,
        assertions=assertions,
        evidence=evidence,
        affiliations=affiliations,
        derivations=tuple(chain(declared(document), stated(scene, drafts, ids, instruments))),
        publisher=publisher,
        creators=creators,
        handles=tuple(sorted({d.handle for d in drafts})),
        pipeline=pipeline,
        refused=refused,
    )


def by_rules(scene: Scene, attribute: Attribute) -> tuple[list[Draft], Circles, int]:
    """The drafts of a document as the rules read them, who belongs together, and how many drafts cannot be quoted."""
    read = in_order(_drafts(scene, attribute(scene.doc)))
    outlets = frozenset(a.id for a in scene.cast.actors if a.type in _OUTLETS)
    quotable = placed(scene.document, read)
    drafts = relayed(scene, quotable, outlets)
    circles = Circles(scene.labels(), scene.cast.affiliations)
    return in_context(scene, drafts, circles), circles, len(read) - len(quotable)


def _drafts(scene: Scene, attributed: Sequence[Attribution]) -> Iterator[Draft]:
    """The attributions whose source is somebody, then what the author says beside them."""
    body = scene.document.body_start
    found = _attributed(scene, [a for a in attributed if _begin(a) >= body])
    drafts = [from_attribution(scene, attribution, ids) for attribution, ids in found]
    drafts = [d for d in drafts if d.asserter is not None or d.accused or not _charges(d)]
    yield from drafts
    taken = [s for d in drafts for s in (*d.source, *d.cue, *d.content)]
    for headline in headlines(scene.doc):
        draft = from_headline(scene, headline) if headline[0].start >= body else None
        if draft is not None and not any(overlaps(headline[0], s) for s in taken):
            taken.append(headline[0])
            yield draft
    for voiced in chain(alleging(scene.doc, taken), doubting(scene.doc, taken)):
        draft = from_own_voice(scene, voiced) if voiced.content.start >= body else None
        if draft is not None:
            yield draft


def _charges(draft: Draft) -> bool:
    """Whether a draft's cue accuses: what nobody is said to accuse nobody of is no assertion."""
    return bool(draft.cue) and draft.cue_entry is not None and draft.cue_entry.kind is Kind.ALLEGATION


def _begin(attribution: Attribution) -> int:
    return min(s.start for s in (*attribution.source, *attribution.cue, *attribution.content))


def _attributed(scene: Scene, found: Sequence[Attribution]) -> Iterator[tuple[Attribution, tuple[str, ...]]]:
    """The attributions that are assertions, with their asserters; a continued quotation is of whoever spoke last."""
    last: tuple[str, ...] = ()
    said: list[Said] = []
    for attribution in found:
        if attribution.source:
            speaker = quoted_speaker(scene, attribution.source, said)
            ids = _asserters(scene, _extent(attribution.source)) if speaker is None else speaker
            if not any(covers(spans, s.start) for s in attribution.source for spans, _ in said):
                last = ids  # a speaker inside what another says does not go on after the quotation
        else:
            ids = () if attribution.cue else last
        said.append((attribution.content, ids))
        if admitted(scene.doc, attribution, ids):
            yield attribution, ids


def _extent(spans: Sequence[Span]) -> Span:
    return Span(spans[0].start, spans[-1].end)


def _asserters(scene: Scene, source: Span) -> tuple[str, ...]:
    """Whom a source means; where that cannot be told, a nameless actor for words that do speak of somebody."""
    top = head(tokens_in(scene.doc, [source]))
    if top is not None and is_evidence_by_name(top):
        return ()  # "evidence suggests that P" is the author's to say
    ids = scene.resolve(source)
    speaks = scene.document.quote(source).lower() not in words("nobody")
    return ids or (scene.describe(source) if speaks else ())


def _responsible(scene: Scene) -> tuple[str | None, tuple[str, ...]]:
    """Publisher and creators by the document's metadata."""
    meta = scene.document.metadata
    publisher = publisher_actor(meta.publisher) if meta.publisher else None
    creators = [creator_actor(c) for c in meta.creators if c.strip()]
    scene.minted.update((a.id, a) for a in (publisher, *creators) if a is not None)
    return None if publisher is None else publisher.id, tuple(dict.fromkeys(a.id for a in creators))
