"""Templates: "{column} and words" to texts. A template whose columns are all empty gives nothing.

A template that is one column alone gives each of its values; so does one with words around a single column. Of several
columns each must have a value, and only the last may have more than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from claimgraph.merge.cells import Cells

__all__ = ["columns_of", "first", "texts"]

_HOLE = re.compile(r"\{([^{}]*)\}")


@cache
def _parts(template: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words between the columns, one more than there are columns, and the columns."""
    pieces = _HOLE.split(template)
    return tuple(pieces[::2]), tuple(pieces[1::2])


def columns_of(template: str) -> tuple[str, ...]:
    """The columns that a template names."""
    return _parts(template)[1]


def texts(template: str, cells: Cells) -> tuple[str, ...]:
    """The texts that a template gives for a row, in order, each once."""
    words, columns = _parts(template)
    if not columns:
        return (template,) if template else ()
    if len(columns) == 1 and words == ("", ""):
        return cells.values(columns[0])
    front = words[0]
    for name, between in zip(columns[:-1], words[1:-1], strict=True):
        found = cells.values(name)
        if not found:
            return ()
        front += found[0] + between
    return tuple(f"{front}{v}{words[-1]}" for v in cells.values(columns[-1]))


def first(templates: str | Iterable[str], cells: Cells) -> str:
    """The first text of the first template that gives one; "" where none does."""
    for template in (templates,) if isinstance(templates, str) else templates:
        found = texts(template, cells)
        if found:
            return found[0]
    return ""
