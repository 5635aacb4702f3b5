"""What every reader takes and gives."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from claimgraph.model import Metadata

__all__ = ["DEFAULT_LIMIT", "Reader", "Reading"]

DEFAULT_LIMIT = 20_000_000  # bytes of a source, and characters of the text made from it


class Reading(NamedTuple):
    """What a reader makes of a source's bytes; the fields are those of `Document`."""

    text: str
    metadata: Metadata = Metadata()
    page_starts: tuple[int, ...] = ()
    body_start: int = 0


class Reader(Protocol):
    """One format. A module with this function is a reader, imported when a source first needs it."""

    def read(self, data: bytes, name: str, limit: int) -> Reading:
        """The text and metadata of a source.

        Args:
            data: the source's bytes; never empty.
            name: how errors call the source.
            limit: the most characters of text, and what bounds the work on compressed sources.

        Raises:
            UnreadableDocument: the source holds no text that this format's reader can give exactly.
        """
        ...
