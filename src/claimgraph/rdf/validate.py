"""The editorial rules (`ontology/shapes.ttl`) over quads, in words that say what to mend.

pySHACL works on a plain rdflib graph: meant for one document or a small dataset at ingest.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pyshacl
import rdflib
from pyoxigraph import Quad
from rdflib.namespace import SH

from claimgraph.rdf.graph import to_graph
from claimgraph.resources import ontology

__all__ = ["Finding", "validate"]


class Finding(NamedTuple):
    """One broken rule.

    Attributes:
        focus: the IRI of the node at fault.
        message: what is wrong and what to do about it.
        shape: the local name of the rule in `shapes.ttl`.
        value: the offending value as text, or "" where one is missing.
    """

    focus: str
    message: str
    shape: str
    value: str


def validate(quads: Iterable[Quad]) -> list[Finding]:
    """What the rules find in the union of the quads' graphs, sorted; empty when all is well."""
    conforms, report, _ = pyshacl.validate(to_graph(quads), shacl_graph=_shapes(), inference="none", advanced=False)
    if conforms:
        return []
    return sorted({_finding(report, result) for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)})


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
    )
