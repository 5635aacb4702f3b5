"""`claimgraph ask`: answer a question of the catalogue."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli import options

__all__ = ["command"]


@click.command("ask", context_settings={"ignore_unknown_options": True})
@click.argument("question", required=False)
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAMETER VALUE]…")
@options.workspace
@options.endpoint
@options.table_format
def command(question: str | None, parameters: tuple[str, ...], root: Path, endpoint: str | None, form: str) -> None:
    """Answer a question of the catalogue; without one, list them.

    Each question has its own parameters, such as `--claim`, which the list shows.
    """
    from claimgraph.cli.answers import show
    from claimgraph.query import answer, catalogue
    from claimgraph.workflow.stores import reading

    if question is None:
        for entry in catalogue():
            names = " ".join(f"[--{p.name} VALUE]" for p in entry.parameters)
            click.echo(f"{entry.name} {names}".rstrip())
            click.echo(f"    {entry.summary}")
        return
    with reading(root, endpoint) as store:
        show(answer(store, question, _pairs(parameters)), form)


def _pairs(words: tuple[str, ...]) -> dict[str, str]:
    """`--name value` and `--name=value`, as they come."""
    found: dict[str, str] = {}
    rest = list(words)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if not name.startswith("--") or (not equals and not rest):
            raise click.UsageError(f"{name!r} is no parameter with a value; write --name value")
        found[name.removeprefix("--")] = value if equals else rest.pop(0)
    return found
