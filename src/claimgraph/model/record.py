"""Extractions as plain JSON-able records: one object a document, the public contract of `claimgraph extract`.

Ids become absolute IRIs. `from_record(to_record(…))` gives the extraction back (a law in the tests), so the
workspace keeps these records too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from claimgraph.model.document import Document, Span
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
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.model.values import (
    ActorType,
    Basis,
    ClaimKind,
    Disclosure,
    EvidenceType,
    InstrumentStatus,
    InstrumentType,
    Kind,
    Relation,
    Stance,
    Status,
)

__all__ = ["AUTHOR", "Record", "from_record", "to_record"]

AUTHOR = "author"

Record = dict[str, Any]


def to_record(
    document: Document,
    extraction: Extraction,
    statuses: Mapping[str, Status],
    base: str = DEFAULT_BASE,
) -> Record:
    """One document's extraction as the record of the contract.

    Args:
        document: the document that was extracted.
        extraction: what was found in it.
        statuses: independence status by assertion id, for allegations and factual assessments.
        base: the IRI that ids are relative to.

    Returns:
        a dict that `json.dumps` takes; keys in a fixed order.
    """
    claims = {c.id: c for c in extraction.claims}

    def iri(name: str | None) -> str | None:
        return name if name is None or ":" in name.split("/", 1)[0] else base + name

    def iris(names: Iterable[str]) -> list[str | None]:
        return [iri(n) for n in names]

    def spans(these: Iterable[Span]) -> list[list[int]]:
        return [list(s) for s in these]

    meta = document.metadata
    return {
        "document": document.origin,
        "sha256": document.sha256,
        "version": document.version,
        "length": len(document.text),
        "title": meta.title,
        "publisher": meta.publisher,
        "date": meta.date,
        "actors": [
            {
                "id": iri(a.id),
                "label": a.label,
                "type": a.type.value,
                "mentions": spans(a.mentions),
                "aliases": list(a.aliases),
                "wikidata": a.wikidata,
            }
            for a in extraction.actors
        ],
        "instruments": [
            {
                "id": iri(i.id),
                "label": i.label,
                "type": i.type.value,
                "issuer": iri(i.issuer),
                "status": i.status.value,
                "mentions": spans(i.mentions),
                "targets": iris(i.targets),
                "responds_to": iris(i.responds_to),
            }
            for i in extraction.instruments
        ],
        "assertions": [
            {
                "id": iri(a.id),
                "claim": iri(a.claim),
                "asserter": AUTHOR if a.asserter is None else iri(a.asserter),
                "source": spans(a.source),
                "cue": spans(a.cue),
                "content": spans(a.content),
                "stance": a.stance.value,
                "kind": (kind := extraction.kind(a)).value,
                "accused": iris(claims[a.claim].accused) if kind is Kind.ALLEGATION else [],
                "hedged": a.hedged,
                "relayed_by": iri(a.relayed_by),
                "responds_to": iri(a.responds_to),
                "handle": a.handle,
                "co_asserters": iris(a.co_asserters),
            }
            for a in extraction.assertions
        ],
        "evidence": [
            {
                "id": iri(e.id),
                "span": list(e.span),
                "supports": iris(e.supports),
                "disputes": iris(e.disputes),
                "offered_by": iri(e.offered_by),
                "type": e.type.value,
                "disclosure": e.disclosure.value,
                "first_hand": e.first_hand,
            }
            for e in extraction.evidence
        ],
        "independence": {str(iri(k)): v.value for k, v in statuses.items()},
        "claims": [
            {
                "id": iri(c.id),
                "text": c.text,
                "kind": c.kind.value,
                "accused": iris(c.accused),
                "conduct": list(c.conduct),
            }
            for c in extraction.claims
        ],
        "affiliations": [
            {
                "actor": iri(f.actor),
                "other": iri(f.other),
                "relation": f.relation.value,
                "basis": f.basis.value,
                "span": None if f.span is None else list(f.span),
                "since": f.since,
                "until": f.until,
            }
            for f in extraction.affiliations
        ],
        "derivations": [
            {
                "derived": iri(d.derived),
                "source": iri(d.source),
                "basis": d.basis.value,
                "alternate": d.alternate,
                "span": None if d.span is None else list(d.span),
            }
            for d in extraction.derivations
        ],
        "extraction": {
            "publisher": iri(extraction.publisher),
            "creators": iris(extraction.creators),
            "handles": list(extraction.handles),
            "pipeline": extraction.pipeline,
            "refused": extraction.refused,
        },
    }


def from_record(record: Mapping[str, Any], base: str = DEFAULT_BASE) -> Extraction:
    """The extraction of a record that `to_record` made with the same base.

    Raises:
        KeyError, ValueError: the record is of another shape.
    """

    def rel(iri: Any) -> Any:  # noqa: ANN401 str or None, as JSON has it
        return iri[len(base) :] if isinstance(iri, str) and iri.startswith(base) else iri

    def rels(iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(rel(i) for i in iris)

    def spans(these: Iterable[Iterable[int]]) -> tuple[Span, ...]:
        return tuple(Span(*s) for s in these)

    def span(this: Iterable[int] | None) -> Span | None:
        return None if this is None else Span(*this)

    run = record["extraction"]
    return Extraction(
        version=record["version"],
        actors=tuple(
            Actor(
                rel(a["id"]), a["label"], ActorType(a["type"]), spans(a["mentions"]), tuple(a["aliases"]), a["wikidata"]
            )
            for a in record["actors"]
        ),
        instruments=tuple(
            Instrument(
                rel(i["id"]),
                i["label"],
                InstrumentType(i["type"]),
                rel(i["issuer"]),
                InstrumentStatus(i["status"]),
                spans(i["mentions"]),
                rels(i["targets"]),
                rels(i["responds_to"]),
            )
            for i in record["instruments"]
        ),
        claims=tuple(
            Claim(rel(c["id"]), c["text"], ClaimKind(c["kind"]), rels(c["accused"]), tuple(c["conduct"]))
            for c in record["claims"]
        ),
        assertions=tuple(
            Assertion(
                id=rel(a["id"]),
                claim=rel(a["claim"]),
                asserter=None if a["asserter"] == AUTHOR else rel(a["asserter"]),
                content=spans(a["content"]),
                stance=Stance(a["stance"]),
                source=spans(a["source"]),
                cue=spans(a["cue"]),
                hedged=a["hedged"],
                relayed_by=rel(a["relayed_by"]),
                responds_to=rel(a["responds_to"]),
                handle=a["handle"],
                co_asserters=rels(a.get("co_asserters", ())),  # records written by hand may leave it out
            )
            for a in record["assertions"]
        ),
        evidence=tuple(
            Evidence(
                rel(e["id"]),
                Span(*e["span"]),
                EvidenceType(e["type"]),
                Disclosure(e["disclosure"]),
                rels(e["supports"]),
                rels(e["disputes"]),
                rel(e["offered_by"]),
                e["first_hand"],
            )
            for e in record["evidence"]
        ),
        affiliations=tuple(
            Affiliation(
                rel(f["actor"]),
                rel(f["other"]),
                Relation(f["relation"]),
                Basis(f["basis"]),
                span(f["span"]),
                f["since"],
                f["until"],
            )
            for f in record["affiliations"]
        ),
        derivations=tuple(
            Derivation(rel(d["derived"]), rel(d["source"]), Basis(d["basis"]), d["alternate"], span(d["span"]))
            for d in record["derivations"]
        ),
        publisher=rel(run["publisher"]),
        creators=rels(run["creators"]),
        handles=tuple(run["handles"]),
        pipeline=run["pipeline"],
        refused=run["refused"],
    )
