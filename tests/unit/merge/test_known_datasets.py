"""Each known dataset on a small file of our own making: what its records become, and where datasets meet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimgraph.errors import UnmappedValue, UnreadableDocument
from claimgraph.merge import Counting, Record, Source, dataset, dataset_names, records, tables_for
from claimgraph.model import ActorType, InstrumentStatus, InstrumentType, Relation
from tests.unit.merge.files import AGORA, AIID, BILL_NEW, BILL_OLD, ENTITY_DATA, FACT_CHECKS, FINDINGS, REGISTER, SHEET


def read(name: str, path: Path) -> tuple[list[Record], list[UnmappedValue]]:
    known, told = dataset(name), list[UnmappedValue]()
    found = [
        r
        for table in tables_for(path, known.tables)
        for r in records(path, Source(name, known.metadata, table), Counting(), told.append)
    ]
    return found, told


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", dataset_names())
def test_a_dataset_says_whose_it_is_and_under_which_terms(name: str) -> None:
    about = dataset(name).metadata
    assert about.title
    assert about.licence.startswith("https://")
    assert about.homepage.startswith("https://")


def test_alleged_deployers_are_the_databases_allegation_taken_from_its_reports(tmp_path: Path) -> None:
    (record,), told = read("aiid", written(tmp_path, "incidents.csv", AIID))
    assert told == []
    x = record.extraction
    assert {c.accused for c in x.claims} == {("actor/acme-labs",), ("actor/beta", "actor/acme-labs")}
    assert {(a.asserter, a.hedged) for a in x.assertions} == {("actor/ai-incident-database", True)}
    assert record.document.metadata.kind == "incident-database"
    assert "https://incidentdatabase.ai/reports/629/" in record.document.metadata.derived_from
    assert {d.source for d in x.derivations} == set(record.document.metadata.derived_from)
    assert [(e.offered_by, len(e.supports)) for e in x.evidence] == [(None, 2)]
    assert {"actor/walkers"} == {p.value for p in record.properties if p.property == "cg:about"}


def test_both_generations_of_bill_status_give_one_bill(tmp_path: Path) -> None:
    (old,), told_old = read("bill-status", written(tmp_path, "old.xml", BILL_OLD))
    (new,), told_new = read("bill-status", written(tmp_path, "new.xml", BILL_NEW))
    assert told_old == told_new == []
    assert old.extraction == new.extraction
    (bill,) = new.extraction.instruments
    assert (bill.id, bill.issuer) == ("instrument/us-bill-117-hr-6658", "actor/bioguide-d000619")
    assert (bill.type, bill.status) == (InstrumentType.BILL, InstrumentStatus.PROPOSED)
    people = {a.id: a.label for a in new.extraction.actors if a.type is ActorType.PERSON}
    assert people == {"actor/bioguide-d000619": "Rep. Roe, Jane [R-IL-13]", "actor/bioguide-b000755": "Rep. Doe, Jo"}


def test_a_bill_that_became_law_is_in_force(tmp_path: Path) -> None:
    law = "<laws><item><type>Public Law</type><number>117-9</number></item></laws></bill>"
    (record,), _ = read("bill-status", written(tmp_path, "law.xml", BILL_NEW.replace("</bill>", law)))
    assert record.extraction.instruments[0].status is InstrumentStatus.IN_FORCE


def test_what_agora_links_to_is_the_bill_of_bill_status(tmp_path: Path) -> None:
    (bill,), _ = read("bill-status", written(tmp_path, "new.xml", BILL_NEW))
    (linked, other), told = read("agora", written(tmp_path, "documents.csv", AGORA))
    assert told == []
    part_of = {p.node: p.value for r in (linked, other) for p in r.properties if p.property == "dct:isPartOf"}
    assert part_of == {"instrument/agora-7": bill.extraction.instruments[0].id}
    (instrument,) = other.extraction.instruments
    assert (instrument.status, instrument.issuer) == (InstrumentStatus.IN_FORCE, "actor/alabama")
    said = {p.value for p in linked.properties if p.property == "dct:provenance"}
    assert "Summaries and tags may include unreviewed machine output" in said
    assert {p.value for p in linked.properties if p.property == "dct:subject"} == {
        "Primarily applies to the government",
        "Harms: Discrimination",
    }


def test_a_document_number_joins_agora_and_the_federal_register(tmp_path: Path) -> None:
    (rule,), told = read("federal-register", written(tmp_path, "page.json", REGISTER))
    assert told == []
    (instrument,) = rule.extraction.instruments
    assert instrument.id == "instrument/us-federal-register-2024-01580"
    assert (instrument.type, instrument.status) == (InstrumentType.REGULATION, InstrumentStatus.PROPOSED)
    link = "https://www.federalregister.gov/documents/2024/01/29/2024-01580/safeguards"
    agora = AGORA.replace("https://www.congress.gov/bill/117th-congress/house-bill/6658/text", link)
    found, _ = read("agora", written(tmp_path, "documents.csv", agora))
    assert instrument.id in {p.value for r in found for p in r.properties if p.property == "dct:isPartOf"}


def test_a_court_decides_the_claim_that_the_other_file_alleges(tmp_path: Path) -> None:
    found = {}
    for name, text in FINDINGS.items():
        found[name], told = read("ai-incident-law", written(tmp_path, f"{name}.json", text))
        assert told == []
    (claim,) = found["allegations"][0].extraction.claims
    (decision,) = found["determinations"][0].determinations
    assert decision.claim == claim.id
    assert (decision.outcome, decision.decided_by) == ("confirmed", ("actor/court-of-harbour",))
    assert found["authorities"][0].extraction.actors[0].wikidata == "Q11"


def test_what_was_claimed_and_what_the_review_found_are_two_peoples_words(tmp_path: Path) -> None:
    (record,), told = read("claimreview", written(tmp_path, "feed.json", FACT_CHECKS))
    assert told == []
    x = record.extraction
    assert {(a.asserter, a.stance.value) for a in x.assertions} == {
        ("actor/jane-roe", "asserts"),
        ("actor/checker", "questions"),
    }
    (decision,) = record.determinations
    assert (decision.outcome, decision.decided_by, decision.date) == ("False", ("actor/checker",), "2026-01-02")


def test_wikidata_ties_are_dated_and_deprecated_ones_left_out(tmp_path: Path) -> None:
    (record,), told = read("wikidata", written(tmp_path, "Q1.json", ENTITY_DATA))
    assert told == []
    (actor,) = record.extraction.actors
    assert (actor.id, actor.wikidata, actor.aliases) == ("actor/acme-labs", "Q1", ("ACME",))
    (tie,) = record.extraction.affiliations
    assert (tie.other, tie.relation, tie.since) == ("actor/wikidata-q2", Relation.CONTROLLED_BY, "2006-05-01")


def test_aiaaic_is_known_by_its_headers_words(tmp_path: Path) -> None:
    for header in ("AIAAIC ID#,Headline,Occurred,Deployer(s)", "AIAAIC ID,Headline/title,Year,Operator(s)"):
        (record,), told = read("aiaaic", written(tmp_path, "sheet.csv", SHEET.replace("HEADER", header)))
        assert told == []
        (claim,) = record.extraction.claims
        assert (claim.accused, record.document.metadata.date) == (("actor/acme-labs", "actor/beta"), "2024")


ENTITIES = [
    {"id": "a", "schema": "Company", "properties": {"name": ["Acme"], "wikidataId": ["Q1"], "alias": ["ACME"]}},
    {"id": "b", "schema": "Person", "properties": {"name": ["John Smith"]}},
    {"id": "c", "schema": "Person", "properties": {"name": ["John Smith"]}},
    {
        "id": "d",
        "schema": "Directorship",
        "properties": {"director": ["b"], "organization": ["a"], "endDate": ["2023"]},
    },
    {"id": "e", "schema": "Family", "properties": {"person": ["b"], "relative": ["c"]}},
    {
        "id": "f",
        "schema": "Sanction",
        "properties": {"entity": ["a"], "authority": ["Treasury"], "program": ["List 9"]},
    },
    {"id": "g", "schema": "Ownership", "properties": {"owner": ["gone"], "asset": ["a"]}},
    {"id": "h", "schema": "Spaceship", "properties": {"name": ["Nostromo"]}},
]


def test_entities_become_actors_ties_and_sanctions(tmp_path: Path) -> None:
    path = written(tmp_path, "e.ftm.json", "\n".join(json.dumps(e) for e in ENTITIES))
    found, told = read("followthemoney", path)
    ids = {a.id for r in found for a in r.extraction.actors}
    assert "actor/acme" in ids
    assert len([i for i in ids if i.startswith("actor/john-smith-")]) == 2, "two people of one name stay two"
    ties = {(t.actor[:12], t.relation.value, t.since, t.until) for r in found for t in r.extraction.affiliations}
    assert ("actor/john-s", "affiliatedWith", None, "2023-12-31") in ties
    assert len(ties) == 2
    (sanction,) = (i for r in found for i in r.extraction.instruments)
    assert (sanction.label, sanction.targets, sanction.issuer) == ("List 9", ("actor/acme",), "actor/treasury")
    assert len(told) == 2
    assert "'gone', which names nobody in this file" in str(told[0])
    assert "'Spaceship'" in str(told[1])


@pytest.mark.parametrize("inside", ['<!ENTITY a "x"><!ENTITY b "&a;&a;">', '<!ENTITY x SYSTEM "file:///etc/passwd">'])
def test_a_document_type_is_refused(tmp_path: Path, inside: str) -> None:
    bomb = BILL_NEW.replace("<billStatus>", f"<!DOCTYPE billStatus [{inside}]><billStatus>")
    with pytest.raises(UnreadableDocument, match="document type declaration"):
        read("bill-status", written(tmp_path, "bomb.xml", bomb))
