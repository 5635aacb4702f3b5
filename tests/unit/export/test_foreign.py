"""What goes out into other people's formats: what it says, what it must not say, and what comes back."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from claimgraph.errors import UnmappedValue
from claimgraph.export import export
from claimgraph.export.facts import Facts, full, local
from claimgraph.merge import Counting, Source, dataset, quads_of, records, tables_for
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.rdf import encode, encode_assessments
from claimgraph.resolve import Judgement, Proposal, Value, identity, load
from claimgraph.resolve.graph import identity_quads
from tests.golden.rdf_example import ASSESSMENTS, DOCUMENT, EXTRACTION, TOOL
from tests.unit.merge.files import FACT_CHECKS

NP = "http://www.nanopub.org/nschema#"


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return [*encode(DOCUMENT, EXTRACTION, tool=TOOL), *encode_assessments(ASSESSMENTS, tool=TOOL)]


def merged(name: str, data: bytes, folder: Path) -> list[Quad]:
    path = folder / f"{name}.json"
    path.write_bytes(data)
    known, told = dataset(name), list[UnmappedValue]()
    found = [
        quad
        for table in tables_for(path, known.tables)
        for record in records(path, Source(name, known.metadata, table), Counting(), told.append)
        for quad in quads_of(record, name)
    ]
    assert told == []
    return found


def test_parquet_holds_what_csv_holds(quads: list[Quad]) -> None:
    import csv  # noqa: PLC0415 only here

    with zipfile.ZipFile(io.BytesIO(export(quads, "zip"))) as plain:
        texts = {n.removesuffix(".csv"): plain.read(n).decode() for n in plain.namelist()}
    with zipfile.ZipFile(io.BytesIO(export(quads, "parquet-zip"))) as typed:
        tables = {n.removesuffix(".parquet"): pq.read_table(io.BytesIO(typed.read(n))) for n in typed.namelist()}
    assert tables.keys() == texts.keys()
    for name, table in tables.items():
        rows = list(csv.DictReader(io.StringIO(texts[name], newline="")))
        shown = [{k: "" if v is None else str(v) for k, v in row.items()} for row in table.to_pylist()]
        assert shown == [{k: v.removeprefix("'") for k, v in row.items()} for row in rows], name
    assert str(tables["assertions"].schema.field("quote_start").type) == "int64"
    assert pq.read_table(io.BytesIO(export(quads, "parquet"))).equals(tables["assertions"])


def nanopubs(quads: list[Quad]) -> dict[str, dict[str, list[Quad]]]:
    """The quads of each nanopublication, by the part of it."""
    found: dict[str, dict[str, list[Quad]]] = {}
    for quad in parse(export(quads, "nanopub"), format=RdfFormat.TRIG):
        assert isinstance(quad.graph_name, NamedNode)
        name, _, part = quad.graph_name.value.partition("#")
        found.setdefault(name, {}).setdefault(part, []).append(quad)
    return found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_nanopub_library_finds_each_nanopublication_valid(quads: list[Quad]) -> None:
    nanopub = pytest.importorskip("nanopub", reason="pip install nanopub checks them by its own rules")
    found = nanopubs(quads)
    assert len(found) == len(EXTRACTION.assertions)
    for parts in found.values():
        graph = rdflib.ConjunctiveGraph()
        text = "".join(f"{quad} .\n" for part in parts.values() for quad in part)
        graph.parse(data=text, format="nquads")
        assert nanopub.Nanopub(rdf=graph).is_valid


def test_a_nanopublication_asserts_that_somebody_takes_a_stance_and_nothing_of_the_accused(quads: list[Quad]) -> None:
    accused = {q.object for q in quads if q.predicate.value == full("cg:accuses")}
    assert accused
    for parts in nanopubs(quads).values():
        assert parts.keys() == {"head", "assertion", "provenance", "pubinfo"}
        said = {q.predicate.value for q in parts["assertion"] if q.subject in accused}
        assert said <= {full("rdf:type"), full("rdfs:label")}
        (claimed,) = [q for q in parts["assertion"] if q.predicate.value == full("cg:claim")]
        assert [q for q in parts["assertion"] if (q.subject, q.predicate.value) == (claimed.subject, full("cg:stance"))]


def test_a_nanopublication_is_created_on_its_documents_day_and_names_publisher_and_run(quads: list[Quad]) -> None:
    for parts in nanopubs(quads).values():
        about = {q.predicate.value: q.object for q in parts["pubinfo"]}
        assert about[full("dct:created")].value == DOCUMENT.metadata.date  # type: ignore[union-attr]  # a literal
        assert {full("dct:publisher"), full("dct:license"), full("prov:wasGeneratedBy")} <= about.keys()
    undated = [q for q in quads if q.predicate.value != full("dct:issued")]
    assert full("dct:created").encode() not in export(undated, "nanopub")
    assert b"dct:created" not in export(undated, "nanopub")


def test_a_fact_check_goes_out_and_comes_back_the_same(tmp_path: Path) -> None:
    came = merged("claimreview", FACT_CHECKS.encode(), tmp_path)
    again = Facts(merged("claimreview", export(came, "claimreview"), tmp_path))
    before = Facts(came)

    def shown(facts: Facts) -> list[tuple[object, ...]]:
        rulings = [
            (d, facts.nodes(d, "cg:claim"), facts.nodes(d, "cg:decidedBy"), facts.all(d, "cg:outcome"))
            for d in facts.of("cg:Determination")
        ]
        said = [
            (facts.nodes(a, "cg:asserter"), facts.nodes(a, "cg:claim"), facts.nodes(a, "cg:stance"))
            for a in facts.of("cg:Assertion")
        ]
        return [*rulings, *sorted(map(str, said)), *facts.of("cg:Claim"), *facts.of("cg:Actor")]  # type: ignore[list-item]

    assert shown(again) == shown(before)


REQUIRED: dict[str, dict[str, type]] = {
    "ClaimReview": {"claimReviewed": str, "reviewRating": dict, "url": str},
    "Rating": {"alternateName": str},
    "Claim": {"text": str},
    "CreativeWork": {"url": str},
    "Organization": {"name": str},
    "Person": {"name": str},
}
"""What https://developers.google.com/search/docs/appearance/structured-data/factcheck requires of a fact check (read as
of September 2026), and what each thing in it needs to be known by; of the types as https://schema.org/ClaimReview has
them."""


def things(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 any JSON
    for inner in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from things(inner)
    if isinstance(value, dict) and "@type" in value:
        yield value


def test_a_fact_check_has_what_is_required_of_one(tmp_path: Path) -> None:
    page = json.loads(export(merged("claimreview", FACT_CHECKS.encode(), tmp_path), "claimreview"))
    assert page["@context"] == "https://schema.org"
    found = list(things(page["@graph"]))
    assert {"ClaimReview", "Rating", "Claim", "CreativeWork"} <= {t["@type"] for t in found}
    for thing in found:
        for name, kind in REQUIRED[thing["@type"]].items():
            assert isinstance(thing.get(name), kind), (thing["@type"], name)
    (review,) = [t for t in found if t["@type"] == "ClaimReview"]
    assert re.fullmatch(r"https?://\S+", review["url"])
    assert date.fromisoformat(review["datePublished"])
    assert review["itemReviewed"]["@type"] == "Claim"
    assert review["reviewRating"]["ratingValue"] == review["reviewRating"]["worstRating"] == 1
    authors = [*review["author"], *review["itemReviewed"]["author"]]
    assert [a["name"] for a in authors] == ["Checker", "Jane Roe"]
    assert not any("@type" in a for a in authors), "the graph does not know what they are, and a Thing is no author"


@pytest.mark.parametrize(
    ("given", "shown"), [("2.50", "2.50"), ("4", 4), ("-1", -1), ("four", None), ("1" * 5000, None), ("\u0664", None)]
)
def test_a_rating_has_a_number_only_where_one_was_given(given: str, shown: object, tmp_path: Path) -> None:
    came = merged(
        "claimreview", FACT_CHECKS.replace('"ratingValue": 1', f'"ratingValue": "{given}"').encode(), tmp_path
    )
    (review,) = json.loads(export(came, "claimreview"))["@graph"]
    assert review["reviewRating"].get("ratingValue") == shown


def test_a_decision_on_a_claim_without_words_is_no_fact_check(tmp_path: Path) -> None:
    came = merged("claimreview", FACT_CHECKS.encode(), tmp_path)
    wordless = [q for q in came if q.predicate.value != full("cg:text")]
    assert not json.loads(export(wordless, "claimreview"))["@graph"]


def test_without_a_determination_there_is_a_claim_and_no_rating(quads: list[Quad]) -> None:
    items = json.loads(export(quads, "claimreview"))["@graph"]
    assert {i["@type"] for i in items} == {"Claim"}
    assert {i["text"] for i in items} == {c.text for c in EXTRACTION.claims}
    authors = [a for i in items for a in i.get("author", [])]
    assert {a.get("@type") for a in authors} <= {"Person", "Organization", None}
    assert any("wikidata.org" in address for a in authors for address in a.get("sameAs", []))
    assert b"ating" not in b"".join(json.dumps({k: v for k, v in i.items() if k != "text"}).encode() for i in items)


def test_actors_and_firm_ties_go_to_followthemoney_and_come_back(quads: list[Quad], tmp_path: Path) -> None:
    again, before = Facts(merged("followthemoney", export(quads, "ftm"), tmp_path)), Facts(quads)
    named = [a for a in before.of("cg:Actor") if not before.is_a(a, "cg:UnnamedActor")]
    assert again.of("cg:Actor") == named
    for actor in named:
        for prop in ("rdf:type", "rdfs:label", "skos:altLabel", "schema:sameAs"):
            assert again.all(actor, prop) == before.all(actor, prop), (actor, prop)

    def ties(facts: Facts) -> list[list[str]]:
        props = ("cg:affiliate", "cg:affiliatedTo", "cg:relation", "schema:startDate", "schema:endDate")
        return sorted([facts.one(t, p) for p in props] for t in facts.of("cg:Affiliation"))

    assert ties(before)
    assert ties(again) == ties(before)


def test_no_allegation_goes_to_followthemoney(quads: list[Quad]) -> None:
    out = export(quads, "ftm").decode()
    assert {json.loads(line)["schema"] for line in out.splitlines()} <= {
        *("Person", "Company", "Organization", "PublicBody", "LegalEntity"),
        *("Ownership", "Membership", "Payment", "UnknownLink"),
    }
    assert not [c for c in EXTRACTION.claims if c.text in out]


def test_a_tie_that_is_only_assumed_is_no_fact(quads: list[Quad]) -> None:
    assumed = [
        Quad(q.subject, q.predicate, NamedNode(full("cg:assumed")), q.graph_name)
        if q.predicate.value == full("cg:basis")
        else q
        for q in quads
    ]
    assert b"Ownership" in export(quads, "ftm")
    assert b"Ownership" not in export(assumed, "ftm")


def test_xaif_joins_locutions_claims_and_evidence_through_schemes(quads: list[Quad]) -> None:
    aif: dict[str, Any] = json.loads(export(quads, "xaif"))["AIF"]
    types = {n["nodeID"]: n["type"] for n in aif["nodes"]}
    kinds = {n["iri"]: n["type"] for n in aif["nodes"]}
    assert len(types) == len(kinds) == len(aif["nodes"])
    assert all(name.isdecimal() for name in types), "tools of the format count on from the highest number"
    assert {s["nodeID"] for s in aif["locutions"]} <= types.keys()
    assert {s["personID"] for s in aif["locutions"]} == {p["participantID"] for p in aif["participants"]}
    ends = {(types[e["fromID"]], types[e["toID"]]) for e in aif["edges"]}
    schemes = {"YA", "RA", "CA", "TA"}
    assert all(bool({a, b} & schemes) for a, b in ends), "information is joined through schemes only"
    assert {"L", "I", "YA", "CA"} <= set(kinds.values())
    facts = Facts(quads)
    denials = [a for a in facts.of("cg:Assertion") if local(facts.one(a, "cg:stance")) == "denies"]
    for denial in denials:
        assert kinds[f"{denial}/conflict/0"] == "CA"
    absent = [e for e in facts.of("cg:EvidenceItem") if facts.one(e, "cg:disclosure") == full("cg:absent")]
    assert absent
    assert not set(absent) & kinds.keys()


def test_judgements_come_back_from_sssom_and_proposals_stay_proposals() -> None:
    said = [
        Judgement("actor/a", "actor/b", Value.POSITIVE, author="Roe", date="2026-01-02", comment="one firm"),
        Judgement("actor/a", "actor/c", Value.NEGATIVE, author="Roe"),
        Judgement("actor/b", "actor/d", Value.UNSURE),
    ]
    proposal = Proposal("actor/e", "actor/f", 0.75)
    out = export(identity_quads(said, [proposal], identity(said), DEFAULT_BASE), "sssom").decode()
    assert set(load(out, "export")) == set(said)
    assert re.search(r"cgid:actor/e\t.*skos:closeMatch\tcgid:actor/f\t.*\t0\.750$", out, re.MULTILINE)


def test_what_is_alleged_is_a_triple_term_and_no_triple(quads: list[Quad]) -> None:
    found = list(parse(export(quads, "rdf12"), format=RdfFormat.N_QUADS))
    terms = {q.object for q in found if isinstance(q.object, Triple)}
    assert terms
    assert not terms & {q.triple for q in found}
    assert {q for q in found if not isinstance(q.object, Triple)} == set(quads)
    allegations = {q.subject for q in quads if q.predicate.value == full("cg:accuses")}
    assert {q.subject for q in found if isinstance(q.object, Triple)} <= allegations
