"""Where names stand in a document, and under which label: known names, names by form, and runs of proper nouns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from claimgraph.extract.actors import people
from claimgraph.extract.actors.covering import Cover, longest
from claimgraph.extract.actors.forms import find_forms
from claimgraph.extract.actors.gazetteer import Hit, entry, find, makers, products
from claimgraph.extract.actors.heads import bounds, head_of, text_of
from claimgraph.extract.actors.kinds import by_context, by_words
from claimgraph.extract.actors.runs import Run, find_runs, in_headline
from claimgraph.extract.actors.shortforms import Name, expand
from claimgraph.extract.actors.strangers import is_nobody, label_of, without_prefix
from claimgraph.extract.lexicon import words
from claimgraph.model import ActorType, Span

__all__ = ["Name", "find_names", "find_products"]

_ACTING = {"nsubj", "nsubjpass", "poss", "agent"}


def find_names(doc: Doc) -> list[Name]:
    """Every named mention in document order, none inside another."""
    text = text_of(doc)
    known = [Name(f.span, f.label, f.type) for f in find_forms(text)]
    known += [n for h in find(text) if (n := _known(doc, h)) is not None]
    made = [Name(span, "", ActorType.UNNAMED) for span, _ in _made(doc)]
    kept = longest([*longest(known, len(text)), *made], len(text))
    runs = find_runs(doc, frozenset(k.span.start for k in kept))
    named = [n for n in _merged(doc, kept, runs) if n.label]
    return expand(text, _without_headlines(doc, named))


def find_products(doc: Doc, names: Iterable[Name]) -> list[tuple[Span, str]]:
    """Products and their makers' labels, where no longer name covers them."""
    cover = Cover(len(text_of(doc)), (n.span for n in names))
    return [(span, maker) for span, maker in _made(doc) if maker and not cover.meets(span)]


def _made(doc: Doc) -> Iterator[tuple[Span, str]]:
    for hit in find(text_of(doc), products()):
        if not hit.alias.common or _is_proper(doc, *bounds(doc, hit.span)):
            yield hit.span, makers()[hit.alias.label]


def _known(doc: Doc, hit: Hit) -> Name | None:
    """The gazetteer's hit as a name, unless an ordinary word or a mere place is more likely here."""
    found = entry(hit.alias.label)
    if found is None:
        return None
    head = head_of(doc, hit.span)
    if hit.alias.common and not _is_proper(doc, *bounds(doc, hit.span)):
        return None
    if hit.alias.common and found.sort == "outlet" and not _reports(doc, head):
        return None
    if found.type is ActorType.STATE and _modifies(doc, hit.span, head):
        return None
    if hit.alias.metonym and head.dep_ not in _ACTING and head.head.dep_ != "agent":
        return None
    return Name(hit.span, found.label, found.type)


def _modifies(doc: Doc, span: Span, head: Token) -> bool:
    """Whether a state only tells of what land something is: "U.S. labs" are not the United States."""
    last = bounds(doc, span)[1]
    if last < len(doc) and doc[last].tag_ == "POS":
        return False
    return head.dep_ in {"compound", "amod", "nmod"} and head.head.pos_ in {"NOUN", "PROPN"} and head.head.i >= last


def _is_proper(doc: Doc, start: int, end: int) -> bool:
    """A proper noun, and not only so because a sentence or a headline makes every word look like one."""
    if any(t.pos_ != "PROPN" for t in doc[start:end]):
        return False
    first = doc[start]
    opening = first.is_sent_start or doc[start - 1].is_quote or doc[start - 1].text in {":", "•", "-"}
    following = doc[end] if end < len(doc) else None
    modifies = following is not None and following.pos_ in {"NOUN", "ADJ", "ADP"}
    if (start == 0 or opening) and modifies and first.dep_ in {"compound", "amod", "ROOT"}:
        return False
    return start == 0 or doc[start - 1].pos_ != "DET" or doc[start - 1].lower_ == "the"


