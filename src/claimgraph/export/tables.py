"""The claim graph as tables.

A list of columns and rows each, in the order of their keys. Where a cell holds several values, they are joined by
" | "; `links` has every relation as a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import networkx as nx
from pyoxigraph import Quad

from claimgraph.export.facts import full

__all__ = ["Table", "assertions", "tables", "told_of_assertions"]

_JOIN: Final = " | "

_COLUMNS: Final = {
    "claims": ("text", "type", "conduct", "policy", "verdict", "independence", "at_least", "at_most", "open_questions"),
    "actors": ("label", "type", "aliases"),
    "evidence": ("evidence_type", "disclosure", "quote", "quote_start", "quote_end", "document"),
    "instruments": ("label", "instrument_type", "status"),
    "documents": ("title", "publisher", "creator", "date", "source", "licence", "document_kind", "sha256"),
}
_ASSERTIONS: Final = (
    "assertion",
    "asserter_label",
    "stance",
    "certainty",
    "claim_text",
    "claim_type",
    "accused_labels",
    "relayed_by_labels",
    "date",
    "verdict",
    "independence",
    "quote",
    "quote_start",
    "quote_end",
    "document_label",
    "document",
    "claim",
    "asserter",
    "responds_to",
)
_TABLES: Final = (
    ("claims", "claim", "Claim"),
    ("actors", "actor", "Actor"),
    ("evidence", "evidence", "EvidenceItem"),
    ("instruments", "instrument", "PolicyInstrument"),
    ("documents", "document", "Document"),
)
"""The name of a table, of the column that holds its IRIs, and the kind of node that makes a row."""


class Table(NamedTuple):
    """A name, column names, and rows of as many cells, which are made as they are asked for, once."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[tuple[str | int, ...]]


_TOLD: Final = frozenset(
    full(name)
    for name in (
        *("rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel", "dct:title", "dct:date", "dct:issued"),
        *("cg:text", "cg:claim", "cg:asserter", "cg:ownVoiceOf", "cg:relayedBy", "cg:respondsTo", "cg:accuses"),
        *("cg:stance", "cg:certainty", "cg:passage", "oa:hasSource", "oa:start", "oa:end", "oa:exact"),
        *("cg:policy", "cg:verdict", "cg:independenceStatus"),
    )
)


def told_of_assertions(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads that the table of assertions is made of: fewer than half of all."""
    return (quad for quad in quads if quad.predicate.value in _TOLD)


def assertions(graph: nx.MultiDiGraph[str]) -> Table:
    """One row an assertion, with what it takes to read it without another table."""
    return Table("assertions", _ASSERTIONS, _assertions(graph))


def _assertions(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str | int, ...]]:
    for assertion in _of(graph, "Assertion"):
        told = graph.nodes[assertion]
        claims = _targets(graph, assertion, "claim")
        speakers = _targets(graph, assertion, "asserter") or _targets(graph, assertion, "ownVoiceOf")
        claim = graph.nodes[claims[0]] if claims else {}
        yield (
            assertion,
            _labels(graph, speakers),
            told.get("stance", ""),
            told.get("certainty", ""),
            claim.get("text", ""),
            claim.get("type", ""),
            _labels(graph, [a for c in claims for a in _targets(graph, c, "accuses")]),
            _labels(graph, _targets(graph, assertion, "relayedBy")),
            told.get("date", ""),
            claim.get("verdict", ""),
            claim.get("independence", ""),
            told.get("quote", ""),
            told.get("quote_start", ""),
            told.get("quote_end", ""),
            told.get("document_label", ""),
            told.get("document", ""),
            _JOIN.join(claims),
            _JOIN.join(speakers),
            _JOIN.join(_targets(graph, assertion, "respondsTo")),
        )


def tables(graph: nx.MultiDiGraph[str]) -> Iterator[Table]:
    """The assertions, a table for each kind that they point at, and `links`: one row an edge."""
    yield assertions(graph)
    for name, key, kind in _TABLES:
        yield Table(name, (key, *_COLUMNS[name]), _rows(graph, kind, _COLUMNS[name]))
    edges = sorted((source, relation, target) for source, target, relation in graph.edges(keys=True))
    yield Table("links", ("source", "relation", "target"), iter(edges))


def _rows(graph: nx.MultiDiGraph[str], kind: str, columns: Sequence[str]) -> Iterator[tuple[str | int, ...]]:
    for node in _of(graph, kind):
        yield (node, *(_cell(graph.nodes[node].get(c, "")) for c in columns))


def _of(graph: nx.MultiDiGraph[str], kind: str) -> list[str]:
    return sorted(node for node, attributes in graph.nodes(data=True) if attributes["kind"] == kind)


def _targets(graph: nx.MultiDiGraph[str], node: str, relation: str) -> list[str]:
    return sorted(t for _, t, k in graph.out_edges(node, keys=True) if k == relation)


def _labels(graph: nx.MultiDiGraph[str], nodes: Sequence[str]) -> str:
    return _JOIN.join(graph.nodes[n]["label"] for n in nodes)


def _cell(value: Any) -> str | int:  # noqa: ANN401 an attribute of networkx
    if isinstance(value, tuple):
        return _JOIN.join(value)
    return value if isinstance(value, int) else str(value)
