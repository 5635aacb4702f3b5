"""The promise of every exporter, kept on what the encoder makes of a document full of hostile names."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from xml.etree import ElementTree as ET

import networkx as nx
import pyarrow.parquet as pq
import pytest
from pyoxigraph import Quad, RdfFormat, parse

from claimgraph.export import export, formats
from claimgraph.model import (
    Actor,
    ActorType,
    Assertion,
    Assessment,
    Claim,
    ClaimKind,
    Disclosure,
    Document,
    Evidence,
    EvidenceType,
    Extraction,
    Metadata,
    Span,
    Stance,
    Status,
    Verdict,
)
from claimgraph.model.identifiers import DEFAULT_BASE, actor_id, assertion_id, claim_id, evidence_id
from claimgraph.rdf import encode, encode_assessments
from claimgraph.resolve import Judgement, Value, identity, load
from claimgraph.resolve.graph import identity_quads
from claimgraph.viz import graph

NAMES = [format_.name for format_ in formats()]
SYNTAXES = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
HOSTILE = [
    "<script>alert(1)</script> & \"quotes\" 'n' \\ backslash",
    '=HYPERLINK("https://evil.example","x")',
    "@SUM(1)",
    "]]> <!-- --> <?xml?>",
    "tab\tand\nline, comma; semicolon",
    "\u202eright to left\u202c \U0001f600 e\u0301",
    "bell\x07 and escape\x1b[31m",
]
TEXT = "Alder says that Birch took answers without leave. Logs show it, Alder says."


def made() -> list[Quad]:
    accuser, *accused = (Actor(actor_id(n), n, ActorType.COMPANY, aliases=(f"{n}, Inc.",)) for n in ("Alder", *HOSTILE))
    content, cue, logs = Span(16, 48), Span(6, 10), Span(50, 54)
    ids = tuple(a.id for a in accused)
    claim = Claim(claim_id(HOSTILE[1], ClaimKind.ALLEGATION, ids, "v"), HOSTILE[1], ClaimKind.ALLEGATION, ids)
    assertion = Assertion(
        assertion_id("v", accuser.id, [cue], [content]), claim.id, accuser.id, (content,), Stance.ASSERTS, cue=(cue,)
    )
    item = Evidence(
        evidence_id("v", logs),
        logs,
        EvidenceType.DATA,
        Disclosure.UNDISCLOSED,
        supports=(assertion.id,),
        offered_by=accuser.id,
    )
    document = Document("a.txt", "0" * 64, "v", TEXT, Metadata(title=HOSTILE[3], date="2026-03-04"))
    found = Extraction("v", (accuser, *accused), (), (claim,), (assertion,), (item,), handles=("made.v1",))
    assessed = Assessment(claim.id, "default", Verdict.LACKS, Status.SELF, 0, 0, open_questions=(HOSTILE[2],))
    left, right = sorted((accuser.id, accused[0].id))
    apart = Judgement(left, right, Value.NEGATIVE, author="A person")
    judged = identity_quads([apart], [], identity([apart]), DEFAULT_BASE)
    return [*encode(document, found), *encode_assessments([assessed]), *judged]


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return made()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_quads_give_the_same_bytes_in_whatever_order(name: str, quads: list[Quad]) -> None:
    once = export(quads, name)
    assert export(reversed(quads), name) == once
    assert export(iter([*quads, *quads]), name) == once
    assert len(once) > 100


@pytest.mark.parametrize("name", NAMES)
def test_nothing_depends_on_the_hash_seed_or_the_clock(name: str, quads: list[Quad]) -> None:
    code = (
        "import sys, pyoxigraph as o; from claimgraph.export import export;"
        "sys.stdout.buffer.write(export(list(o.parse(sys.stdin.buffer, format=o.RdfFormat.N_QUADS)), sys.argv[1]))"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-c", code, name],
            input=export(quads, "nq"),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Kiritimati"))
    }
    assert outs == {export(quads, name)}
    assert not re.search(rb"lastmodified|[0-9]{2}:[0-9]{2}:[0-9]{2}", outs.pop())


@pytest.mark.parametrize("name", NAMES)
def test_no_quads_give_an_empty_but_sound_file(name: str) -> None:
    out = export([], name)
    assert READERS[name](out) == []


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_back(name: str, quads: list[Quad]) -> None:
    assert READERS[name](export(quads, name))


@pytest.mark.parametrize("name", ["trig", "nq", "jsonld"])
def test_rdf_with_graphs_reads_back_to_the_same_quads(name: str, quads: list[Quad]) -> None:
    assert set(parse(export(quads, name), format=SYNTAXES[name])) == set(quads)


def test_turtle_reads_back_to_the_same_triples(quads: list[Quad]) -> None:
    assert {q.triple for q in parse(export(quads, "ttl"), format=RdfFormat.TURTLE)} == {q.triple for q in quads}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_xml_reads_back_to_the_same_graph_with_its_types(name: str, quads: list[Quad]) -> None:
    rich, read = graph(quads), READ_GRAPH[name](export(quads, name))
    assert set(read) == set(rich)
    relations = sorted((s, t, d["relation"]) for s, t, d in read.edges(data=True))
    assert relations == sorted((s, t, d["relation"]) for s, t, d in rich.edges(data=True))
    claim = next(n for n, d in rich.nodes(data=True) if d["kind"] == "Claim")
    assert read.nodes[claim]["text"] == HOSTILE[1]
    assert (read.nodes[claim]["at_least"], read.nodes[claim]["verdict"]) == (0, "lacks")
    labels = {d["label"] for _, d in read.nodes(data=True)}
    assert {h.replace("\x07", "\ufffd").replace("\x1b", "\ufffd") for h in HOSTILE[:3]} <= labels
    assert "bell\ufffd and escape\ufffd[31m" in labels


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_edge_ids_are_unique_in_the_file(name: str, quads: list[Quad]) -> None:
    root = ET.fromstring(export(quads, name))
    ids = [e.get("id") for e in root.iter() if e.tag.endswith("}edge")]
    assert len(ids) == len(set(ids)) == graph(quads).number_of_edges()


def test_the_table_says_who_says_what_of_whom(quads: list[Quad]) -> None:
    (row,) = read_csv(export(quads, "csv"))
    assert (row["asserter_label"], row["stance"], row["claim_type"]) == ("Alder", "asserts", "Allegation")
    assert row["claim_text"] == "'" + HOSTILE[1]
    assert set(row["accused_labels"].removeprefix("'").split(" | ")) == set(HOSTILE)
    assert (row["verdict"], row["independence"]) == ("lacks", "self")
    assert TEXT[int(row["quote_start"]) : int(row["quote_end"])] == row["quote"]


def test_the_tables_join(quads: list[Quad]) -> None:
    star = {name: read_csv(data) for name, data in read_zip(export(quads, "zip")).items()}
    assert set(star) == {
        f"{n}.csv" for n in ("assertions", "claims", "actors", "evidence", "instruments", "documents", "links")
    }
    actors = {row["actor"]: row["label"].removeprefix("'") for row in star["actors.csv"]}
    accused = {actors[r["target"]] for r in star["links.csv"] if r["relation"] == "accuses"}
    assert accused == set(HOSTILE)
    claims = {row["claim"] for row in star["claims.csv"]}
    assert {row["claim"] for row in star["assertions.csv"]} == claims
    supported = {r["target"] for r in star["links.csv"] if r["relation"] == "supports"}
    assert supported == claims
    assert all(key.startswith(DEFAULT_BASE) for key in claims | set(actors))


@pytest.mark.parametrize("name", ["csv", "zip"])
def test_no_cell_is_a_formula(name: str, quads: list[Quad]) -> None:
    out = export(quads, name)
    files = [out] if name == "csv" else list(read_zip(out).values())
    cells = [c for f in files for row in csv.reader(io.StringIO(f.decode(), newline="")) for c in row]
    assert not [c for c in cells if c[:1] in set("=+-@\t\r\n")]


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def read_zip(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def read_graphml(data: bytes) -> nx.MultiDiGraph[str]:
    read = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    assert isinstance(read, nx.MultiDiGraph)
    return read


def read_gexf(data: bytes) -> nx.MultiDiGraph[str]:
    read = nx.read_gexf(io.BytesIO(data))
    return nx.MultiDiGraph(read)


READ_GRAPH = {"graphml": read_graphml, "gexf": read_gexf}


def read_parquet(data: bytes) -> list[object]:
    return list(pq.read_table(io.BytesIO(data)).to_pylist())


def read_rdf(syntax: RdfFormat, data: bytes) -> list[object]:
    return list(parse(data, format=syntax))


READERS: dict[str, Callable[[bytes], list[object]]] = {
    **{name: partial(read_rdf, syntax) for name, syntax in SYNTAXES.items()},
    "graphml": lambda data: list(read_graphml(data)),
    "gexf": lambda data: list(read_gexf(data)),
    "csv": lambda data: list(read_csv(data)),
    "parquet": read_parquet,
    "parquet-zip": lambda data: [row for table in read_zip(data).values() for row in read_parquet(table)],
    "rdf12": partial(read_rdf, RdfFormat.N_QUADS),
    "nanopub": partial(read_rdf, RdfFormat.TRIG),
    "claimreview": lambda data: list(json.loads(data)["@graph"]),
    "ftm": lambda data: [json.loads(line) for line in data.splitlines()],
    "xaif": lambda data: list(json.loads(data)["AIF"]["nodes"]),
    "sssom": lambda data: list(load(data.decode(), "export")),
    "zip": lambda data: [row for table in read_zip(data).values() for row in read_csv(table)],
}
