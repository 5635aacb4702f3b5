"""The forms of an answer, over texts that would like to be more than text."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    parse_query_results,
)

from claimgraph.query import Answer, as_csv, as_json, as_markdown, as_table, question
from claimgraph.query.shown import clean, width

NASTY = [
    '=HYPERLINK("http://evil")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    "\t=1",
    "  =1",
    "＝1",  # noqa: RUF001 the point
    "\x1b[2J\x1b]0;title\x07",
    "a\nb\r\nc",
    "\u202eevil",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "a|b",
    "`code` *bold* ~~gone~~ $x$ &lt; \\",
    "日本語のテキスト",
    "\u200d\ufeff\ud7ff\ue000",
    'say "x", y',
]


def rows(*texts: str) -> Answer:
    return Answer(("x", "n"), tuple((Literal(text), Literal(i)) for i, text in enumerate(texts)))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def test_json_is_what_the_recommendation_says() -> None:
    terms = (
        NamedNode("a:b"),
        Literal("x"),
        Literal("x", language="en"),
        Literal("1", datatype=NamedNode("a:t")),
        BlankNode("b"),
        None,
    )
    shown = as_json(Answer(tuple("abcdef"), (terms,)))
    parsed = parse_query_results(shown, QueryResultsFormat.JSON)
    assert isinstance(parsed, QuerySolutions)
    assert [v.value for v in parsed.variables] == list("abcdef")
    assert [tuple(row) for row in parsed] == [terms]
    assert "datatype" not in json.loads(shown)["results"]["bindings"][0]["b"]


@pytest.mark.parametrize("truth", [True, False])
def test_json_of_an_ask(truth: bool) -> None:  # noqa: FBT001 a parametrised test
    parsed = parse_query_results(as_json(Answer((), (), truth=truth)), QueryResultsFormat.JSON)
    assert isinstance(parsed, QueryBoolean)
    assert bool(parsed) is truth


@given(st.lists(texts, max_size=4))
def test_json_keeps_every_text(values: list[str]) -> None:
    parsed = parse_query_results(as_json(rows(*values)), QueryResultsFormat.JSON)
    assert isinstance(parsed, QuerySolutions)
    assert [row["x"].value for row in parsed] == values


@given(st.lists(texts, max_size=4))
def test_csv_reads_back_but_for_the_apostrophe(values: list[str]) -> None:
    header, *lines = csv.reader(io.StringIO(as_csv(rows(*values)), newline=""))
    assert header == ["x", "n"]
    for line, value in zip(lines, values, strict=True):
        assert line[0] in {value, f"'{value}"}
        assert not line[0].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_csv_leaves_numbers_alone_and_ends_lines_as_rfc_4180_says() -> None:
    found = Answer(("n",), ((Literal(-5),), (Literal("-5"),), (Literal("-5", datatype=Literal(1.5).datatype),)))
    assert as_csv(found) == "n\r\n-5\r\n'-5\r\n-5\r\n"


def test_csv_does_not_trust_a_datatype() -> None:
    number = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    assert as_csv(Answer(("n",), ((Literal("-1+cmd|x", datatype=number),),))) == "n\r\n'-1+cmd|x\r\n"


@pytest.mark.parametrize("text", NASTY)
def test_markdown_is_one_table_of_plain_text(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(as_markdown(rows(text, "b")))
    assert html.count("<table>") == 1
    assert html.count("<tr>") == 3
    for tag in ("<script", "<a ", "<code", "<em", "<strong", "<s>"):
        assert tag not in html
    assert "javascript" not in text or "javascript:alert(1)" in html


@given(st.lists(texts, min_size=1, max_size=4), st.integers(40, 200))
def test_a_terminal_shows_every_text_within_its_width(values: list[str], columns: int) -> None:
    shown = as_table(rows(*values), columns)
    assert all(c.isprintable() or c in "\n\u200c\u200d" for c in shown)
    assert max(map(width, shown.split("\n"))) <= columns
    body = "".join(shown.split())
    for value in values:
        if len(values) == 1:
            assert "".join(clean(value).split()) in body or columns < 60


def test_a_table_has_a_line_a_row_and_counts() -> None:
    assert as_table(rows("one", "日本"), 80) == "x     n\n────  ─\none   0\n日本  1\n\n2 rows\n"


def test_a_table_wraps_and_never_cuts() -> None:
    shown = as_table(rows("word " * 20 + "x" * 50), 40)
    assert shown.count("word") == 20
    assert "".join(shown.split()).count("x") == 50 + 1  # the column is called x


def test_many_columns_become_a_block_a_row() -> None:
    names = tuple(f"column{i}" for i in range(12))
    row = tuple(Literal("some text that is long enough") for _ in names)
    shown = as_table(Answer(names, ((*row[:-1], None), row)), 80)
    assert shown.startswith("1.\ncolumn0   some text")
    assert shown.endswith("\n\n2 rows\n")
    assert shown.count("column11") == 1


def test_no_rows_say_what_they_mean() -> None:
    asked = question("lacks-independent-evidence")
    empty = Answer(tuple(c.name for c in asked.columns), (), question=asked)
    for shown in (as_table(empty, 200), as_markdown(empty)):
        assert asked.no_rows in shown
        assert asked.no_rows_not in shown
    assert as_table(Answer(("x",), ()), 80) == "No rows.\n"
    assert as_csv(Answer(("x",), ())) == "x\r\n"


def test_a_truth_value_in_every_form() -> None:
    yes = Answer((), (), truth=True)
    assert (as_table(yes), as_csv(yes), as_markdown(yes)) == ("true\n", "truth\r\ntrue\r\n", "true\n")
