"""What kind of proposition a content is, and what stance its speaker takes: by the cue, then by the content's words.

The words are `lexicons/readings.tsv` and `lexicons/harms.tsv`; the conventions are those of the annotation guide in
`tests/eval/corpus`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from spacy.tokens import Token

from claimgraph.extract.hedging import is_hedged
from claimgraph.extract.lexicon import Cue, rows
from claimgraph.extract.syntax import head, is_negated, lemma, predicate
from claimgraph.model import Instrument, InstrumentStatus, Kind, Stance

__all__ = ["Reading", "is_hypothetical", "marks_of", "read"]

_WEIGHING = {"criticism", "praise", "displeasure", "characterisation", "opposition"}
_STATES_OF_MIND = {"have", "want", "hope", "expect", "plan", "intend", "know", "need", "like"}
_LEAD = 7  # tokens of a noun phrase that a colon may end ("the awkward part:")
_POS = {"AUX": "aux", "VERB": "verb", "ADJ": "adj", "NOUN": "noun", "PROPN": "noun"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What is done by saying it, and what sort of thing is said."""

    kind: Kind
    stance: Stance


@cache
def _marks() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Words by mark and part of speech."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in rows("readings", ("word", "pos", "mark")):
        found.setdefault(row["mark"], {}).setdefault(row["pos"], set()).add(row["word"])
    return MappingProxyType(
        {m: MappingProxyType({p: frozenset(w) for p, w in by_pos.items()}) for m, by_pos in found.items()}
    )


def read(
    cue: Cue | None, content: list[Token], *, accuses: bool, instrument: Instrument | None, own_deed: bool
) -> Reading:
    """The kind and stance of an attributed content.

    Args:
        cue: what attributes; None for a continued quotation or the author's own voice.
        content: its tokens.
        accuses: the content says of somebody that they did wrong or harm.
        instrument: the source, where it is a policy instrument.
        own_deed: the content's subject is its speaker.
    """
    stance = Stance.ASSERTS if cue is None else cue.stance
    content = _announced(content)
    if stance is Stance.DENIES:
        accusation = accuses and cue is not None and cue.kind is not Kind.DENIAL
        return Reading(Kind.ALLEGATION if accusation else Kind.DENIAL, stance)
    if cue is not None and (cue.kind is Kind.DEFINITION or cue.lemma in _marks()["definition"]["cue"]):
        return Reading(Kind.DEFINITION, stance)
    if cue is not None and _charges(cue, accuses=accuses, instrument=instrument):
        return Reading(Kind.ALLEGATION, stance)
    if instrument is not None and _is_provision(cue, content):
        planned = instrument.status is InstrumentStatus.PROPOSED or _is_future(content) or is_hedged(content)
        return Reading(Kind.POLICY, Stance.PROPOSES if planned else Stance.ASSERTS)
    if cue is not None and cue.kind is Kind.POLICY:
        if not _is_told(content):
            return Reading(Kind.POLICY, Stance.PROPOSES if stance is Stance.ASSERTS and _is_future(content) else stance)
        stance = Stance.ASSERTS
    return Reading(Kind.ALLEGATION, stance) if accuses else _by_content(cue, content, stance, own_deed=own_deed)


def _is_provision(cue: Cue | None, content: list[Token]) -> bool:
    """Whether a content is what an instrument orders or does, and no fact that it tells in the past or present."""
    if cue is not None and cue.kind is Kind.POLICY:
        return True
    return not _is_told(content) or _is_future(content) or _is_obliging(content)


def _charges(cue: Cue, *, accuses: bool, instrument: Instrument | None) -> bool:
    """Whether the cue makes an allegation of its content; some ("claim") only of one that accuses."""
    if cue.kind is Kind.ALLEGATION:
        return accuses or cue.lemma not in _marks()["soft"]["cue"]
    return accuses and instrument is not None and cue.kind is not Kind.POLICY


def _announced(content: list[Token]) -> list[Token]:
    """What a colon inside a content announces, where it is a clause: "the awkward part: it can be benign"."""
    for n, token in enumerate(content[:_LEAD]):
        if (
            token.text == ":"
            and not any(t.lower_ == "as" for t in content[:n])
            and any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBG" for t in content[n:])
        ):
            return content[n + 1 :]
    return content


def _by_content(cue: Cue | None, content: list[Token], stance: Stance, *, own_deed: bool) -> Reading:
    if stance is Stance.ASSERTS and _is_falsity(content):
        return Reading(Kind.DENIAL, Stance.DENIES)
    if _is_asked_for(content):
        return Reading(Kind.POLICY, Stance.PROPOSES)
    if _is_question(content) or (own_deed and _is_declined(content)):
        return Reading(Kind.OTHER, stance)
    foresees = cue is not None and (cue.kind is Kind.PREDICTION or cue.lemma in _marks()["foresight"]["cue"])
    if foresees or _is_possible(content):
        return Reading(Kind.PREDICTION, stance)
    if _is_obliging(content) or (own_deed and _is_future(content)):
        return Reading(Kind.POLICY, Stance.PROPOSES)
    judges = cue is not None and cue.kind is Kind.ASSESSMENT and _is_opinion(cue)
    plain = Kind.ASSESSMENT if judges or _is_judgement(content) else Kind.OTHER
    return Reading(Kind.PREDICTION if _is_future(content) else plain, stance)


def _has(token: Token, mark: str) -> bool:
    return mark in marks_of(token)


