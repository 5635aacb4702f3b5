"""Measure extraction against hand-made gold: texts in, the scorer's figures out.

    python tests/eval/seed_measure.py GOLD_DIR TEXT_DIR [OUT.jsonl]      figures of the scorer, as JSON
    python tests/eval/seed_measure.py --aiid INCIDENTS.csv               accused actors of incident descriptions

The scorers are not part of this repository; they lie beside it, in ../shared/gold.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from claimgraph.assess import statuses
from claimgraph.extract import extract
from claimgraph.model import Document
from claimgraph.model.integrity import check
from claimgraph.model.record import to_record

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "gold"
INCIDENTS = SHARED / "data" / "aiid" / "incidents.csv"


def documents(folder: Path) -> list[Document]:
    """The plain texts of a folder, by name."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        raw = path.read_bytes()
        digest = sha256(raw).hexdigest()
        found.append(Document(str(path), digest, digest, raw.decode("utf-8-sig")))
    return found


def records(folder: Path, accuracy: str = "fast") -> str:
    """The extractions of a folder's texts, one JSON object a line; every law of the model is checked."""
    docs = documents(folder)
    lines = []
    for document, extraction in zip(docs, extract(docs, accuracy=accuracy), strict=True):
        check(document, extraction)
        lines.append(json.dumps(to_record(document, extraction, statuses(document, extraction))))
    return "\n".join(lines) + "\n"


def figures(gold: Path, texts: Path, out: Path | None = None, accuracy: str = "fast") -> dict[str, dict[str, float]]:
    """The scorer's figures: precision, recall and F1 of each field."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = out or Path(folder) / "predictions.jsonl"
        predictions.write_text(records(texts, accuracy), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(GOLD / "score.py"), str(gold), str(texts), str(predictions), "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
    result: dict[str, dict[str, float]] = json.loads(done.stdout)
    return result


def aiid(incidents: Path = INCIDENTS) -> dict[str, float]:
    """Precision, recall and F1 of accused actors in incident descriptions."""
    scorer = [sys.executable, str(GOLD / "aiid_eval.py")]
    with tempfile.TemporaryDirectory() as folder:
        texts, predictions = Path(folder) / "texts", Path(folder) / "predictions.jsonl"
        subprocess.run([*scorer, "texts", str(incidents), str(texts)], check=True)
        predictions.write_text(records(texts), encoding="utf-8")
        done = subprocess.run(
            [*scorer, "score", str(incidents), str(predictions)], capture_output=True, text=True, check=True
        )
    found = re.search(r"P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", done.stdout)
    assert found is not None, done.stdout
    return dict(zip(("P", "R", "F1"), map(float, found.groups()), strict=True))


def main(arguments: list[str]) -> None:
    """Print the figures as JSON."""
    if arguments[:1] == ["--aiid"]:
        sys.stdout.write(json.dumps(aiid(Path(arguments[1])), indent=1) + "\n")
    else:
        out = Path(arguments[2]) if len(arguments) > 2 else None
        sys.stdout.write(json.dumps(figures(Path(arguments[0]), Path(arguments[1]), out), indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
