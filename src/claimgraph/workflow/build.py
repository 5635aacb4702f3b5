"""Make or update a workspace: read, extract, resolve, load, assess. Each step does only what changed.

A killed build resumes: what was read and extracted is in the cache a batch at a time, and a graph that was being
changed has no token, so the next build puts it in again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from claimgraph import assess, extract, rdf, store
from claimgraph.errors import ClaimgraphError, StoreError, UnreadableDocument
from claimgraph.model import Assessment, Document, Extraction, Verdict
from claimgraph.model.identifiers import digest, graph_id
from claimgraph.read import read_path, sidecars
from claimgraph.resolve import Identity, apply
from claimgraph.workflow.cache import Cache, open_cache, stamp
from claimgraph.workflow.progress import Progress, silent
from claimgraph.workflow.walk import walk
from claimgraph.workflow.workspace import Workspace, create, decisions, locked

__all__ = ["Report", "build"]

_COMMIT_EVERY = 32  # documents; what a kill can cost


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `skipped` names each input that could not be read; `verdicts` counts the default policy's."""

    documents: int
    changed: int
    assertions: int
    claims: int
    verdicts: dict[Verdict, int]
    skipped: tuple[ClaimgraphError, ...]


def build(root: Path, paths: tuple[Path, ...] = (), progress: Progress = silent) -> Report:
    """Bring the workspace at `root` up to date with its documents and decisions.

    Args:
        root: the workspace's directory; made if it does not exist.
        paths: documents or directories to add to the workspace.
        progress: told of each step.

    Raises:
        BadWorkspace: the configuration or a decision is malformed, or the directory cannot be written.
        StoreLocked: another process works on it.
        MissingModel: the configured spaCy pipeline is not installed.
    """
    workspace = create(root, paths)
    who = decisions(workspace)
    with locked(workspace), open_cache(workspace.cache) as cache:
        skipped = _read(workspace, cache, progress)
        key = _extract(workspace, cache, progress)
        changed = _load(workspace, cache, key, who, progress)
        counts = Counter[str]()
        assessments = assess.assess(_counted(_resolved(cache, key, who), counts))
        _load_assessments(workspace, cache, assessments, changed=changed)
    return Report(
        documents=counts["documents"],
        changed=changed,
        assertions=counts["assertions"],
        claims=len(assessments),
        verdicts={v: sum(a.verdict is v for a in assessments) for v in Verdict},
        skipped=skipped,
    )


def _read(workspace: Workspace, cache: Cache, progress: Progress) -> tuple[ClaimgraphError, ...]:
    """Read the files that are new or changed, and forget those that are gone."""
    files = list(walk(workspace.root / p for p in workspace.documents))
    skipped: list[ClaimgraphError] = []
    kept: list[str] = []
    for done, path in enumerate(files, 1):
        progress("read", done, len(files))
        name = path.absolute().as_posix()
        at = stamp(path, sidecars(path))
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
    return tuple(skipped)


def _extract(workspace: Workspace, cache: Cache, progress: Progress) -> str:
    """Extract what has no extraction under this configuration; the configuration's key."""
    pipeline = workspace.pipeline or extract.DEFAULT_PIPELINE
    key = extract.configuration(accuracy=workspace.accuracy, pipeline=pipeline)
    todo = cache.without_extraction(key)
    documents = [d for d in (cache.document(v) for v in todo) if d is not None]
    found = extract.extract(iter(documents), accuracy=workspace.accuracy, pipeline=pipeline)
    for done, (document, extraction) in enumerate(zip(documents, found, strict=True), 1):
        cache.add_extraction(document, key, extraction)
        if done % _COMMIT_EVERY == 0:
            cache.commit()
        progress("extract", done, len(todo))
    cache.commit()
    return key


def _resolved(cache: Cache, key: str, who: Identity) -> Iterator[tuple[Document, Extraction]]:
    for document, extraction in cache.pairs(key):
        yield document, apply(extraction, who)


def _counted(
    pairs: Iterator[tuple[Document, Extraction]], counts: Counter[str]
) -> Iterator[tuple[Document, Extraction]]:
    for document, extraction in pairs:
        counts["documents"] += 1
        counts["assertions"] += len(extraction.assertions)
        yield document, extraction


def _load(workspace: Workspace, cache: Cache, key: str, who: Identity, progress: Progress) -> int:
    """Let the store hold one graph for each document version; how many changed."""
    identity_token = digest(json.dumps([who.canonical, who.labels], sort_keys=True))
    wanted = {workspace.base + graph_id("document", v): v for v in cache.versions()}
    token = digest(key, identity_token, workspace.base)
    if not workspace.store.exists():
        _forget_loaded(cache)
    held = cache.loaded()
    stale = [g for g, v in sorted(wanted.items()) if held.get(g) != token]
    gone = [g for g in sorted(held) if g.startswith(workspace.base + graph_id("document", "")) and g not in wanted]
    if not stale and not gone:
        return 0
    with _open(workspace, cache) as disk:
        for graph in gone:
            disk.drop(graph)
            cache.set_loaded(graph, None)
        for done, graph in enumerate(stale, 1):
            document, extraction = cache.document(wanted[graph]), cache.extraction(wanted[graph], key)
            if document is None or extraction is None:
                continue
            disk.replace(graph, rdf.encode(document, apply(extraction, who), workspace.base))
            cache.set_loaded(graph, token)
            if done % _COMMIT_EVERY == 0:
                cache.commit()
            progress("load", done, len(stale))
    cache.commit()
    return len(stale) + len(gone)


def _forget_loaded(cache: Cache) -> None:
    for graph in cache.loaded():
        cache.set_loaded(graph, None)
    cache.commit()


def _open(workspace: Workspace, cache: Cache) -> store.Store:
    """The store on disk; one that cannot be opened is derived and made again."""
    with suppress(StoreError):
        return store.disk(workspace.store)
    _forget_loaded(cache)
    rmtree(workspace.store, ignore_errors=True)
    return store.disk(workspace.store)


def _load_assessments(
    workspace: Workspace, cache: Cache, assessments: tuple[Assessment, ...], *, changed: bool | int
) -> None:
    """Let the store hold the assessments, if anything they rest on changed."""
    graph = workspace.base + graph_id("assessment", "default")
    token = digest(repr(assessments))
    if cache.loaded().get(graph) == token and not changed:
        return
    with _open(workspace, cache) as disk:
        disk.replace(graph, rdf.encode_assessments(assessments, workspace.base))
    cache.set_loaded(graph, token)
    cache.commit()
