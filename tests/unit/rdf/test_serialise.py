"""Bytes: sorted, prefixed, stable, and read alike by both libraries."""

from __future__ import annotations

import json
import random

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.rdf import encode
from claimgraph.rdf.graph import to_graph, to_rdflib
from claimgraph.rdf.jsonld import context
from claimgraph.rdf.parse import parse
from claimgraph.rdf.serialise import Format, serialise
from tests.golden.rdf_example import DOCUMENT, EXTRACTION, TOOL

QUADS = encode(DOCUMENT, EXTRACTION, tool=TOOL)
RDFLIB_NAMES = {Format.NQ: "nquads", Format.TRIG: "trig", Format.TTL: "turtle", Format.JSONLD: "json-ld"}


@pytest.mark.parametrize("form", list(Format))
def test_order_and_repetition_are_of_no_consequence(form: Format) -> None:
    shuffled = random.Random(1).sample(QUADS * 2, len(QUADS) * 2)
    assert serialise(shuffled, form) == serialise(QUADS, form)


@pytest.mark.parametrize("form", list(Format))
def test_nothing_is_something_that_parses(form: Format) -> None:
    assert parse(serialise([], form), f"x.{form}") == []


def test_nquads_are_sorted_lines() -> None:
    lines = serialise(QUADS, Format.NQ).split(b"\n")
    assert lines.pop() == b""
    assert lines == sorted(lines)
    assert len(lines) == len(QUADS)


@pytest.mark.parametrize("form", [Format.TRIG, Format.TTL])
def test_prefixes_are_sorted_and_used(form: Format) -> None:
    text = serialise(QUADS, form).decode()
    header = text.split("\n\n", 1)[0].splitlines()
    assert header == sorted(header)
    assert "@prefix cg: <https://w3id.org/claimgraph/ontology#> ." in header
    assert "actor:brightmoor a cg:Actor" in text


def test_a_base_that_overlaps_with_a_vocabulary_gets_no_prefixes_of_its_own() -> None:
    base = "https://schema.org/"
    text = serialise(encode(DOCUMENT, EXTRACTION, base=base, tool=TOOL), Format.TRIG, base).decode()
    assert "@prefix actor:" not in text
    assert sorted(parse(text.encode(), "x.trig"), key=str) == encode(DOCUMENT, EXTRACTION, base=base, tool=TOOL)


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")  # rdflib's parsers
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # call what rdflib deprecates
@pytest.mark.parametrize("form", [Format.NQ, Format.TRIG, Format.JSONLD])
def test_rdflib_reads_the_same_named_graphs(form: Format) -> None:
    read = rdflib.Dataset()
    read.parse(data=serialise(QUADS, form), format=RDFLIB_NAMES[form])
    assert set(read.quads()) == set(to_rdflib(QUADS).quads())
    assert len(set(read.quads())) == len(QUADS)


def test_turtle_is_the_union() -> None:
    read = rdflib.Graph().parse(data=serialise(QUADS, Format.TTL), format="turtle")
    assert set(read) == set(to_graph(QUADS))


def test_jsonld_carries_its_context_and_reads_like_prose() -> None:
    document = json.loads(serialise(QUADS, Format.JSONLD))
    assert document["@context"] == json.loads(json.dumps(context()))
    (graph,) = document["@graph"]
    denial = next(n for n in graph["@graph"] if n.get("stance") == "denies")
    assert denial["type"] == "Assertion"
    assert denial["asserter"].endswith("actor/brightmoor")
    claim = next(n for n in graph["@graph"] if n.get("id") == denial["claim"])
    assert claim["type"] == ["Allegation", "Claim"]
    assert claim["conduct"] == "adversarial-distillation"


@pytest.mark.parametrize(
    "value",
    [
        Literal("plain"),
        Literal("bonjour", language="fr"),
        Literal("007", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        Literal("99999999999999999999", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean")),
        Literal("1.50", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        Literal("2026-01-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        Literal("x", datatype=NamedNode("https://e.org/type")),
        NamedNode("https://w3id.org/claimgraph/ontology#title"),
        NamedNode("https://w3id.org/claimgraph/ontology#a%2Fb"),
        NamedNode("oa:looks-like-a-prefix"),
    ],
)
@pytest.mark.parametrize(
    "predicate",
    [
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "https://w3id.org/claimgraph/ontology#text",
        "https://w3id.org/claimgraph/ontology#claim",
        "https://w3id.org/claimgraph/ontology#stance",
        "http://purl.org/dc/terms/issued",
        "https://e.org/other",
    ],
)
@pytest.mark.parametrize("graph", [None, NamedNode("https://e.org/g")])
def test_jsonld_keeps_any_value_under_any_property(
    predicate: str, value: Literal | NamedNode, graph: NamedNode | None
) -> None:
    subject, prop = NamedNode("https://e.org/s"), NamedNode(predicate)
    if isinstance(value, Literal) and predicate.endswith("#type"):
        return  # JSON-LD has no way to say it, and no graph of ours says it
    quad = Quad(subject, prop, value) if graph is None else Quad(subject, prop, value, graph)
    assert parse(serialise([quad], Format.JSONLD), "x.jsonld") == [quad]
