"""The most memory that the assessment after a merge holds, by the number of merged records, in a process of its own.

Run `python -m tests.bench.merged [--rows 50000 200000] [--store]`. Rows are the generated incidents of `giant`. Their
facts are kept as a merge keeps them and their quads are left out, for the store holds these on disk. Without --store
the assessments are made into texts that nobody loads: loading them takes most of the time and some 110 MB.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from claimgraph import store
from claimgraph.assess import facts_of
from claimgraph.merge import Counting, Source, dataset, records, tables_for
from claimgraph.resolve import Identity
from claimgraph.workflow.assessing import assess_all
from claimgraph.workflow.cache import open_cache
from claimgraph.workflow.workspace import open_workspace
from tests.bench.giant import incidents, watch

CODE = "import sys; from pathlib import Path; from tests.bench import merged; merged.{}(Path(sys.argv[1]), {})"


def fill(root: Path, rows: int) -> None:
    """A workspace that keeps the facts of so many incidents."""
    path, known = root / "incidents.csv", dataset("aiid")
    (root / "claimgraph.toml").write_text("documents = []\n", encoding="utf-8")
    (root / ".claimgraph").mkdir()
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(next(incidents(60))))
        writer.writeheader()
        for row in islice(incidents(60), rows):
            writer.writerow({k: json.dumps(v) if isinstance(v, list) else v for k, v in row.items()})
    (table,) = tables_for(path, known.tables)
    found = records(path, Source(known.name, known.metadata, table), Counting(), print)
    with open_cache(open_workspace(root).cache) as cache:
        for record in found:
            cache.add_merged(known.name, (), (facts_of(record.document, record.extraction),))
        cache.commit()


def assess(root: Path, stored: int) -> None:
    """Assess them all."""
    if not stored:
        store.load_graph = _taken
    workspace = open_workspace(root)
    with open_cache(workspace.cache) as cache, store.disk(workspace.store) as disk:
        assess_all(workspace, cache, disk, "", Identity({}, {}), watch)


def _taken(store: store.Store, graph: str, texts: Iterable[bytes]) -> None:  # noqa: ARG001 as `load_graph`
    for _ in texts:
        pass


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, nargs="+", default=[50_000, 200_000])
    options.add_argument("--store", action="store_true", help="load the assessments into a store on disk")
    options.add_argument("--at", type=Path, help="a directory with room; by default the system's temporary one")
    given = options.parse_args()
    for rows in given.rows:
        with tempfile.TemporaryDirectory(dir=given.at) as at:
            subprocess.run([sys.executable, "-c", CODE.format("fill", rows), at], check=True)
            process = subprocess.Popen([sys.executable, "-c", CODE.format("assess", int(given.store)), at])
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu = used.ru_utime + used.ru_stime
            print(f"{rows:,} rows: at most {used.ru_maxrss / 1024:,.0f} MB, {cpu:,.0f} s of the processor", flush=True)


if __name__ == "__main__":
    main()
