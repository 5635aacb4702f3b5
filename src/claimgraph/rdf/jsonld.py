"""Quads as JSON-LD, compacted with the project's context, which is written into the document: nothing is fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from claimgraph.model.vocabulary import CG, PREFIXES
from claimgraph.rdf.quads import ordered
from claimgraph.rdf.terms import A
from claimgraph.resources import ontology

__all__ = ["context", "jsonld"]

_XSD = PREFIXES["xsd"]
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}", re.ASCII)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)

Json = Any


class _Key(NamedTuple):
    """How the context names a property, and what it takes its values for."""

    name: str
    coercion: str | None


@cache
def context() -> Mapping[str, Json]:
    """The content of `ontology/context.jsonld`."""
    loaded: Mapping[str, Json] = json.loads((ontology() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return loaded


def jsonld(quads: Iterable[Quad]) -> bytes:
    """A JSON-LD 1.1 document of the quads, sorted and indented; named graphs are members of the top `@graph`."""
    graphs: dict[str, dict[str, dict[str, list[Json]]]] = {}
    for subject, predicate, value, graph in ordered(quads):
        name = "" if isinstance(graph, DefaultGraph) else _identity(graph)
        node = graphs.setdefault(name, {}).setdefault(_identity(subject), {})
        key, item = _property(predicate, value)
        node.setdefault(key, []).append(item)
    members: list[Json] = []
    for name in sorted(graphs):
        nodes = [_node(identity, properties) for identity, properties in sorted(graphs[name].items())]
        members.extend(nodes if name == "" else [{"id": name, "@graph": nodes}])
    document = {"@context": context(), "@graph": members}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


@cache
def _keys() -> Mapping[str, _Key]:
    return {v["@id"]: _Key(k, v.get("@type")) for k, v in context().items() if isinstance(v, dict)}


def _node(identity: str, properties: Mapping[str, list[Json]]) -> dict[str, Json]:
    ordered = sorted(properties, key=lambda k: (k != "type", k))
    return {"id": identity} | {k: v[0] if len(v := properties[k]) == 1 else v for k in ordered}


def _property(predicate: NamedNode, value: object) -> tuple[str, Json]:
    if predicate == A and isinstance(value, NamedNode):
        return "type", _word(value)
    name, coercion = _keys().get(predicate.value, _Key(predicate.value, None))
    if isinstance(value, Literal):
        return name, _literal(value, coercion)
    identity = _identity(value)
    if coercion == "@id":
        return name, identity
    if coercion == "@vocab" and isinstance(value, NamedNode):
        return name, _word(value)
    return name, {"id": identity}


def _word(node: NamedNode) -> str:
    """A name of this ontology as one word, unless the context uses that word for something else."""
    local = node.value.removeprefix(CG)
    short = local != node.value and _WORD.fullmatch(local)
    if not short or context().get(local, {"@id": node.value})["@id"] != node.value:
        return node.value
    return local


def _literal(value: Literal, coercion: str | None) -> Json:
    if value.language is not None:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == coercion:
        return value.value
    if coercion is None and (native := _native(value.value, datatype)) is not None:
        return native
    if datatype == _XSD + "string":
        return {"@value": value.value}
    return {"@value": value.value, "@type": datatype}


def _native(text: str, datatype: str) -> Json:
    """JSON's own value, where reading it back gives the same literal; else None."""
    if datatype == _XSD + "string":
        return text
    if datatype == _XSD + "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if datatype == _XSD + "boolean" and text in ("true", "false"):
        return text == "true"
    return None


def _identity(node: object) -> str:
    if not isinstance(node, NamedNode):
        raise ValueError(f"{node} is not an IRI; name the node")  # noqa: TRY004 the value of a quad, not an argument's type
    return node.value
