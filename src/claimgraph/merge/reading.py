"""Mappings and metadata from TOML, held to their grammar: an unknown key is an error, never overlooked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from claimgraph.errors import BadParameter
from claimgraph.merge.mapping import (
    ActorMap,
    AffiliationMap,
    AssertionMap,
    Capture,
    Column,
    Count,
    DeterminationMap,
    DocumentMap,
    EvidenceMap,
    InstrumentMap,
    Lookup,
    Metadata,
    Part,
    Section,
    Table,
    Templates,
)
from claimgraph.merge.records import SORTS
from claimgraph.merge.templates import columns_of
from claimgraph.model import ClaimKind, Disclosure, EvidenceType, Relation, Stance

__all__ = ["FORMATS", "read_metadata", "read_tables", "read_toml"]

FORMATS = ("csv", "tsv", "json", "jsonl", "xml")
_SHAPES = ("text", "date", "json", "flag")
T = TypeVar("T")


class _Keys:
    """A TOML table that is emptied key by key; what is left at the end is unknown."""

    def __init__(self, where: str, given: object) -> None:
        if not isinstance(given, dict):
            raise BadParameter(where, "must be a TOML table of keys")
        self.where = where
        self._left: dict[str, Any] = dict(given)

    def __contains__(self, key: str) -> bool:
        return key in self._left

    def text(self, key: str, default: str | None = None) -> str:
        value = self._left.pop(key, default)
        if not isinstance(value, str):
            raise BadParameter(self.where, f"{key} must be a text" if value is not None else f"needs {key}")
        return value

    def one_of(self, key: str, values: tuple[str, ...], default: str) -> str:
        value = self.text(key, default)
        if value not in values:
            raise BadParameter(self.where, f"{key} is {value!r}; use one of {', '.join(values)}")
        return value

    def texts(self, key: str) -> Templates:
        value = self._left.pop(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(v, str) for v in listed):
            raise BadParameter(self.where, f"{key} must be a text or a list of texts")
        return tuple(listed)

    def flag(self, key: str) -> bool:
        value = self._left.pop(key, False)
        if not isinstance(value, bool):
            raise BadParameter(self.where, f"{key} must be true or false")
        return value

    def number(self, key: str) -> int:
        value = self._left.pop(key, 0)
        if not isinstance(value, int):
            raise BadParameter(self.where, f"{key} must be a whole number")
        return value

    def pattern(self, key: str) -> re.Pattern[str] | None:
        if key not in self._left:
            return None
        try:
            return re.compile(self.text(key), re.ASCII)
        except re.error as error:
            raise BadParameter(self.where, f"{key} is no regular expression: {error}") from None

    def table(self, key: str) -> Mapping[str, Any]:
        value = self._left.pop(key, {})
        if not isinstance(value, dict):
            raise BadParameter(self.where, f"{key} must be a TOML table")
        return value

    def words(self, key: str) -> dict[str, str]:
        return {k: _text(f"{self.where} {key} {k}", v) for k, v in self.table(key).items()}

    def lists(self, key: str) -> dict[str, Templates]:
        return {k: _Keys(f"{self.where} {key}", {k: v}).texts(k) for k, v in self.table(key).items()}

    def many(self, key: str, make: Callable[[_Keys], T]) -> tuple[T, ...]:
        value = self._left.pop(key, [])
        if not isinstance(value, list):
            raise BadParameter(self.where, f"{key} must be written as [[…{key}]]")
        return tuple(_whole(f"{self.where} {key} {n}", v, make) for n, v in enumerate(value, 1))

    def done(self) -> None:
        if self._left:
            raise BadParameter(self.where, f"has the unknown key {min(self._left)}; see merge/datasets/README.md")


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file.

    Raises:
        BadParameter: it cannot be read, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadParameter(str(path), f"cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadParameter(str(path), f"is not TOML: {error}") from None


def read_metadata(where: str, given: object) -> Metadata:
    """A dataset's metadata from its TOML table.

    Raises:
        BadParameter: a key is missing, unknown or of the wrong sort.
    """
    return _whole(
        where,
        given,
        lambda k: Metadata(
            k.text("title"), k.text("homepage"), k.text("licence"), k.text("publisher"), k.text("kind", "dataset")
        ),
    )


def read_tables(where: str, given: object) -> tuple[Table, ...]:
    """The tables of a mapping.

    Raises:
        BadParameter: a key is missing, unknown or of the wrong sort.
    """
    tables = _whole(where, given, lambda k: k.many("table", _table))
    if not tables:
        raise BadParameter(where, "describes no layout; begin with [[table]]")
    return tables


def _whole(where: str, given: object, make: Callable[[_Keys], T]) -> T:
    keys = _Keys(where, given)
    made = make(keys)
    keys.done()
    return made


def _text(where: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadParameter(where, "must be a text")
    return value


def _table(k: _Keys) -> Table:
    name = k.text("name")
    k.where = f"{k.where.split(' table ')[0]} table {name}"
    columns = {c: _whole(f"{k.where} column {c}", v, partial(_column, c)) for c, v in k.table("columns").items()}
    table = Table(
        name=name,
        format=k.one_of("format", FORMATS, "csv"),
        columns=columns,
        records=k.text("records", ""),
        reshape=k.one_of("reshape", ("", "wikidata"), ""),
        key=k.texts("key"),
        keep=k.one_of("keep", ("latest", "all"), "latest"),
        preamble=k.flag("preamble"),
        recognise=k.texts("recognise"),
        lookup=_whole(k.where, k.table("lookup"), _lookup) if "lookup" in k else None,
        unnamed=k.pattern("unnamed"),
        derived={c: _whole(f"{k.where} derived {c}", v, _capture) for c, v in k.table("derived").items()},
        outside=k.words("outside"),
        document=_whole(f"{k.where} document", k.table("document"), _document) if "document" in k else None,
        actors=k.many("actors", _actor),
        instruments=k.many("instruments", _instrument),
        assertions=k.many("assertions", _assertion),
        evidence=k.many("evidence", _evidence),
        determinations=k.many("determinations", _determination),
        affiliations=k.many("affiliations", _affiliation),
        counts={s: _whole(f"{k.where} counts {s}", v, _count) for s, v in _counts(k).items()},
    )
    _check_names(k.where, table)
    return table


def _check_names(where: str, table: Table) -> None:
    """Every column that a template, a condition or a key names is one of the table's."""
    known = {".", *table.columns, *table.derived, *(c.into for c in table.columns.values() if c.into)}
    named = set(_names_in(table))
    unread = {c for c, x in table.columns.items() if x.ignore}
    for name in sorted(named):
        if name not in known or name in unread:
            raise BadParameter(where, f"names {name!r}, which is no column that it reads; add it under columns")


