from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from claimgraph.errors import BadParameter
from claimgraph.model.vocabulary import CG, PREFIXES
from claimgraph.viz import graph, page
from claimgraph.viz.html import HELD, SHOWN

ID = "https://w3id.org/claimgraph/id/"
CLAIM = ID + "claim/c1"


@pytest.fixture(scope="module")
def small() -> nx.MultiDiGraph[str]:
    return graph(parse(path=Path(__file__).with_name("small.trig"), format=RdfFormat.TRIG))


class Page(HTMLParser):
    """The elements of a page with their attributes, and its blocks of data by id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        found = re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', html, re.DOTALL)
        self.blocks: dict[str, Any] = {name: json.loads(text) for name, text in found}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def test_it_loads_nothing_and_says_so(small: nx.MultiDiGraph[str]) -> None:
    seen = Page(page(small))
    links = [(t, a) for t, a in seen.elements for name in a if name in {"src", "href", "action", "data", "srcset"}]
    assert links == [("link", {"rel": "icon", "href": "data:,"})]
    policy = next(a["content"] for t, a in seen.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_terms_are_text(small: nx.MultiDiGraph[str]) -> None:
    assert '<p id="terms">unknown: &lt;b&gt; &amp; co</p>' in page(small, terms="unknown: <b> & co")
    assert 'id="terms"' not in page(small)


def test_the_policy_lets_exactly_the_two_scripts_and_the_style_run(small: nx.MultiDiGraph[str]) -> None:
    html = page(small)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    allowed = set(re.findall(r"sha256-([A-Za-z0-9+/=]+)", policy[1].replace("&#43;", "+")))
    bodies = re.findall(r"<(script|style)>(.*?)</\1>", html, re.DOTALL)
    digests = {base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for _, body in bodies}
    assert [tag for tag, _ in bodies] == ["style", "script", "script"]
    assert digests == allowed


def test_what_a_document_says_is_never_markup(small: nx.MultiDiGraph[str]) -> None:
    html = page(small, title="<b onclick=alert(3)>T</b></title><script>alert(4)</script>")
    seen = Page(html)
    assert [t for t, _ in seen.elements if t in {"img", "a", "b", "iframe"}] == []
    assert sum(t == "script" for t, _ in seen.elements) == 6
    assert not [a for _, a in seen.elements if any(name.startswith("on") for name in a)]
    labels = {n["label"] for n in seen.blocks["nodes"]}
    assert "Birch <script>alert(1)</script>" in labels
    assert any(label.startswith("<img src=x onerror=alert(2)> <a href=") for label in labels)


def test_marks_and_lines_carry_verdict_class_and_denial(small: nx.MultiDiGraph[str]) -> None:
    seen = Page(page(small))
    claim = next(n for n in seen.blocks["nodes"] if n["iri"] == CLAIM)
    assert claim["color"]["border"] == "#d55e00"
    assert "lacks independent evidence" in claim["label"]
    denial = next(e for e in seen.blocks["edges"] if e["label"] == "denies")
    assert denial["dashes"]
    assert "none of it is so" in denial["title"]
    assert seen.blocks["options"]["physics"] == {"enabled": False}
    assert all(isinstance(n["x"], int) and isinstance(n["y"], int) for n in seen.blocks["nodes"])


def test_a_focus_opens_on_one_neighbourhood(small: nx.MultiDiGraph[str]) -> None:
    seen = Page(page(small, focus=ID + "claim/c2"))
    assert {n["iri"] for n in seen.blocks["nodes"]} == {ID + "claim/c2", ID + "document/d2"}
    with pytest.raises(BadParameter, match="give the IRI"):
        page(small, focus=ID + "claim/none")


def test_an_empty_graph_is_a_page_too() -> None:
    seen = Page(page(graph([])))
    assert (seen.blocks["nodes"], seen.blocks["edges"], seen.blocks["start"]["lead"]) == ([], [], None)


def test_the_page_is_a_function_of_the_graph(small: nx.MultiDiGraph[str]) -> None:
    quads = list(parse(path=Path(__file__).with_name("small.trig"), format=RdfFormat.TRIG))
    assert page(graph(reversed(quads))) == page(small)


def test_a_large_graph_is_cut_and_the_page_says_by_how_much() -> None:
    def quads(number: int) -> list[Quad]:
        node = NamedNode(f"{ID}claim/{number}")
        accused = NamedNode(f"{ID}actor/{number // 4}")
        return [
            Quad(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(CG + "Claim")),
            Quad(node, NamedNode(CG + "text"), Literal(f"claim {number}")),
            Quad(node, NamedNode(CG + "accuses"), accused),
            Quad(accused, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(CG + "Company")),
        ]

    html = page(graph(q for number in range(1200) for q in quads(number)))
    seen = Page(html)
    assert len(seen.blocks["nodes"]) == HELD
    assert len(seen.blocks["start"]["at"]) == SHOWN
    assert "500 more nodes are not in this page" in html
