"""Print an answer in the form that was asked for."""

from __future__ import annotations

import shutil
import sys

import click

from claimgraph.query import Answer, as_csv, as_json, as_markdown, as_table

__all__ = ["show"]


def show(answer: Answer, form: str) -> None:
    """Print an answer as table, json, csv or markdown."""
    if form == "json":
        click.echo(as_json(answer), nl=False)
    elif form == "csv":
        sys.stdout.buffer.write(as_csv(answer).encode())
    elif form == "markdown":
        click.echo(as_markdown(answer), nl=False)
    else:
        click.echo(as_table(answer, shutil.get_terminal_size((110, 24)).columns), nl=False)
