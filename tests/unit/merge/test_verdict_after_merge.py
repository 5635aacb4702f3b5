"""What a merged dataset says of who owns whom reaches the verdicts, and goes again with the dataset."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph.cli import main

CLAIM = "Acme Labs trained its chatbot on stolen customer records"
REPORT = f"""---
title: First report
publisher: Morning Gazette
date: 2026-01-10
---
The Ministry of Trade alleged that {CLAIM}. Zenith University released server logs from March that show that {CLAIM}.
"""
ENTITIES = [
    {"id": "z", "schema": "Organization", "properties": {"name": ["Zenith University"]}},
    {"id": "t", "schema": "PublicBody", "properties": {"name": ["Ministry of Trade"]}},
    {
        "id": "o",
        "schema": "Ownership",
        "properties": {"owner": ["t"], "asset": ["z"], "startDate": ["2024"], "endDate": ["2027-06"]},
    },
]


def run(*arguments: str | Path) -> str:
    shown = CliRunner().invoke(main, [str(a) for a in arguments], env={"COLUMNS": "200"})
    assert shown.exit_code == 0, shown.output
    return shown.stdout


def verdict(workspace: Path) -> tuple[str, str]:
    query = workspace / "verdict.rq"
    query.write_text(
        "PREFIX cg: <https://w3id.org/claimgraph/ontology#> SELECT DISTINCT ?verdict ?why WHERE { "
        '?a cg:policy "default" ; cg:verdict ?v ; cg:independenceStatus ?s ; cg:claim ?c . '
        f'?c cg:text "{CLAIM}" BIND (STRAFTER(STR(?v), "#") AS ?verdict) BIND (STRAFTER(STR(?s), "#") AS ?why) }}',
        encoding="utf-8",
    )
    body = json.loads(run("query", query, "-w", workspace, "--format", "json"))
    (row,) = body["results"]["bindings"]
    return row["verdict"]["value"], row["why"]["value"]


def entities(at: Path, *, owned_until: str = "2027-06") -> Path:
    text = "\n".join(json.dumps(e) for e in ENTITIES).replace("2027-06", owned_until)
    at.write_text(text, encoding="utf-8")
    return at


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "report.md").write_text(REPORT, encoding="utf-8")
    run("build", tmp_path / "documents", "-w", tmp_path / "w")
    return tmp_path / "w"


def test_an_ownership_takes_the_independence_away_and_gives_it_back(workspace: Path, tmp_path: Path) -> None:
    assert verdict(workspace) == ("has", "independent")
    before = run("export", "-o", "-", "--format", "nq", "-w", workspace)
    run("merge", "followthemoney", entities(tmp_path / "owners.ftm.json"), "-w", workspace)
    assert verdict(workspace) == ("lacks", "self")
    explained = run("explain", CLAIM, "-w", workspace)
    assert "Ministry of Trade" in explained
    assert "Zenith University" in explained
    run("merge", "--remove", "followthemoney", "-w", workspace)
    assert verdict(workspace) == ("has", "independent")
    assert run("export", "-o", "-", "--format", "nq", "-w", workspace) == before


def test_a_tie_that_had_ended_changes_nothing(workspace: Path, tmp_path: Path) -> None:
    run("merge", "followthemoney", entities(tmp_path / "owners.ftm.json", owned_until="2025-12"), "-w", workspace)
    assert verdict(workspace) == ("has", "independent")
