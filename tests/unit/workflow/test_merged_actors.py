"""The actors of merged datasets, as identity compares them: by the Wikidata ids that their datasets give, too."""

from __future__ import annotations

import json
from pathlib import Path

from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.resolve.actors import propose_actors
from claimgraph.resolve.proposal import CERTAIN
from claimgraph.workflow.merge import merge
from claimgraph.workflow.merged_actors import merged_actors
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
