"""Tables are made from a file, a node at a time; they say what the networkx graph says, byte for byte."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import networkx as nx
import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from claimgraph.export import export
from claimgraph.export.archive import write_zip
from claimgraph.export.cells import write_csv
from claimgraph.export.facts import full
from claimgraph.export.tables import _ASSERTIONS, _COLUMNS, _TABLES, told_of_assertions
from claimgraph.viz import graph
from tests.property.amount import examples

EXAMPLES = sorted((Path(__file__).parents[3] / "tests" / "golden" / "rdf").glob("*.nq"))
CLASSES = "Assertion Claim Allegation Actor Company Person EvidenceItem PolicyInstrument Document Determination Conduct"
NODES = "claim asserter ownVoiceOf relayedBy respondsTo accuses supports passage conduct stance status offeredBy"
TAKEN = "prov:wasDerivedFrom prov:alternateOf prov:wasQuotedFrom prov:qualifiedDerivation prov:entity oa:hasSource"
WORDS = "cg:text cg:certainty rdfs:label skos:altLabel dct:title dct:date dct:issued oa:exact cg:policy cg:openQuestion"
COUNTS = "oa:start oa:end cg:independentOriginsAtLeast cg:independentOriginsAtMost"
TEXTS = ("", "a", "b | c", "=1+1", "x\ny", 'a "word"', "\u00e9\U0001f600", "2024-01-02")


def _cell(value: str | int | tuple[str, ...]) -> str | int:
    if isinstance(value, tuple):
        return " | ".join(value)
    return value


def _targets(made: nx.MultiDiGraph[str], node: str, relation: str) -> list[str]:
    return sorted(t for _, t, k in made.out_edges(node, keys=True) if k == relation)


def _labels(made: nx.MultiDiGraph[str], nodes: Sequence[str]) -> str:
    return " | ".join(made.nodes[n]["label"] for n in nodes)


def _of(made: nx.MultiDiGraph[str], kind: str) -> list[str]:
    return sorted(node for node, attributes in made.nodes(data=True) if attributes["kind"] == kind)


def _assertions(made: nx.MultiDiGraph[str]) -> Iterator[tuple[str | int, ...]]:
    for node in _of(made, "Assertion"):
        told = made.nodes[node]
        claims = _targets(made, node, "claim")
        speakers = _targets(made, node, "asserter") or _targets(made, node, "ownVoiceOf")
        claim = made.nodes[claims[0]] if claims else {}
        cells = {
            **{name: told.get(name, "") for name in _ASSERTIONS},
            "assertion": node,
            "asserter_label": _labels(made, speakers),
            "claim_text": claim.get("text", ""),
            "claim_type": claim.get("type", ""),
            "accused_labels": _labels(made, [a for c in claims for a in _targets(made, c, "accuses")]),
            "relayed_by_labels": _labels(made, _targets(made, node, "relayedBy")),
            "verdict": claim.get("verdict", ""),
            "independence": claim.get("independence", ""),
            "claim": " | ".join(claims),
            "asserter": " | ".join(speakers),
            "responds_to": " | ".join(_targets(made, node, "respondsTo")),
        }
        yield tuple(cells[name] for name in _ASSERTIONS)


def _by_networkx(quads: Sequence[Quad]) -> dict[str, bytes]:
    """The tables as they are read off the graph that is held whole."""
    made = graph(quads)
    tables: dict[str, tuple[Sequence[str], Iterable[Sequence[str | int]]]] = {
        "assertions": (_ASSERTIONS, _assertions(made))
    }
    for name, key, kind in _TABLES:
        columns = _COLUMNS[name]
        rows = [(n, *(_cell(made.nodes[n].get(c, "")) for c in columns)) for n in _of(made, kind)]
        tables[name] = ((key, *columns), rows)
    edges = sorted((source, relation, target) for source, target, relation in made.edges(keys=True))
    tables["links"] = (("source", "relation", "target"), edges)
    return {f"{name}.csv": _csv(columns, rows) for name, (columns, rows) in tables.items()}


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    out = io.BytesIO()
    write_csv(columns, rows, out)
    return out.getvalue()


def _zipped(quads: Sequence[Quad]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export(quads, "zip"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _random(rng: random.Random) -> list[Quad]:
    """Quads in the terms of the ontology that nobody would write."""
    count = rng.randint(1, 14)
    nodes = [NamedNode(f"https://e.example/{rng.choice('abz')}{n}") for n in range(count)] + [BlankNode("x")]
    graphs = (DefaultGraph(), NamedNode("urn:g"))
    found = []
    for _ in range(rng.randint(0, 12 * count)):
        node, sort = rng.choice(nodes), rng.randrange(8)
        value: NamedNode | BlankNode | Literal
        if sort < 3:
            name, value = "rdf:type", NamedNode(full(f"cg:{rng.choice([*CLASSES.split(), 'IndependenceAssessment'])}"))
        elif sort == 3:
            name, value = rng.choice(TAKEN.split()), rng.choice(nodes)
        elif sort < 6:
            name, value = f"cg:{rng.choice(NODES.split())}", rng.choice(nodes)
        elif sort == 6:
            name, value = rng.choice(WORDS.split()), Literal(rng.choice(TEXTS))
        else:
            name, value = rng.choice(COUNTS.split()), Literal(rng.randrange(9))
        found.append(Quad(node, NamedNode(full(name)), value, rng.choice(graphs)))
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_tables_of_a_golden_graph_are_those_of_networkx(path: Path) -> None:
    quads = list(parse(path=str(path), format=RdfFormat.N_QUADS))
    tables = _by_networkx(quads)
    assert _zipped(quads) == tables
    assert export(quads, "csv") == tables["assertions.csv"]


@pytest.mark.parametrize("seed", range(examples(25)))
def test_tables_of_any_quads_are_those_of_networkx(seed: int) -> None:
    quads = _random(random.Random(f"tables {seed}"))
    tables = _by_networkx(quads)
    assert _zipped(quads) == tables
    assert export(quads, "csv") == _by_networkx(list(told_of_assertions(quads)))["assertions.csv"]


def _long(file: BinaryIO) -> None:
    file.write(b"a" * 100_000)


def test_an_archive_has_the_bytes_of_one_whose_members_are_held() -> None:
    out, held = io.BytesIO(), io.BytesIO()
    write_zip([("a.csv", _long), ("b.csv", lambda _: None)], out)
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name, data in (("a.csv", b"a" * 100_000), ("b.csv", b"")):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.external_attr, member.create_system = 0o644 << 16, 3
            archive.writestr(member, data)
    assert out.getvalue() == held.getvalue()
