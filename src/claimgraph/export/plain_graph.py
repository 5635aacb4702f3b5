"""The networkx graph in what XML graph formats can hold: numbers and legal characters, edges with ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import networkx as nx
from pyoxigraph import Quad

from claimgraph.viz import graph

__all__ = ["plain_graph"]

# XML 1.0, production 2: no control characters but tab and line ends, no surrogates, no U+FFFE and U+FFFF.
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END: Final = re.compile("\r\n?")


def plain_graph(quads: Iterable[Quad]) -> nx.MultiDiGraph[str]:
    """`claimgraph.viz.graph`, made fit for XML.

    Tuples become one text, joined by " | "; characters that XML cannot hold become U+FFFD and all line ends LF
    (as every XML parser reads them). Edges are keyed "e0", "e1", … in their order, because formats want ids that
    are unique in the file; the `relation` attribute still names the property, and is the edge's `label` too.
    """
    rich = graph(quads)
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in rich.nodes(data=True):
        plain.add_node(_legal(node), **{name: _value(value) for name, value in attributes.items()})
    for number, (source, target, attributes) in enumerate(rich.edges(data=True)):
        told = {name: _value(value) for name, value in attributes.items()}
        plain.add_edge(_legal(source), _legal(target), key=f"e{number}", label=told["relation"], **told)
    return plain


def _value(value: str | int | tuple[str, ...]) -> str | int:
    if isinstance(value, int):
        return value
    return _legal(value if isinstance(value, str) else " | ".join(value))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", _LINE_END.sub("\n", text))
