"""A graph loaded from a text holds what the text says and nothing else, and leaves the others alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.errors import StoreError
from claimgraph.store import Store, disk, load_graph, loading, memory

ONE, OTHER = "https://example.org/g1", "https://example.org/g2"
TEXT = b'@prefix : <https://example.org/> . :a :p "x" , "x" . :a :q 1 .'


def _quad(prop: str, value: Literal, graph: str = ONE) -> Quad:
    return Quad(NamedNode("https://example.org/a"), NamedNode(f"https://example.org/{prop}"), value, NamedNode(graph))


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return memory() if request.param == "memory" else disk(tmp_path / "store")


@pytest.mark.parametrize("bulk", [1, loading.BULK])
def test_the_graph_is_replaced_and_the_others_stay(store: Store, bulk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BULK", bulk)
    store.add([_quad("old", Literal("y")), _quad("kept", Literal("z"), OTHER)])
    load_graph(store, ONE, TEXT)
    load_graph(store, ONE, TEXT)
    assert set(store.quads(ONE)) == {_quad("p", Literal("x")), _quad("q", Literal(1))}
    assert set(store.quads(OTHER)) == {_quad("kept", Literal("z"), OTHER)}
    load_graph(store, ONE, b"")
    assert store.graphs() == (OTHER,)


def test_what_is_no_turtle_and_what_is_no_graph_are_named(store: Store) -> None:
    with pytest.raises(StoreError, match="g1"):
        load_graph(store, ONE, b"this is nothing")
    with pytest.raises(StoreError, match="absolute IRI"):
        load_graph(store, "g1", TEXT)
