"""The nodes of a claim graph, kept in a temporary file: what tables are made of, however large the graph is.

`claimgraph.viz.graph` holds everything at once; here a node's properties are read when somebody asks for them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from itertools import groupby
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from claimgraph.export.sorted_lines import sorted_lines
from claimgraph.viz.nodes import (
    DERIVED,
    Attributes,
    Properties,
    Term,
    assessment,
    attributes,
    key,
    kind_of,
    links,
    local,
    name_of,
    ranks,
)

__all__ = ["Nodes", "nodes"]

_SCHEMA: Final = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -32768;
CREATE TABLE node (iri TEXT PRIMARY KEY, kind TEXT, type TEXT, name TEXT, said BLOB) WITHOUT ROWID;
CREATE TABLE derived (source TEXT, node TEXT, property TEXT, PRIMARY KEY (source, node, property)) WITHOUT ROWID;
CREATE TABLE assessed (claim TEXT, other INT, policy TEXT, node TEXT, PRIMARY KEY (claim, other, policy, node))
WITHOUT ROWID;
"""
_RUN: Final = 100_000  # statements that are sorted at once
_NEAR: Final = 4096  # nodes that are held: the actors and documents that many rows name


@contextmanager
def nodes(quads: Iterable[Quad]) -> Iterator[Nodes]:
    """The union of all graphs, until the block ends.

    Raises:
        OSError, sqlite3.Error: the temporary directory is full.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as store:  # "": a file that SQLite itself removes
        store.executescript(_SCHEMA)
        store.execute("BEGIN")
        for _, lines in groupby(sorted_lines(_lines(quads), _RUN), lambda line: line.partition(b" ")[0]):
            _keep(store, b"".join(lines))
        store.execute("CREATE INDEX by_kind ON node (kind, iri)")
        store.execute("COMMIT")
        yield Nodes(store)


def _lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    for subject, predicate, value, _ in quads:
        if isinstance(subject, NamedNode | BlankNode) and isinstance(value, NamedNode | BlankNode | Literal):
            yield f"{subject} {predicate} {value} .\n".encode()


def _keep(store: sqlite3.Connection, said: bytes) -> None:
    """A node, from its statements."""
    node, properties = _read(said)
    kind, type_ = kind_of(properties) or (None, None)
    store.execute("INSERT INTO node VALUES (?, ?, ?, ?, ?)", (node, kind, type_, name_of(node, properties), said))
    store.executemany("INSERT INTO assessed VALUES (?, ?, ?, ?)", [(c, *rank) for c, rank in ranks(node, properties)])
    if kind is not None:
        taken = [(t, node, p) for p, t in links(properties) if p in DERIVED]
        store.executemany("INSERT INTO derived VALUES (?, ?, ?)", taken)


def _read(said: bytes) -> tuple[str, Properties]:
    node, found = "", dict[str, set[Term]]()
    for subject, predicate, value, _ in parse(said, format=RdfFormat.N_TRIPLES):
        node = key(subject)
        found.setdefault(predicate.value, set()).add(value)
    return node, found


class Nodes:
    """What `claimgraph.viz.graph` tells of nodes and edges, one node at a time."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store
        self._names = _Names(store)
        self._facts = _Facts(store)
        self.attributes = lru_cache(_NEAR)(self._attributes)
        self._kind = lru_cache(_NEAR)(self._kind_of)

    def of(self, kind: str) -> Iterator[str]:
        """The nodes of a kind, sorted."""
        return (node for (node,) in self._store.execute("SELECT iri FROM node WHERE kind = ? ORDER BY iri", [kind]))

    def targets(self, node: str, relation: str) -> list[str]:
        """Where the edges of a relation go from a node."""
        return sorted({t for _, t in self._edges(node, relation)})

    def edges(self) -> Iterator[tuple[str, str, str]]:
        """Source, relation and target of all edges, sorted."""
        for (node,) in self._store.execute("SELECT iri FROM node WHERE kind IS NOT NULL ORDER BY iri"):
            yield from sorted({(node, local(p), t) for p, t in self._edges(node)})

    def label(self, node: str) -> str:
        """What a node is called."""
        return str(self.attributes(node)["label"])

    def _edges(self, node: str, relation: str = "") -> Iterator[tuple[str, str]]:
        """A node's properties and what they lead to, where that is a node of the graph; of one relation or of all."""
        for predicate, target in links(self._facts[node]):
            if relation and local(predicate) != relation:
                continue
            if predicate in DERIVED or self._kind(target) is not None or self._before(target, node, predicate):
                yield predicate, target

    def _before(self, target: str, node: str, predicate: str) -> bool:
        """Whether an unclassified work is a node by then, as the source of an earlier node or property."""
        row = self._store.execute(
            "SELECT node, property FROM derived WHERE source = ? ORDER BY node, property LIMIT 1", [target]
        ).fetchone()
        return row is not None and row < (node, predicate)

    def _kind_of(self, node: str) -> tuple[str, str] | None:
        found = self._store.execute("SELECT kind, type FROM node WHERE iri = ? AND kind IS NOT NULL", [node]).fetchone()
        return None if found is None else (found[0], found[1])

    def _attributes(self, node: str) -> Attributes:
        kind = self._kind(node)
        if kind is None:  # a work that is there as a source only
            return {"iri": node, "kind": "Resource", "type": "Resource", "label": self._names.get(node, node)}
        found = attributes(node, kind, self._facts, self._names)
        rank = self._store.execute(
            "SELECT other, policy, node FROM assessed WHERE claim = ? ORDER BY other, policy, node LIMIT 1", [node]
        ).fetchone()
        return found if rank is None else {**found, **assessment(rank, self._facts)}


class _Facts:
    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store
        self._said = lru_cache(_NEAR)(self._said_of)

    def __getitem__(self, node: str) -> Properties:
        found = self._said(node)
        if found is None:
            raise KeyError(node)
        return found

    def get(self, node: str, default: Properties) -> Properties:
        found = self._said(node)
        return default if found is None else found

    def _said_of(self, node: str) -> Properties | None:
        found = self._store.execute("SELECT said FROM node WHERE iri = ?", [node]).fetchone()
        return None if found is None else _read(found[0])[1]


class _Names:
    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store

    def __getitem__(self, node: str) -> str:
        return self.get(node, "")

    def get(self, node: str, default: str) -> str:
        found: tuple[str] | None = self._store.execute("SELECT name FROM node WHERE iri = ?", [node]).fetchone()
        return default if found is None else found[0]
