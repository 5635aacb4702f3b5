"""Any SPARQL 1.1 endpoint: asked through SPARQLWrapper, written to by the Graph Store Protocol or by updates.

The endpoint must show the union of its named graphs as its default graph. Virtuoso, GraphDB, RDF4J and Blazegraph do
by default; `oxigraph serve` does when asked, and is asked with every request; Fuseki needs `tdb2:unionDefaultGraph`.
An endpoint that does not is refused at the first query, before it answers "nothing" to everything.

`places` tells where writes go, `sending` how a request is sent and where credentials come from.
"""

from __future__ import annotations

import http.client
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from claimgraph.errors import BadQuery, StoreError
from claimgraph.store.paging import paged_construct
from claimgraph.store.places import Places, graph_address, places
from claimgraph.store.protocol import NO_BINDINGS, Result, Rows, Term
from claimgraph.store.sending import (
    READ_WAITS,
    WRITE_WAITS,
    Failed,
    Line,
    Reply,
    check_address,
    one_line,
    opened,
    patience,
)
from claimgraph.store.sparql import Form, Reading, read, with_values
from claimgraph.store.updates import bodies, by_graph, changes, graph_node, insertions, replacement
from claimgraph.store.virtuoso import is_virtuoso, own_graph, to_ask, truth, with_truth_values

__all__ = ["EndpointStore", "endpoint"]

_PAGE = 5_000  # rows asked for at once; public endpoints cut answers at 10,000
_NOT_OFFERED = frozenset({404, 405, 501})  # HTTP: there is no such thing here
_AGENT = "claimgraph"

_UNION_SEEN = """SELECT ?seen WHERE {
  { SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }
  BIND (EXISTS { ?s ?p ?o } AS ?seen)
}"""
# The order stands in a sub-select: Virtuoso refuses to sort for an OFFSET beyond 10,000 rows, but pages through these.
_GRAPHS = "SELECT ?g WHERE { { SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g } }"
_QUADS = "SELECT ?s ?p ?o WHERE {{ {{ SELECT ?s ?p ?o WHERE {{ GRAPH {} {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o }} }}"


class _Wrapper(SPARQLWrapper):
    """Builds the request as the SPARQL 1.1 Protocol has it; `sending` sends it."""

    def request(self) -> urllib.request.Request:
        """The request."""
        made: urllib.request.Request = self._createRequest()
        return made


