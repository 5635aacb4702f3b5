"""From a row to a record, by a table's sections. Pure: the same row gives the same record.

What others say stays theirs: an assertion's asserter is the dataset's publisher unless the mapping names somebody else,
and its words stand in the record's own text.
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from typing import TypeVar

from claimgraph.merge.cells import Cells, Refused
from claimgraph.merge.labels import Labels
from claimgraph.merge.mapping import (
    ActorMap,
    AffiliationMap,
    AssertionMap,
    DeterminationMap,
    DocumentMap,
    EvidenceMap,
    InstrumentMap,
    Metadata,
    Section,
    Table,
    Templates,
)
from claimgraph.merge.records import Determination, Named, Property, Record
from claimgraph.merge.templates import first, texts
from claimgraph.model import (
    Actor,
    ActorType,
    Affiliation,
    Assertion,
    Basis,
    Claim,
    ClaimKind,
    Derivation,
    Disclosure,
    Document,
    Evidence,
    EvidenceType,
    Extraction,
    Instrument,
    InstrumentStatus,
    InstrumentType,
    Relation,
    Span,
    Stance,
)
from claimgraph.model import Metadata as About
from claimgraph.model.identifiers import actor_id as id_of_actor
from claimgraph.model.identifiers import (
    assertion_id,
    claim_id,
    document_id,
    evidence_id,
    instrument_id,
)

__all__ = ["VALUES", "Names", "Source", "make"]

VALUES = ("text", "iri", "date", "number", "actor", "instrument", "claim", "document")
"""The sorts of a property's value: `iri:{Link}` in a mapping; a value without a sort is a text."""

