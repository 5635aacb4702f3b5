"""Make or update a workspace: read, extract, resolve, load, assess. Each step does only what changed.

A killed build resumes: what was read and extracted is in the cache a batch at a time, and a graph that was being
changed has no token, so the next build puts it in again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from claimgraph import store
from claimgraph.errors import ClaimgraphError, UnreadableDocument
from claimgraph.extract.spread import Spread, serial
from claimgraph.model import Verdict
from claimgraph.rdf.quads import ordered
from claimgraph.read import read_path, sidecar_paths
from claimgraph.resolve import Identity
from claimgraph.resolve.graph import GRAPH
from claimgraph.workflow.assessing import assess_all
from claimgraph.workflow.cache import Cache, open_cache, stamp
from claimgraph.workflow.datasets import Arrival, bring
from claimgraph.workflow.extracting import extract_missing
from claimgraph.workflow.linking import Links, link
from claimgraph.workflow.loading import Place, load, mark
from claimgraph.workflow.progress import Progress, silent
from claimgraph.workflow.registry import Merged, registered
from claimgraph.workflow.stores import flush, writing
from claimgraph.workflow.walk import walk
from claimgraph.workflow.workspace import Workspace, held, judgements

__all__ = ["Report", "build", "rebuild"]

_COMMIT_EVERY = 32  # documents; what a kill can cost


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    `skipped` names each input that could not be read; `verdicts` counts the default policy's; `arrivals` are the
    datasets that were merged again.
    """

    documents: int
    changed: int
    claims: int
    verdicts: dict[Verdict, int]
    skipped: tuple[ClaimgraphError, ...]
    arrivals: tuple[Arrival, ...] = ()


class _Site(NamedTuple):
    """What every step of a build works with."""

    workspace: Workspace
    cache: Cache
    disk: store.Store
    who: Identity
    progress: Progress


def build(
    root: Path,
    paths: tuple[Path, ...] = (),
    progress: Progress = silent,
    spread: Spread = serial,
    endpoint: str | None = None,
) -> Report:
    """Bring the workspace at `root` up to date with its documents and decisions.

    Args:
        root: the workspace's directory; made if it does not exist.
        paths: documents or directories to add to the workspace.
        progress: told of each step.
        spread: where documents are extracted.
        endpoint: the SPARQL endpoint that is to hold the graph from now on; None leaves that as it is.

    Raises:
        BadWorkspace: the configuration or a decision is malformed, or the directory cannot be written.
        StoreLocked: another process works on it.
        EndpointUnavailable: the endpoint does not answer; what was loaded so far is kept.
        MissingModel: the configured spaCy pipeline is not installed.
        WorkerLost: extraction stopped; what was finished is kept.
    """
    with held(root, paths, endpoint) as workspace:
        return rebuild(workspace, registered(root), progress, spread)


def rebuild(
    workspace: Workspace, datasets: Iterable[Merged], progress: Progress = silent, spread: Spread = serial
) -> Report:
    """The same for a workspace that is held already, with these datasets and no others.

    What is registered is what counts: a build that was killed before its datasets were registered is undone by the
    next.

    Raises:
        as `build`.
    """
    people = judgements(workspace)
    with open_cache(workspace.cache) as cache, writing(workspace, cache) as disk:
        site = _Site(workspace, cache, disk, Identity({}, {}), progress)
        skipped = _read(site)
        key = extract_missing(workspace, cache, spread, progress, skipped.append)
        links = link(workspace, cache, key, people)
        site = site._replace(who=links.who)
        _put(site, links)
        changed = load(Place(workspace, cache, key, disk), links, progress)
        arrivals = bring(workspace, cache, disk, site.who, datasets, progress)
        verdicts = assess_all(workspace, cache, disk, key, site.who, progress)
        flush(disk)
        documents = len(cache.versions())
        cache.sweep()
        cache.commit()
    return Report(
        documents=documents,
        changed=changed,
        claims=sum(verdicts.values()),
        verdicts=verdicts,
        skipped=(*skipped, *(message for a in arrivals for message in a.messages())),
        arrivals=arrivals,
    )


def _read(site: _Site) -> list[ClaimgraphError]:
    """Read the files that are new or changed, and forget those that are gone."""
    workspace, cache = site.workspace, site.cache
    files = list(walk(workspace.root / p for p in workspace.documents))
    skipped: list[ClaimgraphError] = []
    kept: list[str] = []
    for done, path in enumerate(files, 1):
        site.progress("read", done, len(files))
        name = path.absolute().as_posix()
        at = stamp(path, sidecar_paths(path))
        if cache.version_of(name, at) is None:
            try:
                document = read_path(path)
            except UnreadableDocument as error:
                skipped.append(error)
                continue
            cache.add_document(document)
            if at is not None:
                cache.remember_file(name, at, document.version)
            if done % _COMMIT_EVERY == 0:
                cache.commit()
        kept.append(name)
    cache.forget_files(kept)
    cache.commit()
    return skipped


def _put(site: _Site, links: Links) -> None:
    """Let the store hold the graph of identity, under a token that says what it rests on."""
    graph = site.workspace.base + GRAPH
    if links.gone is None:
        mark(site.cache, {graph: ""})
        site.disk.replace(graph, ordered(links.come))
    elif links.gone or links.come:
        mark(site.cache, {graph: ""})
        site.disk.change(graph, ordered(links.gone), ordered(links.come))
    if site.cache.token_of(graph) != links.token:
        mark(site.cache, {graph: links.token})
