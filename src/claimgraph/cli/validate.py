"""`claimgraph validate`: the shapes and the checks."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli import options

__all__ = ["command"]


@click.command("validate")
@options.workspace
@options.endpoint
def command(root: Path, endpoint: str | None) -> None:
    """Check the graph against the shapes and the queries that must return nothing.

    Each finding is a line that says what to mend; exit code 1 when there are any.
    """
    from claimgraph.workflow.validate import validate

    found = validate(root, endpoint)
    for finding in found:
        click.echo(finding)
    if found:
        raise SystemExit(1)
    click.echo("nothing to mend")