_HANDLE = "merge.v1"
actor_id = lru_cache(maxsize=1 << 16)(id_of_actor)  # the same few names stand in most rows
V = TypeVar("V", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Names:
    """What a file's identifiers are called, and which names several of them share."""

    of: Labels | Mapping[str, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()

    def actor(self, key: str) -> Named | None:
        """The actor of an identifier; None where the file names nobody so. A shared name is told apart by the key."""
        label = self.of.get(key)
        if label is None:
            return None
        name = actor_id(label)
        return Named(actor_id(label, key) if name in self.shared else name, label)


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: the dataset's name and metadata, its table, and the file's names."""

    dataset: str
    metadata: Metadata
    table: Table
    names: Names = Names()


class _Making:
    """One record in the making."""

    def __init__(self, source: Source, document: Document) -> None:
        self.source = source
        self.document = document
        self.parts: dict[str, tuple[Span | None, Span]] = {}
        self.actors: dict[str, Actor] = {}
        self.named: dict[str, Named] = {}
        self.properties: list[Property] = []

    def people(self, templates: str | Templates, cells: Cells) -> tuple[str, ...]:
        """The ids of the actors that templates name, each of them named in the record."""
        given = (templates,) if isinstance(templates, str) else templates
        found: dict[str, None] = {}
        for template in given:
            key, arrow, label = template.partition(" => ")
            if arrow and key.startswith("@"):
                found.update(dict.fromkeys(self._looked_up(texts(key[1:], cells), texts(label, cells))))
            elif arrow:
                found.update(dict.fromkeys(self._keyed(texts(key, cells), texts(label, cells))))
            else:
                for word in texts(template.removeprefix("@"), cells):
                    found[self._actor(word, by_key=template.startswith("@"))] = None
        return tuple(found)

    def _keyed(self, keys: Sequence[str], labels: Sequence[str]) -> Iterator[str]:
        """Actors whom a public identifier tells apart from others of their name: "bioguide {id} => {name}"."""
        if len(keys) != len(labels):
            raise Refused(f"gives {len(keys)} identifiers for {len(labels)} names; each needs one")
        for key, label in zip(keys, labels, strict=True):
            one = Named(actor_id(key), label)
            self.named.setdefault(one.id, one)
            yield one.id

    def _looked_up(self, keys: Sequence[str], otherwise: Sequence[str]) -> Iterator[str]:
        """Actors by the lookup, and those whom the file does not name by what else they are called."""
        for key, label in zip(keys, otherwise, strict=True):
            one = self.source.names.actor(key) or Named(actor_id(label), label)
            self.named.setdefault(one.id, one)
            yield one.id

    def _actor(self, word: str, *, by_key: bool) -> str:
        if by_key:
            one = self.source.names.actor(word)
            if one is None:
                raise Refused(f"refers to {word[:60]!r}, which names nobody in this file")
        elif self.source.table.unnamed is not None and self.source.table.unnamed.fullmatch(word):
            one = Named(actor_id(word, self.document.version), word)
            self.actors[one.id] = Actor(one.id, word, ActorType.UNNAMED)
        else:
            one = Named(actor_id(word), word)
        self.named.setdefault(one.id, one)
        return one.id

    def add_properties(self, node: str, given: Mapping[str, Templates], cells: Cells) -> None:
        """What else is said of a node."""
        for prop, templates in given.items():
            for template in templates:
                sort, rest = _sorted(template)
                self.properties += [Property(node, prop, sort, value) for value in self._values(sort, rest, cells)]

    def _values(self, sort: str, template: str, cells: Cells) -> Iterable[str]:
        match sort:
            case "actor":
                return self.people(template, cells)
            case "instrument":
                return (instrument_id(v) for v in texts(template, cells))
            case "claim":
                return (_claim_key(v) for v in texts(template, cells))
            case "document":
                return (document_id(_version(self.source, v)) for v in texts(template, cells))
            case _:
                return texts(template, cells)


def make(source: Source, cells: Cells, key: str) -> Record:
    """The record of one row.

    Args:
        source: dataset and table.
        cells: the row.
        key: what tells it from the others of its table.

    Raises:
        Refused: a value is not what the mapping says of it.
    """
    table = source.table
    document, parts = _document(source, cells, key)
    making = _Making(source, document)
    making.parts = parts
    publisher = None
    if table.document is not None:
        publisher = actor_id(source.metadata.publisher)
        making.named[publisher] = Named(publisher, source.metadata.publisher)
        making.add_properties(document_id(document.version), table.document.properties, cells)
    for actor in table.actors:
        for scope in _scopes(actor, cells):
            _make_actor(making, actor, scope)
    instruments = [i for s in table.instruments for scope in _scopes(s, cells) for i in _instrument(making, s, scope)]
    said = [a for s in table.assertions for scope in _scopes(s, cells) for a in _assertion(making, s, scope)]
    items = [e for s in table.evidence for _ in _scopes(s, cells) for e in _evidence(making, s, said)]
    decided = [d for s in table.determinations for scope in _scopes(s, cells) for d in _determination(making, s, scope)]
    ties = [t for s in table.affiliations for scope in _scopes(s, cells) for t in _affiliations(making, s, scope)]
    node = document_id(document.version)
    extraction = Extraction(
        version=document.version,
        actors=tuple(making.actors.values()),
        instruments=tuple({i.id: i for i in instruments}.values()),
        claims=tuple({c.id: c for c, _ in said}.values()),
        assertions=tuple({a.id: a for _, a in said}.values()),
        evidence=tuple({e.id: e for e in items}.values()),
        affiliations=tuple(dict.fromkeys(ties)),
        derivations=tuple(Derivation(node, s, Basis.DECLARED) for s in document.metadata.derived_from),
        publisher=publisher,
        handles=(_HANDLE,),
    )
    return Record(
        document=document,
        whole=table.document is not None,
        extraction=extraction,
        named=tuple(making.named.values()),
        determinations=tuple(decided),
        properties=tuple(dict.fromkeys(making.properties)),
    )


def _scopes(section: Section, cells: Cells) -> Iterator[Cells]:
    """The row, or each item of its list, where it is what the section is for."""
    for scope in cells.items(section.each) if section.each else (cells,):
        for column, wanted in section.when.items():
            if not any(value in wanted for value in scope.values(column)):
                break
        else:
            yield scope


def _version(source: Source, key: str) -> str:
    """The identity of a record: of a dataset, a table and a key, whatever its words are today."""
    named = f"{source.dataset}\x1f{source.table.name}\x1f{key}"
    return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()


def _document(source: Source, cells: Cells, key: str) -> tuple[Document, dict[str, tuple[Span | None, Span]]]:
    """The row as a text, one part a line, and where each part's label and value stand in it."""
    given, metadata = source.table.document, source.metadata
    if given is None:
        return Document(origin="", sha256="", version=source.dataset, text=""), {}
    parts: dict[str, tuple[Span | None, Span]] = {}
    lines: list[str] = []
    at = 0
    for part in given.text:
        value = "; ".join(texts(part.value, cells))
        if not value:
            continue
        front = f"{part.label}: " if part.label else ""
        label = Span(at, at + len(part.label)) if part.label else None
        parts[part.name] = (label, Span(at + len(front), at + len(front) + len(value)))
        lines.append(front + value)
        at += len(front) + len(value) + 1
    text = "\n".join(lines)
    if not text:
        raise Refused("has no words: every column of its text is empty")
    about = About(
        title=first(given.title, cells) or None,
        publisher=metadata.publisher,
        date=first(given.date, cells) or None,
        url=first(given.url, cells) or None,
        licence=metadata.licence,
        kind=first(given.kind, cells) or metadata.kind,
        derived_from=_derived_from(given, cells),
    )
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document("", digest, _version(source, key), text, about), parts


@cache
def _sorted(template: str) -> tuple[str, str]:
    """What a property's value is, and its template."""
    sort, _, rest = template.partition(":")
    return (sort, rest) if sort in VALUES else ("text", template)


def _derived_from(given: DocumentMap, cells: Cells) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for t in given.derived_from for v in texts(t, cells)))


