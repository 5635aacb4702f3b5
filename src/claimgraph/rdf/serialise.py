"""Quads to bytes. Sorted, so that the same quads give the same bytes, whatever order they come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from pyoxigraph import Quad, RdfFormat, Triple
from pyoxigraph import serialize as write

from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.model.vocabulary import PREFIXES
from claimgraph.rdf.jsonld import jsonld
from claimgraph.rdf.terms import A

__all__ = ["Format", "serialise"]

_SORTS = ("actor", "assertion", "claim", "document", "evidence", "instrument")


class Format(StrEnum):
    """What quads can be written as; the value is the customary file suffix."""

    NQ = "nq"
    TRIG = "trig"
    TTL = "ttl"
    JSONLD = "jsonld"


def serialise(quads: Iterable[Quad], form: Format, base: str = DEFAULT_BASE) -> bytes:
    """The quads in a format, UTF-8, each once.

    Args:
        quads: in any order.
        form: N-Quads gives sorted lines, TriG and Turtle prefixed names with a node's class first, JSON-LD the
            project's context inline. Turtle has no named graphs: it gives their union.
        base: the IRI that ids are relative to; names under it are written short.
    """
    match Format(form):
        case Format.NQ:
            return b"".join(sorted(_written(set(quads), RdfFormat.N_QUADS, {}).splitlines(keepends=True)))
        case Format.JSONLD:
            return jsonld(quads)
        case Format.TRIG:
            named = sorted(set(quads), key=_reading_order)
            return _pretty(named, RdfFormat.TRIG, base)
        case Format.TTL:
            union = sorted({Quad(s, p, o) for s, p, o, _ in quads}, key=_reading_order)
            return _pretty([Triple(s, p, o) for s, p, o, _ in union], RdfFormat.TURTLE, base)


def _pretty(ordered: Sequence[Quad] | Sequence[Triple], form: RdfFormat, base: str) -> bytes:
    """The writer lists the prefixes, one a line at the top, in an order that changes from run to run: sort them."""
    prefixes = _prefixes(base)
    *header, body = _written(ordered, form, prefixes).split(b"\n", len(prefixes))
    return b"\n".join([*sorted(header), b"", body])


def _written(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat, prefixes: dict[str, str]) -> bytes:
    text = write(statements, format=form, prefixes=prefixes)
    assert text is not None, "without an output the writer returns what it wrote"
    return text


def _reading_order(quad: Quad) -> tuple[str, str, bool, str, str]:
    subject, predicate, value, graph = quad
    return str(graph), str(subject), predicate != A, str(predicate), str(value)


def _prefixes(base: str) -> dict[str, str]:
    """The prefixes, without those that overlap with another: which of the two is written would be chance."""
    ours = {sort: f"{base}{sort}/" for sort in _SORTS}
    apart = {
        name: namespace
        for name, namespace in ours.items()
        if not any(namespace.startswith(other) or other.startswith(namespace) for other in PREFIXES.values())
    }
    return dict(PREFIXES) | apart
