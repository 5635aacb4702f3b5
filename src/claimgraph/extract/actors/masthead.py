"""Who speaks by the layout of a text: the body that its masthead names, the speaker whose label opens a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from claimgraph.extract.actors.cast import Scene
from claimgraph.extract.actors.discourse import Referent
from claimgraph.extract.actors.heads import text_of
from claimgraph.extract.actors.kinds import by_words
from claimgraph.extract.actors.people import is_full_name
from claimgraph.model import ActorType, Span
from claimgraph.model.identifiers import actor_id

__all__ = ["labelled", "masthead"]

_LINES = 6  # of the top, that may be a masthead
_LONGEST = 110  # characters of a line of a masthead; prose runs longer
_BODIES = {ActorType.ORGANIZATION, ActorType.COMPANY, ActorType.GOVERNMENT_BODY}
_PARTS = re.compile(r"[,;|\u00b7\u2014\u2013:]|\.\s")
_LABELLED = re.compile(
    r"(?:From|Complainant|(?:Issued|Prepared|Published|Posted|Reviewed) by|By)\b:?\s+", re.IGNORECASE
)
_TITLE = re.compile(
    r"(?:(?:Joint |Public |Press |Open )*(?:Statement|Report|Comments?|Submission|Letter|Response|Note)"
    r"(?: by| of| from)(?: the)?)\s+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_PARTIAL = ("Team", "Staff", "Office")  # part of a body that speaks in its name
_LINKS = {"of", "for", "on", "and", "the", "&", "in"}
_TURN = re.compile(r"\s*([A-Z][\w.\u2019'-]*(?:[ \u00a0][\w.\u2019'-]+){0,4})\s?:\s")


def masthead(scene: Scene) -> Referent | None:
    """The body that a masthead gives as the text's issuer; None where none does.

    "From: Policy Planning Unit", "Statement of Acme on …" and "Open Ledger Coalition, secretariat paper": a line
    above the prose with a label or a title that leads to a body, else one of whose parts is a body's name in whole.
    """
    lines = list(_top(text_of(scene.doc)))
    for line in lines:
        lead = _LABELLED.match(line)
        found = None if lead is None else _first_body(scene, line[lead.end() :], led=True)
        if found is not None:
            return found
    for line in lines:
        lead = _TITLE.match(line)
        found = None if lead is None else _opens_with_name(scene, line[lead.end() :])
        if found is not None:
            return found
    named = [(line, f) for line in lines if (f := _first_body(scene, line, led=False)) is not None]
    found = None
    for line, body in named:
        whole = body.label == _ARTICLE.sub("", line.strip(" ."))
        if found is None or whole:
            found = body  # a letterhead goes from the larger body to its part
        if not whole:
            break
    return found


def _first_body(scene: Scene, line: str, *, led: bool) -> Referent | None:
    return next((f for part in _PARTS.split(line) if (f := _body(scene, part, led=led)) is not None), None)


def _top(text: str) -> Iterator[str]:
    """The lines above the prose: short ones, from the first."""
    for line in text.split("\n")[:_LINES]:
        if len(line) > _LONGEST:
            return
        if line.strip():
            yield line.strip()


def _body(scene: Scene, words: str, *, led: bool) -> Referent | None:
    """The body that words name in whole: one that the text names elsewhere, one by its own words, or one `led` to."""
    name = _ARTICLE.sub("", words.strip(" ."))
    if name.endswith(_PARTIAL):
        return None
    known = next((n for n in scene.names if n.label == name), None)
    if known is not None:
        return Referent(actor_id(known.label), known.label, known.type) if known.type in _BODIES else None
    parts = name.split()
    capitals = bool(parts) and all(w[0].isupper() or w in _LINKS for w in parts) and not name.isupper()
    kind = by_words(parts) if capitals else None
    if capitals and kind is None and led and len(parts) > 1 and not is_full_name(parts):
        kind = ActorType.ORGANIZATION
    return Referent(actor_id(name), name, kind) if kind in _BODIES else None


def _opens_with_name(scene: Scene, words: str) -> Referent | None:
    """The body whose name words begin with: what a statement is "of"."""
    found = [n for n in scene.names if n.type in _BODIES and re.match(rf"{re.escape(n.label)}\b", words)]
    best = max(found, key=lambda n: len(n.label), default=None)
    return None if best is None else Referent(actor_id(best.label), best.label, best.type)


def labelled(scene: Scene, token: Token) -> Referent | None:
    """The person or body whose label opens the line of a token: "*Calloway*: No. I never gave …"."""
    text = text_of(scene.doc)
    start = text.rfind("\n", 0, token.idx) + 1
    label = _TURN.match(text, start, token.idx)
    if label is None:
        return None
    span = Span(*label.span(1))
    names = [n for n in scene.names if span.start <= n.span.start and n.span.end <= span.end]
    if not names or names[-1].span.end != span.end:
        return None
    return Referent(actor_id(names[-1].label), names[-1].label, names[-1].type)
