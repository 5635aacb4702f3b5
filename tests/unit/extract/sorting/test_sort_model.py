"""What is learned about sorts is kept as it was, and learning the same lessons gives the same model."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from claimgraph.errors import MissingModel
from claimgraph.extract.actors import find_actors
from claimgraph.extract.attribution import attributions
from claimgraph.extract.compose import by_rules
from claimgraph.extract.parse import parse
from claimgraph.extract.scene import Scene
from claimgraph.extract.sorting.deciding import Given, given
from claimgraph.extract.sorting.learning import Lesson, Truth, learn
from claimgraph.extract.sorting.model import HANDLE, Linear, Sorter, load, save, shipped
from claimgraph.model import Document, Kind, Stance
from claimgraph.resources import weights

_MEGABYTE = 1_000_000
SAYING = " ".join(f"Minister Ada Holt said the bridge in town {n} was long. Ada Holt will paint it." for n in range(10))
ACCUSING = " ".join(f"Holt Systems accused Veldmark of copying file {n}." for n in range(10))


def read(text: str) -> Given:
    digest = sha256(text.encode()).hexdigest()
    document = Document("given.txt", digest, digest, text)
    doc = next(iter(parse([text])))
    scene = Scene(document, doc, find_actors(doc, document))
    return given(scene, by_rules(scene, attributions)[0])


def lesson(text: str, truth: Truth) -> Lesson:
    document = read(text)
    return Lesson(document, dict.fromkeys(range(len(document.drafts)), truth))


def lessons() -> list[Lesson]:
    return [
        lesson(SAYING, Truth(Kind.OTHER, Stance.ASSERTS, ())),
        lesson(ACCUSING, Truth(Kind.ALLEGATION, Stance.ASSERTS, (("Veldmark",),))),
    ]


def test_a_model_tells_apart_what_it_was_taught_to() -> None:
    taught = lessons()
    sorter = learn(taught)
    assert set(sorter.sort.labels) == {"other/asserts", "allegation/asserts"}
    for one, label in zip(taught, ("other/asserts", "allegation/asserts"), strict=True):
        chances = [sorter.sort.chances(signs) for signs in one.document.signs]
        assert chances
        assert all(c[label] > 0.5 for c in chances)


def test_the_same_lessons_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(learn(lessons()), tmp_path / name)
    assert (tmp_path / "one" / "weights.npz").read_bytes() == (tmp_path / "two" / "weights.npz").read_bytes()


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    part = Linear({"cue:say": 0, "ø": 1}, ("a", "b"), np.array([[0.5, 1], [0, -2]], np.float32), np.ones(2, np.float32))
    save(Sorter(part, part), tmp_path)
    found = load(tmp_path)
    for got in (found.sort, found.accused):
        assert (got.places, got.labels) == (part.places, part.labels)
        assert (got.weights == part.weights).all()
        assert (got.bias == part.bias).all()


def test_chances_sum_to_one_and_unknown_signs_count_for_nothing() -> None:
    part = Linear({"cue:say": 0}, ("a", "b"), np.array([[0.5, 1]], np.float32), np.zeros(2, np.float32))
    assert sum(part.chances({"cue:say"}).values()) == pytest.approx(1.0)
    assert part.chances({"cue:say", "never seen"}) == part.chances({"cue:say"})
    assert part.chances(()) == {"a": 0.5, "b": 0.5}
    assert part.fit({"cue:say", "never seen"}) == 0.5


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match="install the package again"):
        load(tmp_path)


def test_the_shipped_model_is_small_and_knows_every_kind() -> None:
    assert sum(f.stat().st_size for f in (weights() / HANDLE).iterdir()) < _MEGABYTE
    assert {Kind(label.partition("/")[0]) for label in shipped().sort.labels} == set(Kind)
    assert all(Stance(label.partition("/")[2]) for label in shipped().sort.labels)
