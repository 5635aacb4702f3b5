"""The shapes of a graph as SPARQL queries, one a constraint: each row is a node at fault and the value.

Flat SELECTs of SPARQL 1.1 over the union of the graphs. Subclasses are looked up beforehand: a `*` within a sequence
of a path gives wrong rows on Oxigraph (its issue 1952).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import rdflib
from rdflib.namespace import RDF, SH

from claimgraph.rdf.shapes.conditions import Subclasses, breaks, integer, one_of, refused

__all__ = ["Rule", "compiled"]

_TARGETS: Final = {SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf}
_SILENT: Final = {RDF.type, SH.message, SH.path, SH.property, SH.qualifiedValueShape, *_TARGETS}
"""What a shape may have besides its constraints; a qualified shape is read with its count."""

_PAIRS: Final = {SH.lessThan: "<", SH.lessThanOrEquals: "<="}
_BRANCHES: Final = 2


class Rule(NamedTuple):
    """One constraint. `select` gives ?focus, and ?value where a value is at fault.

    `shape` is the local name of the shape that holds it, `component` that of SHACL's constraint component.
    """

    shape: str
    component: str
    message: str
    select: str


def compiled(shapes: rdflib.Graph, subclasses: Subclasses) -> list[Rule]:
    """The rules of all node shapes with a target, sorted.

    Args:
        shapes: the shapes graph.
        subclasses: gives the classes that an instance of a class may be typed with.

    Raises:
        BadQuery: a shape has a construct that is not compiled; none is passed over.
    """
    work = _Compiler(shapes, subclasses)
    nodes = {s for target in _TARGETS for s in shapes.subjects(target)} | set(shapes.subjects(RDF.type, SH.NodeShape))
    return sorted(rule for shape in nodes for rule in work.node_shape(shape))


class _Compiler:
    def __init__(self, shapes: rdflib.Graph, subclasses: Subclasses) -> None:
        self._shapes = shapes
        self._subclasses = subclasses

    def node_shape(self, shape: rdflib.term.Node) -> Iterator[Rule]:
        """A node shape's own constraints, on its focus nodes as values, and those of its properties."""
        target = self._target(shape)
        for component, value in self._constraints(shape):
            if component == SH.xone:
                # ?value is the branches' own within; bound outside, it would be what they ask about.
                found = f"{{ SELECT ?focus WHERE {{ {target} {self._xone(shape, value)} }} }}"
                yield self._rule(shape, component, f"{found} BIND(?focus AS ?value)")
            elif component == SH.sparql:
                yield self._sparql(shape, value, target)
            else:
                broken = breaks(shape, component, value, self._shapes, self._subclasses)
                yield self._rule(shape, component, f"{target} BIND(?focus AS ?value) {broken}")
        for inner in self._shapes.objects(shape, SH.property):
            yield from self._property(inner, target)

    def _property(self, shape: rdflib.term.Node, target: str) -> Iterator[Rule]:
        path = self._path(shape)
        for component, value in self._constraints(shape):
            yield self._rule(shape, component, f"{target} {self._broken(shape, path, component, value)}")

    def _broken(self, shape: rdflib.term.Node, path: str, component: rdflib.URIRef, value: rdflib.term.Node) -> str:
        """The pattern that lets only those focus nodes through that break a property's constraint."""
        if component == SH.minCount:
            self._just_one(shape, value)
            return f"FILTER NOT EXISTS {{ ?focus {path} ?any }}"
        if component == SH.maxCount:
            self._just_one(shape, value)
            return f"?focus {path} ?one, ?two . FILTER(!sameTerm(?one, ?two))"
        if component == SH.qualifiedMinCount:
            self._just_one(shape, value)
            # MINUS and not a filter: that would look up the class anew for each focus node.
            return f"MINUS {{ ?focus {path} ?any . {self._qualified(shape)} }}"
        if component in _PAIRS:
            holds = f"COALESCE(?value {_PAIRS[component]} ?other, false)"
            return f"?focus {path} ?value ; {value.n3()} ?other . FILTER(!{holds})"
        return f"?focus {path} ?value . {breaks(shape, component, value, self._shapes, self._subclasses)}"

    def _constraints(self, shape: rdflib.term.Node) -> list[tuple[rdflib.URIRef, rdflib.term.Node]]:
        found = [(rdflib.URIRef(str(p)), o) for p, o in self._shapes.predicate_objects(shape)]
        return sorted((p, o) for p, o in found if p not in _SILENT)

    def _rule(self, shape: rdflib.term.Node, component: rdflib.URIRef, where: str) -> Rule:
        valued = "?value" if "?value" in where else ""
        return self._named(shape, component, shape, f"SELECT DISTINCT ?focus {valued} WHERE {{ {where} }}")

    def _named(self, shape: rdflib.term.Node, component: rdflib.URIRef, speaker: rdflib.term.Node, select: str) -> Rule:
        message = self._shapes.value(speaker, SH.message)
        if message is None:
            raise refused(shape, "a constraint without a message")
        name = component.removeprefix(str(SH))
        return Rule(
            str(shape).rpartition("#")[2], _COMPONENTS.get(name, name[0].upper() + name[1:]), str(message), select
        )

    def _target(self, shape: rdflib.term.Node) -> str:
        parts = [
            f"{{ {one_of('focus', self._subclasses(str(c)))} }}" for c in self._shapes.objects(shape, SH.targetClass)
        ]
        parts += [f"{{ ?from {p.n3()} ?focus }}" for p in self._shapes.objects(shape, SH.targetObjectsOf)]
        parts += [f"{{ ?focus {p.n3()} ?to }}" for p in self._shapes.objects(shape, SH.targetSubjectsOf)]
        if not parts:
            raise refused(shape, "a node shape without a target")
        return f"{{ SELECT DISTINCT ?focus WHERE {{ {' UNION '.join(sorted(parts))} }} }}"

    def _path(self, shape: rdflib.term.Node) -> str:
        path = self._shapes.value(shape, SH.path)
        if isinstance(path, rdflib.URIRef):
            return path.n3()
        inverse = self._shapes.value(path, SH.inversePath)
        if isinstance(inverse, rdflib.URIRef):
            return f"^{inverse.n3()}"
        either = self._shapes.value(path, SH.alternativePath)
        steps = [] if either is None else list(self._shapes.items(either))
        if steps and all(isinstance(s, rdflib.URIRef) for s in steps):
            return f"({'|'.join(s.n3() for s in steps)})"
        raise refused(shape, "its path")

    def _qualified(self, shape: rdflib.term.Node) -> str:
        inner = list(self._shapes.predicate_objects(self._shapes.value(shape, SH.qualifiedValueShape)))
        if len(inner) != 1 or inner[0][0] != SH["class"]:
            raise refused(shape, "a qualified shape of more than a class")
        return one_of("any", self._subclasses(str(inner[0][1])))

    def _xone(self, shape: rdflib.term.Node, head: rdflib.term.Node) -> str:
        branches = [self._conforms(shape, b) for b in self._shapes.items(head)]
        if len(branches) != _BRANCHES:
            raise refused(shape, "sh:xone of other than two")
        one, two = branches
        return f"FILTER(({one} && {two}) || (!({one}) && !({two})))"

    def _conforms(self, shape: rdflib.term.Node, branch: rdflib.term.Node) -> str:
        """Whether the focus node conforms to a branch of one property, as an expression."""
        inner = list(self._shapes.predicate_objects(branch))
        if len(inner) != 1 or inner[0][0] != SH.property:
            raise refused(shape, "a branch of more than one property")
        path, holds = self._path(inner[0][1]), []
        for component, value in self._constraints(inner[0][1]):
            if component == SH.minCount:
                self._just_one(shape, value)
                holds.append(f"EXISTS {{ ?focus {path} ?any }}")
            elif component == SH.hasValue:
                holds.append(f"EXISTS {{ ?focus {path} {value.n3()} }}")
            else:
                broken = breaks(shape, component, value, self._shapes, self._subclasses)
                holds.append(f"NOT EXISTS {{ ?focus {path} ?value . {broken} }}")
        return f"({' && '.join(holds)})"

    def _sparql(self, shape: rdflib.term.Node, constraint: rdflib.term.Node, target: str) -> Rule:
        """A query of the shape's own, begun with its focus nodes, which it calls $this."""
        select = self._shapes.value(constraint, SH.select)
        known = {RDF.type, SH.message, SH.prefixes, SH.select}
        if select is None or set(self._shapes.predicates(constraint)) - known or "WHERE {" not in str(select):
            raise refused(shape, "its sh:sparql")
        declared = [
            (self._shapes.value(d, SH.prefix), self._shapes.value(d, SH.namespace))
            for given in self._shapes.objects(constraint, SH.prefixes)
            for d in self._shapes.objects(given, SH.declare)
        ]
        prefixes = "".join(sorted(f"PREFIX {name}: <{namespace}>\n" for name, namespace in declared))
        text = str(select).replace("$this", "?focus").replace("WHERE {", f"WHERE {{ {target}", 1)
        return self._named(shape, SH.sparql, constraint, prefixes + text.replace("SELECT", "SELECT DISTINCT", 1))

    @staticmethod
    def _just_one(shape: rdflib.term.Node, value: rdflib.term.Node) -> None:
        if integer(value, shape) != 1:
            raise refused(shape, f"a count of {value}")


_COMPONENTS: Final = {"sparql": "SPARQL"}
"""Where the component's name is not the property's own, capitalised."""
