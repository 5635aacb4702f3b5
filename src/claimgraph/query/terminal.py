"""An answer for a terminal: a table where the columns fit, else a block of lines for each row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pyoxigraph import NamedNode

from claimgraph.query.asking import Answer
from claimgraph.query.shown import clean, plain, width
from claimgraph.store import Term

__all__ = ["as_table"]

_GAP = "  "
_OURS = re.compile(r".*/((?:claim|actor|instrument)/[^/#]+)")
_NARROW = 12  # columns of a terminal that a text gets at least


def as_table(answer: Answer, columns: int = 80) -> str:
    """The answer as lines of at most `columns` characters' width, with a final newline and a count of the rows.

    Texts are cleaned of control characters and wrapped, never cut. Where a word would have to be broken (an IRI, which
    people copy) or a column would be narrower than 12, the rows are written one under the other, a line for each
    value. A question's answer leaves out the columns that its header calls details, and shortens IRIs of our own to
    what `explain` and the parameters take. An empty answer says what that means.
    """
    if answer.truth is not None:
        return "true\n" if answer.truth else "false\n"
    details = {c.name for c in answer.question.columns if c.detail} if answer.question else set()
    shown = [n for n, name in enumerate(answer.columns) if name not in details]
    names = [answer.columns[n] for n in shown]
    cells = [[_cell(answer, row[n]) for n in shown] for row in answer.rows]
    if not cells:
        lines = _empty(answer, columns)
    else:
        widths = _widths([names, *cells], columns)
        lines = _blocks(names, cells, columns) if widths is None else _grid(names, cells, widths)
        lines += ["", *_wrap(_foot(len(cells), [name for name in answer.columns if name in details]), columns)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _cell(answer: Answer, term: Term | None) -> str:
    text = clean(plain(term))
    ours = _OURS.fullmatch(text) if answer.question is not None and isinstance(term, NamedNode) else None
    return ours[1] if ours else text


def _foot(rows: int, details: Sequence[str]) -> str:
    count = "1 row" if rows == 1 else f"{rows} rows"
    return f"{count}; --format json has also {', '.join(details)}" if details else count


def _empty(answer: Answer, columns: int) -> list[str]:
    if answer.question is None:
        return ["No rows."]
    texts = ("No rows.", f"This means: {answer.question.no_rows}", f"It does not mean: {answer.question.no_rows_not}")
    return [line for text in texts for line in _wrap(clean(text), columns)]


def _widths(lines: Sequence[Sequence[str]], columns: int) -> list[int] | None:
    """A width for each column, the widest made narrower until all fit; None where they cannot."""
    room = columns - len(_GAP) * (len(lines[0]) - 1)
    texts = list(zip(*lines, strict=True))
    widths = [min(max(map(width, column)), max(room, 1)) for column in texts]
    least = [min(w, max(_NARROW, *map(_longest_word, column))) for w, column in zip(widths, texts, strict=True)]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda i: widths[i] - least[i])
        widths[widest] -= 1
    return widths


def _longest_word(text: str) -> int:
    return max(map(width, text.split(" ")))


def _grid(names: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    lines = [*_row(names, widths), _GAP.join("─" * w for w in widths)]
    for row in cells:
        lines += _row(row, widths)
    return lines


def _row(texts: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [_wrap(text, w) for text, w in zip(texts, widths, strict=True)]
    height = max(map(len, wrapped))
    padded = [[*lines, *[""] * (height - len(lines))] for lines in wrapped]
    return [
        _GAP.join(text + " " * (w - width(text)) for text, w in zip(line, widths, strict=True))
        for line in zip(*padded, strict=True)
    ]


def _blocks(names: Sequence[str], cells: Sequence[Sequence[str]], columns: int) -> list[str]:
    indent = max(map(width, names)) + len(_GAP)
    room = max(columns - indent, _NARROW)
    lines: list[str] = []
    for number, row in enumerate(cells, start=1):
        lines += [*([""] if lines else []), f"{number}."]
        for name, text in zip(names, row, strict=True):
            first, *rest = _wrap(text, room)
            if first:
                lines += [name + " " * (indent - width(name)) + first, *(" " * indent + line for line in rest)]
    return lines


def _wrap(text: str, room: int) -> list[str]:
    """The text in lines of at most `room` columns, broken at spaces, or within a word that is longer than a line."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width(joined) <= room:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if lines[-1] and width(lines[-1]) + width(character) > room:
                lines.append("")
            lines[-1] += character
    return lines
