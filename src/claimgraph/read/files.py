"""Documents on disk, with the sidecars beside them. The only place of this package that opens files."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Document
from claimgraph.read.document import read
from claimgraph.read.reading import DEFAULT_LIMIT

__all__ = ["SIDECAR_SUFFIX", "read_path", "sidecar_paths"]

SIDECAR_SUFFIX = ".meta.toml"


def sidecar_paths(path: Path) -> tuple[Path, Path]:
    """Where a document's sidecar may lie, the first that exists counts: memo.txt.meta.toml, then memo.meta.toml."""
    return path.with_name(path.name + SIDECAR_SUFFIX), path.with_name(path.stem + SIDECAR_SUFFIX)


def read_path(path: Path, *, limit: int = DEFAULT_LIMIT) -> Document:
    """The document in a file, with its sidecar if there is one.

    Args:
        path: a regular file, or a symbolic link to one; becomes the document's origin as it is given.
        limit: see `read`.

    Raises:
        UnreadableDocument: there is no such file, it is no regular file, or see `read`.
    """
    data = _content(path, limit)
    if data is None:
        raise UnreadableDocument(str(path), "no such file, or a link to nothing; check the path")
    beside = (_content(each, limit) for each in sidecar_paths(path))
    return read(str(path), data, next((b for b in beside if b is not None), None), limit=limit)


def _content(path: Path, limit: int) -> bytes | None:
    """A file's bytes, one more than the limit at most; None when there is no such file."""
    try:
        # Without O_NONBLOCK, opening a pipe waits for somebody to write to it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            mode = os.fstat(handle).st_mode
            if not stat.S_ISREG(mode):
                raise UnreadableDocument(
                    str(path), f"is {_sort(mode)}, not a file; give files, or - for standard input"
                )
            with os.fdopen(handle, "rb", closefd=False) as file:
                return file.read(limit + 1)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENAMETOOLONG}:
            return None
        raise UnreadableDocument(
            str(path), f"cannot be opened ({error.strerror}); check the path and its rights"
        ) from error
    except ValueError as error:  # a NUL in the name
        raise UnreadableDocument(str(path), f"cannot be a file's name ({error})") from error


def _sort(mode: int) -> str:
    sorts = ((stat.S_ISDIR, "a directory"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((sort for test, sort in sorts if test(mode)), "a device")
