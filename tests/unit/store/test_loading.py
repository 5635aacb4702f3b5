"""A graph loaded from a text holds what the text says and nothing else, and leaves the others alone."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.errors import StoreError
from claimgraph.store import LocalStore, Store, disk, load_graph, load_graphs, loading, memory

ONE, OTHER = "https://example.org/g1", "https://example.org/g2"
TEXT = b'@prefix : <https://example.org/> . :a :p "x" , "x" . :a :q 1 .'
TEXTS = (TEXT, b'@prefix e: <https://example.org/> . e:a e:p "x" , "w" .', *[TEXT] * loading.AT_ONCE * 2)


def _quad(prop: str, value: Literal, graph: str = ONE) -> Quad:
    return Quad(NamedNode("https://example.org/a"), NamedNode(f"https://example.org/{prop}"), value, NamedNode(graph))


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return memory() if request.param == "memory" else disk(tmp_path / "store")


@pytest.mark.parametrize("bulk", [1, loading.BULK])
def test_the_graph_is_replaced_and_the_others_stay(store: Store, bulk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BULK", bulk)
    store.add([_quad("old", Literal("y")), _quad("kept", Literal("z"), OTHER)])
    for _ in range(2):
        load_graph(store, ONE, iter(TEXTS))
    assert set(store.quads(ONE)) == {_quad("p", Literal("x")), _quad("p", Literal("w")), _quad("q", Literal(1))}
    assert set(store.quads(OTHER)) == {_quad("kept", Literal("z"), OTHER)}
    load_graph(store, ONE, ())
    assert store.graphs() == (OTHER,)


@pytest.mark.parametrize("bulk", [1, loading.BULK])
def test_what_is_no_turtle_and_what_is_no_graph_are_named(
    store: Store, bulk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BULK", bulk)
    for texts in ((b"this is nothing", *TEXTS), (*TEXTS, b"this is nothing")):
        with pytest.raises(StoreError, match="g1"):
            load_graph(store, ONE, texts)
    with pytest.raises(StoreError, match="absolute IRI"):
        load_graph(store, "g1", TEXTS)


def test_a_text_is_made_only_when_there_is_room_for_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BULK", 1)
    waiting: list[int] = []
    loads = ThreadPoolExecutor.submit

    def submit(*args: Any, **given: Any) -> Any:  # noqa: ANN401 as the executor has it
        future = loads(*args, **given)
        waiting.append(1)
        future.add_done_callback(lambda _: waiting.pop())
        return future

    monkeypatch.setattr(ThreadPoolExecutor, "submit", submit)

    def texts() -> Iterator[bytes]:
        for text in TEXTS * 5:
            assert len(waiting) <= loading.AT_ONCE
            yield text

    load_graph(store, ONE, texts())
    assert not waiting


def test_what_a_load_left_is_merged_once_and_the_store_holds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BULK", 1)
    with disk(tmp_path / "store") as held:
        assert not held.scattered
        load_graph(held, ONE, TEXTS)
        assert held.scattered
        before = set(held.quads())
        held.merge()
        assert set(held.quads()) == before
    merges: list[str] = []
    told = LocalStore(SimpleNamespace(optimize=lambda: merges.append("merged")), "told")
    told.merge()
    assert not merges
    told.scattered = True
    told.merge()
    told.merge()
    assert merges == ["merged"]


def test_graphs_are_replaced_or_added_whichever_the_store_holds_and_the_others_stay(store: Store) -> None:
    old, new, kept = _quad("old", Literal("y")), _quad("p", Literal("x")), _quad("kept", Literal("z"), f"{OTHER}/3")
    store.add([old, kept])
    many = [_quad(f"p{n}", Literal(n), OTHER) for n in range(2_500)]  # past what one transaction takes
    for _ in range(2):
        load_graphs(store, {ONE: [new, new], OTHER: many})
        assert set(store.quads(ONE)) == {new}
        assert set(store.quads(OTHER)) == set(many)
    assert store.graphs() == (ONE, OTHER, f"{OTHER}/3")
    load_graphs(store, {})
