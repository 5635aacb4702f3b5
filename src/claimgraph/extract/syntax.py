"""Reading a dependency parse: who does what in a clause, and where a phrase begins and ends.

Dependency labels are those of spaCy's English pipelines (ClearNLP).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, wraps
from typing import TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from claimgraph.model import Span

__all__ = [
    "agents",
    "clause_span",
    "covers",
    "head",
    "is_negated",
    "lemma",
    "lemmas",
    "noun_phrase",
    "objects",
    "overlaps",
    "predicate",
    "remembered",
    "sentences",
    "span_of",
    "subjects",
    "text_of",
    "tokens_in",
    "trimmed",
]

_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
_OBJECTS = {"dobj", "dative", "oprd"}
_CLAUSES = {"acl", "relcl", "advcl", "ccomp", "parataxis", "appos"}
_INHERITS = {"xcomp", "conj", "advcl", "ccomp", "pcomp"}  # clauses whose missing subject is the governor's
_NEGATIVE = {"no", "never", "neither", "nor", "not", "n't", "nobody", "none", "nothing", "hardly", "barely"}
_EDGES = " \t\r\n\f\v\u00a0,;:.\u2013\u2014-"
Found = TypeVar("Found")
_STEPS = 8  # governors to climb for a missing subject; a parse never needs more, a broken one may loop


def lemma(token: Token) -> str:
    """The lemma in lower case; the tagger leaves names and sentence openings capitalised."""
    return token.lemma_.lower()


def lemmas(token: Token) -> Iterator[str]:
    """The lemma, then what the form may be of: the lemmatiser makes "scrap" of "scraped" where it knows no better."""
    yield lemma(token)
    form = token.lower_
    yield form
    if token.tag_ in {"VBD", "VBN"} and form.endswith("ed"):
        yield from (form[:-1], form[:-2], form[:-3] + "y")
    elif token.tag_ == "VBG" and form.endswith("ing"):
        yield from (form[:-3] + "e", form[:-3])
    elif form.endswith("s") and token.pos_ in {"VERB", "NOUN", "PROPN"}:
        yield form[:-1]


@lru_cache(maxsize=1)
def sentences(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences of a document. spaCy looks for them anew at each access."""
    return tuple(doc.sents)


@lru_cache(maxsize=1)
def text_of(doc: Doc) -> str:
    """The document's text. spaCy joins it anew from the tokens at every access."""
    return doc.text


def tokens_in(doc: Doc, spans: Iterable[Span]) -> list[Token]:
    """The tokens that touch any of the spans, in order, white space left out."""
    return list(_tokens_in(doc, tuple(spans)))


@lru_cache(maxsize=256)  # each step asks for the same contents
def _tokens_in(doc: Doc, spans: tuple[Span, ...]) -> tuple[Token, ...]:
    starts = _starts(doc)
    touched: set[int] = set()
    for start, end in spans:
        first = max(0, bisect_right(starts, start) - 1)
        touched.update(range(first, bisect_left(starts, end)))
        if first < len(starts) and starts[first] + len(doc[first]) <= start:
            touched.discard(first)
    return tuple([doc[i] for i in sorted(touched - _spaces(doc))])


@lru_cache(maxsize=1)
def _spaces(doc: Doc) -> frozenset[int]:
    return frozenset(t.i for t in doc if t.is_space)


@lru_cache(maxsize=1)
def _starts(doc: Doc) -> tuple[int, ...]:
    """Where each token begins, in characters."""
    return tuple(t.idx for t in doc)


def span_of(tokens: Iterable[Token]) -> Span | None:
    """From the first to the last token, white space left out; None of none."""
    kept = [t for t in tokens if not t.is_space]
    if not kept:
        return None
    return Span(min(t.idx for t in kept), max(t.idx + len(t) for t in kept))


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return a.start < b.end and b.start < a.end


def covers(spans: Iterable[Span], offset: int) -> bool:
    """Whether an offset lies in one of the spans."""
    return any(start <= offset < end for start, end in spans)


def remembered(look: Callable[[list[Token]], Found]) -> Callable[[list[Token]], Found]:
    """What was found in a stretch of tokens is kept for a while: each step asks the same of the same contents."""

    @lru_cache(maxsize=128)
    def found(doc: Doc, numbers: tuple[int, ...]) -> Found:
        return look([doc[i] for i in numbers])

    @wraps(look)
    def asked(tokens: list[Token]) -> Found:
        return found(tokens[0].doc, tuple([t.i for t in tokens])) if tokens else look(tokens)

    return asked


