"""Templates: "{column} and words" to texts. A template whose columns are all empty gives nothing.

A template gives a text for each value of its column. Several columns are read side by side, as lists of one length; one
that has a single value goes with each of the others' values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from claimgraph.merge.cells import Cells, Refused

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
    if len(columns) == 1:
        values, (front, back) = cells.values(columns[0]), words
        if not values or not (front or back):
            return values
        return tuple(dict.fromkeys([f"{front}{v}{back}" for v in values]))
    lists = [cells.values(name) for name in columns]
    if not all(lists):
        return ()
    count = max(map(len, lists))
    for name, found in zip(columns, lists, strict=True):
        if len(found) not in (1, count):
            raise Refused(f"has {len(found)} values in {name!r} where another column beside it has {count}")
    beside = zip(*(found * count if len(found) == 1 else found for found in lists), strict=True)
    return tuple(dict.fromkeys(_joined(words, values) for values in beside))


def _joined(words: tuple[str, ...], values: tuple[str, ...]) -> str:
    return words[0] + "".join(v + w for v, w in zip(values, words[1:], strict=True))


def first(templates: str | Iterable[str], cells: Cells) -> str:
    """The first text of the first template that gives one; "" where none does."""
    for template in (templates,) if isinstance(templates, str) else templates:
        found = texts(template, cells)
        if found:
            return found[0]
    return ""
