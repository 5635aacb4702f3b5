"""What a node of the claim graph is, from its properties: its kind, its name, its attributes and its edges.

Where the properties lie (in memory for networkx, in a file for tables) is the caller's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Protocol, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode

from claimgraph.model import Basis
from claimgraph.model.vocabulary import ACTOR_CLASSES, CG, CLAIM_CLASSES, PREFIXES, Class, Property

__all__ = [
    "DERIVED",
    "KINDS",
    "Attributes",
    "Found",
    "Properties",
    "Rank",
    "Term",
    "assessment",
    "attributes",
    "edge",
    "key",
    "kind_of",
    "links",
    "local",
    "name_of",
    "ranks",
]

_LABEL: Final = PREFIXES["rdfs"] + "label"
_TYPE: Final = PREFIXES["rdf"] + "type"
_OA: Final = PREFIXES["oa"]
_PROV: Final = PREFIXES["prov"]
_SKOS: Final = PREFIXES["skos"]
_DCT: Final = PREFIXES["dct"]

KINDS: Final[dict[str, str]] = {
    **{name: Class.ACTOR for names in ACTOR_CLASSES.values() for name in names},
    **{name: Class.CLAIM for names in CLAIM_CLASSES.values() for name in names},
    **{
        name: name
        for name in (
            Class.ASSERTION,
            Class.EVIDENCE_ITEM,
            Class.POLICY_INSTRUMENT,
            Class.DOCUMENT,
            Class.DETERMINATION,
            Class.CONDUCT,
        )
    },
}
"""A class of the ontology to the value of the `kind` attribute."""

_DEPTHS: Final[dict[str, int]] = {
    name: depth
    for names in (*ACTOR_CLASSES.values(), *CLAIM_CLASSES.values())
    for depth, name in reversed(list(enumerate(names)))
}

_LITERALS: Final = {
    CG + Property.TEXT: "text",
    CG + Property.DOCUMENT_KIND: "document_kind",
    CG + Property.SHA256: "sha256",
    CG + Property.OUTCOME: "outcome",
    _DCT + "title": "title",
    _DCT + "date": "date",
    _DCT + "issued": "date",
    _DCT + "publisher": "publisher",
    _DCT + "creator": "creator",
    _DCT + "source": "source",
    _DCT + "license": "licence",
    _SKOS + "definition": "text",
}

_VALUES: Final = {
    CG + Property.STANCE: "stance",
    CG + Property.CERTAINTY: "certainty",
    CG + Property.DISCLOSURE: "disclosure",
    CG + Property.EVIDENCE_TYPE: "evidence_type",
    CG + Property.INSTRUMENT_TYPE: "instrument_type",
    CG + Property.STATUS: "status",
}

_QUALIFIED: Final = (_PROV + "qualifiedDerivation", _PROV + "qualifiedInfluence")

_FOLDED: Final = frozenset(
    {
        _TYPE,
        *(CG + p for p in (Property.PASSAGE, Property.CUE, Property.MENTION, Property.SOURCE_MENTION)),
        *_QUALIFIED,
        *_VALUES,
    }
)

DERIVED: Final = frozenset(
    _PROV + p for p in ("wasDerivedFrom", "wasQuotedFrom", "hadPrimarySource", "wasRevisionOf", "alternateOf")
)

Term = NamedNode | BlankNode | Literal
Properties = dict[str, set[Term]]
Attributes = dict[str, str | int | tuple[str, ...]]
Rank = tuple[bool, str, str]
"""Of an assessment: the least is the one that a claim shows. Its last part is the assessment's node."""

V = TypeVar("V")


class Found(Protocol[V]):
    """What is known by IRI: the properties of nodes, or what they are called."""

    def __getitem__(self, node: str, /) -> V:
        """KeyError: nothing is known."""

    def get(self, node: str, default: V, /) -> V:
        """The default where nothing is known."""


def key(term: Term) -> str:
    """A term as a node is called: an IRI, or a blank node with "_:" in front; of a literal its text."""
    return f"_:{term.value}" if isinstance(term, BlankNode) else term.value


def local(iri: str) -> str:
    """The name at the end of an IRI."""
    return iri.rstrip("#/").replace("#", "/").rsplit("/", 1)[-1]


def _texts(properties: Properties, predicate: str) -> list[str]:
    return sorted(key(term) for term in properties.get(predicate, ()))


def _first(properties: Properties, *predicates: str) -> str | None:
    return next((text for p in predicates for text in _texts(properties, p)), None)


def kind_of(properties: Properties) -> tuple[str, str] | None:
    """The kind, and the class farthest from the root of its hierarchy."""
    classes = {c.removeprefix(CG) for c in _texts(properties, _TYPE) if c.startswith(CG)}
    known = sorted(classes & KINDS.keys(), key=lambda c: (-_DEPTHS.get(c, 0), c))
    return (str(KINDS[known[0]]), known[0]) if known else None


