"""An RDF file behind an address, fetched because somebody named it; what is found there decides how it is read.

The endpoint's credentials of the environment are not sent: a file's server is somebody else's. Nothing that the file
points at is fetched.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from claimgraph.errors import EndpointUnavailable, StoreError, UnreadableDocument
from claimgraph.rdf.parse import SUFFIXES
from claimgraph.store.sending import check_address, one_line

__all__ = ["Fetched", "file_at"]

_MOST = 1 << 28  # bytes
_TIMEOUT = 60  # seconds without a byte
_CHUNK = 1 << 20
_TYPES = {
    "text/turtle": ".ttl",
    "application/x-turtle": ".ttl",
    "application/n-triples": ".nt",
    "application/n-quads": ".nq",
    "application/trig": ".trig",
    "application/x-trig": ".trig",
    "application/ld+json": ".jsonld",
}
_ASKED = ", ".join([*_TYPES, "*/*;q=0.1"])
_DESCRIPTION = b"www.w3.org/ns/sparql-service-description#"


class Fetched(NamedTuple):
    """What was there: its bytes, and the suffix of the syntax that it is in."""

    data: bytes
    suffix: str


def file_at(url: str, most: int = _MOST) -> Fetched | None:
    """The RDF file at an address; None where there is none, and so perhaps a SPARQL endpoint.

    The server's content type tells the syntax, and where it is none of RDF the suffix of the address. An address with
    such a suffix is a file's in any case.

    Args:
        url: http or https.
        most: bytes, more of which are refused.

    Raises:
        EndpointUnavailable: the address is none; or it is a file's by its suffix, and nobody answers or there is none.
        StoreError: it is longer than that.
        UnreadableDocument: it is a file's by its suffix, and a page is there.
    """
    check_address(url)
    suffix = _suffix(url)
    request = urllib.request.Request(url, headers={"Accept": _ASKED, "User-Agent": "claimgraph"})  # noqa: S310 checked
    try:
        with _opener().open(request, timeout=_TIMEOUT) as response:
            kind = response.headers.get_content_type()
            found = _TYPES.get(kind, "") or suffix or _suffix(response.url)
            if not found:
                return None
            if kind in ("text/html", "application/xhtml+xml"):
                raise UnreadableDocument(url, "is a page and no RDF; give the address of the file itself")
            data = _read(response, url, most)
    except urllib.error.HTTPError as error:
        with error:
            if not suffix:
                return None  # an endpoint refuses to be asked nothing
            raise EndpointUnavailable(url, f"answers with HTTP {error.code}; check the address") from None
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        why = one_line(str(getattr(error, "reason", error)) or type(error).__name__)
        raise EndpointUnavailable(url, f"does not answer ({why}); check the address and that the server runs") from None
    return None if not suffix and _DESCRIPTION in data else Fetched(data, found)


def _suffix(url: str) -> str:
    suffix = PurePosixPath(urlsplit(url).path).suffix.lower()
    return suffix if suffix in SUFFIXES else ""


def _opener() -> urllib.request.OpenerDirector:
    """Web addresses only: urllib's own would follow a redirect to FTP."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _read(response: http.client.HTTPResponse, url: str, most: int) -> bytes:
    """The body, in parts, so that one that never ends is let go of."""
    parts: list[bytes] = []
    size = 0
    while part := response.read(_CHUNK):
        size += len(part)
        if size > most:
            raise StoreError(
                url, f"is longer than {most:,} bytes; fetch it yourself and merge the file, or a part of it"
            )
        parts.append(part)
    return b"".join(parts)
