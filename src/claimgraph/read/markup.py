"""HTML from bytes: the encoding that the page declares, and a tree that is whole."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from claimgraph.errors import UnreadableDocument
from claimgraph.read.charsets import charset
from claimgraph.read.decode import binary_kind, byte_order_mark, decode_as

__all__ = ["decode_page", "tree"]

_PRESCAN = 4096  # bytes; the HTML standard asks for 1024, and pages put the declaration later
_DECLARED = re.compile(
    rb"""<(?:\?xml[^>]{0,200}?encoding|meta[^>]{0,500}?charset)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
_ELEMENTS = 300_000  # half a minute; no page that people read has as many
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode_page(data: bytes, name: str) -> str:
    """The markup as text: by byte-order mark, else by XML or meta declaration, else UTF-8. Nothing is guessed.

    Raises:
        UnreadableDocument: the bytes are binary, or not in that encoding, or it is unknown.
    """
    kind = binary_kind(data)
    if kind is not None:
        raise UnreadableDocument(name, f"is {kind}, not HTML; give it its own suffix or convert it")
    start, encoding = byte_order_mark(data) or (0, _declared(data[:_PRESCAN], name))
    text = decode_as(data, encoding, start, name)
    if "\x00" in text:
        raise UnreadableDocument(
            name, f"is binary, not HTML: NUL at character {text.index(chr(0))}; save the page again"
        )
    return text


def _declared(head: bytes, name: str) -> str:
    found = _DECLARED.search(head)
    return charset(found[1].decode("ascii", "replace"), name) if found else "utf-8"


def tree(markup: str, name: str) -> lxml_html.HtmlElement:
    """The page's tree, without comments, control characters and processing instructions.

    Raises:
        UnreadableDocument: there is no markup, or the page is cut short by the parser's limits on depth and
            length, or has far too many elements.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = lxml_html.document_fromstring(_NOT_XML.sub(" ", markup).encode(), parser=parser)
    except etree.LxmlError as error:
        raise UnreadableDocument(name, "holds no HTML; save the page again") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableDocument(name, "is HTML nested deeper or longer than parsers take; save its text instead")
    for count, element in enumerate(root.iter()):
        if count > _ELEMENTS:
            raise UnreadableDocument(name, f"is HTML of more than {_ELEMENTS:,} elements; save its text instead")
        _clean(element)
    return root


def _clean(element: etree._Element) -> None:
    """Without the control characters that references (`&#27;`) bring back, and that lxml takes from nobody else."""
    if element.text and _NOT_XML.search(element.text):
        element.text = _NOT_XML.sub(" ", element.text)
    if element.tail and _NOT_XML.search(element.tail):
        element.tail = _NOT_XML.sub(" ", element.tail)
    for key, value in element.items():
        if _NOT_XML.search(value):
            element.set(key, _NOT_XML.sub(" ", value))
