"""From an extraction to quads: one named graph a document, no blank nodes, every IRI a function of content.

`decode` is the inverse. What is alleged stays inside the claim: no triple says that the accused did it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.model import (
    Actor,
    Affiliation,
    Assertion,
    Claim,
    Derivation,
    Document,
    Evidence,
    Extraction,
    Instrument,
)
from claimgraph.model.bearing import bearings
from claimgraph.model.document import Metadata, Span
from claimgraph.model.identifiers import DEFAULT_BASE, digest, document_id, graph_id, passage_id
from claimgraph.model.values import Certainty
from claimgraph.model.vocabulary import ACTOR_CLASSES, CLAIM_CLASSES, RELATIONS, Class, Property
from claimgraph.rdf.derivation import derivation_triples
from claimgraph.rdf.quads import Triple, ordered
from claimgraph.rdf.run import run_triples, tool_version
from claimgraph.rdf.terms import TRUE, A, cg, checked_base, day, integer, iri, string, term

__all__ = ["encode", "statements", "unordered"]

WIKIDATA = "http://www.wikidata.org/entity/"


def encode(
    document: Document, extraction: Extraction, base: str = DEFAULT_BASE, *, tool: str | None = None
) -> list[Quad]:
    """The graph of one document: `<base>graph/document/<version>`.

    Args:
        document: what was extracted; its text gives each passage its exact quote.
        extraction: what was found in it (`model.integrity.check` holds).
        base: the IRI that ids are relative to.
        tool: the version of this program that the run is recorded under; the installed one by default.

    Returns:
        sorted quads, each once; the same bytes whoever builds them with one version of this program.

    Raises:
        BadWorkspace: the base is not an absolute IRI.
    """
    return ordered(unordered(document, extraction, base, tool=tool))


def unordered(
    document: Document, extraction: Extraction, base: str = DEFAULT_BASE, *, tool: str | None = None
) -> Iterator[Quad]:
    """The same in no order, a quad more than once perhaps: for a store, which asks for neither.

    Raises:
        BadWorkspace: the base is not an absolute IRI.
    """
    scope = _Scope(checked_base(base), document, {}, {})
    graph = scope.node(graph_id("document", document.version))
    tool = tool or tool_version()
    run = scope.minted("run", tool, extraction.pipeline, *sorted(extraction.handles))
    triples = chain(
        _document(scope, extraction), _provenance(scope, graph, run, extraction, tool), _contents(scope, extraction)
    )
    return (Quad(s, p, o, graph) for s, p, o in triples)


def statements(
    document: Document, extraction: Extraction, base: str = DEFAULT_BASE, *, whole: bool = True
) -> Iterator[Triple]:
    """What `encode` says of a document and what is in it, without the graph and the run; in no order.

    Args:
        document: what the extraction's ids and passages belong to.
        extraction: the records.
        base: the IRI that ids are relative to.
        whole: describe the document itself, too.
    """
    scope = _Scope(base, document, {}, {})
    contents = _contents(scope, extraction)
    return chain(_document(scope, extraction), contents) if whole else contents


def _contents(scope: _Scope, extraction: Extraction) -> Iterator[Triple]:
    """One flat chain: a merge makes millions of triples, and each would pass through every generator around it."""
    return chain(
        chain.from_iterable(_actor(scope, a) for a in extraction.actors),
        chain.from_iterable(_instrument(scope, i) for i in extraction.instruments),
        chain.from_iterable(_claim(scope, c) for c in extraction.claims),
        chain.from_iterable(_assertion(scope, a) for a in extraction.assertions),
        chain.from_iterable(_evidence(scope, e) for e in extraction.evidence),
        _bearings(scope, extraction),
        chain.from_iterable(_affiliation(scope, f) for f in extraction.affiliations),
        chain.from_iterable(_derivation(scope, d) for d in extraction.derivations),
        # The passages come last, when the others have said which they need.
        _passages(scope),
    )


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where ids are resolved, and the nodes and passages that were needed so far."""

    base: str
    document: Document
    nodes: dict[str, NamedNode]
    passages: dict[Span, NamedNode]

    def node(self, name: str) -> NamedNode:
        found = self.nodes.get(name)
        if found is None:
            found = self.nodes[name] = iri(name, self.base)
        return found

    def minted(self, kind: str, *parts: str) -> NamedNode:
        """A node for what the model gives no id: a function of its parts within this document."""
        return self.node(f"{kind}/{digest(self.document.version, *parts)}")

    def passage(self, span: Span) -> NamedNode:
        found = self.passages.get(span)
        if found is None:
            found = self.passages[span] = iri(passage_id(self.document.version, span), self.base)
        return found


