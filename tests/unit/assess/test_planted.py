"""The planted corpus: exact from records made by hand; from the bare documents where reading them is reliable."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from claimgraph import ClaimGraph
from claimgraph.assess import DEFAULT, POLICIES, admissions, assess, circular_citations, facts_of, gather, retract
from claimgraph.model import Assessment, Document, Extraction
from claimgraph.model.identifiers import document_id
from claimgraph.model.integrity import check
from claimgraph.model.record import from_record, to_record
from claimgraph.query.shown import plain
from claimgraph.read import read_path

PLANTED = Path(__file__).parents[3] / "examples" / "planted"
EXPECTED = json.loads((PLANTED / "expected.json").read_text(encoding="utf-8"))
FROM_TEXT = 7
"""How many of the eleven claims are exact from the bare documents."""
VERDICTS = """
PREFIX cg: <https://w3id.org/claimgraph/ontology#>
SELECT DISTINCT ?words ?verdict ?status ?least ?most WHERE {
  ?found cg:claim ?claim ; cg:policy "default" ; cg:verdict ?verdict ; cg:independenceStatus ?status ;
         cg:independentOriginsAtLeast ?least ; cg:independentOriginsAtMost ?most .
  ?claim cg:text ?words .
}
"""


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("planted_score", PLANTED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def corpus() -> list[tuple[Document, Extraction]]:
    lines = (PLANTED / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return [(read_path(PLANTED / r["document"]), from_record(r)) for r in map(json.loads, lines)]


def answers(found: Iterable[Assessment]) -> dict[str, dict[str, Any]]:
    words = {c.id: c.text for _, e in corpus() for c in e.claims}
    return {
        words[a.claim]: {
            "verdict": a.verdict.value,
            "status": a.status.value,
            "at_least": a.at_least,
            "at_most": a.at_most,
        }
        for a in found
    }


def test_the_records_fit_the_documents_and_say_that_all_is_invented() -> None:
    pairs = corpus()
    assert {d.origin for d, _ in pairs} == {p.as_posix() for p in PLANTED.glob("documents/*")}
    for (document, extraction), line in zip(
        pairs, (PLANTED / "records.jsonl").read_text(encoding="utf-8").splitlines(), strict=True
    ):
        check(document, extraction)
        record = to_record(document, extraction, {})
        del record["independence"]
        assert record | {"document": json.loads(line)["document"]} == json.loads(line)
        assert "every name here is invented" in document.text


@pytest.mark.parametrize("policy", ["default", "two-source"])
def test_the_engine_is_exact_on_the_records(policy: str) -> None:
    found = answers(assess(corpus(), POLICIES[policy]))
    assert list(scorer().differences(EXPECTED, found, policy)) == []
    assert len(found) == len(EXPECTED["cases"])


def test_a_retraction_is_exact_before_and_after() -> None:
    case = EXPECTED["cases"]["retraction"]
    pairs = corpus()
    (survey,) = [d for d, _ in pairs if Path(d.origin).stem == case["after"]["retracted"]]
    (change,) = retract(gather(facts_of(*p) for p in pairs), [document_id(survey.version)], DEFAULT)
    for found, expected in ((change.before, case["default"]), (change.after, case["after"])):
        assert answers([found])[case["claim"]].items() <= expected.items()


def test_what_is_planted_besides_is_reported() -> None:
    problem = gather(facts_of(*p) for p in corpus())
    claims = {c.id: c.text for _, e in corpus() for c in e.claims}
    cases = {c["claim"]: name for name, c in EXPECTED["cases"].items()}
    assert {cases[claims[a.claim]] for a in admissions(problem)} == {"reversed-denial", "withdrawn-denial"}
    (circle,) = circular_citations(problem)
    loop = {a.id for _, e in corpus() for a in e.assertions if cases[claims[a.claim]] == "citation-loop"}
    assert loop <= set(circle)


def test_the_scorer_counts_what_is_wrong_or_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answers(assess(corpus(), DEFAULT))
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    assert scorer().main(str(path)) == 0
    del found[EXPECTED["cases"]["one-leak"]["claim"]]
    found[EXPECTED["cases"]["hidden-owner"]["claim"]]["at_most"] = 2
    path.write_text(json.dumps(found), encoding="utf-8")
    assert scorer().main(str(path)) == 1
    assert "39 of 44 fields, 9 of 11 claims exact" in capsys.readouterr().out


def test_the_pipeline_is_exact_where_it_reads_reliably_and_never_bolder_elsewhere(tmp_path: Path) -> None:
    graph = ClaimGraph(tmp_path)
    graph.build(PLANTED / "documents")
    rows = ([plain(term).rpartition("#")[2] for term in row] for row in graph.query(VERDICTS).rows)
    found = {words: (verdict, status, int(least), int(most)) for words, verdict, status, least, most in rows}
    for case in EXPECTED["cases"].values():
        verdict, status, least, most = found[case["claim"]]
        wanted = case["default"]
        if case["from_text"]:
            assert (verdict, status, least, most) == tuple(wanted.values())
        assert least <= wanted["at_least"]
    exact = [n for n, c in EXPECTED["cases"].items() if found[c["claim"]] == tuple(c["default"].values())]
    assert len(exact) >= FROM_TEXT
