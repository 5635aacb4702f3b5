"""The claim graph as a picture: the networkx bridge (`graph`) and the interactive page (`page`).

>>> from claimgraph.viz import graph, page
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimgraph.viz.bridge import graph

if TYPE_CHECKING:
    from claimgraph.viz.html import page

__all__ = ["graph", "page"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 the module protocol of PEP 562
    """`page` on first use: whoever only wants the bridge does not pay for pyvis and scipy."""
    if name == "page":
        from claimgraph.viz.html import page  # noqa: PLC0415 that is the point

        return page
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
