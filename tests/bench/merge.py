"""How long a merge takes beside plain parsing of the same file, and beside what no merge can do without.

Run `python tests/bench/merge.py [FILE DATASET] [--times N]`; without a file the real ones in ../shared/data are taken.
All times are processor seconds, and the ratios are to `parse`: the file read by its format's own module into Python
values that are thrown away.

    mapping    rows made into records
    quads      rows made into records and quads
    memory     these also written into a store in memory, in the chunks that a workspace writes
    disk       into a store in a directory, as `claimgraph merge` does
    floor      parse, one format string for each quad (terms ready), and Oxigraph's bulk load of that text, in memory
               and on disk: what any program that writes as many quads into this store pays, its mapping at no cost

With --times the rows of a CSV or JSON-lines file are repeated under other keys, to see that time grows with the file
and memory does not.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from xml.etree import ElementTree as ET

from pyoxigraph import Quad, RdfFormat, Store

from claimgraph.merge import Counting, Record, Source, dataset, header, quads_of, records, tables_for
from claimgraph.store import disk, memory

DATA = Path(__file__).parents[3] / "shared" / "data"
REAL = (
    ("aiid", "aiid/incidents.csv"),
    ("agora", "agora/documents.csv"),
    ("ai-incident-law", "ai-incident-law/data.json"),
    ("bill-status", "bill-status/BILLSTATUS-117hr6658.xml"),
    ("followthemoney", "followthemoney/donations.ijson"),
)
MANY = 1_000_000  # quads: more are not kept for the floor
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


def recorded(name: str, path: Path) -> Iterator[Record]:
    """Every record of the file, in all layouts that it has."""
    known = dataset(name)
    for table in tables_for(path, known.tables):
        source = Source(name, known.metadata, table)
        yield from records(path, source, Counting(), lambda error: print("told:", error))


def made(name: str, path: Path, take: Callable[[list[Quad]], None]) -> int:
    """Everything that a merge makes of the file, handed on in the chunks that a workspace writes."""
    total = 0
    quads = chain.from_iterable(quads_of(r, name) for r in recorded(name, path))
    while chunk := list(islice(quads, 50_000)):
        total += len(chunk)
        take(chunk)
    return total


def floor(path: Path, terms: list[tuple[str, str, str, str]], store: Store) -> int:
    """What writing as many quads costs when nothing has to be thought of."""
    parsed(path)
    for at in range(0, len(terms), 50_000):
        text = "".join([f"{s} {p} {o} {g} .\n" for s, p, o, g in terms[at : at + 50_000]])
        store.bulk_load(text.encode(), format=RdfFormat.N_QUADS)
    return len(terms)


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


def measure(name: str, path: Path, at: Path) -> None:
    """One file, all stages; the floor only where its terms fit into memory."""
    plain = min(timed(lambda: parsed(path))[0] for _ in range(3))
    mapping, rows = timed(lambda: sum(1 for _ in recorded(name, path)))
    quads, count = timed(lambda: made(name, path, lambda _: None))
    about = header(name, dataset(name).metadata)
    with memory() as store:
        store.add(about)
        stored, _ = timed(lambda: made(name, path, store.add))
    with disk(at / "store") as store:
        store.add(about)
        on_disk, _ = timed(lambda: made(name, path, store.add))
    size = path.stat().st_size / 1e6
    print(f"{name}: {size:,.1f} MB, {rows:,} rows, {count:,} quads ({count / rows:.0f} a row)")
    stages = {"parse": plain, "mapping": mapping, "quads": quads, "memory": stored, "disk": on_disk}
    if count < MANY:
        kept: list[Quad] = []
        made(name, path, kept.extend)
        terms = [(str(q.subject), str(q.predicate), str(q.object), str(q.graph_name)) for q in kept]
        stages["floor in memory"], _ = timed(lambda: floor(path, terms, Store()))
        stages["floor on disk"], _ = timed(lambda: floor(path, terms, Store(at / "floor")))
    for stage, seconds in stages.items():
        print(f"  {stage:16} {seconds:8.3f} s  {seconds / plain:6.1f} x  {count / seconds:11,.0f} quads/s")
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("given", nargs="*", help="a file and the dataset that it is of")
    options.add_argument("--times", type=int, default=1)
    given = options.parse_args()
    todo = [(given.given[1], Path(given.given[0]))] if given.given else [(n, DATA / p) for n, p in REAL]
    for name, path in todo:
        with tempfile.TemporaryDirectory() as at:
            measure(name, repeated(name, path, given.times, Path(at)) if given.times > 1 else path, Path(at))


if __name__ == "__main__":
    main()
