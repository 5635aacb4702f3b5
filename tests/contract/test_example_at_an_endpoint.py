"""The example at two makers' servers, from one end to the other: built there, asked there, assessed there."""

from __future__ import annotations

import logging
import os
import shutil
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph import ClaimGraph
from claimgraph.cli import main
from claimgraph.query import Question, answer, as_json, catalogue
from claimgraph.store import Store, endpoint, memory
from claimgraph.workflow.assess_store import assess_store
from claimgraph.workflow.stores import reading

DOCUMENTS = Path(__file__).parents[2] / "examples" / "distillation-memo" / "documents"
ASSESSED = "/graph/assessment/"
SECRET = ("CLAIMGRAPH_ENDPOINT_USER", "CLAIMGRAPH_ENDPOINT_PASSWORD")


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("example") / "work"
    ClaimGraph(root).build(DOCUMENTS)
    return root


@pytest.fixture(scope="module", params=["server", pytest.param("virtuoso", marks=pytest.mark.servers)])
def there(
    request: pytest.FixtureRequest, on_disk: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """A workspace whose graph the command has built at a server, and the server's address."""
    given = request.getfixturevalue(request.param)
    url, *secret = given if request.param == "virtuoso" else (given, "ada", "hunter2-of-ada")
    with pytest.MonkeyPatch.context() as environment:
        for name, value in zip(SECRET, secret, strict=True):
            environment.setenv(name, value)
        with endpoint(url) as store:
            for graph in store.graphs():
                store.drop(graph)
        root = tmp_path_factory.mktemp("there") / "work"
        shutil.copytree(on_disk, root, ignore=shutil.ignore_patterns("store"))  # what was read is not read again
        run("build", "-w", str(root), "--endpoint", url)
        yield root, url


def run(*words: str) -> bytes:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    return done.stdout_bytes


def written(store: Store) -> list[str]:
    """What a store holds of assessments, in order."""
    return sorted(str(q) for graph in store.graphs() if ASSESSED in graph for q in store.quads(graph))


def test_the_graph_is_the_one_on_disk(on_disk: Path, there: tuple[Path, str]) -> None:
    root, url = there
    whole = run("export", "-o", "-", "--format", "nq", "-w", str(on_disk))
    assert whole.count(b"\n") > 3_000
    assert run("export", "-o", "-", "--format", "nq", "-w", str(root)) == whole
    assert run("export", "-o", "-", "--format", "nq", "--endpoint", url) == whole


def test_the_password_is_kept_nowhere(there: tuple[Path, str], caplog: pytest.LogCaptureFixture) -> None:
    root, url = there
    secret = os.environ[SECRET[1]].encode()
    caplog.set_level(logging.DEBUG)
    said = run("build", "-w", str(root)) + run("export", "-o", "-", "--format", "nq", "--endpoint", url)
    kept = [path.read_bytes() for path in root.rglob("*") if path.is_file()]
    assert len(kept) > 2
    for text in (*kept, said, caplog.text.encode()):
        assert secret not in text
        assert b64encode(b"ada:" + secret) not in text


@pytest.mark.parametrize("asked", catalogue(), ids=lambda q: q.name)
def test_every_question_has_the_same_answer(on_disk: Path, there: tuple[Path, str], asked: Question) -> None:
    given = {p.name: p.default or "OpenAI" for p in asked.parameters if p.required}
    with reading(on_disk) as local, reading(there[0]) as remote:
        assert as_json(answer(remote, asked.name, given)) == as_json(answer(local, asked.name, given))


def test_a_graph_without_a_workspace_is_assessed_as_on_disk(on_disk: Path, there: tuple[Path, str]) -> None:
    with memory() as local, reading(on_disk) as built, endpoint(there[1]) as remote:
        local.add(q for graph in built.graphs() if ASSESSED not in graph for q in built.quads(graph))
        found = assess_store(local)
        known, before = written(local), written(built)
        for graph in remote.graphs():
            if ASSESSED in graph:
                remote.drop(graph)
        assert written(remote) == []
        for _ in range(2):  # and again: the same graphs
            said = run("assess", "--endpoint", there[1])
            assert written(remote) == known
    assert said.startswith(f"{len(next(iter(found.values())))} claims assessed".encode())
    # What the build knows and the graph does not say (words that two texts share) changes a sign here, and no verdict.
    verdicts = [line for line in known if "verdict>" in line or "Status>" in line]
    assert verdicts == [line for line in before if "verdict>" in line or "Status>" in line]
    assert len(verdicts) > 150
