"""Where a server takes updates and whole graphs, told from where it takes queries.

SPARQL 1.1 has no way to ask. The paths are those of the servers' manuals: Oxigraph (`/query`, `/update`, `/store`),
Fuseki (`/query`, `/update`, `/data`), Virtuoso (`/sparql`, `/sparql-auth`, `/sparql-graph-crud-auth`), RDF4J and
GraphDB (`/repositories/NAME`, its `/statements` and `/rdf-graphs/service`).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote

from claimgraph.store.virtuoso import is_virtuoso

__all__ = ["Places", "graph_address", "places"]

_REPOSITORY = re.compile(r"/repositories/[^/?#]+$")


class Places(NamedTuple):
    """Where to write: the address of updates, and those that may take whole graphs, likeliest first."""

    update: str
    graphs: tuple[str, ...] = ()


def places(query: str, server: str = "") -> Places:
    """Where the server behind a query address takes writes.

    Args:
        query: the query address.
        server: the `Server` header of one of its answers, "" where it is not known.
    """
    if query.endswith("/query"):
        stem = query.removesuffix("/query")
        return Places(f"{stem}/update", (f"{stem}/store", f"{stem}/data"))
    if query.endswith("/sparql") and is_virtuoso(server):
        return Places(f"{query}-auth", (f"{query}-graph-crud-auth",))
    if _REPOSITORY.search(query):
        return Places(f"{query}/statements", (f"{query}/rdf-graphs/service",))
    return Places(query)


def graph_address(store: str, graph: str) -> str:
    """The address of one graph, by the Graph Store Protocol's indirect naming."""
    return f"{store}?graph={quote(graph, safe='')}"
