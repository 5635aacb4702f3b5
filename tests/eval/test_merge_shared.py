"""The real files merge, with counts that match what the files hold. They cannot be shipped: without them, skipped."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from claimgraph.errors import UnmappedValue
from claimgraph.merge import SUFFIXES, Counting, Source, dataset, records, tables_for

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="needs the real files in ../shared/data")


def merged(name: str, folder: str) -> tuple[dict[str, dict[str, int]], list[UnmappedValue]]:
    known, told = dataset(name), list[UnmappedValue]()
    suffixes = {s for t in known.tables for s in SUFFIXES[t.format]}
    counts: dict[str, Counting] = {}
    for path in sorted(p for p in (DATA / folder).rglob("*") if p.suffix in suffixes):
        for table in tables_for(path, known.tables):
            mine = Counting()
            for _ in records(path, Source(name, known.metadata, table), mine, told.append):
                pass
            counts.setdefault(table.name, Counting()).absorb(mine)
    return {n: c.total() for n, c in counts.items()}, told


def rows(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_incident_and_every_report_that_it_lists() -> None:
    counts, told = merged("aiid", "aiid")
    given = rows("aiid/incidents.csv")
    got = counts["incidents"]
    assert told == []
    assert got["rows"] == got["documents"] == len(given)
    reports = sum(len(set(json.loads(r["reports"]))) for r in given)
    assert got["derivations"] == reports
    assert got["evidence"] == sum(r["reports"] != "[]" for r in given)
    accused = [{frozenset(json.loads(r[c])) for c in r if c.startswith("Alleged de")} - {frozenset()} for r in given]
    assert got["assertions"] == 2 * len(given)
    assert got["allegations"] == sum(map(len, accused))


def test_every_case_every_court_and_every_decision() -> None:
    counts, told = merged("ai-incident-law", "ai-incident-law")
    assert told == []
    lists = json.loads((DATA / "ai-incident-law/data.json").read_text(encoding="utf-8"))["datasets"]
    for name in ("included", "review", "global"):
        assert counts[name]["documents"] == len(lists[name]["records"])
    for name in ("allegations", "authorities", "determinations", "parties", "proceedings"):
        body = json.loads((DATA / f"ai-incident-law/of/{name}.json").read_text(encoding="utf-8"))
        assert counts[name]["rows"] == len(body[name])
    assert counts["determinations"]["determinations"] == counts["determinations"]["rows"]
    assert counts["included"]["allegations"] == counts["allegations"]["allegations"]


def test_every_law_and_authority_of_agora() -> None:
    counts, told = merged("agora", "agora")
    assert told == []
    documents = rows("agora/documents.csv")
    assert counts["documents"]["instruments"] == len(documents)
    assert counts["documents"]["actors"] == len({r["Authority"] for r in documents})
    assert counts["authorities"]["actors"] == len(rows("agora/authorities.csv"))
    assert counts["collections"]["documents"] == len(rows("agora/collections.csv"))


def test_bills_of_both_generations_with_their_sponsors() -> None:
    counts, told = merged("bill-status", "bill-status")
    assert told == []
    assert counts["bill"]["rows"] == len(list((DATA / "bill-status").glob("*.xml")))
    assert counts["bill"]["instruments"] == 3, "one of the four files is another generation of the same bill"


def test_entities_and_payments() -> None:
    counts, told = merged("followthemoney", "followthemoney")
    assert told == []
    lines = (DATA / "followthemoney/donations.ijson").read_text(encoding="utf-8").splitlines()
    schemas = [json.loads(line)["schema"] for line in lines]
    assert counts["entities"]["rows"] == len(lines)
    assert counts["entities"]["actors"] == sum(s in ("Person", "Company", "Organization") for s in schemas)
    assert counts["entities"]["affiliations"] == schemas.count("Payment")
