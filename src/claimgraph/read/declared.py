"""Metadata that somebody wrote down as keys and values: the keys, what each takes, and its one form.

A sidecar is written for this program, so every key and value in it must be understood. Front matter is often written
for others (site generators), so keys that are not ours are left alone; a value of ours that cannot be read is an error
in both, since whoever wrote it meant something by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Metadata
from claimgraph.read.dates import iso_date
from claimgraph.read.produced import LONGEST_LINE, line

__all__ = ["KEYS", "declared", "is_iri"]

KEYS = (
    "title",
    "publisher",
    "creators",
    "date",
    "url",
    "licence",
    "kind",
    "wire",
    "derived_from",
    "alternate_of",
)
_ALIASES = {"author": "creators", "authors": "creators", "license": "licence"}
_LISTS = frozenset({"creators", "derived_from", "alternate_of"})
_IRIS = frozenset({"url", "derived_from", "alternate_of"})
# RFC 3987 less IPv6 hosts: what pyoxigraph and every SPARQL server take.
_C = (
    r"(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2}"
    r"|[\xa1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd])"
)
_IRI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.-]*:(?://(?:(?!@){_C})+(?::[0-9]*)?(?:/(?:{_C}|[:/])*)?|(?!/)(?:{_C}|[:/])+)"
    rf"(?:\?(?:{_C}|[:/?])*)?(?:\#(?:{_C}|[:/?])*)?"
)


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI that RDF can hold without user names or IPv6 hosts."""
    return _IRI.fullmatch(text) is not None


def declared(values: Mapping[str, object], name: str, where: str, *, strict: bool) -> Metadata:
    """The metadata that keys and values declare.

    Args:
        values: from TOML or front matter; strings, dates, lists of strings.
        name: how errors call the source.
        where: how errors call the place of the declaration ("its sidecar").
        strict: refuse keys that are unknown, rather than leave them alone.

    Raises:
        UnreadableDocument: a value of a known key cannot be understood; or, when strict, a key.
    """
    fields: dict[str, str | tuple[str, ...]] = {}
    for written, value in values.items():
        key = _ALIASES.get(written, written)
        if key not in KEYS:
            if strict:
                raise UnreadableDocument(name, f"{where} has an unknown key {written!r:.60}; use {', '.join(KEYS)}")
            continue
        if not strict and _not_ours(key, value):
            continue
        if key in fields:
            raise UnreadableDocument(name, f"{where} gives {key!r} twice (also as {written!r}); keep one")
        try:
            fields[key] = _list(key, value) if key in _LISTS else _one(key, value)
        except ValueError as error:
            raise UnreadableDocument(name, f"{where} has {written!r} that {error}") from error
    return Metadata(**fields)  # type: ignore[arg-type] # _LISTS says which fields are tuples


def _not_ours(key: str, value: object) -> bool:
    """Whether front matter uses a key of ours as site generators do: blank, a mapping, an address within the site."""
    if isinstance(value, list):
        return any(isinstance(v, dict) for v in value) or not value
    return isinstance(value, dict) or value == "" or (key == "url" and isinstance(value, str) and value.startswith("/"))


def _list(key: str, value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(_one(key, v) for v in values))


def _one(key: str, value: object) -> str:
    """One value in its form; ValueError says what is wrong with it and what to write."""
    if key == "date" and isinstance(value, date):  # TOML has dates; a datetime is a date too
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if not isinstance(value, str):
        raise ValueError(f"is {_noun(value)}; write it as text in quotes")  # noqa: TRY004 caught above, with its place
    text = line(value)
    if text is None:
        long = len(value) > LONGEST_LINE
        raise ValueError(
            f"is longer than {LONGEST_LINE:,} characters" if long else "is empty; fill it in or leave it out"
        )
    if key == "date":
        day = iso_date(text)
        if day is None:
            raise ValueError(f"is not one day ({text!r:.40}); write YYYY-MM-DD")
        return day
    if key in _IRIS and not is_iri(text):
        raise ValueError(f"is not an absolute IRI ({text!r:.80}); write it with its scheme, as in https://…")
    return text


def _noun(value: object) -> str:
    nouns = {bool: "a truth value", int: "a number", float: "a number", dict: "a table", list: "a list"}
    return nouns.get(type(value), f"a {type(value).__name__}")
