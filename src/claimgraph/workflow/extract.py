"""Documents in, records or quads out; no workspace needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from itertools import tee
from pathlib import Path

from pyoxigraph import Quad

from claimgraph import extract as extractors
from claimgraph.assess import statuses
from claimgraph.errors import UnreadableDocument
from claimgraph.extract.pipelines import pipeline_version
from claimgraph.extract.spread import Spread, Task, as_it_is, serial
from claimgraph.model import Document, Extraction
from claimgraph.model.record import Record, to_record
from claimgraph.rdf import encode
from claimgraph.workflow.progress import Progress, silent
from claimgraph.workflow.sources import documents
from claimgraph.workflow.workspace import Workspace

__all__ = ["configuration", "extractions", "quads", "records"]


def configuration(workspace: Workspace) -> str:
    """What an extraction in a workspace depends on besides the document: its key in the cache."""
    handle = extractors.ACCURACIES[workspace.accuracy]
    tagger = os.environ.get("CLAIMGRAPH_TAGGER", "") if workspace.accuracy == "best" else ""
    pipeline = f"{workspace.pipeline}={pipeline_version(workspace.pipeline) or ''}"
    return f"{handle} {pipeline} {tagger} {version('claimgraph')}"


def extractions(  # noqa: PLR0913 one for each option
    paths: Iterable[Path],
    skip: Callable[[UnreadableDocument], None],
    *,
    accuracy: str = "fast",
    pipeline: str | None = None,
    progress: Progress = silent,
    spread: Spread = serial,
) -> Iterator[tuple[Document, Extraction]]:
    """Each readable document with what is in it, as they come.

    Raises:
        MissingModel: the spaCy pipeline is not installed.
        UnknownExtractor: there is no such accuracy.
        WorkerLost: see `Spread`.
    """
    kept, read = tee(documents(paths, skip, progress))
    task = Task(as_it_is, extractors.handle_of(accuracy), pipeline)
    for document, extraction in zip(kept, spread(read, task), strict=True):
        if isinstance(extraction, UnreadableDocument):
            skip(extraction)
        else:
            yield document, extraction


def records(pairs: Iterable[tuple[Document, Extraction]]) -> Iterator[Record]:
    """Each extraction as the JSON-able record of the contract, with what this text alone says of independence."""
    for document, extraction in pairs:
        yield to_record(document, extraction, statuses(document, extraction))


def quads(pairs: Iterable[tuple[Document, Extraction]]) -> Iterator[Quad]:
    """All extractions as quads, each in its document's graph."""
    for document, extraction in pairs:
        yield from encode(document, extraction)
