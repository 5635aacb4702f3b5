"""Oxigraph in process: in memory, or in a directory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from claimgraph.errors import BadQuery, StoreError, StoreLocked
from claimgraph.store.protocol import NO_BINDINGS, Result, Rows, Term
from claimgraph.store.sparql import read
from claimgraph.store.updates import CHUNK, changes, graph_node, replacement, written

__all__ = ["LocalStore", "disk", "memory"]

_LOCKED = re.compile(r"lock hold by|While lock file|/LOCK: ")
_REBUILD = "is damaged; delete it and build again"
_FEW = 2_000  # quads: from here on a bulk load, which costs 10 ms by itself, takes less time
_SHOWN = 200  # characters of a parser's message: Oxigraph lists every character that it would have taken


class LocalStore:
    """A store in this process. There is no time-out for a query: run one that is not trusted in its own process.

    The union of the named graphs is Oxigraph's own (`use_default_graph_as_union`). It is a union of bags.

    Attributes:
        scattered: whether a load left files that `merge` has not merged since.
    """

    def __init__(self, inner: ox.Store, name: str) -> None:
        self._inner: ox.Store | None = inner
        self._name = name
        self.scattered = False

    @property
    def name(self) -> str:
        """The directory, or `memory`."""
        return self._name

    @property
    def inner(self) -> ox.Store:
        """The Oxigraph store itself, for bulk readers and the rdflib view.

        Raises:
            StoreError: the store is closed.
        """
        if self._inner is None:
            raise StoreError(self._name, "is closed; open it again")
        return self._inner

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Let a graph hold these quads and nothing else."""
        listed = list(quads)
        if len(listed) > CHUNK:  # no promise of all or nothing: then without a text for each quad
            node = graph_node(graph)
            for quad in listed:
                if quad.graph_name != node:
                    raise StoreError(graph, f"cannot hold a quad of {quad.graph_name}; name the same graph in both")
            _check(listed)
            self.drop(graph)
            with self._writing() as inner:
                inner.bulk_extend(listed)
            return
        for text in replacement(graph, listed):
            with self._writing() as inner:
                inner.update(text)

    def change(self, graph: str, gone: Iterable[ox.Quad], come: Iterable[ox.Quad]) -> None:
        """Take quads out of a graph and put others in."""
        for text in changes(graph, gone, come):
            with self._writing() as inner:
                inner.update(text)
        if next(self.quads(graph), None) is None:
            self.drop(graph)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add many quads, each to its own named graph; nothing is written if one is malformed."""
        listed = list(quads)
        _check(listed)
        with self._writing() as inner:
            if len(listed) <= _FEW:
                inner.extend(listed)
            else:
                inner.bulk_extend(listed)

    def drop(self, graph: str) -> None:
        """Remove a graph; one that does not exist is no error."""
        node = graph_node(graph)
        with self._writing() as inner:
            if inner.contains_named_graph(node):
                inner.remove_graph(node)

    def merge(self) -> None:
        """Let each index lie in few files where loads left hundreds, which every look-up would have to read."""
        if self.scattered:
            with self._writing() as inner:
                inner.optimize()
            self.scattered = False

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of all graphs, sorted."""
        return tuple(sorted(g.value for g in self.inner.named_graphs() if isinstance(g, ox.NamedNode)))

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one graph or of all, in no order."""
        node = None if graph is None else graph_node(graph)
        yield from self.inner.quads_for_pattern(None, None, None, node)

    def query(self, text: str, bindings: Mapping[str, Term] = NO_BINDINGS) -> Result:
        """Answer a SPARQL 1.1 query; see `protocol.Store.query`."""
        reading = read(text)
        for graph in reading.graphs:
            if graph not in self.graphs():
                raise BadQuery(graph, "is not a graph of this store; load it, or leave FROM out")
        try:
            given: dict[ox.Variable, Term | ox.Triple] = {ox.Variable(name): term for name, term in bindings.items()}
        except ValueError:
            raise BadQuery(", ".join(bindings), "is not a variable's name; use letters, digits and _") from None
        try:
            # With the union switched on Oxigraph overlooks FROM.
            answer = self.inner.query(reading.text, use_default_graph_as_union=not reading.graphs, substitutions=given)
            return _result(answer)
        except SyntaxError as error:
            raise BadQuery("the query", f"does not parse: {_one_line(error)}") from None
        except RuntimeError as error:
            if "projection" in str(error):
                raise BadQuery("the query", f"cannot be bound: {_one_line(error)}; select the variable") from None
            raise StoreError(self._name, f"{_REBUILD} ({_one_line(error)})") from error
        except (OSError, ValueError) as error:
            raise StoreError(self._name, f"does not answer: {_one_line(error)}") from error

    def close(self) -> None:
        """Let go of the directory and its lock."""
        self._inner = None

    def __enter__(self) -> Self:
        """The store itself; leaving closes it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close."""
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[ox.Store]:
        inner = self.inner
        try:
            yield inner
        except (OSError, RuntimeError) as error:
            raise StoreError(self._name, f"cannot be written: {_one_line(error)}") from error


def memory() -> LocalStore:
    """An empty store in memory."""
    return LocalStore(ox.Store(), "memory")


def disk(path: Path, *, read_only: bool = False) -> LocalStore:
    """The store in a directory, which is made when it does not exist. One process at a time may change it.

    Args:
        path: the directory.
        read_only: let any number of processes read it at once; it must exist, and not be changed meanwhile.

    Raises:
        StoreLocked: another process works on it.
        StoreError: it is damaged, or something else lies there.
    """
    try:
        if path.is_dir() and not (path / "CURRENT").exists() and any(path.iterdir()):
            raise StoreError(str(path), "holds other files and no store; name an empty or a new directory")
        if read_only:
            return LocalStore(ox.Store.read_only(str(path)), str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        return LocalStore(ox.Store(path), str(path))
    except OSError as error:
        if _LOCKED.search(str(error)):
            raise StoreLocked(str(path), "is in use by another process; wait until it ends") from None
        raise StoreError(str(path), f"cannot be opened: {_one_line(error)}") from error
    except RuntimeError as error:
        raise StoreError(str(path), f"{_REBUILD} ({_one_line(error)})") from error


def _check(quads: Iterable[ox.Quad]) -> None:
    """Refuse what no store may hold. Each IRI is looked at once: most of a million quads name the same few."""
    seen: set[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph] = set()
    for s, p, o, g in quads:
        if g not in seen and isinstance(g, ox.DefaultGraph):
            raise StoreError(f"{s} {p} {o}", "is in no named graph; name the graph that it belongs to")
        for term in (s, p, o.datatype if isinstance(o, ox.Literal) else o, g):
            if term not in seen:
                written(term)
                seen.add(term)


def _result(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Result:
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return tuple(answer)
    columns = tuple(v.value for v in answer.variables)
    return Rows(columns, tuple(tuple(solution[c] for c in columns) for solution in answer))


def _one_line(error: BaseException) -> str:
    line = " ".join(str(error).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
