"""Let the store hold the derivations that text reuse finds: those that came and went, or all of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from pyoxigraph import Quad, RdfFormat, parse

from claimgraph import store
from claimgraph.resolve.reuse import Reuse
from claimgraph.resolve.reuse_text import GRAPH, about_as_turtle, reuses_as_turtle
from claimgraph.store.updates import graph_node
from claimgraph.workflow.cache import Cache
from claimgraph.workflow.catalogue import Catalogue

__all__ = ["Reuses", "write_reuses"]


class Reuses(NamedTuple):
    """The derivations that hold no longer, and those that are new."""

    gone: set[Reuse]
    come: set[Reuse]


def write_reuses(disk: store.Store, cache: Cache, base: str, catalogue: Catalogue, changed: Reuses | None) -> None:
    """Bring the graph of inferred derivations up to date.

    The graph has no token from before the change on: who calls this gives it one when all else is written too.

    Args:
        disk: where the graph goes.
        cache: which graphs are whole.
        base: the IRI that ids are relative to.
        catalogue: what text reuse finds now.
        changed: what is to change; None where the graph is not known to be whole, and is written anew.
    """
    if changed is not None and not changed.gone and not changed.come:
        return
    graph = base + GRAPH
    cache.set_loaded(graph, "")
    cache.commit()
    left = next(catalogue.all_reuses(), None) is not None
    about = [about_as_turtle(base)]
    if changed is None:
        store.load_graph(disk, graph, chain(about if left else (), reuses_as_turtle(catalogue.all_reuses(), base)))
        return
    gone = _quads(chain(() if left else about, reuses_as_turtle(changed.gone, base)), graph)
    come = _quads(chain(about if left else (), reuses_as_turtle(changed.come, base)), graph)
    disk.change(graph, gone - come, come - gone)


def _quads(texts: Iterable[bytes], graph: str) -> set[Quad]:
    node = graph_node(graph)
    triples = (t for text in texts for t in parse(text, RdfFormat.TURTLE))
    return {Quad(t.subject, t.predicate, t.object, node) for t in triples}
