"""From records to quads in a dataset's own graph, with its licence and provenance."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.merge.mapping import Metadata
from claimgraph.merge.records import Determination, Property, Record
from claimgraph.model.identifiers import DEFAULT_BASE, digest, graph_id
from claimgraph.model.vocabulary import PREFIXES, Class
from claimgraph.model.vocabulary import Property as Name
from claimgraph.rdf.encode import statements
from claimgraph.rdf.quads import Triple
from claimgraph.rdf.run import run_triples, tool_version
from claimgraph.rdf.terms import A, cg, day, iri, string, term

__all__ = ["graph_of", "header", "quads_of"]

_NODES = frozenset({"actor", "instrument", "claim", "document", "iri"})


def graph_of(dataset: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of a dataset's graph."""
    return base + graph_id("dataset", dataset)


def header(dataset: str, metadata: Metadata, base: str = DEFAULT_BASE, *, tool: str | None = None) -> list[Quad]:
    """What is said of the graph itself: whose it is, under which licence, from where, and that this program made it."""
    tool = tool or tool_version()
    graph = NamedNode(graph_of(dataset, base))
    run = iri(f"run/{digest('merge', dataset, tool)}", base)
    said: list[Triple] = [
        (graph, term("dct:title"), string(metadata.title)),
        (graph, term("prov:wasGeneratedBy"), run),
        *run_triples(run, tool),
    ]
    if metadata.licence:
        said.append((graph, term("dct:license"), iri(metadata.licence, base)))
    if metadata.homepage:
        said += [(graph, term(p), iri(metadata.homepage, base)) for p in ("dct:source", "schema:url")]
    return [Quad(s, p, o, graph) for s, p, o in said]


def quads_of(record: Record, dataset: str, base: str = DEFAULT_BASE) -> list[Quad]:
    """The quads of one record, in no order; some may come twice."""
    graph = NamedNode(graph_of(dataset, base))
    triples = chain(statements(record.document, record.extraction, base, whole=record.whole), _beside(record, base))
    return [Quad(s, p, o, graph) for s, p, o in triples]


def _beside(record: Record, base: str) -> Iterator[Triple]:
    """What the model has no record for."""
    for name, label in record.named:
        node = iri(name, base)
        yield node, A, cg(Class.ACTOR)
        yield node, term("rdfs:label"), string(label)
    for determination in record.determinations:
        yield from _determination(determination, base)
    for prop in record.properties:
        yield iri(prop.node, base), _property(prop.property), _value(prop, base)


def _determination(given: Determination, base: str) -> Iterator[Triple]:
    node = iri(given.id, base)
    yield node, A, cg(Class.DETERMINATION)
    yield node, cg(Name.CLAIM), iri(given.claim, base)
    yield node, cg(Name.OUTCOME), string(given.outcome)
    for body in given.decided_by:
        yield node, cg(Name.DECIDED_BY), iri(body, base)
    if given.date:
        yield node, term("dct:date"), day(given.date)


@cache
def _property(name: str) -> NamedNode:
    """A prefixed name of the vocabularies that this project writes, or an absolute IRI."""
    return term(name) if name.partition(":")[0] in PREFIXES else NamedNode(name)


def _value(prop: Property, base: str) -> NamedNode | Literal:
    if prop.sort in _NODES:
        return iri(prop.value, base)
    if prop.sort == "date":
        return day(prop.value)
    if prop.sort == "number" and prop.value.lstrip("-").isdecimal():
        return Literal(int(prop.value))
    return string(prop.value)
