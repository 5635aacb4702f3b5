"""The actors of merged datasets, as identity compares them: by the identifiers that their datasets give, too."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from claimgraph.model import ActorType
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.resolve import Value
from claimgraph.resolve.actors import propose_actors
from claimgraph.resolve.corpus import Named
from claimgraph.resolve.proposal import CERTAIN
from claimgraph.workflow.build import build
from claimgraph.workflow.merge import merge
from claimgraph.workflow.merged_actors import merged_actors, together
from claimgraph.workflow.resolve import Answer, desk
from claimgraph.workflow.stores import reading
from tests.unit.merge.files import ENTITY_DATA


def test_a_wikidata_id_joins_two_datasets_in_which_an_actor_has_other_names(tmp_path: Path) -> None:
    entities, page, at = tmp_path / "e.ftm.json", tmp_path / "Q1.json", tmp_path / "w"
    firm = {"id": "f", "schema": "Company", "properties": {"name": ["Zenith Holdings"], "wikidataId": ["Q1"]}}
    other = {"id": "g", "schema": "Company", "properties": {"name": ["Beta"], "wikidataId": ["Q9"]}}
    entities.write_text(f"{json.dumps(firm)}\n{json.dumps(other)}\n", encoding="utf-8")
    page.write_text(ENTITY_DATA, encoding="utf-8")
    merge(at, "followthemoney", [entities])
    merge(at, "wikidata", [page])
    with reading(at) as store:
        known = {actor.id: actor for actor in merged_actors(store, DEFAULT_BASE)}
    assert {i: a.wikidata for i, a in known.items() if a.wikidata} == {
        "actor/acme-labs": "Q1",
        "actor/beta": "Q9",
        "actor/zenith-holdings": "Q1",
    }
    joined = [p.pair for p in propose_actors(known) if p.score >= CERTAIN]
    assert joined == [("actor/acme-labs", "actor/zenith-holdings")]


FIRMS = (
    {"id": "a-1", "name": ["Vexley Holdings"], "leiCode": ["5493001KJTIIGC8Y1R12"]},
    {"id": "Q77", "name": ["Quillon Works"]},
    {"id": "b-1", "name": ["Orrin Freight"], "registrationNumber": ["0123-4567"], "jurisdiction": ["gb"]},
    {"id": "b-2", "name": ["Harrow Lines"], "registrationNumber": ["01234567"], "jurisdiction": ["us"]},
    {"id": "c-1", "name": ["Ostrava Analytics"]},
)
ITEMS = {
    "Q76": ("Vexley Concern", {"P1278": "5493001kjtiigc8y1r12"}),
    "Q77": ("Quillon Factory", {}),
    "Q78": ("Orrin Cargo", {"P2622": "01234567"}),
}


def test_ftm_ids_lei_codes_and_register_numbers_are_asked_about_and_an_answer_joins_them(tmp_path: Path) -> None:
    at, first, second, page = tmp_path / "w", tmp_path / "a.ftm.json", tmp_path / "b.ftm.json", tmp_path / "items.json"
    entities = [
        {"id": f["id"], "schema": "Company", "properties": {k: v for k, v in f.items() if k != "id"}} for f in FIRMS
    ]
    first.write_text("\n".join(map(json.dumps, entities)), encoding="utf-8")
    renamed = {"id": "x", "referents": ["c-1"], "schema": "Company", "properties": {"name": ["Moravian Insights"]}}
    second.write_text(json.dumps(renamed), encoding="utf-8")
    items = {
        q: {
            "type": "item",
            "id": q,
            "labels": {"en": {"language": "en", "value": label}},
            "claims": {
                "P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q4830453"}}}, "rank": "normal"}],
                **{p: [{"mainsnak": {"datavalue": {"value": v}}, "rank": "normal"}] for p, v in ids.items()},
            },
        }
        for q, (label, ids) in ITEMS.items()
    }
    page.write_text(json.dumps({"entities": items}), encoding="utf-8")
    merge(at, "followthemoney", [first, second])
    merge(at, "wikidata", [page])
    with desk(at) as asked:
        reasons = {c.proposal.pair: str(c.proposal.features[0]) for c in asked.candidates(20)}
        assert reasons == {
            ("actor/vexley-concern", "actor/vexley-holdings"): "same identifier (lei:5493001KJTIIGC8Y1R12) +1.00",
            ("actor/quillon-factory", "actor/quillon-works"): "same Wikidata id (Q77) +1.00",
            ("actor/orrin-cargo", "actor/orrin-freight"): "same number in a register (gb:01234567) +0.90",
            ("actor/moravian-insights", "actor/ostrava-analytics"): "same identifier (ftm:c-1) +1.00",
        }
        asked.answer([Answer(*pair, Value.POSITIVE) for pair in reasons], "A Person", "2026-05-01")
    build(at, ())
    with reading(at) as store:
        known = {actor.id for actor in merged_actors(store, DEFAULT_BASE)}
    assert len(known & {name for pair in reasons for name in pair}) == len(reasons)


def test_a_documents_actor_takes_the_identifiers_that_a_dataset_gives_it() -> None:
    told = Named("actor/acme", "Acme", ActorType.COMPANY, ("Acme",), None, 3)
    kept = Named("actor/acme", "ACME", ActorType.ORGANIZATION, ("ACME",), "Q1", 1, ("lei:X",))
    assert together({told.id: told}, {kept.id: kept}) == {told.id: replace(told, wikidata="Q1", ids=("lei:X",))}
