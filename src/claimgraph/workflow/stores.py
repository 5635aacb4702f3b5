"""Which store a command reads: a workspace's, or an endpoint."""

from __future__ import annotations

from pathlib import Path

from claimgraph import store
from claimgraph.errors import BadWorkspace
from claimgraph.store import Store
from claimgraph.workflow.workspace import open_workspace

__all__ = ["reading"]


def reading(root: Path, endpoint: str | None = None) -> Store:
    """The store to read from; close it.

    Raises:
        BadWorkspace: there is no workspace, or it was never built.
        StoreError: the store does not open.
    """
    if endpoint is not None:
        return store.endpoint(endpoint)
    workspace = open_workspace(root)
    if not workspace.store.exists():
        raise BadWorkspace(str(root), f"was not built yet; run `claimgraph build -w {root}`")
    return store.disk(workspace.store, read_only=True)
