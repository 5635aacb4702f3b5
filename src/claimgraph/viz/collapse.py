"""What is drawn of a claim graph, and in which words.

Assertions become the lines between those who speak and what they say; passages become the text that shows on
hover. Two rules hold for every word: a claim is shown in quotation marks with who says it beside it, and what is
alleged is never worded as what happened.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

import networkx as nx

__all__ = ["Line", "Mark", "Picture", "collapse"]

_LABEL_LENGTH: Final = 95  # characters of a claim on its box; the whole text shows on hover
_NAME_LENGTH: Final = 60
_QUOTE_LENGTH: Final = 400
_QUOTES: Final = 4  # quotations spelt out on one hover; the rest are counted
_NAMES: Final = 2  # speakers named on a claim's box; the rest are counted

_VERDICTS: Final = {
    "lacks": "lacks independent evidence",
    "has": "has independent evidence",
    "undetermined": "independence undetermined",
}
_MOONS: Final = {"lacks": "○", "has": "●", "undetermined": "◐"}
_STATUSES: Final = {
    "independent": "somebody independent of the claimant supplies evidence",
    "self": "all evidence comes from the claimant's own circle",
    "relayed": "others only repeat the claimant",
    "none": "no evidence is offered",
    "undetermined": "what is known does not settle it",
}
_SPOKEN: Final = {"asserts": "said", "denies": "denied", "questions": "questioned", "proposes": "proposed"}
_KIND_NAMES: Final = {
    "Claim": "Statement",
    "PolicyProposal": "Policy proposal",
    "EvidenceItem": "Evidence",
    "PolicyInstrument": "Policy instrument",
    "GovernmentBody": "Government body",
    "UnnamedActor": "Unnamed actor (only a description is known)",
    "Resource": "Source outside this graph",
}
_RELATIONS: Final = {
    "accuses": "names as accused",
    "offeredBy": "offered by",
    "issuedBy": "issued by",
    "decidedBy": "decided by",
    "respondsTo": "responds to",
    "memberOf": "member of",
    "subOrganizationOf": "part of",
    "controlledBy": "controlled by",
    "fundedBy": "funded by",
    "affiliatedWith": "affiliated with",
    "wasDerivedFrom": "derived from",
    "wasQuotedFrom": "quoted from",
    "hadPrimarySource": "primary source",
    "wasRevisionOf": "revision of",
    "alternateOf": "version of",
    "claim": "decides on",
    "lacking": "said to be lacking for",
}
_BASES: Final = {
    "declared": "as declared",
    "stated": "as the text says",
    "inferred": "inferred from the wording",
    "assumed": "as somebody assumed",
}
_STANDS: Final = frozenset({"Actor", "Claim", "EvidenceItem", "PolicyInstrument", "Determination"})
_UNSEEN: Final = re.compile(r"\s+")


class Mark(NamedTuple):
    """A node that is drawn. `label` has line breaks; `hover` is plain text; `weight` is how many lines it has."""

    iri: str
    kind: str
    type: str
    label: str
    hover: str
    verdict: str
    weight: int


class Line(NamedTuple):
    """An edge that is drawn. `relation` names its style, `label` what is written on it, `hover` says why."""

    source: str
    target: str
    relation: str
    label: str
    hover: str


class Picture(NamedTuple):
    """Marks in the order of their IRIs, and lines between them."""

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]


def collapse(graph: nx.MultiDiGraph[str]) -> Picture:
    """The marks and lines of a graph that `claimgraph.viz.graph` made.

    Actors, instruments and documents with no line to anything else are left out; claims always stay.
    """
    told: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    voices: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for assertion, attributes in graph.nodes(data=True):
        if attributes["kind"] == "Assertion":
            for speaker, claim, relation, why in _spoken(graph, assertion):
                told[speaker, claim, relation].append(why)
                if relation in _SPOKEN:
                    voices[claim][relation].add(_plain(graph.nodes[speaker]["label"]))
    for source, target, relation in sorted((s, t, k) for s, t, k in graph.edges(keys=True)):
        drawn = _standing(graph, source, target, relation)
        if drawn is not None and source != target:
            told[source, target, drawn].append("")
    weights: dict[str, int] = defaultdict(int)
    for source, target, _ in told:
        weights[source] += 1
        weights[target] += 1
    marks = tuple(
        _mark(graph, node, voices.get(node, {}), weights[node])
        for node, attributes in graph.nodes(data=True)
        if node in weights or attributes["kind"] == "Claim"
    )
    lines = tuple(_line(graph, key, why, voices) for key, why in sorted(told.items()))
    return Picture(tuple(sorted(marks)), lines)


def _targets(graph: nx.MultiDiGraph[str], node: str, relation: str) -> list[str]:
    return sorted(t for _, t, k in graph.out_edges(node, keys=True) if k == relation)


def _spoken(graph: nx.MultiDiGraph[str], assertion: str) -> Iterator[tuple[str, str, str, str]]:
    """(who, claim, relation, hover) for everybody whom an assertion ties to its claim."""
    attributes = graph.nodes[assertion]
    stance = attributes.get("stance", "asserts")
    relayers = _targets(graph, assertion, "relayedBy")
    through = ", ".join(_plain(graph.nodes[r]["label"]) for r in relayers)
    hedged = " (hedged)" if attributes.get("certainty") == "hedged" else ""
    taken = "".join(f"\n{line}" for line in _taken(graph, assertion))
    speakers = _targets(graph, assertion, "asserter") or _targets(graph, assertion, "ownVoiceOf")
    for claim in _targets(graph, assertion, "claim"):
        for speaker in speakers:
            name = _plain(graph.nodes[speaker]["label"])
            own = " in its own voice" if graph.nodes[speaker]["kind"] == "Document" else ""
            by = f", as relayed by {through}" if through else ""
            yield speaker, claim, stance, f"{name} {stance}{own}{hedged}{by}:\n{_quotation(attributes)}{taken}"
        for relayer in relayers:
            whom = _listing(_plain(graph.nodes[s]["label"]) for s in speakers) or "an unnamed source"
            name = _plain(graph.nodes[relayer]["label"])
            yield relayer, claim, "relays", f"{name} relays what {whom} {_SPOKEN[stance]}:\n{_quotation(attributes)}"
        for answered in _targets(graph, assertion, "respondsTo"):
            for other in _targets(graph, answered, "claim"):
                if other != claim:
                    yield claim, other, "answers", ""


def _taken(graph: nx.MultiDiGraph[str], assertion: str) -> Iterator[str]:
    """From which documents an assertion takes its content, and how that is known."""
    edges = sorted(graph.out_edges(assertion, keys=True, data=True), key=lambda edge: (edge[1], edge[2]))
    for _, source, relation, edge in edges:
        if relation == "wasDerivedFrom":
            known = graph.nodes[source]
            name = _short(known.get("document_label", known["label"]), _NAME_LENGTH)
            yield f"Taken from {name}{_basis(edge)}"


def _basis(edge: dict[str, Any]) -> str:
    """On what a derivation rests, in brackets; "" where that is not recorded."""
    how = _BASES.get(edge.get("basis", ""))
    score = float(edge["shared_wording"]) if "shared_wording" in edge else None
    return "" if how is None else f" ({how})" if score is None else f" ({how}, {score:.0%} of it shared)"


def _standing(graph: nx.MultiDiGraph[str], source: str, target: str, relation: str) -> str | None:
    """The relation that an edge between two nodes is drawn as, None where it is not drawn.

    Evidence that is said to be lacking supports and disputes nothing, whichever way its edge points.
    """
    kinds = graph.nodes[source]["kind"], graph.nodes[target]["kind"]
    if (
        relation in {"about", "conduct"}
        or kinds[0] not in _STANDS
        or kinds[1] not in _STANDS | {"Resource", "Document"}
    ):
        return None
    if relation == "affiliatedWith" and len(graph[source][target]) > 1:
        return None  # the encoder repeats each closer tie under this name
    if relation in {"supports", "disputes"} and graph.nodes[source].get("disclosure") == "absent":
        return "lacking"
    return relation


def _line(
    graph: nx.MultiDiGraph[str],
    key: tuple[str, str, str],
    why: list[str],
    voices: dict[str, dict[str, set[str]]],
) -> Line:
    source, target, relation = key
    label = _RELATIONS.get(relation, relation)
    ends = _short(graph.nodes[source]["label"], _NAME_LENGTH), _short(graph.nodes[target]["label"], _NAME_LENGTH)
    spoken = sorted({w for w in why if w})
    if spoken:
        rest = len(spoken) - _QUOTES
        hover = "\n\n".join([*spoken[:_QUOTES], *([f"and {rest} more"] if rest > 0 else [])])
    elif relation == "accuses":
        whose = _listing(sorted(voices.get(source, {}).get("asserts", ()))) or "nobody named in this graph"
        hover = f"Named as accused: {ends[1]}\nin an allegation by {whose}:\n“{ends[0]}”"
    else:
        basis = _basis(graph.edges[source, target, relation]) if graph.has_edge(source, target, relation) else ""
        hover = f"{ends[0]}\n{label}{basis}\n{ends[1]}"
    return Line(source, target, relation, label, hover)


def _mark(graph: nx.MultiDiGraph[str], node: str, voices: dict[str, set[str]], weight: int) -> Mark:
    attributes = graph.nodes[node]
    kind, kind_type = attributes["kind"], attributes["type"]
    verdict = attributes.get("verdict", "") if kind == "Claim" else ""
    if kind == "Claim":
        label, hover = _claim(graph, node, voices)
    elif kind == "EvidenceItem":
        label, hover = _evidence(graph, node)
    else:
        label, hover = _other(attributes)
    return Mark(node, kind, kind_type, label, hover, verdict, weight)


def _claim(graph: nx.MultiDiGraph[str], node: str, voices: dict[str, set[str]]) -> tuple[str, str]:
    attributes = graph.nodes[node]
    allegation = attributes["type"] == "Allegation"
    text = attributes.get("text", attributes["label"])
    said = "alleged" if allegation else "said"
    by = [
        f"{said if stance == 'asserts' else _SPOKEN[stance]} by {_listing(sorted(voices[stance]))}"
        for stance in _SPOKEN
        if stance in voices
    ] or [f"{said} by nobody named in this graph"]
    verdict = _VERDICTS.get(attributes.get("verdict", ""))
    label = [
        f"“{_short(text, _LABEL_LENGTH)}”",
        by[0],
        *([f"{_MOONS[attributes['verdict']]} {verdict}"] if verdict else []),
    ]
    title = "Allegation: what somebody says, not what is found" if allegation else _kind_name(attributes)
    hover = [title, f"“{_short(text, _QUOTE_LENGTH)}”", *(b[0].upper() + b[1:] for b in by)]
    accused = [_plain(graph.nodes[a]["label"]) for a in _targets(graph, node, "accuses")]
    conduct = [_plain(c) for c in attributes.get("conduct", ())]
    hover += [f"Accused: {_listing(accused)}"] if accused else []
    hover += [f"Conduct at issue: {_listing(conduct)}"] if conduct else []
    hover += list(_assessment(attributes)) if verdict else []
    return "\n".join(label), "\n".join(hover)


def _assessment(attributes: dict[str, Any]) -> Iterator[str]:
    yield f"{_VERDICTS[attributes['verdict']].capitalize()} (policy: {_plain(attributes.get('policy', ''))})"
    why = _STATUSES.get(attributes.get("independence", ""))
    if why is not None:
        yield f"Why: {why}"
    if "at_least" in attributes and "at_most" in attributes:
        yield f"Independent origins: at least {attributes['at_least']}, at most {attributes['at_most']}"
    for question in attributes.get("open_questions", ()):
        yield f"Open: {_short(question, _QUOTE_LENGTH)}"


def _evidence(graph: nx.MultiDiGraph[str], node: str) -> tuple[str, str]:
    attributes = graph.nodes[node]
    disclosure = attributes.get("disclosure", "unknown")
    made_of = attributes.get("evidence_type", "unspecified")
    shown = "disclosure unknown" if disclosure == "unknown" else disclosure
    title = "Evidence said to be absent" if disclosure == "absent" else f"Evidence: {made_of}, {shown}"
    offered = [_plain(graph.nodes[a]["label"]) for a in _targets(graph, node, "offeredBy")]
    by = f"Offered by {_listing(offered)}" if offered else "Offered by: not known"
    text = attributes.get("quote", attributes["label"])
    return f"“{_short(text, _NAME_LENGTH)}”\n{title}", f"{title}\n{_quotation(attributes)}\n{by}"


def _other(attributes: dict[str, Any]) -> tuple[str, str]:
    name = _short(attributes["label"], _NAME_LENGTH)
    more = [attributes.get("instrument_type"), attributes.get("status"), attributes.get("outcome")]
    detail = ", ".join(_plain(str(m)).replace("-", " ") for m in more if m)
    label = f"{name}\n({detail})" if detail else name
    aliases = attributes.get("aliases", ())
    rows = [_kind_name(attributes), _short(attributes["label"], _QUOTE_LENGTH), detail]
    rows += [f"Also: {_listing([_plain(a) for a in aliases])}"] if aliases else []
    rows += [_plain(str(attributes[k])) for k in ("publisher", "date", "source") if k in attributes]
    return label, "\n".join(r for r in rows if r)


def _kind_name(attributes: dict[str, Any]) -> str:
    kind = str(attributes["type"])
    return _KIND_NAMES.get(kind, kind)


def _quotation(attributes: dict[str, Any]) -> str:
    """A node's quote, and the document and characters where it stands."""
    if "quote" not in attributes:
        return "(no passage in this graph)"
    where = f", characters {attributes['quote_start']} to {attributes['quote_end']}"
    document = _short(attributes.get("document_label", "a document that is not named"), _NAME_LENGTH)
    return f"“{_short(attributes['quote'], _QUOTE_LENGTH)}”\n— {document}{where}"


def _listing(names: Iterable[str]) -> str:
    every = list(names)
    shown = [_short(n, _NAME_LENGTH) for n in every[:_NAMES]]
    rest = len(every) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")


def _plain(text: str) -> str:
    """One line without invisible characters: control and direction marks could make a text read as another."""
    return _UNSEEN.sub(" ", "".join(" " if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text)).strip()


def _short(text: str, length: int) -> str:
    """A plain text cut to a length, at a word's end where one is near, with a mark that it was cut."""
    plain = _plain(text)
    if len(plain) <= length:
        return plain
    cut = plain[: length - 1]
    word = cut.rfind(" ")
    return (cut[:word] if word > length * 2 // 3 else cut).rstrip(" ,;:") + "…"
