"""Which later, shorter names mean an earlier, fuller one: surnames, first words of companies, defined abbreviations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claimgraph.extract.actors import people
from claimgraph.extract.actors.covering import Cover
from claimgraph.extract.actors.gazetteer import entry
from claimgraph.extract.actors.kinds import by_words, opens_with
from claimgraph.extract.actors.ordinary import is_ordinary
from claimgraph.model import ActorType, Span

__all__ = ["Name", "expand"]

_DEFINED = re.compile(r"\s*\(\s*(?:the\s+|or\s+)?[\"“]?(?P<short>[A-Z][\w&.-]{1,11})[\"”]?\s*\)")
_WORD = re.compile(r"[^\W_]+")
_CAPITALISED = re.compile(r"(?<![\w-])[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")
_THE_BODY = re.compile(r"\b[Tt]he (?P<last>[A-Z]\w+)\b(?!['-]?\w| [A-Z])")
_INITIALS = 2
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
    persons = _persons(found)
    bodies = _unique((n.label.split()[0], n) for n in found if _shortens(n))
    again = {**{key: [full] for key, full in bodies.items()}, **persons}
    found = sorted([*found, *_repeated(text, found, again), *_last_words(text, found)], key=lambda n: n.span)
    return list(_agreeing([_full(n, persons, bodies) for n in found]))


def _agreeing(names: list[Name]) -> Iterator[Name]:
    """One label, one type: that of most mentions, of equals a person's, else the first."""
    kinds: dict[str, list[ActorType]] = {}
    for name in names:
        kinds.setdefault(name.label, []).append(name.type)
    chosen = {k: max(v, key=lambda t, v=v: (v.count(t), t is ActorType.PERSON)) for k, v in kinds.items()}  # type: ignore[misc]
    yield from (n._replace(type=chosen[n.label]) for n in names)


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
    cover = Cover(len(text), (n.span for n in names))
    for written, full in sorted(short.items()):
        for match in re.finditer(rf"(?<![\w-]){re.escape(written)}(?!\w)", text):
            span = Span(*match.span())
            if not cover.meets(span):
                yield Name(span, full.label, full.type)


def _person_keys(label: str) -> Iterator[str]:
    """How a person is called after the first mention: by surname, in Chinese names by the first word."""
    if " " not in label:
        return
    yield people.surname(label)
    first = label.split(maxsplit=1)[0]
    if people.first_names().get(first, "" if len(label.split()) == 2 else "?") == "":  # noqa: PLR2004 "Liang Wenfeng"
        yield first


def _shortens(name: Name) -> bool:
    """Whether a body's first word can stand for it."""
    return " " in name.label and entry(name.label) is None and by_words(name.label.split()) is ActorType.COMPANY


def _persons(names: list[Name]) -> dict[str, list[Name]]:
    """Full names by their short forms, one of each label, those named in full most often first."""
    count = Counter(n.label for n in names if n.type is ActorType.PERSON and " " in n.label)
    first = {n.label: n for n in reversed(names) if n.label in count}
    found: dict[str, list[Name]] = {}
    for label in sorted(count, key=lambda k: (-count[k], first[k].span)):
        for key in _person_keys(label):
            found.setdefault(key, []).append(first[label])
    return found


def _repeated(text: str, names: list[Name], short: dict[str, list[Name]]) -> Iterator[Name]:
    """Short forms that are ordinary words or in capitals ("Tester", "WALLACE:") and so were taken for no names."""
    cover = Cover(len(text), (n.span for n in names))
    keys = {written: full[0] for key, full in short.items() for written in (key, key.upper()) if len(key) > _INITIALS}
    for match in _CAPITALISED.finditer(text):
        span = Span(*match.span())
        full = keys.get(match.group())
        if full is None or span.start < full.span.end or cover.meets(span):
            continue
        if not (is_ordinary(match.group()) and _opens(text, span)):
            yield Name(span, full.label, full.type)


def _opens(text: str, span: Span) -> bool:
    """Whether a sentence begins here, where an ordinary word has a capital too."""
    before = text[: span.start].rstrip(" \"“'(")
    return not before or before[-1] in ".!?\n:"


def _last_words(text: str, names: list[Name]) -> Iterator[Name]:
    """As in "The Post", "the Commission": the last word of a body's name, with a capital, after the full name."""
    cover = Cover(len(text), (n.span for n in names))
    full: dict[str, list[Name]] = {}
    for name in names:
        words = name.label.split()
        if len(words) > 1 and name.type not in {ActorType.PERSON, ActorType.STATE} and opens_with(words[-1]):
            full.setdefault(words[-1], []).append(name)
    for match in _THE_BODY.finditer(text):
        span = Span(*match.span("last"))
        before = [b for b in full.get(match["last"], []) if b.span.end < span.start]
        if before and not cover.meets(span):
            yield Name(span, before[-1].label, before[-1].type)


def _full(name: Name, persons: dict[str, list[Name]], bodies: dict[str, Name]) -> Name:
    if entry(name.label) is not None:
        return name
    known = persons.get(name.label, []) or (
        persons.get(people.surname(name.label), []) if name.title is not None else []
    )
    fitting = [p for p in known if _same_gender(name, p)]
    full = fitting[0] if fitting else bodies.get(name.label)
    return name if full is None else name._replace(label=full.label, type=full.type)


def _same_gender(short: Name, full: Name) -> bool:
    """Whether a short form's title ("Mrs.") does not contradict a full name's first name."""
    told = "" if short.title is None else short.title.pronoun
    return {told, people.pronoun_of(full.label)} != {"he", "she"}


def _unique(pairs: Iterable[tuple[str, Name]]) -> dict[str, Name]:
    """Keys that one label alone claims."""
    found: dict[str, Name] = {}
    twice: set[str] = set()
    for key, name in pairs:
        if key in found and found[key].label != name.label:
            twice.add(key)
        found.setdefault(key, name)
    return {k: v for k, v in found.items() if k not in twice}
