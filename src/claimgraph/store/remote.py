"""Any SPARQL 1.1 endpoint, spoken to through SPARQLWrapper.

The endpoint must show the union of its named graphs as its default graph. Virtuoso, GraphDB, RDF4J and Blazegraph do
by default; `oxigraph serve` does when asked, and is asked with every request; Fuseki needs `tdb2:unionDefaultGraph`.
An endpoint that does not is refused at the first query, before it answers "nothing" to everything.

User and password come from the environment, `CLAIMGRAPH_ENDPOINT_USER` and `CLAIMGRAPH_ENDPOINT_PASSWORD`; they are
sent to the endpoint's own address and not after a redirect, and never stand in a message.
"""

from __future__ import annotations

import ast
import http.client
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, NamedTuple, Self

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from claimgraph.errors import BadQuery, EndpointUnavailable, StoreError
from claimgraph.store.protocol import NO_BINDINGS, Result, Rows, Term
from claimgraph.store.sparql import Form, Reading, read, with_values
from claimgraph.store.updates import graph_node, insertions, replacement

__all__ = ["EndpointStore", "endpoint"]

_USER = "CLAIMGRAPH_ENDPOINT_USER"
_PASSWORD = "CLAIMGRAPH_ENDPOINT_PASSWORD"  # noqa: S105 the variable's name, not its value
_PAGE = 5_000  # rows asked for at once; public endpoints cut answers at 10,000
_WAITS = (0.2, 1.0)  # seconds before the second and the third attempt
_PASSING = frozenset({429, 502, 503, 504})  # HTTP: try again
_SHOWN = 200  # characters of a server's message

_UNION_SEEN = """SELECT ?seen WHERE {
  { SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }
  BIND (EXISTS { ?s ?p ?o } AS ?seen)
}"""
_GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
_QUADS = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s ?p ?o"


class _Address(NamedTuple):
    query: str
    update: str
    timeout: int


class _Wrapper(SPARQLWrapper):
    """urllib repeats a request's own headers after a redirect, to whatever host; credentials must stay here."""

    def _createRequest(self) -> urllib.request.Request:  # noqa: N802 the name that SPARQLWrapper calls
        request: urllib.request.Request = super()._createRequest()
        secret = request.headers.pop("Authorization", None)
        if secret is not None:
            request.add_unredirected_header("Authorization", secret)
        return request


