"""Running heads and page numbers, which would cut the sentences that go over a page's end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from claimgraph.read.paragraphs import Line

__all__ = ["without_running_heads"]

_PAGES = 3  # with the same line in the same place
_EDGE = 2  # lines at the top and at the bottom of a page that may be running ones
_PLACE = 3.0  # points between places that count as one
_NUMBER = re.compile(r"[0-9]+")


def without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines, less those at the edge of a page that three pages or more have there, whatever the number in them."""
    edges: list[Line] = []
    for _, page in groupby(lines, key=lambda line: line.page):
        on_page = list(page)
        edges += on_page[:_EDGE] + on_page[max(_EDGE, len(on_page) - _EDGE) :]
    seen = Counter(_key(line) for line in edges)
    running = {id(line) for line in edges if seen[_key(line)] >= _PAGES}
    return [line for line in lines if id(line) not in running]


def _key(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text), round(line.bottom / _PLACE)
