"""A store in a directory that is locked, damaged, or not a store."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.errors import BadQuery, StoreError, StoreLocked
from claimgraph.store import as_rdflib, disk, endpoint, memory

QUAD = Quad(NamedNode("a:b"), NamedNode("a:p"), Literal("x"), NamedNode("a:g"))


def test_a_directory_is_made_with_its_parents(tmp_path: Path) -> None:
    with disk(tmp_path / "a" / "b") as store:
        assert store.name == str(tmp_path / "a" / "b")
        assert store.graphs() == ()


def test_one_process_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "block" / "store"
    with disk(path):
        with pytest.raises(StoreLocked, match="in use by another process"):
            disk(path)
        code = f"from pathlib import Path; from claimgraph.store import disk; disk(Path({str(path)!r}))"
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "claimgraph.errors.StoreLocked" in other.stderr
    disk(path).close()


@pytest.mark.parametrize("victim", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_damaged_store_says_to_build_again(tmp_path: Path, victim: str) -> None:
    with disk(tmp_path / "s") as store:
        store.replace("a:g", [QUAD])
        store.inner.flush()
    for path in (tmp_path / "s").glob(victim):
        path.write_bytes(b"\x00junk")
    with pytest.raises(StoreError, match="build again"), disk(tmp_path / "s") as store:
        store.query("SELECT * { ?s ?p ?o }")


def test_other_peoples_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(StoreError, match="holds other files"):
        disk(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_directory(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("")
    with pytest.raises(StoreError, match="cannot be opened"):
        disk(tmp_path / "f")


def test_a_closed_store_says_so() -> None:
    store = memory()
    store.close()
    for act in (store.graphs, lambda: store.query("ASK {}"), lambda: store.add([QUAD]), lambda: list(store.quads())):
        with pytest.raises(StoreError, match="is closed"):
            act()


def test_a_parameter_has_to_be_selected() -> None:
    with pytest.raises(BadQuery, match="select the variable"):
        memory().query("SELECT (?s AS ?t) { ?s ?p ?o }", {"s": NamedNode("a:b")})


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")  # rdflib warns itself
def test_the_rdflib_view_reads_and_writes_the_store_itself() -> None:
    import rdflib  # noqa: PLC0415 the other tests need none

    store = memory()
    store.add([QUAD])
    view = as_rdflib(store)
    assert [str(row[0]) for row in view.query("SELECT ?s { ?s ?p ?o }") if isinstance(row, tuple)] == ["a:b"]
    view.graph(rdflib.URIRef("a:h")).add((rdflib.URIRef("a:c"), rdflib.URIRef("a:p"), rdflib.Literal("y")))
    assert store.graphs() == ("a:g", "a:h")


def test_an_endpoint_has_no_rdflib_view() -> None:
    with pytest.raises(StoreError, match="SPARQLStore"):
        as_rdflib(endpoint("http://127.0.0.1:9/query"))


def test_any_number_may_read_and_none_of_them_writes(tmp_path: Path) -> None:
    with disk(tmp_path / "s") as store:
        store.replace("a:g", [QUAD])
    with disk(tmp_path / "s", read_only=True) as one, disk(tmp_path / "s", read_only=True) as other:
        assert one.graphs() == other.graphs() == ("a:g",)
        with pytest.raises(StoreError, match="cannot be written"):
            one.add([QUAD])
        with pytest.raises(StoreError, match="cannot be written"):
            one.drop("a:g")
        with pytest.raises(StoreError, match="cannot be written"):
            one.replace("a:g", [])


def test_reading_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        disk(tmp_path / "none", read_only=True)
    assert list(tmp_path.iterdir()) == []
