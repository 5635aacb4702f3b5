"""The graph in another format."""

from __future__ import annotations

import sys
from pathlib import Path

from claimgraph.errors import BadParameter
from claimgraph.export import export_to, save
from claimgraph.workflow.stores import reading

__all__ = ["export"]


def export(output: Path, root: Path, endpoint: str | None = None, form: str | None = None) -> None:
    """Write a workspace's or an endpoint's graph to a file, whole or not at all; `-` is standard output.

    Raises:
        BadParameter: no format is named, or the file cannot be written.
        BadWorkspace: there is no workspace, or it was never built.
    """
    with reading(root, endpoint) as store:
        if output == Path("-"):
            if form is None:
                raise BadParameter("-", "standard output has no name that tells a format; add --format")
            export_to(store.quads(), form, sys.stdout.buffer)
            return
        try:
            save(store.quads(), output, form)
        except OSError as error:
            raise BadParameter(str(output), f"cannot be written: {error.strerror}") from error
