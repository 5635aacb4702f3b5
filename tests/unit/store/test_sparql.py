"""What is refused before an engine sees it, and what is not."""

from __future__ import annotations

import contextlib
import time

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from claimgraph.errors import BadQuery
from claimgraph.store.sparql import Form, read, with_values

CALL = "<http://127.0.0.1:9/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {CALL} }}",
        f"SELECT * {{ service silent {CALL} }}",
        f"SELECT * {{ SERVICE{CALL} }}",
        f"SELECT * {{ SERVICESILENT{CALL} }}",
        "SELECT * { SERVICEex:x { ?s ?p ?o } }",
        "PREFIX SERVICE: <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        f"SELECT * {{ ?s ?p 1SERVICE{CALL} }}",
        f"SELECT * {{ ?s ?p trueSERVICE{CALL} }}",
        f"SELECT * {{ ?s ?p ex:.SERVICE {CALL} }}",
        f"SELECT * {{ ?s ?p 'x'@en.SERVICE {CALL} }}",
        f"SELECT * {{ ?s ?p 'x'SERVICE {CALL} }}",
        f"SELECT * {{ ?s ?p ex:a\\#\nSERVICE {CALL} }}",
        f"SELECT * {{ ?s ?p ex:a\\# SERVICE {CALL} }}",
        f"SELECT * {{ ?s ?p ex:a\\' . SERVICE {CALL} ?s ?p ex:b\\' }}",
        f"SELECT * {{ ?s <http://x/\\u00e9#> ?o . SERVICE {CALL} }}",
        f"SELECT * {{ # \rSERVICE {CALL} }}",
        f"SELECT * {{ ?s ?p ?o FILTER (?a <?b) SERVICE {CALL} FILTER (?c> ?d) }}",
        f"SELECT * {{ \u017fERVICE {CALL} }}",
        f"SELECT * {{ \\u0053ERVICE {CALL} }}",
        f"SELECT * {{ ?s ?p '\\u0027 . SERVICE {CALL} #' }}",
        f"SELECT * {{ ?s ?p '\\U00000027 . SERVICE {CALL} #' }}",
    ],
)
def test_a_call_to_another_server_is_refused_however_it_is_written(text: str) -> None:
    with pytest.raises(BadQuery):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'SERVICE <x> { } FROM <y> DROP ALL' }",
        'SELECT * { ?s ?p """a " SERVICE "" \' \n FROM""" }',
        "SELECT * { ?s ?p '''a ' \\''' SERVICE ''' }",
        "SELECT * { ?s ?p ?o } # SERVICE <x> { } FROM <y>",
        "SELECT * { ?s <http://x/SERVICE#FROM> ?o }",
        "PREFIX ex: <http://x/> SELECT * { ?service ex:SERVICE $from . ?s ex:customer-service.from ex:DROP }",
        "PREFIX ex: <http://x/> SELECT * { ?s ex:p\\-SERVICE ?o ; ex:%53ERVICE ?o }",
        "SELECT * { ?s ?p 'x'@en-SERVICE }",
        "PREFIX add: <http://x/> SELECT * { ?s add:load ?o }",
        "SELECT * { ?s ?p ?o FILTER (?a<?b && ?c>?d) }",
        "SELECT * { ?s ?p '\\u00e9\\U0001F388' }",
        "\ufeff SELECT * { ?s ?p ?o }".lstrip("\ufeff"),
        "BASE <http://x/> PREFIX : <y#> # c\n select * { ?s :p ?o }",
    ],
)
def test_words_in_strings_iris_comments_and_names_are_nobodys_keywords(text: str) -> None:
    assert read(text).form is Form.SELECT
    assert read(text).graphs == ()
    pyoxigraph.Store().query(text)  # they are queries, not just texts that pass


def test_every_engine_sees_the_same_line_ends() -> None:
    assert read("SELECT *\r\n{ #\r?s ?p ?o }").text == "SELECT *\n{ #\n?s ?p ?o }"


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "PREFIX a: <http://x/> DELETE WHERE { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
        "SELECT * { ?s ?p ?o }\nLOAD <http://127.0.0.1/>",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DEFINE get:soft 'replace' SELECT * { ?s ?p ?o }",
        "PREFIX",
        "BASE",
        "",
        "# nothing",
        "SELECT * { ?s ?p 'x }",
        "SELECT \ud800",
    ],
)
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(BadQuery) as refused:
        read(text)
    assert "\n" not in str(refused.value)


def test_from_gives_the_graphs() -> None:
    assert read("SELECT * FROM <a:b> from named <a:c> { ?s ?p ?o }").graphs == ("a:b", "a:c")


