"""The bytes that one hand-made extraction becomes. Run this file as a script to write them anew, then read the diff."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimgraph.model.integrity import check
from claimgraph.model.order import canonical
from claimgraph.rdf import decode, decode_assessments, encode, encode_assessments
from claimgraph.rdf.parse import parse
from claimgraph.rdf.serialise import Format, serialise
from claimgraph.rdf.validate import validate
from tests.golden.rdf_example import ASSESSMENTS, DOCUMENT, EXTRACTION, TOOL

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def written(form: Format) -> bytes:
    quads = encode(DOCUMENT, EXTRACTION, tool=TOOL) + encode_assessments(ASSESSMENTS, tool=TOOL)
    return serialise(quads, form)


def golden(form: Format) -> Path:
    return HERE / "rdf" / f"example.{form}"


def test_the_example_is_valid_and_in_canonical_order() -> None:
    check(DOCUMENT, EXTRACTION)
    assert canonical(EXTRACTION) == EXTRACTION


@pytest.mark.parametrize("form", list(Format))
def test_the_bytes_are_the_golden_ones(form: Format) -> None:
    assert written(form).decode() == golden(form).read_text(encoding="utf-8")


def test_the_golden_quads_decode_to_the_example() -> None:
    quads = parse(golden(Format.NQ).read_bytes(), "example.nq")
    document = [q for q in quads if "graph/document/" in str(q.graph_name)]
    assert decode(document) == EXTRACTION
    assert decode_assessments(q for q in quads if q not in document) == ASSESSMENTS


def test_the_example_keeps_the_editorial_rules() -> None:
    assert validate(parse(golden(Format.NQ).read_bytes(), "example.nq")) == []


def test_the_hash_seed_does_not_change_the_bytes() -> None:
    program = (
        "import sys; from tests.golden.test_golden_rdf import Format, written;"
        "sys.stdout.buffer.write(b'\\x00'.join(written(f) for f in Format))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "4242")
    ]
    assert runs[0] == runs[1] == b"\0".join(written(f) for f in Format)


if __name__ == "__main__":
    for each in Format:
        golden(each).write_bytes(written(each))
