"""Files of a workspace are replaced whole: a kill or a full disk leaves the old one, never half of the new.

A file that was not finished has a hidden name of its own, which no step reads and the next writing takes over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copymode, rmtree
from typing import BinaryIO

from claimgraph.errors import BadWorkspace

__all__ = ["made", "removed", "replaced", "replacing", "unfinished", "unwritable"]


def unwritable(path: Path, error: OSError) -> BadWorkspace:
    """What the system says of a file that cannot be written, and what mends it."""
    return BadWorkspace(
        str(path), f"cannot be written: {error.strerror or error}; make room or permissions, then run it again"
    )


def made(directory: Path) -> None:
    """Let a directory be there.

    Raises:
        BadWorkspace: it cannot be made.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(directory, error) from error


def unfinished(path: Path) -> Path:
    """Where a file lies until it is whole."""
    return path.with_name(f".{path.name}.part")


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the other's place when all is on the disk. A link is followed.

    Raises:
        BadWorkspace: it cannot be written; the old one is as it was.
    """
    target = path.resolve()
    part = unfinished(target)
    try:
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            copymode(target, part)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise unwritable(path, error) from error


def replaced(path: Path, text: str) -> None:
    """Let a file hold this text.

    Raises:
        BadWorkspace: it cannot be written; the old one is as it was.
    """
    with replacing(path) as out:
        out.write(text.encode())


def removed(path: Path) -> None:
    """Take away a file, or a directory at once: one that lost only some of its files could pass for whole.

    Raises:
        OSError: it cannot be removed.
    """
    if path.is_dir():
        gone = unfinished(path)
        if gone.exists():
            rmtree(gone)
        path.rename(gone)
        rmtree(gone)
    else:
        path.unlink(missing_ok=True)
