"""One self-contained interactive page: pyvis and vis-network, with a template of our own.

pyvis' template links two files of a CDN whatever one asks for, turns every title into live HTML when one of them
holds "href", and writes the heading unescaped; ours takes the same variables and does none of it. `add_node` looks
through all earlier nodes, so the lists are set directly. The page may run its two scripts, known by their digests,
and may ask the network for nothing: its Content-Security-Policy says so to the browser.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any, Final, NamedTuple

import jinja2
import networkx as nx
from markupsafe import Markup
from pyvis.network import Network

from claimgraph.errors import BadParameter
from claimgraph.resources import templates
from claimgraph.viz.collapse import Line, Mark, Picture, collapse
from claimgraph.viz.layout import positions
from claimgraph.viz.view import bounded, part

__all__ = ["HELD", "SHOWN", "page"]

HELD: Final = 1000
"""Marks that a page holds at most: as many as vis-network was measured to move smoothly (51 frames a second)."""

SHOWN: Final = 150
"""Marks that a page shows at once; more is a hairball."""

_VIS: Final = "templates/lib/vis-9.1.2/vis-network.min.js"


class _Style(NamedTuple):
    """How a kind of mark looks: a box with this fill, border, radius of its corners, and width in pixels.

    `characters` is how many of a label fit on a line of it.
    """

    fill: str
    border: str
    radius: int
    width: int
    characters: int
    name: str


# Okabe and Ito's palette (2008), which readers with any of the common colour blindnesses can tell apart; fills are
# tints of it, and shape or wording always repeats what colour says.
_STYLES: Final = {
    "Actor": _Style("#d9ebf7", "#0072b2", 18, 160, 21, "Actor"),
    "Allegation": _Style("#fff4d6", "#8a8a8a", 6, 260, 34, "Allegation"),
    "Claim": _Style("#ffffff", "#8a8a8a", 6, 260, 34, "Other claim"),
    "EvidenceItem": _Style("#f6e3ee", "#a04f80", 6, 210, 27, "Evidence"),
    "PolicyInstrument": _Style("#e4e4e4", "#333333", 0, 170, 24, "Policy instrument"),
    "Determination": _Style("#fbf8cf", "#7d7500", 6, 170, 24, "Determination"),
    "Document": _Style("#e3f3fb", "#56b4e9", 6, 170, 24, "Document or other source"),
}

_VERDICT_BORDERS: Final = {"lacks": "#d55e00", "has": "#009e73", "undetermined": "#666666"}


class _Stroke(NamedTuple):
    colour: str
    width: float
    dashes: tuple[int, ...]
    name: str


_STROKES: Final = {
    "asserts": _Stroke("#333333", 1.6, (), "asserts"),
    "denies": _Stroke("#d55e00", 2.4, (9, 6), "denies"),
    "questions": _Stroke("#555555", 1.6, (2, 5), "questions"),
    "proposes": _Stroke("#0072b2", 1.6, (14, 5), "proposes"),
    "relays": _Stroke("#999999", 1.4, (2, 4), "relays the words of another"),
    "accuses": _Stroke("#e69f00", 2.4, (), "names as accused"),
    "supports": _Stroke("#009e73", 2.0, (), "offered in support"),
    "disputes": _Stroke("#cc79a7", 2.0, (9, 6), "offered against"),
    "lacking": _Stroke("#a04f80", 1.4, (2, 5), "said to be lacking"),
}
_OTHER_STROKE: Final = _Stroke("#9a9a9a", 1.1, (), "other, named on the line")

_UNNAMED: Final = frozenset({"asserts", "relays", "supports"})  # too many to write on each; the legend names them

_OPTIONS: Final[dict[str, Any]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 120, "multiselect": False, "keyboard": {"bindToWindow": False}},
    "nodes": {"font": {"face": "system-ui, sans-serif", "size": 15, "color": "#1a1a1a"}, "chosen": False},
    "edges": {
        "font": {"face": "system-ui, sans-serif", "size": 11, "color": "#444444", "strokeWidth": 4},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.12},
        "selectionWidth": 1,
        "hoverWidth": 1,
    },
}


def page(graph: nx.MultiDiGraph[str], *, title: str = "Claim graph", focus: str | None = None, terms: str = "") -> str:
    """A page of HTML that shows a graph and needs nothing else: no server, no network.

    Args:
        graph: what `claimgraph.viz.graph` made.
        title: the heading, as plain text.
        focus: IRI of a claim (or another mark) to open on; the page then holds its neighbourhood only.
        terms: under which the page may be shared, as plain text.

    Returns:
        the page; the same graph, title, focus and terms give the same text. It holds at most `HELD` marks, opens on at
        most `SHOWN` of them, and says how many are left out.

    Raises:
        BadParameter: `focus` is nothing that is drawn.
    """
    whole = collapse(graph)
    if focus is not None and focus not in {m.iri for m in whole.marks}:
        raise BadParameter(focus, "is no claim, actor, evidence or instrument of this graph; give the IRI of one")
    held = bounded(whole, SHOWN if focus is not None else HELD, focus)
    picture = part(whole, held)
    index = {mark.iri: n for n, mark in enumerate(picture.marks)}
    places = _places(picture)
    network = Network(height="100%", width="100%", directed=True, heading=title, cdn_resources="in_line")
    network.nodes = [
        _node(n, mark, at, focused=mark.iri == focus)
        for n, (mark, at) in enumerate(zip(picture.marks, places, strict=True))
    ]
    network.edges = [_line(n, line, index) for n, line in enumerate(picture.lines)]
    network.options = _OPTIONS
    network.templateEnv = _environment(
        start=_start(part(whole, held[:SHOWN]), held[0] if held else "", index),
        left_out=len(whole.marks) - len(held),
        focused=focus,
        terms=terms,
    )
    network.path = "graph.html"
    return str(network.generate_html(notebook=False))


def _places(picture: Picture) -> list[tuple[int, int]]:
    index = {mark.iri: n for n, mark in enumerate(picture.marks)}
    lines = [(index[line.source], index[line.target]) for line in picture.lines]
    return positions([_size(mark) for mark in picture.marks], lines)


def _start(picture: Picture, lead: str, index: dict[str, int]) -> dict[str, Any]:
    """The opening view: its nodes, and where they stand as long as only they are shown."""
    return {
        "lead": index.get(lead),
        "shown": SHOWN,
        "at": {index[m.iri]: at for m, at in zip(picture.marks, _places(picture), strict=True)},
    }


def _style(mark: Mark) -> _Style:
    return _STYLES.get(mark.type) or _STYLES.get(mark.kind) or _STYLES["Document"]


def _size(mark: Mark) -> tuple[float, float]:
    """The box's size as the browser will draw it, near enough to keep boxes apart."""
    style = _style(mark)
    lines = sum(max(1, -(-len(row) // style.characters)) for row in mark.label.split("\n"))
    height = 18.0 * lines + 16.0
    return float(style.width), height


def _node(number: int, mark: Mark, at: tuple[int, int], *, focused: bool) -> dict[str, Any]:
    style = _style(mark)
    border = _VERDICT_BORDERS.get(mark.verdict, style.border)
    return {
        "id": number,
        "label": mark.label,
        "title": mark.hover,
        "iri": mark.iri,
        "kind": style.name,
        "x": at[0],
        "y": at[1],
        "shape": "box",
        "widthConstraint": {"maximum": style.width},
        "margin": 8,
        "borderWidth": 5 if focused else 3 if mark.verdict else 1.5,
        "shapeProperties": {
            "borderDashes": [6, 4] if mark.verdict == "undetermined" else False,
            "borderRadius": style.radius,
        },
        "color": {
            "background": style.fill,
            "border": border,
            "highlight": {"background": style.fill, "border": border},
            "hover": {"background": style.fill, "border": border},
        },
    }


def _line(number: int, line: Line, index: dict[str, int]) -> dict[str, Any]:
    stroke = _STROKES.get(line.relation, _OTHER_STROKE)
    return {
        "id": number,
        "from": index[line.source],
        "to": index[line.target],
        "label": "" if line.relation in _UNNAMED else line.label,
        "title": line.hover,
        "color": {"color": stroke.colour, "highlight": stroke.colour, "hover": stroke.colour},
        "width": stroke.width,
        "dashes": list(stroke.dashes) or False,
    }


def _environment(*, start: dict[str, Any], left_out: int, focused: str | None, terms: str) -> jinja2.Environment:
    """Our template with all that pyvis does not pass to it; everything is escaped but our own scripts and styles."""
    vis = files("pyvis").joinpath(_VIS).read_text("utf-8").split("//# sourceMappingURL=")[0]
    own = (templates() / "graph.js").read_text("utf-8")
    css = (templates() / "graph.css").read_text("utf-8")
    policy = (
        f"default-src 'none'; script-src {_digest(vis)} {_digest(own)}; style-src {_digest(css)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(templates()), autoescape=True)
    environment.globals.update(
        policy=policy,
        vis=Markup(vis),  # noqa: S704 pyvis' file, not data
        own=Markup(own),  # noqa: S704 our file, not data
        css=Markup(css),  # noqa: S704 our file, not data
        start=start,
        left_out=left_out,
        focused=focused is not None,
        terms=terms,
        styles=tuple(_STYLES.values()),
        strokes=(*_STROKES.values(), _OTHER_STROKE),
        verdicts=_VERDICT_BORDERS,
    )
    return environment


def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
