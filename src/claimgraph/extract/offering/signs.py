"""What a noun phrase shows of being evidence, of being open to inspection, and of what it bears on, as named signs.

A sign is a short string ("built:shown", "noun:log"); the model has a weight for each that it has learned.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from claimgraph.extract.drafts import OWN_VOICE, Draft
from claimgraph.extract.evidence import Mentioned
from claimgraph.extract.evidence_phrases import evidencing, governor, makers
from claimgraph.extract.scene import Scene, named
from claimgraph.extract.syntax import covers, is_negated, lemma, overlaps, sentences, tokens_in
from claimgraph.model import Disclosure, Kind, Span, Stance

__all__ = ["Considered", "Ground", "Place", "bearing_signs", "ground", "item_signs", "places", "topics"]

_ROLES = ("shows", "publishes", "inspects", "holds", "lacks", "incomplete")
_MANY = 3  # from which on a count is one sign
_FAR = 4  # paragraphs or sentences from which on the distance is one sign
_TOPICS = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
_EMPTY = {"say", "have", "be", "make", "do", "other", "year", "company", "people"}
_CHARGES = {Kind.ALLEGATION, Kind.DENIAL, Kind.ASSESSMENT}


class Place(NamedTuple):
    """Where a draft or an item stands.

    Attributes:
        paragraph: as in `Scene.paragraph`.
        sentence: the number of its sentence.
    """

    paragraph: int
    sentence: int


def places(scene: Scene, offsets: Sequence[int]) -> list[Place]:
    """The places of offsets in the text."""
    starts = [s.start_char for s in sentences(scene.doc)]
    return [Place(scene.paragraph(o), bisect_left(starts, o + 1)) for o in offsets]


class Considered(NamedTuple):
    """A mention beside what links it.

    Attributes:
        item: the mention.
        place: where it stands.
        words: what its sentence speaks of.
        owners: who has, made or offers it.
        rule: the places of the drafts that the rules link it with.
    """

    item: Mentioned
    place: Place
    words: frozenset[str]
    owners: frozenset[str]
    rule: Sequence[int]


class Ground(NamedTuple):
    """What the mentions of a document are read against.

    Attributes:
        scene: the document, parsed, and its actors.
        drafts: all drafts, in document order.
        at: where they stand.
        extents: from their first to their last words.
        words: what each speaks of, as lemmas.
        charges: how many allege or deny.
        claimants: who alleges, denies or judges.
    """

    scene: Scene
    drafts: Sequence[Draft]
    at: Sequence[Place]
    extents: Sequence[Span]
    words: Sequence[frozenset[str]]
    charges: int
    claimants: frozenset[str | None]


def ground(scene: Scene, drafts: Sequence[Draft]) -> Ground:
    """The drafts of a document with their places and their words."""
    words = [topics(tokens_in(scene.doc, (*d.source, *d.content))) for d in drafts]
    extents = [d.extent for d in drafts]
    charges = sum(d.kind in {Kind.ALLEGATION, Kind.DENIAL} for d in drafts)
    claimants = frozenset(d.asserter for d in drafts if d.kind in _CHARGES)
    return Ground(scene, drafts, places(scene, [e.start for e in extents]), extents, words, charges, claimants)


def topics(tokens: Iterable[Token]) -> frozenset[str]:
    """What a stretch of words speaks of, as lemmas."""
    return frozenset(key for t in tokens if t.pos_ in _TOPICS and (key := lemma(t)) not in _EMPTY)


def item_signs(base: Ground, item: Mentioned, own: Place, seen: Mapping[str, int]) -> frozenset[str]:
    """The signs of one mention.

    Args:
        base: its document.
        item: the mention.
        own: where it stands.
        seen: how often each noun came before it.
    """
    found = [
        *_of_phrase(item, seen),
        *_of_governor(item),
        *_of_sentence(item),
        *_of_surroundings(base, item, own),
        *_oftopics(base, item, own),
    ]
    return frozenset(found)


def _oftopics(base: Ground, item: Mentioned, own: Place) -> Iterator[str]:
    """How much of what its sentence speaks of was spoken of in the charges before it."""
    here = topics(item.noun.sent) - {lemma(item.noun)}
    charges = [
        w
        for d, w, p in zip(base.drafts, base.words, base.at, strict=True)
        if d.kind in _CHARGES and p.sentence < own.sentence
    ]
    yield f"speaks of charges:{min(max((len(here & w) for w in charges), default=0), _MANY)}"


def _of_phrase(item: Mentioned, seen: Mapping[str, int]) -> Iterator[str]:
    noun = item.noun
    key = lemma(noun)
    yield f"noun:{key}"
    yield f"use:{item.use}"
    yield f"type:{item.type}"
    yield f"built:{item.construction}"
    yield f"built:{item.construction}/{item.use}"
    yield f"built:{item.construction}/{item.type}"
    yield f"says:{item.disclosure}"
    yield f"says:{item.disclosure}/{item.construction}"
    yield f"tag:{noun.tag_}"
    yield f"dep:{noun.dep_}"
    yield f"dep:{noun.dep_}/{item.use}"
    if item.first_hand:
        yield "first hand"
    if seen.get(key):
        yield "named before"
    yield f"named before:{min(seen.get(key, 0), 2)}"
    if makers(noun):
        yield "has a maker"
    if is_negated(noun):
        yield "negated"
    yield from _of_children(noun)


def _of_children(noun: Token) -> Iterator[str]:
    """The signs of the words that stand by a noun."""
    bare = True
    for child in noun.children:
        if child.dep_ in {"det", "poss", "nummod"}:
            bare = False
            yield f"{child.dep_}:{child.lower_ if child.pos_ in {'DET', 'PRON'} else child.pos_}"
        elif child.dep_ in {"amod", "compound", "nmod"}:
            yield f"has:{child.dep_}"
            yield f"like:{lemma(child) if child.pos_ != 'PROPN' else 'PROPN'}"
        elif child.dep_ in {"acl", "relcl", "appos"}:
            yield f"has:{child.dep_}"
            yield f"clause:{lemma(child) if child.pos_ == 'VERB' else child.pos_}"
            yield from (f"clause is:{role}" for role in _ROLES if lemma(child) in evidencing(role))
            if is_negated(child):
                yield "clause negated"
        elif child.dep_ == "prep":
            yield f"prep:{child.lower_}"
    if bare:
        yield "bare"
        yield f"bare:{noun.tag_}"


def _of_governor(item: Mentioned) -> Iterator[str]:
    noun = item.noun
    above = noun.head
    if noun.dep_ == "pobj":
        yield f"after:{above.lower_}"
        yield f"after:{above.lower_} {lemma(above.head)}"
        if above.head.lower_ == "according":
            yield "according"
    verb = governor(noun)
    if verb is None:
        yield f"under:{above.pos_}"
        return
    key = lemma(verb)
    yield f"verb:{key}"
    yield f"verb:{key}/{noun.dep_}"
    yield f"verb tag:{verb.tag_}"
    yield f"verb place:{verb.dep_}"
    for role in _ROLES:
        if key in evidencing(role):
            yield f"verb is:{role}"
            yield f"verb is:{role}/{noun.dep_}"
            yield f"verb is:{role}/{noun.dep_}/{item.use}"
    if is_negated(verb):
        yield "verb negated"
        yield f"verb negated:{key}"
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass", "acomp", "ccomp"}:
            yield f"verb has:{child.dep_}:{child.lower_ if child.dep_ != 'ccomp' else ''}"
        if child.dep_ in {"nsubj", "nsubjpass"} and child.i != noun.i:
            yield f"subject:{child.lower_ if child.pos_ == 'PRON' else child.pos_}"


def _of_sentence(item: Mentioned) -> Iterator[str]:
    sentence = item.noun.sent
    words = [t for t in sentence if not t.is_space]
    if words and words[-1].text == "?":
        yield "question"
    here = {lemma(t) for t in words}
    if here & {"no", "not", "n't", "never", "neither", "none", "nothing"}:
        yield "negative sentence"
    for mark in ("public", "publish", "release", "post", "seal", "anonymous", "disclose", "share", "confidential"):
        if mark in here:
            yield f"near:{mark}"
            yield f"near:{mark}/{'not' in here or 'no' in here}"
    following = _following(item.noun)
    for mark in ("public", "publish", "release", "post", "seal", "disclose", "share", "see", "redact", "verify"):
        if mark in following:
            yield f"next:{mark}"
            yield f"next:{mark}/{bool(following & {'not', 'no', 'neither', 'decline'})}"


def _following(noun: Token) -> frozenset[str]:
    """The lemmas of the sentence after a noun's."""
    end = noun.sent.end
    if end >= len(noun.doc):
        return frozenset()
    return frozenset(lemma(t) for t in noun.doc[end].sent)


