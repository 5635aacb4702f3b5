"""Where names stand in a document, and under which label: known names, names by form, and runs of proper nouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from claimgraph.extract.actors import people
from claimgraph.extract.actors.forms import find_forms
from claimgraph.extract.actors.gazetteer import Hit, entry, find, makers, products
from claimgraph.extract.actors.kinds import by_context, by_words
from claimgraph.extract.actors.runs import Run, find_runs, in_headline
from claimgraph.extract.actors.shortforms import Name, expand
from claimgraph.extract.lexicon import words
from claimgraph.model import ActorType, Span

__all__ = ["Name", "find_names", "find_products"]

_ACTING = {"nsubj", "nsubjpass", "poss", "agent"}


def find_names(doc: Doc) -> list[Name]:
    """Every named mention in document order, none inside another."""
    known = [Name(f.span, f.label, f.type) for f in find_forms(doc.text)]
    known += [n for h in find(doc.text) if (n := _known(doc, h)) is not None]
    made = {h.span for h in find(doc.text, products())}
    kept = _longest(known)
    kept = _longest([*kept, *(Name(s, "", ActorType.UNNAMED) for s in made)])
    runs = find_runs(doc, frozenset(k.span.start for k in kept))
    return expand(doc.text, [n for n in _merged(doc, kept, runs) if n.label])


def find_products(doc: Doc, names: Iterable[Name]) -> list[tuple[Span, str]]:
    """Products and their makers' labels, where no longer name covers them."""
    taken = [n.span for n in names]
    hits = [(h.span, makers()[h.alias.label]) for h in find(doc.text, products())]
    return [(s, maker) for s, maker in hits if maker and not any(t.start <= s.start and s.end <= t.end for t in taken)]


def _known(doc: Doc, hit: Hit) -> Name | None:
    """The gazetteer's hit as a name, unless an ordinary word or a mere place is more likely here."""
    found = entry(hit.alias.label)
    chunk = doc.char_span(*hit.span, alignment_mode="expand")
    if found is None or chunk is None:
        return None
    head = chunk.root
    if hit.alias.common and not _is_proper(doc, chunk.start, chunk.end):
        return None
    if hit.alias.metonym and head.dep_ not in _ACTING and head.head.dep_ != "agent":
        return None
    return Name(hit.span, found.label, found.type)


def _is_proper(doc: Doc, start: int, end: int) -> bool:
    """A proper noun, and not only so because a sentence or a headline makes every word look like one."""
    if any(t.pos_ != "PROPN" for t in doc[start:end]):
        return False
    first = doc[start]
    opening = (
        first.is_sent_start or doc[start - 1].is_quote or doc[start - 1].text in {":", "•", "-"} if start else True
    )
    following = doc[end] if end < len(doc) else None
    if (
        opening
        and following is not None
        and following.pos_ in {"NOUN", "ADJ", "ADP"}
        and first.dep_ in {"compound", "amod", "ROOT"}
    ):
        return False
    return start == 0 or doc[start - 1].pos_ != "DET" or doc[start - 1].lower_ == "the"


def _longest(names: Iterable[Name]) -> list[Name]:
    """Names that overlap no longer one; the first of equals."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.span.start - n.span.end, n.span.start)):
        if not any(k.span.start < name.span.end and name.span.start < k.span.end for k in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.span)


def _merged(doc: Doc, known: list[Name], runs: Iterable[Run]) -> Iterator[Name]:
    """Known names, and what runs of proper nouns add around and between them."""
    left = list(known)
    for run in runs:
        inside = [k for k in left if run.span.start <= k.span.start and k.span.end <= run.span.end]
        whole = _whole(doc, run, inside)
        if whole is not None:
            left = [k for k in left if k not in inside]
            yield whole
        elif not inside and not _overlap(run.span, left):
            yield from _unknown(doc, run)
        else:
            yield from (n for piece in run.without(doc, [k.span for k in inside]) for n in _person(doc, piece))
    yield from left


def _overlap(span: Span, names: Iterable[Name]) -> bool:
    return any(n.span.start < span.end and span.start < n.span.end for n in names)


def _whole(doc: Doc, run: Run, inside: list[Name]) -> Name | None:
    """A run that is a longer name than the known ones in it: "Meta Oversight Board", "Melania Trump"."""
    if not inside or any(k.span == run.span for k in inside):
        return None
    text = run.words(doc)
    last = inside[-1]
    if last.span.end == run.span.end:
        return _namesake(doc, run, inside)
    kind = by_words(text)
    if kind in {None, ActorType.PERSON} or (text[-1] == "AI" and inside[0].type is ActorType.STATE):
        return None
    return Name(run.span, _label(text), kind or ActorType.ORGANIZATION)


def _namesake(doc: Doc, run: Run, inside: list[Name]) -> Name | None:
    """A known surname after another first name is somebody else."""
    (last, *others) = inside[::-1]
    surname = doc.text[last.span.start : last.span.end]
    text = run.words(doc)
    if others or last.type is not ActorType.PERSON or " " in surname or run.title is not None:
        return None
    return Name(run.span, " ".join(text), ActorType.PERSON) if len(text) == 2 and text[0].isalpha() else None  # noqa: PLR2004 first and last


def _person(doc: Doc, run: Run) -> Iterator[Name]:
    """What is left of a run beside a known name counts only as a person: "Reuters Jane Roe", not "OpenAI Codex"."""
    text = run.words(doc)
    if people.is_full_name(text) or (run.title is not None and len(text) > 1):
        yield Name(run.span, " ".join(text), ActorType.PERSON, run.title)


def _unknown(doc: Doc, run: Run) -> Iterator[Name]:
    text = run.words(doc)
    label = _label(text)
    if not text or _is_nobody(label):
        return
    kind = ActorType.PERSON if run.title is not None else by_words(text)
    if kind is None and not in_headline(doc, run.span):
        kind = by_context(doc, run.start, run.end)
    if kind is not None:
        yield Name(run.span, label, kind, run.title)


def _is_nobody(label: str) -> bool:
    listed = words("not_actors")
    return (
        label.lower() in listed
        or all(w.lower() in listed for w in label.split())
        or not re.search(r"[A-Za-z]{2}", label)
    )


def _label(text: list[str]) -> str:
    return " ".join(text[1:] if text[0].lower() == "the" and len(text) > 1 else text)
