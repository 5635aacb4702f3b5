"""`claimgraph resolve`: say who is who."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimgraph.cli import options

if TYPE_CHECKING:
    from claimgraph.workflow.resolve import Candidate, Desk

__all__ = ["command"]

_QUESTION = "One and the same? [y]es, [n]o, [u]nsure, [s]kip, [q]uit"
_WORDS = ("yes", "no", "unsure", "skip", "quit")


@click.command("resolve")
@options.workspace
@click.option("--list", "listed", is_flag=True, help="List the open pairs and the contradictions, and ask nothing.")
@click.option("--answers", type=click.Path(path_type=Path), help="Take answers from a file (- is standard input).")
@click.option("--author", help="The name that your decisions carry; they go to decisions/NAME.sssom.tsv.")
@click.option("--date", default="", help="The decisions' date, YYYY-MM-DD, or `today`; none if it is not given.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1), help="How many pairs at most.")
def command(  # noqa: PLR0913 one for each option
    root: Path, *, listed: bool, answers: Path | None, author: str | None, date: str, limit: int
) -> None:
    """Ask which actors and claims are one, those first that would change most verdicts.

    What is decided is never asked again. Run `claimgraph build` for the answers to take hold.
    """
    from claimgraph.workflow.resolve import answers_in, desk
    from claimgraph.workflow.text import read_text

    # The only clock of this program, and only when it is asked for: the date is part of what the author decides.
    day = datetime.now(UTC).astimezone().date().isoformat() if date == "today" else date
    with desk(root) as at:
        if answers is not None:
            new = at.answer(answers_in(read_text(answers), str(answers)), _named(author), day)
            click.echo(f"{new} decisions added")
        elif listed or not _at_a_terminal():
            _list(at, limit)
        else:
            _ask(at, _named(author or click.prompt("Your name, for the decisions")), day, limit)


def _at_a_terminal() -> bool:
    return sys.stdin.isatty()


def _named(author: str | None) -> str:
    if not author:
        raise click.UsageError("decisions need a name; give --author NAME")
    return author


def _list(at: Desk, limit: int) -> None:
    """The open pairs, tab-separated as an answers file has them but for the answer, and why; then contradictions."""
    from claimgraph.cli.progress import bar

    with bar() as progress:
        candidates = at.candidates(limit, progress)
    for candidate in candidates:
        click.echo(_shown(candidate))
    for d in at.disagreements():
        same, apart = ", ".join(d.same) or "others", ", ".join(d.apart) or "others"
        click.echo(f"contradiction: {d.left} and {d.right} are one by {same}, and two by {apart}; two holds")


def _shown(candidate: Candidate) -> str:
    p = candidate.proposal
    change = "1 verdict" if candidate.changes == 1 else f"{candidate.changes} verdicts"
    return "\n".join(
        [
            f"{p.left}\t{p.right}\t?",
            f"#   {_clean(p.left_label)}",
            f"#   {_clean(p.right_label)}",
            f"#   score {p.score:.2f}, would change {change}; {_clean('; '.join(str(f) for f in p.features))}",
        ]
    )


def _clean(text: str) -> str:
    """Text of documents on a terminal: one line, no control characters."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))


def _ask(at: Desk, author: str, date: str, limit: int) -> None:
    from claimgraph.cli.progress import bar
    from claimgraph.workflow.resolve import ANSWERS, Answer

    with bar() as progress:
        candidates = at.candidates(limit, progress)
    given = 0
    for n, candidate in enumerate(candidates, 1):
        p = candidate.proposal
        if at.who.of(p.left) == at.who.of(p.right):
            continue  # an answer of this sitting has settled it
        click.echo(f"\n{n} of {len(candidates)}\n{_shown(candidate)}")
        letter = _letter()
        if letter == "q":
            break
        if letter in ANSWERS:
            given += at.answer([Answer(p.left, p.right, ANSWERS[letter])], author, date)
    click.echo(f"{given} decisions added")


def _letter() -> str:
    """The first letter of a word that was typed, or of its beginning; the end of input and Ctrl-C quit."""
    while True:
        try:
            typed = click.prompt(_QUESTION, default="skip", show_default=False).strip().lower()
        except click.Abort:
            click.echo()
            return "q"
        if any(word.startswith(typed) for word in _WORDS):
            return str(typed[0])
        click.echo(f"{_clean(typed)} is no answer; type y, n, u, s or q")
