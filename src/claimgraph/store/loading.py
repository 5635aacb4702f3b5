"""A whole graph from one text: where a store has a bulk loader, many times faster than quads one by one."""

from __future__ import annotations

import pyoxigraph as ox

from claimgraph.errors import StoreError
from claimgraph.store.local import LocalStore
from claimgraph.store.protocol import Store
from claimgraph.store.updates import graph_node

__all__ = ["BULK", "load_graph"]

BULK = 2_000_000  # bytes; a bulk load writes files of its own, which is not worth it for less


def load_graph(store: Store, graph: str, turtle: bytes) -> None:
    """Let a graph hold what a Turtle text says and nothing else. The result is that of `Store.replace`.

    Not all or nothing from BULK bytes on: a process that is killed meanwhile leaves part of the graph, old or new.
    Whoever calls this keeps a note that the graph is being changed, and does it again.

    Raises:
        StoreError: the text is no Turtle, or the store does not take it.
    """
    node = graph_node(graph)
    try:
        if len(turtle) < BULK or not isinstance(store, LocalStore):
            store.replace(
                graph, [ox.Quad(q.subject, q.predicate, q.object, node) for q in ox.parse(turtle, ox.RdfFormat.TURTLE)]
            )
            return
        store.drop(graph)
        store.inner.bulk_load(turtle, format=ox.RdfFormat.TURTLE, to_graph=node)
    except SyntaxError as error:
        raise StoreError(graph, f"cannot be read: {' '.join(str(error).split())}") from error
    except (OSError, RuntimeError) as error:
        raise StoreError(store.name, f"cannot be written: {' '.join(str(error).split())}") from error
