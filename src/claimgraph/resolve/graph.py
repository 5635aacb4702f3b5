"""Judgements and proposals as quads, in the graph of identity.

A match is one triple that any tool of SKOS understands, and beside it an axiom with who says so, when, why and how
sure, in SSSOM's own RDF. What is merged keeps both ids here; everywhere else the canonical one stands for both.
Source: SSSOM 1.0, "Serialisation in RDF", https://mapping-commons.github.io/sssom/spec/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.model.identifiers import digest, graph_id
from claimgraph.model.vocabulary import PREFIXES
from claimgraph.rdf.quads import Triple, ordered
from claimgraph.rdf.terms import A, checked_base, day, iri, string, term
from claimgraph.resolve.identity import Identity
from claimgraph.resolve.judgement import LEXICAL, LINKER, Judgement, Value
from claimgraph.resolve.proposal import Proposal

__all__ = ["GRAPH", "identity_quads", "stated_quads"]

GRAPH = graph_id("identity", "judgements")
"""The id of the graph."""

_SSSOM = "https://w3id.org/sssom/"
_SEMAPV = "https://w3id.org/semapv/vocab/"
_NOT = NamedNode(_SSSOM + "NegatedPredicate")
_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
_PREDICATES = {
    Value.POSITIVE: term("skos:exactMatch"),
    Value.NEGATIVE: term("skos:exactMatch"),
    Value.UNSURE: term("skos:relatedMatch"),
}


def identity_quads(
    judgements: Iterable[Judgement], proposals: Iterable[Proposal], who: Identity, base: str
) -> list[Quad]:
    """The graph `<base>graph/identity/judgements`; sorted, each quad once.

    Args:
        judgements: people's and the linker's. A negative one is an axiom only: no triple says what is not.
        proposals: those that nobody has decided; each ties the ids that now stand for the two.
        who: what the judgements come to.
        base: the IRI that ids are relative to.

    Raises:
        BadWorkspace: the base is not an absolute IRI.
    """
    ends = ((who.of(p.left), who.of(p.right), p) for p in proposals)
    tied = ((min(one, other), max(one, other), p) for one, other, p in ends)
    return ordered(stated_quads(judgements, ((left, right, p) for left, right, p in tied if left != right), base))


def stated_quads(
    judgements: Iterable[Judgement], asked: Iterable[tuple[str, str, Proposal]], base: str
) -> Iterator[Quad]:
    """The same, as it comes, of proposals beside the ids that now stand for the two."""
    graph = iri(GRAPH, checked_base(base))
    for j in judgements:
        yield from (Quad(*triple, graph) for triple in _judged(j, base))
    for left, right, p in asked:
        yield from (Quad(*triple, graph) for triple in _proposed(left, right, p, base))


def _judged(j: Judgement, base: str) -> Iterator[Triple]:
    left, right, predicate = iri(j.left, base), iri(j.right, base), _PREDICATES[j.value]
    if j.value is not Value.NEGATIVE:
        yield left, predicate, right
    node = iri(f"mapping/{digest(j.left, j.right, j.value, j.author, j.date, j.comment)}", base)
    yield from _axiom(node, left, predicate, right, j.justification)
    if j.value is Value.NEGATIVE:
        yield node, NamedNode(_SSSOM + "predicate_modifier"), _NOT
    if j.author:
        yield node, NamedNode(_SSSOM + "author_label"), string(j.author)
    if j.date:
        yield node, NamedNode(_SSSOM + "mapping_date"), day(j.date)
    if j.comment:
        yield node, term("rdfs:comment"), string(j.comment)


def _proposed(left: str, right: str, p: Proposal, base: str) -> Iterator[Triple]:
    one, other, predicate = iri(left, base), iri(right, base), term("skos:closeMatch")
    yield one, predicate, other
    node = iri(f"mapping/{digest(p.left, p.right, 'proposed')}", base)
    yield from _axiom(node, one, predicate, other, LEXICAL)
    yield node, NamedNode(_SSSOM + "author_label"), string(LINKER)
    yield node, NamedNode(_SSSOM + "confidence"), Literal(f"{p.score:.3f}", datatype=_DECIMAL)
    if p.features:
        yield node, term("rdfs:comment"), string("; ".join(str(f) for f in p.features))


def _axiom(
    node: NamedNode, left: NamedNode, predicate: NamedNode, right: NamedNode, justification: str
) -> Iterator[Triple]:
    yield node, A, term("owl:Axiom")
    yield node, term("owl:annotatedSource"), left
    yield node, term("owl:annotatedProperty"), predicate
    yield node, term("owl:annotatedTarget"), right
    name = justification.removeprefix("semapv:")
    reason = NamedNode(_SEMAPV + name) if name.isalnum() and name.isascii() else string(justification)
    yield node, NamedNode(_SSSOM + "mapping_justification"), reason
