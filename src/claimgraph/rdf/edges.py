"""What one graph says about who rests on what: its documents, each with its records and without its text.

`decode` gives one document's extraction back whole. Here a graph may speak of many documents (a dataset's does) and may
be written by others; labels and wordings, which no verdict depends on, are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Quad

from claimgraph.errors import InvalidExtraction
from claimgraph.model import (
    Actor,
    ActorType,
    Affiliation,
    Assertion,
    Basis,
    Claim,
    ClaimKind,
    Derivation,
    Document,
    Extraction,
    Instrument,
    InstrumentType,
    Metadata,
    Span,
)
from claimgraph.model.identifiers import DEFAULT_BASE, document_id
from claimgraph.model.order import canonical
from claimgraph.model.vocabulary import CG, CLAIM_CLASSES, RELATIONS, Class, Property
from claimgraph.rdf.decode import affiliation_of, assertion_of, derivations_of, evidence_of, most_specific
from claimgraph.rdf.index import Index
from claimgraph.rdf.quads import ordered
from claimgraph.rdf.terms import cg, name_of, term

__all__ = ["Edges", "edges"]

_IN, _START, _END, _EXACT = (term(f"oa:{name}") for name in ("hasSource", "start", "end", "exact"))
_RELATIONS = {iri: relation for relation, iri in RELATIONS.items()}
_PREFIX = document_id("")


class Edges(NamedTuple):
    """The documents of a graph with what is in them, and what no document of it states: affiliations, derivations."""

    documents: tuple[tuple[Document, Extraction], ...]
    ties: tuple[Affiliation, ...]
    derivations: tuple[Derivation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Quoted(Document):
    """A document of which only quotes are known."""

    quotes: Mapping[Span, str] = field(default_factory=dict)

    def quote(self, span: Span) -> str:
        """The quote at a span; "" where none is known."""
        return self.quotes.get(span, "")


class _Part(NamedTuple):
    """The nodes of one document, by what they are."""

    passages: list[NamedNode]
    assertions: list[NamedNode]
    evidence: list[NamedNode]
    ties: list[NamedNode]
    mentions: dict[NamedNode, list[Span]]
    """Where the document names an instrument."""


def edges(quads: Iterable[Quad], base: str = DEFAULT_BASE) -> Edges:
    """Read a graph's edges.

    A record is of the document that its passage stands in, or in whose own voice it is. A document whose IRI is none of
    ours has that IRI for its address.

    Args:
        quads: one graph, in any order. What is not said in our vocabulary may have blank nodes, and is left alone.
        base: the IRI that ids are relative to.

    Raises:
        InvalidExtraction: a record lacks a property, has a value from no list, or is of no document of this graph.
    """
    index = Index(ordered(q for q in quads if not _is_foreign(q)), base)
    parts, loose = _parts(index)
    documents = [(_document(index, n, p), _extraction(index, n, p)) for n, p in sorted(parts.items(), key=str)]
    if not documents:  # its derivations, if any, are between records of other graphs, as those of text reuse are
        return Edges((), loose, tuple(derivations_of(index)))
    document, extraction = documents[0]  # what holds whichever document says it, and what is the only one's
    documents[0] = document, _with_common(index, extraction, parts)
    return Edges(tuple((d, canonical(x)) for d, x in documents), loose)


def _is_foreign(quad: Quad) -> bool:
    """Whether a quad has a blank node and says nothing in our vocabulary."""
    ours = any(isinstance(t, NamedNode) and t.value.startswith(CG) for t in (quad.predicate, quad.object))
    return not ours and any(isinstance(t, BlankNode) for t in (quad.subject, quad.object))


def _parts(index: Index) -> tuple[dict[NamedNode, _Part], tuple[Affiliation, ...]]:
    """The nodes of each document, and the ties of none."""
    parts: dict[NamedNode, _Part] = defaultdict(lambda: _Part([], [], [], [], {}))
    for node in index.instances(cg(Class.DOCUMENT)):
        _ = parts[node]
    home = {n: index.node(n, _IN) for n in index.subjects() if index.nodes(n, _IN)}
    for passage, node in home.items():
        parts[node].passages.append(passage)
    _mentions(index, parts, home)
    for record in index.instances(cg(Class.ASSERTION)):
        _placed(index, parts, home, record).assertions.append(record)
    for record in index.instances(cg(Class.EVIDENCE_ITEM)):
        _placed(index, parts, home, record).evidence.append(record)
    loose = []
    for record in index.instances(cg(Class.AFFILIATION)):
        at = _place(index, parts, home, record)
        if at is None:
            loose.append(affiliation_of(index, record))
        else:
            parts[at].ties.append(record)
    return parts, (*loose, *_flat_ties(index))


def _mentions(index: Index, parts: dict[NamedNode, _Part], home: Mapping[NamedNode, NamedNode]) -> None:
    for instrument in index.instances(cg(Class.POLICY_INSTRUMENT)):
        for passage in index.nodes(instrument, cg(Property.MENTION)):
            if passage in home:
                parts[home[passage]].mentions.setdefault(instrument, []).append(_span(index, passage))


def _place(
    index: Index, parts: Mapping[NamedNode, _Part], home: Mapping[NamedNode, NamedNode], record: NamedNode
) -> NamedNode | None:
    """The document that a record is of; the only one, where it does not say."""
    at = [home[p] for p in index.nodes(record, cg(Property.PASSAGE)) if p in home]
    at += index.nodes(record, cg(Property.OWN_VOICE_OF))
    at += parts if len(parts) == 1 else ()
    return at[0] if at else None


def _placed(
    index: Index, parts: Mapping[NamedNode, _Part], home: Mapping[NamedNode, NamedNode], record: NamedNode
) -> _Part:
    at = _place(index, parts, home, record)
    if at is None:
        raise InvalidExtraction(record.value, "is of no document; give it a passage with oa:hasSource")
    return parts[at]


def _flat_ties(index: Index) -> Iterable[Affiliation]:
    """The ties that are stated by a property alone."""
    qualified = {
        (index.node(n, cg(Property.AFFILIATE)), index.node(n, cg(Property.AFFILIATED_TO)))
        for n in index.instances(cg(Class.AFFILIATION))
    }
    found = {
        (one, other): relation
        for one in index.subjects()
        for prop, relation in _RELATIONS.items()
        for other in index.nodes(one, NamedNode(prop))
        if one != other and (one, other) not in qualified
    }
    for (one, other), relation in found.items():
        yield Affiliation(name_of(one, index.base), name_of(other, index.base), relation, Basis.DECLARED)


def _document(index: Index, node: NamedNode, part: _Part) -> Document:
    dates = index.texts(node, term("dct:issued")) or tuple(
        d for n in part.assertions for d in index.texts(n, term("dct:date"))
    )
    name = name_of(node, index.base)
    version = name.removeprefix(_PREFIX)
    addresses = index.names(node, term("dct:source")) or (() if name.startswith(_PREFIX) else (name,))
    kinds = index.texts(node, cg(Property.DOCUMENT_KIND))
    return _Quoted(
        origin=node.value,
        sha256=version,
        version=version,
        text="",
        metadata=Metadata(
            date=min(dates, default=None), url=min(addresses, default=None), kind=min(kinds, default=None)
        ),
        quotes={_span(index, p): index.text(p, _EXACT) for p in part.passages},
    )


def _span(index: Index, passage: NamedNode) -> Span:
    return Span(index.number(passage, _START), index.number(passage, _END))


def _extraction(index: Index, node: NamedNode, part: _Part) -> Extraction:
    assertions = tuple(_assertion(index, n) for n in part.assertions)
    evidence = tuple(evidence_of(index, n) for n in part.evidence)
    known = {a.id for a in assertions}
    for item in evidence:
        for other in (*item.supports, *item.disputes):
            if other not in known:
                raise InvalidExtraction(item.id, f"is offered with {other}, which is no assertion of its document")
    return Extraction(
        version=name_of(node, index.base).removeprefix(_PREFIX),
        instruments=tuple(_instrument(index, n, spans) for n, spans in part.mentions.items()),
        claims=tuple(_claim(index, c) for n in part.assertions for c in index.nodes(n, cg(Property.CLAIM))),
        assertions=assertions,
        evidence=evidence,
        affiliations=tuple(affiliation_of(index, n) for n in part.ties),
        publisher=min(index.names(node, term("dct:publisher")), default=None),
        creators=index.names(node, term("dct:creator")),
    )


def _with_common(index: Index, first: Extraction, parts: Mapping[NamedNode, _Part]) -> Extraction:
    """Who is nameless, who issued what, what derives from what, and the claims that nobody makes."""
    placed = {n for part in parts.values() for n in part.mentions}
    foreign = {name for name in (name_of(n, index.base) for n in parts) if not name.startswith(_PREFIX)}
    rest = (n for n in index.instances(cg(Class.POLICY_INSTRUMENT)) if n not in placed)
    return replace(
        first,
        actors=tuple(
            Actor(name_of(n, index.base), "", ActorType.UNNAMED) for n in index.instances(cg(Class.UNNAMED_ACTOR))
        ),
        instruments=(*first.instruments, *(_instrument(index, n, []) for n in rest)),
        claims=tuple(_claim(index, n) for n in index.instances(cg(Class.CLAIM))) if len(parts) == 1 else first.claims,
        derivations=tuple(
            replace(d, derived=document_id(d.derived)) if d.derived in foreign else d for d in derivations_of(index)
        ),
    )


def _assertion(index: Index, node: NamedNode) -> Assertion:
    """As `decode` has it; of several asserters of whom none is the second, all but the first by name are."""
    found = assertion_of(index, node)
    others = {*index.names(node, cg(Property.ASSERTER)), *found.co_asserters} - {found.asserter}
    return replace(found, co_asserters=tuple(sorted(n for n in others if n is not None)))


def _claim(index: Index, node: NamedNode) -> Claim:
    typed = index.has_class(node, cg(Class.CLAIM))
    kind = most_specific(index, node, CLAIM_CLASSES) if typed else ClaimKind.OTHER
    return Claim(name_of(node, index.base), "", kind, index.names(node, cg(Property.ACCUSES)))


def _instrument(index: Index, node: NamedNode, spans: Iterable[Span]) -> Instrument:
    issuer = min(index.names(node, cg(Property.ISSUED_BY)), default=None)
    return Instrument(name_of(node, index.base), "", InstrumentType.OTHER, issuer, mentions=tuple(spans))