class _Reply(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class EndpointStore:
    """A store behind a SPARQL 1.1 endpoint. Making one sends nothing."""

    def __init__(self, address: _Address, wait: Callable[[float], None]) -> None:
        self._address = address
        self._wait = wait
        self._union_seen = False

    @property
    def name(self) -> str:
        """The address that queries go to."""
        return self._address.query

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Let a graph hold these quads and nothing else."""
        for text in replacement(graph, quads):
            self._update(text)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add many quads, each to its own named graph."""
        for text in insertions(quads):
            self._update(text)

    def drop(self, graph: str) -> None:
        """Remove a graph; one that does not exist is no error."""
        self._update(f"DROP SILENT GRAPH {graph_node(graph)}")

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of all graphs, sorted; asked for in pages."""
        rows = self._pages(_GRAPHS, NO_BINDINGS)
        return tuple(sorted(g.value for (g,) in rows if isinstance(g, ox.NamedNode)))

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one graph or of all, asked for in pages."""
        for name in self.graphs() if graph is None else (graph,):
            node = graph_node(name)
            for s, p, o in self._pages(_QUADS, {"g": node}):
                if isinstance(s, ox.NamedNode | ox.BlankNode) and isinstance(p, ox.NamedNode) and o is not None:
                    yield ox.Quad(s, p, o, node)

    def query(self, text: str, bindings: Mapping[str, Term] = NO_BINDINGS) -> Result:
        """Answer a SPARQL 1.1 query; see `protocol.Store.query`.

        Raises:
            BadQuery: it is refused here or does not parse there.
            EndpointUnavailable: no answer in time, after three attempts, or no access.
            StoreError: the answer is cut short or malformed, or the default graph is not the union.
        """
        reading = read(text)
        if reading.graphs:
            known = self.graphs()
            for graph in reading.graphs:
                if graph not in known:
                    raise BadQuery(graph, "is not a graph of this store; load it, or leave FROM out")
        else:
            self._check_union()
        return self._answer(reading, bindings)

    def close(self) -> None:
        """Nothing to let go of."""

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close."""
        self.close()

    def _check_union(self) -> None:
        if self._union_seen:
            return
        seen = self._answer(read(_UNION_SEEN), NO_BINDINGS)
        assert isinstance(seen, Rows)
        if not seen.rows:
            return  # an empty store shows nothing either way
        value = seen.rows[0][0]
        if not isinstance(value, ox.Literal) or value.value not in {"true", "1"}:
            raise StoreError(self.name, "hides its named graphs from plain patterns; switch on a union default graph")
        self._union_seen = True

    def _pages(self, text: str, bindings: Mapping[str, Term]) -> Iterator[tuple[Term | None, ...]]:
        offset = 0
        while True:
            page = self._answer(read(f"{text} LIMIT {_PAGE} OFFSET {offset}"), bindings)
            assert isinstance(page, Rows)
            yield from page.rows
            if len(page.rows) < _PAGE:
                return
            offset += _PAGE

    def _answer(self, reading: Reading, bindings: Mapping[str, Term]) -> Result:
        graph = reading.form in {Form.CONSTRUCT, Form.DESCRIBE}
        wrapper = self._wrapper(with_values(reading, bindings), reading.form.value, TURTLE if graph else JSON)
        if not reading.graphs:
            wrapper.addParameter("union-default-graph", "true")
        reply = self._send(wrapper)
        if reply.status == http.client.PARTIAL_CONTENT or "X-SPARQL-MaxRows" in reply.headers:
            raise StoreError(
                self.name, "cut its answer short; ask for less with LIMIT, or page with ORDER BY and OFFSET"
            )
        try:
            return _parsed(reply, graph=graph)
        except (SyntaxError, ValueError) as error:
            raise StoreError(self.name, f"gave an answer that does not parse: {_one_line(str(error))}") from error

    def _update(self, text: str) -> None:
        wrapper = self._wrapper(text, "INSERT", JSON)
        wrapper.setMethod(POST)
        self._send(wrapper)

    def _wrapper(self, text: str, form: str, returns: str) -> Any:  # noqa: ANN401 SPARQLWrapper has no types
        wrapper = _Wrapper(self._address.query, self._address.update, returnFormat=returns, agent="claimgraph")
        wrapper.setMethod(POST)  # texts outgrow what servers take in a URL
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(self._address.timeout)
        user, password = os.environ.get(_USER), os.environ.get(_PASSWORD)
        if user and password:
            wrapper.setCredentials(user, password)
        # Not setQuery: it guesses the form with patterns that strings and comments mislead.
        wrapper.queryString, wrapper.queryType = text, form
        return wrapper

    def _send(self, wrapper: Any) -> _Reply:  # noqa: ANN401 SPARQLWrapper has no types
        for wait in (*_WAITS, None):
            try:
                with wrapper.query().response as response:
                    return _Reply(response.status, response.headers, response.read())
            except SPARQLWrapperException as error:
                cause = error.__context__  # the HTTPError that SPARQLWrapper was handling
                code = cause.code if isinstance(cause, urllib.error.HTTPError) else http.client.INTERNAL_SERVER_ERROR
                raise self._refusal(code, _said(error)) from None
            except urllib.error.HTTPError as error:
                with error:
                    if error.code not in _PASSING or wait is None:
                        raise self._refusal(error.code, error.reason) from None
            except (OSError, http.client.HTTPException, UnicodeError) as error:
                if wait is None:
                    why = _one_line(str(getattr(error, "reason", error)) or type(error).__name__)
                    mend = f"does not answer ({why}); check the address and that the server runs"
                    raise EndpointUnavailable(self.name, mend) from None
            self._wait(wait)
        raise AssertionError  # the last attempt returns or raises

    def _refusal(self, status: int, message: str) -> StoreError | BadQuery:
        said = _one_line(message)
        if status == http.client.BAD_REQUEST:
            return BadQuery("the query", f"is refused by {self.name}: {said}")
        if status in {http.client.UNAUTHORIZED, http.client.FORBIDDEN}:
            return EndpointUnavailable(self.name, f"wants other credentials; set {_USER} and {_PASSWORD}")
        if status == http.client.NOT_FOUND:
            return EndpointUnavailable(self.name, "is not there (HTTP 404); check the path of the address")
        return EndpointUnavailable(self.name, f"answers with HTTP {status}: {said}")


def endpoint(
    url: str, *, update: str | None = None, timeout: int = 60, wait: Callable[[float], None] = time.sleep
) -> EndpointStore:
    """The store behind a SPARQL 1.1 endpoint.

    Args:
        url: where queries go, http or https, without credentials.
        update: where updates go; by default the query address, its last `/query` made `/update`.
        timeout: seconds without a byte from the server before it counts as silent.
        wait: how to wait before another attempt, in seconds.

    Raises:
        EndpointUnavailable: an address is not http or https, or holds credentials.
    """
    if update is None:
        update = url.removesuffix("/query") + "/update" if url.endswith("/query") else url
    for address in (url, update):
        _check_address(address)
    return EndpointStore(_Address(url, update, timeout), wait)


def _check_address(url: str) -> None:
    try:
        parts = urllib.parse.urlsplit(url)
        host, secret = parts.hostname, parts.username or parts.password
        _ = parts.port  # reading it is what checks it
    except ValueError:
        raise EndpointUnavailable("the endpoint's address", "is malformed; write http://host:port/path") from None
    if secret is not None:
        raise EndpointUnavailable(host or "", f"leave credentials out of the address; set {_USER} and {_PASSWORD}")
    if parts.scheme not in {"http", "https"} or not host or any(c <= " " or c == "\x7f" for c in url):
        raise EndpointUnavailable(url, "is not an endpoint's address; write http://host:port/path")


def _parsed(reply: _Reply, *, graph: bool) -> Result:
    if graph:
        return tuple(q.triple for q in ox.parse(reply.body, ox.RdfFormat.TURTLE))
    answer = ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON)
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    columns = tuple(v.value for v in answer.variables)
    return Rows(columns, tuple(tuple(solution[c] for c in columns) for solution in answer))


def _said(error: BaseException) -> str:
    """What the server wrote, out of SPARQLWrapper's message, which ends in the bytes as Python shows them."""
    shown = str(error).rpartition("Response:\n")[2]
    try:
        body = ast.literal_eval(shown)
    except (ValueError, SyntaxError):
        return shown
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else shown


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
