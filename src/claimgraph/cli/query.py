"""`claimgraph query`: any SPARQL 1.1 query."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli import options

__all__ = ["command"]


@click.command("query")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@options.workspace
@options.endpoint
@options.table_format
def command(file: Path, root: Path, endpoint: str | None, form: str) -> None:
    """Run the SPARQL query in FILE, or - for standard input.

    Updates and SERVICE are refused.
    """
    from claimgraph.cli.answers import show
    from claimgraph.query import run
    from claimgraph.workflow.stores import reading
    from claimgraph.workflow.text import read_text

    text = read_text(file)
    with reading(root, endpoint) as store:
        show(run(store, text), form)
