"""The example gives the answers that it promises, and its script runs from end to end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimgraph import ClaimGraph
from claimgraph.query.shown import plain

HERE = Path(__file__).resolve().parents[3] / "examples" / "distillation-memo"
EXPECTED: dict[str, list[dict[str, str]]] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> ClaimGraph:
    made = ClaimGraph(tmp_path_factory.mktemp("memo"))
    report = made.build(HERE / "documents")
    assert not report.skipped
    return made


@pytest.mark.parametrize("question", EXPECTED)
def test_the_answers_are_the_expected_ones(graph: ClaimGraph, question: str) -> None:
    answer = graph.ask(question)
    rows = [dict(zip(answer.columns, map(plain, row), strict=True)) for row in answer.rows]
    missing = [e for e in EXPECTED[question] if not any(all(v in row[k] for k, v in e.items()) for row in rows)]
    assert not missing


def test_nothing_is_to_be_mended(graph: ClaimGraph) -> None:
    assert graph.validate() == []


def test_the_demo_runs_and_leaves_its_page(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", str(HERE / "demo.sh"), str(tmp_path / "demo")],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "it lacks independent evidence" in done.stdout
    page = (tmp_path / "demo" / "graph.html").read_text(encoding="utf-8")
    assert "Michael Kratsios" in page
