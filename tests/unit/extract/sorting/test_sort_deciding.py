"""When the rules' reading stands, when another takes its place, and whom an allegation then accuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest

from claimgraph.extract.actors import find_actors
from claimgraph.extract.attribution import attributions
from claimgraph.extract.compose import by_rules
from claimgraph.extract.drafts import CHARACTERISES, Draft
from claimgraph.extract.found import Sort
from claimgraph.extract.parse import parse
from claimgraph.extract.scene import Scene
from claimgraph.extract.sorting.deciding import Given, given, sort, sorted_out
from claimgraph.extract.sorting.model import Linear, Sorter
from claimgraph.extract.sorting.whom import candidates
from claimgraph.model import Document, Kind, Span, Stance

LABELS = ("allegation/asserts", "denial/denies", "other/asserts", "assessment/asserts")
PLAIN = "Analysts at Holt Systems said they had crossed the bridge in Veldmark."
RELAYED = "The Norwegian embassy rejected the allegations, the agency reported."


def read(text: str) -> Given:
    digest = sha256(text.encode()).hexdigest()
    document = Document("given.txt", digest, digest, text)
    doc = next(iter(parse([text])))
    scene = Scene(document, doc, find_actors(doc, document))
    return given(scene, by_rules(scene, attributions)[0])


def sure_of(chances: Mapping[str, float], *, of_whom: Mapping[str, float] | None = None) -> Sorter:
    """A sorter that finds these chances whatever it sees, and these weights for the signs of candidates."""
    bias = np.log(np.array([chances.get(label, 0.001) for label in LABELS], np.float32))
    signs = dict(of_whom or {})
    fits = np.array(list(signs.values()), np.float32).reshape(len(signs), 1)
    return Sorter(
        Linear({}, LABELS, np.zeros((0, len(LABELS)), np.float32), bias),
        Linear({s: n for n, s in enumerate(signs)}, ("accused",), fits, np.zeros(1, np.float32)),
    )


def first(drafts: list[Draft]) -> Draft:
    return drafts[0]


def test_the_rules_stand_where_the_model_is_hardly_surer() -> None:
    document = read(PLAIN)
    assert first(list(document.drafts)).kind is Kind.OTHER
    assert first(sorted_out(sure_of({"denial/denies": 0.5, "other/asserts": 0.4}), document)).kind is Kind.OTHER


def test_a_surer_model_gives_kind_and_stance() -> None:
    got = first(sorted_out(sure_of({"denial/denies": 0.8, "other/asserts": 0.1}), read(PLAIN)))
    assert (got.kind, got.stance) == (Kind.DENIAL, Stance.DENIES)


def test_an_allegation_accuses_the_likeliest_candidate() -> None:
    document = read("Regulator Nia Vale said Holt Systems had copied the files of Veldmark Labs.")
    got = first(sorted_out(sure_of({"allegation/asserts": 0.95}, of_whom={"subject": 3.0}), document))
    assert [document.scene.labels()[a] for a in got.accused] == ["Holt Systems"]


def test_an_allegation_that_may_mean_several_and_none_likely_is_what_the_rules_say() -> None:
    document = read("Alder Bank met Orm Council and Veldmark Labs. Nia Vale said it rained.")
    got = sorted_out(sure_of({"allegation/asserts": 0.95}), document)
    assert [d.kind for d in got] == [d.kind for d in document.drafts]
    assert Kind.ALLEGATION not in {d.kind for d in got}


def test_nobody_accuses_themselves() -> None:
    document = read('Holt Systems said "we have been copying files, and Holt Systems is sorry."')
    draft = first(list(document.drafts))
    assert draft.asserter is not None
    assert draft.asserter not in candidates(document.scene, draft, ())


@pytest.mark.parametrize(("told", "kind"), [(0.97, Kind.ALLEGATION), (0.05, Kind.OTHER)])
def test_another_extractors_chances_are_weighed_with_those_by_signs(told: float, kind: Kind) -> None:
    document = read("Nia Vale said Holt Systems had a long bridge.")
    at = document.scene.document.text.index("Holt Systems")
    kinds = {**dict.fromkeys(Kind, 0.001), Kind.ALLEGATION: told, Kind.OTHER: 1 - told}
    sort_ = Sort(kinds, dict.fromkeys(Stance, 0.25), (Span(at, at + len("Holt Systems")),))
    drafts = tuple(replace(d, sort=sort_) for d in document.drafts)
    sorter = sure_of({"other/asserts": 0.45, "allegation/asserts": 0.4})
    got = first(sorted_out(sorter, document._replace(drafts=drafts)))
    assert got.kind is kind
    assert [document.scene.labels()[a] for a in got.accused] == (["Holt Systems"] if kind is Kind.ALLEGATION else [])


def test_what_is_reported_of_a_denial_accuses_nobody() -> None:
    document = read(RELAYED)
    got = sort(document.scene, document.drafts)
    assert got
    assert all(d.kind is not Kind.ALLEGATION and not d.accused for d in got)


def test_what_characterises_no_actor_is_no_allegation() -> None:
    document = read("Nia Vale described the delay as a warning shot for Holt Systems.")
    assert any(d.construction in CHARACTERISES and not d.accused for d in document.drafts)
    assert all(d.kind is not Kind.ALLEGATION for d in sorted_out(sure_of({"allegation/asserts": 0.95}), document))
