from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from claimgraph.model.vocabulary import CG, PREFIXES
from claimgraph.viz import graph

ID = "https://w3id.org/claimgraph/id/"
CLAIM = ID + "claim/c1"


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(parse(path=Path(__file__).with_name("small.trig"), format=RdfFormat.TRIG))


@pytest.fixture(scope="module")
def small(quads: list[Quad]) -> nx.MultiDiGraph[str]:
    return graph(quads)


def test_it_is_a_multidigraph_of_iris(small: nx.MultiDiGraph[str]) -> None:
    assert type(small) is nx.MultiDiGraph
    kinds = nx.get_node_attributes(small, "kind")
    assert kinds[ID + "actor/alder"] == "Actor"
    assert kinds[CLAIM] == "Claim"
    assert kinds[ID + "assertion/a1"] == "Assertion"
    assert kinds[ID + "evidence/e1"] == "EvidenceItem"
    assert kinds[ID + "instrument/bill"] == "PolicyInstrument"
    assert kinds[ID + "document/d1"] == "Document"
    assert kinds["https://logs.example/2026"] == "Resource"


def test_passages_assessments_and_value_lists_are_folded(small: nx.MultiDiGraph[str]) -> None:
    assert not [n for n in small if "#char=" in n or "assessment" in n or "ontology#" in n or "derivation" in n]
    assertion = small.nodes[ID + "assertion/a1"]
    assert assertion["quote"] == 'Birch may have taken answers,\x07 … "and <b>lots</b> of them"'
    assert (assertion["quote_start"], assertion["quote_end"]) == (10, 40)
    assert assertion["document"] == ID + "document/d1"
    assert assertion["document_label"] == "Alder against Birch"
    assert (assertion["stance"], assertion["certainty"]) == ("asserts", "hedged")


def test_a_claim_has_the_verdict_of_the_default_policy(small: nx.MultiDiGraph[str]) -> None:
    claim = small.nodes[CLAIM]
    assert (claim["type"], claim["policy"], claim["verdict"], claim["independence"]) == (
        "Allegation",
        "default",
        "lacks",
        "self",
    )
    assert (claim["at_least"], claim["at_most"], claim["open_questions"]) == (0, 0, ("Whose logs are they?",))


def test_without_a_default_policy_the_first_by_name_speaks(quads: list[Quad]) -> None:
    others = [q for q in quads if q.subject != NamedNode(ID + "assessment/s1")]
    assert graph(others).nodes[CLAIM]["policy"] == "a-lenient-one"


def test_an_accusation_leaves_from_the_claim_and_never_from_an_actor(small: nx.MultiDiGraph[str]) -> None:
    accusing = [(s, t) for s, t, k in small.edges(keys=True) if k == "accuses"]
    assert accusing == [(CLAIM, ID + "actor/birch")]
    actors = {n for n, kind in nx.get_node_attributes(small, "kind").items() if kind == "Actor"}
    assert not [(s, t) for s, t in small.edges() if s in actors and t in actors]


def test_edges_carry_relation_stance_and_basis(small: nx.MultiDiGraph[str]) -> None:
    denial = small.edges[ID + "assertion/a2", CLAIM, "claim"]
    assert denial == {"relation": "claim", "stance": "denies", "certainty": "asserted"}
    derived = small.edges[ID + "evidence/e1", "https://logs.example/2026", "wasDerivedFrom"]
    assert derived == {"relation": "wasDerivedFrom", "basis": "stated"}


@pytest.mark.parametrize(("beside", "shown"), [("inferred", "stated"), ("declared", "declared")])
def test_of_two_bases_of_one_derivation_the_stronger_is_shown(quads: list[Quad], beside: str, shown: str) -> None:
    node, item = NamedNode(ID + "derivation/other"), NamedNode(ID + "evidence/e1")
    source = NamedNode("https://logs.example/2026")
    more = [
        Quad(item, NamedNode(PREFIXES["prov"] + "qualifiedDerivation"), node),
        Quad(node, NamedNode(PREFIXES["prov"] + "entity"), source),
        Quad(node, NamedNode(CG + "basis"), NamedNode(CG + beside)),
    ]
    edge = graph([*quads, *more]).edges[item.value, source.value, "wasDerivedFrom"]
    assert edge == {"relation": "wasDerivedFrom", "basis": shown}


def test_the_order_of_quads_and_how_often_they_come_do_not_matter(quads: list[Quad]) -> None:
    one, other = graph(quads), graph([*reversed(quads), *quads])
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_a_store_is_an_iterable_of_quads(quads: list[Quad]) -> None:
    store = Store()
    store.extend(quads)
    assert nx.utils.graphs_equal(graph(store), graph(quads))


def test_nothing_in_gives_nothing_out() -> None:
    assert graph([]).number_of_nodes() == 0


def test_the_bridge_costs_neither_pyvis_nor_scipy() -> None:
    code = "import sys, claimgraph.viz; print({'pyvis', 'scipy', 'spacy', 'rdflib'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
