"""E-mail: the plain part of the message, else its HTML part; From, Date and Subject. Attachments are left alone."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from claimgraph.errors import UnreadableDocument
from claimgraph.model import Metadata
from claimgraph.read.charsets import charset
from claimgraph.read.dates import iso_date
from claimgraph.read.decode import binary_kind, decode_as
from claimgraph.read.produced import LONGEST_LINE, line, tidy
from claimgraph.read.reading import Reading

__all__ = ["read"]

# What the standard library raises on messages that it does not expect.
_FAILURES = (
    MessageError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def read(data: bytes, name: str, limit: int) -> Reading:  # noqa: ARG001 no longer than its bytes
    """See `Reader`."""
    kind = binary_kind(data)
    if kind is not None:
        raise UnreadableDocument(name, f"is {kind}, not an e-mail; give it its own suffix or convert it")
    try:
        message = message_from_bytes(data, policy=policy.compat32)  # the one that takes malformed headers
        metadata = _metadata(message)
        part = _part(message, "text/plain") or _part(message, "text/html")
        body = None if part is None else part.get_payload(decode=True)
        declared = None if part is None else part.get_content_charset()
    except _FAILURES as error:
        raise UnreadableDocument(name, "is an e-mail that cannot be read; save its text instead") from error
    if metadata == Metadata():
        raise UnreadableDocument(name, "is no e-mail: it has no From, Date or Subject; give it its own suffix")
    if part is None or not isinstance(body, bytes):
        raise UnreadableDocument(name, "is an e-mail without text; save what is attached to it instead")
    # Messages that say ASCII, or nothing, hold UTF-8 if anything more.
    codec = "utf-8" if declared in {None, "us-ascii"} else charset(str(declared), name)
    text = decode_as(body, codec, 0, name)
    if part.get_content_type() == "text/html":
        from claimgraph.read.web_page import page  # noqa: PLC0415 most messages do without trafilatura

        text = page(text, name).text
    text = tidy(text)
    if not text:
        raise UnreadableDocument(name, "is an e-mail without text; save what is attached to it instead")
    return Reading(text, metadata)


def _part(message: Message, content_type: str) -> Message | None:
    """The first part of a type that is not an attachment."""
    parts = (p for p in message.walk() if p.get_content_type() == content_type and not p.is_multipart())
    return next((p for p in parts if p.get_content_disposition() != "attachment"), None)


def _metadata(message: Message) -> Metadata:
    person, address = parseaddr(_header(message, "From"))
    sender = line(person) or line(address)
    return Metadata(
        title=line(_header(message, "Subject")),
        creators=(sender,) if sender else (),
        date=iso_date(_header(message, "Date")),
    )


def _header(message: Message, key: str) -> str:
    """A header's text, encoded words decoded; empty without one."""
    value = str(message.get(key, ""))[:LONGEST_LINE]  # decoding takes quadratic time
    try:
        return str(make_header(decode_header(value)))
    except (MessageError, LookupError, ValueError):
        return value
