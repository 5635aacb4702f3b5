"""CSV whose cells are text and nothing but text.

Spreadsheets run a cell that begins with one of = + - @ (or a tab or line end before them) as a formula, and a claim
may begin so by chance or on purpose. Such a cell gets an apostrophe in front, which spreadsheets take as "text". A
cell that begins with an apostrophe gets a second one, so that taking one leading apostrophe away gives back every
cell exactly.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO, Final

__all__ = ["write_csv"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str | int]], out: BinaryIO) -> None:
    """A table as RFC 4180 has it: a header, CRLF after each record, quotes where needed. U+0000 becomes U+FFFD."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    text.detach()  # writes the rest, and leaves the stream open


def _cell(value: str | int) -> str | int:
    if isinstance(value, int):
        return value
    text = value.replace("\0", "\ufffd")
    return "'" + text if text.startswith(_FORMULA) else text
