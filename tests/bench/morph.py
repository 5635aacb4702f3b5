"""Rows to triples beside morph-kgc, by an equivalent mapping: the same file, the same triples, in one run.

Run `python -m tests.bench.morph [--mb 20] [--python PYTHON]`. morph-kgc and what it needs are installed from PyPI into
an environment of their own in a temporary directory; `--python` names the interpreter of an environment that has it.
The file is of AIID's columns, with invented incidents; an instrument of nine triples is made of each row, because RML
can say no more of this file (its lists stand within cells, and ids that are digests are beyond RML). Both write
N-Triples; all are compared.

Printed are processor-seconds of a whole process, those of the same process on a file of one row (its start), their
difference, the ratio of that difference to plain parsing, and the most memory. morph-kgc runs in one process.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import NamedTuple

from tests.bench.giant import MB, generate

TOML = """
[dataset]
name = "beside"
title = "Beside"
homepage = "https://incidentdatabase.ai/"
licence = "https://creativecommons.org/licenses/by-sa/4.0/"
publisher = "Beside"
[[table]]
name = "incidents"
key = ["{incident_id}"]
[table.columns]
incident_id = {}
date = { as = "date" }
title = {}
description = {}
_id = { ignore = "not compared" }
reports = { ignore = "not compared" }
"Alleged*" = { ignore = "not compared" }
[[table.instruments]]
id = "incident {incident_id}"
label = "{title}"
properties = { "dct:identifier" = "{incident_id}", "dct:date" = "date:{date}", "dct:title" = "{title}", \
"dct:description" = "{description}", "dct:source" = "iri:https://incidentdatabase.ai/cite/{incident_id}/" }
"""
RML = """
@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> . @prefix cg: <https://w3id.org/claimgraph/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<#incident> a rr:TriplesMap ;
  rml:logicalSource [ rml:source "FILE" ; rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [ rr:template "https://w3id.org/claimgraph/id/instrument/incident-{incident_id}" ;
    rr:class cg:PolicyInstrument ] ;
  rr:predicateObjectMap [ rr:predicate rdfs:label ; rr:objectMap [ rml:reference "title" ] ] ,
    [ rr:predicate dct:title ; rr:objectMap [ rml:reference "title" ] ] ,
    [ rr:predicate dct:identifier ; rr:objectMap [ rml:reference "incident_id" ] ] ,
    [ rr:predicate dct:description ; rr:objectMap [ rml:reference "description" ] ] ,
    [ rr:predicate dct:date ; rr:objectMap [ rml:reference "date" ; rr:datatype xsd:date ] ] ,
    [ rr:predicate dct:source ;
      rr:objectMap [ rr:template "https://incidentdatabase.ai/cite/{incident_id}/" ; rr:termType rr:IRI ] ] ,
    [ rr:predicate cg:instrumentType ; rr:objectMap [ rr:constant cg:Other ] ] ,
    [ rr:predicate cg:status ; rr:objectMap [ rr:constant cg:unknown ] ] .
"""
INI = (
    "[CONFIGURATION]\noutput_file = {out}\nnumber_of_processes = 1\nlogging_level = ERROR\n[DS]\nmappings = {mapping}\n"
)
PARSE = "import csv, sys; print(sum(1 for _ in csv.DictReader(open(sys.argv[1], encoding='utf-8', newline=''))))"
OURS = """
import sys
from pathlib import Path
from claimgraph.merge import Counting, Source, own_dataset, quads_of, records
path, known = Path(sys.argv[1]), own_dataset(Path(sys.argv[2]))
source = Source(known.name, known.metadata, known.tables[0])
with open(sys.argv[3], "w", encoding="utf-8") as out:
    for record in records(path, source, Counting(), print):
        out.writelines(f"{quad.triple} .\\n" for quad in quads_of(record, known.name))
"""


class Cost(NamedTuple):
    """Of a process: seconds of the processor, and MB that it held at most."""

    seconds: float
    memory: float


def cost(code: list[str]) -> Cost:
    """Run a process to its end."""
    process = subprocess.Popen(code, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, code)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def prepared(at: Path, size: int, python: Path) -> dict[str, list[str]]:
    """A file of a size, and the commands that read it. The file's name is the key to all others."""
    path, out = at / "incidents.csv", at / "out"
    generate(path, "csv", size)
    (at / "ours.toml").write_text(TOML, encoding="utf-8")
    (at / "theirs.ttl").write_text(RML.replace("FILE", str(path)), encoding="utf-8")
    (at / "theirs.ini").write_text(INI.format(out=f"{out}.theirs.nt", mapping=at / "theirs.ttl"), encoding="utf-8")
    return {
        "plain parsing": [sys.executable, "-c", PARSE, str(path)],
        "this project": [sys.executable, "-c", OURS, str(path), str(at / "ours.toml"), f"{out}.ours.nt"],
        "morph-kgc": [str(python), "-m", "morph_kgc", str(at / "theirs.ini")],
    }


def installed(at: Path) -> Path:
    """An environment with morph-kgc, and its interpreter."""
    venv.create(at, with_pip=True)
    python = at / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "morph-kgc==2.10.0"], check=True)
    return python


def compare(size: int, at: Path, python: Path) -> None:
    """Both on one row and on the whole file; the triples of the latter."""
    starts = {name: cost(code) for name, code in prepared(at, 1, python).items()}
    whole = {name: cost(code) for name, code in prepared(at, size, python).items()}
    lines = [set((at / f"out.{who}.nt").read_text(encoding="utf-8").splitlines()) for who in ("ours", "theirs")]
    ours, theirs = ({line.rstrip(" .") for line in found} for found in lines)
    mb = (at / "incidents.csv").stat().st_size / MB
    print(f"{mb:,.1f} MB; triples: {len(ours):,} of ours, {len(theirs):,} of theirs")
    print(f"  the same: {len(ours & theirs):,}; for instance only ours {min(ours - theirs, default='none')[:160]!r}")
    print(f"  and only theirs {min(theirs - ours, default='none')[:160]!r}")
    plain = whole["plain parsing"].seconds - starts["plain parsing"].seconds
    for name, (seconds, memory) in whole.items():
        net = seconds - starts[name].seconds
        print(
            f"  {name:14} {seconds:7.2f} s, {starts[name].seconds:5.2f} of them its start; {net:7.2f} s net, "
            f"{net / plain:5.1f} x parsing, {len(ours) / net:10,.0f} triples/s, at most {memory:,.0f} MB"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mb", type=int, default=20)
    options.add_argument("--python", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as at:
        python = given.python or installed(Path(at) / "venv")
        compare(given.mb * MB, Path(at), python)


if __name__ == "__main__":
    main()