class EndpointStore:
    """A store behind a SPARQL 1.1 endpoint. Making one sends nothing."""

    def __init__(self, query: str, line: Line, write: Places | None) -> None:
        self._query = query
        self._line = line
        self._write = write  # None until the first write needs to know
        self._graphs_taken = False  # whether the first of the write addresses has taken a graph
        self._server = ""
        self._union_seen = False

    @property
    def name(self) -> str:
        """The address that queries go to."""
        return self._query

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Let a graph hold these quads and nothing else."""
        given = tuple(quads)
        texts = bodies(graph, given)
        if not texts:
            self.drop(graph)
        elif self._send_graph("PUT", graph, texts[0]):
            for text in texts[1:]:
                self._send_graph("POST", graph, text)
        else:
            for text in replacement(graph, given):
                self._update(text)

    def change(self, graph: str, gone: Iterable[ox.Quad], come: Iterable[ox.Quad]) -> None:
        """Take quads out of a graph and put others in."""
        for text in changes(graph, gone, come):
            self._update(text)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add many quads, each to its own named graph."""
        given = tuple(quads)
        for graph, these in by_graph(given):
            for text in bodies(graph, these):
                if not self._send_graph("POST", graph, text):
                    for update in insertions(given):
                        self._update(update)
                    return

    def drop(self, graph: str) -> None:
        """Remove a graph; one that does not exist is no error."""
        self._update(f"DROP SILENT GRAPH {graph_node(graph)}")

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of all graphs, sorted; asked for in pages. Those that a server keeps for itself are left out."""
        names = (g.value for (g,) in self._pages(_GRAPHS) if isinstance(g, ox.NamedNode))
        return tuple(sorted(n for n in names if not own_graph(n, self._server)))

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one graph or of all, asked for in pages."""
        for name in self.graphs() if graph is None else (graph,):
            node = graph_node(name)
            for s, p, o in self._pages(_QUADS.format(node)):
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

    def construct(self, text: str) -> Iterator[ox.Triple]:
        """What a CONSTRUCT gives, asked for in pages; a triple may come twice. The default graph is the server's own.

        Raises:
            BadQuery: it is no CONSTRUCT that can be paged (see `paging`), or does not parse there.
            EndpointUnavailable, StoreError: as `query`.
        """
        paged = paged_construct(text)
        offset = 0
        while True:
            page = self._answer(read(f"{paged} LIMIT {_PAGE} OFFSET {offset}"), NO_BINDINGS)
            if not isinstance(page, tuple) or isinstance(page, Rows) or not page:
                return
            yield from page
            offset += _PAGE

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

    def _pages(self, text: str) -> Iterator[tuple[Term | None, ...]]:
        offset = 0
        while True:
            page = self._answer(read(f"{text} LIMIT {_PAGE} OFFSET {offset}"), NO_BINDINGS)
            assert isinstance(page, Rows)
            yield from page.rows
            if len(page.rows) < _PAGE:
                return
            offset += _PAGE

    def _answer(self, reading: Reading, bindings: Mapping[str, Term]) -> Result:
        graph = reading.form in {Form.CONSTRUCT, Form.DESCRIBE}
        text = with_values(reading, bindings)
        text = to_ask(text) if is_virtuoso(self._server) else text
        wrapper = self._wrapper(text, reading.form.value, TURTLE if graph else JSON)
        if not reading.graphs:
            wrapper.addParameter("union-default-graph", "true")
        reply = self._send(wrapper.request, READ_WAITS)
        if isinstance(reply, Failed):
            raise self._line.refusal(reply)
        if reply.status == http.client.PARTIAL_CONTENT or "X-SPARQL-MaxRows" in reply.headers:
            raise StoreError(
                self.name, "cut its answer short; ask for less with LIMIT, or page with ORDER BY and OFFSET"
            )
        try:
            return _parsed(reply, reading.form, virtuoso=is_virtuoso(self._server))
        except (SyntaxError, ValueError) as error:
            raise StoreError(self.name, f"gave an answer that does not parse: {one_line(str(error))}") from error

    def _update(self, text: str) -> None:
        wrapper = self._wrapper(text, "INSERT", JSON)
        wrapper.updateEndpoint = self._places().update
        reply = self._send(wrapper.request, WRITE_WAITS)
        if isinstance(reply, Failed):
            raise self._line.refusal(reply)

    def _send_graph(self, method: str, graph: str, text: str) -> bool:
        """Send triples to one graph; False where no address takes whole graphs, and then for good."""
        while (write := self._places()).graphs:
            address = graph_address(write.graphs[0], graph)
            headers = {"Content-Type": "text/turtle", "User-Agent": _AGENT}
            reply = self._send(
                lambda: urllib.request.Request(address, text.encode(), headers, method=method),  # noqa: B023, S310 sent at once; http only: checked
                WRITE_WAITS,
            )
            if isinstance(reply, Reply):
                self._graphs_taken = True
                return True
            if self._graphs_taken or reply.status not in _NOT_OFFERED:
                raise self._line.refusal(reply, "what was written")
            self._write = write._replace(graphs=write.graphs[1:])
        return False

    def _places(self) -> Places:
        """Where writes go; whose server this is can decide it, so one that never answered is asked."""
        if self._write is None:
            if not self._server and places(self._query).update == self._query:
                self._answer(read("ASK { }"), NO_BINDINGS)
            self._write = places(self._query, self._server)
        return self._write

    def _wrapper(self, text: str, form: str, returns: str) -> Any:  # noqa: ANN401 SPARQLWrapper has no types
        wrapper = _Wrapper(self._query, returnFormat=returns, agent=_AGENT)
        wrapper.setMethod(POST)  # texts outgrow what servers take in a URL
        wrapper.setOnlyConneg(True)
        # Not setQuery: it guesses the form with patterns that strings and comments mislead.
        wrapper.queryString, wrapper.queryType = text, form
        return wrapper

    def _send(self, request: Callable[[], urllib.request.Request], waits: Sequence[float]) -> Reply | Failed:
        basic = not (is_virtuoso(self._server) or self._query.endswith("-auth"))
        reply = self._line.send(lambda: opened(request(), self._line.timeout, basic=basic), waits)
        if isinstance(reply, Reply):
            self._server = self._server or reply.headers.get("Server", "")
        return reply


def endpoint(
    url: str, *, update: str | None = None, timeout: int | None = None, wait: Callable[[float], None] = time.sleep
) -> EndpointStore:
    """The store behind a SPARQL 1.1 endpoint.

    Args:
        url: where queries go, http or https, without credentials.
        update: where updates go, and nothing but updates; by default see `places`.
        timeout: seconds without a byte from the server before it counts as silent; by default see `sending.patience`.
        wait: how to wait before another attempt, in seconds.

    Raises:
        EndpointUnavailable: an address is not http or https, or holds credentials; or the time-out is none.
    """
    for address in (url, url if update is None else update):
        check_address(address)
    return EndpointStore(url, Line(url, timeout or patience(), wait), None if update is None else Places(update))


def _parsed(reply: Reply, form: Form, *, virtuoso: bool) -> Result:
    if form in {Form.CONSTRUCT, Form.DESCRIBE}:
        return tuple(q.triple for q in ox.parse(reply.body, ox.RdfFormat.TURTLE))
    answer = ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON)
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    columns = tuple(v.value for v in answer.variables)
    rows = Rows(columns, tuple(tuple(solution[c] for c in columns) for solution in answer))
    if not virtuoso:
        return rows
    return truth(rows.rows) if form is Form.ASK else with_truth_values(rows)
