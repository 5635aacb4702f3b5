"""How many examples a law is tried on: few in every test run, as many as CLAIMGRAPH_EXAMPLES says in a proof."""

from __future__ import annotations

import os

__all__ = ["examples"]


def examples(usual: int) -> int:
    """The usual number, or CLAIMGRAPH_EXAMPLES where that is set (`CLAIMGRAPH_EXAMPLES=10000 pytest …`)."""
    return int(os.environ.get("CLAIMGRAPH_EXAMPLES", usual))
