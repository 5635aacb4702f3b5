"""Results of a query in the forms that SPARQL clients ask for, chosen by their Accept header.

JSON is ours; XML and CSV are rdflib's; triples are Oxigraph's. A CSV here is the standard's own, with texts as they
are: the one that `claimgraph ask --format csv` writes guards spreadsheets instead.
"""

from __future__ import annotations

from collections.abc import Sequence

import rdflib
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize
from rdflib.query import Result as Table

from claimgraph.query import Answer, as_json
from claimgraph.store import Rows, Term
from claimgraph.store.protocol import Result
from claimgraph.web.exchange import Response, said

__all__ = ["answered", "chosen"]

_TABLES = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
}
_TRIPLES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The media type that a client likes best of those offered; None where it takes none of them.

    Args:
        accept: an Accept header (RFC 9110, section 12.5.1); empty takes everything.
        offered: media types, the server's favourite first.
    """
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept.split(",")):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        if media:
            wishes.append((-_number(weight), place, media.lower()))
    for refused, _, wish in sorted(wishes) or [(-1.0, 0, "*/*")]:
        begin = wish.removesuffix("*") if wish.endswith("/*") else None
        fits = next((o for o in offered if wish in {"*/*", o} or (begin and o.startswith(begin))), None)
        if refused and fits is not None:
            return fits
    return None


def _number(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0


def answered(result: Result, accept: str) -> Response:
    """A result as a response; 406 where the client takes no form that there is."""
    offered = _TABLES if isinstance(result, Rows | bool) else _TRIPLES
    media = chosen(accept, list(offered))
    if media is None:
        return said(406, f"this result comes as {', '.join(offered)}; ask for one of these")
    if isinstance(result, Rows | bool):
        return Response(200, media, _table(result, _TABLES[media]))
    triples = sorted(set(result), key=str)
    return Response(200, media, serialize(triples, format=_TRIPLES[media]) or b"")


def _table(result: Rows | bool, form: str) -> bytes:  # noqa: FBT001 an ASK's result is a truth value
    if form == "json":
        answer = Answer((), (), truth=result) if isinstance(result, bool) else Answer(result.columns, result.rows)
        return as_json(answer).encode()
    if isinstance(result, bool) and form == "csv":
        return f"truth\r\n{str(result).lower()}\r\n".encode()
    table = Table("ASK" if isinstance(result, bool) else "SELECT")
    if isinstance(result, bool):
        table.askAnswer = result
    else:
        names = [rdflib.Variable(c) for c in result.columns]
        table.vars = names
        table.bindings = [
            {n: _node(t) for n, t in zip(names, row, strict=True) if t is not None} for row in result.rows
        ]
    return table.serialize(format=form) or b""


def _node(term: Term | Triple) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple):
        return rdflib.Literal(str(term))
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