def _document(scope: _Scope, extraction: Extraction) -> Iterator[Triple]:
    document = scope.document
    node = scope.node(document_id(document.version))
    yield node, A, cg(Class.DOCUMENT)
    yield node, cg(Property.SHA256), string(document.sha256)
    yield node, cg(Property.LENGTH), integer(len(document.text))
    if extraction.publisher is not None:
        yield node, term("dct:publisher"), scope.node(extraction.publisher)
    for creator in extraction.creators:
        yield node, term("dct:creator"), scope.node(creator)
    yield from _metadata(scope, node, document.metadata)


def _metadata(scope: _Scope, node: NamedNode, metadata: Metadata) -> Iterator[Triple]:
    if metadata.title:
        yield node, term("dct:title"), string(metadata.title)
    if metadata.date:
        yield node, term("dct:issued"), day(metadata.date)
    if metadata.url:
        yield node, term("dct:source"), iri(metadata.url, scope.base)
    if metadata.licence:
        yield node, term("dct:license"), _licence(metadata.licence, scope.base)
    if metadata.kind:
        yield node, cg(Property.DOCUMENT_KIND), string(metadata.kind)


def _licence(licence: str, base: str) -> NamedNode | Literal:
    """An address where the licence has one, else its name."""
    return iri(licence, base) if licence.startswith(("https://", "http://")) else string(licence)


def _provenance(scope: _Scope, graph: NamedNode, run: NamedNode, extraction: Extraction, tool: str) -> Iterator[Triple]:
    """Licence and provenance hang on the graph."""
    yield graph, term("prov:wasGeneratedBy"), run
    if scope.document.metadata.licence:
        yield graph, term("dct:license"), _licence(scope.document.metadata.licence, scope.base)
    yield from run_triples(run, tool)
    yield run, term("prov:used"), scope.node(document_id(scope.document.version))
    yield run, cg(Property.REFUSED), integer(extraction.refused)
    if extraction.pipeline:
        yield run, cg(Property.PIPELINE), string(extraction.pipeline)
    for handle in extraction.handles:
        yield run, cg(Property.EXTRACTOR_HANDLE), string(handle)


def _actor(scope: _Scope, actor: Actor) -> Iterator[Triple]:
    node = scope.node(actor.id)
    for name in ACTOR_CLASSES[actor.type]:
        yield node, A, cg(name)
    yield node, term("rdfs:label"), string(actor.label)
    for alias in actor.aliases:
        yield node, term("skos:altLabel"), string(alias)
    if actor.wikidata:
        # Not owl:sameAs: whether two actors are one is a judgement, kept elsewhere.
        yield node, term("schema:sameAs"), iri(WIKIDATA + actor.wikidata, scope.base)
    for span in actor.mentions:
        yield node, cg(Property.MENTION), scope.passage(span)


def _instrument(scope: _Scope, instrument: Instrument) -> Iterator[Triple]:
    node = scope.node(instrument.id)
    yield node, A, cg(Class.POLICY_INSTRUMENT)
    yield node, term("rdfs:label"), string(instrument.label)
    yield node, cg(Property.INSTRUMENT_TYPE), cg(instrument.type)
    yield node, cg(Property.STATUS), cg(instrument.status)
    if instrument.issuer is not None:
        yield node, cg(Property.ISSUED_BY), scope.node(instrument.issuer)
    yield from _links(scope, node, Property.TARGETS, instrument.targets)
    yield from _links(scope, node, Property.RESPONDS_TO, instrument.responds_to)
    for span in instrument.mentions:
        yield node, cg(Property.MENTION), scope.passage(span)


def _claim(scope: _Scope, claim: Claim) -> Iterator[Triple]:
    node = scope.node(claim.id)
    for name in CLAIM_CLASSES[claim.kind]:
        yield node, A, cg(name)
    yield node, cg(Property.TEXT), string(claim.text)
    yield from _links(scope, node, Property.ACCUSES, claim.accused)
    yield from _links(scope, node, Property.ABOUT, claim.accused)
    for conduct in claim.conduct:
        yield node, cg(Property.CONDUCT), cg(conduct)
        yield node, cg(Property.ABOUT), cg(conduct)


