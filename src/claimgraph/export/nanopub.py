"""Nanopublications, one an assertion: a head that names three graphs, and these three.

The assertion graph holds that X takes a stance on claim C, and what C says as C's properties. What is alleged is
asserted nowhere. They are neither signed nor given trusty names: both need a key and a person who publishes.
Source: Nanopublication Guidelines, https://nanopub.net/guidelines/working_draft/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.export.facts import Facts, full
from claimgraph.model.vocabulary import SOFTWARE
from claimgraph.rdf.serialise import Format, serialise
from claimgraph.rdf.terms import day

__all__ = ["write"]

_NP: Final = "http://www.nanopub.org/nschema#"
_SAID: Final = (
    "rdf:type",
    "cg:claim",
    "cg:asserter",
    "cg:ownVoiceOf",
    "cg:stance",
    "cg:certainty",
    "cg:relayedBy",
    "cg:respondsTo",
)
_CLAIMED: Final = ("rdf:type", "cg:text", "cg:accuses", "cg:about", "cg:conduct")
_PASSAGE: Final = ("rdf:type", "oa:hasSource", "oa:start", "oa:end", "oa:exact")

_Pair = tuple[str, str, NamedNode | Literal]


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write TriG. Evidence, assessments, judgements and derivations stay behind: they are of no single assertion."""
    facts = Facts(quads)
    found = [q for a in facts.of("cg:Assertion") for q in _nanopub(facts, a)]
    out.write(serialise(found, Format.TRIG))


def _nanopub(facts: Facts, assertion: str) -> Iterator[Quad]:
    name = f"{assertion}/nanopub"
    head, said, provenance, about = (f"{name}#{part}" for part in ("head", "assertion", "provenance", "pubinfo"))
    yield from _quads(
        head,
        [
            (name, full("rdf:type"), NamedNode(_NP + "Nanopublication")),
            (name, _NP + "hasAssertion", NamedNode(said)),
            (name, _NP + "hasProvenance", NamedNode(provenance)),
            (name, _NP + "hasPublicationInfo", NamedNode(about)),
        ],
    )
    yield from _quads(said, _said(facts, assertion))
    yield from _quads(provenance, _provenance(facts, assertion, said))
    yield from _quads(about, _about(facts, assertion, name))


def _quads(graph: str, triples: Iterable[_Pair]) -> Iterator[Quad]:
    for subject, predicate, value in triples:
        yield Quad(NamedNode(subject), NamedNode(predicate), value, NamedNode(graph))


def _copied(facts: Facts, node: str, properties: Iterable[str]) -> Iterator[_Pair]:
    return ((node, full(p), value) for p in properties for value in facts.terms(node, p))


def _said(facts: Facts, assertion: str) -> Iterator[_Pair]:
    yield from _copied(facts, assertion, _SAID)
    actors = set(facts.nodes(assertion, "cg:asserter"))
    for claim in facts.nodes(assertion, "cg:claim"):
        yield from _copied(facts, claim, _CLAIMED)
        actors.update(facts.nodes(claim, "cg:accuses"))
    for actor in sorted(actors):
        yield from _copied(facts, actor, ("rdf:type", "rdfs:label"))


def _provenance(facts: Facts, assertion: str, said: str) -> Iterator[_Pair]:
    """What the assertion graph comes from: the document, its words, and the run that read them."""
    sources = facts.documents(assertion) or facts.graphs(assertion) or [assertion]
    for source in sources:
        yield said, full("prov:wasDerivedFrom"), NamedNode(source)
        yield from _copied(facts, source, ("dct:title", "dct:issued", "dct:source"))
    for run in _runs(facts, assertion):
        yield said, full("prov:wasGeneratedBy"), NamedNode(run)
    for passage in facts.nodes(assertion, "cg:passage"):
        yield assertion, full("cg:passage"), NamedNode(passage)
        yield from _copied(facts, passage, _PASSAGE)


def _about(facts: Facts, assertion: str, name: str) -> Iterator[_Pair]:
    """Who made the nanopublication (this program), of whose document, and under which licence.

    It is created on the day of its document: a day of its own would make each build another.
    """
    yield name, full("prov:wasAttributedTo"), NamedNode(SOFTWARE)
    for run in _runs(facts, assertion):
        yield name, full("prov:wasGeneratedBy"), NamedNode(run)
        yield from _copied(facts, run, ("cg:toolVersion",))
    documents = facts.documents(assertion)
    dated = sorted(d for doc in documents for d in facts.all(doc, "dct:issued"))
    if dated:
        yield name, full("dct:created"), day(dated[0])
    for source in {*documents, *facts.graphs(assertion)}:
        yield from ((name, full("dct:license"), licence) for licence in facts.terms(source, "dct:license"))
    for document in documents:
        for publisher in facts.nodes(document, "dct:publisher"):
            yield document, full("dct:publisher"), NamedNode(publisher)
            yield from _copied(facts, publisher, ("rdfs:label",))


def _runs(facts: Facts, assertion: str) -> list[str]:
    return sorted({run for graph in facts.graphs(assertion) for run in facts.nodes(graph, "prov:wasGeneratedBy")})
