"""When a value breaks a constraint, as SPARQL over `?value`. What is not known here is refused, never passed over.

Source: SHACL, section 4, https://www.w3.org/TR/shacl/#core-components.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import rdflib
from rdflib.namespace import SH, XSD

from claimgraph.errors import BadQuery

__all__ = ["Subclasses", "breaks", "integer", "one_of", "refused"]

Subclasses = Callable[[str], tuple[str, ...]]
"""A class's IRI to its own and those of its subclasses."""

_LEXICAL: Final = {XSD.string: "", XSD.integer: r"^[+-]?[0-9]+$"}
"""The datatypes that are compiled, and what their texts look like."""


def refused(shape: object, what: str) -> BadQuery:
    """The error for a construct that is not compiled."""
    return BadQuery(str(shape), f"{what} is not compiled to SPARQL; extend claimgraph.rdf.shapes, or say it otherwise")


def integer(value: rdflib.term.Node, shape: object) -> int:
    """A whole number, such as a count."""
    if isinstance(value, rdflib.Literal) and isinstance(value.value, int):
        return value.value
    raise refused(shape, f"the number {value}")


def one_of(name: str, classes: tuple[str, ...]) -> str:
    """A pattern: the variable is an instance of one of the classes."""
    listed = " ".join(f"<{c}>" for c in classes)
    return f"VALUES ?class {{ {listed} }} ?{name} a ?class ."


def breaks(
    shape: object, component: rdflib.URIRef, value: rdflib.term.Node, shapes: rdflib.Graph, subclasses: Subclasses
) -> str:
    """The filter that lets only those `?value` through that break a constraint on single values.

    Raises:
        BadQuery: the constraint, or its value, is of no sort that is compiled.
    """
    made = _MADE.get(component)
    if component == SH["class"]:
        return f"FILTER NOT EXISTS {{ {one_of('value', subclasses(str(value)))} }}"
    if component == SH["in"]:
        listed = list(shapes.items(value))
        if not all(isinstance(v, rdflib.URIRef) for v in listed):
            raise refused(shape, "sh:in of literals")
        return f"FILTER(?value NOT IN ({', '.join(v.n3() for v in listed)}))"
    if made is None:
        raise refused(shape, str(component))
    return made(shape, value)


def _datatype(shape: object, value: rdflib.term.Node) -> str:
    if value not in _LEXICAL:
        raise refused(shape, f"the datatype {value}")
    wrong = f"!isLiteral(?value) || datatype(?value) != {value.n3()}"
    lexical = _LEXICAL[rdflib.URIRef(str(value))]
    return f'FILTER({wrong} || !REGEX(STR(?value), "{lexical}"))' if lexical else f"FILTER({wrong})"


def _node_kind(shape: object, value: rdflib.term.Node) -> str:
    if value != SH.IRI:
        raise refused(shape, f"the node kind {value}")
    return "FILTER(!isIRI(?value))"


def _pattern(shape: object, value: rdflib.term.Node) -> str:
    del shape
    return f"FILTER(!REGEX(STR(?value), {rdflib.Literal(str(value)).n3()}))"


_MADE: Final[Mapping[rdflib.URIRef, Callable[[object, rdflib.term.Node], str]]] = {
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.pattern: _pattern,
    SH.minLength: lambda shape, value: f"FILTER(STRLEN(STR(?value)) < {integer(value, shape)})",
    SH.minInclusive: lambda shape, value: f"FILTER(!COALESCE(?value >= {integer(value, shape)}, false))",
}
