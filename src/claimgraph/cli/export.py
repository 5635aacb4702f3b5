"""`claimgraph export`: the graph in another format."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli import options, sharing

__all__ = ["command"]


@click.command("export")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE")
@click.option(
    "--format", "form", metavar="NAME", help="By default the end of FILE's name tells; `--format list` lists them."
)
@options.workspace
@options.endpoint
@sharing.licence_gate
def command(output: Path, form: str | None, root: Path, endpoint: str | None, gate: str | None) -> None:
    """Write the graph to FILE, or to standard output for -."""
    from claimgraph.export import formats
    from claimgraph.workflow.export import export

    if form == "list":
        for entry in formats():
            click.echo(f"{entry.name:10} {entry.summary}")
        return
    sharing.tell(export(output, root, endpoint, form, gate=gate))
