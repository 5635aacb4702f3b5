"""Which reader takes a source: by media type, by the suffix of its name, or by its first bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple, cast

from claimgraph.errors import UnsupportedMediaType
from claimgraph.read.decode import byte_order_mark
from claimgraph.read.reading import Reader

__all__ = ["FORMATS", "SUFFIXES", "Format", "choose", "reader"]


class Format(NamedTuple):
    """A format, and the module that reads it."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]


PLAIN_TEXT = Format("plain text", "plain_text", (".txt", ".text"), ("text/plain",))
MARKDOWN = Format("Markdown", "markdown", (".md", ".markdown"), ("text/markdown",))
HTML = Format("HTML", "web_page", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"))
PDF = Format("PDF", "pdf", (".pdf",), ("application/pdf",))
DOCX = Format("Word", "word", (".docx",), ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",))
MAIL = Format("e-mail", "mail", (".eml",), ("message/rfc822",))

FORMATS = (PLAIN_TEXT, MARKDOWN, HTML, PDF, DOCX, MAIL)
SUFFIXES = tuple(suffix for each in FORMATS for suffix in each.suffixes)

_MARKUP = re.compile(
    r"\s*(?:<\?xml\b|<!doctype html|<!--|<(?:html|head|body|title|meta|div|p|h1|article)\b)", re.IGNORECASE
)
_SNIFFED = 1024  # bytes; a PDF's header may come as late


def choose(name: str, data: bytes, media_type: str | None = None) -> Format:
    """The format of a source.

    Args:
        name: a path, an IRI, or `-`; its suffix counts where no media type is given.
        data: looked at only where neither says anything.
        media_type: such as `text/html`; parameters are left alone, since the bytes declare their own encoding.

    Raises:
        UnsupportedMediaType: no reader takes the media type, or a suffix that is there.
    """
    if media_type is not None:
        bare = media_type.partition(";")[0].strip().lower()
        return _first(name, (f for f in FORMATS if bare in f.media_types), f"media type {bare!r}")
    suffix = _suffix(name)
    if suffix:
        return _first(name, (f for f in FORMATS if suffix in f.suffixes), f"suffix {suffix!r}")
    return _sniff(data)


def reader(chosen: Format) -> Reader:
    """The format's reader; imports its library."""
    return cast("Reader", import_module(f"claimgraph.read.{chosen.module}"))


def _first(name: str, taking: Iterator[Format], what: str) -> Format:
    chosen = next(taking, None)
    if chosen is None:
        raise UnsupportedMediaType(name, f"no reader takes {what}; convert it to one of {', '.join(SUFFIXES)}")
    return chosen


def _suffix(name: str) -> str:
    if "://" in name:
        host_and_path = re.split(r"[?#]", name.partition("://")[2], maxsplit=1)[0]
        name = host_and_path.partition("/")[2]
    return PurePath(name).suffix.lower().rstrip(".")


def _sniff(data: bytes) -> Format:
    head = data[:_SNIFFED]
    if b"%PDF-" in head:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return DOCX
    start, encoding = byte_order_mark(head) or (0, "utf-8")
    return HTML if _MARKUP.match(head[start:].decode(encoding, "replace")) else PLAIN_TEXT