def _of_frame(base: Ground, item: Mentioned) -> Iterator[str]:
    """The signs of the attributions that a mention is part of."""
    inside = False
    for draft, extent in zip(base.drafts, base.extents, strict=True):
        if not overlaps(extent, item.span):
            continue
        inside = True
        for role, spans in (("source", draft.source), ("cue", draft.cue), ("content", draft.content)):
            if any(overlaps(s, item.span) for s in spans):
                yield f"in {role}"
                yield f"in {role}:{draft.kind}"
                yield f"in {role}:{item.construction}"
                if draft.cue_entry is not None:
                    yield f"in {role} of:{draft.cue_entry.lemma}"
                    yield f"in {role} of kind:{draft.cue_entry.kind}"
        if draft.handle == OWN_VOICE:
            yield "in own voice"
    if not inside:
        yield "outside"
        yield f"outside:{item.construction}"


def _of_surroundings(base: Ground, item: Mentioned, own: Place) -> Iterator[str]:
    drafts, at = base.drafts, base.at
    yield from _of_frame(base, item)
    before = [n for n, e in enumerate(base.extents) if e.start < item.span.start]
    charged = next((n for n in reversed(before) if drafts[n].kind in {Kind.ALLEGATION, Kind.DENIAL}), None)
    if charged is not None:
        yield f"charge sentences back:{min(own.sentence - at[charged].sentence, _FAR)}"
        yield f"charge paragraphs back:{min(own.paragraph - at[charged].paragraph, _FAR)}"
        yield f"charge kind:{drafts[charged].kind}"
    else:
        yield "no charge before"
    if before:
        last = drafts[before[-1]]
        yield f"last:{last.kind}"
        yield f"last back:{min(own.sentence - at[before[-1]].sentence, _FAR)}"
    yield f"charges:{min(base.charges, _FAR)}"
    owners = {i for noun in item.offerer for i in named(base.scene, noun)}
    if owners & base.claimants:
        yield "of a claimant"
    elif owners:
        yield "of somebody"


