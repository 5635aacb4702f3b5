"""`claimgraph doctor`: what is wrong with a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli import options

__all__ = ["command"]


@click.command("doctor")
@options.workspace
@click.option("--repair", "mend", is_flag=True, help="Throw away derived files that are damaged; documents never.")
def command(root: Path, mend: bool) -> None:  # noqa: FBT001 click passes flags by name
    """Look for damage in a workspace; with --repair, throw away what the next build makes anew.

    Each finding is a line that says what to mend; exit code 1 when there are any that remain.
    """
    from claimgraph.workflow.doctor import examine, repair

    found = examine(root)
    for ailment in found:
        click.echo(ailment)
    gone = repair(root, found) if mend else ()
    for path in gone:
        click.echo(f"threw away {path}; `claimgraph build -w {root}` makes it anew")
    if any(a.where not in gone for a in found):
        raise SystemExit(1)
    if not found:
        click.echo("nothing to mend")