def head(tokens: list[Token]) -> Token | None:
    """The token that the others hang on: the first whose governor is outside and that is no punctuation."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if ((over := t.head.i) not in inside or over == t.i) and not t.is_punct]
    verbs = [t for t in tops if t.pos_ in {"VERB", "AUX"}]
    return next(iter((*verbs, *tops)), None)


@remembered
def predicate(tokens: list[Token]) -> Token | None:
    """The first finite verb of a stretch that governs the rest of it, else its head."""
    top = head(tokens)
    if top is None or top.pos_ in {"VERB", "AUX"}:
        return top
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ in {"ROOT", "ccomp", "conj"} and token.head.i not in inside:
            return token
    return top


def subjects(verb: Token) -> list[Token]:
    """Who does a verb: its subject, the noun it modifies, or the governing verb's subject; conjuncts included.

    A passive's subject is what suffers, so passives answer with their by-phrase or nothing.
    """
    if is_passive(verb):
        return agents(verb)
    return _active_subjects(verb)


def is_passive(verb: Token) -> bool:
    """Whether a verb is a passive, or a past participle that modifies a noun."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    participle = (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"} and not any(c.dep_ in _SUBJECTS for c in verb.children)
    )
    return participle and not _is_headline_past(verb)


def _is_headline_past(verb: Token) -> bool:
    """Whether a participle is a headline's past tense: there is no finite verb beside it, and no by-phrase."""
    if verb.dep_ != "acl" or verb.head.dep_ != "ROOT" or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in verb.sent):
        return False
    return not any(c.dep_ == "agent" for c in verb.children)


def _active_subjects(verb: Token) -> list[Token]:
    for _ in range(_STEPS):
        own = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"}]
        if own:
            return [x for c in own for x in _antecedents(c)]
        borrowed = _borrowed(verb)
        if borrowed is not None:
            return borrowed
        verb = verb.head
        if is_passive(verb):
            return [c for c in verb.children if c.dep_ == "nsubjpass"]
    return []


def _borrowed(verb: Token) -> list[Token] | None:
    """The subject of a subjectless verb where its place in the tree settles it; None to ask its governor."""
    if verb.dep_ in {"acl", "relcl"}:
        return [verb.head, *verb.head.conjuncts] if verb.dep_ == "acl" else [verb.head]
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
        return _of_gerund(verb.head)
    if verb.dep_ == "xcomp" and verb.tag_ in {"VB", "VBG"} and lemma(verb.head) not in {"use", "promise"}:
        return objects(verb.head) or None
    return None if verb.dep_ in _INHERITS and verb.head.i != verb.i else []


def _of_gerund(preposition: Token) -> list[Token]:
    """Who runs in "accused X of running" (the object) and "apologised for running" (the subject)."""
    governor = preposition.head
    if governor.pos_ in {"VERB", "AUX"}:
        passive = [c for c in governor.children if c.dep_ == "nsubjpass"]
        return objects(governor) or passive or _active_subjects(governor)
    return [c for c in governor.children if c.dep_ == "poss"]


def _antecedents(subject: Token) -> list[Token]:
    """A subject with its conjuncts; a relative pronoun stands for the noun its clause modifies."""
    if subject.tag_ in {"WDT", "WP"} and subject.head.dep_ == "relcl":
        return [subject.head.head]
    return [subject, *subject.conjuncts]


def objects(verb: Token) -> list[Token]:
    """What a verb is done to, conjuncts included; of a passive its subject."""
    found = [c for c in verb.children if c.dep_ in _OBJECTS]
    found += [c for c in verb.children if c.dep_ == "nsubjpass"]
    return [x for c in found for x in (c, *c.conjuncts)]


def agents(predicate_: Token) -> list[Token]:
    """The by-phrase of a passive, a participle or a noun: "scraped by X", "theft by X"."""
    beside = list(predicate_.children)
    if predicate_.pos_ in {"NOUN", "PROPN"}:
        inner = [p for c in beside if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
        beside += [c for p in inner for c in p.children]
    return [
        x
        for c in beside
        if c.dep_ in {"agent", "prep"} and c.lower_ == "by"
        for p in c.children
        if p.dep_ == "pobj"
        for x in (p, *p.conjuncts)
    ]


def is_negated(token: Token) -> bool:
    """Whether a verb, noun or adjective is denied by a word of its own phrase or of its auxiliary's."""
    if any(c.dep_ == "neg" or c.lower_ in _NEGATIVE for c in token.children):
        return True
    if token.dep_ in {"attr", "acomp", "dobj"} and any(c.dep_ == "neg" for c in token.head.children):
        return True
    return token.dep_ in {"pobj", "pcomp"} and token.head.lower_ == "without"


def noun_phrase(noun: Token) -> Iterator[Token]:
    """A noun with what stands before it and its prepositional phrases; clauses and appositions left out."""
    yield noun
    for child in noun.children:
        if child.dep_ in _CLAUSES or child.dep_ in {"cc", "conj", "punct"}:
            continue
        if child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.children):
            continue  # "accused X of running": the gerund is what X is accused of
        yield from noun_phrase(child)


def clause_span(text: str, verb: Token) -> Span | None:
    """The words under a verb of a document with this text, without punctuation at their edges."""
    found = span_of(verb.subtree)
    return None if found is None else trimmed(text, found)


def trimmed(text: str, span: Span) -> Span | None:
    """A span without white space and light punctuation at its edges; None if nothing is left."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not _abbreviation(text, start, end):
        end -= 1
    return Span(start, end) if start < end else None


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Whether a closing full stop belongs to an initialism ("the U.S.")."""
    return end - start >= 3 and text[end - 1] == "." and text[end - 2].isupper() and text[end - 3] in ".("  # noqa: PLR2004 "S." after a "."
