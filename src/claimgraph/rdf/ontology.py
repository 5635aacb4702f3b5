"""The ontology, the conducts and the alignments as quads, in the one graph that they are loaded into."""

from __future__ import annotations

from pyoxigraph import Quad

from claimgraph.model.identifiers import DEFAULT_BASE, graph_id
from claimgraph.rdf.parse import parse
from claimgraph.rdf.quads import ordered
from claimgraph.rdf.terms import checked_base, iri
from claimgraph.resources import ontology

__all__ = ["FILES", "ontology_quads"]

FILES = ("claimgraph.ttl", "conducts.ttl", "alignments.ttl")
"""What is loaded. The shapes are not: they judge data and say nothing."""


def ontology_quads(base: str = DEFAULT_BASE) -> list[Quad]:
    """The triples of `FILES` in `<base>graph/ontology/claimgraph`, sorted, each once.

    Raises:
        BadWorkspace: the base is not an absolute IRI.
    """
    graph = iri(graph_id("ontology", "claimgraph"), checked_base(base))
    read = (parse((ontology() / name).read_bytes(), origin=name) for name in FILES)
    return ordered(Quad(s, p, o, graph) for quads in read for s, p, o, _ in quads)
