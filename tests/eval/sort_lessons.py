"""Train the sorter on our corpus, and measure it: `python -m tests.eval.sort_lessons [--measure]`.

It learns from what the rules find in the documents of the corpus's first series that are not held out, where that is
what the readers marked: the contents share at least half of their words. (`README.md` says what the second series,
the documents numbered from 101 on, would change.) `--measure` trains on nine tenths of the documents and tests on the
rest, ten times, and writes nothing. One thread (OMP_NUM_THREADS=1) gives the same bytes again.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from claimgraph.extract.actors import find_actors
from claimgraph.extract.attribution import attributions
from claimgraph.extract.compose import by_rules
from claimgraph.extract.parse import parse
from claimgraph.extract.scene import Scene
from claimgraph.extract.sorting.deciding import given, sorted_out
from claimgraph.extract.sorting.learning import Lesson, Truth, learn
from claimgraph.extract.sorting.model import HANDLE, save
from claimgraph.model import Kind, Span, Stance
from claimgraph.resources import weights
from tests.eval.agreement import WORD, one_to_one
from tests.eval.annotate import CORPUS
from tests.eval.seed_measure import documents

FOLDS = 10
FIRST_SERIES = 100  # documents are numbered below it


def held_out(listed: str = "heldout.txt") -> frozenset[str]:
    """The names of the documents that nothing is trained or tuned on: of the first series, or of the second."""
    return frozenset((CORPUS / listed).read_text(encoding="utf-8").split())


def in_first_series(name: str) -> bool:
    """Whether a document is of the corpus's first series."""
    return int(name.rpartition("-")[2]) <= FIRST_SERIES


def lessons() -> Iterator[Lesson]:
    """The corpus's documents but those held out, as the rules read them, with the readers' answers."""
    found = ((d, Path(d.origin).stem) for d in documents(CORPUS / "texts"))
    kept = [d for d, name in found if in_first_series(name) and name not in held_out()]
    for document, doc in zip(kept, parse(d.text for d in kept), strict=True):
        scene = Scene(document, doc, find_actors(doc, document))
        drafts, _, _ = by_rules(scene, attributions)
        path = CORPUS / "annotations" / f"{Path(document.origin).stem}.json"
        record = json.loads(path.read_text(encoding="utf-8"))
        names = {a["id"]: (a["canonical"], *(m["text"] for m in a["mentions"])) for a in record["actors"]}
        theirs = [_words(document.text, [_span(p) for p in a["pieces"]]) for a in record["assertions"]]
        ours = [_words(document.text, d.content) for d in drafts]
        pairs = one_to_one({(i, j): _overlap(a, b) for i, a in enumerate(theirs) for j, b in enumerate(ours) if a & b})
        answers = {}
        for i, j in pairs:
            one = record["assertions"][i]
            whom = tuple(names.get(a, (a,)) for a in one["accused"])
            answers[j] = Truth(Kind(one["kind"]), Stance(one["stance"]), whom)
        yield Lesson(given(scene, drafts), answers)


def _span(piece: dict[str, int]) -> Span:
    return Span(piece["start"], piece["end"])


def _words(text: str, spans: Sequence[Span]) -> set[int]:
    return {m.start() for s in spans for m in WORD.finditer(text, *s)}


def _overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b)


def shares(taught: Sequence[Lesson]) -> dict[str, float]:
    """Of the assertions that are what readers marked, the share with the readers' kind and stance.

    By the rules and by what is learned; each document is sorted by a model that has not seen it.
    """
    right: Counter[str] = Counter()
    for fold in range(FOLDS):
        sorter = learn([x for n, x in enumerate(taught) if n % FOLDS != fold])
        for lesson in taught[fold::FOLDS]:
            for way, drafts in (("rules", lesson.document.drafts), ("learned", sorted_out(sorter, lesson.document))):
                for n, truth in lesson.truth.items():
                    right[f"kind, {way}"] += drafts[n].kind is truth.kind
                    right[f"stance, {way}"] += drafts[n].stance is truth.stance
    total = sum(len(x.truth) for x in taught)
    return {name: round(count / total, 3) for name, count in sorted(right.items())}


def main() -> None:
    """Write the model, or print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true", help="measure, and write nothing")
    options = parser.parse_args()
    taught = list(lessons())
    if options.measure:
        sys.stdout.write(json.dumps(shares(taught)) + "\n")
    else:
        save(learn(taught), weights() / HANDLE)


if __name__ == "__main__":
    main()
