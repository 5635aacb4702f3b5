"""What independence needs to know of a document is in its graph: all but the text, and who is credited as its wire."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from claimgraph.assess import Facts, facts_of
from claimgraph.model import Document, Extraction
from claimgraph.model.order import canonical
from claimgraph.rdf import encode
from claimgraph.rdf.edges import edges
from tests.property.strategies import extracted_documents


@settings(max_examples=60, deadline=None)
@given(extracted_documents())
def test_a_graph_gives_the_facts_of_its_document(extracted: tuple[Document, Extraction]) -> None:
    document, extraction = extracted
    url = "https://example.org/a" if document.metadata.url else None
    known = replace(document.metadata, url=url, wire=None, derived_from=(), alternate_of=())
    document = replace(document, metadata=known)
    read = edges(encode(document, extraction))
    assert read.ties == ()
    ((there, what),) = read.documents
    assert _unordered(facts_of(there, what)) == _unordered(facts_of(document, canonical(extraction)))


def _unordered(facts: Facts) -> list[object]:
    """The engine does not look at the order of what RDF keeps no order of."""
    claims = [(c.id, sorted(c.accused), sorted(c.about)) for c in facts.claims]
    columns = facts._replace(claims=())
    return [sorted(claims), *(sorted(c) if isinstance(c, tuple) else c for c in columns)]
