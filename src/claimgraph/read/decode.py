"""Plain text from bytes: Unicode in a form that says what it is, and nothing that is not text."""

from __future__ import annotations

import codecs
import re

from claimgraph.errors import UnreadableDocument

__all__ = ["binary_kind", "byte_order_mark", "decode", "decode_as"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive (as DOCX is)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Office file"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)

_UNTEXTUAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def binary_kind(data: bytes) -> str | None:
    """What the first bytes say the source is, when they say that it is not text."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def byte_order_mark(data: bytes) -> tuple[int, str] | None:
    """The byte-order mark's length and the encoding it declares; None without one."""
    return next(((len(mark), encoding) for mark, encoding in _MARKS if data.startswith(mark)), None)


def decode_as(data: bytes, encoding: str, start: int, name: str) -> str:
    """The bytes from `start` on, in an encoding that something declares.

    Raises:
        UnreadableDocument: they are not in it; names the first bad byte's offset in the source.
    """
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        at = start + error.start
        raise UnreadableDocument(
            name, f"is not {encoding.upper()} at byte {at} (0x{data[at]:02X}); convert the file to UTF-8"
        ) from error


def decode(data: bytes, name: str) -> str:
    """The text of UTF-8, or of UTF-16 or UTF-32 with a byte-order mark; the mark excluded, line ends kept.

    Raises:
        UnreadableDocument: the bytes are binary, in another encoding, or hold control characters other than tab,
            line feed, carriage return and next line.
    """
    kind = binary_kind(data)
    if kind is not None:
        raise UnreadableDocument(name, f"is {kind}, not plain text; give it its own suffix or convert it")
    start, encoding = byte_order_mark(data) or (0, "utf-8")
    text = decode_as(data, encoding, start, name)
    bad = _UNTEXTUAL.search(text)
    if bad is not None:
        raise UnreadableDocument(
            name, f"holds a control character (U+{ord(bad[0]):04X}) at character {bad.start()}; remove it"
        )
    return text
