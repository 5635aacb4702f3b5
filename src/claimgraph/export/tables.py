"""The claim graph as tables.

A list of columns and rows each, in the order of their keys. Where a cell holds several values, they are joined by
" | "; `links` has every relation as a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from pyoxigraph import Quad

from claimgraph.export.facts import full
from claimgraph.export.nodes import Nodes

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


def assertions(nodes: Nodes) -> Table:
    """One row an assertion, with what it takes to read it without another table."""
    return Table("assertions", _ASSERTIONS, _assertions(nodes))


def _assertions(nodes: Nodes) -> Iterator[tuple[str | int, ...]]:
    for assertion in nodes.of("Assertion"):
        told = nodes.attributes(assertion)
        claims = nodes.targets(assertion, "claim")
        speakers = nodes.targets(assertion, "asserter") or nodes.targets(assertion, "ownVoiceOf")
        claim = nodes.attributes(claims[0]) if claims else {}
        yield (
            assertion,
            _labels(nodes, speakers),
            _cell(told.get("stance", "")),
            _cell(told.get("certainty", "")),
            _cell(claim.get("text", "")),
            _cell(claim.get("type", "")),
            _labels(nodes, [a for c in claims for a in nodes.targets(c, "accuses")]),
            _labels(nodes, nodes.targets(assertion, "relayedBy")),
            _cell(told.get("date", "")),
            _cell(claim.get("verdict", "")),
            _cell(claim.get("independence", "")),
            _cell(told.get("quote", "")),
            _cell(told.get("quote_start", "")),
            _cell(told.get("quote_end", "")),
            _cell(told.get("document_label", "")),
            _cell(told.get("document", "")),
            _JOIN.join(claims),
            _JOIN.join(speakers),
            _JOIN.join(nodes.targets(assertion, "respondsTo")),
        )


def tables(nodes: Nodes) -> Iterator[Table]:
    """The assertions, a table for each kind that they point at, and `links`: one row an edge."""
    yield assertions(nodes)
    for name, key, kind in _TABLES:
        yield Table(name, (key, *_COLUMNS[name]), _rows(nodes, kind, _COLUMNS[name]))
    yield Table("links", ("source", "relation", "target"), nodes.edges())


def _rows(nodes: Nodes, kind: str, columns: Sequence[str]) -> Iterator[tuple[str | int, ...]]:
    for node in nodes.of(kind):
        told = nodes.attributes(node)
        yield (node, *(_cell(told.get(c, "")) for c in columns))


def _labels(nodes: Nodes, named: Sequence[str]) -> str:
    return _JOIN.join(map(nodes.label, named))


def _cell(value: str | int | tuple[str, ...]) -> str | int:
    return _JOIN.join(value) if isinstance(value, tuple) else value
