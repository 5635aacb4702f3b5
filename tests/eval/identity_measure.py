"""Measure identity on a corpus whose truth is known: pairwise precision and recall, over pairs in two documents.

    python tests/eval/identity_measure.py [--errors]

A pair of places counts as linked where both have one id, or their ids are merged for certain, or are at least likely
(`LIKELY`) to be one. `new` counts only pairs of two ids: what identity adds to equal words.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from claimgraph.extract import extract
from claimgraph.model.record import to_record
from claimgraph.read import read
from claimgraph.resolve import LIKELY, Corpus, Proposal, corpus, identity, linked, propose
from tests.eval.identity_corpus import Made, Placed, claims, names


class Figures(NamedTuple):
    """Pairs that are linked and one, linked and not one, one and not linked; and which they are."""

    right: int
    wrong: int
    missed: int
    errors: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Of the linked pairs, those that are one."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one, those linked."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


class Measured(NamedTuple):
    """Figures over all pairs; over pairs of two ids; and over what is merged without being asked."""

    all: Figures
    new: Figures
    certain: Figures
    found: int
    placed: int


def records(made: Made) -> list[dict[str, Any]]:
    """The extraction of each text, as the records that a workspace keeps."""
    documents = [read(f"{name}.txt", text.encode()) for name, text in made.texts.items()]
    return [to_record(d, e, {}, base="") for d, e in zip(documents, extract(iter(documents)), strict=True)]


def measure(made: Made, part: str, *, tuning: bool) -> Measured:
    """The figures of one half.

    Args:
        made: the corpus.
        part: "claims" or "actors".
        tuning: the half that the weights were set on, else the half that they never saw.
    """
    found = dict(zip(made.texts, records(made), strict=True))
    known = corpus(found.values())
    proposals = propose(known)
    half = [p for p in made.placed if (p.truth in made.tuning) is tuning]
    at = [(p, name) for p in half if (name := _id_at(found[p.document], made.texts[p.document], p, part)) is not None]
    return figures(at, known, proposals, len(half))


def figures(at: list[tuple[Placed, str]], known: Corpus, proposals: tuple[Proposal, ...], placed: int) -> Measured:
    """Compare the ids that stand at places with their truth."""
    who = identity([], linked(proposals))
    likely = {tuple(sorted((who.of(p.left), who.of(p.right)))) for p in proposals if p.score >= LIKELY}
    text = {**{k: c.text for k, c in known.claims.items()}, **{k: a.label for k, a in known.actors.items()}}
    counts = {"all": [0, 0, 0], "new": [0, 0, 0], "certain": [0, 0, 0]}
    errors: list[str] = []
    for (p, a), (q, b) in combinations(at, 2):
        if p.document == q.document:
            continue
        one = p.truth == q.truth
        merged = who.of(a) == who.of(b)
        linked_ = merged or tuple(sorted((who.of(a), who.of(b)))) in likely
        rows = [("all", linked_)] + ([("new", linked_), ("certain", merged)] if a != b else [])
        for row, yes in rows:
            if yes or one:
                counts[row][0 if yes and one else 1 if yes else 2] += 1
        if one != linked_:
            errors.append(f"{'missed' if one else 'WRONG '} {text[a]!r} ~ {text[b]!r}")
    shown = tuple(sorted(set(errors)))
    every, new, certain = (Figures(r, w, m, shown) for r, w, m in (counts[row] for row in ("all", "new", "certain")))
    return Measured(every, new, certain, len(at), placed)


def _id_at(record: Mapping[str, Any], text: str, p: Placed, part: str) -> str | None:
    """The id of the claim or actor whose words cover most of a place; None where nothing was found there."""
    start = text.lower().index(p.quote.lower())
    end = start + len(p.quote)
    if part == "claims":
        spans = [(a["claim"], s) for a in record["assertions"] for s in a["content"]]
    else:
        spans = [(a["id"], s) for a in record["actors"] for s in a["mentions"]]
    best = max(((min(e, end) - max(s, start), name) for name, (s, e) in spans), default=(0, ""))
    return best[1] if best[0] * 2 > len(p.quote) else None


def together(one: Figures, other: Figures) -> Figures:
    """The figures of two halves as one."""
    errors = (*one.errors, *other.errors)
    return Figures(one.right + other.right, one.wrong + other.wrong, one.missed + other.missed, errors)


if __name__ == "__main__":
    lines: list[str] = []
    for part, made in (("claims", claims()), ("actors", names())):
        halves = [measure(made, part, tuning=tuning) for tuning in (True, False)]
        for name, got in zip(("tuning", "measuring"), halves, strict=True):
            lines.append(f"{part}, {name}: {got.found} of {got.placed} places have one")
            for row in ("all", "new", "certain"):
                f = getattr(got, row)
                figure = f"P {f.precision:.3f} R {f.recall:.3f}"
                lines.append(f"  {row:8} {figure}  ({f.right} right, {f.wrong} wrong, {f.missed} missed)")
        f = together(halves[0].all, halves[1].all)
        lines.append(f"{part}, both: P {f.precision:.3f} R {f.recall:.3f}")
        if "--errors" in sys.argv:
            lines += f.errors
    sys.stdout.write("\n".join([*lines, ""]))
