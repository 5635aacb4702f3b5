"""From quads to networkx: the bridge for notebooks, for pictures and for graph file formats.

A node is an IRI. Passages, assessments, qualified derivations and the closed value lists are folded into the
attributes of what they describe, because nobody walks them; everything else stays a node, and every property
between two nodes stays an edge. Nothing that is said becomes an edge between the actors it is about: an accusation
runs from the claim to the accused, and who says it hangs on the assertion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import networkx as nx
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from claimgraph.model import Basis
from claimgraph.model.vocabulary import ACTOR_CLASSES, CG, CLAIM_CLASSES, PREFIXES, Class, Property

__all__ = ["KINDS", "graph"]

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

_DERIVED: Final = frozenset(
    _PROV + p for p in ("wasDerivedFrom", "wasQuotedFrom", "hadPrimarySource", "wasRevisionOf", "alternateOf")
)

_Term = NamedNode | BlankNode | Literal
_Facts = dict[str, dict[str, set[_Term]]]
_Attributes = dict[str, str | int | tuple[str, ...]]


def graph(quads: Iterable[Quad]) -> nx.MultiDiGraph[str]:
    """The claim graph as a networkx.MultiDiGraph, its nodes and edges in the order of their IRIs.

    Args:
        quads: any quads in the terms of the ontology; a `pyoxigraph.Store` is such an iterable. Named graphs are
            not kept apart: a statement that two documents make is one edge.

    Returns:
        Nodes are IRIs (str). Each has `iri`, `kind` (Actor, Claim, Assertion, EvidenceItem, PolicyInstrument,
        Document, Determination, Conduct, or Resource for the unclassified source of a derivation), `type` (the
        ontology's class, such as Company or Allegation) and `label`. Where the quads tell:

        - a claim has `text`, an allegation `conduct` (a tuple of str), and from its assessment under the default
          policy (or the first by name) `policy`, `verdict`, `independence`, `at_least`, `at_most`, `open_questions`;
        - an assertion has `stance`, `certainty`, `date`; it and an evidence item have `quote`, `document` (IRI),
          `document_label`, `quote_start`, `quote_end` (characters of the document's text), of the first passage;
          the quotes of further passages are joined to `quote` by " … ";
        - an evidence item has `evidence_type`, `disclosure`; an instrument `instrument_type`, `status`;
        - an actor has `aliases` (a tuple of str); a document `title`, `publisher`, `creator`, `date`, `source`,
          `licence`, `document_kind`, `sha256`.

        Edges are keyed by `relation`, the local name of the property (asserter, claim, accuses, supports,
        disputes, offeredBy, issuedBy, wasDerivedFrom, …). The edge from an assertion to its claim also has `stance`
        and `certainty`; a derivation has its `basis` where one is recorded (the strongest of several), and one that was
        inferred its score, `shared_wording`.
    """
    facts = _gather(quads)
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kinds = {node: kind for node in facts if (kind := _kind(facts[node])) is not None}
    names = {node: _name(node, facts[node]) for node in facts}
    for node in sorted(kinds):
        found.add_node(node, **_attributes(node, kinds[node], facts, names))
    for claim, assessed in _assessments(facts):
        if claim in found:
            found.nodes[claim].update(assessed)
    for node in sorted(kinds):
        for predicate, target in _links(facts[node]):
            if target not in kinds and predicate in _DERIVED:
                found.add_node(target, iri=target, kind="Resource", type="Resource", label=names.get(target, target))
            if target in found:
                relation = _local(predicate)
                found.add_edge(node, target, key=relation, relation=relation, **_edge(node, predicate, target, facts))
    return found


def _gather(quads: Iterable[Quad]) -> _Facts:
    facts: _Facts = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        if isinstance(quad.subject, NamedNode | BlankNode) and isinstance(quad.object, NamedNode | BlankNode | Literal):
            facts[_key(quad.subject)][quad.predicate.value].add(quad.object)
    return {node: dict(properties) for node, properties in facts.items()}


def _key(term: _Term) -> str:
    return f"_:{term.value}" if isinstance(term, BlankNode) else term.value


def _local(iri: str) -> str:
    return iri.rstrip("#/").replace("#", "/").rsplit("/", 1)[-1]


def _texts(properties: dict[str, set[_Term]], predicate: str) -> list[str]:
    return sorted(_key(term) for term in properties.get(predicate, ()))


def _first(properties: dict[str, set[_Term]], *predicates: str) -> str | None:
    return next((text for p in predicates for text in _texts(properties, p)), None)


def _kind(properties: dict[str, set[_Term]]) -> tuple[str, str] | None:
    """The kind, and the class farthest from the root of its hierarchy."""
    classes = {c.removeprefix(CG) for c in _texts(properties, _TYPE) if c.startswith(CG)}
    known = sorted(classes & KINDS.keys(), key=lambda c: (-_DEPTHS.get(c, 0), c))
    return (str(KINDS[known[0]]), known[0]) if known else None


def _name(node: str, properties: dict[str, set[_Term]]) -> str:
    said = _first(properties, _LABEL, _SKOS + "prefLabel", _DCT + "title", CG + Property.TEXT, _SKOS + "altLabel")
    return said if said is not None else _local(node)


def _attributes(node: str, kind: tuple[str, str], facts: _Facts, names: dict[str, str]) -> _Attributes:
    properties = facts[node]
    found: _Attributes = {"iri": node, "kind": kind[0], "type": kind[1], "label": names[node]}
    for predicate, attribute in _LITERALS.items():
        text = _first(properties, predicate)
        if text is not None:
            found.setdefault(attribute, names.get(text, text))
    for predicate, attribute in _VALUES.items():
        value = _first(properties, predicate)
        if value is not None:
            found[attribute] = _local(value)
    conduct = tuple(names.get(c, _local(c).replace("-", " ")) for c in _texts(properties, CG + Property.CONDUCT))
    if conduct:
        found["conduct"] = conduct
    aliases = tuple(_texts(properties, _SKOS + "altLabel"))
    if aliases:
        found["aliases"] = aliases
    found.update(_quotation(properties, facts, names))
    if kind[0] in {"Assertion", "EvidenceItem"} and "quote" in found and _LABEL not in properties:
        found["label"] = found["quote"]
    return found


def _quotation(properties: dict[str, set[_Term]], facts: _Facts, names: dict[str, str]) -> _Attributes:
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
    found: _Attributes = {"quote": " … ".join(p[3] for p in passages), "quote_start": start_at, "quote_end": end_at}
    if document:
        found |= {"document": document, "document_label": names.get(document, document)}
    return found


def _assessments(facts: _Facts) -> Iterator[tuple[str, _Attributes]]:
    """Each assessed claim with the attributes that one assessment gives it."""
    by_claim: dict[str, list[tuple[bool, str, str]]] = defaultdict(list)
    for node, properties in facts.items():
        if CG + Class.INDEPENDENCE_ASSESSMENT in _texts(properties, _TYPE):
            policy = _local(_first(properties, CG + Property.POLICY) or "")
            for claim in _texts(properties, CG + Property.CLAIM):
                by_claim[claim].append((policy != "default", policy, node))
    for claim, assessments in sorted(by_claim.items()):
        _, policy, node = min(assessments)
        found: _Attributes = {"policy": policy}
        for attribute, predicate in (("verdict", Property.VERDICT), ("independence", Property.INDEPENDENCE_STATUS)):
            value = _first(facts[node], CG + predicate)
            if value is not None:
                found[attribute] = _local(value)
        for attribute, predicate in (
            ("at_least", Property.INDEPENDENT_ORIGINS_AT_LEAST),
            ("at_most", Property.INDEPENDENT_ORIGINS_AT_MOST),
        ):
            count = _first(facts[node], CG + predicate) or ""
            if count.isdecimal():
                found[attribute] = int(count)
        questions = tuple(_texts(facts[node], CG + Property.OPEN_QUESTION))
        if questions:
            found["open_questions"] = questions
        yield claim, found


def _links(properties: dict[str, set[_Term]]) -> Iterator[tuple[str, str]]:
    for predicate in sorted(properties.keys() - _FOLDED):
        for term in sorted(properties[predicate], key=_key):
            if not isinstance(term, Literal):
                yield predicate, _key(term)


def _edge(node: str, predicate: str, target: str, facts: _Facts) -> dict[str, str]:
    properties = facts[node]
    if predicate == CG + Property.CLAIM:
        values = {name: _first(properties, CG + name) for name in (Property.STANCE, Property.CERTAINTY)}
        return {str(name): _local(value) for name, value in values.items() if value is not None}
    if predicate in _DERIVED:
        return _basis([facts.get(d, {}) for q in _QUALIFIED for d in _texts(properties, q)], target)
    return {}


def _basis(derivations: Iterable[dict[str, set[_Term]]], target: str) -> dict[str, str]:
    """On what it rests that something derives from a target: on the strongest of its derivations."""
    found: dict[str, dict[str, str]] = {}
    for known in derivations:
        if target in _texts(known, _PROV + "entity"):
            score = _first(known, CG + Property.SHARED_WORDING)
            for basis in map(_local, _texts(known, CG + Property.BASIS)):
                found[basis] = {"basis": basis} | ({} if score is None else {"shared_wording": score})
    return next((found[b] for b in (*Basis, *sorted(found)) if b in found), {})