def _make_actor(making: _Making, given: ActorMap, cells: Cells) -> None:
    ids = making.people(given.name, cells)
    kind = first(given.type, cells)
    aliases = tuple(dict.fromkeys(v for t in given.aliases for v in texts(t, cells)))
    for name in ids:
        label = making.named[name].label
        if kind and name not in making.actors:
            others = tuple(sorted(a for a in aliases if a != label))
            wikidata = first(given.wikidata, cells) or None
            making.actors[name] = Actor(name, label, _one_of(ActorType, kind, "an actor"), (), others, wikidata)
        elif not kind:
            making.properties += [Property(name, "skos:altLabel", "text", a) for a in aliases if a != label]
            making.properties += [
                Property(name, "schema:sameAs", "iri", _wikidata(q)) for q in texts(given.wikidata, cells)
            ]
        making.add_properties(name, given.properties, cells)


def _wikidata(name: str) -> str:
    return f"http://www.wikidata.org/entity/{name}"


def _instrument(making: _Making, given: InstrumentMap, cells: Cells) -> Iterator[Instrument]:
    label = first(given.label, cells)
    if not label:
        raise Refused("names no instrument: its label is empty")
    name = instrument_id(first(given.id, cells) or label)
    issuers = making.people(given.issuer, cells)
    making.add_properties(name, given.properties, cells)
    # The model has room for one issuer; the others (joint rules, several sponsors) are said beside it.
    making.properties += [Property(name, "cg:issuedBy", "actor", i) for i in issuers[1:]]
    yield Instrument(
        id=name,
        label=label,
        type=_one_of(InstrumentType, first(given.type, cells) or "Other", "an instrument"),
        issuer=issuers[0] if issuers else None,
        status=_one_of(InstrumentStatus, first(given.status, cells), "a status"),
        targets=making.people(given.targets, cells),
    )


