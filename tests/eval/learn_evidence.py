"""Learn what is evidence from the annotated corpus, held-out documents left out.

python -m tests.eval.learn_evidence            writes src/claimgraph/resources/weights/evidence.v1
python -m tests.eval.learn_evidence --folds    what it comes to on documents that it was not trained on
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from claimgraph.extract.answers import answered
from claimgraph.extract.circles import Circles
from claimgraph.extract.offering.deciding import Candidate, bearings, candidates, judged
from claimgraph.extract.offering.learning import Example, Pair, learn
from claimgraph.extract.offering.model import HANDLE, Judge, save
from claimgraph.extract.offering.signs import Ground, ground
from claimgraph.extract.sorting import learning as sorting
from claimgraph.extract.sorting.deciding import sorted_out
from claimgraph.extract.syntax import tokens_in
from claimgraph.model import Disclosure, Span
from claimgraph.resources import weights
from tests.eval import sort_lessons
from tests.eval.annotate import CORPUS

ENOUGH = 0.5  # of the words of the smaller span, or of both contents together
FOLDS = 5


class Lesson(NamedTuple):
    """A document's candidates, which gold items they are, and which drafts those bear on."""

    base: Ground
    answers: Mapping[int, int]
    candidates: Sequence[Candidate]
    gold: Sequence[Mapping[str, Any]]
    drafts: Mapping[str, int]


def lessons() -> list[Lesson]:
    """The documents that are not held out, as the system reads new ones, beside their annotations.

    Kinds and stances are signs of evidence too, so each document is sorted by a sorter that has not seen it.
    """
    taught = list(sort_lessons.lessons())
    sorters = [sorting.learn([x for n, x in enumerate(taught) if n % FOLDS != k]) for k in range(FOLDS)]
    found: list[Lesson] = []
    for n, lesson in enumerate(taught):
        scene = lesson.document.scene
        drafts = sorted_out(sorters[n % FOLDS], lesson.document)
        base = ground(scene, drafts)
        path = CORPUS / "annotations" / f"{Path(scene.document.origin).stem}.json"
        gold = json.loads(path.read_text(encoding="utf-8"))
        answers = answered(scene, drafts, Circles(scene.labels(), scene.cast.affiliations))
        found.append(Lesson(base, answers, list(candidates(base)), gold["evidence"], paired(base, gold)))
    return found


def words(base: Ground, spans: Iterable[Span]) -> frozenset[int]:
    """The words that spans hold, by their places."""
    return frozenset(t.i for t in tokens_in(base.scene.doc, spans) if not t.is_punct)


def span(record: Mapping[str, Any]) -> Span:
    """The span of a gold record."""
    return Span(record["start"], record["end"])


def heaviest(weights_: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """One-to-one pairs of those that are heavy enough, heaviest first."""
    found: dict[int, int] = {}
    for (a, b), weight in sorted(weights_.items(), key=lambda x: (-x[1], x[0])):
        if weight >= ENOUGH and a not in found and b not in found.values():
            found[a] = b
    return found


def paired(base: Ground, gold: Mapping[str, Any]) -> dict[str, int]:
    """The draft that each gold assertion is, where one is."""
    own = [words(base, d.content) for d in base.drafts]
    theirs = [words(base, [span(a["content"])]) for a in gold["assertions"]]
    overlap = {(i, j): len(a & b) / len(a | b) for i, a in enumerate(theirs) for j, b in enumerate(own) if a & b}
    return {gold["assertions"][i]["id"]: j for i, j in heaviest(overlap).items()}


def items(lesson: Lesson, spans: Sequence[Span]) -> dict[int, int]:
    """The gold item that each of some spans is, where one is."""
    own = [words(lesson.base, [s]) for s in spans]
    theirs = [words(lesson.base, [span(g["span"])]) for g in lesson.gold]
    return heaviest(
        {(j, i): len(a & b) / min(len(a), len(b)) for i, a in enumerate(theirs) for j, b in enumerate(own) if a & b}
    )


def taught(taken: Sequence[Lesson]) -> Judge:
    """A judge of lessons."""
    examples: list[Example] = []
    pairs: list[Pair] = []
    for lesson in taken:
        # of two phrases in one gold span, the one that a construction vouches for
        order = sorted(lesson.candidates, key=lambda c: (c.item.use == "weak", not c.item.construction, c.item.span))
        matched = items(lesson, [c.item.span for c in order])
        for n, candidate in enumerate(order):
            gold = lesson.gold[matched[n]] if n in matched else None
            examples.append(Example(candidate.signs, None if gold is None else Disclosure(gold["disclosed"])))
            good = {lesson.drafts[s] for s in gold["supports"] if s in lesson.drafts} if gold is not None else set()
            if good:
                near = bearings(lesson.base, lesson.answers, candidate.item, candidate.place)
                pairs += [Pair(signs, d in good) for d, signs in near.items()]
    return learn(examples, pairs)


def counted(judge: Judge, lesson: Lesson) -> Counter[str]:
    """How many items a judge finds in a document, and of how many it is right, as the public scorer counts."""
    found = list(judged(judge, lesson.base, lesson.answers))
    count = Counter({"predicted": len(found), "gold": len(lesson.gold)})
    for n, i in items(lesson, [item.span for item, _, _ in found]).items():
        item, about, _ = found[n]
        gold = lesson.gold[i]
        count["right"] += 1
        count["disclosure"] += item.disclosure == gold["disclosed"]
        count["linked"] += bool({lesson.drafts.get(s) for s in gold["supports"]} & set(about))
    return count


def folds(taken: Sequence[Lesson]) -> str:
    """F1 of items, their disclosure and their links, each document judged by the others."""
    total: Counter[str] = Counter()
    for k in range(FOLDS):
        judge = taught([x for n, x in enumerate(taken) if n % FOLDS != k])
        for lesson in taken[k::FOLDS]:
            total += counted(judge, lesson)
    scale = 2 / (total["predicted"] + total["gold"])
    told = {key: round(total[key] * scale, 3) for key in ("right", "disclosure", "linked")}
    precision, recall = (round(total["right"] / total[key], 3) for key in ("predicted", "gold"))
    return json.dumps({**told, "precision": precision, "recall": recall}) + "\n"


def main() -> None:
    """Measure, or learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true", help="measure, and write nothing")
    options = parser.parse_args()
    taken = lessons()
    if options.folds:
        sys.stdout.write(folds(taken))
    else:
        save(taught(taken), weights() / HANDLE)


if __name__ == "__main__":
    main()
