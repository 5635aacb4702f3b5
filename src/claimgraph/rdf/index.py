"""Quads by subject and property, and how records read their fields out of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.errors import InvalidExtraction
from claimgraph.model import Span
from claimgraph.model.vocabulary import CG, Property
from claimgraph.rdf.terms import A, cg, name_of, term

__all__ = ["Index"]

Node = NamedNode
T = TypeVar("T")
Value = TypeVar("Value", bound=StrEnum)

_START, _END = term("oa:start"), term("oa:end")


class Index:
    """One graph's triples, ready to be read by subject.

    Every reading method raises InvalidExtraction, naming the node and the property, where the graph has no value or
    one of another sort.
    """

    def __init__(self, quads: Iterable[Quad], base: str) -> None:
        self.base = base
        self._objects: dict[Node, dict[Node, list[Node | Literal]]] = defaultdict(lambda: defaultdict(list))
        self._instances: dict[Node, list[Node]] = defaultdict(list)
        for subject, predicate, value, _ in quads:
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                raise InvalidExtraction(str(subject), "is or has a blank node or a triple term; name it with an IRI")
            self._objects[subject][predicate].append(value)
            if predicate == A and isinstance(value, NamedNode):
                self._instances[value].append(subject)

    def instances(self, cls: Node) -> list[Node]:
        """The nodes of a class, in the order of the quads."""
        return self._instances.get(cls, [])

    def subjects(self) -> Iterable[Node]:
        """Every node that has a property."""
        return self._objects

    def has_class(self, node: Node, cls: Node) -> bool:
        """Whether a node is typed with a class."""
        return cls in self._objects[node][A]

    def nodes(self, subject: Node, prop: Node) -> list[Node]:
        """The nodes that a property points at."""
        return [v for v in self._values(subject, prop) if isinstance(v, NamedNode)]

    def node(self, subject: Node, prop: Node) -> Node:
        """The one node that a property points at."""
        return self._one(subject, prop, self.nodes(subject, prop))

    def names(self, subject: Node, prop: Node) -> tuple[str, ...]:
        """The ids of the nodes that a property points at."""
        return tuple(name_of(v, self.base) for v in self.nodes(subject, prop))

    def name(self, subject: Node, prop: Node) -> str:
        """The id of the one node that a property points at."""
        return name_of(self.node(subject, prop), self.base)

    def optional_name(self, subject: Node, prop: Node) -> str | None:
        """The same, or None where there is no node."""
        return self.name(subject, prop) if self.nodes(subject, prop) else None

    def texts(self, subject: Node, prop: Node) -> tuple[str, ...]:
        """The lexical forms of a property's literals."""
        return tuple(v.value for v in self._values(subject, prop) if isinstance(v, Literal))

    def text(self, subject: Node, prop: Node) -> str:
        """The lexical form of a property's one literal."""
        return self._one(subject, prop, self.texts(subject, prop))

    def optional_text(self, subject: Node, prop: Node) -> str | None:
        """The same, or None where there is no literal."""
        return self.text(subject, prop) if self.texts(subject, prop) else None

    def number(self, subject: Node, prop: Node) -> int:
        """The one whole number of a property."""
        text = self.text(subject, prop)
        try:
            return int(text)
        except ValueError:
            raise InvalidExtraction(subject.value, f"{_local(prop)} is {text!r}; give a whole number") from None

    def flag(self, subject: Node, prop: Node) -> bool:
        """Whether a property says true."""
        return "true" in self.texts(subject, prop)

    def value(self, subject: Node, prop: Property, values: type[Value]) -> Value:
        """A property's one value out of its closed list."""
        concept = _local(self.node(subject, cg(prop)))
        try:
            return values(concept)
        except ValueError:
            listed = ", ".join(values)
            raise InvalidExtraction(subject.value, f"{prop} is {concept}; give one of {listed}") from None

    def concepts(self, subject: Node, prop: Node) -> tuple[str, ...]:
        """The local names of an open list's concepts."""
        return tuple(_local(v) for v in self.nodes(subject, prop))

    def spans(self, subject: Node, prop: Node) -> tuple[Span, ...]:
        """Where the passages that a property points at lie."""
        return tuple(Span(self.number(p, _START), self.number(p, _END)) for p in self.nodes(subject, prop))

    def optional_span(self, subject: Node, prop: Node) -> Span | None:
        """Where the one passage lies that a property points at, if there is one."""
        spans = self.spans(subject, prop)
        return self._one(subject, prop, spans) if spans else None

    def _values(self, subject: Node, prop: Node) -> list[Node | Literal]:
        found = self._objects.get(subject)
        return [] if found is None else found.get(prop, [])

    def _one(self, subject: Node, prop: Node, found: Iterable[T]) -> T:
        several = tuple(found)
        if len(several) != 1:
            raise InvalidExtraction(subject.value, f"has {len(several)} values of {_local(prop)}; give one")
        return several[0]


def _local(node: Node) -> str:
    return unquote(node.value.removeprefix(CG))
