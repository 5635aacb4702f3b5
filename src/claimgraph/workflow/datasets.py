"""A workspace's datasets in its store: each in its own graph, made again when file, mapping or identity change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, Quad

from claimgraph import merge
from claimgraph.assess import facts_of
from claimgraph.errors import ClaimgraphError, UnmappedValue, UnreadableDocument
from claimgraph.merge.foreign import rdf_quads, stated_ties
from claimgraph.merge.mapping import Metadata
from claimgraph.model.identifiers import digest, graph_id
from claimgraph.rdf.run import tool_version
from claimgraph.resolve import Identity
from claimgraph.store import Rows, Store
from claimgraph.store.updates import graph_node
from claimgraph.workflow.cache import Cache
from claimgraph.workflow.progress import Progress
from claimgraph.workflow.registry import Merged
from claimgraph.workflow.renaming import ids_of, renamed
from claimgraph.workflow.text import read_text
from claimgraph.workflow.workspace import Workspace

__all__ = ["Arrival", "bring", "known_as"]

_CHUNK = 50_000  # quads between two writes: about 50 MB of terms
_COUNT = "SELECT (COUNT(*) AS ?quads) WHERE {{ GRAPH {} {{ ?s ?p ?o }} }}"  # a bound name is joined: ten times as slow
_TOLD = 1_000  # messages that are kept of one dataset; the rest is counted


@dataclass
class Arrival:
    """What bringing one dataset came to.

    Attributes:
        dataset: its name.
        counts: records by table and sort, those that several files give once.
        counting: what the counts are made of.
        quads: how many the graph holds, itself described.
        told: what was not merged, one message each.
        failed: why the dataset is not in the store; None where it is.
    """

    dataset: str
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    counting: dict[str, merge.Counting] = field(default_factory=dict)
    quads: int = 0
    told: list[ClaimgraphError] = field(default_factory=list)
    untold: int = 0
    failed: ClaimgraphError | None = None

    def tell(self, error: ClaimgraphError) -> None:
        """Keep a message, or count it where there are too many to read."""
        if len(self.told) < _TOLD:
            self.told.append(error)
        else:
            self.untold += 1

    def messages(self) -> Iterator[ClaimgraphError]:
        """The messages, and how many more there were."""
        yield from self.told
        if self.untold:
            yield UnmappedValue(self.dataset, f"and {self.untold:,} more of the kind; mend these first")
        if self.failed is not None:
            yield self.failed


class _Target(NamedTuple):
    workspace: Workspace
    cache: Cache
    disk: Store
    who: Identity
    progress: Progress


def known_as(entry: Merged, root: Path) -> merge.Dataset:
    """The dataset of a registered file, from this package or from the user's own mapping.

    Raises:
        BadParameter: there is none, or the mapping is malformed.
    """
    return merge.own_dataset(root / entry.mapping) if entry.kind == "csv" else merge.dataset(entry.dataset)


def bring(  # noqa: PLR0913, PLR0917 what every step of a build works with, and the datasets
    workspace: Workspace, cache: Cache, disk: Store, who: Identity, datasets: Iterable[Merged], progress: Progress
) -> tuple[Arrival, ...]:
    """Let the store hold these files of datasets, and nothing of other datasets.

    A dataset whose file is gone keeps its graph, and is told of; one that cannot be merged has none.
    """
    target = _Target(workspace, cache, disk, who, progress)
    entries: dict[str, list[Merged]] = {}
    for entry in datasets:
        entries.setdefault(entry.dataset, []).append(entry)
    prefix = workspace.base + graph_id("dataset", "")
    held = {g.removeprefix(prefix) for g in cache.loaded() if g.startswith(prefix)}
    for name in sorted({*held, *cache.merged()} - entries.keys()):
        _forget(target, name)
        cache.set_loaded(merge.graph_of(name, workspace.base), None)
        cache.commit()
    arrivals = (_bring(target, name, files) for name, files in sorted(entries.items()))
    return tuple(a for a in arrivals if a is not None)


def _forget(target: _Target, name: str) -> None:
    """Drop a dataset's graph, which counts as being changed from before that."""
    graph = merge.graph_of(name, target.workspace.base)
    target.cache.set_loaded(graph, "")
    target.cache.outdate(graph)  # what is kept of it for assessing is of one store at a time
    target.cache.forget_merged(name)
    target.cache.commit()
    target.disk.drop(graph)