def _says(content: list[Token], mark: str, upto: int | None = None) -> bool:
    text = f" {' '.join(t.lower_ for t in content if upto is None or t.i <= upto)} "
    return any(f" {p} " in text for p in _marks()[mark].get("phrase", ()))


def _governing(content: list[Token]) -> list[Token]:
    """The content's predicate with its auxiliaries and complements, and the predicates joined to it."""
    top = predicate(content)
    if top is None:
        return []
    near = [top]
    near += [v for v in top.conjuncts if v.pos_ in {"VERB", "AUX"}]
    return near + [c for v in near for c in v.children if c.dep_ in {"aux", "acomp", "attr", "neg", "oprd"}]


def _is_obliging(content: list[Token]) -> bool:
    near = _governing(content)
    modal = any(t.tag_ == "MD" and _has(t, "obligation") for t in near)
    return modal or _says(content, "obligation", _main(content))


def _is_future(content: list[Token]) -> bool:
    near = _governing(content)
    if any(lemma(t) in {"like", "love", "rather"} for t in near):
        return False  # "would like to" asks
    future = any((t.tag_ == "MD" or t.pos_ == "ADJ") and _has(t, "future") for t in near)
    return future or _says(content, "future", _main(content))


def _main(content: list[Token]) -> int:
    """Up to where a phrase belongs to the main predicate: "has to" before a clause that hangs on it does not."""
    top = predicate(content)
    return -1 if top is None else top.i + 1


def _is_falsity(content: list[Token]) -> bool:
    """Whether the content calls something false: "the claims are baseless", "there is no truth in it"."""
    top = predicate(content)
    if _says(content, "falsity"):
        return True
    if top is None:
        return False
    said = [top] if top.pos_ in {"ADJ", "NOUN"} else [c for c in top.children if c.dep_ in {"acomp", "attr", "oprd"}]
    return any(_has(t, "falsity") and not any(c.dep_ == "neg" for c in t.head.children) for t in said)


def _is_asked_for(content: list[Token]) -> bool:
    """Whether a content is what somebody is asked to do: "Acme to publish its logs"."""
    top = head(content)
    if top is None:
        return False
    verb = top if top.pos_ in {"VERB", "AUX"} else next((c for c in top.children if c.dep_ in {"acl", "relcl"}), top)
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children) and verb in content


def _is_opinion(cue: Cue) -> bool:
    """Whether a cue weighs its content: criticism, praise, characterisation, belief; not proof and not report."""
    return cue.note.split(" ")[0] in _WEIGHING or cue.lemma in _marks()["opinion"]["cue"]


def _is_question(content: list[Token]) -> bool:
    """Whether a content is what is left open: "whether it would act"."""
    return content[0].lower_ in {"whether", "if", "who", "when", "where", "why"} if content else False


def _is_declined(content: list[Token]) -> bool:
    """Whether a speaker says what it will not do: "would not speculate"."""
    top = predicate(content)
    modal = top is not None and any(c.tag_ == "MD" for c in top.children)
    return top is not None and modal and is_negated(top)


def _is_told(content: list[Token]) -> bool:
    """Whether a content is a finite clause without a modal: "suggests that X hid it" tells, and does not ask for."""
    top = predicate(content)
    return top is not None and top in content and any(t.tag_ in {"VBD", "VBZ"} for t in (top, *top.children))


def _is_possible(content: list[Token]) -> bool:
    """Whether a content says what may come: "could sweep in others"; not what may have been."""
    top = predicate(content)
    if top is None or top.tag_ != "VB":
        return False
    return any(c.lower_ in _marks()["possibility"]["aux"] for c in top.children if c.tag_ == "MD") and not is_negated(
        top
    )


def _is_judgement(content: list[Token]) -> bool:
    """Whether a content weighs or generalises: a copula with an adjective, a simple present, a word of evaluation."""
    top = predicate(content)
    if top is None:
        return False
    if top.pos_ not in {"VERB", "AUX"}:
        return any(_has(t, "evaluative") for t in content)
    if lemma(top) in _marks()["stative"]["verb"] and any(c.dep_ in {"acomp", "oprd"} for c in top.children):
        return True
    if top.tag_ == "VBZ" and lemma(top) not in _STATES_OF_MIND:
        return True
    return any(_has(t, "evaluative") for t in _governing(content))


def is_hypothetical(verb: Token) -> bool:
    """Whether a deed is only possible, future, demanded or a condition: "could steal", "if it stole", "to steal"."""
    modals = [c for c in verb.children if c.tag_ == "MD"]
    perfect = any(c.lower_ in {"have", "'ve"} for c in verb.children if c.dep_ == "aux")
    if modals and not perfect:
        return True
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether", "lest"} for c in verb.children):
        return True
    if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp"} and verb.head.pos_ in {"VERB", "AUX"} and verb.head.i != verb.i:
        finite = verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.dep_ != "conj"
        return not finite and is_hypothetical(verb.head)
    return False


def marks_of(token: Token) -> tuple[str, ...]:
    """The marks of `lexicons/readings.tsv` that a word has."""
    pos = "aux" if token.tag_ == "MD" else _POS.get(token.pos_)
    return () if pos is None else _marks_of(pos, token.lower_, lemma(token))


@lru_cache(maxsize=50_000)
def _marks_of(pos: str, *forms: str) -> tuple[str, ...]:
    return tuple(mark for mark, words in _marks().items() if not words.get(pos, frozenset()).isdisjoint(forms))
