"""The query half of the SPARQL 1.1 Protocol (W3C, 2013, section 2.1), over whatever store is at hand.

Updates do not exist here, and a dataset is chosen in the query (`FROM`), not in the address.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from claimgraph.errors import BadQuery, StoreError
from claimgraph.store import Store
from claimgraph.web.exchange import Request, Response, said
from claimgraph.web.results import answered

__all__ = ["QUERY", "respond"]

QUERY = "application/sparql-query"
_FORM = "application/x-www-form-urlencoded"
_ELSEWHERE = {"default-graph-uri", "named-graph-uri"}


def respond(store: Store, request: Request) -> Response:
    """The answer to a request of the protocol; errors are one line each."""
    query = _query(request)
    if isinstance(query, Response):
        return query
    try:
        return answered(store.query(query), request.headers.get("accept", ""))
    except BadQuery as error:
        return said(400, str(error))
    except StoreError as error:
        return said(503, str(error))


def _query(request: Request) -> str | Response:
    """The query that a request brings, or what is wrong with the request."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    given = list(request.given)
    if request.method == "POST":
        if media not in {_FORM, QUERY}:
            return said(415, f"send a query as {QUERY} or in a form; updates are not taken")
        try:
            body = request.body.decode()
        except UnicodeDecodeError:
            return said(400, "the request is not UTF-8; send it so")
        given += parse_qsl(body, keep_blank_values=True) if media == _FORM else [("query", body)]
    names = {name for name, _ in given}
    if "update" in names:
        return said(403, "the graph is only read here; `claimgraph build` and `merge` change it")
    if names & _ELSEWHERE:
        return said(400, "name graphs by FROM and FROM NAMED in the query, not in the address")
    queries = [value for name, value in given if name == "query"]
    return queries[0] if len(queries) == 1 else said(400, "give one query, as the parameter `query` or as the body")
