"""The step of a build that extracts: what has no extraction yet, wherever the work is done."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from claimgraph.errors import UnreadableDocument
from claimgraph.extract import ACCURACIES
from claimgraph.extract.spread import Spread, Task, cluster, processes, serial
from claimgraph.workflow.cache import Cache, kept
from claimgraph.workflow.extract import configuration
from claimgraph.workflow.progress import Progress, silent
from claimgraph.workflow.workspace import Workspace

__all__ = ["extract_missing", "spread_over"]

_COMMIT_EVERY = 32  # documents; what a kill can cost


def spread_over(jobs: int = 1, scheduler: str | None = None) -> Spread:
    """Where documents are extracted: here, in so many processes of this machine, or by a cluster's workers."""
    if scheduler is not None:
        return cluster(scheduler)
    return processes(jobs) if jobs > 1 else serial


def _raise(error: UnreadableDocument) -> None:
    raise error


def extract_missing(
    workspace: Workspace,
    cache: Cache,
    spread: Spread = serial,
    progress: Progress = silent,
    skip: Callable[[UnreadableDocument], None] = _raise,
) -> str:
    """Extract the documents that have no extraction under this configuration; the configuration's key.

    Args:
        workspace: whose configuration.
        cache: holds the documents, and then what was extracted.
        spread: where it is done.
        progress: told of each document.
        skip: told of each document that ended the workers that read it.

    Raises:
        MissingModel: the configured spaCy pipeline is not installed.
        WorkerLost: see `Spread`; what was finished is kept.
    """
    key = configuration(workspace)
    todo = cache.without_extraction(key)
    if not todo:
        return key  # and nobody pays for a pipeline
    documents = (d for d in map(cache.document, todo) if d is not None)
    task = Task(kept, ACCURACIES[workspace.accuracy], workspace.pipeline or None)
    with closing(spread(documents, task)) as found:
        try:
            for done, row in enumerate(found, 1):
                if isinstance(row, UnreadableDocument):
                    skip(row)
                else:
                    cache.add_extraction(key, row)
                if done % _COMMIT_EVERY == 0:
                    cache.commit()
                progress("extract", done, len(todo))
        finally:
            cache.commit()
    return key
