"""SPARQL updates that write quads: one way of writing for every store, and one transaction for each text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from claimgraph.errors import StoreError

__all__ = ["CHUNK", "bodies", "by_graph", "changes", "graph_node", "insertions", "replacement", "written"]

CHUNK = 10_000  # quads in one update text: about 2 MB, which servers take in one request

_BAD_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def written(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """A term as SPARQL has it, safe to stand in a text.

    pyoxigraph escapes literals, but a lenient parser lets IRIs through that would end their own brackets.

    Raises:
        StoreError: the IRI holds a character that no IRI may hold, or the term is a quoted triple.
    """
    if isinstance(term, Triple):
        raise StoreError(str(term), "is a quoted triple; this graph is RDF 1.1: use IRIs and literals")
    iri = term.value if isinstance(term, NamedNode) else term.datatype.value if isinstance(term, Literal) else ""
    if _BAD_IN_IRI.search(iri):
        raise StoreError(iri, "is not an IRI; percent-encode spaces, quotes, brackets and backslashes")
    return str(term)


def graph_node(graph: str) -> NamedNode:
    """The node of a graph's IRI.

    Raises:
        StoreError: it is not an absolute IRI.
    """
    try:
        node = NamedNode(graph)
    except ValueError:
        raise StoreError(graph, "is not a graph's name; give an absolute IRI") from None
    written(node)
    return node


def replacement(graph: str, quads: Iterable[Quad]) -> Iterator[str]:
    """The updates that let `graph` hold `quads` and nothing else; repeating them all gives the same graph.

    Raises:
        StoreError: a quad is of another graph, or a term is malformed. Raised before the first text is given.
    """
    node = graph_node(graph)
    chunks = _chunks(node, quads)
    drop = f"DROP SILENT GRAPH {node}"
    yield f"{drop} ;\n{_insert(node, chunks[0])}" if chunks else drop
    for lines in chunks[1:]:
        yield _insert(node, lines)


def changes(graph: str, gone: Iterable[Quad], come: Iterable[Quad]) -> Iterator[str]:
    """The updates that take quads out of a graph and put others in; repeating them all gives the same graph.

    Raises:
        StoreError: a quad is of another graph, has a blank node, or a term is malformed. Raised before the first text.
    """
    node = graph_node(graph)
    out, into = _chunks(node, gone), _chunks(node, come)
    if any("_:" in line for lines in (*out, *into) for line in lines):
        raise StoreError(graph, "cannot be changed by blank nodes, which have no names; replace it")
    texts = [f"DELETE DATA {{ GRAPH {node} {{\n{_body(lines)} }} }}" for lines in out]
    texts += [_insert(node, lines) for lines in into]
    if out and into:
        yield " ;\n".join((texts[0], texts.pop(len(out))))
        del texts[0]
    yield from texts


def bodies(graph: str, quads: Iterable[Quad]) -> tuple[str, ...]:
    """A graph's triples as texts in N-Triples for the Graph Store Protocol: the first by PUT, the others by POST.

    Raises:
        StoreError: a quad is of another graph, or a term is malformed.
    """
    return tuple("".join(f"{line} .\n" for line in lines) for lines in _chunks(graph_node(graph), quads))


def by_graph(quads: Iterable[Quad]) -> Iterator[tuple[str, tuple[Quad, ...]]]:
    """Quads by the graph that they belong to, sorted by its name.

    Raises:
        StoreError: a quad is in the default graph, or a term is malformed. Raised before the first is given.
    """
    found: dict[str, list[Quad]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            raise StoreError(str(quad), "is in no named graph; name the graph that it belongs to")
        for term in quad:
            written(term)
        found.setdefault(quad.graph_name.value, []).append(quad)
    for graph in sorted(found):
        yield graph, tuple(found[graph])


def insertions(quads: Iterable[Quad]) -> Iterator[str]:
    """The updates that add quads to their named graphs.

    Raises:
        StoreError: a quad is in the default graph, or a term is malformed. Raised before the first text is given.
    """
    pairs = []
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            raise StoreError(str(quad), "is in no named graph; name the graph that it belongs to")
        pairs.append((written(quad.graph_name), _line(quad)))
    pairs.sort()
    for at in range(0, len(pairs), CHUNK):
        groups = groupby(pairs[at : at + CHUNK], key=lambda pair: pair[0])
        yield " ;\n".join(
            f"INSERT DATA {{ GRAPH {g} {{\n{_body(line for _, line in these)} }} }}" for g, these in groups
        )


def _chunks(node: NamedNode, quads: Iterable[Quad]) -> list[list[str]]:
    lines = []
    for quad in quads:
        if quad.graph_name != node:
            raise StoreError(node.value, f"cannot hold a quad of {quad.graph_name}; name the same graph in both")
        lines.append(_line(quad))
    blank = any("_:" in line for line in lines)  # a blank node's name means nothing in the next request
    size = max(len(lines), 1) if blank else CHUNK
    return [lines[at : at + size] for at in range(0, len(lines), size)]


def _line(quad: Quad) -> str:
    return f"{written(quad.subject)} {written(quad.predicate)} {written(quad.object)}"


def _insert(graph: NamedNode, lines: Iterable[str]) -> str:
    return f"INSERT DATA {{ GRAPH {graph} {{\n{_body(lines)} }} }}"


def _body(lines: Iterable[str]) -> str:
    return " .\n".join(lines)
