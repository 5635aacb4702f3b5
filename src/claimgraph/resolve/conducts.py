"""Which conducts stand near each other in the scheme: a concept and what it is a kind of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from claimgraph.model.vocabulary import CG, PREFIXES
from claimgraph.resources import ontology

__all__ = ["widened"]


@cache
def _broader() -> Mapping[str, str]:
    from pyoxigraph import NamedNode, RdfFormat, parse  # noqa: PLC0415 only claims that name conducts need the scheme

    text = (ontology() / "conducts.ttl").read_bytes()
    broader = NamedNode(PREFIXES["skos"] + "broader")
    return MappingProxyType(
        {
            quad.subject.value.removeprefix(CG): quad.object.value.removeprefix(CG)
            for quad in parse(text, format=RdfFormat.TURTLE)
            if quad.predicate == broader and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        }
    )


def widened(conducts: Iterable[str]) -> frozenset[str]:
    """The conducts with all that they are kinds of."""
    found: set[str] = set()
    for conduct in conducts:
        at: str | None = conduct
        while at is not None and at not in found:
            found.add(at)
            at = _broader().get(at)
    return frozenset(found)
