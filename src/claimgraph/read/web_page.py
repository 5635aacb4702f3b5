"""HTML: the main text by trafilatura, a blank line between blocks, and what the page's head declares."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Metadata
from claimgraph.read.declared import is_iri
from claimgraph.read.markup import decode_page, tree
from claimgraph.read.produced import join, line
from claimgraph.read.published import published
from claimgraph.read.reading import Reading
from claimgraph.read.simplify import simplify

__all__ = ["page", "read"]

# They log what they discard; here that is an error with a name, and nothing else may reach standard error.
for _library in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_INLINE = frozenset({"hi", "ref", "del", "span", "graphic"})
_VERBATIM = frozenset({"code", "quote"})  # made of `pre` too, where line ends are the writer's
_SPACE = re.compile(r"\s+")
# Fixed bounds: left to itself the date search ends today. Its answer is not used (see `published`).
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1995-01-01", "max_date": "2039-12-31"}
# What trafilatura and lxml raise on trees they do not expect.
_FAILURES = (
    etree.LxmlError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def read(data: bytes, name: str, limit: int) -> Reading:  # noqa: ARG001 trees do not outgrow their bytes
    """See `Reader`."""
    return page(decode_page(data, name), name)


def page(markup: str, name: str) -> Reading:
    """The main text and the metadata of a page's markup.

    Raises:
        UnreadableDocument: the page has no main text that can be told from its navigation.
    """
    root = tree(markup, name)
    try:
        metadata = _metadata(root)
        simplify(root)
        found = bare_extraction(root, include_comments=False, include_tables=True)
        text = "" if found is None or isinstance(found, dict) else join(_blocks(found.body))
    except _FAILURES as error:
        raise UnreadableDocument(name, "is HTML that cannot be read; save its text instead") from error
    if not text:
        raise UnreadableDocument(name, "has no main text; save the article's text instead")
    return Reading(text, metadata)


def _blocks(body: etree._Element) -> Iterator[str]:
    """The text of each block of trafilatura's tree, in order; a line break is a line feed."""
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag not in _INLINE and element.tag != "lb" and not _is_inline_code(element):
            yield "".join(parts)
            parts = []
        if event == "start":
            parts.append("\n" if element.tag == "lb" else _written(element, element.text))
        else:
            parts.append(_written(element.getparent(), element.tail))
    yield "".join(parts)


def _is_inline_code(element: etree._Element) -> bool:
    return element.tag == "code" and "\n" not in (element.text or "")


def _written(holder: etree._Element | None, text: str | None) -> str:
    verbatim = holder is not None and holder.tag in _VERBATIM
    return (text or "") if verbatim else _SPACE.sub(" ", text or "")


def _metadata(root: HtmlElement) -> Metadata:
    found = extract_metadata(root, date_config=dict(_DATES))
    names = (line(each) for each in (found.author or "").split(";"))
    return Metadata(
        title=line(found.title),
        publisher=line(found.sitename),
        creators=tuple(dict.fromkeys(filter(None, names))),
        date=published(root),
        url=found.url if found.url and is_iri(found.url) else None,
        licence=line(found.license),
    )
