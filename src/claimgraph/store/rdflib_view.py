"""rdflib's API over a store in this process, for those who know that API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.errors import StoreError
from claimgraph.store.local import LocalStore
from claimgraph.store.protocol import Store

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["as_rdflib"]


def as_rdflib(store: Store) -> Dataset:
    """The store as an rdflib Dataset whose default graph is the union; no copy, so writes go through.

    Queries run at Oxigraph's speed, writes at a fifth of it. pySHACL is not to be run over it: it is orders of
    magnitude slower than over a plain graph.

    Raises:
        StoreError: the store is behind an endpoint (rdflib has SPARQLStore for these), or closed.
    """
    if not isinstance(store, LocalStore):
        raise StoreError(store.name, "is behind an endpoint; use rdflib.plugins.stores.sparqlstore.SPARQLStore")
    from oxrdflib import OxigraphStore  # noqa: PLC0415 rdflib costs 0.1 s that only users of this view pay
    from rdflib import Dataset  # noqa: PLC0415 same

    return Dataset(store=OxigraphStore(store=store.inner), default_union=True)
