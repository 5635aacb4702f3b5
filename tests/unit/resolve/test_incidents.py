"""Incidents of datasets and allegations of documents: proposed by accused, conduct and time, judged, never silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph.cli import main
from claimgraph.resolve.incidents import Alleged, propose_incidents
from claimgraph.resolve.proposal import CERTAIN
from claimgraph.workflow.merge import merge
from claimgraph.workflow.resolve import desk

THEFT = ("model-weight-theft",)
INCIDENT = Alleged("claim/i", "Vexley Group stole the weights", ("actor/vexley",), THEFT, ("2026-01-10",))
CLAIM = Alleged("claim/c", "the group took another's weights", ("actor/vexley-group",), THEFT, ("2026-03-01",))
SAME = {"actor/vexley-group": "actor/vexley"}


def test_the_same_accused_and_conduct_within_a_year_is_proposed_below_certainty() -> None:
    (found,) = propose_incidents([INCIDENT], [CLAIM], SAME)
    assert found.pair == ("claim/c", "claim/i")
    assert found.score < CERTAIN
    assert [f.name for f in found.features] == ["same accused", "same conduct", "near in time"]


def test_without_a_day_time_says_nothing() -> None:
    (found,) = propose_incidents([INCIDENT._replace(days=())], [CLAIM], SAME)
    assert [f.name for f in found.features] == ["same accused", "same conduct"]


@pytest.mark.parametrize(
    "other",
    [
        CLAIM._replace(accused=("actor/acme",)),
        CLAIM._replace(conduct=("access-evasion",)),
        CLAIM._replace(conduct=()),
        CLAIM._replace(days=("2019-03-01",)),
    ],
    ids=["another accused", "another conduct", "no conduct", "years apart"],
)
def test_another_is_not_proposed(other: Alleged) -> None:
    assert propose_incidents([INCIDENT], [other], SAME) == []


HEADER = (
    "_id,incident_id,date,reports,Alleged deployer of AI system,Alleged developer of AI system,"
    "Alleged harmed or nearly harmed parties,description,title\n"
)
STOLEN = (
    'ObjectId(0),4,2026-01-10,[629],"[""Vexley Group""]","[""Vexley Group""]","[]",'
    "Vexley Group stole the model weights of a rival by night.,Weights stolen\n"
)
OTHER = (
    'ObjectId(1),5,2026-01-10,[630],"[""Acme Labs""]","[""Acme Labs""]","[]",'
    "Acme Labs stole the model weights of a school.,School loses weights\n"
)
REPORT = """---
title: Report
publisher: Morning Gazette
date: 2026-02-01
---
Quillon Labs alleged that Vexley Group exfiltrated its proprietary weights in a burglary.
"""


def test_an_incident_is_put_beside_what_a_document_alleges_and_stays_apart_until_judged(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "report.md").write_text(REPORT, encoding="utf-8")
    sheet = tmp_path / "incidents.csv"
    sheet.write_text(HEADER + STOLEN + OTHER, encoding="utf-8")
    at = tmp_path / "w"
    assert CliRunner().invoke(main, ["build", str(tmp_path / "documents"), "-w", str(at)]).exit_code == 0
    merge(at, "aiid", [sheet])
    with desk(at) as open_questions:
        named = [p for p in open_questions.proposals if any(f.name == "same conduct" for f in p.features)]
        pairs = [p for p in named if any(f.name == "near in time" for f in p.features)]
        assert len(pairs) == 1
        assert "stole the model weights of a rival" in pairs[0].left_label + pairs[0].right_label
        assert "exfiltrated its proprietary weights" in pairs[0].left_label + pairs[0].right_label
        assert open_questions.who.of(pairs[0].left) != open_questions.who.of(pairs[0].right)
    listed = CliRunner().invoke(main, ["resolve", "-w", str(at), "--list"])
    assert pairs[0].left in listed.output
    assert "same accused" in listed.output
