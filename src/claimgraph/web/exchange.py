"""What comes in and what goes out, as values: everything but `server` is a function from one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

__all__ = ["HTML", "TEXT", "Request", "Response", "request", "said"]

HTML, TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"


class Request(NamedTuple):
    """A request: headers by name in lower case, and the values given by name, in their order, from the address."""

    method: str
    path: str
    given: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes

    def first(self, name: str) -> str | None:
        """The first value of a name, or nothing."""
        return next((value for key, value in self.given if key == name), None)


class Response(NamedTuple):
    """A status, the media type of the body, and the body."""

    status: int
    media: str
    body: bytes


def request(method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Request:
    """A request from its first line, its headers and its body."""
    parts = urlsplit(target)
    given = tuple(parse_qsl(parts.query, keep_blank_values=True))
    return Request(method, parts.path, given, {k.lower(): v for k, v in headers.items()}, body)


def said(status: int, line: str) -> Response:
    """One line of text."""
    return Response(status, TEXT, f"{line}\n".encode())
