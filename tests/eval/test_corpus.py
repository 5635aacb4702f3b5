"""The corpus is what its notes say, and its README says how large it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extract.tagger.examples import read_examples
from tests.eval.agreement import kappa, measure, one_to_one, readings
from tests.eval.annotate import CORPUS, FOLDERS, Fault, compile_notes, noted, occurrences, read_notes, stored
from tests.eval.figures import README, STYLES, figures, style

EVERY = [(folder, name) for folder in FOLDERS for name in noted(folder)]
TEXT = "Anvil said it was criticised. It denied it."


def spans(value: object) -> Iterator[dict[str, Any]]:
    """Every span anywhere in an annotation."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


@pytest.mark.parametrize(("folder", "name"), EVERY)
def test_notes_make_the_annotation_on_disk(folder: str, name: str) -> None:
    path = CORPUS / FOLDERS[folder] / f"{name}.json"
    assert path.read_text(encoding="utf-8") == stored(read_notes(name, folder), name)


@pytest.mark.parametrize(("folder", "name"), EVERY)
def test_spans_hold_the_text_at_their_offsets(folder: str, name: str) -> None:
    text = (CORPUS / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    annotation = json.loads((CORPUS / FOLDERS[folder] / f"{name}.json").read_text(encoding="utf-8"))
    found = list(spans(annotation))
    assert found
    assert [s for s in found if text[s["start"] : s["end"]] != s["text"]] == []


def names_in(folder: str, ending: str) -> list[str]:
    return sorted(p.stem for p in Path(CORPUS / folder).glob(f"*{ending}"))


def test_every_text_has_notes_and_an_annotation() -> None:
    assert names_in("texts", ".txt") == noted() == names_in("annotations", ".json")


def test_styles_are_those_that_the_readme_explains() -> None:
    assert {style(name) for name in noted()} == set(STYLES)


def test_the_corpus_is_large_enough_to_learn_from() -> None:
    examples = list(read_examples(CORPUS))
    assert len(examples) == len(noted())
    assert sum(len(e.marked) for e in examples) >= 3000


def test_a_tenth_of_the_corpus_is_read_twice() -> None:
    found = measure(readings())
    assert found.documents * 12 >= len(noted())
    assert found.f1 > 0.8
    assert min(found.kind_kappa, found.stance_kappa) > 0.6


def test_the_readme_gives_the_figures_that_the_corpus_has() -> None:
    stated = README.read_text(encoding="utf-8")
    assert figures() in stated, "run `python -m tests.eval.figures`"


def test_a_quote_stands_as_whole_words() -> None:
    assert occurrences(TEXT, "it") == [TEXT.index("it was"), TEXT.rindex("it")]
    assert occurrences("“Anvil’s”", "Anvil") == [1]
    assert occurrences("a, a, a", "a, a") == [0, 3]


@pytest.mark.parametrize(
    "record",
    [
        "S | s1 | author |  | said | it was praised | asserts | other",
        "S | s1 | nobody |  | said | it was criticised | asserts | other",
        "S | s1 | author |  | said | it was criticised | asserts | rumour",
        "S | s1 | author |  | said | it @3 | asserts | other",
        "S | s1 | author |  | said | it was criticised | asserts | other | loud",
        "X | s1",
    ],
)
def test_a_note_that_does_not_fit_is_a_fault(record: str) -> None:
    with pytest.raises(Fault):
        compile_notes(TEXT, record)


def test_pairs_share_no_member_and_the_best_come_first() -> None:
    assert one_to_one({(0, 0): 0.6, (0, 1): 0.9, (1, 1): 0.8, (2, 2): 0.4}) == [(0, 1)]


def test_kappa_is_agreement_beyond_chance() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1.0
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0
    # two raters, fifty things: 20 both yes, 15 both no, 5 and 10 apart
    votes = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(votes) == pytest.approx(0.4)
