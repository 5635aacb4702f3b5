"""A generated file of any size through `claimgraph merge`, each in a process of its own.

Run `python -m tests.bench.giant [--mb 1000] [--layout csv|jsonl|json] [--words 60] [--graph]`. Rows are of the length
and the number of parties that the incident databases have; everybody in them is invented. It prints the size, rows,
quads, seconds by the clock and of the processor, MB a second of either, the most memory that the process held, and the
seconds of the processor for plain parsing of the same file, as `tests.bench.merge` has it, with the ratio. A run that
takes longer than its --minutes (25) is ended; its progress was shown.

A row of the usual 60 words becomes 80 quads and 50 KB on disk: a gigabyte of such rows asks for 83 GB. `--words 3000`
makes the rows long, and few; `--graph` makes all rows into quads and lets them go, without store and assessment.

    csv     AIID's incidents
    json    the same as one list in one object, on one line
    jsonl   FollowTheMoney: firms, people, and who owns whom, in 550 bytes each
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

MERGE = """
import json, resource, sys
from pathlib import Path
from claimgraph.workflow.merge import merge
from tests.bench.giant import watch
arrival = merge(Path(sys.argv[1]), sys.argv[2], [Path(sys.argv[3])], progress=watch)
print(json.dumps({"quads": arrival.quads, "told": len(arrival.told), "counts": arrival.counts}))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
GRAPH = """
import json, resource, sys
from pathlib import Path
from claimgraph.merge import Counting, Source, dataset, quads_of, records, tables_for
from tests.bench.giant import watch
path, known, told, counting, quads = Path(sys.argv[3]), dataset(sys.argv[2]), [], Counting(), 0
size = path.stat().st_size
for table in tables_for(path, known.tables):
    source = Source(known.name, known.metadata, table)
    for record in records(path, source, counting, told.append, lambda at: watch("quads", min(at, size), size)):
        quads += len(quads_of(record, known.name))
print(json.dumps({"quads made": quads, "told": len(told), "counts": counting.total()}))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
PARSE = """
import sys, time
from pathlib import Path
from tests.bench.merge import parsed
start = time.process_time()
parsed(Path(sys.argv[1]))
print(time.process_time() - start)
"""
WORDS = (
    *("assistant", "model", "chatbot", "robot", "scanner", "score", "deepfake", "voice", "camera", "driver", "pupil"),
    *("tenant", "clerk", "court", "bank", "hospital", "school", "city", "ministry", "refused", "flagged", "copied"),
    *("ranked", "misread", "answered", "sold", "recorded", "predicted", "invented", "wrongly", "twice", "early"),
    *("without", "notice", "after", "before", "during", "against", "despite", "several", "many", "few", "local"),
)
DATASETS = {"csv": "aiid", "json": "aiid", "jsonl": "followthemoney"}
MB = 1_000_000


def incidents(words: int) -> Iterator[dict[str, Any]]:
    """Incidents without end: with 60 words 600 characters each, as the real ones have in the middle."""
    chance = random.Random(7)
    number = 0
    while True:
        number += 1
        firms = [f"firm-{int(40_000 * chance.random() ** 2)}" for _ in range(chance.choice((1, 1, 1, 2)))]
        yield {
            "_id": f"ObjectId({number})",
            "incident_id": str(number),
            "date": f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
            "reports": [number * 4 + n for n in range(chance.choice((1, 1, 2, 4)))],
            "Alleged deployer of AI system": firms,
            "Alleged developer of AI system": firms[:1],
            "Alleged harmed or nearly harmed parties": [f"{chance.choice(WORDS)}s-{chance.randrange(500)}"],
            "description": f"{number}: " + " ".join(chance.choices(WORDS, k=words)),
            "title": f"{chance.choice(WORDS).title()} {' '.join(chance.choices(WORDS, k=6))} {number}",
        }


def entities() -> Iterator[dict[str, Any]]:
    """A firm, a person and an ownership in turn, with all that OpenSanctions writes beside the properties."""
    chance = random.Random(7)
    number = 0
    while True:
        number += 1
        named = " ".join(chance.choices(WORDS, k=2)).title()
        street = f"{chance.randrange(1, 400)} {chance.choice(WORDS).title()} Street, {chance.choice(WORDS).title()}"
        firm = {
            "name": [f"{named} {number}"],
            "alias": [f"{named} Holding {number}"],
            "country": ["xx"],
            "jurisdiction": ["xx"],
            "registrationNumber": [f"{chance.randrange(10**9):09}"],
            "address": [street],
            "incorporationDate": [f"{chance.randrange(1950, 2026)}-03-01"],
            "status": ["active"],
            "sourceUrl": [f"https://register.example/firms/{number}"],
        }
        person = {
            "name": [f"P. {named} {number}"],
            "nationality": ["xx"],
            "birthDate": [f"{chance.randrange(1930, 2005)}-05-02"],
            "address": [street],
            "topics": ["role.oligarch"],
            "sourceUrl": [f"https://register.example/people/{number}"],
        }
        tie = {
            "asset": [f"xx-f{number}"],
            "owner": [f"xx-p{chance.randrange(1, number + 1)}"],
            "startDate": [f"{chance.randrange(1990, 2026)}-01-01"],
            "percentage": [str(chance.randrange(1, 101))],
            "recordId": [f"{chance.randrange(16**32):032x}"],
        }
        for sort, schema, properties in (("f", "Company", firm), ("p", "Person", person), ("o", "Ownership", tie)):
            yield _listed(f"xx-{sort}{number}", schema, properties, chance)


def _listed(name: str, schema: str, properties: dict[str, list[str]], chance: random.Random) -> dict[str, Any]:
    return {
        "id": name,
        "caption": properties.get("name", [schema])[0],
        "schema": schema,
        "properties": properties,
        "referents": [f"ext-{chance.randrange(16**40):040x}"],
        "datasets": ["ext_register", "xx_companies"],
        "first_seen": "2023-04-20T10:13:55",
        "last_seen": "2026-03-17T06:51:02",
        "last_change": f"2025-{chance.randrange(1, 13):02}-11T05:02:44",
        "target": False,
    }


def generate(path: Path, layout: str, size: int, words: int = 60) -> int:
    """A file of at least so many bytes; how many rows it has."""
    with path.open("w", encoding="utf-8", newline="") as out:
        if layout == "csv":
            return _sheet(out, size, words)
        front, between, back = ("", "\n", "\n") if layout == "jsonl" else ('{"data": {"incidents": [', ", ", "]}}")
        out.write(front)
        written = 0
        for number, row in enumerate(entities() if layout == "jsonl" else incidents(words)):
            text = (between if number else "") + json.dumps(row)
            out.write(text)
            written += len(text)
            if written >= size:
                out.write(back)
                return number + 1
    raise AssertionError


def _sheet(out: TextIO, size: int, words: int) -> int:
    rows = incidents(words)
    first = next(rows)
    writer = csv.DictWriter(out, list(first))
    writer.writeheader()
    written = 0
    for number, row in enumerate(chain([first], rows), 1):
        written += writer.writerow({k: json.dumps(v) if isinstance(v, list) else v for k, v in row.items()})
        if written >= size:
            return number
    raise AssertionError


_shown: dict[str, float] = {}


def watch(step: str, done: int, total: int) -> None:
    """Tell of each step every half a minute, with the most memory so far."""
    if time.monotonic() - _shown.get(step, -60) > 30:
        _shown[step] = time.monotonic()
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(
            f"  {step:<12} {done:>13,}/{total:<13,} {used.ru_utime + used.ru_stime:7.0f} s of the processor, "
            f"at most {used.ru_maxrss / 1024:,.0f} MB",
            file=sys.stderr,
            flush=True,
        )


def run(layout: str, at: Path, given: argparse.Namespace) -> None:
    """Generate, merge, tell."""
    path = at / f"giant.{layout}"
    rows = generate(path, layout, given.mb * MB, given.words)
    mb = path.stat().st_size / MB
    print(f"{DATASETS[layout]} {layout}: {mb:,.0f} MB, {rows:,} rows", flush=True)
    start, used = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    code = [sys.executable, "-c", GRAPH if given.graph else MERGE, str(at / "workspace"), DATASETS[layout], str(path)]
    try:
        told = subprocess.run(code, stdout=subprocess.PIPE, check=True, text=True, timeout=60 * given.minutes).stdout
    except subprocess.TimeoutExpired:
        print(f"  ended after {given.minutes:g} minutes; give a smaller --mb")
        return
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    store = sum(p.stat().st_size for p in (at / "workspace").rglob("*") if p.is_file()) / MB
    counted, most = told.splitlines()
    print(f"  {counted}")
    print(f"  {wall:,.0f} s by the clock ({mb / wall:.2f} MB/s), {cpu:,.0f} s of the processor ({mb / cpu:.2f} MB/s)")
    print(f"  at most {int(most) / 1024:,.0f} MB of memory; {store:,.0f} MB on disk")
    plain = float(subprocess.run([sys.executable, "-c", PARSE, str(path)], stdout=subprocess.PIPE, check=True).stdout)
    print(
        f"  plain parsing {plain:.1f} s ({mb / plain:.0f} MB/s); merging takes {cpu / plain:.0f} times as long",
        flush=True,
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mb", type=int, default=1000)
    options.add_argument("--layout", choices=sorted(DATASETS))
    options.add_argument("--words", type=int, default=60, help="of an incident's description")
    options.add_argument("--graph", action="store_true", help="make the quads and let them go")
    options.add_argument("--at", type=Path, help="a directory with room; by default the system's temporary one")
    options.add_argument("--minutes", type=float, default=25)
    given = options.parse_args()
    for layout in (given.layout,) if given.layout else DATASETS:
        with tempfile.TemporaryDirectory(dir=given.at) as at:
            run(layout, Path(at), given)


if __name__ == "__main__":
    main()
