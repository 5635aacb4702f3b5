"""The explorer's pages as HTML. Every text is escaped by the templates; no page runs a script or asks the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import quote, urlencode

import jinja2
from pyoxigraph import NamedNode

from claimgraph.query import Answer, Question, clean
from claimgraph.query.shown import plain
from claimgraph.resources import templates
from claimgraph.store import Term
from claimgraph.web.exchange import HTML, Response

__all__ = ["answer_page", "claim_page", "home", "wrong"]

_CLAIM = "/claim/"


class Cell(NamedTuple):
    """A value as it is shown, and the address that it leads to, if it is a claim."""

    text: str
    link: str | None


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates()), autoescape=True, undefined=jinja2.StrictUndefined
    )


def _page(name: str, status: int = 200, **values: object) -> Response:
    return Response(status, HTML, _environment().get_template(name).render(**values).encode())


def home(questions: Sequence[Question]) -> Response:
    """The catalogue of questions, and a field for SPARQL."""
    return _page("explorer-home.html", title="Claim graph", questions=questions)


def answer_page(answer: Answer, given: Mapping[str, str], text: str = "") -> Response:
    """An answer as a table; `given` fills the question's fields, `text` is the query where it was no question."""
    asked = answer.question
    details = {c.name for c in asked.columns if c.detail} if asked else set()
    shown = [n for n, name in enumerate(answer.columns) if name not in details]
    values = {} if asked is None else {p.name: given.get(p.name, p.default or "") for p in asked.parameters}
    return _page(
        "explorer-answer.html",
        title=asked.summary if asked else "Your query",
        asked=asked,
        values=values,
        text=text,
        truth=answer.truth,
        columns=[answer.columns[n] for n in shown],
        rows=[[_cell(row[n]) for n in shown] for row in answer.rows],
        json=f"/sparql?{urlencode({'query': text})}" if text else None,
    )


def _cell(term: Term | None) -> Cell:
    text = clean(plain(term))
    if isinstance(term, NamedNode) and _CLAIM in term.value:
        return Cell(f"claim/{text.rpartition(_CLAIM)[2]}", f"/claim?id={quote(text)}")
    return Cell(text, None)


def claim_page(told: str, claim: str, policy: str, policies: Sequence[str]) -> Response:
    """What one claim rests on, as `claimgraph explain` tells it."""
    return _page("explorer-claim.html", title="A claim", told=told, claim=claim, policy=policy, policies=policies)


def wrong(status: int, line: str) -> Response:
    """An error, in one line."""
    return _page("explorer-wrong.html", status, title="Not so", line=line)
