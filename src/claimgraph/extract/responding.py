"""Which claims a policy instrument answers, and whom it is aimed at, as far as the text links them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from claimgraph.extract.answers import content_words
from claimgraph.extract.conducts import conducts_in
from claimgraph.extract.drafts import Draft
from claimgraph.extract.scene import Scene
from claimgraph.model import Assertion, Instrument, Kind, Span, Stance

__all__ = ["responding"]

_SHARED = 3  # content words that a sentence about an instrument shares with an allegation to be about the same deed


def responding(
    scene: Scene, drafts: Sequence[Draft], ids: Mapping[int, str], assertions: Iterable[Assertion]
) -> tuple[Instrument, ...]:
    """The instruments with the claims that they answer and the accused that they are aimed at.

    An instrument answers an allegation when a sentence that names it names the alleged conduct too, or shares
    enough of the allegation's words, and it is not what makes the allegation.
    """
    claim_of = {a.id: a.claim for a in assertions}
    alleged = [(n, d) for n, d in enumerate(drafts) if d.kind is Kind.ALLEGATION and d.stance is Stance.ASSERTS]
    words = {n: content_words(scene.doc, d.content) for n, d in alleged}
    found = []
    for instrument in scene.cast.instruments:
        about = list(_sentences(scene.doc, instrument.mentions))
        mine = [content_words(scene.doc, [s]) for s in about]
        conduct = {c for s in about for c in conducts_in(scene.document.text[s.start : s.end])}
        hit = [
            (n, d)
            for n, d in alleged
            if d.asserter != instrument.id
            and instrument.issuer not in d.accused
            and (
                any(len(w & words[n]) >= _SHARED for w in mine)
                or (
                    conduct & set(d.conduct)
                    and any(abs(scene.paragraph(d.start) - scene.paragraph(s.start)) <= 1 for s in about)
                )
            )
        ]
        targets = (a for _, d in hit for a in d.accused)
        found.append(
            replace(
                instrument,
                responds_to=tuple(dict.fromkeys(claim_of[ids[n]] for n, _ in hit)),
                targets=tuple(dict.fromkeys((*instrument.targets, *targets))),
            )
        )
    return tuple(found)


def _sentences(doc: Doc, mentions: Iterable[Span]) -> list[Span]:
    spans = []
    for mention in mentions:
        chunk = doc.char_span(*mention, alignment_mode="expand")
        if chunk is not None and len(chunk):
            sentence = chunk[0].sent
            spans.append(Span(sentence.start_char, sentence.end_char))
    return list(dict.fromkeys(spans))
