"""From paths to documents; what cannot be read is told and left out, and the rest goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Document
from claimgraph.read import read, read_path
from claimgraph.workflow.progress import Progress, silent
from claimgraph.workflow.walk import walk

__all__ = ["documents"]


def documents(
    paths: Iterable[Path], skip: Callable[[UnreadableDocument], None], progress: Progress = silent
) -> Iterator[Document]:
    """The documents under the paths, one in memory at a time; `-` is standard input.

    Args:
        paths: files and directories.
        skip: told of each input that cannot be read.
        progress: told of each file.
    """
    files = list(walk(paths))
    for done, path in enumerate(files, 1):
        progress("read", done, len(files))
        try:
            yield read("-", sys.stdin.buffer.read()) if path == Path("-") else read_path(path)
        except UnreadableDocument as error:
            skip(error)
