"""A server that fails in the middle: connections that drop, answers that stop, silence; and what is left then."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from claimgraph.errors import EndpointUnavailable, StoreError
from claimgraph.store import endpoint
from claimgraph.store.remote import EndpointStore
from claimgraph.store.sending import PASSWORD, USER, WRITE_WAITS
from claimgraph.store.updates import CHUNK

GRAPH, P = "https://example.org/g", NamedNode("https://example.org/p")
SECRET = "hunter2"


class Server:
    """Takes whole graphs, gives pages of rows, and does at request n what `faults[n]` says.

    The faults: "before" and "after" drop the connection before or after the request is carried out; "half" stops in
    the middle of the answer; "slow" says nothing for longer than the client waits; a number is an HTTP status.
    """

    def __init__(self) -> None:
        self.graphs: dict[str, set[str]] = {}
        self.faults: dict[int, str | int] = {}
        self.requests: list[str] = []
        self.waits: list[float] = []
        self.rows: list[str] = []
        self.over = threading.Event()
        self.url = ""
        self.challenge = "Basic"

    def store(self, timeout: int = 60) -> EndpointStore:
        return endpoint(f"{self.url}/query", timeout=timeout, wait=self.waits.append)

    def carry_out(self, method: str, path: str, body: bytes) -> bytes:
        address = urlsplit(path)
        if address.path == "/store":
            graph = parse_qs(address.query)["graph"][0]
            lines = {str(q.triple) for q in parse(body, RdfFormat.TURTLE)}
            self.graphs[graph] = lines if method == "PUT" else self.graphs.get(graph, set()) | lines
            return b""
        text = unquote(body.decode().replace("+", " "))
        if "?seen" in text:
            return _rows("seen", ["true"])
        start = int(text.split("OFFSET ")[1].split("&")[0]) if "OFFSET" in text else 0
        return _rows("g", self.rows[start : start + 5_000], "uri")


def _rows(name: str, values: list[str], kind: str = "literal") -> bytes:
    bindings = [{name: {"type": kind, "value": value}} for value in values]
    return json.dumps({"head": {"vars": [name]}, "results": {"bindings": bindings}}).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fault = state.faults.get(len(state.requests))
            state.requests.append(f"{self.command} {self.path}")
            self.close_connection = True
            if fault == "before":
                return
            answer = state.carry_out(self.command, self.path, body) if not isinstance(fault, int) else b"no"
            if fault == "after":
                return
            if fault == "slow":
                state.over.wait(30)
                return
            self.send_response(fault if isinstance(fault, int) else 200)
            self.send_header("WWW-Authenticate", state.challenge)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer[: len(answer) // 2] if fault == "half" else answer)

        do_GET = do_PUT = do_POST  # noqa: N815 the names that the library calls

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 the library's signature
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.url = f"http://127.0.0.1:{http.server_port}"
    try:
        yield state
    finally:
        state.over.set()
        http.shutdown()
        http.server_close()
        thread.join()


def _quads(count: int) -> list[Quad]:
    return [Quad(NamedNode(f"https://example.org/{i}"), P, Literal(i), NamedNode(GRAPH)) for i in range(count)]


@pytest.mark.parametrize("fault", ["before", "after", "half", 503])
def test_a_page_that_fails_is_asked_for_again_and_nothing_is_lost(server: Server, fault: str | int) -> None:
    server.rows = [f"https://example.org/g{i:05}" for i in range(5_001)]
    server.faults = {1: fault}
    assert server.store().graphs() == tuple(server.rows)
    assert len(server.requests) == 3
    assert len(server.waits) == 1


def test_pages_that_go_on_failing_are_one_line_and_no_shorter_list(server: Server) -> None:
    server.rows = [f"https://example.org/g{i:05}" for i in range(5_001)]
    server.faults = {1: "half", 2: "before", 3: "half"}
    with pytest.raises(EndpointUnavailable, match="does not answer") as failed:
        server.store().graphs()
    assert "\n" not in str(failed.value)
    assert len(server.waits) == 2


def test_an_answer_that_stops_without_saying_how_long_it_is_is_refused(server: Server) -> None:
    text = _rows("x", ["1"])[:-3]
    server.carry_out = lambda *_: text  # type: ignore[method-assign]
    with pytest.raises(StoreError, match="does not parse"):
        server.store().graphs()


@pytest.mark.parametrize(("at", "fault"), [(0, "before"), (1, "after"), (2, 503), (1, "before"), (0, "after")])
def test_a_bulk_write_that_fails_once_ends_whole(server: Server, at: int, fault: str | int) -> None:
    server.graphs = {GRAPH: {"what was there"}}
    server.faults = {at: fault}
    quads = _quads(2 * CHUNK + 1)
    server.store().replace(GRAPH, quads)
    assert server.graphs[GRAPH] == {str(q.triple) for q in quads}
    assert [r.split()[0] for r in server.requests] == ["PUT"] * (1 + (at == 0)) + ["POST"] * (2 + (at > 0))


def test_a_bulk_write_that_goes_on_failing_says_so_and_is_mended_by_the_next(server: Server) -> None:
    quads = _quads(CHUNK + 1)
    server.faults = dict.fromkeys(range(1, 2 + len(WRITE_WAITS)), "before")
    store = server.store()
    with pytest.raises(EndpointUnavailable):
        store.replace(GRAPH, quads)
    assert server.waits == list(WRITE_WAITS)
    assert len(server.graphs[GRAPH]) == CHUNK  # half of it: who calls keeps a note, and does it again
    store.replace(GRAPH, quads)
    assert server.graphs[GRAPH] == {str(q.triple) for q in quads}


def test_a_server_that_says_nothing_is_given_up_after_the_time_that_was_given(server: Server) -> None:
    server.faults = dict.fromkeys(range(9), "slow")
    begun = time.monotonic()
    with pytest.raises(EndpointUnavailable, match="timed out"):
        server.store(timeout=1).graphs()
    assert time.monotonic() - begun > 2.5


@pytest.mark.parametrize("fault", ["before", "half", 401, 403, 404, 500, 503])
def test_credentials_stand_in_no_log_and_no_message(
    server: Server,
    fault: str | int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(USER, "ada")
    monkeypatch.setenv(PASSWORD, SECRET)
    caplog.set_level(logging.DEBUG)
    server.faults = dict.fromkeys(range(9), fault)
    with pytest.raises(StoreError) as failed:
        server.store().graphs()
    told = (str(failed.value), repr(failed.value.__cause__), caplog.text, *capfd.readouterr(), *server.requests)
    for text in told:
        assert SECRET not in text
        assert "YWRhOmh1bnRlcjI" not in text  # ada:hunter2 in base 64


def test_a_challenge_that_nobody_can_answer_is_one_line(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "ada")
    monkeypatch.setenv(PASSWORD, SECRET)
    server.challenge = 'Digest realm="x", nonce="y", algorithm=SHA3-512, qop="auth"'
    server.faults = dict.fromkeys(range(9), 401)
    with pytest.raises(EndpointUnavailable, match="wants other credentials"):
        server.store().graphs()


def test_how_long_to_wait_comes_from_the_environment(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMGRAPH_ENDPOINT_TIMEOUT", "1")
    server.faults = dict.fromkeys(range(9), "slow")
    begun = time.monotonic()
    with pytest.raises(EndpointUnavailable, match="timed out"):
        endpoint(f"{server.url}/query", wait=server.waits.append).graphs()
    assert 2.5 < time.monotonic() - begun < 60


@pytest.mark.parametrize("given", ["", "0", "-1", "1.5", "soon", "86401", "9" * 5000, "٣"])
def test_a_time_out_that_is_none_is_one_line(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMGRAPH_ENDPOINT_TIMEOUT", given)
    with pytest.raises(EndpointUnavailable, match="whole number of seconds") as failed:
        endpoint("http://127.0.0.1:9/query")
    assert len(str(failed.value)) < 200
