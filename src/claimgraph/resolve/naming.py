"""The forms of a name that two ways of writing it share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claimgraph.model import ActorType
from claimgraph.resolve.tables import gazetteer, states, titles
from claimgraph.resolve.words import plain, tokens

__all__ = ["GENERIC", "Forms", "forms", "known_as", "legal_form", "strict"]

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_LAST = re.compile(r"\(([^()]*)\)\s*$")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_LEGAL = frozenset(
    [
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "ltd",
        "limited",
        "llc",
        "llp",
        "lp",
        "plc",
        "gmbh",
        "ag",
        "sa",
        "nv",
        "bv",
        "pbc",
        "pte",
        "pty",
        "kk",
    ]
)
_SMALL = frozenset(
    ["of", "for", "and", "the", "on", "in", "at", "to", "de", "du", "des", "la", "le", "del", "da", "do"]
)
_INITIALS = re.compile(r"(?<=\b[A-Za-z])\.\s*(?=[A-Za-z]\b\.?)")
GENERIC = frozenset(
    [
        "ai",
        "group",
        "holding",
        "holdings",
        "company",
        "technologies",
        "technology",
        "motors",
        "platforms",
        "international",
    ]
)
"""Words that may stand behind a company's name or not."""


@dataclass(frozen=True, slots=True)
class Forms:
    """One name, reduced further and further.

    Attributes:
        strict: lower case, no accents, punctuation, article, title (of a person) or legal form; words with spaces.
        compact: the same without spaces.
        bag: the words without small ones, demonyms as their states, sorted.
        core: `strict` without generic words.
        initials: of the words of `strict`, two ways: with and without the small words.
        bracket: another name in brackets at the end, as `strict`: the acronym of a long name or what a short one stands
            for ("RT (Russia Today)"); "" for anything else, such as where an account is ("Jane (Facebook)").
        remark: whether there are brackets that give no other name.
    """

    strict: str
    compact: str
    bag: tuple[str, ...]
    core: str
    initials: frozenset[str]
    bracket: str
    remark: bool


def forms(name: str, kind: ActorType) -> Forms:
    """The forms of a name of an actor of this type."""
    form = strict(_BRACKETS.sub("", name) or name, kind)
    words = form.split()
    core = [w for n, w in enumerate(words) if n == 0 or w not in GENERIC]
    big = [w for w in words if w not in _SMALL]
    return Forms(
        form,
        "".join(words),
        tuple(sorted(part for w in big for part in states().get(w, w).split())),
        " ".join(core),
        frozenset({"".join(w[0] for w in ws) for ws in (words, big) if len(ws) > 1}),
        short := _short_form(name, form, kind),
        not short and "(" in name,
    )


def _short_form(name: str, form: str, kind: ActorType) -> str:
    last = _LAST.search(name)
    inner = strict(last[1], kind) if last else ""
    initials = {"".join(w[0] for w in ws) for ws in (form.split(), [w for w in form.split() if w not in _SMALL]) if ws}
    return inner if inner in initials or (" " not in form and len(form) < len(inner)) else ""


@cache
def _abbreviated() -> dict[str, str]:
    return {
        "us": "united states",
        "usa": "united states",
        "uk": "united kingdom",
        "dept": "department",
        "univ": "university",
    }


def strict(name: str, kind: ActorType) -> str:
    """A name without what custom adds to it."""
    joined = _INITIALS.sub("", _ARTICLE.sub("", plain(name).replace("&", " and ").strip()))
    words = [w.casefold() for w in tokens(joined)]
    if kind is ActorType.PERSON:
        while len(words) > 2 and words[0] in titles():  # noqa: PLR2004 a title needs a name of two words behind it
            words = words[1:]
    elif kind is not ActorType.UNNAMED:
        while len(words) > 1 and words[-1] in _LEGAL:
            words = words[:-1]
        words = [part for w in words for part in _abbreviated().get(w, w).split()]
    return " ".join(words)


def legal_form(name: str) -> frozenset[str]:
    """The words for its legal form that a name ends in: "Acme Ltd" and "Acme Inc" are two firms."""
    return frozenset(w for w in (t.casefold() for t in tokens(name)) if w in _LEGAL)


@cache
def _known() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for label, aliases in gazetteer().items():
        for written in (label, *aliases):
            found.setdefault(strict(written, ActorType.ORGANIZATION), set()).add(label)
    return {form: frozenset(labels) for form, labels in found.items()}


def known_as(form: str) -> frozenset[str]:
    """The labels of the known actors that a strict form may mean."""
    return _known().get(form, frozenset())
