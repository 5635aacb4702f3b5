"""Whom "I" and "we" mean inside quotation marks."""

from __future__ import annotations

import pytest

from claimgraph.extract.actors import find_actors
from claimgraph.extract.parse import parse
from claimgraph.extract.quoted import quoted_speaker
from claimgraph.extract.scene import Scene
from claimgraph.model import Document, Span

TEXT = 'Jane Orm said: "We think that the test failed." We doubt it.\n'
INSIDE = Span(TEXT.index("We think"), TEXT.index("We think") + 2)
OUTSIDE = Span(TEXT.index("We doubt"), TEXT.index("We doubt") + 2)
QUOTED = Span(INSIDE.start, TEXT.index('." We'))


@pytest.fixture(scope="module")
def scene() -> Scene:
    (doc,) = parse([TEXT])
    document = Document("t.txt", "0" * 64, "0" * 64, TEXT)
    return Scene(document, doc, find_actors(doc, document))


def test_we_in_a_quotation_is_who_is_quoted(scene: Scene) -> None:
    assert quoted_speaker(scene, [INSIDE], [([QUOTED], ("actor/jane-orm",))]) == ("actor/jane-orm",)


def test_we_in_a_quotation_of_nobody_is_nobody(scene: Scene) -> None:
    assert quoted_speaker(scene, [INSIDE], []) == ()


def test_we_outside_quotation_marks_is_left_to_the_resolver(scene: Scene) -> None:
    assert quoted_speaker(scene, [OUTSIDE], [([QUOTED], ("actor/jane-orm",))]) is None


def test_another_word_is_left_to_the_resolver(scene: Scene) -> None:
    assert quoted_speaker(scene, [Span(0, 8)], []) is None
