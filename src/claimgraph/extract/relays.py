"""Through whom a document has what somebody says: "AP reports that X said", "X told AP", "AP quotes X as saying"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from claimgraph.extract.drafts import Draft
from claimgraph.extract.lexicon import words
from claimgraph.extract.scene import Scene, named
from claimgraph.extract.syntax import lemma, subjects, tokens_in
from claimgraph.model import Kind, Span

__all__ = ["relayed"]

_INSIDE = 0.6  # of an outer content that a nested attribution fills, for the outer one to say no more than "X said"
_ACTS = {Kind.ALLEGATION, Kind.DENIAL}  # what an attribution does that a nested one does not replace
_LEAD = 0.25  # of it that may stand before the nested one ("the core claim:")
_TELLS = {"tell", "inform", "email"}


def relayed(scene: Scene, drafts: Sequence[Draft], outlets: frozenset[str]) -> list[Draft]:
    """The drafts with `relayed_by` set, without the outer ones that only pass a nested one on.

    Args:
        scene: the document, parsed, and its actors.
        drafts: all drafts, in document order.
        outlets: ids of actors that may be told something to pass on: organisations, not governments.
    """
    outer = {n: _outer(n, drafts) for n in range(len(drafts))}
    nested = [(n, o) for n, o in outer.items() if o is not None]
    empty = {o for n, o in nested if _fills(drafts[n], drafts[o]) and _adds_nothing(drafts[o], drafts[n])}
    empty |= {n for n, o in nested if o not in empty and _is_slight(drafts[n])}
    kept: list[Draft] = []
    for n, draft in enumerate(drafts):
        if n not in empty:
            above = _around(scene, n, drafts, outer)
            relays = [i for i in above if not i.startswith("instrument/")]
            relay = next(iter(relays), None) or _beside(scene, draft, outlets, kept)
            kept.append(
                replace(
                    draft,
                    relayed_by=relay if relay != draft.asserter else None,
                    documents=(*draft.documents, *(i for i in above if i.startswith("instrument/"))),
                )
            )
    return kept


def _is_slight(draft: Draft) -> bool:
    """Whether a nested draft is no proposition of its own: "backed a bill" inside what is reported."""
    return draft.nominal and draft.kind not in _ACTS


def _adds_nothing(outer: Draft, inner: Draft) -> bool:
    """Whether an outer attribution only passes on.

    Of what somebody else says, unless it accuses or denies by itself; and of one's own allegation or denial. Who says
    of themselves that they hope or believe has done both.
    """
    if outer.asserter == inner.asserter:
        return inner.kind in _ACTS
    return outer.cue_entry is None or outer.cue_entry.kind not in _ACTS


def _around(scene: Scene, n: int, drafts: Sequence[Draft], outer: Mapping[int, int | None]) -> list[str]:
    """The asserters of the attributions round this one that are somebody else's, nearest first."""
    found = []
    around = outer[n]
    while around is not None:
        asserter = drafts[around].asserter
        if asserter is not None and asserter != drafts[n].asserter and asserter not in scene.minted:
            found.append(asserter)
        around = outer[around]
    return found


def _beside(scene: Scene, draft: Draft, outlets: frozenset[str], before: Sequence[Draft]) -> str | None:
    """The outlet that was told it, or that stands above it as the subject of a verb that passes words on."""
    anchors = tokens_in(scene.doc, draft.cue)
    ids = [i for t in anchors for i in _told(scene, t)]
    for passer in _passers(anchors[0]) if anchors else ():
        ids += named(scene, passer) or (_speaker(scene, passer, before) if passer.lower_ == "it" else ())
    return next((i for i in ids if i in outlets), None)


def _speaker(scene: Scene, pronoun: Token, before: Sequence[Draft]) -> tuple[str, ...]:
    """Who spoke in the sentence before a pronoun: "AP notes that …. It also …"."""
    sentence = pronoun.sent
    if sentence.start == 0:
        return ()
    last = scene.doc[sentence.start - 1].sent
    said = [d for d in before if d.source and last.start_char <= d.start < last.end_char and d.asserter is not None]
    return (said[0].asserter,) if said and said[0].asserter is not None else ()


def _outer(n: int, drafts: Sequence[Draft]) -> int | None:
    """The smallest other draft whose content holds all of this one's content and cue."""
    mine = drafts[n]
    if not mine.cue:
        return None
    found = [
        (d.extent.end - d.extent.start, i)
        for i, d in enumerate(drafts)
        if i != n
        and d.cue
        and d.content != mine.content
        and all(_within(s, d.content) for s in (*mine.cue, *mine.content))
    ]
    return min(found)[1] if found else None


def _within(span: Span, spans: Sequence[Span]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in spans)


def _fills(inner: Draft, outer: Draft) -> bool:
    """Whether an outer content is hardly more than the nested attribution."""
    whole = sum(s.end - s.start for s in outer.content)
    said = sum(s.end - s.start for s in (*inner.source, *inner.cue, *inner.content))
    return not _is_slight(inner) and said >= _INSIDE * whole and inner.start - outer.content[0].start <= _LEAD * whole


def _told(scene: Scene, cue: Token) -> list[str]:
    """Whom the words were told to: the object of "tell", at the cue, above it or in a participle beside it."""
    tellers = [t for t in (cue, cue.head, *cue.children) if lemma(t) in _TELLS and t.pos_ == "VERB"]
    told = [c for t in tellers for c in t.children if c.dep_ in {"dobj", "dative"} and c.pos_ != "PRON"]
    return [i for c in told for i in named(scene, c)]


def _passers(cue: Token) -> list[Token]:
    """Who stands above the cue as the subject of a verb that passes words on: "X quotes Y as saying"."""
    node = cue
    while node.head.i != node.i:
        node = node.head
        if node.pos_ == "VERB" and lemma(node) in words("relays"):
            return subjects(node)
    return []
