"""What a person's name and title tell: titles before names, first names, and the pronoun that custom gives them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from claimgraph.extract.lexicon import rows

__all__ = ["Title", "first_names", "is_full_name", "pronoun_of", "surname", "title_at"]

_PARTICLES = {
    "von",
    "van",
    "der",
    "den",
    "de",
    "da",
    "di",
    "du",
    "la",
    "le",
    "al",
    "bin",
    "ibn",
    "ben",
    "dos",
    "del",
    "ter",
}
_LONGEST = 5  # words in a person's name


class Title(NamedTuple):
    """A title of one or more words. `pronoun` is he, she or ""; `role` the noun that may point back to its bearer."""

    words: tuple[str, ...]
    pronoun: str
    role: str


@cache
def _titles() -> Mapping[str, tuple[Title, ...]]:
    found: dict[str, list[Title]] = {}
    for row in rows("titles", ("title", "pronoun", "role")):
        words = tuple(row["title"].split())
        found.setdefault(words[0], []).append(Title(words, row["pronoun"], row["role"]))
    return MappingProxyType({k: tuple(sorted(v, key=lambda t: -len(t.words))) for k, v in found.items()})


def title_at(words: list[str], at: int) -> Title | None:
    """The longest title that begins at a word."""
    return next((t for t in _titles().get(words[at], ()) if tuple(words[at : at + len(t.words)]) == t.words), None)


@cache
def first_names() -> Mapping[str, str]:
    """Common first names with he, she, or "" where custom is divided."""
    return MappingProxyType({r["name"]: r["pronoun"] for r in rows("first_names", ("name", "pronoun"))})


def is_full_name(words: list[str]) -> bool:
    """Whether words are a person's name by their first: "Fei-Fei Li", "Jane Q. Roe", "Ursula von der Leyen"."""
    first = words[0].split("-")[0]
    return 1 < len(words) <= _LONGEST and first in first_names() and all(_name_like(w) for w in words[1:])


def _name_like(word: str) -> bool:
    return word in _PARTICLES or (word[:1].isupper() and not any(c.isdigit() for c in word))


def surname(name: str) -> str:
    """The part by which newspapers call a person after the first mention: the last word, particles included."""
    words = [w for w in name.split() if w.rstrip(".") not in {"Jr", "Sr", "II", "III", "IV"}]
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def pronoun_of(name: str) -> str:
    """He or she by the first name, "" where it does not tell."""
    return first_names().get(name.split(maxsplit=1)[0], "")
