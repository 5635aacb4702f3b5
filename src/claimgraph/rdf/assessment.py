"""Assessments to quads and back: one named graph a policy, one `cg:IndependenceAssessment` a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from claimgraph.model import Assessment, Signs, Status, Verdict
from claimgraph.model.identifiers import DEFAULT_BASE, digest, graph_id
from claimgraph.model.vocabulary import Class, Property
from claimgraph.rdf.index import Index
from claimgraph.rdf.quads import Triple, ordered
from claimgraph.rdf.run import run_triples, tool_version
from claimgraph.rdf.terms import A, cg, checked_base, integer, iri, name_of, string, term

__all__ = [
    "assessment_id",
    "assessment_run",
    "count_triples",
    "decode_assessments",
    "encode_assessments",
    "naming_triples",
]


def assessment_id(claim: str, policy: str) -> str:
    """The id of what was found about a claim under a policy."""
    return f"assessment/{digest(claim, policy)}"


def assessment_run(policy: str, base: str, tool: str) -> NamedNode:
    """The run of this program that assessed under a policy."""
    return iri(f"run/{digest('assessment', policy, tool)}", base)


def encode_assessments(
    assessments: Iterable[Assessment], base: str = DEFAULT_BASE, *, tool: str | None = None
) -> list[Quad]:
    """Each assessment in its policy's graph, `<base>graph/assessment/<policy>`; sorted, each quad once.

    Raises:
        BadWorkspace: the base is not an absolute IRI.
    """
    checked_base(base)
    tool = tool or tool_version()
    graphs = ((found, iri(graph_id("assessment", found.policy), base)) for found in assessments)
    return ordered(Quad(s, p, o, graph) for found, graph in graphs for s, p, o in _triples(found, graph, base, tool))


def decode_assessments(quads: Iterable[Quad], base: str = DEFAULT_BASE) -> tuple[Assessment, ...]:
    """The assessments that quads hold, by policy and claim; their open questions in alphabetical order.

    Raises:
        InvalidExtraction: an assessment lacks a property or has a value from no list.
    """
    index = Index(quads, base)
    found = (_assessment(index, node) for node in index.instances(cg(Class.INDEPENDENCE_ASSESSMENT)))
    return tuple(sorted(found, key=lambda a: (a.policy, a.claim)))


def _triples(found: Assessment, graph: NamedNode, base: str, tool: str) -> Iterator[Triple]:
    node = iri(assessment_id(found.claim, found.policy), base)
    run = assessment_run(found.policy, base, tool)
    yield node, A, cg(Class.INDEPENDENCE_ASSESSMENT)
    yield node, cg(Property.CLAIM), iri(found.claim, base)
    yield node, cg(Property.POLICY), string(found.policy)
    yield node, cg(Property.VERDICT), cg(found.verdict)
    yield node, cg(Property.INDEPENDENCE_STATUS), cg(found.status)
    yield node, cg(Property.INDEPENDENT_ORIGINS_AT_LEAST), integer(found.at_least)
    yield node, cg(Property.INDEPENDENT_ORIGINS_AT_MOST), integer(found.at_most)
    if found.disputed_at_most:  # on most claims nothing may count against them, and two triples would say nothing
        yield node, cg(Property.DISPUTING_ORIGINS_AT_LEAST), integer(found.disputed_at_least)
        yield node, cg(Property.DISPUTING_ORIGINS_AT_MOST), integer(found.disputed_at_most)
    for question in found.open_questions:
        yield node, cg(Property.OPEN_QUESTION), string(question)
    if found.signs is not None:
        yield from count_triples(found.signs, node)
        yield from naming_triples(found.signs, node, base)
    yield node, term("prov:wasGeneratedBy"), run
    yield graph, term("prov:wasGeneratedBy"), run
    yield from run_triples(run, tool)


def count_triples(signs: Signs, node: NamedNode) -> Iterator[Triple]:
    """The numbers of the signs. What is absent is not stated: no count for a claim put forward once."""
    if signs.assertions:
        yield node, cg(Property.ASSERTION_COUNT), integer(signs.assertions)
        yield node, cg(Property.ORIGIN_COUNT), integer(signs.origins)
    if signs.overlap is not None:
        yield node, cg(Property.ORIGIN_OVERLAP), integer(signs.overlap)


def naming_triples(signs: Signs, node: NamedNode, base: str) -> Iterator[Triple]:
    """The signs that name a record."""
    for prop, names in (
        (Property.KEYSTONE, signs.keystones),
        (Property.INTERESTED_EVIDENCE, signs.interested),
        (Property.ADMISSION, signs.admissions),
        (Property.CIRCULAR_CITATION, signs.circle),
    ):
        for name in names:
            yield node, cg(prop), iri(name, base)
    for plain, hedged in signs.inflations:
        yield node, cg(Property.INFLATION), iri(plain, base)
        yield iri(plain, base), cg(Property.INFLATES), iri(hedged, base)


def _assessment(index: Index, node: NamedNode) -> Assessment:
    return Assessment(
        claim=index.name(node, cg(Property.CLAIM)),
        policy=index.text(node, cg(Property.POLICY)),
        verdict=index.value(node, Property.VERDICT, Verdict),
        status=index.value(node, Property.INDEPENDENCE_STATUS, Status),
        at_least=index.number(node, cg(Property.INDEPENDENT_ORIGINS_AT_LEAST)),
        at_most=index.number(node, cg(Property.INDEPENDENT_ORIGINS_AT_MOST)),
        disputed_at_least=_count(index, node, Property.DISPUTING_ORIGINS_AT_LEAST) or 0,
        disputed_at_most=_count(index, node, Property.DISPUTING_ORIGINS_AT_MOST) or 0,
        open_questions=tuple(sorted(index.texts(node, cg(Property.OPEN_QUESTION)))),
        signs=_signs_of(index, node),
    )


def _count(index: Index, node: NamedNode, prop: Property) -> int | None:
    return index.number(node, cg(prop)) if index.texts(node, cg(prop)) else None


def _signs_of(index: Index, node: NamedNode) -> Signs | None:
    def names(prop: Property) -> tuple[str, ...]:
        return tuple(sorted(index.names(node, cg(prop))))

    inflated = index.nodes(node, cg(Property.INFLATION))
    signs = Signs(
        assertions=_count(index, node, Property.ASSERTION_COUNT) or 0,
        origins=_count(index, node, Property.ORIGIN_COUNT) or 0,
        overlap=_count(index, node, Property.ORIGIN_OVERLAP),
        keystones=names(Property.KEYSTONE),
        interested=names(Property.INTERESTED_EVIDENCE),
        admissions=names(Property.ADMISSION),
        inflations=tuple(
            sorted(
                (name_of(plain, index.base), hedged)
                for plain in inflated
                for hedged in index.names(plain, cg(Property.INFLATES))
            )
        ),
        circle=names(Property.CIRCULAR_CITATION),
    )
    return signs if signs != Signs() else None
