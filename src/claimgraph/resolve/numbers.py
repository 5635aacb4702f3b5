"""The amounts in a text, as numbers: "about 24,000", "16 million", "three", "tens of thousands"."""

from __future__ import annotations

import re

from claimgraph.resolve.words import plain

__all__ = ["amounts", "is_amount"]

_SCALES = {
    "hundred": 1e2,
    "hundreds": 1e2,
    "thousand": 1e3,
    "thousands": 1e3,
    "k": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "billions": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "trillions": 1e12,
}
_UNITS = {
    word: float(value)
    for value, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        2,
    )
} | {
    word: 10.0 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_UNITS |= {"dozen": 12.0, "half": 0.5, "tens": 10.0, "dozens": 12.0}
_PART = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+|%")
_LETTERS = re.compile(r"(?<=\d)(?=[a-z])")


def is_amount(word: str) -> bool:
    """Whether a word in lower case is part of an amount."""
    return word[:1].isdigit() or word in _UNITS or word in _SCALES


def amounts(text: str) -> frozenset[float]:
    """All amounts of a text; "one" is left out, since it is a pronoun as often."""
    found: set[float] = set()
    held: float | None = None
    # A digit inside a name ("GPT-4", "APT28") tells names apart and is no amount.
    words = _PART.findall(
        _LETTERS.sub(" ", re.sub(r"\b[A-Za-z]+-?\d[\w.]*", " ", plain(text)).lower().replace("-", " "))
    )
    for word in words:
        if word[0].isdigit():
            held = _close(found, held, float(word.replace(",", "")))
        elif word in _UNITS:
            tens = held is not None and held >= 20 and held % 10 == 0 and _UNITS[word] < 10  # noqa: PLR2004 "twenty" + "four"
            held = (held or 0) + _UNITS[word] if tens else _close(found, held, _UNITS[word])
        elif word in _SCALES and (held is not None or word.endswith(("d", "s", "n"))):
            held = (1.0 if held is None else held) * _SCALES[word]
        elif word not in {"of", "and", "a"}:
            held = _close(found, held, None)
    _close(found, held, None)
    return frozenset(found)


def _close(found: set[float], held: float | None, new: float | None) -> float | None:
    if held is not None:
        found.add(held)
    return new
