"""Progress names the pass that a merge is in, and the assessment that follows it."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

from claimgraph.workflow.merge import merge

FIRM = {"id": "a", "schema": "Company", "properties": {"name": ["Example Labs"]}}
OWNER = {"id": "b", "schema": "Person", "properties": {"name": ["Jo Doe"]}}
TIE = {"id": "c", "schema": "Ownership", "properties": {"asset": ["a"], "owner": ["b"]}}


def _steps(root: Path, name: str, file: Path) -> list[str]:
    told: list[tuple[str, int, int]] = []
    merge(root, name, [file], progress=lambda *step: told.append(step))
    for _, every in groupby(told, lambda step: step[0]):
        *_, (_, done, total) = every
        assert done == total
    return [step for step, _ in groupby(step for step, _, _ in told)]


def test_names_are_read_before_records(tmp_path: Path) -> None:
    file = tmp_path / "owners.jsonl"
    file.write_text("".join(json.dumps(entity) + "\n" for entity in (FIRM, OWNER, TIE)), encoding="utf-8")
    assert _steps(tmp_path / "w", "followthemoney", file) == ["followthemoney names", "followthemoney records"]


def test_what_is_claimed_is_assessed(tmp_path: Path) -> None:
    file = tmp_path / "incidents.csv"
    file.write_text(
        "incident_id,date,reports,Alleged deployer of AI system,Alleged developer of AI system,"
        "Alleged harmed or nearly harmed parties,description,title\n"
        '1,2024-03-01,[1],"[""firm""]","[""firm""]","[""tenants""]",A scanner refused a tenant.,Refused\n',
        encoding="utf-8",
    )
    assert _steps(tmp_path / "w", "aiid", file) == ["aiid", "assess"]
