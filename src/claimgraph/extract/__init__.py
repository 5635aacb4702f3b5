"""From documents to their extractions: actors, instruments, assertions, evidence, and what hangs together.

Importing this package loads no language model; `extract` does, when its first result is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimgraph.extract.extractor import Extractor
from claimgraph.extract.registry import ACCURACIES, extractor, handle_of, handles
from claimgraph.model import Document, Extraction

__all__ = ["ACCURACIES", "Extractor", "extract", "extractor", "handle_of", "handles"]


def extract(
    documents: Iterable[Document],
    *,
    handle: str | None = None,
    accuracy: str = "fast",
    pipeline: str | None = None,
) -> Iterator[Extraction]:
    """One extraction a document, in order, as the documents come.

    Args:
        documents: any number; they are read one by one.
        handle: the extractor to run, with its version; by default the newest of the wanted accuracy.
        accuracy: "fast" or "best", when no handle is given.
        pipeline: an installed spaCy pipeline; by default `parse.DEFAULT_PIPELINE`.

    Raises:
        UnknownExtractor: no extractor has this handle, or there is no such accuracy.
        MissingModel: the pipeline is not installed.
    """
    return extractor(handle or handle_of(accuracy), pipeline).extract(documents)
