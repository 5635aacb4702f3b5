"""Questions: the catalogue in `queries/`, any SPARQL text, and the forms in which answers are given."""

from __future__ import annotations

from claimgraph.query.asking import Answer, answer, answer_question, run
from claimgraph.query.formats import as_csv, as_json, as_markdown
from claimgraph.query.listing import catalogue, checks, question
from claimgraph.query.questions import Column, Kind, Parameter, Question, read_question
from claimgraph.query.shown import clean
from claimgraph.query.terminal import as_table
from claimgraph.query.values import thing

__all__ = [
    "Answer",
    "Column",
    "Kind",
    "Parameter",
    "Question",
    "answer",
    "answer_question",
    "as_csv",
    "as_json",
    "as_markdown",
    "as_table",
    "catalogue",
    "checks",
    "clean",
    "question",
    "read_question",
    "run",
    "thing",
]
