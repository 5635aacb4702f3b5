"""What a workspace answers to each address.

| address | what it gives |
|---|---|
| `/` | the questions |
| `/ask/NAME?parameter=value` | a question's answer |
| `/query?query=…` | any query's answer, as a page |
| `/claim?id=…&policy=…` | what one claim rests on |
| `/graph?claim=…` | the interactive page |
| `/sparql` | the SPARQL 1.1 Protocol, for programs |

The store is opened for each request, so that answers are of the latest build and a build finds no lock. Pages of other
sites get nothing: a request must name this machine as its host (else a site could point its own name here), and a
browser that says that another site asks is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from claimgraph.assess import POLICIES
from claimgraph.errors import BadParameter, BadQuery, ClaimgraphError, UnknownQuestion
from claimgraph.query import answer, catalogue, run
from claimgraph.viz import graph, page
from claimgraph.web import pages, sparql
from claimgraph.web.exchange import HTML, Request, Response, said
from claimgraph.workflow.derivation import as_text
from claimgraph.workflow.explain import explain
from claimgraph.workflow.stores import reading

__all__ = ["App"]

_HOSTS: Final = {"127.0.0.1", "localhost", "[::1]"}
_OWN: Final = {"same-origin", "none"}


class App:
    """A workspace as a function from requests to responses.

    Args:
        root: the workspace's directory.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def __call__(self, request: Request) -> Response:
        """Answer a request. Errors of the request or of the workspace are one line and a status, never a traceback."""
        if request.headers.get("host", "").rpartition(":")[0] not in _HOSTS:
            return said(421, "this server answers to 127.0.0.1 and localhost only")
        if request.headers.get("sec-fetch-site", "none") not in _OWN:
            return said(403, "another site asks; open the address by itself")
        try:
            return self._route(request)
        except (BadParameter, BadQuery) as error:
            return pages.wrong(400, str(error))
        except UnknownQuestion as error:
            return pages.wrong(404, str(error))
        except ClaimgraphError as error:
            return pages.wrong(503, str(error))

    def _route(self, request: Request) -> Response:
        if request.path == "/sparql":
            if request.method not in {"GET", "HEAD", "POST"}:
                return said(405, "send a query by GET or POST")
            with reading(self._root) as store:
                return sparql.respond(store, request)
        if request.method not in {"GET", "HEAD"}:
            return said(405, "this address is only read")
        if request.path.startswith("/ask/"):
            return self._ask(request.path.removeprefix("/ask/"), request)
        act = _PAGES.get(request.path)
        return act(self, request) if act else pages.wrong(404, f"{request.path}: there is no such page; begin at /")

    def _home(self, _request: Request) -> Response:
        return pages.home(catalogue())

    def _ask(self, name: str, request: Request) -> Response:
        given = {key: value for key, value in request.given if value}
        with reading(self._root) as store:
            return pages.answer_page(answer(store, name, given), given)

    def _query(self, request: Request) -> Response:
        text = _needed(request, "query")
        with reading(self._root) as store:
            return pages.answer_page(run(store, text), {}, text)

    def _claim(self, request: Request) -> Response:
        claim, policy = _needed(request, "id"), request.first("policy") or "default"
        return pages.claim_page(as_text(explain(self._root, claim, policy)), claim, policy, list(POLICIES))

    def _graph(self, request: Request) -> Response:
        with reading(self._root) as store:
            picture = graph(store.quads())
        return Response(200, HTML, page(picture, title="Claim graph", focus=request.first("claim")).encode())


def _needed(request: Request, name: str) -> str:
    value = request.first(name)
    if not value:
        raise BadParameter(name, "is missing; give it in the address")
    return value


_PAGES: Mapping[str, Callable[[App, Request], Response]] = MappingProxyType(
    {"/": App._home, "/query": App._query, "/claim": App._claim, "/graph": App._graph}  # noqa: SLF001 its own
)
