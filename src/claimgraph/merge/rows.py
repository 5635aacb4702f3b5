"""Rows of a file, one at a time: CSV, JSON, JSON lines and XML as nested tables of texts.

A row is a mapping from a key to a text, to a list, or to a further mapping. Numbers and truth values come as their JSON
text; null and the empty text are left out. What a reader cannot take as a row it tells of, and goes on.
"""

from __future__ import annotations

import csv
import importlib
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from claimgraph.errors import UnmappedValue, UnreadableDocument
from claimgraph.merge.mapping import Table

__all__ = ["Row", "Tell", "Told", "read_rows"]

Value = Any  # str | list[Value] | dict[str, Value]: a recursive alias costs mypy more than it says
Row = Mapping[str, Value]
Tell = Callable[[UnmappedValue], None]
Told = Callable[[int], None]  # bytes read so far

_CHUNK = 1 << 20
_DEEP = 64  # levels; no format of governance data nests deeper, and hostile files do
_CELL = 1 << 30  # characters; csv's own limit of 128 K is below what people paste into cells


class Placed(NamedTuple):
    """A row and its place, for messages: "row 17"."""

    place: str
    row: Row


def read_rows(path: Path, table: Table, tell: Tell, told: Told = lambda _: None) -> Iterator[Placed]:
    """The rows of a file.

    Args:
        path: the file.
        table: its format, and where its records lie.
        tell: told of each row that cannot be read.
        told: told of how many bytes were read.

    Raises:
        UnreadableDocument: the file cannot be read, or is not of the format.
    """
    try:
        with path.open("rb") as stream:
            rows = _read(path, _Counted(stream, told), table, tell)
            if table.reshape:
                reshape = importlib.import_module(f"claimgraph.merge.datasets.{table.reshape}").reshape
                rows = (Placed(place, reshape(row)) for place, row in rows)
            yield from rows
    except OSError as error:
        raise UnreadableDocument(str(path), f"cannot be read: {error.strerror}") from None


def _read(path: Path, stream: _Counted, table: Table, tell: Tell) -> Iterator[Placed]:
    match table.format:
        case "csv" | "tsv":
            return _csv(path, stream, table, tell)
        case "jsonl":
            return _lines(path, stream, tell)
        case "json":
            return _json(path, stream, table, tell)
        case _:
            return _xml(path, stream, table)


class _Counted(io.RawIOBase):
    """A stream that tells how far it is."""

    def __init__(self, inner: BinaryIO, told: Told) -> None:
        self._inner, self._told, self._at = inner, told, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 RawIOBase's own signature
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        self._told(self._at)
        return len(data)


def _text(path: Path, stream: _Counted) -> Iterator[str]:
    """Decoded lines, their ends kept: a newline within a CSV cell is the cell's own."""
    lines = io.TextIOWrapper(io.BufferedReader(stream, _CHUNK), encoding="utf-8-sig", newline="")
    try:
        yield from lines
    except UnicodeDecodeError as error:
        raise UnreadableDocument(str(path), f"is not UTF-8 ({error.reason}); save it as UTF-8") from None


def _csv(path: Path, stream: _Counted, table: Table, tell: Tell) -> Iterator[Placed]:
    csv.field_size_limit(_CELL)
    rows = csv.reader(_text(path, stream), delimiter="\t" if table.format == "tsv" else ",")
    header: list[str] | None = None
    number = 0
    try:
        for number, cells in enumerate(rows, 1):
            if header is None:
                if _is_header(cells, table):
                    header = [c.strip() for c in cells]
                    _check_header(path, header)
                    yield Placed("header", {h: "" for h in header if h})
            elif len(cells) == len(header):
                yield Placed(f"row {number}", {h: c for h, c in zip(header, cells, strict=True) if h})
            elif any(c.strip() for c in cells):
                tell(
                    UnmappedValue(
                        f"{path} row {number}",
                        f"has {len(cells)} cells where the header has {len(header)}; mend its quotes or commas",
                    )
                )
    except csv.Error as error:
        raise UnreadableDocument(f"{path} row {number + 1}", f"is not CSV: {error}") from None
    if header is None:
        raise UnreadableDocument(str(path), "holds no header row of this layout")


def _is_header(cells: list[str], table: Table) -> bool:
    """The first row; in a file with lines in front of it, the first that names what the layout is known by."""
    if not table.preamble:
        return True
    given = {c.strip() for c in cells}
    return all(any(n in given for n in table.columns[r].names) for r in table.recognise)


def _check_header(path: Path, header: list[str]) -> None:
    twice = sorted({h for h in header if h and header.count(h) > 1})
    if twice:
        raise UnreadableDocument(str(path), f"has the column {twice[0]!r} twice; rename or remove one")


def _lines(path: Path, stream: _Counted, tell: Tell) -> Iterator[Placed]:
    for number, text in enumerate(_text(path, stream), 1):
        line = text.strip().removesuffix(",")
        if line in ("", "[", "]"):
            continue  # large dumps are one list with an object a line
        try:
            value = json.loads(line)
            row = _plain(value) if isinstance(value, dict) else None
        except (json.JSONDecodeError, RecursionError, _TooDeep) as error:
            tell(UnmappedValue(f"{path} row {number}", f"is not JSON: {_one_line(error)}"))
            continue
        if row is None:
            tell(UnmappedValue(f"{path} row {number}", "is no JSON object; write one object a line"))
        else:
            yield Placed(f"row {number}", row)


