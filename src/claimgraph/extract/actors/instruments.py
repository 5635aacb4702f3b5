"""The policy instruments of a document: named ones, described ones, and which descriptions mean which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claimgraph.extract.actors.acts import Act, find_acts
from claimgraph.extract.actors.gazetteer import entry, states
from claimgraph.extract.actors.heads import head_of, text_of
from claimgraph.extract.actors.phrases import Phrase, phrase_of, stands_as_head
from claimgraph.extract.actors.shortforms import Name
from claimgraph.extract.actors.standing import standing
from claimgraph.extract.actors.works import author_in
from claimgraph.extract.lexicon import rows
from claimgraph.extract.syntax import lemma
from claimgraph.model import InstrumentStatus, InstrumentType, Span

__all__ = ["Draft", "Noun", "find_instruments", "instrument_noun"]

_SAME = {InstrumentType.STATUTE: InstrumentType.BILL}  # a bill becomes an act: one instrument in one text
_CLAUSE_WORDS = 14  # words of a restrictive clause that go into a label
_TARGETS = {"on", "against", "into", "over", "targeting", "at"}
_BESIDE = re.compile(r"\s*(?:(?:from|by) [^.,;\n]{2,50})?\s*(?:,|is|was|\(|—|\u2013|:|, known as|, called|, or)?\s*")
_MASS = {InstrumentType.SANCTION, InstrumentType.EXPORT_CONTROL, InstrumentType.TERMS_OF_SERVICE}


class Noun(NamedTuple):
    """A noun for instruments, at tokens [start, end)."""

    noun: str
    type: InstrumentType
    status: InstrumentStatus
    strong: bool
    start: int
    end: int


@dataclass(slots=True)
class Draft:
    """An instrument while its mentions are gathered. `issuer` and `targets` are labels of actors."""

    label: str
    type: InstrumentType
    named: bool
    default: InstrumentStatus
    issuer: str | None = None
    mentions: list[Span] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    told: list[InstrumentStatus] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)

    @property
    def status(self) -> InstrumentStatus:
        """What the text tells most often, the first of equals; else what its noun implies."""
        return max(self.told, key=self.told.count) if self.told else self.default


def find_instruments(doc: Doc, names: Sequence[Name]) -> list[Draft]:
    """The instruments of a document in the order of their first mention."""
    drafts: list[Draft] = []
    acts = find_acts(text_of(doc))
    for act in acts:
        _add_act(doc, drafts, act)
    named = list(drafts)
    for noun in _nouns_in(doc):
        phrase = _phrase(doc, noun)
        span = phrase.span(doc)
        if any(a.span.start < span.end and doc[noun.start].idx < a.span.end for a in acts):
            continue
        _add_described(
            doc, drafts, named, _Described(noun, phrase, author_in(doc, phrase, names) or _state_in(doc, phrase)), names
        )
    return sorted((d for d in drafts if d.mentions), key=lambda d: min(d.mentions))


def _phrase(doc: Doc, noun: Noun) -> Phrase:
    """The phrase of a noun for instruments; inside a hyphenated compound only the noun itself."""
    glued = noun.end < len(doc) and doc[noun.end].text == "-" and not doc[noun.end - 1].whitespace_
    if glued or (noun.start and doc[noun.start - 1].text == "-"):
        return Phrase(noun.start, noun.end - 1, "")
    return phrase_of(doc, noun.start)._replace(head=noun.end - 1)


def _state_in(doc: Doc, phrase: Phrase) -> str | None:
    """The state that a demonym names: "U.S. export controls", "Chinese regulation"."""
    return next((states()[t.text] for t in phrase.modifiers(doc) if t.text in states()), None)


class _Described(NamedTuple):
    noun: Noun
    phrase: Phrase
    issuer: str | None


@cache
def _listed() -> dict[str, tuple[InstrumentType, InstrumentStatus, bool]]:
    table = rows("instrument_nouns", ("noun", "type", "status", "weight"))
    return {
        r["noun"]: (InstrumentType(r["type"]), InstrumentStatus(r["status"]), r["weight"] == "strong") for r in table
    }


@cache
def _openings() -> frozenset[str]:
    """The first words of the nouns."""
    return frozenset(noun.split()[0] for noun in _listed())


def instrument_noun(doc: Doc, at: int) -> Noun | None:
    """The noun for an instrument that begins at a token: "memo", "export controls", "terms-of-service"."""
    words: list[str] = []
    best: Noun | None = None
    first, openings = doc[at], _openings()
    if first.lower_ not in openings and lemma(first) not in openings:
        return None
    for token in doc[at : at + 7]:
        if token.text == "-":
            continue
        words.append(token.lower_)
        plain = " ".join([*words[:-1], token.lemma_.lower()])
        for noun in (" ".join(words), plain, " ".join(words).removesuffix("s")):
            if noun in _listed():
                best = Noun(noun, *_listed()[noun], at, token.i + 1)
        if len(words) == 3:  # noqa: PLR2004 the longest noun has three words
            break
    return best


def _nouns_in(doc: Doc) -> Iterable[Noun]:
    at = 0
    while at < len(doc):
        found = instrument_noun(doc, at)
        if found is None or (found.end - found.start == 1 and doc[at].pos_ != "NOUN"):
            at += 1
            continue
        if found.type in _MASS or stands_as_head(doc, found.end - 1):
            yield found
        at = found.end


def _add_act(doc: Doc, drafts: list[Draft], act: Act) -> None:
    draft = next((d for d in drafts if d.label == act.label), None)
    if draft is None:
        draft = Draft(act.label, act.type, named=True, default=act.status, issuer=act.issuer or None)
        drafts.append(draft)
    draft.mentions.append(act.span)
    head = head_of(doc, act.span)
    draft.heads.append(head.i)
    draft.told += standing(doc, head, act.type)


def _add_described(doc: Doc, drafts: list[Draft], named: list[Draft], found: _Described, names: Sequence[Name]) -> None:
    draft = _meant(doc, drafts, named, found)
    if draft is None:
        if not _worth(doc, found):
            return
        draft = Draft(_label(doc, found), found.noun.type, named=False, default=found.noun.status)
        drafts.append(draft)
    head = doc[found.noun.end - 1]
    draft.issuer = _narrower(draft.issuer, found.issuer)
    draft.mentions.append(found.phrase.span(doc))
    draft.heads.append(head.i)
    draft.told += standing(doc, head, found.noun.type)
    draft.targets += [t for t in _targets(head, names) if t not in draft.targets]


def _narrower(one: str | None, other: str | None) -> str | None:
    """Of two issuers the one that is a part of the other, else the first that is known."""
    if one is None or other is None:
        return one or other
    return other if one in _above(other) else one


def _worth(doc: Doc, found: _Described) -> bool:
    """Whether a description is about one instrument, and not about law, rules or standards as such."""
    if found.noun.strong:
        return True
    clause = any(c.dep_ == "relcl" for c in doc[found.noun.end - 1].children)
    return found.issuer is not None or (clause and found.phrase.determiner != "")


def _meant(doc: Doc, drafts: list[Draft], named: list[Draft], found: _Described) -> Draft | None:
    """The instrument that a description means: in apposition to it, or the nearest before that fits."""
    head = doc[found.noun.end - 1]
    beside = _beside(doc, found, named)
    if beside is not None:
        _absorb(drafts, beside, found, head.idx)
        return beside
    fitting = [d for d in drafts if _same_type(d.type, found.noun) and _same_issuer(d.issuer, found.issuer)]
    before = [d for d in fitting if d.mentions and min(d.mentions).start < head.idx]
    if found.noun.type in _MASS and not found.phrase.definite:
        before = [d for d in before if not d.named]
        return before[-1] if before else None
    if found.phrase.definite or (found.phrase.determiner == "" and head.tag_ == "NN"):
        return max(before, key=lambda d: max(m for m in d.mentions if m.start < head.idx), default=None)
    only = [d for d in named if d in fitting]
    alone = len(only) == 1 and sum(_same_type(d.type, found.noun) for d in named) == 1
    first = not any(_same_type(d.type, found.noun) and d.mentions and min(d.mentions).start < head.idx for d in drafts)
    return only[0] if alone and first and found.issuer is not None else None


def _absorb(drafts: list[Draft], named: Draft, found: _Described, offset: int) -> None:
    """As in "A bill that would … The bill, S. 123": what was described before has got its name."""
    if not found.phrase.definite:
        return
    before = [
        d for d in drafts if not d.named and d.type is named.type and d.mentions and min(d.mentions).start < offset
    ]
    if before and not any(m.start < min(before[-1].mentions).start for m in named.mentions):
        named.mentions += before[-1].mentions
        named.heads += before[-1].heads
        named.told += before[-1].told
        drafts.remove(before[-1])


def _beside(doc: Doc, found: _Described, named: list[Draft]) -> Draft | None:
    """As in "NSM-1, a … memo", "the memo, NSM-1", "NSM-1 is a memo": the name across a comma or a copula."""
    start, end = found.phrase.span(doc)
    for draft in named:
        for mention in draft.mentions:
            between = text_of(doc)[mention.end : start] if mention.end <= start else text_of(doc)[end : mention.start]
            if (
                mention.end != start
                and _BESIDE.fullmatch(between)
                and (found.noun.strong or _same_type(draft.type, found.noun))
            ):
                return draft
    return None


def _same_type(kind: InstrumentType, noun: Noun) -> bool:
    if noun.noun in {"law", "act", "statute", "legislation"} and kind is InstrumentType.REGULATION:
        return True
    return _SAME.get(kind, kind) is _SAME.get(noun.type, noun.type)


def _same_issuer(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other or other in _above(one) or one in _above(other)


def _above(label: str) -> set[str]:
    found: set[str] = set()
    todo = [label]
    while todo:
        known = entry(todo.pop())
        new = [] if known is None else [p for p in (*known.part_of, *known.owned_by) if p not in found]
        found.update(new)
        todo += new
    return found


def _label(doc: Doc, found: _Described) -> str:
    """The words of the description without its determiner, with its restrictive clause where it is new."""
    head = doc[found.noun.end - 1]
    core = text_of(doc)[slice(*found.phrase.span(doc, article=False))]
    clause = next((c for c in head.children if c.dep_ == "relcl"), None)
    if found.noun.type in _MASS and found.issuer is None:
        return (
            text_of(doc)[doc[found.noun.start].idx : doc[found.noun.end - 1].idx + len(doc[found.noun.end - 1])]
            .replace("-", " ")
            .lower()
        )
    if clause is None or found.phrase.definite or found.noun.type in _MASS:
        return " ".join(core.split())
    words = [t for t in clause.subtree if t.i > head.i]
    text = core
    for token in words[:_CLAUSE_WORDS]:
        if token.text in {",", ";", "—"} or token.is_space:
            break
        if token.is_quote:
            continue
        text += (" " if doc[token.i - 1].whitespace_ or doc[token.i - 1].is_quote else "") + token.text
    return " ".join(text.split())


def _targets(head: Token, names: Sequence[Name]) -> list[str]:
    """As in "sanctions on X", "an investigation into X"."""
    after = head.nbor() if head.i + 1 < len(head.doc) else head  # the parser hangs "into X" on the verb as often
    links = {c.i: c for c in (*head.children, after) if c.dep_ == "prep" and c.lower_ in _TARGETS}
    objects = [t for i in sorted(links) for g in links[i].children for t in (g, *g.conjuncts)]
    return [n.label for t in objects for n in names if n.span.start <= t.idx < n.span.end]
