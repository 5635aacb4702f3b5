"""The stores that `sizing` measures: each in a directory of its own, with how much it holds, takes and has used."""

from __future__ import annotations

import os
import resource
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from claimgraph.store import Store, disk, endpoint
from claimgraph.store.sending import PASSWORD, USER

__all__ = ["ENGINES", "Running", "serving"]

ENGINES = ("oxigraph-in-process", "oxigraph-serve", "virtuoso")
_TICK = os.sysconf("SC_CLK_TCK")
_TIMEOUT = 900  # seconds without a byte
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
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = {at}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
"""  # NumberOfBuffers is what the file that Virtuoso comes with says for 2 GB of memory


class Running(NamedTuple):
    """A store that runs.

    Attributes:
        store: through which it is written and asked.
        place: what of the directory is its data.
        process: the server; None where it is this process.
        settle: writes what is in memory to the disk.
    """

    store: Store
    place: Path
    process: int | None
    settle: tuple[str, ...] = ()

    def seconds(self) -> float:
        """Processor seconds used so far: by this process, and by the server."""
        used = time.process_time()
        if self.process is not None:
            fields = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
            used += (int(fields[11]) + int(fields[12])) / _TICK
        return used

    def memory(self) -> int:
        """The most bytes of memory held so far, by whoever holds the store."""
        if self.process is None:
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        lines = Path(f"/proc/{self.process}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))

    def bytes(self) -> int:
        """The bytes on disk, after what is in memory has been written."""
        if self.settle:
            subprocess.run(self.settle, check=True, stdout=subprocess.DEVNULL, timeout=_TIMEOUT)
        files = [self.place] if self.place.is_file() else [f for f in self.place.rglob("*") if f.is_file()]
        return sum(f.stat().st_size for f in files)


@contextmanager
def serving(engine: str, at: Path) -> Iterator[Running]:
    """Run an engine whose data lies in a directory; the data stays there."""
    if engine == "oxigraph-in-process":
        with disk(at / "store") as store:
            yield Running(store, at / "store", None)
    elif engine == "oxigraph-serve":
        port = _port()
        program = Path(sys.executable).with_name("oxigraph")
        command = [str(program), "serve", "--location", str(at / "store"), "--bind", f"127.0.0.1:{port}"]
        with _server(command, f"http://127.0.0.1:{port}/query") as process:
            url = f"http://127.0.0.1:{port}/query"
            yield Running(endpoint(url, timeout=_TIMEOUT), at / "store", process)
    else:
        with _virtuoso(at) as running:
            yield running


@contextmanager
def _virtuoso(at: Path) -> Iterator[Running]:
    program = shutil.which("virtuoso-t") or sys.exit("needs Virtuoso: make servers")
    sql, web, password = _port(), _port(), at / "password"
    (at / "virtuoso.ini").write_text(_INI.format(at=at, sql=sql, web=web), encoding="utf-8")
    start = [program, "+configfile", str(at / "virtuoso.ini"), "+foreground"]
    if not password.exists():
        password.write_text(secrets.token_hex(8), encoding="ascii")
        made = [*start, "+pwdold", "dba", "+pwddba", password.read_text(encoding="ascii")]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    os.environ[USER], os.environ[PASSWORD] = "dba", password.read_text(encoding="ascii")
    says = ("isql-vt", f"127.0.0.1:{sql}", "dba", password.read_text(encoding="ascii"), "exec=checkpoint;")
    with _server(start, f"http://127.0.0.1:{web}/sparql") as process:
        yield Running(endpoint(f"http://127.0.0.1:{web}/sparql", timeout=_TIMEOUT), at / "virtuoso.db", process, says)
        subprocess.run(says, check=True, stdout=subprocess.DEVNULL, timeout=_TIMEOUT)


@contextmanager
def _server(command: list[str], url: str) -> Iterator[int]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _TIMEOUT
        while not _answers(url):
            if server.poll() is not None or time.monotonic() > until:
                sys.exit(f"{command[0]} does not start")
            time.sleep(0.1)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=_TIMEOUT)


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=60).close()
    except OSError:
        return False
    return True


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
