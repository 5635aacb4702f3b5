"""IRIs and literals out of ids, addresses and texts that nobody checked."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from claimgraph.errors import BadWorkspace
from claimgraph.rdf.terms import cg, checked_base, day, integer, iri, name_of, string, term

BASE = "https://w3id.org/claimgraph/id/"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("actor/openai", BASE + "actor/openai"),
        ("document/ab#char=0,5", BASE + "document/ab#char=0,5"),
        ("https://e.org/a?b=c#d", "https://e.org/a?b=c#d"),
        ("https://e.org/é/漢", "https://e.org/é/漢"),
        ("urn:isbn:0", "urn:isbn:0"),
        ("doi:10.1/x:y", "doi:10.1/x:y"),
        ("a/b:c", BASE + "a/b:c"),
    ],
)
def test_good_names_and_addresses_stay_as_they_are(name: str, value: str) -> None:
    assert iri(name, BASE) == NamedNode(value)


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://e.org/a b", "https://e.org/a%20b"),
        ('https://e.org/"><script>', "https://e.org/%22%3E%3Cscript%3E"),
        ("https://e.org/> <x:p> <x:o> .\n<x:s", "https://e.org/%3E%20%3Cx:p%3E%20%3Cx:o%3E%20.%0A%3Cx:s"),
        ("https://e.org/100%", "https://e.org/100%25"),
        ("https://e.org/%41", "https://e.org/%41"),
        ("https://e.org/[x]", "https://e.org/%5Bx%5D"),
        ("https://e.org/\x00\ud800", "https://e.org/%00%ED%A0%80"),
        ("http://[bad", "http://%5Bbad"),
        ("not an address", BASE + "not%20an%20address"),
        ("", BASE),
    ],
)
def test_what_an_iri_cannot_hold_is_percent_encoded(address: str, value: str) -> None:
    assert iri(address, BASE) == NamedNode(value)


@pytest.mark.parametrize("address", ["https://e.org:port/", "https://e.org/\ue000"])
def test_an_address_that_is_no_iri_becomes_a_name_of_ours(address: str) -> None:
    node = iri(address, BASE)
    assert node.value.startswith(BASE + "work/")
    assert iri(address, BASE) == node


def test_a_name_comes_back() -> None:
    assert name_of(iri("actor/openai", BASE), BASE) == "actor/openai"
    assert name_of(NamedNode("https://e.org/x"), BASE) == "https://e.org/x"


def test_prefixed_names_are_of_known_prefixes() -> None:
    assert term("prov:used") == NamedNode("http://www.w3.org/ns/prov#used")
    with pytest.raises(KeyError):
        term("nobody:used")


def test_a_concept_name_from_outside_stays_in_the_namespace() -> None:
    assert cg("in-force").value == "https://w3id.org/claimgraph/ontology#in-force"
    assert cg("a/../b> #c").value == "https://w3id.org/claimgraph/ontology#a%2F..%2Fb%3E%20%23c"


def test_a_lone_surrogate_becomes_one_replacement() -> None:
    assert string("a\ud800b") == Literal("a\ufffdb")
    assert string("a\x00\r\n") == Literal("a\x00\r\n")


@pytest.mark.parametrize("text", ["2026-02-28", "0001-01-01"])
def test_a_day_of_the_calendar_is_a_date(text: str) -> None:
    assert day(text) == Literal(text, datatype=term("xsd:date"))


@pytest.mark.parametrize("text", ["2026-02-30", "2026", "\uff12026-01-01", "spring \ud800", "", "2026-01-01T00:00"])
def test_any_other_day_is_the_words_that_were_written(text: str) -> None:
    assert day(text) == string(text)


def test_numbers_are_of_the_type_that_stores_keep() -> None:
    assert integer(5).datatype == term("xsd:integer")


@pytest.mark.parametrize("base", ["", "no iri", "relative/", "https://e.org/>", "https://e.org/x"])
def test_a_base_that_ids_cannot_hang_on_is_refused(base: str) -> None:
    with pytest.raises(BadWorkspace):
        checked_base(base)