def bearing_signs(base: Ground, mention: Considered, n: int) -> frozenset[str]:
    """The signs of a mention's bearing on the draft at a place of the document."""
    return frozenset(
        [
            *_of_draft(base, mention, n),
            *_of_owners(mention, base.drafts[n]),
            *_of_distance(base, mention, n),
            *_shared(base, mention, n),
        ]
    )


def _of_draft(base: Ground, mention: Considered, n: int) -> Iterator[str]:
    item, draft = mention.item, base.drafts[n]
    kind, order = draft.kind, _order(item.span, draft)
    yield f"kind:{kind}"
    yield f"stance:{draft.stance}"
    yield order
    yield f"{order}:{kind}"
    yield f"{order}:{item.construction}"
    yield f"{order}:{item.construction}/{kind}"
    yield f"{order}:{item.disclosure is Disclosure.ABSENT}"
    if n in mention.rule:
        yield "by rule"
        yield f"by rule:{item.construction}"
        yield f"by rule:{kind}"
        yield f"by rule:{order}"
    if item.content is not None and covers(draft.content, item.content.idx):
        yield "has its content"
        yield f"has its content:{item.construction}"
    if draft.cue_entry is not None and overlaps(draft.extent, item.span):
        yield f"cue:{draft.cue_entry.lemma}"


