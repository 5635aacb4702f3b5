"""Stores of quads: Oxigraph in memory, Oxigraph in a directory, and any SPARQL 1.1 endpoint.

`protocol` says what they promise, `sparql` what queries are refused before an engine sees them.
"""

from __future__ import annotations

from claimgraph.store.loading import load_graph, load_graphs
from claimgraph.store.local import LocalStore, disk, memory
from claimgraph.store.protocol import Result, Rows, Store, Term
from claimgraph.store.rdflib_view import as_rdflib
from claimgraph.store.remote import EndpointStore, endpoint

__all__ = [
    "EndpointStore",
    "LocalStore",
    "Result",
    "Rows",
    "Store",
    "Term",
    "as_rdflib",
    "disk",
    "endpoint",
    "load_graph",
    "load_graphs",
    "memory",
]
