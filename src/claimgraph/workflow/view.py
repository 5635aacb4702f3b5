"""The graph as a page."""

from __future__ import annotations

from pathlib import Path

from claimgraph.errors import BadParameter
from claimgraph.viz import graph, page
from claimgraph.workflow.stores import reading

__all__ = ["view"]


def view(output: Path, root: Path, endpoint: str | None = None, *, focus: str | None = None, title: str) -> None:
    """Write the page of a workspace's or an endpoint's graph.

    Raises:
        BadParameter: the file cannot be written, or the focus is not in the graph.
        BadWorkspace: there is no workspace, or it was never built.
    """
    with reading(root, endpoint) as store:
        picture = graph(store.quads())
    text = page(picture, title=title, focus=focus)
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadParameter(str(output), f"cannot be written: {error.strerror}") from error
