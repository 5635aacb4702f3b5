"""A Dask cluster of three worker processes on this machine, for tests: `python -m tests.contract.local_cluster`.

Prints the scheduler's address and the workers' process ids, and goes on until standard input ends.
"""

from __future__ import annotations

import logging
import sys

from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(
        n_workers=3,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
        silence_logs=logging.CRITICAL,
    ) as cluster:
        sys.stdout.write(f"{cluster.scheduler_address} {' '.join(str(w.pid) for w in cluster.workers.values())}\n")
        sys.stdout.flush()
        sys.stdin.read()
