"""`claimgraph view`: one self-contained interactive page."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli import options

__all__ = ["command"]


@click.command("view")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.html")
@click.option("--claim", metavar="IRI", help="Open on this claim, with its neighbourhood only.")
@click.option("--title", default="Claim graph", show_default=True)
@options.workspace
@options.endpoint
def command(output: Path, claim: str | None, title: str, root: Path, endpoint: str | None) -> None:
    """Write one interactive page of the graph.

    It needs no network and no server.
    """
    from claimgraph.workflow.view import view

    view(output, root, endpoint, focus=claim, title=title)
