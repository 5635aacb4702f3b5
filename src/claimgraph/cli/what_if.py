"""`claimgraph what-if`: the verdicts that would change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimgraph.cli import options

if TYPE_CHECKING:
    from claimgraph.assess import Changed
    from claimgraph.workflow.what_if import WhatIf

__all__ = ["command"]


@click.command("what-if")
@click.option(
    "--retract",
    multiple=True,
    metavar="SOURCE",
    help="Withdraw an assertion, evidence item, instrument, document or file.",
)
@click.option("--assume", multiple=True, metavar="A=B", help="Take two actors for one, or for members of one circle.")
@click.option("--split", multiple=True, metavar="ACTOR", help="Take an actor for somebody else in each document.")
@click.option("--policy", default="default", show_default=True, help="default, two-source, third-party or own-words.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@options.workspace
def command(  # noqa: PLR0913, PLR0917 click passes an argument for each option
    retract: tuple[str, ...], assume: tuple[str, ...], split: tuple[str, ...], policy: str, form: str, root: Path
) -> None:
    """Show which verdicts would change; the graph stays as it is.

    Sources and actors are named by IRI, by short id such as actor/openai, or by their exact label or title. All of
    them may be given several times, and together.

    To retract an assertion of somebody who puts a claim forward may raise the count of independent origins: what was
    theirs is nobody's any more, and evidence from their circle counts.
    """
    from claimgraph.workflow.what_if import what_if

    if not retract and not assume and not split:
        raise click.UsageError("say what to assume: --retract, --assume or --split")
    found = what_if(root, retract=retract, assume=[_pair(p) for p in assume], split=split, policy=policy)
    click.echo(_json(found, policy) if form == "json" else _table(found, raised=bool(retract)), nl=False)


def _pair(text: str) -> tuple[str, str]:
    one, equals, other = (part.strip() for part in text.partition("="))
    if not one or not equals or not other:
        raise click.UsageError(f"{text!r} is no pair of actors; write --assume A=B")
    return one, other


def _json(found: WhatIf, policy: str) -> str:
    import json
    from dataclasses import asdict

    changed = [
        {
            "claim": found.base + c.before.claim,
            "text": found.texts[c.before.claim],
            "before": {k: v for k, v in asdict(c.before).items() if k not in _KEPT},
            "after": {k: v for k, v in asdict(c.after).items() if k not in _KEPT},
        }
        for c in found.changed
    ]
    return json.dumps({"policy": policy, "changed": changed}, ensure_ascii=False, indent=2) + "\n"


_KEPT = {"claim", "policy", "signs"}  # the same before and after, or not looked for


def _table(found: WhatIf, *, raised: bool) -> str:
    import shutil

    from pyoxigraph import Literal

    from claimgraph.query import Answer, as_table

    if not found.changed:
        return "Nothing changes: every claim has the same verdict, for the same reason and with the same counts.\n"
    rows = sorted(found.changed, key=lambda c: (c.before.verdict is c.after.verdict, c.before.claim))
    columns = ("claim", "text", "verdict", "status", "atLeast", "atMost", "disputed")
    answer = Answer(
        columns,
        tuple(tuple(map(Literal, (c.before.claim, found.texts[c.before.claim], *_steps(c)))) for c in rows),
    )
    note = (
        "A count rose: a retracted assertion has no claimant any more, and what its circle offers counts.\n"
        if raised and any(c.after.at_most > c.before.at_most or c.after.at_least > c.before.at_least for c in rows)
        else ""
    )
    return as_table(answer, shutil.get_terminal_size((110, 24)).columns) + note


def _steps(c: Changed) -> tuple[str, ...]:
    old, new = c.before, c.after
    return (
        _step(old.verdict, new.verdict),
        _step(old.status, new.status),
        _step(old.at_least, new.at_least),
        _step(old.at_most, new.at_most),
        _step(
            f"{old.disputed_at_least} to {old.disputed_at_most}", f"{new.disputed_at_least} to {new.disputed_at_most}"
        ),
    )


def _step(old: object, new: object) -> str:
    return str(old) if old == new else f"{old} → {new}"
