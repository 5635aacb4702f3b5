"""Assertions in the making: an attribution or a sentence of the author's, read, with its actors resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from claimgraph.extract.accusing import (
    accused_across,
    accused_as,
    accused_by_cue,
    accused_by_deed,
    accused_by_place,
    alleged_conducts,
    deeds,
)
from claimgraph.extract.found import Attribution, Sort
from claimgraph.extract.headlines import Headline
from claimgraph.extract.hedging import is_hedged
from claimgraph.extract.kinds import Reading, read
from claimgraph.extract.lexicon import Cue, cues, words
from claimgraph.extract.own_voice import Voiced
from claimgraph.extract.scene import Scene, is_group
from claimgraph.extract.syntax import is_negated, lemma, predicate, span_of, subjects, tokens_in
from claimgraph.extract.wrongs import doers
from claimgraph.model import Kind, Span, Stance

__all__ = [
    "CHARACTERISES",
    "OWN_VOICE",
    "Draft",
    "cue_of",
    "from_attribution",
    "from_headline",
    "from_own_voice",
    "in_order",
]

OWN_VOICE = "voice.rules.v1"
CHARACTERISES = {"object and as-phrase", "object and predicate"}
_SLIGHT = {
    "noun object",
    "infinitive",
    "object and infinitive",
    "object and as-phrase",
    "object and predicate",
    "gerund",
    "prepositional object",
}
_LABEL = 6  # words of a group that the author may accuse
_PARTS = ("VERB", "NOUN", "ADJ", "PREP", "ADV")


@dataclass(frozen=True, slots=True)
class Draft:
    """An assertion before it has an id.

    Attributes:
        source, cue, content: as in `Assertion`.
        asserter: actor or instrument id; None is the author.
        others: further asserters of the same words ("A and B said").
        cue_entry: the cue's lexicon entry.
        kind, stance, hedged, accused, conduct: the reading.
        relayed_by: the actor that passes it on.
        handle: what found it.
        nominal: its content is a noun phrase: the weakest kind of attribution.
        documents: the instruments that it is taken from by the text's own words.
        construction, sort: as in `Attribution`.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    asserter: str | None
    others: tuple[str, ...]
    cue_entry: Cue | None
    kind: Kind
    stance: Stance
    hedged: bool
    accused: tuple[str, ...]
    conduct: tuple[str, ...]
    handle: str
    nominal: bool = False
    documents: tuple[str, ...] = ()
    relayed_by: str | None = None
    construction: str = ""
    sort: Sort | None = None

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min((*self.source, *self.cue, *self.content)).start

    @property
    def extent(self) -> Span:
        """From its first to its last word."""
        spans = (*self.source, *self.cue, *self.content)
        return Span(min(spans).start, max([end for _, end in spans]))


def cue_of(attribution: Attribution) -> Cue | None:
    """The lexicon entry of an attribution's cue; None for a continued quotation or a bare colon."""
    return next((c for pos in _PARTS if (c := cues().get((attribution.cue_lemma, pos)))), None)


def from_attribution(scene: Scene, found: Attribution, asserters: tuple[str, ...]) -> Draft:
    """The draft of an attribution whose source stands for these actors or instruments."""
    cue = cue_of(found)
    content = tokens_in(scene.doc, found.content)
    accusing = cue is not None and cue.kind is Kind.ALLEGATION
    accused = accused_by_cue(scene, cue, found.cue, content) if cue is not None and accusing else ()
    done = deeds(scene, content, accusing=accusing)
    conduct = alleged_conducts(scene, content, done)
    accused = accused or accused_by_deed(scene, done, bridge=not found.source and bool(found.cue))
    if not accused and found.construction in CHARACTERISES:
        accused = accused_as(scene, content)
    if not accused and conduct and _shows_no_doer(content):
        accused = accused_by_place(scene, content)
    accused = tuple(a for a in scene.answerable(accused) if a not in asserters)
    if not accused and accusing:
        across = scene.answerable(accused_across(scene, found.cue, content))
        accused = tuple(a for a in across if a not in asserters)
    passive = not accused and any(w.sort in {"wrong", "harm"} and w.token.pos_ == "VERB" and not doers(w) for w in done)
    reading = _reading(scene, found, content, asserters, accuses=bool(accused) or passive)
    asserters, documents = _authors(scene, asserters, reading)
    asserter = asserters[0] if asserters else None
    hedged = is_hedged(content) or (cue is not None and cue.hedged and cue.lemma in words("hearsay"))
    return Draft(
        source=found.source,
        cue=found.cue,
        content=found.content,
        asserter=asserter,
        others=asserters[1:],
        cue_entry=cue,
        kind=reading.kind,
        stance=reading.stance,
        hedged=hedged,
        accused=accused if reading.kind is Kind.ALLEGATION else (),
        conduct=conduct if reading.kind is Kind.ALLEGATION else (),
        handle=found.handle,
        nominal=found.construction in _SLIGHT,
        documents=documents,
        construction=found.construction,
        sort=found.sort,
    )


