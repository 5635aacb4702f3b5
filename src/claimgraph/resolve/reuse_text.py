"""The derivations that text reuse finds, as Turtle for a store: a graph of their own beside those of the documents.

What a document says hangs on that document alone. Who took from whom hangs on all others, so it is not in its graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import Literal

from claimgraph.model import Basis
from claimgraph.model.identifiers import digest, graph_id
from claimgraph.model.vocabulary import Property
from claimgraph.rdf.derivation import derivation_triples
from claimgraph.rdf.quads import Triple
from claimgraph.rdf.run import run_triples, tool_version
from claimgraph.rdf.terms import cg, iri, term
from claimgraph.resolve.reuse import Reuse

__all__ = ["GRAPH", "about_as_turtle", "reuses_as_turtle"]

GRAPH = graph_id("derivation", Basis.INFERRED)
"""The id of the graph."""

_PER_TEXT = 50_000  # derivations, of six triples


def reuses_as_turtle(found: Iterable[Reuse], base: str) -> Iterator[bytes]:
    """The derivations, as texts that can each be read by itself. No two derivations share a triple.

    Args:
        found: with record ids, at most one for each record that derives.
        base: the IRI that ids are relative to.
    """
    left = iter(found)
    while some := tuple(islice(left, _PER_TEXT)):
        yield _text(t for each in some for t in _triples(each, base))


def about_as_turtle(base: str, tool: str | None = None) -> bytes:
    """The run that made the graph; for a graph that holds a derivation."""
    tool = tool or tool_version()
    run = iri(f"run/{digest('derivation', Basis.INFERRED, tool)}", base)
    return _text([(iri(GRAPH, base), term("prov:wasGeneratedBy"), run), *run_triples(run, tool)])


def _triples(found: Reuse, base: str) -> Iterator[Triple]:
    edge = found.derivation
    node = iri(f"derivation/{digest(edge.derived, edge.source, edge.basis)}", base)
    yield from derivation_triples(node, iri(edge.derived, base), iri(edge.source, base), edge.basis)
    yield node, cg(Property.SHARED_WORDING), Literal(_decimal(found.score), datatype=term("xsd:decimal"))


def _decimal(score: float) -> str:
    """As every store gives it back: without zeros at the end."""
    return f"{score:.4f}".rstrip("0").rstrip(".")


def _text(triples: Iterable[Triple]) -> bytes:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode()
