"""Who is there in a document: its named actors, its instruments, their ties, and the means to tell who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from claimgraph.extract.actors import people
from claimgraph.extract.actors.described import antecedent, role_of
from claimgraph.extract.actors.discourse import Discourse, Referent
from claimgraph.extract.actors.gazetteer import entry
from claimgraph.extract.actors.heads import head_of, text_of
from claimgraph.extract.actors.instruments import Draft, find_instruments
from claimgraph.extract.actors.names import find_names, find_products
from claimgraph.extract.actors.phrases import phrase_of, stands_as_head
from claimgraph.extract.actors.shortforms import Name
from claimgraph.extract.actors.ties import Tie, find_ties
from claimgraph.extract.actors.works import Work, find_works
from claimgraph.model import Actor, ActorType, Affiliation, Basis, Document, Instrument, Span
from claimgraph.model.identifiers import actor_id, instrument_id

__all__ = ["Scene", "actor_of", "read_scene"]

_ADMINISTRATION = "US administration"
_AMERICAN = {
    "White House",
    "United States",
    "US Congress",
    "US Senate",
    "US House of Representatives",
    "US government",
    "Donald Trump",
    "Joe Biden",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that was found, as the resolver needs it.

    Attributes:
        doc: the parse.
        document: the document.
        names: named mentions.
        works: texts that are mentioned, with the ids of their authors by head token in `authors`.
        products: products, each with its maker's id.
        discourse: mentions of all referents, in order.
        actors: the named actors in order of first mention, coreferent descriptions among their mentions.
        instruments: the instruments in order of first mention.
        affiliations: ties between actors of the scene.
        authors: the author's id by the token of a work's head.
        meant: the referent's id by the token of an instrument's or description's head.
    """

    doc: Doc
    document: Document
    names: tuple[Name, ...]
    products: tuple[tuple[Span, str], ...]
    discourse: Discourse
    actors: tuple[Actor, ...]
    instruments: tuple[Instrument, ...]
    affiliations: tuple[Affiliation, ...]
    authors: dict[int, str]
    meant: dict[int, str]


def actor_of(label: str, kind: ActorType, mentions: Iterable[Span] = (), aliases: Iterable[str] = ()) -> Actor:
    """A named actor's record; what the gazetteer knows of the label is added."""
    known = entry(label)
    return Actor(
        actor_id(label),
        label,
        known.type if known else kind,
        tuple(sorted(set(mentions))),
        tuple(sorted({a for a in aliases if a != label})),
        known.wikidata if known else None,
    )


def read_scene(doc: Doc, document: Document) -> Scene:
    """Find names, instruments and texts, then read on and tie descriptions to what was named before."""
    names = find_names(doc)
    drafts = find_instruments(doc, names)
    works = list(find_works(doc, names))
    products = [(span, maker) for span, maker in find_products(doc, names)]
    labels = _kinds(names, [*(d.issuer for d in drafts), *(m for _, m in products)])
    discourse = Discourse(doc)
    titles = _titles(names)
    for name in names:
        _enter(doc, discourse, name, titles.get(name.label, ()))
    meant: dict[int, str] = {}
    instruments = tuple(_instrument(d, document.version) for d in drafts)
    for draft, record in zip(drafts, instruments, strict=True):
        for head, span in zip(draft.heads, draft.mentions, strict=False):
            meant[head] = record.id
            discourse.add(Referent(record.id, record.label, None), span, head)
    authors, described = _read_on(doc, discourse, works, meant)
    if any(label == _ADMINISTRATION for _, label in described):
        labels.setdefault(_ADMINISTRATION, ActorType.GOVERNMENT_BODY)
    actors = tuple(_actors(doc, names, labels, described))
    ids = {a.id for a in actors}
    ties = [t for t in find_ties(doc, names) if t.actor in labels and t.other in labels]
    affiliations = tuple(a for a in _affiliations(ties) if a.actor in ids and a.other in ids)
    made = tuple((span, actor_id(maker)) for span, maker in products)
    return Scene(doc, document, tuple(names), made, discourse, actors, instruments, affiliations, authors, meant)


def _kinds(names: Iterable[Name], others: Iterable[str | None]) -> dict[str, ActorType]:
    """The type of each label, in order of first appearance."""
    kinds: dict[str, ActorType] = {}
    for name in names:
        kinds.setdefault(name.label, name.type)
    for label in others:
        known = entry(label) if label else None
        if label and known is not None:
            kinds.setdefault(label, known.type)
    return kinds


def _titles(names: Iterable[Name]) -> dict[str, tuple[people.Title, ...]]:
    found: dict[str, tuple[people.Title, ...]] = {}
    for name in names:
        if name.title is not None:
            found[name.label] = (*found.get(name.label, ()), name.title)
    return found


