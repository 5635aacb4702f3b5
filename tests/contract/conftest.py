"""A real SPARQL server, for promises that an endpoint has to keep too."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def _oxigraph(*options: str) -> Iterator[str]:
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("needs the `oxigraph` program: pip install oxigraph")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    server = subprocess.Popen(
        [str(program), "serve", "--bind", address, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"http://{address}/query?query=ASK%7B%7D", timeout=1):
                    break
            except (urllib.error.URLError, OSError):
                assert server.poll() is None, "the server ended at once"
                time.sleep(0.05)
        else:
            pytest.fail("the server did not start in 10 s")
        yield f"http://{address}/query"
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The query address of an `oxigraph serve` in memory, whose default graph is the union only when asked."""
    with _oxigraph() as url:
        yield url
