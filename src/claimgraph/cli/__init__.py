"""The command line: one command a file, imported only when it is called.

`claimgraph --help` must answer in under 0.2 s, so nothing here but click is imported at the top.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from claimgraph.errors import ClaimgraphError

__all__ = ["main"]

# The summaries stand here, so that listing the commands imports none of them; a test compares them.
COMMANDS = {
    "extract": "Print what documents say.",
    "build": "Make or update a workspace: read its documents, extract, resolve, load, assess.",
    "assess": "Assess a graph at an endpoint that others wrote by our ontology.",
    "resolve": "Ask which actors and claims are one, those first that would change most verdicts.",
    "ask": "Answer a question of the catalogue; without one, list them.",
    "query": "Run the SPARQL query in FILE, or - for standard input.",
    "explain": "Show what one claim rests on, down to the quoted words.",
    "what-if": "Show which verdicts would change; the graph stays as it is.",
    "view": "Write one interactive page of the graph.",
    "serve": "Show the workspace in the browser, and answer SPARQL, on 127.0.0.1.",
    "export": "Write the graph to FILE, or to standard output for -.",
    "train": "Train an attribution tagger on corpora that you have the right to train on.",
    "merge": "Put another governance dataset into its own graph; without one, list those that are known.",
    "doctor": "Look for damage in a workspace; with --repair, throw away what the next build makes anew.",
    "validate": "Check the graph against the shapes and the queries that must return nothing.",
}

_MEND = "make room or permissions, or run `claimgraph doctor`"


class _Lazy(click.Group):
    """A group whose commands are imported when they are called, and whose errors are one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"claimgraph.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the summaries without importing the commands."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # noqa: ANN401 click's own signature
        """Read the arguments, which prints the help where that is asked for."""
        with _in_one_line():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 click's own signature
        """Run the command."""
        with _in_one_line():
            return super().invoke(ctx)


@contextmanager
def _in_one_line() -> Iterator[None]:
    """Turn errors into one line and exit code 2."""
    try:
        yield
    except ClaimgraphError as error:
        click.echo(f"claimgraph: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader went away (`| head`): no complaint, and none from the interpreter's own flush at exit.
        sys.stdout = None
        sys.exit(0)
    except OSError as error:
        # What no step expected of the system: a full disk under standard output, a file that went meanwhile.
        what = error.filename or "standard output or a derived file"
        told = ClaimgraphError(what, f"{error.strerror or error}; {_MEND}")
        click.echo(f"claimgraph: {told}", err=True)
        sys.stdout = None  # what is left in it can no more be written at exit than it could now
        sys.exit(2)


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="claimgraph")
def main() -> None:
    """Show what a public claim about AI rests on."""
