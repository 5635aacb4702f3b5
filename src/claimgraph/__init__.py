"""Shows what a public claim about AI rests on.

>>> from claimgraph import ClaimGraph
>>> graph = ClaimGraph("demo")
>>> graph.build("examples/distillation-memo/documents")      # doctest: +SKIP
>>> graph.ask("lacks-independent-evidence")                  # doctest: +SKIP

The records are in `claimgraph.model`, the errors in `claimgraph.errors`. Importing this package loads neither spaCy
nor rdflib.
"""

from claimgraph.api import ClaimGraph, extractions
from claimgraph.errors import ClaimgraphError

__all__ = ["ClaimGraph", "ClaimgraphError", "extractions"]