@pytest.mark.parametrize("text", ["FROM ex:g", "FROM NAMED ex:g", "FROM", "FROMex:g", "FROM:g", "xFROM <a:b>"])
def test_from_must_name_a_full_iri(text: str) -> None:
    with pytest.raises(BadQuery, match="full IRI"):
        read(f"SELECT * {text} {{ ?s ?p ?o }}")


@pytest.mark.parametrize("text", ["{" * 65, "(" * 65, "[" * 65, "!" * 1_001, "1" + "+1" * 1_001])
def test_nesting_that_would_end_the_process_is_refused(text: str) -> None:
    with pytest.raises(BadQuery, match="simplify"):
        read(f"SELECT * {{ FILTER {text}")


@pytest.mark.parametrize(
    "text", ["a." * 50_000, "a:b." * 50_000, "a:" + "." * 100_000, "<" + "a" * 100_000, "'" * 99_999]
)
def test_a_long_text_is_read_in_no_time(text: str) -> None:
    started = time.perf_counter()
    with contextlib.suppress(BadQuery):
        read(f"SELECT * {{ {text}")
    assert time.perf_counter() - started < 5


PIECES = [
    "SERVICE",
    "service",
    "?s ?p ",
    "ex:",
    "ex:a",
    ":",
    ".",
    " . ",
    "1",
    "true",
    "@en",
    "-",
    "\\",
    "#",
    "\n",
    "\r",
]
PIECES += ["'", '"', "'''", '"""', "<", ">", "<http://x/#>", "{ }", "?", "$", "\\u0053", "\\u00e9", "\u017f", " "]


def _called(text: str) -> bool:
    """Whether Oxigraph tries the call that a text ends in: its port is one that clients refuse, at once."""
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(NamedNode("http://x/s"), NamedNode("http://x/p"), NamedNode("http://x/a")))
    try:
        answer = store.query(text)
        if isinstance(answer, pyoxigraph.QuerySolutions):
            list(answer)
    except SyntaxError:
        return False
    except OSError:
        return True
    return False


def test_the_oracle_sees_a_call() -> None:
    assert _called("PREFIX ex: <http://x/> SELECT * { ?s ?p ex:a .SERVICE<http://127.0.0.1:9/> { } }")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.sampled_from(["", "SERVICE", "service "]))
def test_whatever_passes_calls_nobody(noise: str, last: str) -> None:
    text = f"PREFIX ex: <http://x/> PREFIX : <http://x/> SELECT * {{ {noise}{last}<http://127.0.0.1:9/> {{ }} }}"
    try:
        text = read(text).text
    except BadQuery:
        return
    assert not _called(text)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("SELECT ?s { ?s ?p ?o }", "SELECT ?s { VALUES (?s) { (<a:b>) }  ?s ?p ?o }"),
        ("SELECT (EXISTS { ?a ?b ?c } AS ?x) ?s { ?s ?p ?o }", None),
        ("ASK { ?s ?p '{' }", "ASK { VALUES (?s) { (<a:b>) }  ?s ?p '{' }"),
        (
            "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "CONSTRUCT { ?s ?p ?o } WHERE { VALUES (?s) { (<a:b>) }  ?s ?p ?o }",
        ),
        ("SELECT ?s { SELECT ?s { ?s ?p ?o } }", "SELECT ?s { VALUES (?s) { (<a:b>) } { SELECT ?s { ?s ?p ?o } }}"),
        (
            "SELECT ?s { SELECT ?s { ?s ?p ?o } LIMIT 1 } LIMIT 2",
            "SELECT ?s { VALUES (?s) { (<a:b>) } { SELECT ?s { ?s ?p ?o } LIMIT 1 }} LIMIT 2",
        ),
        ("DESCRIBE ?s", "DESCRIBE ?s\nVALUES (?s) { (<a:b>) }"),
    ],
)
def test_values_open_the_outermost_group(text: str, bound: str | None) -> None:
    written = with_values(read(text), {"s": NamedNode("a:b")})
    pyoxigraph.Store().query(written)
    assert written.count("VALUES") == 1
    assert bound is None or written == bound


def test_a_short_construct_has_no_place_for_values() -> None:
    with pytest.raises(BadQuery, match="write the template out"):
        with_values(read("CONSTRUCT WHERE { ?s ?p ?o }"), {"s": NamedNode("a:b")})


def test_values_come_in_the_order_of_their_names() -> None:
    text = with_values(read("SELECT * { }"), {"b": Literal('"'), "a": Literal(1)})
    assert r'VALUES (?a ?b) { ("1"^^<http://www.w3.org/2001/XMLSchema#integer> "\"") }' in text
