"""The catalogue: every question in `queries/`, and every check in `queries/checks/`."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from claimgraph import resources
from claimgraph.errors import UnknownQuestion
from claimgraph.query.questions import Question, read_question

__all__ = ["catalogue", "checks", "question"]


def _name(path: Path) -> str:
    """Without the suffix: "contested.rq" comes after "contested-claims.rq", and "contested" before it."""
    return path.stem


@cache
def catalogue() -> tuple[Question, ...]:
    """All questions, by name.

    Raises:
        BadQuery: a file's header and its query disagree.
    """
    return tuple(read_question(path) for path in sorted(resources.queries().glob("*.rq"), key=_name))


@cache
def checks() -> tuple[Question, ...]:
    """The rules that SHACL cannot say, by name: each is a query that must give no rows; a row is a finding.

    Raises:
        BadQuery: a file's header and its query disagree.
    """
    return tuple(read_question(path) for path in sorted((resources.queries() / "checks").glob("*.rq"), key=_name))


def question(name: str) -> Question:
    """The question of a name.

    Raises:
        UnknownQuestion: there is none; the message names those that look alike.
    """
    known = {q.name: q for q in catalogue()}
    if name in known:
        return known[name]
    near = get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    near = near or sorted(known, key=lambda k: -len(set(k.split("-")) & set(name.lower().split("-"))))[:3]
    raise UnknownQuestion(name, f"is no question of the catalogue; did you mean {', '.join(near)}?")
