"""What a store holds is assessed as the build that wrote it assessed it, wherever the graph says all that is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph import ClaimGraph
from claimgraph.errors import BadWorkspace, InvalidExtraction
from claimgraph.model.vocabulary import CG
from claimgraph.store import Store, memory
from claimgraph.workflow.assess_store import assess_store
from claimgraph.workflow.stores import reading
from tests.unit.merge.files import AIID

ASSESSED = "/graph/assessment/"
TIES = """<https://w3id.org/claimgraph/id/actor/amazon> <http://www.w3.org/ns/org#memberOf>
  <https://w3id.org/claimgraph/id/actor/somebody> .
"""


def written(store: Store) -> list[str]:
    return sorted(str(q) for graph in store.graphs() if ASSESSED in graph for q in store.quads(graph))


def test_a_datasets_many_documents_and_anothers_ties_are_read_out_of_their_graphs(tmp_path: Path) -> None:
    for name, text in (("incidents.csv", AIID), ("ties.ttl", TIES), ("claimgraph.toml", "documents = []\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    graph = ClaimGraph(tmp_path)
    graph.merge("aiid", tmp_path / "incidents.csv")
    graph.merge("rdf", tmp_path / "ties.ttl")
    with reading(tmp_path) as built, memory() as bare:
        known = written(built)
        bare.add(q for q in built.quads() if ASSESSED not in str(q.graph_name))
        told: list[tuple[str, int, int]] = []
        found = assess_store(bare, progress=lambda *step: told.append(step))
        assert len({a.claim for a in next(iter(found.values()))}) > 1
        assert written(bare) == known
        assert told[-1] == ("write", len(found), len(found))
        assess_store(bare)
        assert written(bare) == known


def test_an_empty_store_has_no_assessments() -> None:
    with memory() as store:
        assert not any(assess_store(store).values())
        assert store.graphs() == ()


def test_nothing_is_written_where_a_graph_is_not_by_the_ontology() -> None:
    node, graph = NamedNode("https://example.org/a"), NamedNode("https://example.org/g")
    typed = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    with memory() as store:
        store.add([Quad(node, typed, NamedNode(CG + "Assertion"), graph), Quad(node, typed, Literal("x"), graph)])
        with pytest.raises(InvalidExtraction, match="example"):
            assess_store(store)
        assert store.graphs() == ("https://example.org/g",)


def test_a_base_that_is_none_is_refused() -> None:
    with memory() as store, pytest.raises(BadWorkspace):
        assess_store(store, "here")
