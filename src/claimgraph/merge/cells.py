"""What a row's columns hold: values by column, and what the mapping does not know of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from claimgraph.merge.mapping import Capture, Column, Table

__all__ = ["Cells", "Layout", "Refused"]

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)", re.ASCII)
_MOSTLY = frozenset({"False", "false", ""})
_TRUE, _FALSE = frozenset({"true", "yes", "1", "y"}), frozenset({"false", "no", "0", "n"})

Values = tuple[str, ...]


class Refused(ValueError):
    """A row cannot be read: the message says which column and why."""


class Cells(NamedTuple):
    """One row, or one item of a list in it: values by column name, with the row around it where it is an item."""

    layout: Layout
    row: Mapping[str, Any]
    at: str  # the path of the list that this is an item of; "" for the row itself
    around: Cells | None
    memory: dict[str, Values]

    def values(self, name: str) -> Values:
        """The values of a column; none where it is empty or the file has none.

        Raises:
            Refused: a value is not of the column's shape, or outside its list.
        """
        found = self.memory.get(name)
        if found is None:
            found = self.memory[name] = self.layout.read(self, name)
        return found

    def items(self, path: str) -> Iterator[Cells]:
        """The items of a list in the row, each with the row around it."""
        for item in _listed(self.row, path.split("/")):
            row = item if isinstance(item, Mapping) else {".": item}
            yield Cells(self.layout, row, path, self, {})


class Layout:
    """A table's columns as one file has them."""

    def __init__(self, table: Table, warn: Callable[[str], None]) -> None:
        self.table = table
        self._warn = warn
        self._keys: dict[str, str] = {}  # column name -> key or path in the file
        self._flags: dict[str, list[tuple[str, str]]] = {}  # into -> [(key, word)]
        self._seen: set[str] = set()
        self._readers: dict[str, Callable[[Cells], Values]] = {}  # column name -> how it is read, once it was
        self._nested = table.format not in ("csv", "tsv")
        self._exact: dict[str, list[str]] = {}
        for column, given in table.columns.items():
            for n in given.names:
                if not n.endswith("*"):
                    self._exact.setdefault(n, []).append(column)
        self._open = [(n[:-1], c) for c, col in table.columns.items() for n in col.names if n.endswith("*")]

    def meet(self, row: Mapping[str, Any]) -> Iterator[str]:
        """Learn the keys of a row; those that no column takes, each once."""
        for key in _paths(row) if self._nested else row:
            if key in self._seen:
                continue
            self._seen.add(key)
            self._readers.clear()  # the key may be of a column that was read as one without
            columns = self._exact.get(key) or [c for prefix, c in self._open if key.startswith(prefix)][:1]
            if not columns:
                yield key
            for column in columns:
                given = self.table.columns[column]
                if given.into and not given.ignore:
                    self._flags.setdefault(given.into, []).append((key, column))
                elif not given.ignore:
                    self._keys.setdefault(column, key)

    def has(self, column: str) -> bool:
        """Whether a row so far had the column."""
        return column in self._keys or column in self._flags

    def missing(self) -> list[str]:
        """Columns that a file must have and this one has not."""
        return [
            c
            for c, col in self.table.columns.items()
            if not col.optional and not col.ignore and not col.into and c not in self._keys
        ]

    def read(self, cells: Cells, name: str) -> Values:
        """The values of a column in a row; see `Cells.values`."""
        reader = self._readers.get(name)
        if reader is None:
            reader = self._readers[name] = self._reader(name)
        return reader(cells)

    def _reader(self, name: str) -> Callable[[Cells], Values]:
        """How a column is read in this file: what the mapping says is looked at once and not for each row."""
        if name == ".":
            return lambda cells: tuple(_texts(cells.row.get(".", "")))
        if name in self.table.derived:
            return partial(_captured, self.table.derived[name])
        if name in self._flags:
            return partial(_raised, self._flags[name])
        return self._column_reader(name)

    def _column_reader(self, name: str) -> Callable[[Cells], Values]:
        column = self.table.columns.get(name)
        key = self._keys.get(name)
        if column is None or column.ignore or (key is None and not self._nested):
            return lambda _: ()
        plain = column.shape == "text" and not column.split and not column.values
        if self._nested:
            paths = tuple((path, path.split("/")) for path in column.names)
            shaped = _bare if plain else partial(self._shaped, column, name)
            return lambda cells: tuple(shaped(raw)) if (raw := _raw(cells, name, paths)) else ()
        assert key is not None
        if plain:
            return partial(_stripped, key)
        return lambda cells: tuple(self._shaped(column, name, (cells.row[key],) if key in cells.row else ()))

    def _shaped(self, column: Column, name: str, raw: Iterable[str]) -> Iterator[str]:
        for cell in raw:
            for value in _split(column, name, cell):
                if column.values:
                    yield self._meaning(column, name, value)
                elif column.shape == "date":
                    yield _date(name, value)
                else:
                    yield value

    def _meaning(self, column: Column, name: str, value: str) -> str:
        known = column.values.get(value)
        if known is not None:
            return known
        short = value if len(value) <= 60 else f"{value[:60]}…"  # noqa: PLR2004 a line's worth
        if column.otherwise is None:
            raise Refused(
                f"holds {short!r} in {name!r}, which the mapping does not know; add it to the column's values"
            )
        if not column.silent:
            self._warn(
                f"holds {short!r} in {name!r}, which the mapping does not know; it was read as {column.otherwise!r}"
            )
        return column.otherwise


