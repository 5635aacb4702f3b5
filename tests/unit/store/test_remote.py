"""An endpoint that misbehaves: a small server of our own says what a real one would."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import pytest

from claimgraph.errors import BadQuery, EndpointUnavailable, StoreError
from claimgraph.store import Rows, endpoint
from claimgraph.store.remote import EndpointStore

ROWS = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "1"}}]}})
SEEN = json.dumps(
    {"head": {"vars": ["seen"]}, "results": {"bindings": [{"seen": {"type": "literal", "value": "true"}}]}}
)
HIDDEN = SEEN.replace("true", "false")


class Request(NamedTuple):
    path: str
    headers: dict[str, str]
    body: str


class Reply(NamedTuple):
    status: int = 200
    body: str = ROWS
    headers: tuple[tuple[str, str], ...] = ()


class Fake(NamedTuple):
    url: str
    requests: list[Request]
    script: list[Reply]

    def store(self) -> EndpointStore:
        return endpoint(f"{self.url}/query", wait=lambda _: None)


@pytest.fixture
def fake() -> Iterator[Fake]:
    requests: list[Request] = []
    script: list[Reply] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            requests.append(Request(self.path, dict(self.headers), body))
            reply = script.pop(0) if script else Reply(body=SEEN if "seen" in body else ROWS)
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(reply.body.encode())

        do_GET = do_POST  # noqa: N815 the name that the library calls

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 the library's signature
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Fake(f"http://127.0.0.1:{server.server_port}", requests, script)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_queries_are_posted_and_answers_parsed(fake: Fake) -> None:
    answer = fake.store().query("SELECT ?x { ?s ?p ?x }")
    assert isinstance(answer, Rows)
    assert answer.columns == ("x",)
    assert [r.path for r in fake.requests] == ["/query", "/query"]  # the first one looks at the union


def test_the_union_is_looked_at_once_for_each_store(fake: Fake) -> None:
    store = fake.store()
    for _ in range(3):
        store.query("SELECT ?x { ?s ?p ?x }")
    assert len(fake.requests) == 4


def test_an_endpoint_that_hides_its_graphs_is_refused(fake: Fake) -> None:
    fake.script[:] = [Reply(body=HIDDEN)]
    with pytest.raises(StoreError, match="union default graph"):
        fake.store().query("SELECT ?x { ?s ?p ?x }")


def test_updates_go_to_their_own_address(fake: Fake) -> None:
    fake.store().drop("a:g")
    endpoint(f"{fake.url}/sparql", update=f"{fake.url}/other").drop("a:g")
    endpoint(f"{fake.url}/sparql").drop("a:g")
    assert [r.path for r in fake.requests] == ["/update", "/other", "/sparql", "/sparql"]
    assert ["DROP+SILENT+GRAPH" in r.body for r in fake.requests] == [True, True, False, True]  # who are you? is asked


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_passing_fault_is_tried_again(fake: Fake, status: int) -> None:
    fake.script[:] = [Reply(status), Reply(status), Reply()]
    assert fake.store().graphs() == ()
    assert len(fake.requests) == 3


def test_a_lasting_fault_is_one_line(fake: Fake) -> None:
    fake.script[:] = [Reply(503)] * 3
    with pytest.raises(EndpointUnavailable, match="HTTP 503"):
        fake.store().graphs()


@pytest.mark.parametrize(
    ("reply", "error", "says"),
    [
        (Reply(400, "no such\n\x1b[31mfunction"), BadQuery, "refused by"),
        (Reply(401), EndpointUnavailable, "CLAIMGRAPH_ENDPOINT_USER"),
        (Reply(403), EndpointUnavailable, "CLAIMGRAPH_ENDPOINT_USER"),
        (Reply(404), EndpointUnavailable, "is not there"),
        (Reply(500, "boom"), EndpointUnavailable, "HTTP 500: boom"),
        (Reply(body="<html>hello</html>"), StoreError, "does not parse"),
        (Reply(206), StoreError, "cut its answer short"),
        (Reply(headers=(("X-SPARQL-MaxRows", "10000"),)), StoreError, "cut its answer short"),
    ],
)
def test_what_a_server_says_becomes_one_line(fake: Fake, reply: Reply, error: type[Exception], says: str) -> None:
    fake.script[:] = [reply]
    with pytest.raises(error, match=says) as failed:
        fake.store().graphs()
    line = str(failed.value)
    assert line.isprintable()
    assert len(line) < 400


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CLAIMGRAPH_ENDPOINT_USER", "ada")
    monkeypatch.setenv("CLAIMGRAPH_ENDPOINT_PASSWORD", "hunter2")
    return "Basic " + base64.b64encode(b"ada:hunter2").decode()


def test_credentials_come_from_the_environment(fake: Fake, secret: str) -> None:
    fake.store().graphs()
    assert fake.requests[0].headers["Authorization"] == secret


def test_credentials_do_not_follow_a_redirect(fake: Fake, secret: str) -> None:
    fake.script[:] = [Reply(302, headers=(("Location", f"{fake.url}/elsewhere"),)), Reply()]
    fake.store().graphs()
    assert [r.path for r in fake.requests] == ["/query", "/elsewhere"]
    assert fake.requests[0].headers["Authorization"] == secret
    assert "Authorization" not in fake.requests[1].headers


def test_credentials_stand_in_no_message(fake: Fake, secret: str) -> None:
    for status in (401, 404, 500, 503):
        fake.script[:] = [Reply(status)] * 3
        with pytest.raises(StoreError) as failed:
            fake.store().graphs()
        assert "hunter2" not in str(failed.value)
        assert secret not in str(failed.value)


def test_credentials_in_the_address_are_refused_and_not_repeated() -> None:
    with pytest.raises(EndpointUnavailable, match="leave credentials out") as failed:
        endpoint("https://ada:hunter2@example.org/query")
    assert "hunter2" not in str(failed.value)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/q", "example.org/query", "", "http://", "http://a:b:c/", "http://a b/"],
)
def test_an_address_is_http(url: str) -> None:
    with pytest.raises(EndpointUnavailable):
        endpoint(url)


def test_results_are_asked_for_in_pages(fake: Fake) -> None:
    def page(n: int) -> str:
        return json.dumps(
            {
                "head": {"vars": ["g"]},
                "results": {"bindings": [{"g": {"type": "uri", "value": f"a:{i}"}} for i in range(n)]},
            }
        )

    fake.script[:] = [Reply(body=page(5_000)), Reply(body=page(1))]
    assert len(fake.store().graphs()) == 5_001
    assert "OFFSET+0" in fake.requests[0].body
    assert "OFFSET+5000" in fake.requests[1].body