def _authors(scene: Scene, asserters: tuple[str, ...], reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who speaks where an instrument is the source, and the instruments.

    What an instrument orders it says itself; what else it tells, its issuer says in it.
    """
    issuers = {i.id: i.issuer for i in scene.cast.instruments}
    documents = tuple(a for a in asserters if a in issuers)
    if reading.kind is Kind.POLICY:
        return asserters, documents
    return tuple(dict.fromkeys(issuers.get(a) or a for a in asserters)), documents


def _shows_no_doer(content: list[Token]) -> bool:
    """Whether the parse makes a content a noun phrase or an existential, which a deed may be hidden in."""
    top = predicate(content)
    return top is None or top.pos_ not in {"VERB", "AUX"} or any(c.dep_ == "expl" for c in top.children)


def _reading(
    scene: Scene, found: Attribution, content: list[Token], asserters: tuple[str, ...], *, accuses: bool
) -> Reading:
    instrument = next((i for i in scene.cast.instruments if i.id in asserters), None)
    top = predicate(content)
    who = subjects(top) if top is not None and top.pos_ in {"VERB", "AUX"} else []
    own = any(_is_first_person(w) or set(_ids(scene, w)) & set(asserters) for w in who)
    return read(_turned(scene, found), content, accuses=accuses, instrument=instrument, own_deed=own)


def _turned(scene: Scene, found: Attribution) -> Cue | None:
    """The cue as negation turns it: "does not deny" asserts, "does not accept" denies, "declined to" does neither."""
    cue = cue_of(found)
    if cue is None:
        return None
    refuses = cue.stance is Stance.DENIES and found.construction in {"infinitive", "object and infinitive"}
    verb = next((t for t in tokens_in(scene.doc, found.cue) if lemma(t) == cue.lemma.split()[0]), None)
    negated = verb is not None and is_negated(verb)
    if refuses or (negated and cue.stance is Stance.DENIES):
        return replace(cue, stance=Stance.ASSERTS, kind=Kind.OTHER)
    if negated and cue.lemma in words("accepting"):
        return replace(cue, stance=Stance.DENIES, kind=Kind.DENIAL)
    return cue


def _is_first_person(token: Token) -> bool:
    return token.lower_ in {"we", "i"}


def _ids(scene: Scene, noun: Token) -> tuple[str, ...]:
    phrase = span_of(noun.subtree)
    return () if phrase is None else scene.resolve(phrase)


def from_own_voice(scene: Scene, voiced: Voiced) -> Draft | None:
    """The draft of something in the author's voice; None where an allegation's accused cannot be resolved."""
    content = tokens_in(scene.doc, [voiced.content])
    accused = _accused_by_author(scene, voiced)
    if voiced.wrongs and not accused:
        return None
    allegation = bool(voiced.wrongs)
    return Draft(
        source=(),
        cue=(),
        content=(voiced.content,),
        asserter=None,
        others=(),
        cue_entry=None,
        kind=Kind.ALLEGATION if allegation else Kind.ASSESSMENT,
        stance=Stance.ASSERTS if allegation else Stance.QUESTIONS,
        hedged=is_hedged(content),
        accused=accused,
        conduct=alleged_conducts(scene, content, voiced.wrongs) if allegation else (),
        handle=OWN_VOICE,
    )


def from_headline(scene: Scene, found: Headline) -> Draft | None:
    """The draft of an allegation in a headline; None where nobody is named before its verb."""
    content, wrong, before = found
    accused = scene.answerable((scene.inside(before) or scene.makers(before))[:1])
    if not accused:
        return None
    tokens = tokens_in(scene.doc, [content])
    return Draft(
        source=(),
        cue=(),
        content=(content,),
        asserter=None,
        others=(),
        cue_entry=None,
        kind=Kind.ALLEGATION,
        stance=Stance.ASSERTS,
        hedged=is_hedged(tokens),
        accused=accused,
        conduct=alleged_conducts(scene, tokens, [wrong]),
        handle=OWN_VOICE,
    )


def _accused_by_author(scene: Scene, voiced: Voiced) -> tuple[str, ...]:
    """Named actors, or a group that is said to have done it: what "an actor" does is nobody's deed."""
    ids = scene.answerable(accused_by_deed(scene, voiced.wrongs, bridge=True))
    done = any(w.alleged or (w.sort == "wrong" and w.token.tag_ in {"VBD", "VBN"}) for w in voiced.wrongs)
    return tuple(i for i in ids if i not in scene.minted or (done and _is_plain_group(scene.minted[i].label)))


def _is_plain_group(label: str) -> bool:
    """Whether a label is a short description of people: "hackers", "two former officers"."""
    words_of = label.lower().split()
    return len(words_of) <= _LABEL and any(is_group(w) for w in words_of)


def in_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts by place: first word, then longest, then cue."""
    return sorted(drafts, key=lambda d: (d.start, -d.extent.end, d.cue, d.content))
