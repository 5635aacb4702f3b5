"""Graphs that are not what the encoder writes are refused in words that say what to mend."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from claimgraph.errors import InvalidExtraction
from claimgraph.model.vocabulary import CG, PREFIXES
from claimgraph.rdf import decode, encode
from tests.golden.rdf_example import DOCUMENT, EXTRACTION, TOOL

QUADS = encode(DOCUMENT, EXTRACTION, tool=TOOL)

Change = Callable[[Quad], list[Quad]]


def changed(change: Change) -> list[Quad]:
    return [new for quad in QUADS for new in change(quad)]


def without(local: str) -> Change:
    return lambda q: [] if q.predicate.value.rpartition("#")[2] == local else [q]


def valued(local: str, value: NamedNode | Literal) -> Change:
    def change(quad: Quad) -> list[Quad]:
        if quad.predicate.value != CG + local:
            return [quad]
        return [Quad(quad.subject, quad.predicate, value, quad.graph_name)]

    return change


def twice(local: str, value: NamedNode | Literal) -> Change:
    return lambda q: [q, *valued(local, value)(q)] if q.predicate.value == CG + local else [q]


@pytest.mark.parametrize(
    ("change", "mend"),
    [
        (without("stance"), "has 0 values of stance"),
        (without("claim"), "has 0 values of claim"),
        (without("start"), "start; give one"),
        (without("passage"), "say where the evidence is mentioned"),
        (without("type"), "give the graph of one document"),
        (valued("stance", NamedNode(CG + "shouts")), "give one of asserts, denies"),
        (valued("relation", NamedNode(CG + "married")), "relation is"),
        (valued("refused", Literal("many")), "give a whole number"),
        (twice("claim", NamedNode("https://e.org/other")), "has 2 values of claim"),
        (twice("text", Literal("other words")), "has 2 values of text"),
    ],
)
def test_what_is_missing_or_wrong_is_named(change: Change, mend: str) -> None:
    with pytest.raises(InvalidExtraction, match=mend):
        decode(changed(change))


def test_an_actor_of_two_kinds_is_refused() -> None:
    actor = next(q for q in QUADS if q.object == NamedNode(CG + "Company"))
    person = Quad(actor.subject, actor.predicate, NamedNode(CG + "State"), actor.graph_name)
    assert decode([*QUADS, person])  # a company is an organization too: the more special class wins
    company = Quad(actor.subject, actor.predicate, NamedNode(CG + "GovernmentBody"), actor.graph_name)
    with pytest.raises(InvalidExtraction, match="is of 2 kinds"):
        decode([*QUADS, company])


def test_no_graph_and_two_graphs_are_refused() -> None:
    with pytest.raises(InvalidExtraction, match="0 of this class"):
        decode([])
    other = Quad(NamedNode("https://e.org/d"), NamedNode(PREFIXES["rdf"] + "type"), NamedNode(CG + "Document"))
    with pytest.raises(InvalidExtraction, match="2 of this class"):
        decode([*QUADS, other])


def test_a_blank_node_is_refused() -> None:
    with pytest.raises(InvalidExtraction, match="name it with an IRI"):
        decode([*QUADS, Quad(BlankNode(), NamedNode("https://e.org/p"), Literal("x"))])


def test_properties_of_others_are_left_alone() -> None:
    note = Quad(QUADS[0].subject, NamedNode("https://e.org/note"), Literal("seen"), QUADS[0].graph_name)
    assert decode([*QUADS, note]) == EXTRACTION
