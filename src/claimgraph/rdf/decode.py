"""From quads back to an extraction: `decode(encode(d, x)) == canonical(x)`, a law in the tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from claimgraph.errors import InvalidExtraction
from claimgraph.model import (
    Actor,
    Affiliation,
    Assertion,
    Basis,
    Claim,
    Derivation,
    Disclosure,
    Evidence,
    EvidenceType,
    Extraction,
    Instrument,
    InstrumentStatus,
    InstrumentType,
    Relation,
    Stance,
)
from claimgraph.model.identifiers import DEFAULT_BASE, document_id
from claimgraph.model.order import canonical
from claimgraph.model.values import Certainty
from claimgraph.model.vocabulary import ACTOR_CLASSES, CLAIM_CLASSES, RELATIONS, Class, Property
from claimgraph.rdf.encode import WIKIDATA
from claimgraph.rdf.index import Index
from claimgraph.rdf.terms import cg, name_of, term

__all__ = ["affiliation_of", "assertion_of", "decode", "derivations_of", "evidence_of", "most_specific"]

Key = TypeVar("Key")

_RELATIONS: Mapping[str, Relation] = {iri: relation for relation, iri in RELATIONS.items()}


def decode(quads: Iterable[Quad], base: str = DEFAULT_BASE) -> Extraction:
    """The extraction that a document's graph holds, in canonical order.

    Args:
        quads: the graph of one document, in any order; properties that are not ours are left alone.
        base: the IRI that ids are relative to, as it was given to `encode`.

    Raises:
        InvalidExtraction: there is not one document, or a record lacks a property or has a value from no list.
    """
    index = Index(quads, base)
    document = _only(index, Class.DOCUMENT)
    run = _only(index, Class.RUN)
    return canonical(
        Extraction(
            version=name_of(document, base).removeprefix(document_id("")),
            actors=tuple(_actor(index, n) for n in index.instances(cg(Class.ACTOR))),
            instruments=tuple(_instrument(index, n) for n in index.instances(cg(Class.POLICY_INSTRUMENT))),
            claims=tuple(_claim(index, n) for n in index.instances(cg(Class.CLAIM))),
            assertions=tuple(assertion_of(index, n) for n in index.instances(cg(Class.ASSERTION))),
            evidence=tuple(evidence_of(index, n) for n in index.instances(cg(Class.EVIDENCE_ITEM))),
            affiliations=tuple(affiliation_of(index, n) for n in index.instances(cg(Class.AFFILIATION))),
            derivations=tuple(derivations_of(index)),
            publisher=index.optional_name(document, term("dct:publisher")),
            creators=index.names(document, term("dct:creator")),
            handles=index.texts(run, cg(Property.EXTRACTOR_HANDLE)),
            pipeline=index.optional_text(run, cg(Property.PIPELINE)) or "",
            refused=index.number(run, cg(Property.REFUSED)),
        )
    )


def _only(index: Index, name: Class) -> NamedNode:
    found = index.instances(cg(name))
    if len(found) != 1:
        raise InvalidExtraction(name, f"{len(found)} of this class in the quads; give the graph of one document")
    return found[0]


def _actor(index: Index, node: NamedNode) -> Actor:
    page = index.optional_name(node, term("schema:sameAs"))
    return Actor(
        id=name_of(node, index.base),
        label=index.text(node, term("rdfs:label")),
        type=most_specific(index, node, ACTOR_CLASSES),
        mentions=index.spans(node, cg(Property.MENTION)),
        aliases=index.texts(node, term("skos:altLabel")),
        wikidata=None if page is None else page.removeprefix(WIKIDATA),
    )


def _instrument(index: Index, node: NamedNode) -> Instrument:
    return Instrument(
        id=name_of(node, index.base),
        label=index.text(node, term("rdfs:label")),
        type=index.value(node, Property.INSTRUMENT_TYPE, InstrumentType),
        issuer=index.optional_name(node, cg(Property.ISSUED_BY)),
        status=index.value(node, Property.STATUS, InstrumentStatus),
        mentions=index.spans(node, cg(Property.MENTION)),
        targets=index.names(node, cg(Property.TARGETS)),
        responds_to=index.names(node, cg(Property.RESPONDS_TO)),
    )


def _claim(index: Index, node: NamedNode) -> Claim:
    return Claim(
        id=name_of(node, index.base),
        text=index.text(node, cg(Property.TEXT)),
        kind=most_specific(index, node, CLAIM_CLASSES),
        accused=index.names(node, cg(Property.ACCUSES)),
        conduct=index.concepts(node, cg(Property.CONDUCT)),
    )


def assertion_of(index: Index, node: NamedNode) -> Assertion:
    """The assertion that a node is; raises as `decode` does."""
    others = index.names(node, cg(Property.CO_ASSERTER))
    first = [name for name in index.names(node, cg(Property.ASSERTER)) if name not in others]
    return Assertion(
        id=name_of(node, index.base),
        claim=index.name(node, cg(Property.CLAIM)),
        asserter=first[0] if first else None,
        content=index.spans(node, cg(Property.PASSAGE)),
        stance=index.value(node, Property.STANCE, Stance),
        source=index.spans(node, cg(Property.SOURCE_MENTION)),
        cue=index.spans(node, cg(Property.CUE)),
        hedged=index.value(node, Property.CERTAINTY, Certainty) is Certainty.HEDGED,
        relayed_by=index.optional_name(node, cg(Property.RELAYED_BY)),
        responds_to=index.optional_name(node, cg(Property.RESPONDS_TO)),
        handle=index.optional_text(node, cg(Property.EXTRACTOR_HANDLE)) or "",
        co_asserters=others,
    )


def evidence_of(index: Index, node: NamedNode) -> Evidence:
    """The evidence item that a node is; raises as `decode` does."""
    span = index.optional_span(node, cg(Property.PASSAGE))
    if span is None:
        raise InvalidExtraction(node.value, "has no passage; say where the evidence is mentioned")
    return Evidence(
        id=name_of(node, index.base),
        span=span,
        type=index.value(node, Property.EVIDENCE_TYPE, EvidenceType),
        disclosure=index.value(node, Property.DISCLOSURE, Disclosure),
        supports=index.names(node, cg(Property.OFFERED_WITH)),
        disputes=index.names(node, cg(Property.OFFERED_AGAINST)),
        offered_by=index.optional_name(node, cg(Property.OFFERED_BY)),
        first_hand=index.flag(node, cg(Property.FIRST_HAND)),
    )


def affiliation_of(index: Index, node: NamedNode) -> Affiliation:
    """The affiliation that a node is; raises as `decode` does."""
    relation = index.node(node, cg(Property.RELATION)).value
    if relation not in _RELATIONS:
        raise InvalidExtraction(node.value, f"relation is {relation}; give one of {', '.join(_RELATIONS)}")
    return Affiliation(
        actor=index.name(node, cg(Property.AFFILIATE)),
        other=index.name(node, cg(Property.AFFILIATED_TO)),
        relation=_RELATIONS[relation],
        basis=index.value(node, Property.BASIS, Basis),
        span=index.optional_span(node, cg(Property.PASSAGE)),
        since=index.optional_text(node, term("schema:startDate")),
        until=index.optional_text(node, term("schema:endDate")),
    )


def derivations_of(index: Index) -> Iterator[Derivation]:
    """The derivations of all nodes; raises as `decode` does."""
    for derived in index.subjects():
        for prop, alternate in ((term("prov:qualifiedDerivation"), False), (term("prov:qualifiedInfluence"), True)):
            for node in index.nodes(derived, prop):
                yield Derivation(
                    derived=name_of(derived, index.base),
                    source=index.name(node, term("prov:entity")),
                    basis=index.value(node, Property.BASIS, Basis),
                    alternate=alternate,
                    span=index.optional_span(node, cg(Property.PASSAGE)),
                )


def most_specific(index: Index, node: NamedNode, classes: Mapping[Key, tuple[Class, ...]]) -> Key:
    """The kind of which the node has all classes, and most of them."""
    fitting = [key for key, names in classes.items() if all(index.has_class(node, cg(n)) for n in names)]
    deepest = max((len(classes[k]) for k in fitting), default=0)
    kinds = [k for k in fitting if len(classes[k]) == deepest]
    if len(kinds) != 1:
        raise InvalidExtraction(node.value, f"is of {len(kinds)} kinds; type it with the class of one")
    return kinds[0]
