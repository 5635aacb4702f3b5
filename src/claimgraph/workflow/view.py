"""The graph as a page."""

from __future__ import annotations

from pathlib import Path

from claimgraph.errors import BadParameter
from claimgraph.viz import graph, page
from claimgraph.workflow.stores import reading
from claimgraph.workflow.terms import Judged, judged

__all__ = ["view"]


def view(  # noqa: PLR0913 one argument a question that the command line asks
    output: Path,
    root: Path,
    endpoint: str | None = None,
    *,
    focus: str | None = None,
    title: str,
    gate: str | None = None,
) -> Judged:
    """Write the page of a workspace's or an endpoint's graph.

    Args:
        output: the file.
        root: the workspace's directory.
        endpoint: what to read instead of the workspace.
        focus: the claim that the page opens on.
        title: the page's heading.
        gate: a licence that must be able to hold the graph; where it cannot, nothing is written.

    Returns:
        under which terms the graph may be shared.

    Raises:
        BadParameter: there is no such licence, the file cannot be written, or the focus is not in the graph.
        BadWorkspace: there is no workspace, or it was never built.
    """
    with reading(root, endpoint) as store:
        terms = judged(store, gate)
        if terms.refusal:
            return terms
        picture = graph(store.quads())
    text = page(picture, title=title, focus=focus, terms=terms.line)
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadParameter(str(output), f"cannot be written: {error.strerror}") from error
    return terms
