"""The socket: the standard library's HTTP server, on 127.0.0.1 and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from claimgraph.errors import BadParameter
from claimgraph.web.exchange import HTML, Request, Response, request, said

__all__ = ["HOST", "listen"]

HOST = "127.0.0.1"
_LARGEST = 1_000_000  # bytes of a request's body: a query is text that a person wrote
_PATIENCE = 30.0  # seconds that a client may take to say what it wants
# A page may load nothing and run nothing; the graph's page allows its own scripts by their digests, in itself.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
Answering = Callable[[Request], Response]


def listen(answering: Answering, port: int) -> ThreadingHTTPServer:
    """A server that listens already; `serve_forever` runs it, `server_port` says where.

    Args:
        answering: what answers.
        port: 0 takes one that is free.

    Raises:
        BadParameter: the port is taken or may not be used.
    """
    try:
        return _Server(answering, port)
    except OSError as error:
        raise BadParameter(str(port), f"cannot be listened on ({error.strerror}); name another with --port") from None


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # an answer under way does not hold up the end

    def __init__(self, answering: Answering, port: int) -> None:
        self.answering = answering
        super().__init__((HOST, port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _PATIENCE
    server_version = "claimgraph"
    sys_version = ""

    def _answer(self) -> None:
        length = self.headers.get("content-length") or "0"
        if not length.isdecimal() or int(length) > _LARGEST:
            self.close_connection = True  # what follows is not read
            self._send(said(413, f"send at most {_LARGEST} bytes, and say how many"))
            return
        body = self.rfile.read(int(length))
        self._send(self.server.answering(request(self.command, self.path, dict(self.headers.items()), body)))

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = _answer  # noqa: N815 its base's names

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", response.media)
        self.send_header("Content-Length", str(len(response.body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        if response.media == HTML and b"Content-Security-Policy" not in response.body[:4000]:
            self.send_header("Content-Security-Policy", _POLICY)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 its base's name
        """Keep quiet: what is asked is nobody's business, and an address may hold anything."""
