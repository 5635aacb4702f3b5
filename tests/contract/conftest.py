"""Real SPARQL servers of two makers, for promises that an endpoint has to keep too."""

from __future__ import annotations

import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest


class Credentials(NamedTuple):
    """Where a server is and who may write to it."""

    url: str
    user: str
    password: str


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            assert server.poll() is None, "the server ended at once"
            time.sleep(0.05)
    pytest.fail("the server did not start in 30 s")


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
        _wait_for(f"http://{address}/query?query=ASK%7B%7D", server)
        yield f"http://{address}/query"
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The query address of an `oxigraph serve` in memory, whose default graph is the union only when asked."""
    with _oxigraph() as url:
        yield url


_INI = """[Database]
DatabaseFile = {at}/virtuoso.db
ErrorLogFile = {at}/virtuoso.log
LockFile = {at}/virtuoso.lck
TransactionFile = {at}/virtuoso.trx
xa_persistent_file = {at}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {at}/temporary.db
TransactionFile = {at}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = {at}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
"""


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Credentials]:
    """A Virtuoso of its own in a temporary directory, on loopback, with a password; whoever writes needs it."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("needs Virtuoso: make servers")
    at = tmp_path_factory.mktemp("virtuoso")
    sql, web = _free_ports(2)
    (at / "virtuoso.ini").write_text(_INI.format(at=at, sql=sql, web=web), encoding="utf-8")
    start = [program, "+configfile", str(at / "virtuoso.ini"), "+foreground"]
    password = secrets.token_hex(8)
    null = subprocess.DEVNULL
    # Makes the database, sets the password, and ends.
    subprocess.run([*start, "+pwdold", "dba", "+pwddba", password], check=True, timeout=60, stdout=null, stderr=null)
    server = subprocess.Popen(start, stdout=null, stderr=null)
    try:
        _wait_for(f"http://127.0.0.1:{web}/sparql?query=ASK%7B%7D", server)
        yield Credentials(f"http://127.0.0.1:{web}/sparql", "dba", password)
    finally:
        server.kill()
        server.wait(timeout=10)
