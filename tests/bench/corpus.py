"""What a build of many short documents costs, and what one more document costs.

    python tests/bench/corpus.py build [--documents N] [--full]    docs/s, share of extraction, memory
    python tests/bench/corpus.py add [SIZE …]                      processor seconds of one more document, by stage

`build` runs the real pipeline (300 documents; `--full` 10,000) with one and two processes, and a third of it for the
memory. `add` measures from 0 documents to 100,000: the corpus is extracted by script (see `stories`), the added
document by the pipeline, three times over with other documents; the least counts. They are of the last day: one of an
earlier day costs besides what is later and shares a passage with it. Each measurement has a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from claimgraph.workflow import build as module
from claimgraph.workflow.cache import Cache, kept
from claimgraph.workflow.extract import configuration
from claimgraph.workflow.extracting import extract_missing, spread_over
from claimgraph.workflow.workspace import Workspace
from tests.bench.stories import records, write

SIZES = (0, 1_000, 10_000, 100_000)
STAGES = ("_read", "extract_missing", "link", "load", "bring", "assess_all")
EXTRACT = "extract_missing"  # the stage that a script stands in for
TIMES = 3  # documents that are added, one after the other


def busy() -> float:
    """Processor seconds of this process and of those that it waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def watched() -> dict[str, float]:
    """Have every stage of a build add its processor seconds here."""
    spent: dict[str, float] = {}

    def clock(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **options: Any) -> Any:  # noqa: ANN401 whatever the stage takes and gives
            before = busy()
            try:
                return work(*args, **options)
            finally:
                spent[name] = spent.get(name, 0.0) + busy() - before

        return run

    for stage in STAGES:
        setattr(module, stage, clock(stage.lstrip("_"), getattr(module, stage)))
    return spent


def scripted(workspace: Workspace, cache: Cache, *_: object) -> str:
    """In the place of extraction: what the script knows of its own texts."""
    key = configuration(workspace)
    for version in cache.without_extraction(key):
        document = cache.document(version)
        assert document is not None
        cache.add_extraction(key, kept(document, records(document, int(Path(document.origin).stem))))
    cache.commit()
    return key


def filled(root: Path, size: int) -> None:
    """A workspace of so many documents, built."""
    folder = root / "documents"
    folder.mkdir(parents=True)
    for n in range(size):
        write(folder, n)
    setattr(module, EXTRACT, scripted)
    started = busy()
    if size:
        module.build(root, (folder,))
    sys.stderr.write(f"{size} documents built in {busy() - started:.0f} s\n")


def added(root: Path, size: int) -> dict[str, float]:
    """The cost of one more, by stage: least of three documents. Where there were none, of a first build each."""
    rows = []
    for n in range(TIMES):
        at = root / str(n) if not size else root
        folder = at / "documents"
        folder.mkdir(parents=True, exist_ok=True)
        write(folder, newest(size + 100_000 + 10_000 * n))
        rows.append(apart("one", at, folder))
    return min(rows, key=lambda row: row["total"])


def newest(least: int) -> int:
    """The first number, from one on, whose document is of the last day that there is."""
    return next(n for n in count(least) if (n % 5, n % 28, n // 28 % 12) == (4, 27, 11))


def one(root: Path, folder: Path) -> dict[str, float]:
    """One build, and its stages."""
    spent = watched()
    started, clock = busy(), time.perf_counter()
    report = module.build(root, (folder,))
    total = busy() - started
    found = {name: round(s, 2) for name, s in spent.items()}
    found["other"] = round(total - sum(spent.values()), 2)
    return (
        found
        | {"total": round(total, 2), "clock": round(time.perf_counter() - clock, 2), "mb": peak()}
        | {"changed": report.changed}
    )


def whole(root: Path, folder: Path, jobs: int) -> dict[str, float]:
    """A first build by the pipeline: documents a second, and its time over that of extraction alone."""
    spent: dict[str, float] = {}

    def timed(*given: Any) -> str:  # noqa: ANN401 what the stage takes
        before = time.perf_counter()
        key = extract_missing(*given)
        spent["extract"] = time.perf_counter() - before
        return key

    setattr(module, EXTRACT, timed)
    started, used = time.perf_counter(), busy()
    report = module.build(root, (folder,), spread=spread_over(jobs))
    total = time.perf_counter() - started
    return {
        "documents": report.documents,
        "jobs": jobs,
        "docs/s": round(report.documents / total, 1),
        "cpu s/doc": round((busy() - used) / report.documents, 4),
        "over extraction": round(total / spent["extract"], 3),
        "mb": peak(),
    }


def peak() -> int:
    """The most memory that this process held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def apart(what: str, *args: object) -> dict[str, Any]:
    """One measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "=", what, *map(str, args)], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout or "{}")
    return found


def table(rows: list[dict[str, Any]]) -> None:
    """Rows of the same columns, as Markdown."""
    columns = list(rows[0])
    print("| " + " | ".join(columns) + " |\n|" + "---|" * len(columns))
    for row in rows:
        print("| " + " | ".join(str(row.get(c, "")) for c in columns) + " |", flush=True)


def main() -> None:
    """Print what is asked for."""
    if sys.argv[1:2] == ["="]:
        what, place, *rest = sys.argv[2:]
        if what == "fill":
            filled(Path(place), int(rest[0]))
        else:
            found = (
                one(Path(place), Path(rest[0])) if what == "one" else whole(Path(place), Path(rest[0]), int(rest[1]))
            )
            print(json.dumps(found))
        return
    cli = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    cli.add_argument("what", choices=("build", "add"))
    cli.add_argument("sizes", nargs="*", type=int, default=SIZES)
    cli.add_argument("--documents", type=int, default=300)
    cli.add_argument("--full", action="store_true")
    cli.add_argument("--keep", type=Path, help="make the workspaces of `add` here, and use what lies there")
    chosen = cli.parse_args()
    with TemporaryDirectory() as temporary:
        home = chosen.keep or Path(temporary)
        rows = []
        if chosen.what == "add":
            for size in chosen.sizes:
                root = home / f"add-{size}"
                if not root.exists():
                    apart("fill", root, size)
                rows.append({"documents": size} | added(root, size))
        else:
            most = 10_000 if chosen.full else chosen.documents
            for number, jobs in ((max(most // 3, 1), 1), (most, 1), (most, 2)):
                folder = home / f"texts-{number}"
                for n in range(number):
                    write(folder, n)
                rows.append(apart("whole", home / f"build-{number}-{jobs}", folder, jobs))
        table(rows)


if __name__ == "__main__":
    main()
