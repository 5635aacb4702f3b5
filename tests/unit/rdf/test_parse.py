"""Other people's RDF: read without the network, or refused in one line."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from claimgraph.errors import UnreadableDocument, UnsupportedMediaType
from claimgraph.rdf.parse import SUFFIXES, parse

A, B = NamedNode("https://e.org/a"), NamedNode("https://e.org/b")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.nt", b"<https://e.org/a> <https://e.org/b> <https://e.org/b> ."),
        ("X.TTL", b"@prefix e: <https://e.org/> . e:a e:b e:b ."),
        ("x.trig", b"@prefix e: <https://e.org/> . e:g { e:a e:b e:b . }"),
        ("x.nq", b"<https://e.org/a> <https://e.org/b> <https://e.org/b> <https://e.org/g> ."),
        (
            "x.jsonld",
            b'{"@context": {"@vocab": "https://e.org/"}, "@id": "https://e.org/a", "b": {"@id": "https://e.org/b"}}',
        ),
    ],
)
def test_every_format_is_read(name: str, data: bytes) -> None:
    (quad,) = parse(data, name)
    assert (quad.subject, quad.predicate, quad.object) == (A, B, B)


def test_relative_names_need_a_base() -> None:
    data = b"<a> <b> <b> ."
    assert parse(data, "x.ttl", base="https://e.org/")[0].subject == A
    with pytest.raises(UnreadableDocument, match="malformed"):
        parse(data, "x.ttl")


@pytest.mark.parametrize(
    "context",
    [
        b'"https://schema.org/"',
        b'["https://e.org/c.jsonld", {}]',
        b'{"@import": "https://e.org/c.jsonld"}',
        b'"file:///etc/passwd"',
    ],
)
def test_a_context_elsewhere_is_never_fetched(context: bytes) -> None:
    data = b'{"@context": ' + context + b', "@id": "https://e.org/a", "https://e.org/b": 1}'
    with pytest.raises(UnreadableDocument, match="write the context into the file"):
        parse(data, "x.jsonld")


@pytest.mark.parametrize(
    ("name", "data", "mend"),
    [
        ("x.ttl", b"_:a <https://e.org/b> 1 .", "name every node with an IRI"),
        ("x.ttl", b"<https://e.org/a> <https://e.org/b> [] .", "name every node with an IRI"),
        ("x.nq", b"<https://e.org/a> <https://e.org/b> <https://e.org/b> _:g .", "name every node with an IRI"),
        ("x.ttl", b"<https://e.org/a> <https://e.org/b> <<( <https://e.org/a> <https://e.org/b> 1 )>> .", "RDF 1.1"),
        ("x.ttl", b"<https://e.org/a> <https://e.org/b>", "malformed"),
        ("x.ttl", b"\xff\xfe\x00", "malformed"),
        ("x.jsonld", b"[" * 100, "malformed"),
        ("x.jsonld", b'{"@id": 3}', "malformed"),
        ("x.nt", b"<https://e.org/a b> <https://e.org/b> 1 .", "malformed"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, mend: str) -> None:
    with pytest.raises(UnreadableDocument, match=mend) as caught:
        parse(data, name)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["x.rdf", "x", "x.json", "ttl"])
def test_other_suffixes_are_no_rdf(name: str) -> None:
    with pytest.raises(UnsupportedMediaType, match="use one of"):
        parse(b"", name)
    assert name not in SUFFIXES
