"""The laws that every extraction keeps: quotes are where they are said to be, and references point somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.errors import InvalidExtraction
from claimgraph.model.document import Document, Span
from claimgraph.model.extraction import Extraction
from claimgraph.model.identifiers import document_id

__all__ = ["check"]


def check(document: Document, extraction: Extraction) -> None:
    """Raise InvalidExtraction for the first broken law, naming the record."""
    if extraction.version != document.version:
        raise InvalidExtraction(extraction.version, f"is not the version of {document.origin}; extract it again")
    for owner, span in _spans(extraction):
        if not 0 <= span.start < span.end <= len(document.text):
            raise InvalidExtraction(owner, f"span {tuple(span)} is outside the text's {len(document.text)} characters")
    known = {document_id(document.version)}
    known |= {a.id for a in extraction.actors} | {i.id for i in extraction.instruments}
    known |= {c.id for c in extraction.claims} | {a.id for a in extraction.assertions}
    known |= {e.id for e in extraction.evidence}
    for owner, target in _references(extraction):
        if target not in known:
            raise InvalidExtraction(owner, f"refers to {target}, which this extraction does not hold")


def _spans(extraction: Extraction) -> Iterator[tuple[str, Span]]:
    for actor in extraction.actors:
        yield from ((actor.id, s) for s in actor.mentions)
    for instrument in extraction.instruments:
        yield from ((instrument.id, s) for s in instrument.mentions)
    for a in extraction.assertions:
        yield from ((a.id, s) for s in (*a.source, *a.cue, *a.content))
    yield from ((e.id, e.span) for e in extraction.evidence)
    yield from ((x.actor, x.span) for x in extraction.affiliations if x.span is not None)
    yield from ((d.derived, d.span) for d in extraction.derivations if d.span is not None)


def _references(extraction: Extraction) -> Iterator[tuple[str, str]]:
    for i in extraction.instruments:
        yield from ((i.id, x) for x in (i.issuer, *i.targets, *i.responds_to) if x is not None)
    for c in extraction.claims:
        yield from ((c.id, x) for x in c.accused)
    for a in extraction.assertions:
        yield from (
            (a.id, x) for x in (a.claim, a.asserter, *a.co_asserters, a.relayed_by, a.responds_to) if x is not None
        )
    for e in extraction.evidence:
        yield from ((e.id, x) for x in (*e.supports, *e.disputes, e.offered_by) if x is not None)
    for f in extraction.affiliations:
        yield from ((f.actor, x) for x in (f.actor, f.other))
    yield from ((d.derived, d.derived) for d in extraction.derivations)
    yield from ((extraction.version, x) for x in (extraction.publisher, *extraction.creators) if x is not None)
