"""From a source's bytes to its document."""

from __future__ import annotations

import hashlib

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Document, Metadata
from claimgraph.read.formats import choose, reader
from claimgraph.read.reading import DEFAULT_LIMIT
from claimgraph.read.sidecar import laid_over, parse, version

__all__ = ["read"]


def read(
    name: str, data: bytes, sidecar: bytes | None = None, *, media_type: str | None = None, limit: int = DEFAULT_LIMIT
) -> Document:
    """The document that a source's bytes hold. Nothing is fetched, and no file is opened.

    Args:
        name: the path or IRI as the user gave it, `-` for standard input. Its suffix chooses the reader; without one
            the first bytes do: PDF, DOCX, HTML, else plain text.
        data: the source's bytes.
        sidecar: the bytes of the TOML file that lies beside the source, if any.
        media_type: chooses the reader in place of the suffix.
        limit: the most bytes of the source, and characters of its text.

    Raises:
        UnsupportedMediaType: no reader takes it.
        UnreadableDocument: it is empty, too large, damaged, or not what its suffix says; or its sidecar is malformed.
    """
    if len(data) > limit:
        raise UnreadableDocument(name, f"is larger than {limit:,} bytes; split it or raise the limit")
    if not data:
        raise UnreadableDocument(name, "is empty; remove it or put its text in")
    beside = Metadata() if sidecar is None else parse(sidecar, name)
    reading = reader(choose(name, data, media_type)).read(data, name, limit)
    if len(reading.text) > limit:
        raise UnreadableDocument(name, f"holds more than {limit:,} characters; split it or raise the limit")
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(
        origin=name,
        sha256=sha256,
        version=version(sha256, beside),
        text=reading.text,
        metadata=laid_over(reading.metadata, beside),
        page_starts=reading.page_starts,
        body_start=reading.body_start,
    )
