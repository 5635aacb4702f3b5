"""The forms of a result, and which of them a client gets."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from claimgraph.store import Rows
from claimgraph.web.results import answered, chosen

OFFERED = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"]
NAME = NamedNode("https://example.org/a")
ROWS = Rows(("a", "b"), ((NAME, Literal("<b>\n", language="en")), (BlankNode("x"), None)))


@pytest.mark.parametrize(
    ("accept", "got"),
    [
        ("", OFFERED[0]),
        ("*/*", OFFERED[0]),
        ("text/csv", "text/csv"),
        ("text/*", "text/csv"),
        ("text/html, application/sparql-results+xml;q=0.8, text/csv;q=0.5", OFFERED[1]),
        ("text/csv;q=0.1, */*;q=0.5", OFFERED[0]),
        ("TEXT/CSV", "text/csv"),
        ("text/html", None),
        ("text/csv;q=0", None),
        ("text/csv;q=much", None),
    ],
)
def test_the_form_is_what_the_client_likes_best(accept: str, got: str | None) -> None:
    assert chosen(accept, OFFERED) == got


def test_rows_as_json() -> None:
    found = json.loads(answered(ROWS, "").body)
    assert found["head"] == {"vars": ["a", "b"]}
    assert found["results"]["bindings"][0]["b"] == {"type": "literal", "value": "<b>\n", "xml:lang": "en"}


def test_rows_as_xml_and_csv() -> None:
    xml = answered(ROWS, "application/sparql-results+xml").body.decode()
    assert "&lt;b&gt;" in xml
    assert "https://example.org/a" in xml
    assert answered(ROWS, "text/csv").body.decode().splitlines()[0] == "a,b"


@pytest.mark.parametrize(
    ("accept", "shown"), [("", '"boolean": true'), ("application/xml", "true"), ("text/csv", "true")]
)
def test_a_truth_value(accept: str, shown: str) -> None:
    assert shown in answered(True, accept).body.decode()  # noqa: FBT003 it is the value


def test_triples_come_as_rdf() -> None:
    triple = Triple(NAME, NAME, Literal("x"))
    response = answered((triple, triple), "application/n-triples")
    assert [q.triple for q in parse(response.body, RdfFormat.N_TRIPLES)] == [triple]
    assert answered((triple,), "").media == "text/turtle"


def test_a_form_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    response = answered(ROWS, "image/png")
    assert response.status == 406
    assert b"text/csv" in response.body
