"""From a file to records and their counts: the one loop that every dataset goes through.

What is unknown is told of and the rest goes on: a column that the mapping does not know (once), a value outside its
list, a row that cannot be read. What makes all rows wrong stops: another layout, a missing column, broken counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from claimgraph.errors import AssertionBroken, UnmappedValue, UnreadableDocument
from claimgraph.merge.cells import Cells, Layout, Refused
from claimgraph.merge.distinct import Distinct, hashed
from claimgraph.merge.labels import Labels
from claimgraph.merge.making import Names, Source, make
from claimgraph.merge.mapping import Table
from claimgraph.merge.records import Counting, Record
from claimgraph.merge.rows import Tell, Told, read_rows
from claimgraph.merge.templates import columns_of, first, texts
from claimgraph.model.identifiers import actor_id, digest

__all__ = ["SUFFIXES", "records", "tables_for"]


def tables_for(path: Path, tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables of a dataset whose layout a file has.

    Raises:
        UnreadableDocument: none has; says what the likeliest one lacks.
    """
    fitting, near = [], []
    for table in tables:
        lacking = _lacking(path, table)
        if lacking:
            near.append((len(lacking), table.name, lacking))
        else:
            fitting.append(table)
    if not fitting:
        _, name, lacking = min(near)
        shown = ", ".join(repr(c) for c in lacking[:3])
        raise UnreadableDocument(
            str(path), f"has no layout that this dataset knows; as {name!r} it lacks {shown}; adapt the mapping to it"
        )
    return tuple(fitting)


def _lacking(path: Path, table: Table) -> list[str]:
    """The columns by which a layout is known that the first rows of a file do not have."""
    layout = Layout(table, lambda _: None)
    wanted = table.recognise or tuple(c for c, x in table.columns.items() if not (x.optional or x.ignore or x.into))
    missing = list(wanted)
    try:
        for seen, (_, row) in enumerate(read_rows(path, table, lambda _: None)):
            list(layout.meet(row))
            missing = [c for c in wanted if not layout.has(c)]
            if not missing or seen >= _LOOK:
                break
    except UnreadableDocument:
        if _can_be(path, table):
            raise
    return missing or ([] if wanted else ["records"])


_LOOK = 200  # rows: in JSON lines the entities that name a layout come early
SUFFIXES = {
    "csv": {".csv"},
    "tsv": {".tsv"},
    "json": {".json", ".jsonld"},
    "jsonl": {".jsonl", ".ijson", ".json", ".ndjson"},
    "xml": {".xml"},
}


def _can_be(path: Path, table: Table) -> bool:
    """Whether a file's name says that it is of a table's format; then its faults are worth a message."""
    return path.suffix.lower() in SUFFIXES[table.format]


def records(  # noqa: PLR0913, PLR0917 a file, what is made of it, and who is told of what
    path: Path,
    source: Source,
    counting: Counting,
    tell: Tell,
    told: Told = lambda _: None,
    told_of_names: Told = lambda _: None,
) -> Iterator[Record]:
    """The records of one table of one file.

    Args:
        path: the file.
        source: dataset, metadata and table; its names are read here.
        counting: every record is counted in it.
        tell: told of each thing that is not merged, in one line.
        told: told of how many bytes were read.
        told_of_names: the same of a first pass, where the table has a lookup.

    Raises:
        UnreadableDocument: the file cannot be read, is not of the format, or lacks columns.
        AssertionBroken: the counts are not what the mapping promises. Raised when all records have been given.
    """
    table = source.table
    if table.lookup is not None:
        source = replace(source, names=_names(path, table, told_of_names))
    warned = Distinct()
    layout = Layout(table, lambda message: _once(warned, message, lambda m: tell(UnmappedValue(place, m))))
    nested = table.format not in ("csv", "tsv")  # where a row may have keys that no other has
    seen = Distinct()
    place = str(path)
    for where, row in read_rows(path, table, tell, told):
        place = f"{path} {where}"
        for key in layout.meet(row) if nested or where == "header" else ():
            tell(UnmappedValue(f"{path} column {key!r}", "is not in the mapping; map it, or ignore it with a reason"))
        if where == "header":
            _check_missing(path, layout)
            continue
        try:
            cells = Cells(layout, row, "", None, {})
            key = _key(cells, table)
            record = make(source, cells, key)
        except Refused as refused:
            counting.refuse()
            tell(UnmappedValue(place, str(refused)))
            continue
        if not seen.add(hashed(key)):
            counting.refuse()
            tell(UnmappedValue(place, f"has the key {key[:60]!r} of an earlier row; remove one of them"))
            continue
        counting.add(record)
        yield record
    _check_counts(path, table, counting.total())


def _once(warned: Distinct, message: str, tell: Callable[[str], None]) -> None:
    if warned.add(hashed(message)):
        tell(message)


def _key(cells: Cells, table: Table) -> str:
    """What tells a row apart: its key columns, or where the mapping names none all that it holds."""
    if not table.key:
        return digest(repr(sorted(cells.row.items(), key=lambda item: item[0])), length=32)
    parts = [first(k, cells) for k in table.key]
    if not all(parts):
        empty = next(k for k, p in zip(table.key, parts, strict=True) if not p)
        raise Refused(f"has no {', '.join(repr(c) for c in columns_of(empty))}; a row needs it to be told apart")
    return "\x1f".join(parts)


def _check_missing(path: Path, layout: Layout) -> None:
    missing = layout.missing()
    if missing:
        raise UnreadableDocument(
            str(path), f"lacks the column {missing[0]!r}; give a file of this layout, or adapt the mapping to it"
        )


def _check_counts(path: Path, table: Table, counts: Mapping[str, int]) -> None:
    for sort, promise in table.counts.items():
        got = counts.get(sort, 0)
        if got < promise.at_least:
            raise AssertionBroken(
                f"{path} as {table.name!r}", f"gives {got} {sort}, fewer than {promise.at_least}; give the whole file"
            )
        if promise.each_row and got != counts.get("rows", 0):
            raise AssertionBroken(
                f"{path} as {table.name!r}", f"gives {got} {sort} for {counts.get('rows', 0)} rows; mend the mapping"
            )


def _names(path: Path, table: Table, told: Told) -> Names:
    """A first pass: what the file's own identifiers are called, and which names are shared."""
    of, owned, shared = Labels(), Distinct(), set[str]()
    try:
        for key, label in _called(path, table, told):
            if of.add(key, label):
                name = actor_id(label)
                if not owned.add(hashed(name)):
                    shared.add(name)
        of.settle()
    except OSError as error:
        raise UnreadableDocument(str(path), f"needs room for temporary files: {error.strerror}") from None
    return Names(of, frozenset(shared))


def _called(path: Path, table: Table, told: Told) -> Iterator[tuple[str, str]]:
    """The identifiers of a file, and what each row calls its own."""
    assert table.lookup is not None
    layout = Layout(table, lambda _: None)
    for _, row in read_rows(path, table, lambda _: None, told):
        try:
            cells = Cells(layout, row, "", None, {})
            keys, names = texts(table.lookup.key, cells), texts(table.lookup.name, cells)
        except Refused:
            continue  # the pass that makes records says so
        if keys and names:
            yield keys[0], names[0]
