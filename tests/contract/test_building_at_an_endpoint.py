"""A build whose graphs go to a server ends in the same bytes as one on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph import ClaimGraph
from claimgraph.cli import main
from claimgraph.errors import EndpointUnavailable
from claimgraph.store import EndpointStore, endpoint
from claimgraph.workflow.workspace import open_workspace

MEMO = "The memo accused foreign labs of copying American models. A spokesman for the embassy denied the allegation.\n"
WIRE = "Example Wire Service reported on Monday that the memo accused foreign labs of copying American models.\n"
RDF = "<https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#label> 'A' .\n"


def nquads(graph: ClaimGraph, into: Path) -> bytes:
    graph.export(into / "all.nq")
    return (into / "all.nq").read_bytes()


@pytest.fixture
def remote(server: str) -> EndpointStore:
    store = endpoint(server)
    for graph in store.graphs():
        store.drop(graph)
    return store


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "memo.txt").write_text(MEMO, encoding="utf-8")
    (made / "wire.txt").write_text(WIRE, encoding="utf-8")
    return made


def test_a_graph_at_an_endpoint_is_the_one_on_disk(remote: EndpointStore, documents: Path, tmp_path: Path) -> None:
    on_disk, there = ClaimGraph(tmp_path / "disk"), ClaimGraph(tmp_path / "there", endpoint=remote.name)
    assert on_disk.build(documents).changed == there.build(documents).changed == 2
    assert nquads(there, tmp_path) == nquads(on_disk, tmp_path)
    assert not (tmp_path / "there" / ".claimgraph" / "store").exists()
    assert there.build().changed == 0

    # The workspace knows where its graph is: without the address the same graph is read and kept up.
    again = ClaimGraph(tmp_path / "there")
    assert again.ask("denied-allegations") == on_disk.ask("denied-allegations")
    (documents / "wire.txt").unlink()
    on_disk.build()
    assert again.build().changed == 2
    assert nquads(again, tmp_path) == nquads(on_disk, tmp_path)


def test_another_target_is_loaded_whole_and_the_former_one_is_still_known(
    remote: EndpointStore, documents: Path, tmp_path: Path
) -> None:
    graph = ClaimGraph(tmp_path)
    graph.build(documents)
    both = nquads(graph, tmp_path)
    config = tmp_path / "claimgraph.toml"
    on_disk = config.read_text(encoding="utf-8")
    assert ClaimGraph(tmp_path, endpoint=remote.name).build().changed == 2
    assert nquads(graph, tmp_path) == both
    (documents / "wire.txt").unlink()
    graph.build()
    alone = nquads(graph, tmp_path)
    config.write_text(on_disk, encoding="utf-8")
    assert nquads(graph, tmp_path) == both  # the disk was not written to meanwhile
    graph.build()
    assert nquads(graph, tmp_path) == alone


def test_a_server_that_lost_its_graphs_is_filled_anew(remote: EndpointStore, documents: Path, tmp_path: Path) -> None:
    graph = ClaimGraph(tmp_path, endpoint=remote.name)
    graph.build(documents)
    full = nquads(graph, tmp_path)
    for name in remote.graphs():
        remote.drop(name)
    assert graph.build().changed == 2
    assert nquads(graph, tmp_path) == full


def test_a_dataset_follows_the_target_and_leaves_nothing_behind(remote: EndpointStore, tmp_path: Path) -> None:
    (tmp_path / "their.ttl").write_text(RDF, encoding="utf-8")
    (tmp_path / "claimgraph.toml").write_text("documents = []\n", encoding="utf-8")
    on_disk = ClaimGraph(tmp_path)
    on_disk.merge("rdf", tmp_path / "their.ttl")
    whole = nquads(on_disk, tmp_path)
    there = ClaimGraph(tmp_path, endpoint=remote.name)
    there.build()
    assert nquads(there, tmp_path) == whole
    from claimgraph.workflow.merge import remove  # noqa: PLC0415 spaCy is only paid for where it is used

    remove(tmp_path, "their")
    assert not [g for g in remote.graphs() if "/dataset/" in g]


def test_an_unreachable_endpoint_is_one_line(documents: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["build", str(documents), "-w", str(tmp_path / "w"), "--endpoint", "http://127.0.0.1:9/query"]
    )
    assert done.exit_code != 0
    assert done.output.startswith("claimgraph: http://127.0.0.1:9/query: does not answer")
    assert done.output.count("\n") == 1


def test_credentials_in_an_address_are_neither_kept_nor_repeated(documents: Path, tmp_path: Path) -> None:
    secret = "http://ada:hunter2@127.0.0.1:9/query"
    with pytest.raises(EndpointUnavailable) as failed:
        ClaimGraph(tmp_path / "w", endpoint=secret).build(documents)
    assert "hunter2" not in str(failed.value)
    assert not (tmp_path / "w").exists()
    (tmp_path / "claimgraph.toml").write_text(f'documents = []\nendpoint = "{secret}"\n', encoding="utf-8")
    with pytest.raises(EndpointUnavailable) as failed:
        open_workspace(tmp_path)
    assert "hunter2" not in str(failed.value)


def test_a_lost_cache_fills_the_endpoint_again(remote: EndpointStore, documents: Path, tmp_path: Path) -> None:
    graph = ClaimGraph(tmp_path, endpoint=remote.name)
    graph.build(documents)
    full = nquads(graph, tmp_path)
    shutil.rmtree(tmp_path / ".claimgraph")
    graph.build()
    assert nquads(graph, tmp_path) == full
