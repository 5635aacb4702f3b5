"""Which known names stand in a text: actors of `lexicons/gazetteer.tsv`, products of `lexicons/products.tsv`.

Matching runs over the text's own words, not over the tokeniser's, so that "r/x", "U.S." and "AT&T" cut nothing in half.
Case counts: a name of ordinary letters is matched as it is written or in capitals, a coined one ("OpenAI") in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from claimgraph.extract.lexicon import rows
from claimgraph.model import ActorType, Span

__all__ = ["Alias", "Entry", "Hit", "entries", "entry", "find", "index_of", "makers", "products", "states"]

_COLUMNS = ("label", "type", "aliases", "wikidata", "part_of", "owned_by", "funded_by", "sort")
_WORD = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = {"'", "\u2019"}
_COINED = re.compile(r"[A-Z]?[a-z]+[A-Z][A-Za-z]*$|[A-Z]{2,}[a-z]{3,}$")
_PARTICIPLE = re.compile(
    r"(?:based|backed|owned|led|funded|made|run|built|linked|affiliated|aligned|trained|developed|\w+ed)\b"
)
_DOMAIN = re.compile(r"\.(?:\w)")
_PRODUCT = ("product", "aliases", "maker")
_MARKS = "~^"


class Entry(NamedTuple):
    """One actor. `part_of`, `owned_by` and `funded_by` are labels; `sort` is outlet, university, … or ""."""

    label: str
    type: ActorType
    wikidata: str | None
    part_of: tuple[str, ...]
    owned_by: tuple[str, ...]
    funded_by: tuple[str, ...]
    sort: str


class Alias(NamedTuple):
    """One way to write a name. `common`: also an ordinary word. `metonym`: a place for its government."""

    words: tuple[str, ...]
    label: str
    common: bool = False
    metonym: bool = False


class Hit(NamedTuple):
    """A name found in a text, and how it is listed."""

    span: Span
    alias: Alias


Index = Mapping[str, tuple[Alias, ...]]


@cache
def entries() -> Mapping[str, Entry]:
    """The gazetteer by label."""
    return MappingProxyType({r["label"]: _entry(r) for r in rows("gazetteer", _COLUMNS)})


def entry(label: str) -> Entry | None:
    """The entry of a label."""
    return entries().get(label)


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        row["label"],
        ActorType(row["type"]),
        row["wikidata"] or None,
        _several(row["part_of"]),
        _several(row["owned_by"]),
        _several(row["funded_by"]),
        row["sort"],
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(x for x in cell.split("|") if x)


@cache
def states() -> Mapping[str, str]:
    """States by demonym and by name ("Chinese", "China" → "China")."""
    found: dict[str, str] = {}
    for row in rows("states", ("state", "demonyms", "capital")):
        for word in (row["state"], *_several(row["demonyms"])):
            found.setdefault(word, row["state"])
    return MappingProxyType(found)


def index_of(names: Iterable[tuple[str, str]]) -> Index:
    """Aliases by folded first word, longest first, of (way to write it, label) pairs; marks are read off."""
    found: dict[str, list[Alias]] = {}
    for written, label in names:
        mark = written[0] if written[0] in _MARKS else ""
        words = tuple(_WORD.findall(written.lstrip(_MARKS)))
        found.setdefault(words[0].casefold(), []).append(Alias(words, label, mark == "~", mark == "^"))
    return MappingProxyType({k: tuple(sorted(v, key=lambda a: (-len(a.words), a))) for k, v in found.items()})


@cache
def _known() -> Index:
    return index_of(
        (written, row["label"])
        for row in rows("gazetteer", _COLUMNS)
        for written in _written(row["label"], _several(row["aliases"]))
    )


def _written(label: str, aliases: tuple[str, ...]) -> Iterator[str]:
    """The label, unless the aliases say that it is an ordinary word, and the aliases."""
    if f"~{label}" not in aliases:
        yield label
    yield from aliases


@cache
def makers() -> Mapping[str, str]:
    """Who makes a product: the maker's label, or "" where that says nothing."""
    return MappingProxyType({r["product"]: r["maker"] for r in rows("products", _PRODUCT)})


@cache
def products() -> Index:
    """The products' names, to give to `find`."""
    return index_of(
        (written, row["product"])
        for row in rows("products", _PRODUCT)
        for written in _written(row["product"], _several(row["aliases"]))
    )


def find(text: str, index: Index | None = None) -> Iterator[Hit]:
    """The names in a text, longest first at each place and none inside another, in order."""
    known = _known() if index is None else index
    words, folded = _words(text)
    free = 0
    for at in [n for n, word in enumerate(folded) if word in known]:
        alias = None if at < free else next((a for a in known[folded[at]] if _matches(words, at, a)), None)
        if alias is None:
            continue
        end = at + len(alias.words)
        span = Span(words[at][1], words[end - 1][2])
        if _stands_alone(text, span):
            yield Hit(span, alias)
            free = end


@lru_cache(maxsize=1)  # a text is searched for each sort of name
def _words(text: str) -> tuple[list[tuple[str, int, int]], list[str]]:
    """The words of a text with their places, and as they are looked up."""
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    return words, [word.casefold() for word, _, _ in words]


def _matches(words: list[tuple[str, int, int]], at: int, alias: Alias) -> bool:
    if at + len(alias.words) > len(words):
        return False
    for i, word in enumerate(alias.words, start=at):  # a loop: this is asked of every word that opens a name
        if words[i][0] != word and not _alike(words[i][0], word):
            return False
    return True


@cache
def _is_coined(listed: str) -> bool:
    return _COINED.match(listed) is not None


def _alike(seen: str, listed: str) -> bool:
    """Whether a word is another way to write a listed one."""
    if listed in _APOSTROPHES:
        return seen in _APOSTROPHES
    if _is_coined(listed):
        return seen.casefold() == listed.casefold()
    return len(listed) > 3 and seen == listed.upper() and listed[0].isupper()  # noqa: PLR2004 "US" is not "us", "AMAZON" is


def _stands_alone(text: str, span: Span) -> bool:
    """Not a part of a longer word, an address or a handle; "OpenAI-backed" names OpenAI, "Meta-analysis" not Meta."""
    before = text[max(0, span.start - 80) : span.start].rsplit(None, 1)
    chunk = before[-1] if before and not text[span.start - 1 : span.start].isspace() else ""
    if "://" in chunk or chunk.startswith("www.") or chunk[-1:] in {"@", "#", "_", "\\"}:
        return False
    rest = text[span.end : span.end + 20]
    if rest[:1] == "-" and rest[1:2].islower():
        return _PARTICIPLE.match(rest, 1) is not None
    return rest[:1] not in {"_", "@"} and _DOMAIN.match(rest) is None