def _assertion(making: _Making, given: AssertionMap, cells: Cells) -> Iterator[tuple[Claim, Assertion]]:
    part = next((p for p in given.content if p in making.parts), None)
    kind = ClaimKind(given.kind)
    accused = making.people(given.accused, cells)
    if part is None or (kind is ClaimKind.ALLEGATION and not accused):
        return  # nothing is said, or nobody is said to have done it
    document = making.document
    content = making.parts[part][1]
    words = document.quote(content)
    key = first(given.claim, cells)
    name = _claim_key(key) if key else claim_id(words, kind, accused, document.version)
    label = making.parts[given.cue][0] if given.cue in making.parts else None
    cue = () if label is None else (label,)
    asserters = making.people(given.asserter, cells) or (actor_id(making.source.metadata.publisher),)
    about = making.people(given.about, cells)
    making.properties += [Property(name, "cg:about", "actor", a) for a in about if a not in accused]
    yield (
        Claim(name, words, kind, accused),
        Assertion(
            id=assertion_id(document.version, asserters[0], cue, (content,)),
            claim=name,
            asserter=asserters[0],
            content=(content,),
            stance=Stance(given.stance),
            cue=cue,
            hedged=given.hedged,
            relayed_by=actor_id(making.source.metadata.publisher) if given.asserter else None,
            handle=_HANDLE,
        ),
    )


def _evidence(making: _Making, given: EvidenceMap, said: Sequence[tuple[Claim, Assertion]]) -> Iterator[Evidence]:
    """An item that nobody is said to offer: its authors are those of the works that the record is taken from."""
    if given.part not in making.parts or not said:
        return
    span = making.parts[given.part][1]
    yield Evidence(
        id=evidence_id(making.document.version, span),
        span=span,
        type=EvidenceType(given.type),
        disclosure=Disclosure(given.disclosure),
        supports=tuple(dict.fromkeys(a.id for _, a in said)),
    )


def _claim_key(key: str) -> str:
    return "claim/" + instrument_id(key).removeprefix("instrument/")


def _determination(making: _Making, given: DeterminationMap, cells: Cells) -> Iterator[Determination]:
    key, outcome = first(given.id, cells), first(given.outcome, cells)
    deciders = making.people(given.decided_by, cells)
    claim = first(given.claim, cells)
    if not key or not outcome or not deciders:
        return  # nothing was decided yet
    name = "determination/" + instrument_id(key).removeprefix("instrument/")
    making.add_properties(name, given.properties, cells)
    yield Determination(name, _claim_key(claim), deciders, outcome, first(given.date, cells))


def _affiliations(making: _Making, given: AffiliationMap, cells: Cells) -> Iterator[Affiliation]:
    since, until = _opening(first(given.since, cells)), _closing(first(given.until, cells))
    relation = Relation(given.relation)
    for actor in making.people(given.actor, cells):
        for other in making.people(given.other, cells):
            if actor != other:
                yield Affiliation(actor, other, relation, Basis.DECLARED, None, since, until)
                if given.both_ways:
                    yield Affiliation(other, actor, relation, Basis.DECLARED, None, since, until)


_YEAR, _MONTH, _DAY = len("2026"), len("2026-11"), len("2026-11-24")


def _opening(date: str) -> str | None:
    """The first day that a date can mean: a tie whose month is known is not left out within it."""
    return {_YEAR: f"{date}-01-01", _MONTH: f"{date}-01", _DAY: date}.get(len(date))


def _closing(date: str) -> str | None:
    """The last day that a date can mean."""
    if len(date) != _MONTH:
        return {_YEAR: f"{date}-12-31", _DAY: date}.get(len(date))
    year, month = int(date[:_YEAR]), int(date[_YEAR + 1 :])
    return f"{date}-{monthrange(year, month)[1]:02}" if 1 <= month <= 12 else None  # noqa: PLR2004 months


def _one_of(values: type[V], value: str, what: str) -> V:
    try:
        return values(value)
    except ValueError:
        raise Refused(f"would make {what} of the kind {value[:40]!r}; use one of {', '.join(values)}") from None
