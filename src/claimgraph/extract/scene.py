"""What every later step looks at: a document, its parse, and its actors."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from spacy.tokens import Doc, Token

from claimgraph.extract.actors import Cast
from claimgraph.extract.actors.kinds import roles
from claimgraph.extract.lexicon import words
from claimgraph.extract.makers import product_names
from claimgraph.extract.syntax import lemmas, noun_phrase, span_of, trimmed
from claimgraph.extract.wrongs import Wrong
from claimgraph.model import Actor, ActorType, Document, Span

__all__ = ["Scene", "is_group", "named"]

_MAKER = re.compile(r"(?:er|or|ist|ian|man|men)s?$")
_BODIES = {ActorType.COMPANY, ActorType.ORGANIZATION, ActorType.GOVERNMENT_BODY}
_THEIR = frozenset({"its", "their", "his", "her"})
_OWNERS = 2  # of a thing: who built it and who runs it
_BREAK = re.compile(r"\n\s*")


@dataclass(frozen=True)
class Scene:
    """A document, its parse (`doc.text` is its text) and who acts in it.

    Attributes:
        document: the document.
        doc: its parse.
        cast: its named actors and instruments.
        minted: the unnamed actors that resolving has made so far, by id; they exist only if something refers to them.
    """

    document: Document
    doc: Doc
    cast: Cast
    minted: dict[str, Actor] = field(default_factory=dict)

    @cached_property
    def wrongs_read(self) -> dict[tuple[int, ...], tuple[Wrong, ...]]:
        """What `accusing.deeds` has found so far, by the numbers of the tokens and whether something accuses."""
        return {}

    @cached_property
    def _resolved(self) -> dict[Span, tuple[str, ...]]:
        return {}

    @cached_property
    def _breaks(self) -> list[int]:
        return [m.end() for m in _BREAK.finditer(self.document.text)]

    @cached_property
    def types(self) -> dict[str, ActorType]:
        """The type of each named actor by id."""
        return {a.id: a.type for a in self.cast.actors}

    def paragraph(self, offset: int) -> int:
        """The number of the line that holds an offset, counted from 0 over lines with words."""
        return bisect_right(self._breaks, offset)

    def paragraph_start(self, offset: int) -> int:
        """Where the line that holds an offset begins."""
        line = self.paragraph(offset)
        return self._breaks[line - 1] if line else 0

    def resolve(self, span: Span) -> tuple[str, ...]:
        """Whom the words at a span mean; empty where it cannot be told."""
        known = self._resolved.get(span)
        if known is not None:
            return known
        found = self.cast.resolve(*span)
        self._resolved[span] = found.ids
        self.minted.update((a.id, a) for a in found.new)
        return found.ids

    def describe(self, span: Span) -> tuple[str, ...]:
        """A nameless actor for words that name nobody known: a source that must not pass for the author."""
        actor = self.cast.describe(*span)
        if actor is None:
            return ()
        self.minted[actor.id] = actor
        return (actor.id,)

    def labels(self) -> dict[str, str]:
        """The label of every actor so far, by id."""
        return {a.id: a.label for a in (*self.cast.actors, *self.minted.values())}

    def answerable(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The actors among ids, the issuers of the instruments and the makers of the products.

        A memo is not to blame, its issuer is; nor a chatbot, but who runs it.
        """
        issuers: dict[str, str | None] = {i.id: i.issuer for i in self.cast.instruments}
        found = [i for i in (issuers.get(i, i) for i in ids) if i is not None]
        made = [m for i in found for m in (self._makers_of(i) or (i,))]
        return tuple(dict.fromkeys(made))

    def _makers_of(self, actor: str) -> tuple[str, ...]:
        """The makers of a product that passes for an actor, by its name or one that begins with the other."""
        name = self._label(actor).lower()
        by_name = self.products.get(name, ())
        return by_name or next((m for p, m in self.products.items() if _goes_on(name, p) or _goes_on(p, name)), ())

    def _label(self, actor: str) -> str:
        known = self.minted.get(actor) or next((a for a in self.cast.actors if a.id == actor), None)
        return "" if known is None else known.label

    @cached_property
    def products(self) -> Mapping[str, tuple[str, ...]]:
        """The makers of the products that the document names, by name in lower case."""
        return product_names(self.doc, self._named_owners)

    def _named_owners(self, noun: Token) -> tuple[str, ...]:
        found = _owners(self, noun) if _is_thing(noun) else named(self, noun)
        return tuple(i for i in found if i in self.types)

    def makers(self, phrase: Span) -> tuple[str, ...]:
        """The makers of the products that a phrase names."""
        chunk = self.doc.char_span(*phrase, alignment_mode="expand") or ()
        found = [i for t in chunk if t.pos_ == "PROPN" for i in self.resolve(Span(t.idx, t.idx + len(t)))]
        return tuple(i for i in dict.fromkeys(found) if i in self.types)

    def inside(self, span: Span) -> tuple[str, ...]:
        """The named actors mentioned inside a span, in order."""
        first = bisect_left(self._mentions, (Span(span.start, span.start), ""))
        found: dict[str, None] = {}
        for mention, name in self._mentions[first:]:
            if mention.start > span.end:
                break
            if mention.start >= span.start and mention.end <= span.end:
                found[name] = None
        return tuple(found)

    @cached_property
    def _mentions(self) -> list[tuple[Span, str]]:
        """Every mention of a named actor, in order."""
        return sorted((m, a.id) for a in self.cast.actors for m in a.mentions)


