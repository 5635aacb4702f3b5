"""What if, and text reuse, from documents to the answer."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph import ClaimGraph
from claimgraph.cli import main

CLAIM = "Acme Labs trained its chatbot on stolen customer records"
FIRST = f"""---
title: Logs of copied models
publisher: Daily Example
date: 2026-01-10
---
The Ministry of Trade alleged that {CLAIM}. Zenith University released server logs from March that show that {CLAIM}.
"""
COPY = f"""---
title: Second outlet
publisher: Other Courier
DATE
---
The ministry alleged that {CLAIM}. The newly released server logs from March show that {CLAIM}.
"""
DENIAL = """---
title: A denial
publisher: Third Herald
date: 2026-01-13
---
Acme Labs denied that it trained its chatbot on stolen customer records.
"""


def built(at: Path, **texts: str) -> ClaimGraph:
    at.mkdir(parents=True)
    for name, text in texts.items():
        (at / f"{name}.md").write_text(text, encoding="utf-8")
    graph = ClaimGraph(at)
    graph.build(at)
    return graph


def counts(graph: ClaimGraph) -> list[str]:
    """How many independent origins the claim has at least and at most."""
    found = graph.query(
        "PREFIX cg: <https://w3id.org/claimgraph/ontology#> SELECT DISTINCT ?least ?most WHERE { "
        '?a cg:claim ?c ; cg:policy "default" ; cg:independentOriginsAtLeast ?least ; '
        f'cg:independentOriginsAtMost ?most . ?c cg:text "{CLAIM}" }}'
    )
    ((least, most),) = found.rows
    assert least is not None
    assert most is not None
    return [least.value, most.value]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("what-if") / "w"
    built(at, first=FIRST, copy=COPY.replace("DATE", "date: 2026-01-12"), denial=DENIAL)
    return at


def asked(workspace: Path, *options: str) -> str:
    shown = CliRunner().invoke(main, ["what-if", "-w", str(workspace), *options], env={"COLUMNS": "200"})
    assert shown.exit_code == 0, shown.output
    return shown.output


def test_a_reworded_copy_adds_no_independent_origin(workspace: Path, tmp_path: Path) -> None:
    alone = counts(built(tmp_path / "alone", first=FIRST, denial=DENIAL))
    undated = counts(built(tmp_path / "undated", first=FIRST, copy=COPY.replace("DATE\n", ""), denial=DENIAL))
    assert counts(ClaimGraph(workspace)) == alone == ["1", "1"]
    assert undated != alone


def test_what_falls_is_printed_and_the_graph_stays(workspace: Path) -> None:
    before = counts(ClaimGraph(workspace))
    body = json.loads(asked(workspace, "--retract", "first.md", "--retract", "copy.md", "--format", "json"))
    (change,) = body["changed"]
    assert change["text"] == CLAIM
    assert [str(change["before"][k]) for k in ("at_least", "at_most")] == before
    assert change["after"]["at_most"] == 0
    assert change["before"]["verdict"] == "has"
    assert change["after"]["verdict"] == "lacks"
    assert counts(ClaimGraph(workspace)) == before
    assert "has → lacks" in asked(workspace, "--retract", "first.md", "--retract", "Second outlet")


def test_assumptions_repeat_and_combine(workspace: Path) -> None:
    tied = ("--assume", "Ministry of Trade=actor/zenith-university")
    pairs = [*tied, "--assume", "actor/ministry-of-trade=Acme Labs"]
    for given in (tied, [*pairs, "--retract", "denial.md"]):
        (change,) = json.loads(asked(workspace, *given, "--format", "json"))["changed"]
        assert (change["before"]["verdict"], change["after"]["verdict"]) == ("has", "lacks")


def test_splits_repeat_and_combine_with_the_rest(workspace: Path) -> None:
    split = ("--split", "Ministry of Trade", "--split", "actor/zenith-university")
    assert "Nothing changes" in asked(workspace, *split)
    between = ("--assume", "Ministry of Trade=Third Herald", "--assume", "Third Herald=actor/zenith-university")
    for given in (between, (*between, *split), (*split, *between, "--retract", "denial.md")):
        (change,) = json.loads(asked(workspace, *given, "--format", "json"))["changed"]
        assert (change["before"]["verdict"], change["after"]["verdict"]) == ("has", "lacks")


def test_nothing_that_changes_is_said(workspace: Path) -> None:
    assert "Nothing changes" in asked(workspace, "--retract", "denial.md")
    body = json.loads(asked(workspace, "--retract", "denial.md", "--policy", "two-source", "--format", "json"))
    assert body == {"policy": "two-source", "changed": []}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--retract", "no such thing"], "no such thing"),
        (["--assume", "Nobody=Acme Labs"], "no actor is called"),
        (["--assume", "Acme Labs"], "A=B"),
        (["--split", "Nobody", "--retract", "first.md"], "no actor is called"),
        (["--retract", "first.md", "--policy", "x"], "not a policy"),
        ([], "--retract"),
    ],
)
def test_a_slip_is_named(workspace: Path, options: list[str], says: str) -> None:
    shown = CliRunner().invoke(main, ["what-if", "-w", str(workspace), *options])
    assert shown.exit_code == 2
    assert says in shown.output
