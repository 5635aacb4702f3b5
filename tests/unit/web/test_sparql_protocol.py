"""The query half of the SPARQL 1.1 Protocol."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.store import memory
from claimgraph.web.exchange import Response, request
from claimgraph.web.sparql import respond

G, A = NamedNode("https://example.org/g"), NamedNode("https://example.org/a")
ASKS = "ASK { ?s ?p 'x' }"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


def ask(method: str, target: str, media: str = "", body: bytes = b"") -> Response:
    store = memory()
    store.add([Quad(A, A, Literal("x"), G)])
    return respond(store, request(method, target, {"Content-Type": media} if media else {}, body))


@pytest.mark.parametrize(
    "response",
    [
        ask("GET", "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%27x%27%20%7D"),
        ask("POST", "/sparql", FORM, b"query=ASK+%7B+%3Fs+%3Fp+%27x%27+%7D"),
        ask("POST", "/sparql", f"{QUERY}; charset=utf-8", ASKS.encode()),
    ],
    ids=["get", "form", "direct"],
)
def test_a_query_comes_in_each_of_the_three_ways(response: Response) -> None:
    assert response.status == 200
    assert json.loads(response.body)["boolean"] is True


@pytest.mark.parametrize(
    ("response", "status"),
    [
        (ask("GET", "/sparql"), 400),
        (ask("GET", "/sparql?query=ASK{}&query=ASK{}"), 400),
        (ask("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=https://example.org/g"), 400),
        (ask("GET", "/sparql?query=DROP%20ALL"), 400),
        (ask("GET", "/sparql?query=SELECT%20*%20%7B%20SERVICE%20%3Chttp://example.org/%3E%20%7B%7D%7D"), 400),
        (ask("POST", "/sparql", FORM, b"update=DROP+ALL"), 403),
        (ask("POST", "/sparql", "application/sparql-update", b"DROP ALL"), 415),
        (ask("POST", "/sparql", QUERY, b"\xff\xfe"), 400),
    ],
)
def test_what_is_refused_is_told_in_one_line(response: Response, status: int) -> None:
    assert response.status == status
    assert response.body.endswith(b"\n")
    assert response.body.count(b"\n") == 1
