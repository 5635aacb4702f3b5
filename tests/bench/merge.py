"""How long a merge takes beside plain parsing of the same file.

Run `python tests/bench/merge.py [FILE DATASET] [--times N]`; without a file the real ones in ../shared/data are taken.
Three times are given in processor seconds: the file parsed into Python's own values and thrown away; made into records
and quads; and these also written into a store in memory. With --times the rows of a CSV or JSON-lines file are repeated
under other keys, to see that time grows with the file and memory does not.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET

from pyoxigraph import Quad

from claimgraph.merge import Counting, Source, dataset, header, quads_of, records, tables_for
from claimgraph.store import memory

DATA = Path(__file__).parents[3] / "shared" / "data"
REAL = (
    ("aiid", "aiid/incidents.csv"),
    ("agora", "agora/documents.csv"),
    ("ai-incident-law", "ai-incident-law/data.json"),
    ("bill-status", "bill-status/BILLSTATUS-117hr6658.xml"),
    ("followthemoney", "followthemoney/donations.ijson"),
)
KEYS = {"aiid": "incident_id", "agora": "AGORA ID", "followthemoney": "id"}


def parsed(path: Path) -> int:
    """The file as its format's own module gives it."""
    match path.suffix:
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as stream:
                return sum(1 for _ in csv.DictReader(stream))
        case ".json":
            return len(json.loads(path.read_text(encoding="utf-8")))
        case ".xml":
            return len(ET.parse(path).getroot())
        case _:
            with path.open(encoding="utf-8") as stream:
                return sum(1 for line in stream if json.loads(line))


def made(name: str, path: Path, take: Callable[[set[Quad]], None]) -> int:
    """Everything that a merge makes of the file, handed on in the chunks that a workspace writes."""
    known, total = dataset(name), 0
    for table in tables_for(path, known.tables):
        rows = records(path, Source(name, known.metadata, table), Counting(), lambda error: print("told:", error))
        quads: Iterator[Quad] = (q for r in rows for q in quads_of(r, name))
        while chunk := set(islice(quads, 50_000)):
            total += len(chunk)
            take(chunk)
    return total


def timed(work: Callable[[], int]) -> tuple[float, int]:
    start = time.process_time()
    got = work()
    return time.process_time() - start, got


def repeated(name: str, path: Path, times: int, at: Path) -> Path:
    """The file's rows many times over, each time under keys of their own."""
    key = KEYS[name]
    copy = at / path.name
    with path.open(encoding="utf-8-sig", newline="") as source, copy.open("w", encoding="utf-8", newline="") as out:
        if path.suffix == ".csv":
            reader = csv.DictReader(source)
            rows = list(reader)
            writer = csv.DictWriter(out, reader.fieldnames or ())
            writer.writeheader()
            for n in range(times):
                writer.writerows({**row, key: f"{row[key]}-{n}"} for row in rows)
        else:
            lines = source.read().splitlines()
            for n in range(times):
                for line in lines:
                    entity = json.loads(line)
                    out.write(json.dumps({**entity, key: f"{entity[key]}-{n}"} if n else entity) + "\n")
    return copy


def measure(name: str, path: Path) -> None:
    plain, _ = timed(lambda: parsed(path))
    quads, count = timed(lambda: made(name, path, lambda _: None))
    with memory() as store:
        store.add(header(name, dataset(name).metadata))
        stored, _ = timed(lambda: made(name, path, store.add))
    size = path.stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:16} {size:8.1f} MB  parse {plain:7.3f} s  quads {quads:7.3f} s ({quads / plain:5.1f} x)  "
        f"store {stored:7.3f} s ({stored / plain:5.1f} x)  {count:9,} quads  {count / quads:9,.0f}/s  {peak:5.0f} MB"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("given", nargs="*", help="a file and the dataset that it is of")
    options.add_argument("--times", type=int, default=1)
    given = options.parse_args()
    todo = [(given.given[1], Path(given.given[0]))] if given.given else [(n, DATA / p) for n, p in REAL]
    for name, path in todo:
        with tempfile.TemporaryDirectory() as at:
            measure(name, repeated(name, path, given.times, Path(at)) if given.times > 1 else path)


if __name__ == "__main__":
    main()
