"""Extractors by handle, from the entry-point group `claimgraph.extractors`; a factory loads when it is asked for."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import cast

from claimgraph.errors import UnknownExtractor
from claimgraph.extract.extractor import Extractor, Factory

__all__ = ["ACCURACIES", "GROUP", "extractor", "handle_of", "handles"]

GROUP = "claimgraph.extractors"
ACCURACIES = {
    "fast": "attribution.rules.v1",
    "best": "attribution.joined.v1",
}  # the newest handle for each trade of time against quality


def handle_of(accuracy: str) -> str:
    """The newest handle of an accuracy.

    Raises:
        UnknownExtractor: there is no such accuracy.
    """
    if accuracy not in ACCURACIES:
        raise UnknownExtractor(accuracy, f"no such accuracy; choose one of {', '.join(sorted(ACCURACIES))}")
    return ACCURACIES[accuracy]


def handles() -> tuple[str, ...]:
    """The handles that are installed, sorted."""
    return tuple(sorted(_installed()))


def extractor(handle: str, pipeline: str | None = None) -> Extractor:
    """The extractor with a handle, on a spaCy pipeline or on the default one.

    Raises:
        UnknownExtractor: nothing installed has this handle.
        MissingModel: the pipeline, or a model of the extractor's, is not installed.
    """
    entry = _installed().get(handle)
    if entry is None:
        raise UnknownExtractor(handle, f"no extractor has this handle; there are {', '.join(handles()) or 'none'}")
    factory = cast("Factory", entry.load())
    return factory(pipeline)


def _installed() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}