def _of_owners(mention: Considered, draft: Draft) -> Iterator[str]:
    owners = mention.owners
    mine = draft.asserter is not None and draft.asserter in owners
    yield f"its owner says so:{mine}/{bool(owners)}"
    if mine:
        yield f"its owner says so:{draft.kind}/{mention.item.disclosure is Disclosure.ABSENT}"
        yield f"its owner says so:{_order(mention.item.span, draft)}"
    if owners & set(draft.accused):
        yield "its owner is accused"
    if draft.asserter is None:
        yield "by the author"
        if draft.stance is Stance.QUESTIONS:
            yield "a doubt"


def _of_distance(base: Ground, mention: Considered, n: int) -> Iterator[str]:
    """How far a mention stands from a draft, and what stands between them."""
    drafts, at, own = base.drafts, base.at, mention.place
    draft, span = drafts[n], mention.item.span
    kind = draft.kind
    sentences = max(-_FAR, min(own.sentence - at[n].sentence, _FAR))
    paragraphs = max(-_FAR, min(own.paragraph - at[n].paragraph, _FAR))
    yield f"sentences:{sentences}"
    yield f"sentences:{sentences}/{kind}"
    yield f"paragraphs:{paragraphs}"
    yield f"paragraphs:{paragraphs}/{kind}"
    if _order(span, draft) != "after it":
        return
    between = [
        d for d, p in zip(drafts[n + 1 :], at[n + 1 :], strict=True) if at[n] < p <= own and d.start < span.start
    ]
    same = sum(d.kind is kind for d in between)
    charges = sum(d.kind in {Kind.ALLEGATION, Kind.DENIAL} for d in between)
    yield f"between:{min(len(between), _FAR)}"
    yield f"between of its kind:{min(same, _MANY)}"
    yield f"between of its kind:{min(same, _MANY)}/{kind}"
    yield f"charges between:{min(charges, _MANY)}/{kind}"
    if draft.asserter in {d.asserter for d in between}:
        yield "its speaker goes on"
    if paragraphs == 0 and not same:
        yield f"last of its kind in its paragraph:{kind}"


def _shared(base: Ground, mention: Considered, n: int) -> Iterator[str]:
    """What a mention, its sentence and a draft speak of together."""
    words, kind, own = base.words[n], base.drafts[n].kind, mention.place
    noun, sentence = mention.item.noun, mention.words
    phrase, here = topics(noun.subtree) & words, sentence & words
    apart = own.sentence != base.at[n].sentence
    yield f"shared in phrase:{min(len(phrase), _MANY)}"
    yield f"shared:{min(len(here), _MANY)}/{apart}"
    yield f"shared:{min(len(here), _MANY)}/{kind}"
    if lemma(noun) in words:
        yield "speaks of it"
    before = (w for w, place in zip(base.words, base.at, strict=True) if place.sentence < own.sentence)
    if apart and here and len(here) == max((len(sentence & w) for w in before), default=0):
        yield "shares most"


def _order(span: Span, draft: Draft) -> str:
    """Where a mention stands to a draft."""
    if any(overlaps(s, span) for s in draft.source):
        return "in its source"
    if any(overlaps(s, span) for s in draft.content):
        return "in its content"
    if overlaps(draft.extent, span):
        return "inside it"
    return "before it" if span.start < draft.start else "after it"
