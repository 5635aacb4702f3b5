"""Lines sorted and each once, in bounded memory: runs are sorted apart, kept in temporary files, and merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from typing import IO

__all__ = ["sorted_lines"]

_RUN = 250_000  # lines: about 100 MB of N-Quads


def sorted_lines(lines: Iterable[bytes], run: int = _RUN) -> Iterator[bytes]:
    """The lines in the order of their bytes, without repetition.

    Args:
        lines: each ends in a line feed and holds no other.
        run: how many are held at once. One file is open for each run.

    Raises:
        OSError: the temporary directory is full.
    """
    source = iter(lines)
    with ExitStack() as stack:
        runs: list[Iterable[bytes]] = []
        while part := sorted(islice(source, run)):
            if len(part) < run and not runs:
                runs.append(part)
                break
            file: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())
            file.writelines(part)
            file.seek(0)
            runs.append(file)
        yield from (line for line, _ in groupby(heapq.merge(*runs)))
