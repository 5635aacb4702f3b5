"""The graph in another format."""

from __future__ import annotations

import sys
from pathlib import Path

from claimgraph.errors import BadParameter
from claimgraph.export import export_to, save
from claimgraph.workflow.stores import reading
from claimgraph.workflow.terms import Judged, judged

__all__ = ["export"]


def export(
    output: Path, root: Path, endpoint: str | None = None, form: str | None = None, *, gate: str | None = None
) -> Judged:
    """Write a workspace's or an endpoint's graph to a file, whole or not at all; `-` is standard output.

    Args:
        output: the file.
        root: the workspace's directory.
        endpoint: what to read instead of the workspace.
        form: the format's name; by default the file's name tells it.
        gate: a licence that must be able to hold the graph; where it cannot, nothing is written.

    Returns:
        under which terms the graph may be shared.

    Raises:
        BadParameter: no format or no such licence is named, or the file cannot be written.
        BadWorkspace: there is no workspace, or it was never built.
    """
    with reading(root, endpoint) as store:
        terms = judged(store, gate)
        if terms.refusal:
            return terms
        if output == Path("-"):
            if form is None:
                raise BadParameter("-", "standard output has no name that tells a format; add --format")
            export_to(store.quads(), form, sys.stdout.buffer)
            return terms
        try:
            save(store.quads(), output, form)
        except OSError as error:
            raise BadParameter(str(output), f"cannot be written: {error.strerror}") from error
    return terms
