"""Whole graphs: where a store has a bulk loader, many times faster than quads one by one.

Many small graphs that a store does not hold yet are added together. A large one is loaded from texts: Oxigraph's loader
parses a text and then sorts its quads into six indexes on one core, which takes nearly all of the
time. Several texts at once use the other cores, and the next text can be made meanwhile. What they leave is merged
afterwards (`LocalStore.merge`), by whoever has loaded all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain

import pyoxigraph as ox

from claimgraph.errors import StoreError
from claimgraph.store.local import LocalStore
from claimgraph.store.merging import merging_waits
from claimgraph.store.protocol import Store
from claimgraph.store.updates import graph_node

__all__ = ["AT_ONCE", "BULK", "load_graph", "load_graphs"]

BULK = 2_000_000  # bytes; a bulk load writes files of its own, which is not worth it for less
AT_ONCE = 2  # texts; each holds about 1 kB a quad while it is loaded


def load_graph(store: Store, graph: str, texts: Iterable[bytes]) -> None:
    """Let a graph hold what Turtle texts say and nothing else; each text is read by itself, in no order.

    The result is that of `Store.replace`. Not all or nothing from BULK bytes on: a process that is killed meanwhile
    leaves part of the graph, old or new. Whoever calls this keeps a note that the graph is being changed, and does it
    again. A text is taken when there is room for it, so a generator makes them while others are loaded.

    Raises:
        StoreError: a text is no Turtle, or the store does not take it.
    """
    node = graph_node(graph)
    left = iter(texts)
    first: list[bytes] = []
    try:
        if not isinstance(store, LocalStore) or _all_fit(first, left):
            store.replace(graph, list(_quads(chain(first, left), node)))
            return
        store.drop(graph)
        with merging_waits():
            _bulk(store.inner, node, chain(first, left))
        store.scattered = True
    except SyntaxError as error:
        raise StoreError(graph, f"cannot be read: {' '.join(str(error).split())}") from error
    except (OSError, RuntimeError) as error:
        raise StoreError(store.name, f"cannot be written: {' '.join(str(error).split())}") from error


def load_graphs(store: Store, graphs: Mapping[str, Sequence[ox.Quad]]) -> None:
    """Let each of some graphs hold these quads, which are of it, and nothing else.

    The result is that of `Store.replace` for each. What a store in this process does not hold yet is added at once: a
    process that is killed meanwhile leaves all of it or nothing, up to the million quads that Oxigraph sorts at a time.

    Raises:
        StoreError: a term is malformed, or the store does not answer.
    """
    fresh: list[ox.Quad] = []
    for graph, quads in graphs.items():
        if isinstance(store, LocalStore) and not store.inner.contains_named_graph(graph_node(graph)):
            fresh += quads
        else:
            store.replace(graph, quads)
    store.add(fresh)


def _all_fit(first: list[bytes], left: Iterator[bytes]) -> bool:
    """Take texts until they are BULK bytes; whether there are no more."""
    size = 0
    for text in left:
        first.append(text)
        size += len(text)
        if size >= BULK:
            return False
    return True


def _quads(texts: Iterable[bytes], node: ox.NamedNode) -> Iterator[ox.Quad]:
    for text in texts:
        for quad in ox.parse(text, ox.RdfFormat.TURTLE):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, node)


def _bulk(inner: ox.Store, node: ox.NamedNode, texts: Iterable[bytes]) -> None:
    """Load texts, AT_ONCE of them at a time; Oxigraph lets Python go on meanwhile."""
    running: deque[Future[None]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as workers:
        for text in texts:
            running.append(workers.submit(inner.bulk_load, text, ox.RdfFormat.TURTLE, to_graph=node))
            if len(running) > AT_ONCE:
                running.popleft().result()
        for load in running:
            load.result()
