"""What is said, on standard error, of the terms under which a result may be shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimgraph.workflow.terms import Judged

__all__ = ["licence_gate", "tell"]

licence_gate = click.option(
    "--licence-gate",
    "gate",
    metavar="NAME",
    help="Refuse (exit code 1) unless the result can be shared under this licence: CC0-1.0, CC-BY-4.0, CC-BY-SA-4.0, "
    "CC-BY-NC-4.0, CC-BY-NC-SA-4.0, ODC-By-1.0, ODbL-1.0, PDDL-1.0.",
)


def tell(terms: Judged) -> None:
    """Say the terms; where a licence cannot hold them, say why and end with exit code 1."""
    click.echo(f"claimgraph: {terms.refusal or terms.line}", err=True)
    if terms.refusal:
        click.get_current_context().exit(1)
