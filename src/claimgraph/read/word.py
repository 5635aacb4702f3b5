"""DOCX: the paragraphs of the body, of tables, text boxes and content controls in document order, then the notes.

Tracked changes are read as accepted. Each cell of a table is a paragraph: a claim never runs over a cell's border.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Metadata
from claimgraph.read.archive import check_archive
from claimgraph.read.decode import binary_kind
from claimgraph.read.produced import join, line
from claimgraph.read.reading import Reading

__all__ = ["read"]

_INFLATED = 100_000_000  # bytes, pictures included; the XML tree of as many takes about ten times that
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same content, for old readers
_REMOVED = (f"{_W}del", f"{_W}moveFrom", _FALLBACK)
_WRAPPERS = tuple(
    f"{_W}{tag}" for tag in ("ins", "moveTo", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "dir", "bdo")
)
_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)
# What python-docx and its libraries raise on packages that are not what they should be.
_FAILURES = (
    OpcError,
    etree.LxmlError,
    zipfile.BadZipFile,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)


def read(data: bytes, name: str, limit: int) -> Reading:  # noqa: ARG001 the text is checked by the caller
    """See `Reader`."""
    if not data.startswith(b"PK"):
        raise UnreadableDocument(name, f"is {binary_kind(data) or 'no Word file'}; save it as .docx without a password")
    check_archive(data, name, _INFLATED)
    try:
        document = docx.Document(io.BytesIO(data))
        text = join(_paragraphs(document))
        metadata = _metadata(document)
    except _FAILURES as error:
        raise UnreadableDocument(name, "is a damaged Word file; fetch or save it again") from error
    if not text:
        raise UnreadableDocument(name, "is a Word file without text; if it holds pictures of text, run OCR over them")
    return Reading(text, metadata)


def _paragraphs(document: WordDocument) -> Iterator[str]:
    yield from _texts(document.element.body)
    for relation in document.part.rels.values():
        if relation.reltype in _NOTES and not relation.is_external:
            yield from _texts(parse_xml(relation.target_part.blob))


def _texts(root: BaseOxmlElement) -> Iterator[str]:
    """The text of each paragraph, with what is wrapped and without what is deleted."""
    for removed in list(root.iter(*_REMOVED)):
        removed.getparent().remove(removed)
    for wrapper in list(root.iter(*_WRAPPERS)):
        for child in list(wrapper):
            wrapper.addprevious(child)
        wrapper.getparent().remove(wrapper)
    for paragraph in root.iter(f"{_W}p"):
        yield paragraph.text


def _metadata(document: WordDocument) -> Metadata:
    """Title and author. When the file was made is not when it was issued, and is often its template's date."""
    try:
        part = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    except KeyError:  # asked for them, python-docx would make some up
        return Metadata()
    author = line(part.core_properties.author)
    return Metadata(title=line(part.core_properties.title), creators=(author,) if author else ())
