"""Plain text: the text is the decoded file itself."""

from __future__ import annotations

from claimgraph.errors import UnreadableDocument
from claimgraph.read.decode import decode
from claimgraph.read.front_matter import front_matter
from claimgraph.read.reading import Reading

__all__ = ["read"]


def read(data: bytes, name: str, limit: int) -> Reading:  # noqa: ARG001 no longer than its bytes, which are checked
    """See `Reader`. Front matter is metadata and stays in the text, before `body_start`."""
    text = decode(data, name)
    metadata, end = front_matter(text, name)
    if not text[end:].strip():
        raise UnreadableDocument(name, "holds no text" + (" after its front matter" if end else ""))
    return Reading(text, metadata, body_start=end)
