"""From what a person types for a parameter to the term that is bound: an IRI, or the one thing that has a label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from claimgraph.errors import BadParameter
from claimgraph.model.vocabulary import CG
from claimgraph.query.questions import Kind, Parameter, Question
from claimgraph.store import Rows, Store, Term

__all__ = ["bindings", "thing"]

_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|^`\\]+", re.IGNORECASE)
_SHORT = re.compile(r"(?:claim|actor|instrument|document)/[\w-]+", re.ASCII)  # as the terminal's table shows them
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHOWN = 3  # candidates in a message
_PREFIXES = f"""PREFIX cg: <{CG}>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_LABELLED: Mapping[Kind, str] = MappingProxyType(
    {
        # Whoever speaks may be an instrument, or a document in its own voice.
        Kind.ACTOR: "?thing rdfs:label|skos:altLabel|dct:title ?label ; a ?class . "
        "VALUES ?class { cg:Actor cg:PolicyInstrument cg:Document }",
        Kind.CLAIM: "?thing cg:text ?label",
        Kind.CONDUCT: "?claim cg:conduct ?thing . ?thing skos:prefLabel|skos:altLabel ?label",
        Kind.DOCUMENT: "?thing dct:title ?label ; a cg:Document",
        Kind.INSTRUMENT: "?thing rdfs:label ?label ; a cg:PolicyInstrument",
    }
)


def bindings(store: Store, question: Question, values: Mapping[str, str]) -> dict[str, Term]:
    """The terms to bind for what was given, defaults filled in.

    Args:
        store: where labels are looked up.
        question: whose parameters they are.
        values: texts by parameter name. For a thing (an actor, a claim …) an IRI, a short id
            such as `claim/1f…`, or its label or words exactly.

    Raises:
        BadParameter: a name is unknown, a required value is missing, or nothing or more than one thing is so named.
    """
    known = {p.name: p for p in question.parameters}
    for name in values:
        if name not in known:
            can = f"it takes {', '.join(known)}" if known else "it takes none"
            raise BadParameter(name, f"is no parameter of {question.name}; {can}")
    terms: dict[str, Term] = {}
    for parameter in question.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is None:
            if parameter.required:
                raise BadParameter(parameter.name, f"is missing; {question.name} needs it")
            continue
        terms[parameter.name] = _term(store, parameter, value)
    return terms


def _term(store: Store, parameter: Parameter, value: str) -> Term:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadParameter(parameter.name, "holds half a character (a lone surrogate); give it as UTF-8") from None
    if parameter.kind is Kind.TEXT:
        return Literal(value)
    if _IRI.fullmatch(value):
        return _known(store, parameter, value)
    if _SHORT.fullmatch(value):
        return _known(store, parameter, _base(store) + value)
    if parameter.kind is Kind.CONDUCT and _NAME.fullmatch(value):
        return _known(store, parameter, CG + value)
    return _labelled(store, parameter, value)


def _known(store: Store, parameter: Parameter, iri: str) -> NamedNode:
    """The node of an IRI that the store says something of: "no rows" must not mean a slip of the pen."""
    try:
        node = NamedNode(iri)
    except ValueError:
        raise BadParameter(parameter.name, f"is not an IRI: {iri}") from None
    for text in ("SELECT ?thing ?p WHERE { ?thing ?p ?o } LIMIT 1", "SELECT ?thing ?p WHERE { ?s ?p ?thing } LIMIT 1"):
        if _rows(store, text, {"thing": node}).rows:
            return node
    raise BadParameter(parameter.name, f"nothing is known of {iri}; ask claims-by-actor for IRIs, or give a label")


def _base(store: Store) -> str:
    """The IRI that ids are relative to, as any document's graph shows it; "" in an empty store."""
    found = _rows(store, f"{_PREFIXES}SELECT ?graph WHERE {{ GRAPH ?graph {{ ?d a cg:Document }} }} LIMIT 1", {}).rows
    return found[0][0].value.partition("graph/document/")[0] if found and isinstance(found[0][0], NamedNode) else ""


def thing(store: Store, kind: Kind, value: str) -> NamedNode:
    """The one thing of a kind that a person means by an IRI, a short id such as `claim/1f…`, or its exact words.

    Raises:
        BadParameter: nothing or more than one thing is so named.
    """
    found = _term(store, Parameter(kind.value, kind, "", None, required=True), value)
    assert isinstance(found, NamedNode)  # every kind but text
    return found


def _labelled(store: Store, parameter: Parameter, label: str) -> NamedNode:
    where = _LABELLED[parameter.kind]
    # The concept scheme is in English and says so; names and words out of documents carry no language.
    bound = Literal(label, language="en") if parameter.kind is Kind.CONDUCT else Literal(label)
    found = _things(_rows(store, f"{_PREFIXES}SELECT DISTINCT ?thing ?label WHERE {{ {where} }}", {"label": bound}))
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(node.value for node in found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
        raise BadParameter(parameter.name, f"{len(found)} things are called {label!r}; give the IRI of one: {shown}")
    labels = _rows(store, f"{_PREFIXES}SELECT DISTINCT ?label WHERE {{ {where} }}", {}).rows
    texts = sorted({term.value for (term,) in labels if isinstance(term, Literal)})
    near = _near(label, texts)
    hint = f"did you mean {', '.join(near)}?" if near else "give its IRI, or the exact words of one that is loaded"
    raise BadParameter(parameter.name, f"no {parameter.kind} is called {label!r}; {hint}")


def _near(label: str, texts: list[str]) -> list[str]:
    same = [t for t in texts if t.casefold() == label.casefold()]
    inside = [t for t in texts if label.casefold() in t.casefold()]
    return list(dict.fromkeys([*same, *inside, *get_close_matches(label, texts, n=_SHOWN)]))[:_SHOWN]


def _things(rows: Rows) -> list[NamedNode]:
    nodes = {row[0] for row in rows.rows if isinstance(row[0], NamedNode)}
    return sorted(nodes, key=lambda node: node.value)


def _rows(store: Store, text: str, given: Mapping[str, Term]) -> Rows:
    answer = store.query(text, given)
    assert isinstance(answer, Rows)
    return answer