def _reports(doc: Doc, head: Token) -> bool:
    """Whether an outlet's name that is also a word ("Nature", "Time") stands where a speaker or hearer would."""
    if head.i and doc[head.i - 1].lower_ in {"magazine", "journal", "newspaper", "outlet", "website"}:
        return True
    if head.dep_ == "poss":
        return True
    verb = head.head.head if head.dep_ == "pobj" and head.head.lower_ in {"to", "with", "by"} else head.head
    roles = {"nsubj", "dobj", "dative", "pobj"}
    return head.dep_ in roles and (
        verb.lemma_.lower() in words("person_verbs") or verb.lemma_.lower() in words("issuing")
    )


def _merged(doc: Doc, known: list[Name], runs: Iterable[Run]) -> Iterator[Name]:
    """Known names, and what runs of proper nouns add around and between them."""
    starts = [k.span.start for k in known]
    cover = Cover(len(text_of(doc)), (k.span for k in known))
    replaced: set[Span] = set()
    for run in runs:
        here = known[bisect_left(starts, run.span.start) : bisect_left(starts, run.span.end)]
        inside = [k for k in here if k.span.end <= run.span.end]
        whole = _whole(doc, run, inside)
        if whole is not None:
            replaced.update(k.span for k in inside)
            yield whole
        elif not inside and not cover.meets(run.span):
            yield from _unknown(doc, run)
        else:
            yield from (n for piece in run.without(doc, [k.span for k in inside]) for n in _person(doc, piece))
    yield from (k for k in known if k.span not in replaced)


def _whole(doc: Doc, run: Run, inside: list[Name]) -> Name | None:
    """A run that is a longer name than the known ones in it: "Meta Oversight Board", "Melania Trump"."""
    if not inside or any(k.span == run.span for k in inside):
        return None
    name = run.words(doc)
    if people.is_full_name(name) and not any(k.label for k in inside):
        return Name(run.span, label_of(doc, run), ActorType.PERSON)  # "Claude Roe" is no product
    last = inside[-1]
    if last.span.end == run.span.end:
        return _namesake(doc, run, inside)
    kind = by_words(name)
    if kind in {None, ActorType.PERSON} or (name[-1] == "AI" and inside[0].type is ActorType.STATE):
        return None
    return Name(run.span, label_of(doc, run), kind or ActorType.ORGANIZATION)


def _namesake(doc: Doc, run: Run, inside: list[Name]) -> Name | None:
    """A known surname after another first name is somebody else."""
    (last, *others) = inside[::-1]
    surname = text_of(doc)[slice(*last.span)]
    name = run.words(doc)
    if others or last.type is not ActorType.PERSON or " " in surname or run.title is not None:
        return None
    namesake = len(name) == 2 and name[0].isalpha()  # noqa: PLR2004 first name and surname
    return Name(run.span, " ".join(name), ActorType.PERSON) if namesake else None


def _person(doc: Doc, run: Run) -> Iterator[Name]:
    """What is left of a run beside a known name counts only as a person: "Reuters Jane Roe", not "OpenAI Codex"."""
    name = run.words(doc)
    if people.is_full_name(name) or (run.title is not None and len(name) > 1):
        yield Name(run.span, label_of(doc, run), ActorType.PERSON, run.title)


def _unknown(doc: Doc, run: Run) -> Iterator[Name]:
    run = without_prefix(doc, run)
    if is_nobody(doc, run):
        return
    kind = (
        ActorType.PERSON if run.title is not None else by_words(run.words(doc)) or by_context(doc, run.start, run.end)
    )
    if kind is not None:
        yield Name(run.span, label_of(doc, run), kind, run.title)


def _without_headlines(doc: Doc, names: list[Name]) -> list[Name]:
    """Without unknown names that stand in headlines alone, where every word looks like a name."""
    sure = {n.label for n in names if entry(n.label) is not None or not in_headline(doc, n.span)}
    return [n for n in names if n.label in sure or _is_form(n)]


def _is_form(name: Name) -> bool:
    """A name that its form gives away, in a headline too."""
    return any(f.label == name.label for f in find_forms(name.label)) or name.label.startswith(
        ("Embassy of", "Attorney")
    )
