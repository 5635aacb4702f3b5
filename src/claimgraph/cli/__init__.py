"""The command line: one command a file, imported only when it is called.

`claimgraph --help` must answer in under 0.2 s, so nothing here but click is imported at the top.
"""

from __future__ import annotations

import importlib

import click

__all__ = ["main"]

# command → (module, one line for --help); the help is here so that listing the commands imports none of them
COMMANDS: dict[str, str] = {}


class _Lazy(click.Group):
    """A group whose commands are imported when they are called."""

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


@click.command(cls=_Lazy)
@click.version_option(package_name="claimgraph")
def main() -> None:
    """Show what a public claim about AI rests on."""
