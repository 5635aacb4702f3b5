"""The word lists that identity rests on, read once: names and aliases, states, inflections, senses, opposites."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from claimgraph.resources import lexicons

__all__ = ["function_words", "gazetteer", "irregular", "opposites", "senses", "states", "titles"]


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (lexicons() / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader(
        (line for line in lines if line and not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )


@cache
def gazetteer() -> Mapping[str, tuple[str, ...]]:
    """Every label of the list of known actors, with the other ways to write it."""
    return MappingProxyType(
        {
            row["label"]: tuple(a.lstrip("~^") for a in (row["aliases"] or "").split("|") if a and a[0] != "^")
            for row in _rows("gazetteer")
        }
    )


@cache
def states() -> Mapping[str, str]:
    """The state of a name or demonym in lower case: "chinese" → "china"."""
    found: dict[str, str] = {}
    for row in _rows("states"):
        for word in (row["state"], *(row["demonyms"] or "").split("|")):
            found.setdefault(word.casefold(), row["state"].casefold())
    found.pop("", None)
    return MappingProxyType(found)


@cache
def titles() -> frozenset[str]:
    """Titles that stand before a person's name, in lower case, without full stops."""
    return frozenset(row["title"].casefold().replace(".", "") for row in _rows("titles"))


@cache
def irregular() -> Mapping[str, str]:
    """Base forms of irregular inflections."""
    return MappingProxyType({row["form"]: row["base"] for row in _rows("irregular_forms")})


@cache
def senses() -> Mapping[str, str]:
    """The first word of a class for every word that says the same."""
    found: dict[str, str] = {}
    for row in _rows("same_sense"):
        first, *others = row["words"].split("|")
        found.update((word, first) for word in (first, *others))
    return MappingProxyType(found)


@cache
def opposites() -> tuple[tuple[str, str], ...]:
    """Pairs of words that turn a proposition round."""
    return tuple((row["one"], row["other"]) for row in _rows("opposites"))


@cache
def function_words(sort: str) -> frozenset[str]:
    """The function words of one sort: pronoun, mood, negation or function."""
    return frozenset(row["word"] for row in _rows("function_words") if row["sort"] == sort)
