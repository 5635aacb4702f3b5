"""Which files a list of paths names, in an order that no file system decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from claimgraph.read import SIDECAR_SUFFIX

__all__ = ["walk"]


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """The files under the paths, sorted, each once; hidden ones and sidecars are left out.

    A path that is no directory is given back as it is, so that reading it can say what is wrong.
    """
    seen: set[Path] = set()
    for path in paths:
        found = sorted(_under(path)) if path.is_dir() else [path]
        for file in found:
            if file not in seen:
                seen.add(file)
                yield file


def _under(directory: Path) -> Iterator[Path]:
    for path in directory.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(directory).parts)
        if not hidden and not path.name.endswith(SIDECAR_SUFFIX) and not path.is_dir():
            yield path