def named(
    scene: Scene, noun: Token, *, pointed_at: bool = False, bridge: bool = False, of: Collection[str] = ()
) -> tuple[str, ...]:
    """The actors or instruments that a noun phrase stands for; empty where it names neither these nor anybody.

    A thing that belongs to somebody named ("Acme's algorithm", "the bot developed by Acme") stands for them; with
    `bridge`, one that nobody is named with for the only body of its sentence, or the last one named before it in its
    paragraph. A noun that an accusing word points at (`pointed_at`) means somebody even if it usually does not.
    The phrase ends before the last of the prepositions `of`, which leads to what is held against it ("X of theft").
    """
    participles = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    narrowing = [t for c in participles if not any(o.dep_ == "dobj" for o in c.children) for t in c.subtree]
    charged = [c.i for c in noun.children if c.dep_ == "prep" and c.i > noun.i and c.lower_ in of]
    held = charged[-1] if charged else len(noun.doc)
    phrase = span_of(t for t in (*noun_phrase(noun), *narrowing) if t.i < held)
    phrase = None if phrase is None else trimmed(scene.document.text, phrase)
    if phrase is None:
        return ()
    found = scene.resolve(phrase)
    if found and not set(found) <= scene.minted.keys():
        return found
    if _is_thing(noun):
        return _owners(scene, noun) or (_bridged(scene, noun) if bridge else ())
    return found if _is_somebody(noun) or pointed_at else scene.inside(phrase)[:1]


def _goes_on(name: str, start: str) -> bool:
    return bool(start) and name.startswith(f"{start} ")


def _is_thing(noun: Token) -> bool:
    """Whether a noun names what belongs to somebody and does nothing of its own: an algorithm, a vehicle, a post."""
    return any(form in words("things") for form in lemmas(noun))


def is_group(word: str) -> bool:
    """Whether a noun in lower case names those who can do something: "hackers", "entities", "aides"."""
    forms = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return bool(forms & _doers()) or bool(_MAKER.search(word))


@cache
def _doers() -> frozenset[str]:
    return words("doers").union(*(roles(sort) for sort in ("body", "person", "spokesperson")))


def _is_somebody(noun: Token) -> bool:
    return is_group(noun.lower_) or noun.pos_ in {"PRON", "PROPN"} or noun.tag_ in {"CD", "DT"}


def _owners(scene: Scene, thing: Token) -> tuple[str, ...]:
    """Who is named before a thing, or as its maker after it; not of whom it is or where: "a video of X in Y"."""
    own = [thing, *(t for c in thing.children if c.i < thing.i or _makes(c) for t in c.subtree)]
    words_of = span_of(t for t in own if t.i <= thing.i)
    places = [words_of] if words_of is not None else []
    places += [s for c in thing.children if c.i > thing.i and _makes(c) and (s := span_of(c.subtree)) is not None]
    found = [i for place in places for i in (scene.inside(place) or scene.makers(place))]
    return (tuple(dict.fromkeys(found)) or _possessors(scene, thing))[:_OWNERS]


def _makes(child: Token) -> bool:
    """Whether a phrase after a thing says who made or runs it: "by X", "from X", "developed by X", "an app of X's"."""
    return child.lower_ in {"by", "from"} or (child.dep_ == "acl" and child.tag_ == "VBN") or child.dep_ == "appos"


def _possessors(scene: Scene, thing: Token) -> tuple[str, ...]:
    """Whose a thing is, where the name is not known from elsewhere."""
    owners = [c for c in thing.children if c.dep_ == "poss" and (c.pos_ == "PROPN" or c.lower_ in _THEIR)]
    return tuple(i for o in owners for i in scene.resolve(Span(o.left_edge.idx, o.idx + len(o))))


def _bridged(scene: Scene, thing: Token) -> tuple[str, ...]:
    sentence = Span(thing.sent.start_char, thing.sent.end_char)
    bodies = [i for i in scene.inside(sentence) if scene.types[i] in _BODIES]
    if len(bodies) == 1:
        return tuple(bodies)
    before = [
        i
        for i in scene.inside(Span(scene.paragraph_start(sentence.start), sentence.start))
        if scene.types[i] in _BODIES
    ]
    return tuple(before[-1:]) if not bodies else ()
