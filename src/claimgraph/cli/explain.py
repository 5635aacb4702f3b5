"""`claimgraph explain`: the derivation tree of one answer."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.cli import options

__all__ = ["command"]


@click.command("explain")
@click.argument("claim")
@click.option("--policy", default="default", show_default=True, help="default, two-source, third-party or own-words.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.workspace
def command(claim: str, policy: str, form: str, root: Path) -> None:
    """Show what one claim rests on, down to the quoted words.

    CLAIM is an IRI, a short id such as claim/1f0c…, or the claim's exact words.
    """
    from claimgraph.workflow.derivation import as_json, as_text
    from claimgraph.workflow.explain import explain

    explained = explain(root, claim, policy)
    click.echo((as_json if form == "json" else as_text)(explained))
