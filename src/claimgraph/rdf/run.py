"""The record of a run: that this program, in this version, made a graph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from pyoxigraph import NamedNode

from claimgraph.model.vocabulary import SOFTWARE, Class, Property
from claimgraph.rdf.quads import Triple
from claimgraph.rdf.terms import A, cg, string, term

__all__ = ["run_triples", "tool_version"]


@cache
def tool_version() -> str:
    """The version of this program as it is installed; "unknown" where it runs without being installed."""
    try:
        return version("claimgraph")
    except PackageNotFoundError:
        return "unknown"


def run_triples(run: NamedNode, tool: str) -> Iterator[Triple]:
    """What every run has: its class, the program and the program's version. No clock: a rebuild is the same run."""
    yield run, A, cg(Class.RUN)
    yield run, term("prov:wasAssociatedWith"), NamedNode(SOFTWARE)
    yield run, cg(Property.TOOL_VERSION), string(tool)
