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
from typing import Final

__all__ = ["csv_text"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """A table as RFC 4180 has it: a header, CRLF after each record, quotes where needed. U+0000 becomes U+FFFD."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: str | int) -> str | int:
    if isinstance(value, int):
        return value
    text = value.replace("\0", "\ufffd")
    return "'" + text if text.startswith(_FORMULA) else text
