"""Which later, shorter names mean an earlier, fuller one: surnames, first words of companies, defined abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claimgraph.extract.actors import people
from claimgraph.extract.actors.gazetteer import entry
from claimgraph.extract.actors.kinds import by_words
from claimgraph.model import ActorType, Span

__all__ = ["Name", "expand"]

_DEFINED = re.compile(r"\s*\(\s*(?:the\s+|or\s+)?[\"“]?(?P<short>[A-Z][\w&.-]{1,11})[\"”]?\s*\)")
_WORD = re.compile(r"[^\W_]+")
_SKIPPED = {"of", "for", "and", "the", "on", "in", "de", "per", "la", "dei", "des", "et"}


class Name(NamedTuple):
    """A named mention: where, the label it is known by, its type, and the title that stood before it."""

    span: Span
    label: str
    type: ActorType
    title: people.Title | None = None


def expand(text: str, names: Iterable[Name]) -> list[Name]:
    """The names with short forms under their full labels, and with the defined abbreviations that stood unnoticed."""
    found = sorted(names, key=lambda n: n.span)
    short = dict(_defined(text, found))
    found = [_defined_name(text, n, short) for n in found]
    found = sorted([*found, *_unnoticed(text, found, short)], key=lambda n: n.span)
    persons = _unique((key, n) for n in found if n.type is ActorType.PERSON for key in _person_keys(n.label))
    bodies = _unique((n.label.split()[0], n) for n in found if _shortens(n))
    return [_full(n, persons, bodies) for n in found]


def _defined(text: str, names: Iterable[Name]) -> Iterator[tuple[str, Name]]:
    """Abbreviations in brackets after a name whose initials they are: "Foo Bar Agency (FBA)"."""
    for name in names:
        match = _DEFINED.match(text, name.span.end)
        if match and _abbreviates(match["short"], text[name.span.start : name.span.end]):
            yield match["short"], name


def _abbreviates(short: str, full: str) -> bool:
    """Whether the capitals of a short form are initials of a full one, in order and from its first word on."""
    letters = [c.lower() for c in short if c.isupper()]
    initials = [w[0].lower() for w in _WORD.findall(full) if w.lower() not in _SKIPPED or w[0].isupper()]
    if len(initials) < 2 or not letters or letters[0] != initials[0]:  # noqa: PLR2004 one word has no abbreviation
        return False
    rest = iter(initials)
    return all(any(c == i for i in rest) for c in letters)


def _defined_name(text: str, name: Name, short: dict[str, Name]) -> Name:
    full = short.get(text[name.span.start : name.span.end])
    return name if full is None else name._replace(label=full.label, type=full.type)


def _unnoticed(text: str, names: list[Name], short: dict[str, Name]) -> Iterator[Name]:
    for written, full in sorted(short.items()):
        for match in re.finditer(rf"(?<![\w-]){re.escape(written)}(?!\w)", text):
            span = Span(*match.span())
            if not any(n.span.start < span.end and span.start < n.span.end for n in names):
                yield Name(span, full.label, full.type)


def _person_keys(label: str) -> Iterator[str]:
    """How a person is called after the first mention: by surname, in Chinese names by the first word."""
    if " " not in label:
        return
    yield people.surname(label)
    first = label.split()[0]
    if people.first_names().get(first, "" if len(label.split()) == 2 else "?") == "":  # noqa: PLR2004 "Liang Wenfeng"
        yield first


def _shortens(name: Name) -> bool:
    """Whether a body's first word can stand for it."""
    return " " in name.label and entry(name.label) is None and by_words(name.label.split()) is ActorType.COMPANY


def _full(name: Name, persons: dict[str, Name], bodies: dict[str, Name]) -> Name:
    if entry(name.label) is not None:
        return name
    full = persons.get(name.label) or bodies.get(name.label)
    if full is None and name.title is not None:
        full = persons.get(people.surname(name.label))
    return name if full is None else name._replace(label=full.label, type=full.type)


def _unique(pairs: Iterable[tuple[str, Name]]) -> dict[str, Name]:
    """Keys that one label alone claims."""
    found: dict[str, Name] = {}
    twice: set[str] = set()
    for key, name in pairs:
        if key in found and found[key].label != name.label:
            twice.add(key)
        found.setdefault(key, name)
    return {k: v for k, v in found.items() if k not in twice}
