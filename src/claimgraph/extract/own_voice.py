"""What the document says in its own voice, of the two sorts that count: allegations, and statements about evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from claimgraph.extract.evidence import considered, is_evidence
from claimgraph.extract.kinds import is_hypothetical
from claimgraph.extract.lexicon import cues
from claimgraph.extract.syntax import (
    clause_span,
    covers,
    is_negated,
    lemma,
    sentences,
    span_of,
    text_of,
    tokens_in,
    trimmed,
)
from claimgraph.extract.wrongs import OPEN, Wrong, doers, wrongs
from claimgraph.model import Span

__all__ = ["Voiced", "alleging", "doubting"]

_SHOWS = {
    "prove",
    "show",
    "establish",
    "confirm",
    "demonstrate",
    "support",
    "substantiate",
    "corroborate",
    "verify",
    "reveal",
    "indicate",
}
_WANTING = {"lacking"}  # the construction of evidence that is not there
_TENSED = {"VBD", "VBZ", "VBP"}
_VAGUE = {"it", "this", "that", "which", "what"}  # in the author's voice: a thing, or the sentence before
_OPEN = {
    "unclear",
    "unknown",
    "uncertain",
    "unproven",
    "unconfirmed",
    "unverified",
    "disputed",
    "unresolved",
    "inconclusive",
}
_KNOWN = {"clear", "known", "certain", "proven", "confirmed", "verified", "established"}


@dataclass(frozen=True, slots=True)
class Voiced:
    """A proposition of the author's own.

    Attributes:
        content: its words.
        predicate: the verb or adjective it hangs on.
        wrongs: the words that make it an allegation; empty in a statement about evidence.
    """

    content: Span
    predicate: Token
    wrongs: tuple[Wrong, ...]


def alleging(doc: Doc, attributed: Iterable[Span]) -> Iterator[Voiced]:
    """The sentences, or their clauses beside attributions, in which the author says that somebody did wrong or harm.

    Args:
        doc: the parsed document.
        attributed: the spans of all attributions, which are somebody else's words.
    """
    taken = sorted(attributed)
    text = text_of(doc)
    theirs = {t.i for t in tokens_in(doc, taken)}
    for sentence in sentences(doc):
        if sentence.text.rstrip().endswith("?") or _is_conditional(sentence):
            continue
        own = [t for t in sentence if not t.is_space and t.i not in theirs]
        found = [w for w in wrongs(own) if _affirmed(w) and any(d.lower_ not in _VAGUE for d in doers(w))]
        if not found:
            continue
        whole = len(own) == sum(not t.is_space for t in sentence)
        content = _sentence(text, sentence) if whole else _clause(text, found[0], taken)
        if content is not None:
            yield Voiced(content, found[0].token, tuple(found))


def _is_conditional(sentence: Sentence) -> bool:
    """Whether a sentence only says what would be, if something were."""
    return any(t.dep_ == "mark" and t.lower_ in {"if", "unless"} for t in sentence)


def _affirmed(wrong: Wrong) -> bool:
    """Whether the words say that it happened; an open verb needs a word beside it that makes it wrong."""
    if wrong.sort in OPEN and not (wrong.aggravated or wrong.alleged):
        return False
    verb = wrong.token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    return not is_hypothetical(verb) and not is_negated(verb) and not _is_reported(wrong.token)


def _is_reported(token: Token) -> bool:
    """Whether a verb of saying stands over a word: what it holds is not the author's, whoever found it."""
    while token.head.i != token.i:
        token = token.head
        cue = cues().get((lemma(token), "VERB")) if token.pos_ == "VERB" else None
        if cue is not None and "that" in cue.frames and not _is_by_nobody(token):
            return True
    return False


def _is_by_nobody(verb: Token) -> bool:
    """Whether a verb of saying is a passive that names no speaker: what "was found to fail" is the author's to say."""
    return any(c.dep_ == "nsubjpass" for c in verb.children) and not any(c.dep_ == "agent" for c in verb.children)


