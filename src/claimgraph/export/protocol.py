"""What an exporter is: the seam between the claim graph and any file format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, NamedTuple, Protocol

from pyoxigraph import Quad

__all__ = ["Exporter", "Format"]


class Exporter(Protocol):
    """Writes quads as one format.

    The same quads give the same bytes, in whatever order they come; nothing depends on the clock, the machine or
    the hash seed. Texts come out as they went in, but for what a format cannot hold (its module says what).
    """

    def __call__(self, quads: Iterable[Quad], out: BinaryIO, /) -> None:
        """Write all quads to a binary stream, which stays open."""


class Format(NamedTuple):
    """A row of the catalogue of formats.

    `target` is "module:function", imported when the format is first asked for, because some need networkx.
    """

    name: str
    suffix: str
    media_type: str
    summary: str
    target: str
