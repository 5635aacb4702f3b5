"""rdflib's view of quads."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from claimgraph.rdf.graph import to_graph, to_rdflib

S, P, G = (NamedNode(f"https://e.org/{x}") for x in "spg")
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Literal("a\x00\n"), rdflib.Literal("a\x00\n")),
        (Literal("salut", language="fr"), rdflib.Literal("salut", lang="fr")),
        (Literal(7), rdflib.Literal("7", datatype=rdflib.XSD.integer)),
        (
            Literal("007", datatype=NamedNode(XSD + "integer")),
            rdflib.Literal("007", datatype=rdflib.XSD.integer, normalize=False),
        ),
        (
            Literal("2026-04-01", datatype=NamedNode(XSD + "date")),
            rdflib.Literal("2026-04-01", datatype=rdflib.XSD.date),
        ),
        (NamedNode("https://e.org/o"), rdflib.URIRef("https://e.org/o")),
    ],
)
def test_terms_keep_their_words_and_types(ours: Literal | NamedNode, theirs: rdflib.term.Node) -> None:
    (triple,) = to_graph([Quad(S, P, ours)])
    assert triple[2] == theirs
    assert triple[2].n3() == theirs.n3()


def test_named_graphs_stay_apart_and_a_graph_is_their_union() -> None:
    quads = [Quad(S, P, Literal("1"), G), Quad(S, P, Literal("2"))]
    dataset = to_rdflib(quads)
    assert len(dataset.graph(rdflib.URIRef(G.value))) == 1
    assert len(dataset.default_graph) == 1
    assert len(to_graph(quads)) == 2


def test_blank_nodes_are_refused() -> None:
    for build in (to_graph, to_rdflib):
        with pytest.raises(ValueError, match="name the node"):
            build([Quad(BlankNode(), P, S)])
