"""Paragraphs from the lines of a page layout, which say only where ink is.

A line goes on in the next one unless something says that it was ended on purpose. Lengths are in the page's units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["Line", "Unwrapped", "unwrap"]

_BULLET = re.compile(r"[•‣◦\u2043∙▪▫●○■□►➢✓\uf0b7\uf0a7]")
_ENDED = re.compile(r"[.!?:;…][)\]\"'”\u2019»]*$")
_LARGER = 1.2  # times the other line's height: a heading, or the text after it
_WIDER = 1.25  # times the leading on either side: space between paragraphs
_INDENT = 0.8  # of a line's height
_SPACE = 0.3  # of a line's height: the width of a blank
_NEAR = 8  # lines on either side that show how wide the column is
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_FIRST_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"\w+$")


class Line(NamedTuple):
    """A line of text as it is printed.

    Attributes:
        text: not empty.
        page: counted from 0.
        left, right, bottom: its box; `bottom` grows upwards.
        height: of its letters.
        first_word: width of the first word.
        hyphen: whether it ended in a hyphen that breaks a word, which is not in the text.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float
    first_word: float
    hyphen: bool = False


class Unwrapped(NamedTuple):
    """A text, blank lines between its paragraphs, and the offset in it of each line that was given."""

    text: str
    starts: tuple[int, ...]


def unwrap(lines: Sequence[Line]) -> Unwrapped:
    """The lines in their order, joined into paragraphs, also across pages."""
    words = frozenset(_words(lines))
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for index, line in enumerate(lines):
        glue = _glue(lines, index, words) if index else ""
        starts.append(length + len(glue))
        parts += glue, line.text
        length += len(glue) + len(line.text)
    return Unwrapped("".join(parts), tuple(starts))


def _glue(lines: Sequence[Line], index: int, words: frozenset[str]) -> str:
    """What stands between a line and the one before it."""
    above, below = lines[index - 1], lines[index]
    if above.hyphen:
        return _hyphen(above.text, below.text, words)
    return "\n\n" if _ends(lines, index) else " "


def _ends(lines: Sequence[Line], index: int) -> bool:
    """Whether the line before this one was ended on purpose."""
    above, below = lines[index - 1], lines[index]
    if _BULLET.match(below.text) or max(above.height, below.height) > _LARGER * min(above.height, below.height):
        return True
    ended = _ENDED.search(above.text) is not None
    if not ended and below.text[0].islower():
        return False
    if above.page != below.page or below.bottom >= above.bottom:  # the next page or column
        return ended or not _fills(lines, index)
    if not _fills(lines, index) or _stands_off(lines, index):
        return True
    return ended and below.left > above.left + _INDENT * below.height


def _fills(lines: Sequence[Line], index: int) -> bool:
    """Whether the first word of this line would not have fitted on the one before: the wrap was forced."""
    above, below = lines[index - 1], lines[index]
    near = lines[max(0, index - _NEAR) : index + _NEAR]
    column = max(
        (n.right for n in near if n.page == above.page and abs(n.left - above.left) < 3 * above.height),
        default=above.right,
    )
    return above.right + _SPACE * above.height + below.first_word > column


def _stands_off(lines: Sequence[Line], index: int) -> bool:
    """Whether the leading here is wider than before or after."""
    leadings = [_leading(lines, i) for i in (index - 1, index, index + 1)]
    others = [leading for leading in (leadings[0], leadings[2]) if leading is not None]
    return leadings[1] is not None and bool(others) and leadings[1] > _WIDER * min(others)


def _leading(lines: Sequence[Line], index: int) -> float | None:
    """How far a line is below the one before it; None where it is not below, or letters are of another size."""
    if not 0 < index < len(lines):
        return None
    above, below = lines[index - 1], lines[index]
    same = above.page == below.page and max(above.height, below.height) <= _LARGER * min(above.height, below.height)
    return above.bottom - below.bottom if same and above.bottom > below.bottom else None


def _words(lines: Sequence[Line]) -> Iterator[str]:
    """All words in lower case; the halves that a line end makes of a word are not words."""
    halved = False
    for line in lines:
        found = [w.casefold() for w in _WORD.findall(line.text)]
        yield from found[halved : len(found) - line.hyphen]
        halved = line.hyphen


def _part(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0].casefold() if found else ""


def _hyphen(above: str, below: str, words: frozenset[str]) -> str:
    """A hyphen if the two halves make a compound, and nothing if they make a word: as elsewhere in the text."""
    head, tail = _part(_LAST_WORD, above), _part(_FIRST_WORD, below)
    if head + tail in words:
        return ""
    if f"{head}-{tail}" in words or not (head.isalpha() and tail.isalpha() and below[0].islower()):
        return "-"
    return "-" if head in words and tail in words else ""
