"""From quads to bytes, or to a file that is either the old one or the whole new one."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad

from claimgraph.export.catalogue import exporter, format_named, format_of
from claimgraph.export.protocol import Format

__all__ = ["export", "export_to", "save"]


def export(quads: Iterable[Quad], name: str) -> bytes:
    """Quads in a format, by its name.

    Raises:
        BadParameter: there is no such format.
    """
    out = io.BytesIO()
    export_to(quads, name, out)
    return out.getvalue()


def export_to(quads: Iterable[Quad], name: str, out: BinaryIO) -> None:
    """Quads in a format, by its name, to an open binary stream (standard output, a response).

    Raises:
        BadParameter: there is no such format.
    """
    exporter(format_named(name))(quads, out)


def save(quads: Iterable[Quad], path: Path, name: str | None = None) -> Format:
    """Quads to a file, whole or not at all: a reader never sees half of it, and a crash leaves the old one.

    Args:
        quads: what to write.
        path: where to. A link is followed; a device or pipe is written to as it is.
        name: the format; by default the end of the file's name tells it.

    Returns:
        the format that was written.

    Raises:
        BadParameter: there is no such format, or the file's name tells none.
        OSError: the file cannot be written.
    """
    chosen = format_of(path) if name is None else format_named(name)
    write = exporter(chosen)
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as out:
            write(quads, out)
        return chosen
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as out:
            write(quads, out)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return chosen
