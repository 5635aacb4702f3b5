"""Which store a command reads or writes: the one on disk of a workspace, or an endpoint."""

from __future__ import annotations

from pathlib import Path

from claimgraph import store
from claimgraph.errors import BadWorkspace, StoreError, StoreLocked
from claimgraph.model.identifiers import graph_id
from claimgraph.store import Store
from claimgraph.workflow.cache import Cache
from claimgraph.workflow.workspace import Workspace, open_workspace
from claimgraph.workflow.writing import removed, unwritable

__all__ = ["flush", "reading", "writing"]


def reading(root: Path, endpoint: str | None = None) -> Store:
    """The store to read from: the endpoint, the workspace's own endpoint, or its store on disk. Close it.

    Raises:
        BadWorkspace: there is no workspace, or it was never built.
        StoreError: the store does not open.
    """
    if endpoint is not None:
        return store.endpoint(endpoint)
    workspace = open_workspace(root)
    if workspace.endpoint:
        return store.endpoint(workspace.endpoint)
    if not workspace.store.exists():
        raise BadWorkspace(str(root), f"was not built yet; run `claimgraph build -w {root}`")
    return store.disk(workspace.store, read_only=True)


def writing(workspace: Workspace, cache: Cache) -> Store:
    """The store that a build puts graphs into; the cache's tokens are of this store from now on.

    A store that lost what the tokens speak of (a directory that was deleted, a server that kept its graphs in memory
    and was started again) is filled anew.

    Raises:
        EndpointUnavailable: the endpoint does not answer.
        StoreError: it hides its named graphs.
        StoreLocked: another process holds it.
    """
    cache.store = workspace.endpoint
    if workspace.endpoint:
        remote = store.endpoint(workspace.endpoint)
        remote.query("ASK { }")  # before hours of extraction, not after them
        if not all(remote.query(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}") for graph in _sample(workspace, cache)):
            _forget(cache)
        return remote
    if workspace.store.exists():
        try:
            return store.disk(workspace.store)
        except StoreLocked:
            raise  # it is whole, and somebody's
        except StoreError:
            pass  # it is derived, and made again
    _forget(cache)
    try:
        removed(workspace.store)
    except OSError as error:
        raise unwritable(workspace.store, error) from error
    return store.disk(workspace.store)


def flush(disk: Store) -> None:
    """Let nothing of a store rest on its log alone: Oxigraph takes a log that was damaged for one that ended early.

    What whole graphs were loaded as lies in many files and is merged, for questions come next. What the store told of
    its work when it was opened before (a tenth of a megabyte each time) is thrown away.

    Raises:
        StoreError: it cannot be written.
    """
    if not isinstance(disk, store.LocalStore):
        return
    try:
        disk.inner.flush()
        disk.merge()
        for told in Path(disk.name).glob("LOG.old.*"):
            told.unlink()
    except (OSError, RuntimeError) as error:
        raise StoreError(
            disk.name, f"cannot be written: {' '.join(str(error).split())}; make room, then build"
        ) from error


def _sample(workspace: Workspace, cache: Cache) -> set[str]:
    """The first, the middle and the last of the loaded graphs that are never empty."""
    full = tuple(workspace.base + graph_id(kind, "") for kind in ("document", "dataset"))
    graphs = sorted(g for g, token in cache.loaded().items() if token and g.startswith(full))
    return {graphs[at] for at in (0, len(graphs) // 2, -1)} if graphs else set()


def _forget(cache: Cache) -> None:
    """Say of every graph that it has to be loaded; for good, before anything is."""
    for graph in cache.loaded():
        cache.set_loaded(graph, "")
    cache.commit()