def _assertion(scope: _Scope, assertion: Assertion) -> Iterator[Triple]:
    node = scope.node(assertion.id)
    yield node, A, cg(Class.ASSERTION)
    yield node, cg(Property.CLAIM), scope.node(assertion.claim)
    yield node, cg(Property.STANCE), cg(assertion.stance)
    yield node, cg(Property.CERTAINTY), cg(Certainty.HEDGED if assertion.hedged else Certainty.ASSERTED)
    if assertion.asserter is None:
        yield node, cg(Property.OWN_VOICE_OF), scope.node(document_id(scope.document.version))
    else:
        yield node, cg(Property.ASSERTER), scope.node(assertion.asserter)
    for other in assertion.co_asserters:
        yield node, cg(Property.ASSERTER), scope.node(other)
        yield node, cg(Property.CO_ASSERTER), scope.node(other)
    if assertion.relayed_by is not None:
        yield node, cg(Property.RELAYED_BY), scope.node(assertion.relayed_by)
    if assertion.responds_to is not None:
        yield node, cg(Property.RESPONDS_TO), scope.node(assertion.responds_to)
    if scope.document.metadata.date:
        yield node, term("dct:date"), day(scope.document.metadata.date)
    if assertion.handle:
        yield node, cg(Property.EXTRACTOR_HANDLE), string(assertion.handle)
    for role, spans in (
        (Property.SOURCE_MENTION, assertion.source),
        (Property.CUE, assertion.cue),
        (Property.PASSAGE, assertion.content),
    ):
        for span in spans:
            yield node, cg(role), scope.passage(span)


def _evidence(scope: _Scope, item: Evidence) -> Iterator[Triple]:
    node = scope.node(item.id)
    yield node, A, cg(Class.EVIDENCE_ITEM)
    yield node, cg(Property.EVIDENCE_TYPE), cg(item.type)
    yield node, cg(Property.DISCLOSURE), cg(item.disclosure)
    yield node, cg(Property.PASSAGE), scope.passage(item.span)
    if item.offered_by is None:
        yield node, cg(Property.OFFERER_UNKNOWN), TRUE
    else:
        yield node, cg(Property.OFFERED_BY), scope.node(item.offered_by)
    if item.first_hand:
        yield node, cg(Property.FIRST_HAND), TRUE
    yield from _links(scope, node, Property.OFFERED_WITH, item.supports)
    yield from _links(scope, node, Property.OFFERED_AGAINST, item.disputes)


def _bearings(scope: _Scope, extraction: Extraction) -> Iterator[Triple]:
    """What evidence says of claims follows from the assertions that it is offered with."""
    for item, claim, supports in bearings(extraction):
        yield scope.node(item), cg(Property.SUPPORTS if supports else Property.DISPUTES), scope.node(claim)


def _affiliation(scope: _Scope, tie: Affiliation) -> Iterator[Triple]:
    """The flat property for queries, and a node for what it cannot carry."""
    dates = (tie.since or "", tie.until or "")
    node = scope.minted("affiliation", tie.actor, tie.other, tie.relation, tie.basis, _where(tie.span), *dates)
    actor, other, relation = scope.node(tie.actor), scope.node(tie.other), NamedNode(RELATIONS[tie.relation])
    yield actor, relation, other
    yield actor, cg(Property.AFFILIATED_WITH), other
    yield node, A, cg(Class.AFFILIATION)
    yield node, cg(Property.AFFILIATE), actor
    yield node, cg(Property.AFFILIATED_TO), other
    yield node, cg(Property.RELATION), relation
    yield node, cg(Property.BASIS), cg(tie.basis)
    if tie.since is not None:
        yield node, term("schema:startDate"), day(tie.since)
    if tie.until is not None:
        yield node, term("schema:endDate"), day(tie.until)
    if tie.span is not None:
        yield node, cg(Property.PASSAGE), scope.passage(tie.span)


def _derivation(scope: _Scope, edge: Derivation) -> Iterator[Triple]:
    alternate = "alternate" if edge.alternate else ""
    node = scope.minted("derivation", edge.derived, edge.source, edge.basis, alternate, _where(edge.span))
    derived, source = scope.node(edge.derived), scope.node(edge.source)
    yield from derivation_triples(node, derived, source, edge.basis, alternate=edge.alternate)
    if edge.span is not None:
        yield node, cg(Property.PASSAGE), scope.passage(edge.span)


def _passages(scope: _Scope) -> Iterator[Triple]:
    """Every passage that the other triples point at; so it comes last."""
    document = scope.node(document_id(scope.document.version))
    for span, node in scope.passages.items():
        yield node, A, cg(Class.PASSAGE)
        yield node, term("oa:hasSource"), document
        yield node, term("oa:start"), integer(span.start)
        yield node, term("oa:end"), integer(span.end)
        yield node, term("oa:exact"), string(scope.document.quote(span))
        page = scope.document.page(span.start)
        if page is not None:
            yield node, cg(Property.PAGE_NUMBER), integer(page)


def _links(scope: _Scope, node: NamedNode, role: Property, names: Iterable[str]) -> Iterator[Triple]:
    for name in names:
        yield node, cg(role), scope.node(name)


def _where(span: Span | None) -> str:
    return "" if span is None else f"{span.start}-{span.end}"
