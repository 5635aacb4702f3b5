"""An answer for a terminal: a table where the columns fit, else a block of lines for each row."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.query.asking import Answer
from claimgraph.query.shown import clean, plain, width

__all__ = ["as_table"]

_GAP = "  "
_NARROW = 12  # columns of a terminal that a text gets at least


def as_table(answer: Answer, columns: int = 80) -> str:
    """The answer as lines of at most `columns` characters' width, with a final newline and a count of the rows.

    Texts are cleaned of control characters and wrapped, never cut. Where a word would have to be broken (an IRI, which
    people copy) or a column would be narrower than 12, the rows are written one under the other, a line for each
    value. An empty answer says what that means.
    """
    if answer.truth is not None:
        return "true\n" if answer.truth else "false\n"
    cells = [[clean(plain(term)) for term in row] for row in answer.rows]
    if not cells:
        lines = _empty(answer, columns)
    else:
        widths = _widths([answer.columns, *cells], columns)
        lines = _blocks(answer.columns, cells, columns) if widths is None else _grid(answer.columns, cells, widths)
        lines += ["", "1 row" if len(cells) == 1 else f"{len(cells)} rows"]
    return "".join(f"{line.rstrip()}\n" for line in lines)


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
