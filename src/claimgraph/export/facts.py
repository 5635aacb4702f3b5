"""Quads by subject and property, as plain texts in sorted order: what exporters to foreign formats read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.model.vocabulary import CG, PREFIXES

__all__ = ["Facts", "full", "local"]

_PREFIXES = {**PREFIXES, "sssom": "https://w3id.org/sssom/"}


def full(curie: str) -> str:
    """The IRI of a prefixed name: "dct:title"."""
    prefix, _, name = curie.partition(":")
    return _PREFIXES[prefix] + name


def local(iri: str) -> str:
    """The name of a concept or class of this ontology; other IRIs as they are."""
    return iri.removeprefix(CG)


class Facts:
    """The union of all graphs. Properties are prefixed names; nothing found is an empty list or text.

    What two graphs say of one thing is there once. Statements with blank nodes or triple terms are left out: this
    project makes none.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._terms: dict[str, dict[str, set[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(set))
        self._graphs: dict[str, set[str]] = defaultdict(set)
        self._classes: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value, graph in quads:
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                continue
            self._terms[subject.value][predicate.value].add(value)
            if predicate.value == full("rdf:type"):
                self._classes[value.value].add(subject.value)
                if isinstance(graph, NamedNode):
                    self._graphs[subject.value].add(graph.value)

    def of(self, name: str) -> list[str]:
        """The IRIs of a class's instances."""
        return sorted(self._classes.get(full(name), ()))

    def is_a(self, node: str, name: str) -> bool:
        """Whether a node is typed with a class."""
        return node in self._classes.get(full(name), ())

    def graphs(self, node: str) -> list[str]:
        """The named graphs that say what a node is."""
        return sorted(self._graphs.get(node, ()))

    def terms(self, node: str, prop: str) -> list[NamedNode | Literal]:
        """A property's values."""
        found = self._terms.get(node)
        return [] if found is None else sorted(found.get(full(prop), ()), key=str)

    def all(self, node: str, prop: str) -> list[str]:
        """A property's values, as texts."""
        return sorted({t.value for t in self.terms(node, prop)})

    def nodes(self, node: str, prop: str) -> list[str]:
        """A property's values that are IRIs."""
        return [t.value for t in self.terms(node, prop) if isinstance(t, NamedNode)]

    def one(self, node: str, prop: str) -> str:
        """The first of a property's values."""
        return next(iter(self.all(node, prop)), "")

    def label(self, node: str) -> str:
        """What a node is called; its IRI where nobody says."""
        return self.one(node, "rdfs:label") or self.one(node, "dct:title") or self.one(node, "cg:text") or node

    def documents(self, node: str) -> list[str]:
        """The documents in which a node's passages lie, or whose own voice it is."""
        passages = self.nodes(node, "cg:passage")
        return sorted(
            {*self.nodes(node, "cg:ownVoiceOf"), *(d for p in passages for d in self.nodes(p, "oa:hasSource"))}
        )

    def quote(self, node: str) -> str:
        """The words of a node's passages, in the order of their places."""
        found = sorted(
            (_number(self.one(p, "oa:start")), self.one(p, "oa:exact")) for p in self.nodes(node, "cg:passage")
        )
        return " … ".join(text for _, text in found)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
