"""PDF: the text layer by PDFium, unwrapped into paragraphs; where pages start; what the information dictionary says.

PDFium is not thread-safe: read PDFs in one thread of a process.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from statistics import median_low
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Metadata
from claimgraph.read.paragraphs import Line, unwrap
from claimgraph.read.produced import line, tidy
from claimgraph.read.reading import Reading
from claimgraph.read.running import without_running_heads

__all__ = ["read"]

logging.getLogger("pypdfium2").addHandler(logging.NullHandler())

_HYPHEN = (0x02, 0xFFFE)  # PDFium's marks for a hyphen at a line's end, which stand for the line's end too
_LINE_FEED = 0x0A


def read(data: bytes, name: str, limit: int) -> Reading:
    """See `Reader`."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            lines = without_running_heads(list(_lines(document, name, limit)))
            pages, metadata = len(document), _metadata(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise UnreadableDocument(name, "is encrypted; save it without a password") from error
        raise UnreadableDocument(name, "is a damaged PDF; fetch or save it again") from error
    if not lines:
        raise UnreadableDocument(name, "is a PDF without a text layer; run OCR over it first")
    text, starts = unwrap(lines)
    return Reading(text, metadata, _page_starts(pages, lines, starts, len(text)))


def _page_starts(pages: int, lines: list[Line], starts: tuple[int, ...], end: int) -> tuple[int, ...]:
    """Each page's first offset. An empty page starts where the next one does."""
    placed = zip((each.page for each in lines), starts, strict=True)
    first = {page: next(group)[1] for page, group in groupby(placed, key=itemgetter(0))}
    result: list[int] = []
    for page in reversed(range(pages)):
        end = first.get(page, end)
        result.append(end)
    return tuple(reversed(result))


def _lines(document: pypdfium2.PdfDocument, name: str, limit: int) -> Iterator[Line]:
    """The printed lines of all pages, in PDFium's order."""
    length = 0
    for number, page in enumerate(document):
        text_page = page.get_textpage()
        count = text_page.count_chars()
        length += count
        if length > limit:
            raise UnreadableDocument(name, f"holds more than {limit:,} characters; split it or raise the limit")
        units = [raw.FPDFText_GetUnicode(text_page, i) for i in range(count)]
        begin = 0
        for index, unit in enumerate([*units, _LINE_FEED]):
            if unit == _LINE_FEED or unit in _HYPHEN:
                printed = _line(text_page, units, range(begin, index), number, hyphen=unit != _LINE_FEED)
                begin = index + 1
                if printed is not None:
                    yield printed
        text_page.close()
        page.close()


def _line(
    text_page: pypdfium2.PdfTextPage, units: list[int], where: range, number: int, *, hyphen: bool
) -> Line | None:
    """The line of the characters at `where`; None if nothing of it is visible."""
    text = " ".join(tidy(_decoded(units[i] for i in where)).split())
    inked = [i for i in where if not chr(units[i]).isspace()]
    if not text or not inked:
        return None
    boxes = {i: _box(text_page, i) for i in (inked[0], inked[len(inked) // 2], inked[-1])}
    left, right = boxes[inked[0]].left, boxes[inked[-1]].right
    word_end = next((i for i in range(inked[0], where.stop) if chr(units[i]).isspace()), where.stop) - 1
    return Line(
        text,
        number,
        left,
        right,
        bottom=median_low(box.baseline for box in boxes.values()),  # a raised note mark is outvoted
        height=median_low(box.height for box in boxes.values()),
        first_word=_box(text_page, word_end).right - left,
        hyphen=hyphen,
    )


class _Box(NamedTuple):
    left: float
    right: float
    baseline: float
    height: float


def _box(text_page: pypdfium2.PdfTextPage, index: int) -> _Box:
    """Where a character stands, in points; all 0 where PDFium does not know."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetLooseCharBox(text_page, index, box)
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    return _Box(box.left, box.right, y.value, box.top - box.bottom)


def _decoded(units: Iterable[int]) -> str:
    """The text of UTF-16 code units; half a pair is left out."""
    return b"".join(unit.to_bytes(4, "little")[:2] for unit in units).decode("utf-16-le", "ignore")


def _metadata(document: pypdfium2.PdfDocument) -> Metadata:
    """Title and author. When the file was made is not when it was issued."""
    author = line(document.get_metadata_value("Author"))
    return Metadata(title=line(document.get_metadata_value("Title")), creators=(author,) if author else ())
