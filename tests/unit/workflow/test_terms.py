from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.cli import main
from claimgraph.errors import BadParameter
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.model.vocabulary import PREFIXES
from claimgraph.store import disk, memory
from claimgraph.workflow.terms import judged

LICENSE, TITLE = (NamedNode(PREFIXES["dct"] + name) for name in ("license", "title"))


def stating(graph: str, *licences: str) -> list[Quad]:
    node = NamedNode(DEFAULT_BASE + graph)
    return [Quad(node, TITLE, Literal("x"), node), *(Quad(node, LICENSE, Literal(name), node) for name in licences)]


PARTS = [
    *stating("graph/document/aa", "CC-BY-4.0"),
    *stating("graph/document/bb"),
    *stating("graph/dataset/aiid", "https://creativecommons.org/licenses/by-sa/4.0/"),
    *stating("graph/assessment/default"),
]


def test_the_line_tells_the_terms_and_who_asks_for_them() -> None:
    with memory() as store:
        store.add(PARTS)
        line = judged(store).line
    assert line == (
        "terms: attribution, share-alike; from CC-BY-4.0 (1 document), CC-BY-SA-4.0 (aiid), unknown: 1 document"
    )


def test_a_dataset_without_a_licence_is_named_and_is_no_document() -> None:
    with memory() as store:
        store.add([*stating("graph/dataset/firms"), *stating("graph/document/bb"), *stating("graph/document/cc")])
        assert judged(store).line == "terms: unknown; from unknown: 2 documents, firms"


def test_what_this_program_makes_itself_adds_no_terms() -> None:
    with memory() as store:
        store.add(stating("graph/assessment/default"))
        assert judged(store, "CC0-1.0").refusal == ""


def test_a_gate_names_what_it_cannot_hold() -> None:
    with memory() as store:
        store.add(PARTS)
        assert judged(store, "cc-by-sa-4.0").refusal == (
            "CC-BY-SA-4.0: cannot hold document/bb (no licence stated); leave these out, or name another licence"
        )
        assert "dataset/aiid (CC-BY-SA-4.0), document/bb" in judged(store, "CC-BY-4.0").refusal
        with pytest.raises(BadParameter, match="use one of CC0-1"):
            judged(store, "MIT")


@pytest.mark.parametrize("command", ["export", "view"])
def test_a_refused_result_is_not_written_and_the_exit_code_is_1(command: str, tmp_path: Path) -> None:
    (tmp_path / "claimgraph.toml").write_text("documents = []\n")
    (tmp_path / ".claimgraph").mkdir()
    with disk(tmp_path / ".claimgraph" / "store") as store:
        store.add(PARTS)
    out = tmp_path / ("out.nq" if command == "export" else "out.html")
    asked = [command, "-o", str(out), "-w", str(tmp_path)]
    refused = CliRunner().invoke(main, [*asked, "--licence-gate", "CC0-1.0"])
    assert refused.exit_code == 1
    assert refused.stderr.count("\n") == 1
    assert "CC0-1.0: cannot hold dataset/aiid (CC-BY-SA-4.0)" in refused.stderr
    assert not out.exists()
    given = CliRunner().invoke(main, asked)
    assert given.exit_code == 0
    assert given.stderr.startswith("claimgraph: terms: attribution, share-alike; from ")
    line = given.stderr.removeprefix("claimgraph: ").strip()
    assert command == "export" or f'<p id="terms">{line}</p>' in out.read_text(encoding="utf-8")
    assert out.exists()
