"""What a person types for a parameter, and what comes of any query."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from claimgraph.errors import BadParameter, BadQuery, UnknownQuestion
from claimgraph.query import Answer, answer, run
from claimgraph.store import Store, memory

DATA = """
PREFIX cg: <https://w3id.org/claimgraph/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX : <https://example.org/>
:g {
  :acme a cg:Actor ; rdfs:label "Acme Labs" ; skos:altLabel "Acme" .
  :critics1 a cg:Actor ; rdfs:label "critics" .
  :critics2 a cg:Actor ; rdfs:label "critics" .
  :memo a cg:PolicyInstrument ; rdfs:label "Memo 7" ; cg:instrumentType cg:Memorandum ; cg:status cg:proposed .
  :claim a cg:Claim, cg:Allegation ; cg:text "it copied \\"everything\\"" ;
    cg:accuses :acme ; cg:conduct cg:data-theft .
  :says a cg:Assertion ; cg:claim :claim ; cg:stance cg:asserts ; cg:certainty cg:asserted ; cg:asserter :critics1 .
  :denies a cg:Assertion ; cg:claim :claim ; cg:stance cg:denies ; cg:certainty cg:asserted ; cg:asserter :acme .
  cg:data-theft skos:prefLabel "theft of data"@en .
}
"""


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with memory() as made:
        made.add(parse(DATA, RdfFormat.TRIG))
        yield made


def column(found: Answer, name: str) -> list[str]:
    at = found.columns.index(name)
    return [term.value for row in found.rows if (term := row[at]) is not None]


@pytest.mark.parametrize("who", ["https://example.org/acme", "Acme Labs", "Acme"])
def test_an_actor_is_given_by_iri_label_or_alias(store: Store, who: str) -> None:
    assert column(answer(store, "claims-by-actor", {"asserter": who}), "stance") == ["denies"]


def test_a_claim_is_given_by_its_words(store: Store) -> None:
    found = answer(store, "first-asserter-and-spread", {"claim": 'it copied "everything"'})
    assert column(found, "claim") == ["https://example.org/claim"]


@pytest.mark.parametrize("what", ["data-theft", "theft of data", "https://w3id.org/claimgraph/ontology#data-theft"])
def test_a_conduct_is_given_by_name_label_or_iri(store: Store, what: str) -> None:
    assert column(answer(store, "conducts-alleged", {"conduct": what}), "practice") == ["data theft"]


def test_an_assertion_without_a_passage_is_still_an_answer(store: Store) -> None:
    found = answer(store, "who-alleges-what-against-whom")
    assert column(found, "asserterName") == ["critics"]
    assert column(found, "quote") == []


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"asserter": "critics"}, "2 things are called 'critics'; give the IRI of one: https://example.org/critics1"),
        ({"asserter": "acme labs"}, "did you mean Acme Labs"),
        ({"asserter": "Acme Lab"}, "did you mean Acme Labs"),
        ({"asserter": "Nobody at all"}, "no actor is called"),
        ({"asserter": "https://example.org/nobody"}, "nothing is known of https://example.org/nobody"),
        ({"asserter": "http://[x"}, "is not an IRI"),
        ({"asserter": ""}, "no actor is called"),
        ({"asserter": "\ud800"}, "lone surrogate"),
        ({"asserter": '"} DROP ALL #'}, "no actor is called"),
        ({"actor": "Acme Labs"}, "is no parameter of claims-by-actor; it takes asserter"),
    ],
)
def test_a_parameter_that_names_nothing_or_too_much_is_one_line(
    store: Store, parameters: dict[str, str], says: str
) -> None:
    with pytest.raises(BadParameter) as refused:
        answer(store, "claims-by-actor", parameters)
    assert says in str(refused.value)
    assert str(refused.value).isprintable()


def test_a_question_without_parameters_says_so(store: Store) -> None:
    with pytest.raises(BadParameter, match="it takes none"):
        answer(store, "definitions", {"x": "y"})


def test_an_unknown_question_is_told(store: Store) -> None:
    with pytest.raises(UnknownQuestion):
        answer(store, "why", {})


def test_run_gives_rows_truth_or_sorted_triples(store: Store) -> None:
    assert run(store, "ASK { ?s ?p ?o }") == Answer((), (), truth=True)
    assert run(store, "SELECT ?x { VALUES ?x { 1 } }") == Answer(("x",), ((Literal(1),),))
    found = run(store, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert found.columns == ("subject", "predicate", "object")
    assert list(found.rows) == sorted(found.rows, key=str)
    assert len(found.rows) == len(list(store.quads()))


def test_run_refuses_what_the_store_refuses(store: Store) -> None:
    with pytest.raises(BadQuery):
        run(store, "SELECT * { SERVICE <http://127.0.0.1:9/> { } }")
