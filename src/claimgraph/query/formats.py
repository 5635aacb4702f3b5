"""An answer for machines and for documents: SPARQL results as JSON, CSV, and a Markdown table."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from claimgraph.query.asking import Answer
from claimgraph.query.shown import clean, plain
from claimgraph.store import Term

__all__ = ["as_csv", "as_json", "as_markdown"]

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NUMERIC = frozenset(f"http://www.w3.org/2001/XMLSchema#{t}" for t in ("integer", "decimal", "double", "float"))
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 spreadsheets take full-width ones too
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#!|~$&])")


def as_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON, indented, with a final newline; the triples of a graph as rows."""
    if answer.truth is not None:
        document: dict[str, Any] = {"head": {}, "boolean": answer.truth}
    else:
        bindings = [
            {name: _json(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
            for row in answer.rows
        ]
        document = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_csv(answer: Answer) -> str:
    """RFC 4180, with a header line and CRLF; an ASK has one column, `truth`.

    A spreadsheet runs a cell that begins like a formula, and the texts come from outside. So a cell that begins with
    = + - @ (or their full-width forms, a tab or a line break) and is no number gets an apostrophe in front. Whoever
    needs the texts untouched takes the JSON.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    if answer.truth is not None:
        writer.writerows([["truth"], [_truth(truth=answer.truth)]])
    else:
        writer.writerow(answer.columns)
        writer.writerows([_cell(term) for term in row] for row in answer.rows)
    return out.getvalue()


def as_markdown(answer: Answer) -> str:
    """A GitHub-flavoured Markdown table; whatever would be markup or HTML is escaped."""
    if answer.truth is not None:
        return f"{_truth(truth=answer.truth)}\n"
    lines = [answer.columns, tuple("---" for _ in answer.columns)]
    lines += [tuple(_markdown(term) for term in row) for row in answer.rows]
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    if answer.question is not None and not answer.rows:
        asked = answer.question
        table += f"\nNo rows. This means: {asked.no_rows}\n\nIt does not mean: {asked.no_rows_not}\n"
    return table


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    shown = {"type": "literal", "value": term.value}
    if term.language is not None:
        shown["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        shown["datatype"] = term.datatype.value
    return shown


def _cell(term: Term | None) -> str:
    text = plain(term)
    if isinstance(term, Literal) and term.datatype.value in _NUMERIC and _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _markdown(term: Term | None) -> str:
    return _MARKUP.sub(r"\\\1", clean(plain(term)))


def _truth(*, truth: bool) -> str:
    return "true" if truth else "false"
