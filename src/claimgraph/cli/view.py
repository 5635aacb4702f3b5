"""`claimgraph view`: one self-contained interactive page."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli import options, sharing

__all__ = ["command"]


@click.command("view")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.html")
@click.option("--claim", metavar="IRI", help="Open on this claim, with its neighbourhood only.")
@click.option("--title", default="Claim graph", show_default=True)
@options.workspace
@options.endpoint
@sharing.licence_gate
def command(  # noqa: PLR0913, PLR0917 one argument a question that the command line asks
    output: Path,
    claim: str | None,
    title: str,
    root: Path,
    endpoint: str | None,
    gate: str | None,
) -> None:
    """Write one interactive page of the graph.

    It needs no network and no server.
    """
    from claimgraph.workflow.view import view

    sharing.tell(view(output, root, endpoint, focus=claim, title=title, gate=gate))