def _raw(cells: Cells, name: str, paths: Iterable[tuple[str, list[str]]]) -> Sequence[str]:
    """The texts at the first path that has some; an item of a list has those of the row around it, too."""
    at = cells.at
    for path, keys in paths:
        if not at:
            found = _texts_at(cells.row, keys)
        elif path.startswith(f"{at}/"):
            found = _texts_at(cells.row, path[len(at) + 1 :].split("/"))
        elif cells.around is not None and (outer := cells.around.values(name)):
            return outer
        else:
            continue
        if found:
            return found
    return ()


def _bare(raw: Iterable[str]) -> list[str]:
    return [value for cell in raw if (value := cell.strip())]


def _split(column: Column, name: str, cell: str) -> Iterator[str]:
    if column.shape == "json":
        try:
            parts = json.loads(cell)
        except (json.JSONDecodeError, RecursionError):
            raise Refused(f"holds no JSON list in {name!r}") from None
        if not isinstance(parts, list):
            raise Refused(f"holds no JSON list in {name!r}")
        yield from (str(p).strip() for p in parts if isinstance(p, str | int) and str(p).strip())
    elif column.split:
        yield from (p.strip() for p in cell.split(column.split) if p.strip())
    elif cell.strip():
        yield cell.strip()


def _date(name: str, value: str) -> str:
    """The day, month or year at the front; a time of day behind it is cut."""
    match = _DATE.match(value)
    if match is None:
        short = value if len(value) <= 40 else f"{value[:40]}…"  # noqa: PLR2004 a line's worth
        raise Refused(f"holds {short!r} in {name!r}, which is no date; write YYYY-MM-DD")
    return match.group()


def _stripped(key: str, cells: Cells) -> Values:
    value = cells.row.get(key, "").strip()
    return (value,) if value else ()


def _raised(flags: Sequence[tuple[str, str]], cells: Cells) -> Values:
    """The keys of the flags that are true. Most cells of most flags say "False"."""
    row = cells.row
    return tuple([key for key, _ in flags if (v := row.get(key, "")) not in _MOSTLY and _true(v, key)])


def _true(value: object, key: str) -> bool:
    word = str(value).strip().casefold()
    if word in _TRUE:
        return True
    if word in _FALSE or not word:
        return False
    raise Refused(f"holds {word[:40]!r} in {key!r}, which is neither true nor false")


def _captured(capture: Capture, cells: Cells) -> Values:
    out = []
    for value in cells.values(capture.source):
        match = capture.pattern.search(value)
        if match is None:
            continue
        groups = {g: capture.values.get(g, {}).get(w, w) for g, w in match.groupdict().items() if w is not None}
        out.append(capture.to.format_map(groups))
    return tuple(dict.fromkeys(out))


def _paths(value: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """The paths of all texts in a nested row."""
    for key, v in value.items():
        yield from _paths_of(v, f"{prefix}{key}")


def _paths_of(value: object, path: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _paths(value, f"{path}/")
    elif isinstance(value, list):
        for item in value:
            yield from _paths_of(item, path)
    else:
        yield path


def _listed(value: Any, keys: Sequence[str]) -> list[Any]:  # noqa: ANN401 any JSON
    """What lies at a path, lists on the way gone through."""
    for at, key in enumerate(keys):
        if isinstance(value, list):
            return [found for item in value for found in _listed(item, keys[at:])]
        if not (type(value) is dict or isinstance(value, Mapping)) or key not in value:  # the ABC is slow to ask
            return []
        value = value[key]
    if isinstance(value, list):
        return [found for item in value for found in _listed(item, ())]
    return [value]


def _texts_at(value: object, keys: Sequence[str]) -> list[str]:
    found = _listed(value, keys)
    return [v for v in found if isinstance(v, str)] if found else found


def _texts(value: object) -> list[str]:
    return _texts_at(value, ())
