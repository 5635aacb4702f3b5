"""What is exported as FollowTheMoney is what its own library takes, property by property and value by value.

The library brings a hundred megabytes and wants ICU to be compiled, so it is no dependency of ours: in an environment
of its own, `pip install followthemoney`, then run this file with that environment's packages on the path.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad

from claimgraph.errors import UnmappedValue
from claimgraph.export import export
from claimgraph.merge import Counting, Source, dataset, quads_of, records, tables_for
from claimgraph.rdf import encode
from tests.bench.giant import entities, generate
from tests.golden.rdf_example import DOCUMENT, EXTRACTION, TOOL

model: Any = pytest.importorskip("followthemoney", reason="FollowTheMoney's own library is not installed").model

DATA = Path(__file__).parents[4] / "shared" / "data"
REAL = {
    "aiid": "aiid/incidents.csv",
    "agora": "agora/documents.csv",
    "ai-incident-law": "ai-incident-law/data.json",
    "bill-status": "bill-status/BILLSTATUS-117hr6658.xml",
    "followthemoney": "followthemoney/donations.ijson",
}


def _merged(name: str, path: Path) -> list[Quad]:
    known, told = dataset(name), list[UnmappedValue]()
    return [
        quad
        for table in tables_for(path, known.tables)
        for record in records(path, Source(name, known.metadata, table), Counting(), told.append)
        for quad in quads_of(record, name)
    ]


def _example(_: Path) -> list[Quad]:
    return list(encode(DOCUMENT, EXTRACTION, tool=TOOL))


def _owners(at: Path) -> list[Quad]:
    path = at / "owners.jsonl"
    path.write_text("".join(json.dumps(e) + "\n" for e in islice(entities(), 300)), encoding="utf-8")
    return _merged("followthemoney", path)


def _incidents(at: Path) -> list[Quad]:
    generate(at / "incidents.csv", "csv", 50_000)
    return _merged("aiid", at / "incidents.csv")


def _faults(lines: list[dict[str, Any]]) -> Iterator[str]:
    """What the library says against some entities."""
    known = {entity["id"]: entity for entity in lines}
    for entity in lines:
        schema = model.get(entity["schema"])
        if schema is None or schema.abstract:
            yield f"{entity['schema']} is nothing that can be"
            continue
        for name, values in entity["properties"].items():
            yield from _faults_of(schema, name, values, known)
        yield from (f"{schema.name} lacks {name}" for name in schema.required if not entity["properties"].get(name))
        proxy = model.get_proxy(entity, cleaned=False).to_dict()
        for key in ("id", "schema"):
            if proxy[key] != entity[key]:
                yield f"{key} comes back as {proxy[key]!r}"
        if _sets(proxy) != _sets(entity):
            yield f"{entity} comes back as {proxy['properties']}"


def _faults_of(schema: Any, name: str, values: list[str], known: dict[str, Any]) -> Iterator[str]:  # noqa: ANN401 theirs
    prop = schema.get(name)
    if prop is None or prop.stub:
        yield f"{schema.name} has no {name}"
        return
    for value in values:
        if prop.type.clean(value) != value or not prop.type.validate(value):
            yield f"{name} is no {prop.type.name}: {value!r}"
        if prop.range is not None and not model.get(known[value]["schema"]).is_a(prop.range):
            yield f"{name} leads to a {known[value]['schema']}"


def _sets(entity: dict[str, Any]) -> dict[str, set[str]]:
    return {name: set(values) for name, values in entity["properties"].items()}


@pytest.mark.parametrize("quads", [_example, _owners, _incidents], ids=lambda made: made.__name__)
def test_the_library_has_nothing_against_what_is_exported(quads: Callable[[Path], list[Quad]], tmp_path: Path) -> None:
    lines = [json.loads(line) for line in export(quads(tmp_path), "ftm").splitlines()]
    assert lines
    assert list(_faults(lines)) == []


@pytest.mark.parametrize("name", sorted(REAL))
def test_the_library_has_nothing_against_real_datasets(name: str) -> None:
    if not (DATA / REAL[name]).exists():
        pytest.skip("needs ../shared/data")
    lines = [json.loads(line) for line in export(_merged(name, DATA / REAL[name]), "ftm").splitlines()]
    assert list(_faults(lines)) == []


def test_faults_are_found() -> None:
    ownership = {"id": "b", "schema": "Ownership", "properties": {"asset": ["a"], "startDate": ["yesterday"]}}
    person = {"id": "a", "schema": "Person", "properties": {"nobody": ["x"]}}
    assert len(list(_faults([ownership, person]))) > 3
    assert list(_faults([{"id": "a", "schema": "Interval", "properties": {}}])) == ["Interval is nothing that can be"]
