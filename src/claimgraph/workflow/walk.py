"""Which files a list of paths names, in an order that no file system decides."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from claimgraph.read import SIDECAR_SUFFIX

__all__ = ["walk"]


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """The files under the paths, sorted, each once; hidden ones and sidecars are left out.

    A path that is no directory is given back as it is, so that reading it can say what is wrong.
    """
    seen: set[Path] = set()
    for path in paths:
        found = sorted(_under(path), key=_parts) if path.is_dir() else [path]
        for file in found:
            if file not in seen:
                seen.add(file)
                yield file


def _parts(path: Path) -> tuple[str, ...]:
    return path.parts


def _under(directory: Path) -> Iterator[Path]:
    """Directories are read as the system gives them: of a hundred thousand files each microsecond counts."""
    waiting = [os.fspath(directory)]
    while waiting:
        with suppress(PermissionError), os.scandir(waiting.pop()) as found:
            for entry in found:
                if entry.name.startswith("."):
                    continue
                if _is_directory(entry):
                    if not entry.is_symlink():
                        waiting.append(entry.path)
                elif not entry.name.endswith(SIDECAR_SUFFIX):
                    yield Path(entry.path)


def _is_directory(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that goes round
        return False
