"""Whom an allegation accuses: everybody it might mean, with the signs that speak for each.

What a sign weighs is learned (`learning`); the candidates are found here: whom the cue points at, who is said to have
done a wrong, who is named or meant anywhere in the content, whom the allegations before accused, and who was last
spoken of. Its own speaker accuses nobody of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Token

from claimgraph.extract.accusing import accused_as, accused_by_cue, accused_by_deed, accused_by_place, deeds
from claimgraph.extract.drafts import Draft
from claimgraph.extract.scene import Scene, is_group, named
from claimgraph.extract.syntax import lemma, objects, predicate, span_of, subjects, tokens_in
from claimgraph.extract.wrongs import doers
from claimgraph.model import ActorType, Kind, Span

__all__ = ["candidates"]

_HEADS = {"NOUN", "PROPN", "PRON"}
_PLACES = {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "attr", "conj", "appos", "dative", "ROOT", "oprd", "compound"}
_RECENT = 3  # paragraphs
_OFTEN = 3  # bodies


def candidates(scene: Scene, draft: Draft, before: Sequence[Draft]) -> Mapping[str, frozenset[str]]:
    """The actors that an allegation may accuse, each with its signs.

    Args:
        scene: the document, parsed, and its actors.
        draft: the allegation.
        before: the drafts before it, in document order.
    """
    charges = [d for d in before if d.kind is Kind.ALLEGATION and d.accused]
    content = tokens_in(scene.doc, draft.content)
    found: dict[str, list[str]] = {}
    for sign, ids in (*_by_cue(scene, draft, content), *_by_deed(scene, content), *_by_place(scene, content)):
        for n, one in enumerate(scene.answerable(ids)):
            found.setdefault(one, []).extend((sign, f"{sign}/first" if not n else f"{sign}/later"))
    for one in draft.accused:
        found.setdefault(one, []).append("by rule")
    for sign, ids in _spoken_of(scene, draft, charges):
        for one in scene.answerable(ids):
            found.setdefault(one, []).append(sign)
    inside = scene.answerable(i for s in draft.content for i in scene.inside(s))
    own = {draft.asserter, *draft.others, draft.relayed_by}
    kept = {i: s for i, s in found.items() if i not in own}
    return {i: frozenset([*s, *_of_actor(scene, i, inside), *_as_speaker(i, before)]) for i, s in kept.items()}


def _by_cue(scene: Scene, draft: Draft, content: list[Token]) -> Iterator[tuple[str, tuple[str, ...]]]:
    cue = draft.cue_entry
    if cue is None:
        return
    pointed = accused_by_cue(scene, cue, draft.cue, content)
    yield f"cue:{cue.accused}/{cue.kind is Kind.ALLEGATION}", pointed
    if draft.construction in {"object and as-phrase", "object and predicate"}:
        yield "characterised", accused_as(scene, content)


def _by_deed(scene: Scene, content: list[Token]) -> Iterator[tuple[str, tuple[str, ...]]]:
    done = deeds(scene, content, accusing=True)
    yield "deed", accused_by_deed(scene, done)
    yield "bridged", accused_by_deed(scene, done, bridge=True)
    for wrong in done:
        yield f"did:{wrong.sort}", tuple(i for d in doers(wrong) for i in named(scene, d))
        yield f"undergoes:{wrong.sort}", tuple(i for o in objects(wrong.token) for i in named(scene, o))
    yield "before a conduct", accused_by_place(scene, content)


def _by_place(scene: Scene, content: list[Token]) -> Iterator[tuple[str, tuple[str, ...]]]:
    top = predicate(content)
    who = subjects(top) if top is not None and top.pos_ in {"VERB", "AUX"} else []
    for noun in who:
        yield "subject", named(scene, noun, pointed_at=True)
    for token in content:
        if token.pos_ in _HEADS and token.dep_ in _PLACES and (token.pos_ != "NOUN" or is_group(token.lower_)):
            ids = named(scene, token)
            over = f"{token.head.lower_}" if token.dep_ == "pobj" else "governor" if token.head is top else "below"
            yield f"at:{token.dep_}", ids
            yield f"at:{token.dep_}/{over}", ids
            if token.dep_ in {"nsubj", "nsubjpass"}:
                yield f"does:{lemma(token.head)}", ids
    whole = span_of(content)
    yield "inside", scene.inside(whole) if whole is not None else ()


def _spoken_of(scene: Scene, draft: Draft, charges: Sequence[Draft]) -> Iterator[tuple[str, tuple[str, ...]]]:
    here = scene.paragraph(draft.start)
    for n, charge in enumerate(reversed(charges)):
        apart = min(_RECENT, here - scene.paragraph(charge.start))
        same = charge.asserter == draft.asserter
        if not n:
            yield "last accused", charge.accused
            yield f"last accused/{apart}/{same}", charge.accused
        if same:
            yield "accused by the same", charge.accused
    yield "ever accused", tuple(dict.fromkeys(i for c in charges for i in c.accused))
    yield from _of_note(scene)
    before = scene.inside(Span(scene.paragraph_start(draft.start), draft.start))
    yield "last named", before[-1:]
    yield "named in the paragraph", before
    if not before:
        earlier = scene.inside(Span(0, draft.start))
        yield "last named above", earlier[-1:]
    elif draft.cue or draft.source:
        start = min(s.start for s in (*draft.source, *draft.cue))
        yield "last before source", scene.inside(Span(scene.paragraph_start(start), start))[-1:]


def _of_note(scene: Scene) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The actors that the document names most; what is alleged without a name is mostly alleged of one of them."""
    often = sorted(scene.cast.actors, key=lambda a: (-len(a.mentions), a.id))
    for n, actor in enumerate([a for a in often if a.type is not ActorType.PERSON][:_OFTEN]):
        yield f"body named most:{n}", (actor.id,)
    for actor in [a for a in often if a.type is ActorType.PERSON][:1]:
        yield "person named most", (actor.id,)
    first = [a for a in often if any(scene.paragraph(m.start) == 0 for m in a.mentions)]
    yield "in the first line", tuple(a.id for a in first)


def _of_actor(scene: Scene, one: str, inside: Sequence[str]) -> Iterable[str]:
    kind = str(scene.types.get(one, "nameless"))
    yield f"is:{kind}"
    yield f"content holds:{min(2, len(inside))}/{'this' if one in inside else 'other'}"
    mentions = [m for a in scene.cast.actors if a.id == one for m in a.mentions]
    yield f"named:{min(4, len(mentions).bit_length())}"
    if scene.cast.actors and max(scene.cast.actors, key=lambda a: len(a.mentions)).id == one:
        yield "most named"


def _as_speaker(one: str, before: Sequence[Draft]) -> Iterator[str]:
    """What a candidate has done so far: who is accused speaks to deny; who passes on is seldom accused."""
    said = [d.kind for d in before if d.asserter == one]
    yield f"has spoken:{min(_RECENT, len(said))}"
    yield from (f"has done:{kind}" for kind in sorted(set(said)))
    if any(d.relayed_by == one for d in before):
        yield "has relayed"
