"""Anybody's RDF to quads. Nothing is fetched, and what could hold a build up is refused."""

from __future__ import annotations

from pathlib import PurePath

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat
from pyoxigraph import parse as read

from claimgraph.errors import UnreadableDocument, UnsupportedMediaType

__all__ = ["SUFFIXES", "parse"]

SUFFIXES = {
    ".jsonld": RdfFormat.JSON_LD,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
}
"""The formats that are read, by file suffix."""


def parse(data: bytes, origin: str, base: str | None = None) -> list[Quad]:
    """The quads of a file, in the file's order.

    Args:
        data: the file's bytes.
        origin: its path or IRI; the suffix tells the format. It names the file in errors.
        base: what relative IRIs in the file are relative to; without it they are errors.

    Raises:
        UnsupportedMediaType: the suffix is of no format that is read.
        UnreadableDocument: the file is malformed, points at a JSON-LD context on the network, or has blank nodes
            (naming them can take minutes, and two builds would name them differently) or triple terms.
    """
    form = SUFFIXES.get(PurePath(origin).suffix.lower())
    if form is None:
        raise UnsupportedMediaType(origin, f"is not RDF by its suffix; use one of {', '.join(SUFFIXES)}")
    try:
        quads = list(read(data, format=form, base_iri=base))
    except (SyntaxError, ValueError) as error:
        raise UnreadableDocument(origin, _mend(error)) from None
    for quad in quads:
        if any(isinstance(t, BlankNode) for t in quad):
            raise UnreadableDocument(origin, f"has a blank node in {quad}; name every node with an IRI")
        if not isinstance(quad.object, NamedNode | Literal):
            raise UnreadableDocument(origin, f"has a triple term in {quad}; this is RDF 1.1")
    return quads


def _mend(error: SyntaxError | ValueError) -> str:
    message = str(error)
    if "LoadDocumentCallback" in message:
        return "its JSON-LD context is on the network, where nothing is fetched from; write the context into the file"
    return f"is malformed: {message.rstrip('.')}; mend it there"
