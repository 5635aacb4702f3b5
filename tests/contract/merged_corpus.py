"""Small merged datasets about the actors of `questions_corpus`: what the cross-dataset questions are asked about."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad

from claimgraph.errors import UnmappedValue
from claimgraph.merge import Counting, Source, dataset, header, quads_of, records, tables_for
from tests.unit.merge.files import AGORA, AIID, BILL_NEW, ENTITY_DATA, FACT_CHECKS, FINDINGS

ENTITIES = "\n".join(
    json.dumps(e)
    for e in (
        {"id": "acme", "schema": "Company", "properties": {"name": ["Acme Laboratories Ltd"], "wikidataId": ["Q1"]}},
        {"id": "labs", "schema": "Company", "properties": {"name": ["Acme Labs"]}},
        {"id": "roe", "schema": "Person", "properties": {"name": ["Jane Roe"]}},
        {
            "id": "board",
            "schema": "Directorship",
            "properties": {"director": ["roe"], "organization": ["labs"], "startDate": ["2020-05"]},
        },
    )
)
FILES = (
    ("aiid", "incidents.csv", AIID),
    ("agora", "documents.csv", AGORA),
    ("bill-status", "bill.xml", BILL_NEW),
    ("ai-incident-law", "allegations.json", FINDINGS["allegations"]),
    ("ai-incident-law", "determinations.json", FINDINGS["determinations"]),
    ("claimreview", "feed.json", FACT_CHECKS),
    ("followthemoney", "entities.ftm.json", ENTITIES),
    ("wikidata", "Q1.json", ENTITY_DATA),
)


def merged(tool: str) -> list[Quad]:
    """The graphs of the datasets; nothing in the files is unknown to their mappings."""
    found: dict[Quad, None] = {}
    with TemporaryDirectory() as folder:
        for name, file, text in FILES:
            path = Path(folder) / file
            path.write_text(text, encoding="utf-8")
            known, told = dataset(name), list[UnmappedValue]()
            found.update(dict.fromkeys(header(name, known.metadata, tool=tool)))
            for table in tables_for(path, known.tables):
                for record in records(path, Source(name, known.metadata, table), Counting(), told.append):
                    found.update(dict.fromkeys(quads_of(record, name)))
            assert told == []
    return list(found)