def _names_in(value: object) -> Iterator[str]:
    """The columns that are named anywhere in a table's sections."""
    if isinstance(value, str):
        yield from columns_of(value)
    elif isinstance(value, Mapping):
        for v in value.values():
            yield from _names_in(v)
    elif isinstance(value, tuple):
        for v in value:
            yield from _names_in(v)
    elif isinstance(value, Capture):
        yield value.source
    elif is_dataclass(value) and not isinstance(value, Column):
        if isinstance(value, Section):
            yield from value.when
        for f in fields(value):
            yield from _names_in(getattr(value, f.name))


def _counts(k: _Keys) -> Mapping[str, Any]:
    counts = k.table("counts")
    for sort in counts:
        if sort not in SORTS:
            raise BadParameter(k.where, f"counts {sort!r}; count {', '.join(SORTS)}")
    return counts


def _column(name: str, k: _Keys) -> Column:
    return Column(
        names=k.texts("names") or (name,),
        shape=k.one_of("as", _SHAPES, "text"),
        into=k.text("into", ""),
        split=k.text("split", ""),
        values=k.words("values"),
        otherwise=k.text("otherwise") if "otherwise" in k else None,
        silent=k.flag("silent"),
        optional=k.flag("optional"),
        ignore=k.text("ignore", ""),
    )


def _lookup(k: _Keys) -> Lookup:
    return Lookup(k.text("key"), k.text("name"))


def _capture(k: _Keys) -> Capture:
    pattern = k.pattern("pattern")
    if pattern is None:
        raise BadParameter(k.where, "needs pattern")
    tables = {g: _Keys(f"{k.where} values", {g: v}).words(g) for g, v in k.table("values").items()}
    return Capture(k.text("from"), pattern, k.text("to"), tables)


def _section(k: _Keys) -> dict[str, Any]:
    return {"each": k.text("each", ""), "when": k.lists("when")}


def _document(k: _Keys) -> DocumentMap:
    return DocumentMap(
        **_section(k),
        text=k.many("text", lambda x: Part(x.text("name"), x.text("value"), x.text("label", ""))),
        title=k.text("title", ""),
        date=k.text("date", ""),
        url=k.text("url", ""),
        kind=k.text("kind", ""),
        derived_from=k.texts("derived_from"),
        properties=k.lists("properties"),
    )


def _actor(k: _Keys) -> ActorMap:
    return ActorMap(
        **_section(k),
        name=k.text("name"),
        type=k.text("type", ""),
        aliases=k.texts("aliases"),
        wikidata=k.text("wikidata", ""),
        properties=k.lists("properties"),
    )


def _instrument(k: _Keys) -> InstrumentMap:
    return InstrumentMap(
        **_section(k),
        label=k.texts("label"),
        id=k.texts("id"),
        type=k.texts("type") or ("Other",),
        status=k.texts("status") or ("unknown",),
        issuer=k.texts("issuer"),
        targets=k.texts("targets"),
        properties=k.lists("properties"),
    )


def _assertion(k: _Keys) -> AssertionMap:
    return AssertionMap(
        **_section(k),
        content=k.texts("content"),
        kind=k.one_of("kind", tuple(ClaimKind), "other"),
        claim=k.text("claim", ""),
        accused=k.texts("accused"),
        about=k.texts("about"),
        asserter=k.text("asserter", ""),
        cue=k.text("cue", ""),
        stance=k.one_of("stance", tuple(Stance), "asserts"),
        hedged=k.flag("hedged"),
    )


def _evidence(k: _Keys) -> EvidenceMap:
    return EvidenceMap(
        **_section(k),
        part=k.text("part"),
        type=k.one_of("type", tuple(EvidenceType), "unspecified"),
        disclosure=k.one_of("disclosure", tuple(Disclosure), "unknown"),
    )


def _determination(k: _Keys) -> DeterminationMap:
    return DeterminationMap(
        **_section(k),
        id=k.text("id"),
        claim=k.text("claim", ""),
        decided_by=k.texts("decided_by"),
        outcome=k.texts("outcome"),
        date=k.text("date", ""),
        properties=k.lists("properties"),
    )


def _affiliation(k: _Keys) -> AffiliationMap:
    return AffiliationMap(
        **_section(k),
        actor=k.text("actor"),
        other=k.text("other"),
        relation=k.one_of("relation", tuple(Relation), "affiliatedWith"),
        both_ways=k.flag("both_ways"),
        since=k.text("since", ""),
        until=k.text("until", ""),
    )


def _count(k: _Keys) -> Count:
    return Count(k.number("at_least"), k.flag("each_row"))
