"""Where documents are extracted: in this process, in several, or on a cluster; the same results in the same order.

Extraction looks at one document at a time, so documents can be dealt out in any way. `protocol` says what a way of
dealing them out promises; `tests/contract/test_spread.py` holds all of them to it. For a cluster start `dask scheduler
--host 127.0.0.1` and, on every machine, `dask worker ADDRESS`, all with the same `claimgraph[cluster]` installed.
"""

from __future__ import annotations

from claimgraph.extract.spread.cluster import cluster
from claimgraph.extract.spread.processes import processes
from claimgraph.extract.spread.protocol import Spread
from claimgraph.extract.spread.serial import serial
from claimgraph.extract.spread.task import Task, as_it_is

__all__ = ["Spread", "Task", "as_it_is", "cluster", "processes", "serial"]
