"""Measure the rules on PolNeAR: parse a split, write predictions, call the public scorer, print the figures.

    python tests/eval/polnear_measure.py [--split dev] [--every N] [--json] [--data DIR] [--predictions FILE] [--as-is]

The data and the scorer are not part of this project: they are looked for in `../shared` beside the repository.
PolNeAR joins a quotation that goes on after its cue to the part before it; this project makes it an attribution of
its own. The measure joins them again unless `--as-is` is given.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from claimgraph.extract.attribution import attributions
from claimgraph.extract.found import Attribution
from claimgraph.extract.parse import parse

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER = SHARED / "gold" / "polnear_eval.py"
Row = dict[str, Any]


def texts(split: Path, every: int = 1) -> list[tuple[str, str]]:
    """Name and text of a split's documents, sorted by name; of each `every` the first."""
    paths = sorted((split / "text").glob("*.txt"))
    found = []
    for path in paths[::every]:
        with path.open(encoding="utf-8", newline="") as file:
            found.append((path.stem, file.read()))
    return found


def predictions(
    documents: Iterable[tuple[str, str]],
    *,
    as_is: bool = False,
    attribute: Callable[[Doc], Iterable[Attribution]] = attributions,
) -> Iterator[Row]:
    """One row an attribution that `attribute` finds, in the scorer's form, with the construction beside it."""
    pairs = list(documents)
    for (name, _), doc in zip(pairs, parse(text for _, text in pairs), strict=True):
        for found, content in joined(doc.text, attribute(doc), as_is=as_is):
            yield {
                "doc": name,
                "source": [list(s) for s in found.source],
                "cue": [list(s) for s in found.cue],
                "content": content,
                "construction": found.construction,
                "lemma": found.cue_lemma,
            }


def joined(text: str, found: Iterable[Attribution], *, as_is: bool) -> list[tuple[Attribution, list[list[int]]]]:
    """Attributions with their content, continued quotations added to the nearest quotation before them."""
    rows: list[tuple[Attribution, list[list[int]]]] = []
    ordered = sorted(found, key=lambda a: (a.content[0].start, a.construction)) if not as_is else list(found)
    quoted: list[list[int]] | None = None
    for attribution in ordered:
        content = [list(s) for s in attribution.content]
        if attribution.construction == "continued quotation" and not as_is and quoted is not None:
            quoted.extend(content)
            continue
        rows.append((attribution, content))
        inside = quoted is not None and quoted[0][0] <= content[0][0] and content[-1][1] <= quoted[-1][1]
        if not inside and any(mark in text[s - 2 : e + 2] for s, e in content for mark in ('"', "”", "''")):
            quoted = content
    return rows


def scorer(path: Path = SCORER) -> Any:  # noqa: ANN401 the scorer is a script without types
    """The public scorer as a module."""
    spec = spec_from_file_location("polnear_eval", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows under their document's name."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["doc"], []).append(row)
    return found


def measure(
    split: Path, rows: Iterable[Row], names: Iterable[str], *, keep_nested: bool = False, draws: int = 0
) -> Any:  # noqa: ANN401 what the scorer gives
    """The scorer's (summary, intervals, strata, info) over the documents that are named."""
    score = scorer()
    wanted = set(names)
    data = {name: gold for name, gold in score.load_split(str(split)).items() if name in wanted}
    return score.evaluate(data, by_document(rows), keep_nested=keep_nested, draws=draws)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev", help="train or dev")
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "polnear")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth document")
    parser.add_argument("--json", action="store_true", help="print only {measure: [P, R, F1]}")
    parser.add_argument("--predictions", type=Path, help="write the rows here as JSON lines")
    parser.add_argument("--as-is", action="store_true", help="score continued quotations as attributions of their own")
    parser.add_argument("--keep-nested", action="store_true", help="for corpora that annotate nesting (GUM)")
    parser.add_argument("--draws", type=int, default=200, help="resamples for the intervals")
    args = parser.parse_args()
    split = args.data / args.split
    documents = texts(split, args.every)
    if not documents:
        sys.stderr.write(f"{split}: no documents; give --data and --split\n")
        return 2
    began = time.perf_counter()
    rows = list(predictions(documents, as_is=args.as_is))
    took = time.perf_counter() - began
    if args.predictions:
        args.predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = measure(split, rows, [name for name, _ in documents], keep_nested=args.keep_nested, draws=args.draws)
    if args.json:
        sys.stdout.write(json.dumps(result[0]) + "\n")
        return 0
    scorer().show(*result)
    words = sum(len(text.split()) for _, text in documents)
    sys.stdout.write(f"{words} words in {took:.1f} s, {words / took:.0f} words/s, loading included\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
