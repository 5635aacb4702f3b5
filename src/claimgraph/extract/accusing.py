"""Whom a content accuses: the phrase that an accusing cue points at, or who does the wrong that the words name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from claimgraph.extract.conducts import conduct_spans, conducts_in
from claimgraph.extract.kinds import is_hypothetical
from claimgraph.extract.lexicon import Cue, words
from claimgraph.extract.scene import Scene, named
from claimgraph.extract.syntax import covers, is_negated, lemma, objects, predicate, span_of, subjects
from claimgraph.extract.wrongs import Wrong, doers, wrongs
from claimgraph.model import Span

__all__ = [
    "accused_across",
    "accused_as",
    "accused_by_cue",
    "accused_by_deed",
    "accused_by_place",
    "alleged_conducts",
    "deeds",
]

_ATTEMPTS = {"attempt", "try", "seek", "manage", "continue", "begin", "conspire", "plot", "help"}
_SEES = {"observe", "see", "find", "detect", "catch", "notice"}
_AGAINST = {"against", "on", "at", "about"}
_PRONOUNS = {"it", "they", "he", "she", "its", "their", "his", "her"}


def accused_by_cue(scene: Scene, cue: Cue, cue_spans: Sequence[Span], content: list[Token]) -> tuple[str, ...]:
    """The actors that an accusing cue points at, by the frame of its lexicon entry; empty for other cues."""
    if cue.accused == "none":
        return ()
    anchors = [t for s in cue_spans for t in _tokens_at(scene.doc, s) if lemma(t) == cue.lemma.split()[0]]
    for anchor in anchors:
        for noun in _pointed_at(anchor):
            found = _called(scene, noun) or named(scene, noun, pointed_at=True, of=_held_by(cue, anchor))
            if found:
                return found
    top = predicate(content)
    if cue.accused == "object" and top is not None and top.pos_ in {"NOUN", "PROPN", "PRON"}:
        return named(scene, top, pointed_at=True)
    if cue.accused == "content-subject" and top is not None:
        if lemma(top) in words("suffering"):
            return ()
        by_subject = next((ids for s in subjects(top) if (ids := named(scene, s))), ())
        return by_subject or scene.inside(Span(content[0].idx, max(s.end for s in cue_spans)))[:1]
    return ()


def _called(scene: Scene, noun: Token) -> tuple[str, ...]:
    """Those whose names stand right behind the noun that says what they are: "the labs *Acme* and *Bolt*"."""
    names = [c for c in noun.children if c.dep_ == "appos" and c.left_edge.i == noun.i + 1 and c.pos_ == "PROPN"]
    return tuple(i for name in names for one in (name, *name.conjuncts) for i in named(scene, one))


def accused_across(scene: Scene, cue_spans: Sequence[Span], content: list[Token]) -> tuple[str, ...]:
    """Who takes up an allegation that says only "it" of its accused: "*X* rejected claims by Y that it copied Z"."""
    top = predicate(content)
    if top is None or not any(s.lower_ in _PRONOUNS for s in (*subjects(top), *objects(top))):
        return ()
    for anchor in (t for s in cue_spans for t in _tokens_at(scene.doc, s) if t.pos_ == "NOUN"):
        verb = anchor.head.head if anchor.dep_ == "pobj" else anchor.head
        if anchor.dep_ in {"dobj", "pobj"} and verb.pos_ == "VERB":
            return next((ids for s in subjects(verb) if (ids := named(scene, s))), ())
    return ()


def _tokens_at(doc: Doc, span: Span) -> Iterator[Token]:
    chunk = doc.char_span(*span, alignment_mode="expand")
    yield from chunk or ()


def _held_by(cue: Cue, anchor: Token) -> frozenset[str]:
    """The prepositions of what is held against somebody that the parser may have hung on their name."""
    wanted = cue.frames & {"of", "for", "with"}
    own = any(c.dep_ == "prep" and c.lower_ in wanted for c in anchor.children)
    return frozenset() if own else frozenset(wanted)


def _pointed_at(cue: Token) -> Iterator[Token]:
    """The object or passive subject of a verb, the object of "against" or "of" beside a noun, the noun it modifies."""
    for child in cue.children:
        if child.dep_ in {"dobj", "nsubjpass", "dative"}:
            yield child
    if cue.dep_ in {"acl", "amod"}:
        yield cue.head
    for child in cue.children:
        if child.dep_ == "prep" and (child.lower_ in _AGAINST or (cue.pos_ == "NOUN" and child.lower_ == "of")):
            yield from (p for p in child.children if p.dep_ == "pobj")


def deeds(scene: Scene, content: list[Token], *, accusing: bool) -> list[Wrong]:
    """The wrongs that a content says have been done: not what may, should or would be.

    Args:
        scene: the document, parsed, and its actors.
        content: the content's tokens.
        accusing: an accusing word leads to the content, so that what is neutral by itself counts.
    """
    key = (int(accusing), *(t.i for t in content))
    if key not in scene.wrongs_read:
        scene.wrongs_read[key] = tuple(_deeds(scene, content, accusing=accusing))
    return list(scene.wrongs_read[key])


def _deeds(scene: Scene, content: list[Token], *, accusing: bool) -> Iterator[Wrong]:
    found = wrongs(content)
    alleged = _conducts(scene, content) if found else []
    for w in found:
        if (
            (accusing or _is_done(w.token))
            and not any(is_hypothetical(v) for v in _verbs_over(w.token, content))
            and not _is_under_negation(w.token, content)
            and (w.sort != "open" or w.aggravated or w.alleged or accusing or _names_conduct(w.token, alleged))
        ):
            yield w


def _is_under_negation(token: Token, content: list[Token]) -> bool:
    """Whether something over a wrong in its content is denied: "no evidence that anyone copied it"."""
    inside = {t.i for t in content}
    while token.head.i != token.i and token.head.i in inside:
        token = token.head
        if is_negated(token):
            return True
    return False


def _conducts(scene: Scene, content: list[Token]) -> list[Span]:
    """Where a content names a conduct of the scheme."""
    whole = span_of(content)
    if whole is None:
        return []
    text = scene.document.text[whole.start : whole.end]
    return [Span(whole.start + s.start, whole.start + s.end) for _, s in conduct_spans(text)]


def alleged_conducts(scene: Scene, content: list[Token], found: Iterable[Wrong]) -> tuple[str, ...]:
    """The conducts of the scheme that a content names: those that its deeds are, else all."""
    whole = span_of(content)
    if whole is None:
        return ()
    text = scene.document.text[whole.start : whole.end]
    words_of = [t for w in found for t in (w.token, *objects(w.token))]
    done = {
        concept
        for concept, span in conduct_spans(text)
        if any(whole.start + span.start <= t.idx < whole.start + span.end for t in words_of)
    }
    return tuple(sorted(done)) or conducts_in(text)


def _names_conduct(verb: Token, alleged: list[Span]) -> bool:
    """Whether a conduct is the verb itself or its object: "distilled the model", "ran a distillation campaign"."""
    return any(covers(alleged, t.idx) for t in (verb, *objects(verb)))


def _is_done(token: Token) -> bool:
    """Whether a wrong named by a verb is told as done: finite, perfect or in progress; not "to steal", "stealing"."""
    if token.pos_ not in {"VERB", "AUX"} or token.tag_ not in {"VB", "VBG"}:
        return True
    if token.dep_ == "xcomp" and lemma(token.head) in _ATTEMPTS and token.head.tag_ in {"VBD", "VBN", "VBZ", "VBP"}:
        return True
    seen = token.tag_ == "VBG" and (token.dep_ == "acl" or lemma(token.head) in _SEES)
    return seen or any(c.dep_ in {"aux", "auxpass"} and c.tag_ not in {"MD", "TO"} for c in token.children)


def _verbs_over(token: Token, content: list[Token]) -> Iterator[Token]:
    """The verb of a wrong, and the verbs over it in its content: what a bill would punish has not been said to be."""
    inside = {t.i for t in content}
    while True:
        if token.pos_ in {"VERB", "AUX"}:
            yield token
        if token.head.i == token.i or token.head.i not in inside:
            return
        token = token.head


def accused_as(scene: Scene, content: list[Token]) -> tuple[str, ...]:
    """The actors of the phrase that is characterised by a wrong: "X as theft", "X a scam"."""
    bad = {w.token.i for w in wrongs(content) if w.sort in {"wrong", "harm"}}
    first = next((t for t in content if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.dep_ != "compound"), None)
    return named(scene, first) if first is not None and bad and min(bad) > first.i else ()


def accused_by_deed(scene: Scene, found: Iterable[Wrong], *, bridge: bool = False) -> tuple[str, ...]:
    """The actors that are said to have done the first wrong whose doer can be resolved; `bridge` as in `named`."""
    for wrong in found:
        ids = [i for d in doers(wrong) for i in named(scene, d, bridge=bridge)]
        if ids:
            return tuple(dict.fromkeys(ids))
    return ()


def accused_by_place(scene: Scene, content: list[Token]) -> tuple[str, ...]:
    """The last actor named before a conduct in a content, for where the parse shows no verb."""
    for conduct in _conducts(scene, content):
        before = scene.inside(Span(content[0].idx, conduct.start))
        if before:
            return before[-1:]
    return ()