def name_of(node: str, properties: Properties) -> str:
    """What a node is called."""
    said = _first(properties, _LABEL, _SKOS + "prefLabel", _DCT + "title", CG + Property.TEXT, _SKOS + "altLabel")
    return said if said is not None else local(node)


def attributes(node: str, kind: tuple[str, str], facts: Found[Properties], names: Found[str]) -> Attributes:
    """The attributes of a node, those of its passages among them; see `viz.graph`."""
    properties = facts[node]
    found: Attributes = {"iri": node, "kind": kind[0], "type": kind[1], "label": names[node]}
    for predicate, attribute in _LITERALS.items():
        text = _first(properties, predicate)
        if text is not None:
            found.setdefault(attribute, names.get(text, text))
    for predicate, attribute in _VALUES.items():
        value = _first(properties, predicate)
        if value is not None:
            found[attribute] = local(value)
    conduct = tuple(names.get(c, local(c).replace("-", " ")) for c in _texts(properties, CG + Property.CONDUCT))
    if conduct:
        found["conduct"] = conduct
    aliases = tuple(_texts(properties, _SKOS + "altLabel"))
    if aliases:
        found["aliases"] = aliases
    found.update(_quotation(properties, facts, names))
    if kind[0] in {"Assertion", "EvidenceItem"} and "quote" in found and _LABEL not in properties:
        found["label"] = found["quote"]
    return found


def _quotation(properties: Properties, facts: Found[Properties], names: Found[str]) -> Attributes:
    """The quote of a node's passages, and where the first of them is."""
    passages = []
    for passage in _texts(properties, CG + Property.PASSAGE):
        known = facts.get(passage, {})
        start, end = (_first(known, _OA + p) or "" for p in ("start", "end"))
        document = _first(known, _OA + "hasSource") or ""
        if start.isdecimal() and end.isdecimal():
            passages.append((document, int(start), int(end), _first(known, _OA + "exact") or ""))
    if not passages:
        return {}
    passages.sort()
    document, start_at, end_at, _ = passages[0]
    found: Attributes = {"quote": " … ".join(p[3] for p in passages), "quote_start": start_at, "quote_end": end_at}
    if document:
        found |= {"document": document, "document_label": names.get(document, document)}
    return found


def ranks(node: str, properties: Properties) -> Iterator[tuple[str, Rank]]:
    """Each claim that a node assesses, and the assessment's rank: the default policy is first, then goes the name."""
    if CG + Class.INDEPENDENCE_ASSESSMENT in _texts(properties, _TYPE):
        policy = local(_first(properties, CG + Property.POLICY) or "")
        for claim in _texts(properties, CG + Property.CLAIM):
            yield claim, (policy != "default", policy, node)


def assessment(rank: Rank, facts: Found[Properties]) -> Attributes:
    """The attributes that an assessment gives its claim."""
    _, policy, node = rank
    properties = facts[node]
    found: Attributes = {"policy": policy}
    for attribute, predicate in (("verdict", Property.VERDICT), ("independence", Property.INDEPENDENCE_STATUS)):
        value = _first(properties, CG + predicate)
        if value is not None:
            found[attribute] = local(value)
    for attribute, predicate in (
        ("at_least", Property.INDEPENDENT_ORIGINS_AT_LEAST),
        ("at_most", Property.INDEPENDENT_ORIGINS_AT_MOST),
    ):
        count = _first(properties, CG + predicate) or ""
        if count.isdecimal():
            found[attribute] = int(count)
    questions = tuple(_texts(properties, CG + Property.OPEN_QUESTION))
    if questions:
        found["open_questions"] = questions
    return found


def links(properties: Properties) -> Iterator[tuple[str, str]]:
    """The properties whose values are nodes, and these, sorted."""
    for predicate in sorted(properties.keys() - _FOLDED):
        for term in sorted(properties[predicate], key=key):
            if not isinstance(term, Literal):
                yield predicate, key(term)


def edge(node: str, predicate: str, target: str, facts: Found[Properties]) -> dict[str, str]:
    """The attributes of an edge beside its relation."""
    properties = facts[node]
    if predicate == CG + Property.CLAIM:
        values = {name: _first(properties, CG + name) for name in (Property.STANCE, Property.CERTAINTY)}
        return {str(name): local(value) for name, value in values.items() if value is not None}
    if predicate in DERIVED:
        return _basis([facts.get(d, {}) for q in _QUALIFIED for d in _texts(properties, q)], target)
    return {}


def _basis(derivations: Iterable[Properties], target: str) -> dict[str, str]:
    """On what it rests that something derives from a target: on the strongest of its derivations."""
    found: dict[str, dict[str, str]] = {}
    for known in derivations:
        if target in _texts(known, _PROV + "entity"):
            score = _first(known, CG + Property.SHARED_WORDING)
            for basis in map(local, _texts(known, CG + Property.BASIS)):
                found[basis] = {"basis": basis} | ({} if score is None else {"shared_wording": score})
    return next((found[b] for b in (*Basis, *sorted(found)) if b in found), {})
