"""How far two readers of the corpus agree: `python -m tests.eval.agreement`.

The second reader saw the texts and the guide, not the first reader's notes. An assertion of one is paired with an
assertion of the other when their contents share at least half of their words; fields are compared on the pairs.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tests.eval.annotate import CORPUS, noted, read_notes

LEAST_OVERLAP = 0.5
WORD = re.compile(r"\w+")
# Words of a name that do not tell one actor from another.
SMALL_WORDS = frozenset({"the", "a", "an", "of", "s", "its", "his", "her", "their"})


class Pair(NamedTuple):
    """One attribution as each reader wrote it down, and whether they name the same source."""

    first: dict[str, Any]
    second: dict[str, Any]
    same_source: bool


class Agreement(NamedTuple):
    """What the two readings share; shares and kappas are 0 to 1 on the pairs."""

    documents: int
    first: int
    second: int
    paired: int
    f1: float
    source: float
    stance: float
    kind: float
    hedged: float
    stance_kappa: float
    kind_kappa: float


def content_words(text: str, assertion: dict[str, Any]) -> set[int]:
    """Where the words of an assertion's content start."""
    return {m.start() for p in assertion["pieces"] for m in WORD.finditer(text, p["start"], p["end"])}


def one_to_one(overlaps: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pairs of at least LEAST_OVERLAP, the best first, none of them sharing a member."""
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted((-share, i, j) for (i, j), share in overlaps.items() if share >= LEAST_OVERLAP):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def names(annotation: dict[str, Any]) -> dict[str, list[set[str]]]:
    """The words of each name of each actor and instrument, by id; the author has no name but "author"."""
    known = {"author": [{"author"}]}
    for record in (*annotation["actors"], *annotation["instruments"]):
        given = {record["canonical"], *(m["text"] for m in record["mentions"])}
        known[record["id"]] = [name_words(name) for name in sorted(given)]
    return known


def name_words(name: str) -> set[str]:
    """The telling words of a name, in lower case."""
    return set(WORD.findall(name.lower())) - SMALL_WORDS


def same_actor(first: Iterable[set[str]], second: Sequence[set[str]]) -> bool:
    """Whether a name of one holds, or is held by, a name of the other."""
    return any(a and b and (a <= b or b <= a) for a in first for b in second)


def pair_up(text: str, first: dict[str, Any], second: dict[str, Any]) -> list[Pair]:
    """The attributions of a text that both readers marked."""
    words = [[content_words(text, a) for a in reading["assertions"]] for reading in (first, second)]
    overlaps = {
        (i, j): len(a & b) / len(a | b) for i, a in enumerate(words[0]) for j, b in enumerate(words[1]) if a & b
    }
    who = names(first), names(second)
    pairs = [(first["assertions"][i], second["assertions"][j]) for i, j in one_to_one(overlaps)]
    return [Pair(a, b, same_actor(who[0][a["source"]], who[1][b["source"]])) for a, b in pairs]


def kappa(values: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa (1960) of two readers' labels of the same things: agreement beyond that of their habits."""
    total = len(values)
    seen = sum(a == b for a, b in values) / total
    left, right = Counter(a for a, _ in values), Counter(b for _, b in values)
    chance = sum(left[label] * right[label] for label in left) / total**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def measure(readings: Sequence[tuple[str, dict[str, Any], dict[str, Any]]]) -> Agreement:
    """The agreement over documents: the text, and the annotation that each reader's notes make."""
    pairs = [pair for reading in readings for pair in pair_up(*reading)]
    first = sum(len(one["assertions"]) for _, one, _ in readings)
    second = sum(len(other["assertions"]) for _, _, other in readings)

    def labels(field: str) -> list[tuple[str, str]]:
        return [(str(p.first[field]), str(p.second[field])) for p in pairs]

    def share(field: str) -> float:
        return sum(a == b for a, b in labels(field)) / len(pairs)

    return Agreement(
        documents=len(readings),
        first=first,
        second=second,
        paired=len(pairs),
        f1=2 * len(pairs) / (first + second),
        source=sum(p.same_source for p in pairs) / len(pairs),
        stance=share("stance"),
        kind=share("kind"),
        hedged=share("hedged"),
        stance_kappa=kappa(labels("stance")),
        kind_kappa=kappa(labels("kind")),
    )


def readings() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The documents that were read twice."""
    return [
        (
            (CORPUS / "texts" / f"{name}.txt").read_text(encoding="utf-8"),
            read_notes(name),
            read_notes(name, "second"),
        )
        for name in noted("second")
    ]


def table(found: Agreement) -> str:
    """The figures as a Markdown table."""
    rows = [
        ("Documents read twice", str(found.documents)),
        ("Assertions, first and second reader", f"{found.first}, {found.second}"),
        ("Assertions that both marked", str(found.paired)),
        ("F1 of marking", f"{found.f1:.2f}"),
        ("Same source", f"{found.source:.2f}"),
        ("Same stance (kappa)", f"{found.stance:.2f} ({found.stance_kappa:.2f})"),
        ("Same kind (kappa)", f"{found.kind:.2f} ({found.kind_kappa:.2f})"),
        ("Same hedging", f"{found.hedged:.2f}"),
    ]
    return "\n".join(["| Agreement | |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in rows)])


if __name__ == "__main__":
    sys.stdout.write(table(measure(readings())) + "\n")
