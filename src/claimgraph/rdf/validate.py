"""The editorial rules (`ontology/shapes.ttl`) over quads or a whole store, in words that say what to mend.

`validate` is pySHACL on a plain rdflib graph, for one document or a small dataset, and the reference in tests.
`validate_store` asks a store the same rules as SPARQL: the same findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import pyshacl
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import SH

from claimgraph.rdf.graph import to_graph
from claimgraph.rdf.shapes import compiled
from claimgraph.resources import ontology

__all__ = ["Finding", "validate", "validate_store"]

Select = Callable[[str], Iterable[Sequence[object]]]


class Finding(NamedTuple):
    """One broken rule.

    Attributes:
        focus: the IRI of the node at fault.
        message: what is wrong and what to do about it.
        shape: the local name of the rule in `shapes.ttl`.
        value: the offending value as text, or "" where one is missing.
        component: which of the shape's constraints is broken, by SHACL's name: "MinCount".
    """

    focus: str
    message: str
    shape: str
    value: str
    component: str = ""


def validate(quads: Iterable[Quad]) -> list[Finding]:
    """What the rules find in the union of the quads' graphs, sorted; empty when all is well."""
    conforms, report, _ = pyshacl.validate(to_graph(quads), shacl_graph=_shapes(), inference="none", advanced=False)
    if conforms:
        return []
    return sorted({_finding(report, result) for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)})


def validate_store(select: Select) -> list[Finding]:
    """What the rules find in a store, sorted; empty when all is well.

    Args:
        select: answers a SELECT over the union of all graphs, a row as terms or None in the order of its columns.

    Raises:
        BadQuery: a shape has a construct that is not compiled.
    """

    @cache
    def subclasses(name: str) -> tuple[str, ...]:
        rows = select(f"SELECT DISTINCT ?sub WHERE {{ ?sub <{rdflib.RDFS.subClassOf}>+ <{name}> }}")
        return tuple(sorted({name, *(row[0].value for row in rows if isinstance(row[0], NamedNode))}))

    return sorted(
        {
            Finding(_text(row[0]), rule.message, rule.shape, _text(row[-1]) if len(row) > 1 else "", rule.component)
            for rule in compiled(_shapes(), subclasses)
            for row in select(rule.select)
        }
    )


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology() / "shapes.ttl")


def _finding(report: rdflib.Graph, result: rdflib.term.Node) -> Finding:
    value = report.value(result, SH.value)
    return Finding(
        focus=str(report.value(result, SH.focusNode)),
        message=str(report.value(result, SH.resultMessage)),
        shape=str(report.value(result, SH.sourceShape)).rpartition("#")[2],
        value="" if value is None else str(value),
        component=str(report.value(result, SH.sourceConstraintComponent))
        .removeprefix(str(SH))
        .removesuffix("ConstraintComponent"),
    )
