"""Who is meant by "it", "the company", "Kratsios" or "BIS": `python -m tests.eval.reference_measure [--held-out]`.

Of the corpus's assertions that are found, those whose source is not the name in full, by the shape of the words; for
each whether the asserter is the annotated actor (right), another one (wrong), or nobody with a name (refused: the
words stand as a role, or there is no asserter). Names are compared as the public scorer compares them. A conservative
reader has few wrong ones: what is refused can be looked up, what is wrong misleads.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import Any

from claimgraph.model import ActorType
from tests.eval.annotate import CORPUS, noted, read_notes
from tests.eval.polnear_measure import scorer
from tests.eval.report import GOLD, read
from tests.eval.sort_lessons import held_out

SHAPES = ("I, we", "pronoun", "possessive", "the + noun", "acronym", "a part of the name", "other words", "all")
_DEFINITE = re.compile(r"(the|this|that|these|those)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(he|she|it|they|we|i|who|which|his|her|its|their|our|my)$", re.IGNORECASE)
_ACRONYM = re.compile(r"([Tt]he )?[A-Z][A-Z&.]+$")
_WORDED = (
    (re.compile(r"(i|we)$", re.IGNORECASE), "I, we"),
    (_PRONOUN, "pronoun"),
    (_ACRONYM, "acronym"),
    (re.compile(r"(his|her|its|their|our|my)\b", re.IGNORECASE), "possessive"),
    (_DEFINITE, "the + noun"),
)
Row = dict[str, Any]


def shape(words: str, names: list[str]) -> str | None:
    """How a source is worded; None where it holds a name in full."""
    plain = re.sub(r"[’']s$", "", words)
    proper = [n for n in names if n[0].isupper() and not _DEFINITE.match(n)]
    if plain == names[0] or any(" " in name and name in plain for name in proper):
        return None
    if plain in names[0] and not _PRONOUN.fullmatch(plain) and not _ACRONYM.fullmatch(plain):
        return "a part of the name"
    return next((named for pattern, named in _WORDED if pattern.match(plain)), "other words")


def outcome(record: Row, found: Row, names: list[str], same: Any) -> str:  # noqa: ANN401 the scorer is not typed
    """right, wrong or refused."""
    known = {a["id"]: a for a in (*record["actors"], *record["instruments"])}
    asserter = known.get(found["asserter"] or "")
    return verdict([] if asserter is None else [(asserter["label"], asserter.get("type"))], names, same)


def verdict(meant: list[tuple[str, str | None]], names: list[str], same: Any) -> str:  # noqa: ANN401 see above
    """right, wrong or refused, by whom the words are read to mean: (label, type) of each."""
    if any(same(label, names) for label, _ in meant):
        return "right"
    return "wrong" if any(kind != ActorType.UNNAMED for _, kind in meant) else "refused"


def counts(names: list[str], accuracy: str = "fast") -> Counter[tuple[str, str]]:
    """(shape, outcome) of every found assertion of some documents of the corpus whose asserter has a name."""
    score = scorer(GOLD / "score.py")
    texts = [(n, (CORPUS / "texts" / f"{n}.txt").read_text(encoding="utf-8")) for n in names]
    out: Counter[tuple[str, str]] = Counter()
    for (name, text), (_, record) in zip(texts, read(texts, accuracy), strict=True):
        notes = read_notes(name)
        called = {a["id"]: [a["canonical"], *(m["text"] for m in a["mentions"])] for a in notes["actors"] if named(a)}
        gold = [a for a in notes["assertions"] if a["source_span"] and a["source"] in called]
        wanted = [score.words_in(text, score.span(a["content"])) for a in gold]
        got = [score.words_in(text, a["content"]) for a in record["assertions"]]
        shared = {(i, j): score.jaccard(w, g) for i, w in enumerate(wanted) for j, g in enumerate(got)}
        for i, j in score.pair_up(shared, 0.5):
            words = shape(gold[i]["source_span"]["text"], called[gold[i]["source"]])
            if words is not None:
                result = outcome(record, record["assertions"][j], called[gold[i]["source"]], score.same_name)
                out.update([(words, result), ("all", result)])
    return out


def named(actor: Row) -> bool:
    """Whether an annotated actor has a name rather than a role."""
    return bool(actor["type"] != ActorType.UNNAMED)


def table(found: Counter[tuple[str, str]]) -> str:
    """The counts as a Markdown table, with the share of what was decided that is right."""
    lines = ["| source is | right | wrong | refused | right of decided |", "|---|---:|---:|---:|---:|"]
    for words in SHAPES:
        right, wrong, refused = (found[words, o] for o in ("right", "wrong", "refused"))
        if right or wrong or refused:
            reached = f"{share(found, words):.2f}" if right or wrong else ""
            lines.append(f"| {words} | {right} | {wrong} | {refused} | {reached} |")
    return "\n".join(lines)


def share(found: Counter[tuple[str, str]], words: str = "all") -> float:
    """The share of what was decided that is right; 0 where nothing was."""
    right, wrong = found[words, "right"], found[words, "wrong"]
    return right / (right + wrong) if right + wrong else 0.0


def main() -> None:
    """Run from the command line."""
    held = set(held_out())
    wanted = [n for n in noted() if (n in held) == ("--held-out" in sys.argv)]
    sys.stdout.write(table(counts(wanted)) + "\n")


if __name__ == "__main__":
    main()