def _bring(target: _Target, name: str, files: list[Merged]) -> Arrival | None:
    """One dataset, if it is not in the store as it should be."""
    arrival = Arrival(name)
    graph = merge.graph_of(name, target.workspace.base)
    try:
        token = _token(target, files)
    except ClaimgraphError as error:
        arrival.failed = error
        return arrival
    if target.cache.loaded().get(graph) == f"{token} {_people(target, name)}":
        return None
    _forget(target, name)
    try:
        for chunk in _chunks(_quads(target, name, files, arrival)):
            target.disk.add(chunk)
    except ClaimgraphError as error:
        _forget(target, name)
        arrival.failed = error
        return arrival
    arrival.quads = _size(target.disk, graph)
    target.cache.set_loaded(graph, f"{token} {_people(target, name)}")
    target.cache.commit()
    return arrival


def _people(target: _Target, name: str) -> str:
    """What identity says about those whom a dataset holds: other judgements do not make it be merged again."""
    return target.who.token(n for n in target.who.canonical if target.cache.merged_holds(name, n))


def _token(target: _Target, files: list[Merged]) -> str:
    """What a graph depends on besides identity: the files as they lie there, and what reads them."""
    parts = [target.workspace.base, tool_version()]
    for entry in files:
        parts.extend(_stamp(target.workspace.root / path) for path in (entry.file, entry.mapping) if path)
        if entry.kind != "rdf":
            parts.append(repr(known_as(entry, target.workspace.root)))
        parts.append(repr(entry))
    return digest(*parts)


def _stamp(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError as error:
        raise UnreadableDocument(str(path), f"cannot be read: {error.strerror}; merge it again, or remove it") from None
    return f"{stat.st_size} {stat.st_mtime_ns}"


def _quads(target: _Target, name: str, files: list[Merged], arrival: Arrival) -> Iterator[Quad]:
    root, base = target.workspace.root, target.workspace.base
    if files[0].kind == "rdf":
        metadata = Metadata(
            name, files[0].source, files[0].licence, name
        )  # where a file lies is nobody else's business
    else:
        metadata = known_as(files[0], root).metadata
    yield from merge.header(name, metadata, base)
    for entry in files:
        path = root / entry.file
        size = path.stat().st_size
        if entry.kind == "rdf":
            yield from _rdf(target, entry, path, arrival)
        else:
            yield from _rows(target, entry, path, arrival, size)


def _told(target: _Target, step: str, size: int) -> Callable[[int], None]:
    return lambda at: target.progress(step, min(at, size), size)


def _rdf(target: _Target, entry: Merged, path: Path, arrival: Arrival) -> Iterator[Quad]:
    construct = read_text(target.workspace.root / entry.mapping) if entry.mapping else None
    quads = rdf_quads(path, entry.dataset, target.workspace.base, construct)
    ties = sorted(set(stated_ties(quads, target.workspace.base)), key=repr)
    target.cache.add_merged(entry.dataset, ties, ())
    arrival.counts[path.name] = {"triples": len(quads), "affiliations": len(ties)}
    yield from quads


def _rows(target: _Target, entry: Merged, path: Path, arrival: Arrival, size: int) -> Iterator[Quad]:
    dataset = known_as(entry, target.workspace.root)
    for table in dataset.tables:
        if entry.layout and table.name != entry.layout:
            continue
        source = merge.Source(dataset.name, dataset.metadata, table)
        counting = merge.Counting()
        step = f"{dataset.name} records" if table.lookup else dataset.name
        told, of_names = _told(target, step, size), _told(target, f"{dataset.name} names", size)
        for found in merge.records(path, source, counting, arrival.tell, told, of_names):
            target.cache.add_held(entry.dataset, ids_of(found))
            record = renamed(found, target.who)
            if record.extraction.assertions:
                target.cache.add_merged(entry.dataset, (), (facts_of(record.document, record.extraction),))
            else:
                target.cache.add_merged(entry.dataset, record.extraction.affiliations, ())
            yield from merge.quads_of(record, dataset.name, target.workspace.base)
        arrival.counting.setdefault(table.name, merge.Counting()).absorb(counting)
        arrival.counts[table.name] = arrival.counting[table.name].total()


def _chunks(quads: Iterator[Quad]) -> Iterator[list[Quad]]:
    """Quads that come twice are left to the store: looking for them here costs as much as making them."""
    while chunk := list(islice(quads, _CHUNK)):
        yield chunk


def _size(store: Store, graph: str) -> int:
    """How many quads a graph holds."""
    answer = store.query(_COUNT.format(graph_node(graph)))
    assert isinstance(answer, Rows)
    ((count,),) = answer.rows
    assert isinstance(count, Literal)
    return int(count.value)
