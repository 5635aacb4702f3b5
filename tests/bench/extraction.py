"""How fast extraction is beside the bare pipeline it stands on, over the same texts in one process.

    python tests/bench/extraction.py [FOLDER] [--words N] [--rounds N]

FOLDER holds plain texts, by default those of tests/eval/corpus. Bare is `spacy.load(…).pipe` with all components on, a
text at a time; parse is ours, which leaves out the entity recogniser; fast and best are whole extractions. Everything
runs once before it is timed, then in turns, and the best round counts. Processor seconds are what to look at where
others work on the same machine.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

import spacy

from claimgraph.errors import MissingModel
from claimgraph.extract import extract
from claimgraph.extract.parse import DEFAULT_PIPELINE, parse
from claimgraph.model import Document

TEXTS = Path(__file__).resolve().parents[1] / "eval" / "corpus" / "texts"


def documents(folder: Path, words: int) -> list[Document]:
    """The texts of a folder by name, until there are as many words."""
    found: list[Document] = []
    for path in sorted(folder.glob("*.txt")):
        raw = path.read_bytes()
        digest = sha256(raw).hexdigest()
        found.append(Document(path.name, digest, digest, raw.decode("utf-8-sig")))
        words -= len(found[-1].text.split())
        if words <= 0:
            break
    return found


def run(made: Iterable[object]) -> None:
    """Make all and keep none."""
    deque(made, maxlen=0)


def clocked(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def measure(docs: list[Document], rounds: int) -> dict[str, dict[str, float]]:
    """Words a second of each way, by the clock and of the processor, and both as a share of the bare pipeline's."""
    texts = [d.text for d in docs]
    count = sum(len(t.split()) for t in texts)
    bare = spacy.load(DEFAULT_PIPELINE)
    ways: dict[str, Callable[[], None]] = {
        "bare": lambda: run(bare.pipe(texts)),
        "parse": lambda: run(parse(texts)),
        "fast": lambda: run(extract(docs, accuracy="fast")),
        "best": lambda: run(extract(docs, accuracy="best")),
    }
    for name in list(ways):
        try:
            ways[name]()
        except MissingModel as missing:
            sys.stderr.write(f"{name}: {missing}\n")
            del ways[name]
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, work in ways.items():
            taken[name].append(clocked(work))
    best = {name: (min(c for c, _ in t), min(p for _, p in t)) for name, t in taken.items()}
    return {
        name: {
            "words/s": round(count / clock),
            "words/cpu s": round(count / processor),
            "ratio": round(best["bare"][0] / clock, 2),
            "cpu ratio": round(best["bare"][1] / processor, 2),
        }
        for name, (clock, processor) in best.items()
    }


def main() -> None:
    """Print the figures as JSON."""
    cli = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    cli.add_argument("folder", nargs="?", type=Path, default=TEXTS)
    cli.add_argument("--words", type=int, default=20_000)
    cli.add_argument("--rounds", type=int, default=3)
    chosen = cli.parse_args()
    found = measure(documents(chosen.folder, chosen.words), chosen.rounds)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
