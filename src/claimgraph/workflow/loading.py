"""Let the store hold one graph for each document version, as identity says of it; only what changed is touched.

A graph has an empty token from before it changes until it is whole. Graphs are changed some at a time, because what a
store takes at once costs it a quarter of what it costs one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import Quad

from claimgraph import store
from claimgraph.model.identifiers import digest, graph_id
from claimgraph.rdf.encode import unordered
from claimgraph.resolve import apply
from claimgraph.workflow.cache import Cache
from claimgraph.workflow.linking import Links
from claimgraph.workflow.progress import Progress
from claimgraph.workflow.workspace import Workspace

__all__ = ["Place", "load", "mark"]

# Quads: five hundred short documents, about 150 MB. What is added at once makes a file for each of the indexes, and
# the store merges small files into larger ones again and again, which costs it as much as the load.
_AT_ONCE = 120_000


class Place(NamedTuple):
    """Whose documents, what was extracted of them under which configuration, and where the graphs go."""

    workspace: Workspace
    cache: Cache
    key: str
    disk: store.Store


def load(place: Place, links: Links, progress: Progress) -> int:
    """Put in what came or reads otherwise and take out what went; how many graphs that were.

    Args:
        place: from where, and whither.
        links: who is who, and which documents that concerns.
        progress: told of each document.
    """
    workspace, cache, key, disk = place
    prefix = workspace.base + graph_id("document", "")

    def token(names: Iterable[str]) -> str:
        return digest(key, links.who.token(names), workspace.base)

    stale = cache.unloaded(prefix)
    if links.holds is not None:
        held = cache.loaded()
        stale = [v for v in cache.versions() if held.get(prefix + v) != token(links.holds.get(v, ()))]
    gone = cache.strays(prefix)
    for graph in gone:
        mark(cache, {graph: ""})
        disk.drop(graph)
        mark(cache, {graph: None})
    tokens: dict[str, str] = {}
    graphs: dict[str, list[Quad]] = {}
    size = 0
    for done, version in enumerate(stale, 1):
        document, extraction = cache.document(version), cache.extraction(version, key)
        if document is None or extraction is None:
            continue
        graph = prefix + version
        names = (x.id for part in (extraction.actors, extraction.instruments, extraction.claims) for x in part)
        tokens[graph] = token(names)
        graphs[graph] = list(unordered(document, apply(extraction, links.who), workspace.base))
        size += len(graphs[graph])
        if size >= _AT_ONCE:
            _put(cache, disk, graphs, tokens)
            graphs, tokens, size = {}, {}, 0
        progress("load", done, len(stale))
    _put(cache, disk, graphs, tokens)
    return len(stale) + len(gone)


def _put(cache: Cache, disk: store.Store, graphs: dict[str, list[Quad]], tokens: dict[str, str]) -> None:
    mark(cache, dict.fromkeys(graphs, ""))
    store.load_graphs(disk, graphs)
    mark(cache, tokens)


def mark(cache: Cache, tokens: Mapping[str, str | None]) -> None:
    """Say for good what graphs hold; "" while one is being changed, None when it is gone."""
    for graph, token in tokens.items():
        cache.set_loaded(graph, token)
    cache.commit()
