"""One file, one answer: every question gives the same rows, in the same order, on all engines.

The answers over an invented corpus are kept in `tests/golden/questions/`, one file a question, and were read by a
person. After a deliberate change write them anew: CLAIMGRAPH_WRITE_GOLDEN=1 pytest tests/contract/test_questions.py
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from claimgraph.query import Question, answer, answer_question, as_json, catalogue, checks
from claimgraph.query.values import bindings
from claimgraph.rdf.graph import to_rdflib
from claimgraph.store import Store, Term, as_rdflib, disk, endpoint, memory

GOLDEN = Path(__file__).parents[1] / "golden" / "questions"
# rdflib 7.6 uses what it deprecates whenever a Dataset is asked for triples, and for GRAPH ?name.
RDFLIB_WARNS = pytest.mark.filterwarnings("ignore:Dataset.(default_context|contexts) is deprecated:DeprecationWarning")
ASKED: dict[str, list[dict[str, str]]] = {
    "accused-in-several-datasets": [{"accused": "Acme Labs"}, {"accused": "Jane Roe"}],
    "amplification": [{"policy": "two-source"}],
    "certainty-inflation": [{"policy": "two-source"}],
    "circular-citations": [{"policy": "two-source"}],
    "claims-by-actor": [{"asserter": "Ministry of Trade"}],
    "conducts-alleged": [{"conduct": "adversarial-distillation", "accused": "Acme Labs"}],
    "contested": [{"policy": "two-source"}],
    "decided-allegations": [{"accused": "Acme Air"}],
    "denied-allegations": [{"denier": "Acme Labs"}, {"denier": "Jane Roe"}],
    "evidence-for-claim": [{"claim": "Acme Labs copied model outputs at an industrial scale"}],
    "first-asserter-and-spread": [{"claim": "Acme Labs kept no record of its training data"}],
    "instruments-and-the-claims-they-answer": [{"instrument": "Memo 7"}],
    "interested-evidence": [{"policy": "two-source"}],
    "keystones": [{"policy": "two-source"}, {"claim": "Acme Labs kept no record of its training data"}],
    "lacks-independent-evidence": [{"policy": "two-source"}, {"policy": 'x"} #'}],
    "laws-and-their-bills": [{"bill": "https://w3id.org/claimgraph/id/instrument/us-bill-117-hr-6658"}],
    "most-accused": [{"accused": "Acme Labs"}, {"accused": "Jane Roe"}],
    "origin-overlap": [{"policy": "two-source"}],
    "relayed-claims": [{"relay": "The Wire"}],
    "single-sourced": [{"policy": "two-source"}],
    "ties-of-claimants": [{"actor": "Jane Roe"}],
    "undetermined-and-what-would-settle-it": [{"policy": "two-source"}],
    "undisclosed-evidence": [{"claim": "the copying went on for most of a year"}],
    "who-alleges-what-against-whom": [
        {"asserter": "What is said of Acme"},
        {"asserter": "Jane Roe", "accused": "Acme Labs"},
        {"accused": "Jane Roe"},
    ],
}


def _load_corpus() -> list[Quad]:
    """Beside this file; tests are no package, so it is loaded by its path."""
    spec = importlib.util.spec_from_file_location("questions_corpus", Path(__file__).with_name("questions_corpus.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    quads: list[Quad] = module.corpus()
    return quads


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return _load_corpus()


@pytest.fixture(scope="module")
def local(quads: list[Quad]) -> Iterator[Store]:
    with memory() as store:
        store.add(quads)
        yield store


@pytest.fixture(scope="module", params=["disk", "endpoint", pytest.param("virtuoso", marks=pytest.mark.servers)])
def other(
    request: pytest.FixtureRequest, quads: list[Quad], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    store: Store
    with pytest.MonkeyPatch.context() as environment:
        if request.param == "virtuoso":
            url, user, password = request.getfixturevalue("virtuoso")
            environment.setenv("CLAIMGRAPH_ENDPOINT_USER", user)
            environment.setenv("CLAIMGRAPH_ENDPOINT_PASSWORD", password)
            store = endpoint(url)
        elif request.param == "disk":
            store = disk(tmp_path_factory.mktemp("questions") / "store")
        else:
            store = endpoint(request.getfixturevalue("server"))
        for graph in store.graphs():
            store.drop(graph)
        with store:
            store.add(quads)
            yield store


@pytest.fixture(scope="module")
def plain(quads: list[Quad]) -> rdflib.Dataset:
    """rdflib's own store and its own SPARQL."""
    dataset = to_rdflib(quads)
    dataset.default_union = True
    return dataset


