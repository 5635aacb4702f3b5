"""What Virtuoso (7.2.5 was tried) does otherwise than SPARQL 1.1 says, as far as it can be mended from outside."""

from __future__ import annotations

import re

import pyoxigraph as ox

from claimgraph.store.protocol import Rows, Term
from claimgraph.store.sparql import with_separators

__all__ = ["is_virtuoso", "own_graph", "to_ask", "truth", "with_truth_values"]

_KEPT = re.compile(
    r"http://www\.openlinksw\.com/schemas/virtrdf#|http://www\.w3\.org/(?:2002/07/owl|ns/ldp)#|http://[^/]+/(?:DAV/|sparql)"
)
"""Graphs that a Virtuoso holds for itself."""


def is_virtuoso(server: str) -> bool:
    """Whether a `Server` header is Virtuoso's."""
    return server.startswith("Virtuoso")


def own_graph(graph: str, server: str) -> bool:
    """Whether a server keeps a graph for itself: Virtuoso has some in every store."""
    return is_virtuoso(server) and _KEPT.fullmatch(graph) is not None


def to_ask(text: str) -> str:
    """The query as Virtuoso has to be asked it.

    It takes the separator of a GROUP_CONCAT for Latin-1 and the bytes of the joined text for UTF-8: "…" came out as
    "?". So the separator is written with one character a byte. What is joined comes from the graph and is kept.
    """
    return with_separators(text, lambda separator: separator.encode().decode("latin-1"))


def truth(rows: tuple[tuple[Term | None, ...], ...]) -> bool:
    """The answer to an ASK, which comes as a row that holds 1 or 0."""
    return any(isinstance(term, ox.Literal) and term.value == "1" for row in rows for term in row)


def with_truth_values(rows: Rows) -> Rows:
    """The rows with truth values as words: they come as 1 and 0."""
    return Rows(rows.columns, tuple(tuple(map(_lexical, row)) for row in rows.rows))


def _lexical(term: Term | None) -> Term | None:
    if isinstance(term, ox.Literal) and term.value in {"0", "1"} and term.datatype.value.endswith("#boolean"):
        return ox.Literal("true" if term.value == "1" else "false", datatype=term.datatype)
    return term
