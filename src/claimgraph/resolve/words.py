"""The words of a proposition, reduced to what two wordings of it share.

No parse is needed here: claims are compared long after their documents were parsed. Inflection is undone by rule and
by a list of irregular forms; what only proposals rest on (suffixes, senses) is kept apart from what a merge may.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from claimgraph.resolve.tables import function_words, irregular, senses, states

__all__ = ["FUNCTION_WORDS", "NEGATIONS", "PRONOUNS", "inflected", "plain", "rooted", "sense", "tokens"]

_TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*", re.UNICODE)
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"([bdfgmnprt])\1$")
_POSSESSIVE = re.compile(r"['’]s?$")
_SUFFIXES = (
    *("isation", "ization", "ation", "ition", "at", "ion", "ment", "ance", "ence", "ness", "ery", "ity", "ive"),
    *("able", "ible", "ally", "ly", "er", "or", "al", "is", "iz"),
)
_ROOT = 4  # letters that a suffix must leave

PRONOUNS = function_words("pronoun")
NEGATIONS = function_words("negation")
FUNCTION_WORDS = PRONOUNS | function_words("mood") | function_words("function")


_TYPED = str.maketrans({0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"})
"""Typographic apostrophe, hyphens and en dash, and what a keyboard has for them."""


def plain(text: str) -> str:
    """No accents, one kind of apostrophe and dash, composed as NFKC."""
    folded = unicodedata.normalize("NFKD", text).translate(_TYPED)
    return unicodedata.normalize("NFKC", "".join(c for c in folded if not unicodedata.combining(c)))


def tokens(text: str) -> list[str]:
    """The words as written, possessive endings and full stops of abbreviations gone; "don't" becomes two."""
    found: list[str] = []
    for match in _TOKEN.finditer(plain(text)):
        word = match.group()
        lower = word.casefold()
        if lower.endswith("n't") or lower == "cannot":
            found += [_UNCONTRACTED.get(lower, lower[:-3]), "not"]
            continue
        word = _POSSESSIVE.sub("", word)
        if "." in word and not any(c.isdigit() for c in word):
            word = word.replace(".", "")
        # The pronoun is not the country.
        found += ["USA" if part == "US" else part for part in word.split("-") if part]
    return found


_UNCONTRACTED = {"can't": "can", "won't": "will", "shan't": "shall", "cannot": "can"}


@lru_cache(maxsize=1 << 16)
def inflected(word: str) -> str:
    """A word in lower case without its inflection; the form is a key, not always a word ("scraped" → "scrap")."""
    base = irregular().get(word)
    return _unvoiced(base if base is not None else _regular(word))


def _regular(word: str) -> str:
    if len(word) > 4 and word.endswith(("ies", "ied")):  # noqa: PLR2004 "dies", "tied" are no such plurals
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):  # noqa: PLR2004 "gas", "was"
        return word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and _VOWEL.search(stem) and not stem.endswith("e"):  # noqa: PLR2004 "red"
            return _DOUBLE.sub(r"\1", stem)
    return word


def _unvoiced(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("e") else word  # noqa: PLR2004 "use"


@lru_cache(maxsize=1 << 16)
def rooted(word: str) -> str:
    """A word in lower case without inflection and common suffixes: "distillation" and "distil" are one."""
    stem = inflected(word)
    for suffix in _SUFFIXES:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= _ROOT:
            stem = stem.removesuffix(suffix)
            break
    return _unvoiced(re.sub(r"(.)\1$", r"\1", stem)) if len(stem) > _ROOT else stem


@cache
def _classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for word, first in senses().items():
        found.setdefault(inflected(word), rooted(first))
        found.setdefault(rooted(word), rooted(first))
    for word, state in (*states().items(), ("usa", "united states")):
        if " " not in word:
            found.setdefault(word, state)
    return found


@lru_cache(maxsize=1 << 16)
def sense(word: str) -> str:
    """What a word in lower case stands for in a comparison: its class of senses, or its root."""
    classes = _classes()
    return classes.get(word) or classes.get(inflected(word)) or classes.get(rooted(word)) or rooted(word)
