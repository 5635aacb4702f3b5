"""What Virtuoso is asked, and what is read out of its answers."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from claimgraph.store import Rows
from claimgraph.store.virtuoso import own_graph, to_ask, truth, with_truth_values

BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")


def test_only_separators_are_written_anew() -> None:
    other = "{ ?s ?p '…' FILTER (?x != \"separator='…'\") } # SEPARATOR='…'"
    text = f"SELECT (GROUP_CONCAT(?x; separator = '…') AS ?y) {other}"
    assert to_ask(text) == text.replace("separator = '…'", "separator = 'â\x80¦'")
    assert to_ask("SELECT ?separator { ?s ?p '…' }") == "SELECT ?separator { ?s ?p '…' }"


def test_an_ask_is_answered_with_a_number() -> None:
    assert truth(((Literal("1"),),))
    assert not truth(((Literal("0"),),))


def test_truth_values_are_words_and_numbers_stay_numbers() -> None:
    row = (Literal("1", datatype=BOOLEAN), Literal("0", datatype=BOOLEAN), Literal(1), Literal("1"), None)
    read = (Literal("true", datatype=BOOLEAN), Literal("false", datatype=BOOLEAN), Literal(1), Literal("1"), None)
    assert with_truth_values(Rows(("a", "b", "c", "d", "e"), (row,))) == Rows(("a", "b", "c", "d", "e"), (read,))


def test_its_own_graphs_are_known_and_nobody_elses() -> None:
    owl = "http://www.w3.org/2002/07/owl#"
    assert own_graph(owl, "Virtuoso/07.20.3229")
    assert not own_graph(owl, "Jetty(9)")
    assert not own_graph("https://example.org/g", "Virtuoso/07.20.3229")
