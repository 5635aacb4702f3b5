"""What every store promises; `tests/contract/test_stores.py` holds all of them to it.

A store keeps quads in named graphs, never in the default graph. A query sees the union of the named graphs as its
default graph, so that flat patterns need no `GRAPH`. An engine may show a triple once for each graph that holds it:
queries that count or list say `DISTINCT`. A graph without quads does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType, TracebackType
from typing import NamedTuple, Protocol, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

__all__ = ["NO_BINDINGS", "Result", "Rows", "Store", "Term"]

Term = NamedNode | BlankNode | Literal

NO_BINDINGS: Mapping[str, Term] = MappingProxyType({})


class Rows(NamedTuple):
    """What a SELECT gives: names of the columns without `?`, and terms in their order; None where unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


Result = Rows | bool | tuple[Triple, ...]
"""SELECT gives rows, ASK a truth value, CONSTRUCT and DESCRIBE triples."""


class Store(Protocol):
    """Quads in named graphs, and SPARQL 1.1 over them. Graphs are named by absolute IRIs, as plain strings."""

    @property
    def name(self) -> str:
        """What to call the store in a message: never holds credentials."""

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Let a graph hold these quads and nothing else. All or nothing up to `updates.CHUNK` quads.

        Raises:
            StoreError: a quad is of another graph, a term is malformed, or the store does not answer.
        """

    def change(self, graph: str, gone: Iterable[Quad], come: Iterable[Quad]) -> None:
        """Take quads out of a graph and put others in; what is not there is no error. No blank nodes.

        All or nothing up to `updates.CHUNK` quads of each.

        Raises:
            StoreError: a quad is of another graph, a term is malformed, or the store does not answer.
        """

    def add(self, quads: Iterable[Quad]) -> None:
        """Add many quads, each to its own named graph.

        Raises:
            StoreError: a quad is in the default graph, a term is malformed, or the store does not answer.
        """

    def drop(self, graph: str) -> None:
        """Remove a graph; one that does not exist is no error."""

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of all graphs, sorted."""

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of one graph or of all, in no order. Do not change the store while iterating."""

    def query(self, text: str, bindings: Mapping[str, Term] = NO_BINDINGS) -> Result:
        """Answer a SPARQL 1.1 query.

        Args:
            text: the query. `SERVICE`, updates, and `FROM` a graph that the store does not hold are refused.
            bindings: values by variable name without `?`. They are bound, never formatted into the text. A variable
                that is given must be in the projection and in the outermost group's patterns or filters: what a
                nested group does with it alone is not the same everywhere.

        Raises:
            BadQuery: the text does not parse, or asks for what is refused.
            StoreError: the store does not answer.
        """

    def close(self) -> None:
        """Let go of files and locks; the store cannot be used afterwards. Twice is no error."""

    def __enter__(self) -> Self:
        """The store itself; leaving closes it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close."""
