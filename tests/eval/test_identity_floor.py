"""Identity keeps its floors on a corpus of paraphrase and copies, and proposes on real names what it should."""

import csv
import json
from functools import cache
from pathlib import Path

import pytest

from claimgraph.model import ActorType
from claimgraph.resolve import LIKELY, Proposal
from claimgraph.resolve.actors import propose_actors
from claimgraph.resolve.corpus import Named
from tests.eval.identity_corpus import claims, names
from tests.eval.identity_measure import Measured, measure, together

FLOORS = json.loads((Path(__file__).parent / "baseline.json").read_text(encoding="utf-8"))
INCIDENTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "aiid" / "incidents.csv"
COLUMNS = ("Alleged deployer of AI system", "Alleged developer of AI system")


@cache
def halves(part: str) -> tuple[Measured, Measured]:
    made = claims() if part == "claims" else names()
    return measure(made, part, tuning=True), measure(made, part, tuning=False)


@pytest.mark.parametrize("part", ["claims", "actors"])
def test_precision_and_recall_keep_their_floors(part: str) -> None:
    one, other = halves(part)
    both, floor = together(one.all, other.all), FLOORS[f"identity.{part}"]
    assert both.precision >= floor["precision"], both.errors
    assert both.recall >= floor["recall"], both.errors


@pytest.mark.parametrize("part", ["claims", "actors"])
def test_what_is_merged_without_being_asked_is_right(part: str) -> None:
    for half in halves(part):
        assert half.certain.right > 0
        assert half.certain.precision >= FLOORS["identity.certain"]["precision"]


@cache
def incident_proposals() -> dict[tuple[str, str], Proposal]:
    """The pairs among the slugs of deployers and developers, and of three bodies that other incidents name."""
    if not INCIDENTS.exists():
        pytest.skip("needs ../shared/data/aiid/incidents.csv")
    with INCIDENTS.open(encoding="utf-8", newline="") as file:
        slugs = {slug for row in csv.DictReader(file) for column in COLUMNS for slug in json.loads(row[column] or "[]")}
    slugs |= {"open-ai", "meta-platforms", "ap"}
    named = {s: Named(s, s.replace("-", " "), ActorType.ORGANIZATION, (s.replace("-", " "),), None, 1) for s in slugs}
    return {p.pair: p for p in propose_actors(named)}


@pytest.mark.parametrize(
    "pair",
    [
        ("facebook", "meta"),
        ("open-ai", "openai"),
        ("twitter", "x-(twitter)"),
        ("new-york-city-police-department", "nypd"),
        ("deepseek", "deepseek-ai"),
        ("chinese-government", "government-of-china"),
        ("government-of-russia", "russian-government"),
        ("tencent", "tencent-holdings"),
        ("amazon-web-services", "aws"),
    ],
)
def test_two_names_of_one_body_in_a_dataset_are_proposed(pair: tuple[str, str]) -> None:
    assert pair in incident_proposals()


def test_people_are_not_taken_for_each_other_by_surname() -> None:
    people = [s for pair in incident_proposals() for s in pair if s.startswith(("kim-", "zhang-", "wang-", "mike-"))]
    assert people == []


def test_a_name_that_two_known_bodies_go_by_is_proposed_but_not_likely() -> None:
    assert incident_proposals()["facebook", "meta"].score < LIKELY
