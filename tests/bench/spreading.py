"""Whether many documents give the same bytes in one process and in several, and what each way costs.

    python -m tests.bench.spreading [DOCUMENTS] [--jobs N] [--cluster ADDRESS]

The documents are the texts of tests/eval/corpus, as often as they are needed, each time with another last line. Exit
code 1 where the bytes differ. Processor seconds are of the builds with their workers on this machine; a cluster's are
its own.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path

from claimgraph import ClaimGraph

TEXTS = Path(__file__).resolve().parents[1] / "eval" / "corpus" / "texts"


def written(count: int, folder: Path) -> None:
    """So many documents into a folder, no two of them the same."""
    texts = sorted(TEXTS.glob("*.txt"))
    for n, path in enumerate(islice(cycle(texts), count)):
        text = path.read_text(encoding="utf-8-sig")
        (folder / f"{n:05}.txt").write_text(f"{text.rstrip()}\n\nCopy {n // len(texts)}.\n", encoding="utf-8")


def processor() -> float:
    """Seconds that this process and its children that ended have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("documents", nargs="?", type=int, default=300)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--cluster")
    given = options.parse_args()
    ways: dict[str, tuple[int, str | None]] = {"one process": (1, None), f"{given.jobs} processes": (given.jobs, None)}
    if given.cluster:
        ways[f"cluster {given.cluster}"] = 1, given.cluster
    digests = set()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "documents"
        folder.mkdir()
        written(given.documents, folder)
        for n, (name, (jobs, cluster)) in enumerate(ways.items()):
            clock, used = time.monotonic(), processor()
            graph = ClaimGraph(Path(scratch) / str(n))
            report = graph.build(folder, jobs=jobs, cluster=cluster)
            clock, used = time.monotonic() - clock, processor() - used
            graph.export(out := Path(scratch) / f"{n}.nq")
            digests.add(digest := sha256(out.read_bytes()).hexdigest())
            print(f"{name:<30} {report.documents:,} documents  {clock:7.1f} s  {used:7.1f} processor-s  {digest[:16]}")
    print("the same bytes" if len(digests) == 1 else "DIFFERENT bytes")
    return len(digests) != 1


if __name__ == "__main__":
    sys.exit(main())
