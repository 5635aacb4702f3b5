"""A corpus made by paraphrase and copying, with its truth: which of its sentences say the same, which names are one.

    python tests/eval/identity_corpus.py DIRECTORY

writes the documents. The wordings and names are written by hand (`identity_wordings.txt`, `identity_names.txt`); the
seeded part deals them out to outlets, frames them, and copies some with small changes, as outlets do.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
SEED = 20_260_423
TUNING = 24  # blocks of wordings; those after them only measure
_PEOPLE = ("Anna Kowal", "Peter Brandt", "Lucia Ferrer", "Jonas Weber", "Irene Costa", "David Lund", "Nora Holm")
_FRAMES = (
    "{who} said that {what}.",
    "According to {who}, {what}.",
    "{who} alleged that {what}.",
    "{What}, {who} said.",
    "{who} told reporters on Monday that {what}.",
    "{who} claimed that {what}.",
)
_DENIAL = "{who} denied that {what}."
_COPIES = 3  # of every wording, as often as the draw has it


class Placed(NamedTuple):
    """A piece of a document's text whose truth is known: the words, and the number of what they say or name."""

    document: str
    quote: str
    truth: int


class Made(NamedTuple):
    """Texts by document name, what stands in them, and which truths are for tuning (the others measure)."""

    texts: dict[str, str]
    placed: list[Placed]
    tuning: frozenset[int]


def blocks(name: str) -> Iterator[list[tuple[str, str]]]:
    """The blocks of a file: (mark, words) pairs, the first with the mark "="."""
    block: list[tuple[str, str]] = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line[0] == "=" and block:
            yield block
            block = []
        block.append((line[0], line[2:]))
    if block:
        yield block


def claims() -> Made:
    """Each wording in one to three documents, in one of them perhaps as a denial."""
    draw = random.Random(SEED)
    sentences: list[tuple[str, str, int]] = []
    tuning = set()
    truth = 0
    for number, block in enumerate(blocks("identity_wordings.txt")):
        same = truth
        for mark, words in block:
            truth += mark == "!"
            means = truth if mark == "!" else same
            if number < TUNING:
                tuning.add(means)
            for n in range(draw.randint(1, _COPIES)):
                frame = _DENIAL if n == 1 and mark != "!" else draw.choice(_FRAMES)
                told = words if n == 0 else _copied(words, draw)
                who = draw.choice(_PEOPLE)
                sentences.append((frame.format(who=who, what=told, What=told[0].upper() + told[1:]), told, means))
        truth += 1
    draw.shuffle(sentences)
    return _dealt("claim", sentences, frozenset(tuning))


_CHANGES = ((" the ", " "), ("two million", "2 million"), ("nine ", "9 "), ("12,000", "12 thousand"), ("", ""))


def _copied(words: str, draw: random.Random) -> str:
    """What a copying desk changes: an article left out, a number written in another way; or nothing."""
    old, new = draw.choice(_CHANGES)
    return words.replace(old, new, 1)


def names() -> Made:
    """One document for every way to write a name, so that no document says by itself that two are one."""
    sentences: list[tuple[str, str, int]] = []
    tuning = set()
    truth = 0
    for number, block in enumerate(blocks("identity_names.txt")):
        same = truth
        for mark, name in block:
            truth += mark == "!"
            means = truth if mark == "!" else same
            if number % 2 == 0:
                tuning.add(means)
            told = f"{name.removesuffix(chr(39) + 's')}'s spokesman" if name.endswith("'s") else name
            sentences.append((f"{told} said that the results of the survey were encouraging.", name, means))
        truth += 1
    return _dealt("name", sentences, frozenset(tuning))


def _dealt(kind: str, sentences: list[tuple[str, str, int]], tuning: frozenset[int]) -> Made:
    """One document a sentence, so that nothing but identity ties two of them."""
    named = [(f"{kind}-{n:03d}", *sentence) for n, sentence in enumerate(sentences)]
    return Made(
        {name: f"{sentence}\n" for name, sentence, _, _ in named},
        [Placed(name, quote, truth) for name, _, quote, truth in named],
        tuning,
    )


if __name__ == "__main__":
    into = Path(sys.argv[1])
    into.mkdir(parents=True, exist_ok=True)
    for made in (claims(), names()):
        for name, text in made.texts.items():
            (into / f"{name}.txt").write_text(text, encoding="utf-8")
