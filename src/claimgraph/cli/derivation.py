"""An explanation as an editor would read it, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from claimgraph.assess.explain import Item, Source
from claimgraph.model import Verdict
from claimgraph.query import clean
from claimgraph.workflow.explain import Explained

__all__ = ["as_json", "as_text"]

_VERDICTS = {
    Verdict.LACKS: "lacks independent evidence",
    Verdict.HAS: "has independent evidence",
    Verdict.UNDETERMINED: "undetermined",
}
_STATUSES = {
    "independent": "at least one item is independent of those who put it forward",
    "self": "all support comes from those who put it forward, or from their circle",
    "relayed": "only repetitions of it are at hand",
    "none": "no evidence is offered that anybody could inspect",
    "undetermined": "what is offered may or may not be independent",
}
_COUNTS = {True: "counts", None: "may count", False: "does not count"}


def as_json(explained: Explained) -> str:
    """The whole object; ids as in the records, `names` says what they are called."""
    body = {"text": explained.text, **asdict(explained.explanation), "names": explained.names}
    return json.dumps(body, ensure_ascii=False, indent=2, default=str)


def as_text(explained: Explained) -> str:
    """Lines of text, indented as the derivations go."""
    return "\n".join(clean(line) for line in _lines(explained))


def _lines(explained: Explained) -> Iterator[str]:
    found, names = explained.explanation, explained.names
    told = found.assessment
    yield f"Claim: “{explained.text}”"
    if found.accused:
        yield f"It names as accused: {_all(found.accused, names)}."
    yield ""
    yield f"Verdict: {_VERDICTS[told.verdict]} ({told.status}: {_STATUSES[told.status]})."
    yield f"Independent origins: at least {told.at_least}, at most {told.at_most}. Policy: {told.policy}."
    if told.disputed_at_most:
        yield f"Against it: at least {told.disputed_at_least}, at most {told.disputed_at_most}."
    yield ""
    yield "Who puts it forward"
    for source in found.claimants:
        yield from _source(source, names, "  ")
    if found.denials:
        yield ""
        yield "Who denies it"
        for source in found.denials:
            yield from _source(source, names, "  ")
    yield ""
    yield "What is offered" if found.items else "Nothing is offered for or against it."
    for item in found.items:
        yield from _item(item, names)
    if told.open_questions:
        yield ""
        yield "What would settle it"
        yield from (f"  {question}" for question in told.open_questions)
    if found.ignored:
        yield ""
        yield "Derivations that the dates contradict, and that are ignored"
        yield from (f"  {names.get(a, a)} from {names.get(b, b)}" for a, b in found.ignored)


def _all(ids: tuple[str, ...], names: dict[str, str]) -> str:
    return ", ".join(names.get(i, i) for i in ids)


def _source(source: Source, names: dict[str, str], indent: str) -> Iterator[str]:
    who = _all(source.makers, names) or names.get(source.id, source.id)
    belongs = [c for c in source.circle if c not in source.makers]
    circle = f", of the circle of {_all(tuple(belongs), names)}" if belongs else ""
    marks = [word for word, holds in (("an origin", source.origin), ("cannot be inspected", source.hidden)) if holds]
    yield f"{indent}{who}{circle}{' — ' + ', '.join(marks) if marks else ''}"
    for place in source.places:
        at = f"{names.get(place.document, place.document)}, characters {place.span.start} to {place.span.end}"
        yield f"{indent}  “{place.quote}”"
        yield f"{indent}  {at}"
    if source.shown:
        yield f"{indent}  (laid out above)"
    for taken in source.takes:
        kind = "is the same work as" if taken.mirror else "takes it from"
        yield f"{indent}  {kind} ({taken.basis}):"
        yield from _source(taken.source, names, indent + "    ")


def _item(item: Item, names: dict[str, str]) -> Iterator[str]:
    side = "against it" if item.disputes else "for it"
    yield f"  {_COUNTS[item.counts].capitalize()} {side}: {item.reason}."
    yield from _source(item.source, names, "    ")
    yield from (f"    to be answered: {question}" for question in item.questions)
    yield from (f"    not independent of {names.get(o, o)}: they share {_all(c, names)}" for o, c in item.shares)
