"""Quads as rdflib objects: for the API that users know, and for pySHACL."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from claimgraph.model.vocabulary import PREFIXES

__all__ = ["to_graph", "to_rdflib"]

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Dataset:
    """The same named graphs in rdflib, in memory, with the project's prefixes.

    Raises:
        ValueError: a quad has a blank node or a triple term.
    """
    dataset = rdflib.Dataset()
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    for subject, predicate, value, graph in quads:
        context = dataset.default_graph if isinstance(graph, DefaultGraph) else dataset.graph(_iri(graph))
        context.add((_iri(subject), _iri(predicate), _term(value)))
    return dataset


def to_graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """The union of all graphs as one plain rdflib graph.

    Raises:
        ValueError: a quad has a blank node or a triple term.
    """
    graph = rdflib.Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    for subject, predicate, value, _ in quads:
        graph.add((_iri(subject), _iri(predicate), _term(value)))
    return graph


def _iri(node: object) -> rdflib.URIRef:
    if not isinstance(node, NamedNode):
        raise ValueError(f"{node} is not an IRI; name the node")  # noqa: TRY004 the value of a quad, not an argument's type
    return rdflib.URIRef(node.value)


def _term(node: object) -> rdflib.URIRef | rdflib.Literal:
    if not isinstance(node, Literal):
        return _iri(node)
    if node.language is not None:
        return rdflib.Literal(node.value, lang=node.language)
    if node.datatype.value == _STRING:
        return rdflib.Literal(node.value)
    return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value), normalize=False)
