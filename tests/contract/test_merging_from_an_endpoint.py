"""`merge rdf URL`: what a server gives becomes a dataset of the workspace, and stays when the server is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from claimgraph import ClaimGraph
from claimgraph.cli import main
from claimgraph.errors import BadQuery, StoreError, UnreadableDocument
from claimgraph.merge.foreign import fetched, stated_licence
from claimgraph.store import EndpointStore, endpoint
from claimgraph.store.paging import paged_construct

EX = "https://their.example/"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
MAP = f"# theirs to ours\nCONSTRUCT {{ ?who <{LABEL.value}> ?name }} WHERE {{ ?who <{EX}name> ?name }} # the end\n"


def their(name: str, graph: str = "g") -> Quad:
    return Quad(NamedNode(EX + name), NamedNode(EX + "name"), Literal(name), NamedNode(EX + graph))


@pytest.fixture(params=["endpoint", pytest.param("virtuoso", marks=pytest.mark.servers)])
def remote(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> EndpointStore:
    if request.param == "virtuoso":
        url, user, password = request.getfixturevalue("virtuoso")
        monkeypatch.setenv("CLAIMGRAPH_ENDPOINT_USER", user)
        monkeypatch.setenv("CLAIMGRAPH_ENDPOINT_PASSWORD", password)
    else:
        url = request.getfixturevalue("server")
    store = endpoint(url)
    for graph in store.graphs():
        store.drop(graph)
    return store


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], env={"COLUMNS": "200"})


def nquads(workspace: Path) -> str:
    ClaimGraph(workspace).export(workspace / "all.nq")
    return (workspace / "all.nq").read_text(encoding="utf-8")


def test_a_construct_is_asked_for_in_pages_and_loses_nothing(remote: EndpointStore) -> None:
    remote.add([their(f"n{i}") for i in range(12_001)])
    lines = fetched(remote.name, MAP).splitlines()
    assert len(lines) == 12_001
    assert lines == sorted(lines)
    assert all(LABEL.value in line for line in lines)


def test_without_a_query_all_graphs_are_brought(remote: EndpointStore) -> None:
    remote.add([their("a"), their("b", "h"), their("a", "h")])
    assert len(fetched(remote.name).splitlines()) == 2


def test_more_than_is_bearable_is_refused(remote: EndpointStore) -> None:
    remote.add([their(f"n{i}") for i in range(4)])
    with pytest.raises(StoreError, match="gives more than 3 triples"):
        fetched(remote.name, most=3)


def test_blank_nodes_and_nothing_are_refused(remote: EndpointStore) -> None:
    with pytest.raises(UnreadableDocument, match="gives no triples"):
        fetched(remote.name, MAP)
    graph = NamedNode(EX + "g")
    remote.replace(graph.value, [Quad(BlankNode("b"), NamedNode(EX + "name"), Literal("x"), graph)])
    with pytest.raises(UnreadableDocument, match="gives a blank node"):
        fetched(remote.name, MAP)


def test_what_was_merged_stays_when_the_server_forgets_it(remote: EndpointStore, tmp_path: Path) -> None:
    remote.add([their("a"), their("b")])
    (tmp_path / "map.rq").write_text(MAP, encoding="utf-8")
    work = tmp_path / "w"
    done = run(
        "merge",
        "rdf",
        remote.name,
        "--construct",
        tmp_path / "map.rq",
        "--name",
        "their",
        "--licence",
        "https://creativecommons.org/licenses/by/4.0/",
        "-w",
        work,
    )
    assert done.exit_code == 0, done.output
    before = nquads(work)
    assert f'<{EX}a> <{LABEL.value}> "a" <https://w3id.org/claimgraph/id/graph/dataset/their> .' in before
    assert f"<http://purl.org/dc/terms/source> <{remote.name}>" in before
    remote.drop(EX + "g")
    assert run("build", "-w", work).exit_code == 0
    assert nquads(work) == before
    assert run("merge", "--remove", "their", "-w", work).exit_code == 0
    assert nquads(work).find("dataset/their") == -1


def test_an_endpoint_that_does_not_answer_leaves_no_workspace(tmp_path: Path) -> None:
    done = run("merge", "rdf", "http://127.0.0.1:9/query", "-w", tmp_path / "w")
    assert done.exit_code != 0
    assert done.output.startswith("claimgraph: http://127.0.0.1:9/query: does not answer")
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5",
        "CONSTRUCT { <a:b> <a:c> <a:d> } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_what_cannot_be_paged_is_refused_before_it_is_sent(text: str) -> None:
    with pytest.raises(BadQuery):
        paged_construct(text)


def test_a_licence_is_taken_from_data_that_state_one_for_themselves() -> None:
    type_, licence = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://purl.org/dc/terms/license>"
    about = f"<{EX}data> {type_} <http://www.w3.org/ns/dcat#Dataset> .\n"
    one = f"<{EX}data> {licence} <{EX}by> .\n"
    assert stated_licence(about + one) == EX + "by"
    assert not stated_licence(one)
    assert not stated_licence(about + one + f"<{EX}data> {licence} <{EX}other> .\n")
