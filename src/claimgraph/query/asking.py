"""Asking: a question of the catalogue with parameters, or any SPARQL text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from claimgraph.query.listing import question
from claimgraph.query.questions import Question
from claimgraph.query.values import bindings
from claimgraph.store import Rows, Store, Term

__all__ = ["Answer", "answer", "answer_question", "run"]

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Answer(NamedTuple):
    """What came of a query.

    Attributes:
        columns: names of the columns without `?`.
        rows: terms in the order of the columns; None where there is nothing.
        truth: the truth value of an ASK, which has no columns; else None.
        question: the question of the catalogue that was asked, if it was one.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truth: bool | None = None
    question: Question | None = None


def answer(store: Store, name: str, parameters: Mapping[str, str] = _NOTHING) -> Answer:
    """Answer a question of the catalogue.

    Args:
        store: what to ask.
        name: the question's name.
        parameters: values by name, as a person types them.

    Raises:
        UnknownQuestion: there is no such question.
        BadParameter: a parameter is unknown or missing, or names nothing or several things.
        StoreError: the store does not answer.
    """
    return answer_question(store, question(name), parameters)


def answer_question(store: Store, asked: Question, parameters: Mapping[str, str] = _NOTHING) -> Answer:
    """Answer a question or check that is at hand; raises as `answer` does."""
    result = store.query(asked.text, bindings(store, asked, parameters))
    assert isinstance(result, Rows)  # `read_question` takes nothing but SELECT
    return Answer(result.columns, result.rows, question=asked)


def run(store: Store, text: str) -> Answer:
    """Answer any SPARQL 1.1 query; triples of a CONSTRUCT or DESCRIBE become sorted rows of three columns.

    Raises:
        BadQuery: the text does not parse, or asks for what is refused.
        StoreError: the store does not answer.
    """
    result = store.query(text)
    if isinstance(result, Rows):
        return Answer(result.columns, result.rows)
    if isinstance(result, bool):
        return Answer((), (), truth=result)
    rows = [_row(triple) for triple in result]
    return Answer(("subject", "predicate", "object"), tuple(sorted(set(rows), key=str)))


def _row(triple: Triple) -> tuple[Term | None, ...]:
    return tuple(t if isinstance(t, NamedNode | BlankNode | Literal) else Literal(str(t)) for t in triple)