CASES = [(q, given) for q in catalogue() for given in ({}, *ASKED.get(q.name, ()))]
IDS = [f"{q.name}{list(given.values()) or ''}" for q, given in CASES]


@pytest.mark.parametrize(("asked", "given"), CASES, ids=IDS)
def test_an_answer_is_the_golden_one(local: Store, asked: Question, given: dict[str, str]) -> None:
    shown = as_json(answer(local, asked.name, given))
    which = [g for q, g in CASES if q is asked].index(given)
    path = GOLDEN / (f"{asked.name}.json" if which == 0 else f"{asked.name}.{which}.json")
    if os.environ.get("CLAIMGRAPH_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8", newline="")
    assert shown == path.read_text(encoding="utf-8")


def test_every_golden_file_is_asked_for() -> None:
    names = set()
    for asked in catalogue():
        names.add(f"{asked.name}.json")
        names |= {f"{asked.name}.{i}.json" for i, _ in enumerate(ASKED.get(asked.name, ()), start=1)}
    assert {path.name for path in GOLDEN.glob("*.json")} == names


def test_every_question_has_rows_in_the_corpus(local: Store) -> None:
    """An empty golden answer would prove nothing."""
    assert [q.name for q in catalogue() if not answer(local, q.name).rows] == []


def test_every_parameter_is_tried() -> None:
    tried = {(name, parameter) for name, cases in ASKED.items() for case in cases for parameter in case}
    assert {(q.name, p.name) for q in catalogue() for p in q.parameters} == tried


@pytest.mark.parametrize(("asked", "given"), CASES, ids=IDS)
def test_other_stores_give_the_same_rows(local: Store, other: Store, asked: Question, given: dict[str, str]) -> None:
    assert as_json(answer(other, asked.name, given)) == as_json(answer(local, asked.name, given))


@RDFLIB_WARNS
@pytest.mark.parametrize(("asked", "given"), CASES, ids=IDS)
def test_rdflib_gives_the_same_rows(
    local: Store, plain: rdflib.Dataset, asked: Question, given: dict[str, str]
) -> None:
    result = plain.query(asked.text, initBindings=_bound(local, asked, given))
    rows = [tuple(_term(value) for value in row) for row in _rows(result)]
    assert tuple(map(str, result.vars or ())) == tuple(c.name for c in asked.columns)
    assert rows == list(answer(local, asked.name, given).rows)


@RDFLIB_WARNS
def test_the_rdflib_view_gives_the_same_rows(local: Store) -> None:
    asked = next(q for q in catalogue() if q.name == "who-alleges-what-against-whom")
    rows = [tuple(_term(value) for value in row) for row in _rows(as_rdflib(local).query(asked.text))]
    assert rows == list(answer(local, asked.name).rows)


@pytest.mark.parametrize("asked", checks(), ids=lambda q: q.name)
def test_a_check_finds_nothing_in_the_corpus(local: Store, asked: Question) -> None:
    assert answer_question(local, asked).rows == ()


def _bound(store: Store, asked: Question, given: dict[str, str]) -> dict[str, Any]:
    terms = bindings(store, asked, given).items()
    return {n: rdflib.URIRef(t.value) if isinstance(t, NamedNode) else rdflib.Literal(t.value) for n, t in terms}


def _rows(result: rdflib.query.Result) -> list[tuple[Any, ...]]:
    return [row if isinstance(row, tuple) else () for row in result]


def _term(value: object) -> Term | None:
    if value is None:
        return None
    if isinstance(value, rdflib.URIRef):
        return NamedNode(str(value))
    if isinstance(value, rdflib.BNode):
        return BlankNode(str(value))
    assert isinstance(value, rdflib.Literal)
    return Literal(str(value), datatype=NamedNode(str(value.datatype))) if value.datatype else Literal(str(value))
