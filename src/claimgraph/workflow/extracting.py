"""The step of a build that extracts: what has no extraction yet, wherever the work is done."""

from __future__ import annotations

from contextlib import closing

from claimgraph.extract import ACCURACIES
from claimgraph.extract.spread import Spread, Task, processes, serial
from claimgraph.workflow.cache import Cache, kept
from claimgraph.workflow.extract import configuration
from claimgraph.workflow.progress import Progress, silent
from claimgraph.workflow.workspace import Workspace

__all__ = ["extract_missing", "spread_over"]

_COMMIT_EVERY = 32  # documents; what a kill can cost


def spread_over(jobs: int = 1) -> Spread:
    """Where documents are extracted: here, or in so many processes of this machine."""
    return processes(jobs) if jobs > 1 else serial


def extract_missing(workspace: Workspace, cache: Cache, spread: Spread = serial, progress: Progress = silent) -> str:
    """Extract the documents that have no extraction under this configuration; the configuration's key.

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
                cache.add_extraction(key, row)
                if done % _COMMIT_EVERY == 0:
                    cache.commit()
                progress("extract", done, len(todo))
        finally:
            cache.commit()
    return key