def _sentence(text: str, sentence: Sentence) -> Span | None:
    found = span_of(sentence)
    return None if found is None else trimmed(text, found)


def _clause(text: str, wrong: Wrong, taken: list[Span]) -> Span | None:
    """The finite clause round a word, if it holds nothing that is attributed."""
    verb = wrong.token
    while verb.head.i != verb.i and not (verb.pos_ in {"VERB", "AUX"} and verb.tag_ in {"VBD", "VBZ", "VBP"}):
        verb = verb.head
    content = clause_span(text, verb)
    if content is None or any(_crosses(s, content) for s in taken) or covers(taken, verb.idx):
        return None
    return content


def _crosses(a: Span, b: Span) -> bool:
    """Whether one span holds a part of another and not all of it."""
    return a.start < b.end and b.start < a.end and not (b.start <= a.start and a.end <= b.end)


def doubting(doc: Doc, attributed: Iterable[Span]) -> Iterator[Voiced]:
    """The clauses in which the author says that something is not shown, not known or not settled."""
    taken = sorted(attributed)
    text = text_of(doc)
    theirs = {t.i for t in tokens_in(doc, taken)}
    wanting = {i.noun.i for i in considered(doc) if i.construction in _WANTING}
    for token in doc:
        if token.i in theirs:
            continue
        found = _unproven(token) or _unknown(token) or (_wanting(token) if token.i in wanting else None)
        content = None if found is None else clause_span(text, found)
        if found is None or content is None or any(s.start < content.end and content.start < s.end for s in taken):
            continue
        taken.append(content)
        yield Voiced(_after_marker(text, found, content), found, ())


def _wanting(token: Token) -> Token | None:
    """The finite clause that says that evidence is lacking or kept back: "*The firm supplied no logs*"."""
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} or verb.dep_ in {"xcomp", "pcomp", "acl", "relcl", "aux", "auxpass"}:
        if verb.head.i == verb.i or verb.dep_ in {"acl", "relcl", "advcl"}:
            return None
        verb = verb.head
    told = any(t.tag_ in _TENSED for t in (verb, *verb.children)) and not is_hypothetical(verb)
    return verb if told and not _is_reported(verb) else None


def _unproven(token: Token) -> Token | None:
    """As in "The record does not prove P", "there is no evidence that P"."""
    if token.pos_ == "VERB" and lemma(token) in _SHOWS and is_negated(token):
        subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None and (is_evidence(subject) or subject.dep_ == "nsubjpass"):
            return token
    if token.dep_ == "expl" and lemma(token.head) == "be":
        what = next((c for c in token.head.children if c.dep_ == "attr"), None)
        if what is not None and is_evidence(what) and is_negated(what):
            return token.head
    return None


def _unknown(token: Token) -> Token | None:
    """As in "It is unclear what P", "whether P remains unknown", "it is not known if P"."""
    if token.dep_ not in {"acomp", "ROOT"}:
        return None
    verb = token.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    open_ = token.lower_ in _OPEN or (token.lower_ in _KNOWN and any(c.dep_ == "neg" for c in verb.children))
    if not open_:
        return None
    asks = [c for c in (*verb.children, *token.children) if c.dep_ in {"ccomp", "csubj", "advcl", "xcomp"}]
    asked = any(g.tag_ in {"WP", "WDT", "WRB"} or g.lower_ in {"whether", "if"} for c in asks for g in c.subtree)
    return verb if asked else None


def _after_marker(text: str, verb: Token, content: Span) -> Span:
    """A clause without an opening connective ("First, …", "that …", "but …")."""
    opening = [t for t in verb.subtree if not t.is_space]
    while (
        len(opening) > 1
        and (opening[0].is_punct or opening[0].dep_ in {"mark", "cc", "advmod", "punct"})
        and opening[0].head.i == verb.i
    ):
        opening = opening[1:]
        if opening[0].dep_ == "nsubj":
            break
    start = opening[0].idx
    kept = trimmed(text, Span(start, content.end)) if start < content.end else None
    return kept or content
