"""The explorer and its endpoint over a real socket, on a workspace that was really built."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from SPARQLWrapper import JSON, SPARQLWrapper

from claimgraph.cli import main
from claimgraph.errors import BadParameter
from claimgraph.store import Rows, disk, endpoint
from claimgraph.web.app import App
from claimgraph.web.server import listen
from claimgraph.workflow.build import build

MARKUP = "<script>alert(1)</script>"
TEXT = f"Holt Labs {MARKUP} report\n\nHolt Labs accused Orm Systems of copying its models. Orm Systems denied it.\n"
CLAIMS = "PREFIX cg: <https://w3id.org/claimgraph/ontology#> SELECT ?c ?t { ?c a cg:Claim ; cg:text ?t } ORDER BY ?c"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("served")
    (root / "memo.txt").write_text(TEXT, encoding="utf-8")
    build(root, (root / "memo.txt",))
    return root


@pytest.fixture(scope="module")
def port(workspace: Path) -> Iterator[int]:
    with listen(App(workspace), 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def get(
    port: int, target: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, target, body, {k.replace("_", "-"): v for k, v in headers.items()})
    response = connection.getresponse()
    return response.status, response.headers, response.read().decode()


def test_other_programs_can_ask_it(port: int, workspace: Path) -> None:
    client = SPARQLWrapper(f"http://127.0.0.1:{port}/sparql")
    client.setQuery(CLAIMS)
    client.setReturnFormat(JSON)
    found: Any = client.query().convert()
    with disk(workspace / ".claimgraph" / "store", read_only=True) as store:
        rows = store.query(CLAIMS)
    assert isinstance(rows, Rows)
    assert rows.rows
    assert [b["c"]["value"] for b in found["results"]["bindings"]] == [c.value for c, _ in rows.rows if c is not None]


def test_so_can_this_one(port: int, workspace: Path) -> None:
    with (
        endpoint(f"http://127.0.0.1:{port}/sparql") as served,
        disk(workspace / ".claimgraph" / "store", read_only=True) as store,
    ):
        assert served.query(CLAIMS) == store.query(CLAIMS)
        assert served.graphs() == store.graphs()


def test_from_the_questions_to_the_words(port: int) -> None:
    _, _, home = get(port, "/")
    assert '<a href="/ask/lacks-independent-evidence">' in home
    status, _, answer = get(port, "/ask/lacks-independent-evidence?policy=default")
    assert status == 200
    link = answer.partition('<a href="/claim?id=')[2].partition('"')[0]
    status, _, told = get(port, f"/claim?id={link}&policy=two-source")
    assert status == 200
    assert "memo.txt, characters" in told
    assert "two-source" in told
    status, _, page = get(port, "/graph")
    assert status == 200
    assert "Content-Security-Policy" in page


def test_texts_are_shown_and_never_run(port: int) -> None:
    status, headers, page = get(port, "/query?query=SELECT%20(%22%3Cscript%3E%22%20AS%20%3Fx)%20%7B%7D")
    assert status == 200
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/nowhere", 404),
        ("/ask/nothing-of-the-kind", 404),
        ("/ask/lacks-independent-evidence?nonsense=1", 400),
        ("/claim", 400),
        ("/claim?id=claim/0000", 400),
        ("/query?query=DROP%20ALL", 400),
        ("/graph?claim=https://example.org/none", 400),
        ("/../../etc/passwd", 404),
    ],
)
def test_what_cannot_be_answered_is_told(port: int, target: str, status: int) -> None:
    got, _, page = get(port, target)
    assert got == status
    assert "Traceback" not in page


def test_another_name_for_this_machine_gets_nothing(port: int) -> None:
    assert get(port, "/", Host=f"evil.example:{port}")[0] == 421
    assert get(port, "/sparql?query=ASK%7B%7D", Host="evil.example")[0] == 421
    assert get(port, "/", Host=f"localhost:{port}")[0] == 200


def test_another_site_gets_nothing(port: int) -> None:
    assert get(port, "/sparql?query=ASK%7B%7D", Sec_Fetch_Site="cross-site")[0] == 403


def test_nothing_is_changed_and_nothing_large_is_read(port: int) -> None:
    assert get(port, "/sparql", "PUT", b"")[0] == 405
    assert get(port, "/", "DELETE")[0] == 405
    assert get(port, "/sparql", "POST", b"", Content_Length="99999999")[0] == 413
    status, headers, body = get(port, "/", "HEAD")
    assert (status, body) == (200, "")
    assert int(headers["Content-Length"]) > 0


def test_a_port_that_is_taken_and_a_workspace_that_is_none_are_one_line(port: int, tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="--port"):
        listen(App(tmp_path), port)
    done = CliRunner().invoke(main, ["serve", "-w", str(tmp_path)])
    assert done.exit_code == 2
    assert done.stderr.startswith("claimgraph: ")
