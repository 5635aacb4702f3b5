"""What an assertion shows by itself of the sort of act that it is: its cue, its source, its words, as named signs.

A sign is a short string ("cue:accuse", "root:be", "wrong"); the model has a weight for each that it has learned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Token

from claimgraph.extract.accusing import deeds
from claimgraph.extract.actors.kinds import roles
from claimgraph.extract.conducts import conducts_in
from claimgraph.extract.drafts import Draft
from claimgraph.extract.hedging import is_hedged
from claimgraph.extract.kinds import marks_of
from claimgraph.extract.scene import Scene, named
from claimgraph.extract.syntax import head, is_negated, lemma, lemmas, predicate, span_of, subjects, tokens_in
from claimgraph.extract.wrongs import doers, wrongs

__all__ = ["signs"]

_LENGTHS = (2, 4, 7, 12, 20, 35)  # words at which a content counts as longer
_OPENING = 3  # words of a content that are signs by their place
_OPEN_QUOTES = "\"“‘'«„"
_SILENT = {"PUNCT", "SPACE", "SYM", "X"}
_NAMES = {"PROPN", "NUM"}  # a name or a number says nothing of the sort, beyond being one
_PLAIN = {
    "negative word": {"not", "n't", "no", "never", "nothing", "nobody", "none"},
    "first person": {"i", "we", "our", "my", "us", "me"},
    "second person": {"you", "your"},
}
_BESIDE = {"aux", "auxpass", "neg", "acomp", "attr", "oprd", "dobj", "nsubj", "nsubjpass", "mark", "expl", "prep"}


def signs(scene: Scene, draft: Draft) -> frozenset[str]:
    """The signs of one assertion, without what was said around it."""
    content = tokens_in(scene.doc, draft.content)
    found = [
        *_of_cue(scene, draft),
        *_of_source(scene, draft),
        *_of_words(content),
        *_of_clause(scene, draft, content),
        *_of_wrongs(scene, draft, content),
        *_of_page(scene, draft, content),
    ]
    return frozenset(found)


def _of_cue(scene: Scene, draft: Draft) -> Iterator[str]:
    yield f"rule:{draft.kind}"
    yield f"rule:{draft.kind}/{draft.stance}"
    yield f"way:{draft.construction or draft.handle}"
    tokens = tokens_in(scene.doc, draft.cue)
    cue = draft.cue_entry
    if cue is None:
        words = " ".join(t.lower_ for t in tokens)
        yield f"no entry:{words}"
    else:
        yield f"cue:{cue.lemma}"
        yield f"cue:{cue.lemma}/{cue.pos}"
        yield f"cue:{cue.lemma}/{draft.kind}"
        yield f"cue kind:{cue.kind}"
        yield f"cue reads:{cue.kind}/{cue.stance}/{cue.accused}"
        yield f"cue kind:{cue.kind}>{draft.kind}"
        yield f"sense:{cue.note.split(' ')[0]}"
        yield f"frame:{cue.lemma}/{draft.construction}"
        if cue.hedged:
            yield "cue hedged"
        if cue.factive:
            yield "cue factive"
    for token in tokens:
        yield f"cue word:{lemma(token)}"
        yield f"cue tag:{token.tag_}"
        if token.pos_ in {"VERB", "AUX"}:
            if is_negated(token):
                yield "cue negated"
                yield f"cue negated:{lemma(token)}"
            for child in token.children:
                if child.tag_ == "MD":
                    yield f"cue modal:{child.lower_}"
                if child.dep_ == "advmod":
                    yield f"cue adverb:{child.lower_}"


def _of_source(scene: Scene, draft: Draft) -> Iterator[str]:
    if draft.asserter is None:
        yield "by:author"
    elif draft.asserter in scene.types:
        yield f"by:{scene.types[draft.asserter]}"
    else:
        yield "by:nameless" if draft.asserter in scene.minted else "by:instrument"
    if draft.documents:
        yield "by:document"
    if draft.relayed_by is not None:
        yield "relayed"
    tokens = tokens_in(scene.doc, draft.source)
    if not tokens:
        yield "source:none"
        return
    top = head(tokens)
    if top is not None and top.pos_ not in _NAMES:
        yield f"source:{lemma(top)}"
    if any(form in roles("spokesperson") for t in tokens for form in lemmas(t)):
        yield "source:spokesperson"
    if any(t.tag_ in {"PRP", "WP"} for t in tokens[:1]):
        yield f"source pronoun:{tokens[0].lower_}"


def _of_words(content: Sequence[Token]) -> Iterator[str]:
    shown = [t for t in content if t.pos_ not in _SILENT]
    forms = [f"<{t.pos_}>" if t.pos_ in _NAMES else lemma(t) for t in shown]
    for form in forms:
        yield f"w:{form}"
    for a, b in pairwise(forms):
        yield f"ww:{a} {b}"
    for n, token in enumerate(shown[:_OPENING]):
        yield f"opens {n}:{token.lower_ if token.pos_ not in _NAMES else token.pos_}"
    if shown:
        yield f"opens tag:{shown[0].tag_}"
    yield from (f"longer:{n}" for n in _LENGTHS if len(shown) > n)
    if any(t.text == "?" for t in content):
        yield "asks"
    if any(t.lower_ in _OPEN_QUOTES and n for n, t in enumerate(content)):
        yield "partly quoted"
    if any(t.pos_ == "NUM" for t in content):
        yield "number"
    for token in content:
        yield from (f"mark:{mark}" for mark in marks_of(token))
        yield from (name for name, listed in _PLAIN.items() if token.lower_ in listed)


def _of_clause(scene: Scene, draft: Draft, content: list[Token]) -> Iterator[str]:
    top = predicate(content)
    if top is None:
        return
    key = lemma(top) if top.pos_ not in _NAMES else top.pos_
    yield f"root:{key}"
    yield f"root tag:{top.tag_}"
    yield f"root place:{top.dep_}"
    cue = draft.cue_entry
    if cue is not None:
        yield f"cue and root tag:{cue.lemma}/{top.tag_}"
    for child in top.children:
        if child.dep_ in _BESIDE and child.pos_ not in _NAMES and (child.dep_ != "prep" or top.pos_ != "NOUN"):
            yield f"{child.dep_}:{lemma(child)}"
            if child.dep_ in {"aux", "neg", "attr", "acomp", "dobj"}:
                yield f"{child.dep_}:{lemma(child)}<{key}"
    tenses = [t.tag_ for t in (top, *top.children) if t.dep_ in {"aux", "auxpass"} or t is top]
    yield f"tense:{' '.join(sorted(set(tenses)))}"
    if is_negated(top):
        yield "negated"
        yield f"negated:{key}"
    if top.pos_ in {"VERB", "AUX"}:
        for subject in subjects(top)[:2]:
            who = _who(scene, draft, subject)
            yield f"subject:{who}"
            yield f"subject:{who}/{top.tag_}"
            if is_negated(top):
                yield f"subject negated:{who}"


def _who(scene: Scene, draft: Draft, noun: Token) -> str:
    if noun.lower_ in {"we", "i"}:
        return "self"
    ids = named(scene, noun)
    if draft.asserter is not None and draft.asserter in ids:
        return "self"
    if ids:
        return str(scene.types.get(ids[0], "nameless"))
    return noun.lower_ if noun.pos_ == "PRON" else "thing"


def _of_wrongs(scene: Scene, draft: Draft, content: list[Token]) -> Iterator[str]:
    done = {w.token.i for w in deeds(scene, content, accusing=False)}
    for wrong in wrongs(content):
        yield f"wrong:{wrong.sort}"
        yield f"wrong:{wrong.sort}/{wrong.role}/{wrong.token.i in done}"
        if wrong.aggravated:
            yield "wrong aggravated"
        if wrong.alleged:
            yield "wrong alleged"
        if wrong.token.i not in done:
            continue
        who = [_who(scene, draft, d) for d in doers(wrong)]
        for one in who[:2] or ["unsaid"]:
            yield f"doer:{one}"
            yield f"doer:{wrong.sort}/{one}"
    whole = span_of(content)
    if whole is not None and conducts_in(scene.document.text[whole.start : whole.end]):
        yield "conduct"
    if is_hedged(content):
        yield "hedged"
        yield f"hedged/{draft.kind}"


def _of_page(scene: Scene, draft: Draft, content: list[Token]) -> Iterator[str]:
    text = scene.document.text
    begin = draft.content[0].start
    if begin and text[begin - 1] in _OPEN_QUOTES:
        yield "quoted"
    share = draft.start / max(1, len(text))
    yield f"place:{int(share * 4)}"
    if not scene.paragraph(draft.start):
        yield "first line"
    inside = [i for s in draft.content for i in scene.inside(s) if i != draft.asserter]
    yield f"others inside:{min(2, len(set(inside)))}"
    for one in sorted({str(scene.types[i]) for i in inside}):
        yield f"inside:{one}"
    if content and content[0].is_sent_start:
        yield "begins a sentence"
