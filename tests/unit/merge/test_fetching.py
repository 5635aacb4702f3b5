"""`merge rdf` of a file's address: fetched once, kept, and read by what its server or its name says that it is."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import main
from claimgraph.errors import EndpointUnavailable, StoreError, UnreadableDocument
from claimgraph.merge.fetching import file_at

TTL = "<http://f.example/a> <http://f.example/ownedBy> <http://f.example/b> ."
JSONLD = '{"@context": "http://127.0.0.1:9/context", "@id": "http://f.example/a", "name": "x"}'
DESCRIPTION = "<http://x/> a <http://www.w3.org/ns/sparql-service-description#Service> ."
LICENSED = (
    "<http://f.example/all> a <http://www.w3.org/ns/dcat#Dataset> ; "
    "<http://purl.org/dc/terms/license> <https://creativecommons.org/licenses/by/4.0/> ."
)
PAGES = {
    "/firms.ttl": ("text/plain", TTL),
    "/data": ("text/turtle; charset=utf-8", TTL),
    "/firms.nt": ("application/octet-stream", TTL),
    "/licensed.ttl": ("text/turtle", LICENSED),
    "/context.jsonld": ("application/ld+json", JSONLD),
    "/page.ttl": ("text/html", "<!doctype html>"),
    "/broken.ttl": ("text/turtle", "<http://f.example/a> <"),
    "/blank.ttl": ("text/turtle", "_:a <http://f.example/ownedBy> <http://f.example/b> ."),
    "/sparql": ("text/html", "<form>"),
    "/described": ("text/turtle", DESCRIPTION),
}
asked: list[tuple[str, str | None]] = []


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        asked.append((self.path, self.headers.get("Authorization")))
        if self.path.startswith("/away/"):
            self.send_response(302)
            self.send_header("Location", {"/away/ftp": "ftp://127.0.0.1:9/x.ttl"}.get(self.path, "/firms.ttl"))
            self.end_headers()
            return
        kind, text = PAGES.get(self.path.partition("?")[0], ("text/plain", ""))
        self.send_response(200 if text else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Nothing: whoever runs the tests does not want to read it."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], env={"COLUMNS": "200"})


def dump(workspace: Path) -> str:
    return run("export", "-o", "-", "--format", "nq", "-w", workspace).stdout


def test_a_file_is_fetched_once_and_a_build_fetches_nothing(site: str, tmp_path: Path) -> None:
    asked.clear()
    done = run("merge", "rdf", f"{site}/firms.ttl", "--licence", "https://l.example/", "-w", tmp_path / "w")
    assert done.output == "firms firms.ttl: 1 triples\n"
    assert asked == [("/firms.ttl", None)]
    before = dump(tmp_path / "w")
    assert "<http://f.example/ownedBy>" in before
    assert f"<http://purl.org/dc/terms/source> <{site}/firms.ttl>" in before
    for path in sorted((tmp_path / "w" / ".claimgraph").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert run("build", "-w", tmp_path / "w").exit_code == 0
    assert dump(tmp_path / "w") == before
    assert len(asked) == 1


def test_a_query_maps_it_and_its_own_licence_is_taken(site: str, tmp_path: Path) -> None:
    query = tmp_path / "q.rq"
    query.write_text(
        "CONSTRUCT { ?a <http://o.example/is> ?b } WHERE { ?a <http://purl.org/dc/terms/license> ?b }", "utf-8"
    )
    done = run("merge", "rdf", f"{site}/licensed.ttl", "--construct", query, "-w", tmp_path / "w")
    assert done.output == "licensed licensed.ttl: 1 triples\n"
    assert "<http://o.example/is>" in dump(tmp_path / "w")
    told = run("export", "-o", tmp_path / "x.nq", "-w", tmp_path / "w")
    assert "terms: attribution; from CC-BY-4.0 (licensed)" in told.stderr


@pytest.mark.parametrize(
    ("path", "suffix"),
    [("/data", ".ttl"), ("/firms.nt", ".nt"), ("/firms.ttl?v=2", ".ttl"), ("/away/there", ".ttl")],
)
def test_the_servers_word_or_the_name_tells_the_syntax(site: str, path: str, suffix: str) -> None:
    found = file_at(site + path)
    assert found is not None
    assert (found.data.decode(), found.suffix) == (TTL, suffix)


@pytest.mark.parametrize("path", ["/sparql", "/described", "/nothing"])
def test_what_is_no_file_may_be_an_endpoint(site: str, path: str) -> None:
    assert file_at(site + path) is None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/context.jsonld", "its JSON-LD context is on the network"),
        ("/page.ttl", "is a page and no RDF"),
        ("/broken.ttl", "is malformed"),
        ("/blank.ttl", "has a blank node"),
        ("/gone.ttl", "answers with HTTP 404"),
    ],
)
def test_what_cannot_be_taken_is_one_line_and_leaves_nothing(site: str, path: str, said: str, tmp_path: Path) -> None:
    done = run("merge", "rdf", site + path, "-w", tmp_path / "w")
    assert done.exit_code == 2
    assert said in done.output
    assert len(done.output.splitlines()) == 1
    assert not (tmp_path / "w").exists()


def test_credentials_of_endpoints_stay_here(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMGRAPH_ENDPOINT_USER", "jo")
    monkeypatch.setenv("CLAIMGRAPH_ENDPOINT_PASSWORD", "secret")
    asked.clear()
    file_at(f"{site}/firms.ttl")
    assert asked == [("/firms.ttl", None)]


def test_too_long_and_elsewhere_are_refused(site: str) -> None:
    with pytest.raises(StoreError, match="longer than 20 bytes"):
        file_at(f"{site}/firms.ttl", most=20)
    with pytest.raises(EndpointUnavailable, match="does not answer"):
        file_at(f"{site}/away/ftp")
    with pytest.raises(UnreadableDocument, match="is a page"):
        file_at(f"{site}/page.ttl")
