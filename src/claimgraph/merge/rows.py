"""Rows of a file, one at a time: CSV, JSON, JSON lines and XML as nested tables of texts.

A row is a mapping from a key to a text, to a list, or to a further mapping. Numbers and truth values come as their JSON
text; null and the empty text are left out. What a reader cannot take as a row it tells of, and goes on.
"""

from __future__ import annotations

import csv
import importlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from claimgraph.errors import UnmappedValue, UnreadableDocument
from claimgraph.merge.json_rows import LARGE, BadJson, Scan, records_at, records_of_type
from claimgraph.merge.mapping import Table

__all__ = ["Row", "Tell", "Told", "read_rows"]

Value = Any  # str | list[Value] | dict[str, Value]: a recursive alias costs mypy more than it says
Row = Mapping[str, Value]
Tell = Callable[[UnmappedValue], None]
Told = Callable[[int], None]  # bytes read so far

_CHUNK = 1 << 20
_DEEP = 64  # levels; no format of governance data nests deeper, and hostile files do
_HALF = re.compile("[\ud800-\udfff]")


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
    """Decoded lines, their ends kept: a newline within a CSV cell is the cell's own. No line without end is held."""
    lines = io.TextIOWrapper(io.BufferedReader(stream, _CHUNK), encoding="utf-8-sig", newline="")
    try:
        for line in iter(partial(lines.readline, LARGE), ""):
            if len(line) >= LARGE:
                raise UnreadableDocument(str(path), f"has a line of {LARGE:,} characters or more; put a row on a line")
            yield line
    except UnicodeDecodeError as error:
        raise _not_utf8(path, error) from None


def _not_utf8(path: Path, error: UnicodeDecodeError) -> UnreadableDocument:
    return UnreadableDocument(str(path), f"is not UTF-8 ({error.reason}); save it as UTF-8")


def _csv(path: Path, stream: _Counted, table: Table, tell: Tell) -> Iterator[Placed]:
    csv.field_size_limit(LARGE)  # csv's own limit of 128 K is below what people paste into cells
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
        except (ValueError, RecursionError) as error:  # numbers of too many digits are plain ValueErrors
            tell(UnmappedValue(f"{path} row {number}", f"is not JSON: {_one_line(error)}"))
            continue
        if row is None:
            tell(UnmappedValue(f"{path} row {number}", "is no JSON object; write one object a line"))
        else:
            yield Placed(f"row {number}", row)


def _json(path: Path, stream: _Counted, table: Table, tell: Tell) -> Iterator[Placed]:
    records = _first_that_is_there(path, table.records.split("|"))
    met: set[str] = set()
    try:
        for number, record in enumerate(_found(_scan(path, stream), records, met.add), 1):
            place = f"{records or 'record'} {number}"
            try:
                row = _plain(record)
            except _TooDeep as error:
                tell(UnmappedValue(f"{path} {place}", str(error)))
                continue
            yield Placed(place, row)
    except (BadJson, RecursionError) as error:
        raise UnreadableDocument(str(path), f"is not JSON: {_one_line(error)}") from None
    for key in sorted(met - {*table.outside, records.partition("/")[0], "*"}):
        tell(UnmappedValue(f"{path} key {key!r}", "is not in the mapping; map it, or ignore it with a reason"))


def _first_that_is_there(path: Path, records: list[str]) -> str:
    """The first place of records at which there are some; the last is not looked at."""
    for place in records[:-1]:
        with path.open("rb") as stream:
            try:
                if next(_found(_scan(path, _Counted(stream, lambda _: None)), place, lambda _: None), None) is not None:
                    return place
            except (BadJson, RecursionError) as error:
                raise UnreadableDocument(str(path), f"is not JSON: {_one_line(error)}") from None
    return records[-1]


def _scan(path: Path, stream: _Counted) -> Scan:
    text = io.TextIOWrapper(io.BufferedReader(stream, _CHUNK), encoding="utf-8-sig", newline="")

    def read(count: int) -> str:
        try:
            return text.read(count)
        except UnicodeDecodeError as error:
            raise _not_utf8(path, error) from None

    return Scan(read)


def _found(scan: Scan, records: str, met: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    if records.startswith("@"):
        key, _, wanted = records.partition("=")
        return records_of_type(scan, key, wanted)
    return records_at(scan, records, met)


class _TooDeep(ValueError):
    """Lists and objects lie within each other without end."""


def _plain(value: Mapping[str, Any], depth: int = 0) -> dict[str, Value]:
    out = {}
    for key, v in value.items():
        kept = _kept(v, depth + 1)
        if kept not in ("", [], {}):
            out[_sound(key)] = kept
    return out


def _sound(text: str) -> str:
    """A text with U+FFFD in place of each half of a pair (JSON can hold one, and nothing else can)."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def _kept(value: object, depth: int) -> Value:
    if depth > _DEEP:
        raise _TooDeep(f"is nested deeper than {_DEEP} levels")
    if isinstance(value, str):
        return _sound(value)
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
