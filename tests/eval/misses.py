"""What is read wrong on the corpus's documents that are open to look at: `python -m tests.eval.misses`.

Prints the confusion of kinds over assertions that are found, and the assertions that are missed, counted by the shape
of their cue; `--list N` prints N of the missed, evenly spread, for somebody to read. `--accuracy best` joins the
tagger. The documents held out stay unread. Pairs are made by the public scorer's own functions.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from claimgraph.extract.attribution.cue import readings
from claimgraph.extract.parse import parse
from claimgraph.model import Kind
from tests.eval.annotate import CORPUS, noted, read_notes
from tests.eval.polnear_measure import scorer
from tests.eval.report import GOLD, read
from tests.eval.sort_lessons import held_out

_SAME = 0.5  # of two contents' words that are shared; the scorer's own floor
_CLASS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
Row = dict[str, Any]


class Pair(NamedTuple):
    """A document's text, an assertion of the gold, and what was read for it, if anything."""

    name: str
    text: str
    gold: Row
    found: Row | None


def pairs(accuracy: str) -> Iterator[Pair]:
    """All assertions of the documents that may be looked at."""
    score = scorer(GOLD / "score.py")
    held = held_out() | held_out("varied.txt")
    names = [(n, (CORPUS / "texts" / f"{n}.txt").read_text(encoding="utf-8")) for n in noted() if n not in held]
    for (name, text), (_, record) in zip(names, read(names, accuracy), strict=True):
        gold, found = read_notes(name)["assertions"], record["assertions"]
        wanted = [score.words_in(text, [(a["content"]["start"], a["content"]["end"])]) for a in gold]
        got = [score.words_in(text, a["content"]) for a in found]
        shared = {(i, j): score.jaccard(w, g) for i, w in enumerate(wanted) for j, g in enumerate(got)}
        partner: dict[int, int] = dict(score.pair_up(shared, _SAME))
        for i, assertion in enumerate(gold):
            yield Pair(name, text, assertion, found[partner[i]] if i in partner else None)


def confusion(found: list[Pair]) -> str:
    """Kinds as annotated (rows) and as read (columns), as a Markdown table."""
    seen = Counter((p.gold["kind"], p.found["kind"]) for p in found if p.found is not None)
    lost = Counter(p.gold["kind"] for p in found if p.found is None)
    lines = [f"| annotated | {' | '.join(k.value for k in Kind)} | not found |", "|---|" + "---:|" * (len(Kind) + 1)]
    lines += [
        f"| {k.value} | {' | '.join(str(seen[k.value, o.value]) for o in Kind)} | {lost[k.value]} |" for k in Kind
    ]
    return "\n".join(lines)


def shape(pair: Pair) -> str:
    """The shape of an assertion's cue: what kind of word it is, and whether the lexicon knows it."""
    cue = pair.gold["cue"]
    if cue is None:
        return "the author's own voice" if pair.gold["source"] == "author" else "no cue: a quotation that goes on"
    sentence = pair.text[: cue["end"]].rsplit("\n", 1)[-1]
    (doc,) = parse([sentence + pair.text[cue["end"] : cue["end"] + 80].split("\n")[0]])
    offset = cue["end"] - len(sentence)
    tokens = [t for t in doc if offset + t.idx < cue["end"] and offset + t.idx + len(t) > cue["start"]]
    known = any(True for t in tokens for _ in readings(t))
    word = next((c for t in tokens if (c := _CLASS.get(t.pos_))), "other words")
    return f"{word}, {'known' if known else 'not in the lexicon'}"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accuracy", choices=["fast", "best"], default="fast")
    parser.add_argument("--list", type=int, default=0, metavar="N")
    args = parser.parse_args()
    found = list(pairs(args.accuracy))
    missed = [p for p in found if p.found is None]
    shapes = Counter(map(shape, missed))
    sys.stdout.write(f"{confusion(found)}\n\n{len(missed)} of {len(found)} assertions are not found\n")
    sys.stdout.writelines(f"{n:6} {what}\n" for what, n in sorted(shapes.items(), key=lambda s: (-s[1], s[0])))
    for pair in missed[:: max(1, len(missed) // args.list)][: args.list] if args.list else ():
        start, end = pair.gold["content"]["start"], pair.gold["content"]["end"]
        cue = pair.gold["cue"] and pair.text[pair.gold["cue"]["start"] : pair.gold["cue"]["end"]]
        around = pair.text[max(0, start - 90) : end + 60].replace("\n", " ")
        sys.stdout.write(f"\n{pair.name} {shape(pair)} [{pair.gold['kind']}] cue={cue}\n  …{around}…\n")


if __name__ == "__main__":
    main()