def _enter(doc: Doc, discourse: Discourse, name: Name, titles: tuple[people.Title, ...]) -> None:
    known = entry(name.label)
    pronoun, roles = "", frozenset[str]()
    if name.type is ActorType.PERSON:
        pronoun = next((t.pronoun for t in titles if t.pronoun), people.pronoun_of(name.label))
        roles = frozenset(t.role for t in titles)
    referent = Referent(actor_id(name.label), name.label, name.type, pronoun, roles, known.sort if known else "")
    discourse.add(referent, name.span, head_of(doc, name.span).i)


def _instrument(draft: Draft, version: str) -> Instrument:
    return Instrument(
        instrument_id(draft.label) if draft.named else instrument_id(draft.label, version),
        draft.label,
        draft.type,
        actor_id(draft.issuer) if draft.issuer else None,
        draft.status,
        tuple(sorted(set(draft.mentions))),
        tuple(actor_id(t) for t in draft.targets),
    )


def _read_on(
    doc: Doc, discourse: Discourse, works: list[Work], meant: dict[int, str]
) -> tuple[dict[int, str], list[tuple[Span, str]]]:
    """Resolve descriptions and the authors of texts in order; each is then itself something to refer back to."""
    authors: dict[int, str] = {}
    described: list[tuple[Span, str]] = []
    written = {w.phrase.head: w for w in works}
    named = {m.token for m in discourse.mentions}
    for token in doc:
        if token.i in written and token.i not in meant:
            author = _author(written[token.i], authors, works)
            if author is not None:
                authors[token.i] = author
                discourse.add(discourse.referents[author], written[token.i].phrase.span(doc), token.i)
        elif token.i not in meant and token.i not in named:
            found = _description(doc, discourse, token.i)
            if found is not None:
                meant[token.i] = found.id
                span = phrase_of(doc, token.i).span(doc)
                described.append((span, found.label))
                discourse.add(found, span, token.i)
    return authors, described


def _author(work: Work, authors: dict[int, str], works: list[Work]) -> str | None:
    if work.author is not None:
        return actor_id(work.author)
    if not work.phrase.definite:
        return None
    head = work.noun.split()[-1]
    before = [w for w in works if w.phrase.head < work.phrase.head and w.phrase.head in authors]
    same = [w for w in before if w.noun.split()[-1] == head]
    return authors[same[-1].phrase.head] if same else None


def _description(doc: Doc, discourse: Discourse, at: int) -> Referent | None:
    noun = role_of(doc, at)
    if noun is None or not stands_as_head(doc, at):
        return None
    phrase = phrase_of(doc, at)
    if noun == "administration":
        return _administration(discourse, phrase.determiner, len(phrase.modifiers(doc)), phrase.start)
    return antecedent(discourse, phrase, noun).referent


def _administration(discourse: Discourse, determiner: str, modifiers: int, at: int) -> Referent | None:
    """The administration named before; else the American one, where the text is about American government."""
    if determiner not in {"the", "this"} or modifiers:
        return None
    offset = discourse.doc[at].idx
    before = [discourse.referents[m.id] for m in discourse.mentions if m.span.end <= offset]
    named = [r for r in before if r.label.casefold().endswith("administration") and r.type is ActorType.GOVERNMENT_BODY]
    if named:
        return named[-1]
    if any(r.label in _AMERICAN for r in discourse.referents.values()):
        return Referent(actor_id(_ADMINISTRATION), _ADMINISTRATION, ActorType.GOVERNMENT_BODY)
    return None


def _actors(
    doc: Doc, names: Iterable[Name], kinds: dict[str, ActorType], described: list[tuple[Span, str]]
) -> Iterator[Actor]:
    mentions: dict[str, list[Span]] = {}
    aliases: dict[str, list[str]] = {}
    for name in names:
        mentions.setdefault(name.label, []).append(name.span)
        aliases.setdefault(name.label, []).append(" ".join(text_of(doc)[slice(*name.span)].split()))
    for span, label in described:
        mentions.setdefault(label, []).append(span)
    order = sorted(kinds, key=lambda k: (min(mentions.get(k, [Span(len(text_of(doc)), 0)])), k))
    for label in order:
        yield actor_of(label, kinds[label], mentions.get(label, ()), aliases.get(label, ()))


def _affiliations(ties: Iterable[Tie]) -> Iterator[Affiliation]:
    seen: set[tuple[str, str, str]] = set()
    for tie in ties:
        key = (tie.actor, tie.other, tie.relation)
        if key not in seen and tie.actor != tie.other:
            seen.add(key)
            basis = Basis.STATED if tie.span is not None else Basis.DECLARED
            yield Affiliation(actor_id(tie.actor), actor_id(tie.other), tie.relation, basis, tie.span)
