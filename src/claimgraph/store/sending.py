"""One HTTP request to a server of graphs: credentials, time-out, further attempts, and what went wrong in one line.

User and password come from the environment, `CLAIMGRAPH_ENDPOINT_USER` and `CLAIMGRAPH_ENDPOINT_PASSWORD`. They are
sent as Basic, and as Digest where the server asks for that (Virtuoso does); to the endpoint's own address and not after
a redirect. They never stand in a message.
How long to wait for an answer comes from `CLAIMGRAPH_ENDPOINT_TIMEOUT`.
"""

from __future__ import annotations

import http.client
import os
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import NamedTuple

from claimgraph.errors import BadQuery, EndpointUnavailable, StoreError

__all__ = [
    "PASSWORD",
    "READ_WAITS",
    "TIMEOUT",
    "USER",
    "WRITE_WAITS",
    "Failed",
    "Line",
    "Reply",
    "check_address",
    "one_line",
    "opened",
    "patience",
]

USER = "CLAIMGRAPH_ENDPOINT_USER"
PASSWORD = "CLAIMGRAPH_ENDPOINT_PASSWORD"  # noqa: S105 the variable's name, not its value
TIMEOUT = "CLAIMGRAPH_ENDPOINT_TIMEOUT"
_SECONDS = 60  # without a byte, where the environment says nothing else
READ_WAITS = (0.2, 1.0)
"""Seconds before the second and the third attempt to read: somebody waits for the answer."""
WRITE_WAITS = (0.2, 1.0, 5.0, 15.0)
"""Seconds before further attempts to write: long enough for a server to start again under a long build."""
_PASSING = frozenset({429, 502, 503, 504})  # HTTP: try again
_SHOWN = 200  # characters of a server's message


class Reply(NamedTuple):
    """What a server answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Failed(NamedTuple):
    """What a server refused with, for who knows better than a message: `status` is HTTP's, `text` the body."""

    status: int
    text: str


class Line(NamedTuple):
    """How to reach one server.

    Attributes:
        name: what to call it in a message: the query address.
        timeout: seconds without a byte before it counts as silent.
        wait: how to wait before another attempt, in seconds.
    """

    name: str
    timeout: int
    wait: Callable[[float], None]

    def send(
        self, open_once: Callable[[], http.client.HTTPResponse], waits: Sequence[float] = READ_WAITS
    ) -> Reply | Failed:
        """The answer, or the refusal that no further attempt will change.

        Raises:
            EndpointUnavailable: no answer at all after the last attempt.
        """
        for wait in (*waits, None):
            try:
                with open_once() as response:
                    return Reply(response.status, response.headers, response.read())
            except urllib.error.HTTPError as error:
                with error:
                    if error.code not in _PASSING or wait is None:
                        return Failed(error.code, error.read().decode("utf-8", "replace") or str(error.reason))
            except (OSError, http.client.HTTPException, UnicodeError) as error:
                if wait is None:
                    why = one_line(str(getattr(error, "reason", error)) or type(error).__name__)
                    mend = f"does not answer ({why}); check the address and that the server runs"
                    raise EndpointUnavailable(self.name, mend) from None
            self.wait(wait)
        raise AssertionError  # the last attempt returns or raises

    def refusal(self, failed: Failed, sent: str = "the query") -> StoreError | BadQuery:
        """A refusal as an error that says what to mend; `sent` is what the request held."""
        said = one_line(failed.text)
        if failed.status == http.client.BAD_REQUEST:
            return BadQuery(sent, f"is refused by {self.name}: {said}")
        if failed.status in {http.client.UNAUTHORIZED, http.client.FORBIDDEN}:
            return EndpointUnavailable(self.name, f"wants other credentials; set {USER} and {PASSWORD}")
        if failed.status == http.client.NOT_FOUND:
            return EndpointUnavailable(self.name, "is not there (HTTP 404); check the path of the address")
        return EndpointUnavailable(self.name, f"answers with HTTP {failed.status}: {said}")


def opened(request: urllib.request.Request, timeout: int, *, basic: bool = True) -> http.client.HTTPResponse:
    """Send a request once, with the environment's credentials.

    urllib repeats a request's own headers after a redirect, to whatever host, so these are set apart.

    Args:
        request: to an http or https address.
        timeout: seconds without a byte.
        basic: send Basic unasked; Virtuoso answers that with a refusal in place of its Digest challenge.

    Raises:
        HTTPError: the server refuses.
        OSError: it does not answer.
    """
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if not (user and password):
        response: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=timeout)  # noqa: S310 http only: checked
        return response
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, request.full_url, user, password)
    if basic:
        both = b64encode(f"{user}:{password}".encode()).decode("ascii")
        request.add_unredirected_header("Authorization", f"Basic {both}")
    response = urllib.request.build_opener(_Digest(passwords)).open(request, timeout=timeout)
    assert isinstance(response, http.client.HTTPResponse)
    return response


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Digest for who asks for it; a server that asks for anything else has refused what it was sent."""

    def http_error_auth_reqed(self, auth_header, host, req, headers):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 the library's signature
        asked = headers.get(auth_header, "")
        if asked[:7].lower() != "digest ":
            return None
        try:
            return super().http_error_auth_reqed(auth_header, host, req, headers)
        except ValueError:  # a challenge that is malformed, or of a kind that the library does not know
            return None


def patience() -> int:
    """Seconds without a byte before a server counts as silent, from the environment: large graphs need more.

    Raises:
        EndpointUnavailable: it is no whole number from 1 to 86,400.
    """
    given = os.environ.get(TIMEOUT, str(_SECONDS))
    if not (given.isascii() and given.isdecimal() and 1 <= int(given[:6]) <= 86_400 and len(given) < 6):  # noqa: PLR2004 a day
        raise EndpointUnavailable(TIMEOUT, "must be a whole number of seconds, at most a day's")
    return int(given)


def check_address(url: str) -> None:
    """Refuse what is no address of a server, without repeating credentials that it may hold.

    Raises:
        EndpointUnavailable: it is not http or https, or holds credentials.
    """
    try:
        parts = urllib.parse.urlsplit(url)
        host, secret = parts.hostname, parts.username or parts.password
        _ = parts.port  # reading it is what checks it
    except ValueError:
        raise EndpointUnavailable("the endpoint's address", "is malformed; write http://host:port/path") from None
    if secret is not None:
        raise EndpointUnavailable(host or "", f"leave credentials out of the address; set {USER} and {PASSWORD}")
    if parts.scheme not in {"http", "https"} or not host or any(c <= " " or c == "\x7f" for c in url):
        raise EndpointUnavailable(url, "is not an endpoint's address; write http://host:port/path")


def one_line(text: str) -> str:
    """A server's message, short and in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