def _json(path: Path, stream: _Counted, table: Table, tell: Tell) -> Iterator[Placed]:
    try:
        whole = json.loads("".join(_text(path, stream)))
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableDocument(str(path), f"is not JSON: {_one_line(error)}") from None
    found: list[dict[str, Any]] = []
    for records in table.records.split("|"):
        found = list(_of_type(whole, records) if records.startswith("@") else _at_path(whole, records))
        if found:
            break
    if isinstance(whole, dict) and records and not records.startswith("@"):
        for key in sorted(whole.keys() - {*table.outside, records.split("/")[0], "*"}):
            tell(UnmappedValue(f"{path} key {key!r}", "is not in the mapping; map it, or ignore it with a reason"))
    for number, record in enumerate(found, 1):
        place = f"{records or 'record'} {number}"
        try:
            row = _plain(record)
        except _TooDeep as error:
            tell(UnmappedValue(f"{path} {place}", str(error)))
            continue
        yield Placed(place, row)


def _at_path(whole: object, path: str) -> Iterator[dict[str, Any]]:
    """The objects at a path of keys; lists on the way, and `*` for any key, are gone through."""
    if isinstance(whole, list):
        for item in whole:
            yield from _at_path(item, path)
    elif isinstance(whole, dict):
        key, _, rest = path.partition("/")
        if not path:
            yield whole
        elif key == "*":
            for value in whole.values():
                yield from _at_path(value, rest)
        elif key in whole:
            yield from _at_path(whole[key], rest)


def _of_type(whole: object, records: str) -> Iterator[dict[str, Any]]:
    """Every object of a type, wherever it lies: `@type=ClaimReview`. A list is the stack: depth costs nothing."""
    key, _, wanted = records.partition("=")
    todo = [whole]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo.extend(reversed(value))
        elif isinstance(value, dict):
            types = value.get(key)
            names = types if isinstance(types, list) else [types]
            if any(isinstance(n, str) and n.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == wanted for n in names):
                yield value
            else:
                todo.extend(reversed(list(value.values())))


class _TooDeep(ValueError):
    """Lists and objects lie within each other without end."""


def _plain(value: Mapping[str, Any], depth: int = 0) -> dict[str, Value]:
    out = {}
    for key, v in value.items():
        kept = _kept(v, depth + 1)
        if kept not in ("", [], {}):
            out[key] = kept
    return out


def _kept(value: object, depth: int) -> Value:
    if depth > _DEEP:
        raise _TooDeep(f"is nested deeper than {_DEEP} levels")
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _plain(value, depth)
    if isinstance(value, list):
        return [k for v in value if (k := _kept(v, depth + 1)) not in ("", [], {})]
    return "" if value is None else json.dumps(value)


def _xml(path: Path, stream: _Counted, table: Table) -> Iterator[Placed]:
    """Each record element with what is in it. A document type is refused: it is where entities that grow come from."""
    tree = _Tree(table.records.split("/"))
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = tree.start, tree.end
    parser.CharacterDataHandler = tree.text

    def refuse(*_: object) -> None:
        raise UnreadableDocument(str(path), "has a document type declaration, which may hide entities; remove it")

    parser.StartDoctypeDeclHandler = refuse
    number = 0
    try:
        while True:
            data = stream.read(_CHUNK)
            parser.Parse(data, not data)
            for record in tree.taken():
                number += 1
                yield Placed(f"{tree.wanted[-1]} {number}", record)
            if not data:
                return
    except (ExpatError, _TooDeep) as error:
        raise UnreadableDocument(str(path), f"is not XML: {error}") from None


class _Tree:
    """Elements under the wanted path, as mappings: one child of a name as it is, several as a list."""

    def __init__(self, wanted: list[str]) -> None:
        self.wanted = wanted
        self._path: list[str] = []
        self._open: list[tuple[dict[str, Value], list[str]]] = []
        self._done: list[dict[str, Value]] = []

    def taken(self) -> list[dict[str, Value]]:
        done, self._done = self._done, []
        return done

    def start(self, name: str, _: dict[str, str]) -> None:
        self._path.append(name.rpartition(" ")[2])
        if len(self._path) > _DEEP:
            raise _TooDeep(f"it is nested deeper than {_DEEP} levels")
        if self._open or self._path == self.wanted:
            self._open.append(({}, []))

    def text(self, words: str) -> None:
        if self._open:
            self._open[-1][1].append(words)

    def end(self, _: str) -> None:
        name = self._path.pop()
        if not self._open:
            return
        children, words = self._open.pop()
        value: Value = children or "".join(words).strip()
        if not self._open:
            self._done.append(children)
        elif value != "":
            into = self._open[-1][0]
            if name not in into:
                into[name] = value
            elif isinstance(into[name], list):
                into[name].append(value)
            else:
                into[name] = [into[name], value]


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
