"""xAIF, the JSON of the Argument Interchange Format, with the illocutions of Inference Anchoring Theory.

An I-node for each claim and each evidence item, an L-node for each assertion, a YA-node for what the locution does. A
denial has an I-node of its own words, and a CA-node from there to the claim. Evidence supports by an RA-node and
disputes by a CA-node; what is said to be lacking is no premise and stays behind. Ids are numbers, as the tools of the
format expect; what a node or a participant stands for is its "iri", a member of ours. Source: https://aif.arg.tech/.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final

from pyoxigraph import Quad

from claimgraph.export.facts import Facts, full, local
from claimgraph.export.json_text import json_page

__all__ = ["write"]

_FORCE: Final = {
    "asserts": "Asserting",
    "denies": "Disagreeing",
    "questions": "Pure Questioning",
    "proposes": "Default Illocuting",
}


class _Map:
    """The nodes and edges so far."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, str]] = {}
        self.edges: list[tuple[str, str]] = []

    def node(self, name: str, kind: str, text: str) -> str:
        self.nodes[name] = {"text": text, "type": kind}
        return name

    def edge(self, source: str, target: str) -> None:
        self.edges.append((source, target))

    def between(self, source: str, scheme: tuple[str, str, str], target: str) -> str:
        """Two nodes joined through a scheme's: its name, type and text."""
        middle = self.node(*scheme)
        self.edge(source, middle)
        self.edge(middle, target)
        return middle


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write JSON. Offsets, assessments, derivations, ties and instruments stay behind."""
    facts, made = Facts(quads), _Map()
    for claim in facts.of("cg:Claim"):
        made.node(claim, "I", facts.one(claim, "cg:text"))
    spoken = [speech for a in facts.of("cg:Assertion") for speech in _locution(facts, made, a)]
    for item in facts.of("cg:EvidenceItem"):
        _evidence(facts, made, item)
    people = sorted({person for _, person in spoken})
    ids = {name: str(number) for number, name in enumerate([*sorted(made.nodes), *people], 1)}
    out.write(
        json_page(
            {
                "AIF": {
                    "nodes": [{**made.nodes[n], "nodeID": ids[n], "iri": n} for n in sorted(made.nodes)],
                    "edges": [
                        {"edgeID": str(number), "fromID": ids[source], "toID": ids[target]}
                        for number, (source, target) in enumerate(made.edges)
                    ],
                    "locutions": [{"nodeID": ids[node], "personID": ids[person]} for node, person in spoken],
                    "participants": [
                        {"participantID": ids[p], "firstname": facts.label(p), "surname": "", "iri": p} for p in people
                    ],
                    "schemefulfillments": [],
                    "descriptorfulfillments": [],
                },
                "dialog": True,
            }
        )
    )


def _locution(facts: Facts, made: _Map, assertion: str) -> list[tuple[str, str]]:
    """An assertion; gives its node with each speaker. The document's own voice is the document's."""
    speakers = facts.nodes(assertion, "cg:asserter") or facts.nodes(assertion, "cg:ownVoiceOf")
    stance = local(facts.one(assertion, "cg:stance"))
    names = ", ".join(facts.label(s) for s in speakers)
    made.node(assertion, "L", f"{names} : {facts.quote(assertion)}")
    for number, claim in enumerate(c for c in facts.nodes(assertion, "cg:claim") if facts.is_a(c, "cg:Claim")):
        force = (f"{assertion}/illocution/{number}", "YA", _FORCE.get(stance, "Default Illocuting"))
        if stance == "denies":
            words = made.node(f"{assertion}/denial/{number}", "I", facts.quote(assertion))
            conflict = made.between(words, (f"{assertion}/conflict/{number}", "CA", "Default Conflict"), claim)
            made.between(assertion, (f"{assertion}/statement/{number}", "YA", "Asserting"), words)
            made.between(assertion, force, conflict)
        else:
            made.between(assertion, force, claim)
    for answered in facts.nodes(assertion, "cg:respondsTo"):
        if facts.is_a(answered, "cg:Assertion"):
            made.between(answered, (f"{assertion}/transition", "TA", "Default Transition"), assertion)
    return [(assertion, s) for s in speakers]


def _evidence(facts: Facts, made: _Map, item: str) -> None:
    if full("cg:absent") in facts.nodes(item, "cg:disclosure"):
        return
    made.node(item, "I", facts.quote(item))
    for prop, kind, text in (("cg:supports", "RA", "Default Inference"), ("cg:disputes", "CA", "Default Conflict")):
        for number, claim in enumerate(c for c in facts.nodes(item, prop) if facts.is_a(c, "cg:Claim")):
            made.between(item, (f"{item}/{kind.lower()}/{number}", kind, text), claim)
