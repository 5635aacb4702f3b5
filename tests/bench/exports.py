"""The most memory that each export holds, in a process of its own, of a graph of so many assertions.

Run `python -m tests.bench.exports [--assertions 100000] [FORMAT ...]`. The graph is that of generated incidents, as
`claimgraph merge aiid` makes it (38 quads an assertion), without assessments.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path

from claimgraph.export import formats
from claimgraph.merge import Counting, Source, dataset, header, quads_of, records, tables_for
from tests.bench.giant import MB, generate

EXPORT = """
import sys
from pathlib import Path
from pyoxigraph import RdfFormat, parse
from claimgraph.export import save
quads = parse(path=sys.argv[1], format=RdfFormat.N_QUADS)
if sys.argv[3] == "reading":
    sum(1 for _ in quads)
else:
    save(quads, Path(sys.argv[2]), sys.argv[3])
"""
MAKE = """
import sys
from pathlib import Path
from tests.bench.exports import made
made(Path(sys.argv[1]), int(sys.argv[2]))
"""
ROW = 604  # bytes of an incident, which makes two assertions


def made(at: Path, assertions: int) -> None:
    """The graph as N-Quads: to read them holds next to nothing."""
    path, known = at / "incidents.csv", dataset("aiid")
    generate(path, "csv", assertions // 2 * ROW)
    (table,) = tables_for(path, known.tables)
    found = records(path, Source(known.name, known.metadata, table), Counting(), print)
    total = 0
    quads = chain(header(known.name, known.metadata), (q for r in found for q in quads_of(r, known.name)))
    with (at / "graph.nq").open("w", encoding="utf-8") as out:
        for quad in quads:
            out.write(f"{quad} .\n")
            total += 1
    print(f"{assertions:,} assertions, {total:,} quads")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("formats", nargs="*", help="by default all")
    options.add_argument("--assertions", type=int, default=100_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as at:
        # In a process of its own: a child's most memory is never less than its parent's when it begins.
        subprocess.run([sys.executable, "-c", MAKE, at, str(given.assertions)], check=True)
        for name in ("reading", *(given.formats or [f.name for f in formats()])):
            code = [sys.executable, "-c", EXPORT, f"{at}/graph.nq", f"{at}/out", name]
            start = time.monotonic()
            process = subprocess.Popen(code)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            size = Path(at, "out").stat().st_size / MB if Path(at, "out").exists() else 0
            print(
                f"  {name:12} at most {used.ru_maxrss / 1024:7,.0f} MB; {used.ru_utime + used.ru_stime:6.1f} s of the "
                f"processor, {time.monotonic() - start:6.1f} s by the clock; {size:8,.1f} MB written"
                + (f"; ended with {process.returncode}" if process.returncode else ""),
                flush=True,
            )
            Path(at, "out").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
