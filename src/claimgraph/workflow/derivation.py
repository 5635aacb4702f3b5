"""An explanation as an editor would read it, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from claimgraph.assess.explain import Item, Place, Source, Taken
from claimgraph.model import Basis, Verdict
from claimgraph.query import clean
from claimgraph.workflow.explain import Explained

__all__ = ["as_json", "as_text"]

_VERDICTS = {
    Verdict.LACKS: "it lacks independent evidence",
    Verdict.HAS: "it has independent evidence",
    Verdict.UNDETERMINED: "undetermined",
}
_STATUSES = {
    "independent": "at least one item is independent of those who put the claim forward",
    "self": "all support comes from those who put the claim forward, or from whom they belong to",
    "relayed": "what is at hand only repeats it",
    "none": "nothing is offered that anybody else could inspect",
    "undetermined": "what is offered may or may not be independent",
}
_COUNTS = {True: "It counts", None: "It may count", False: "It does not count"}
_BASES = {
    Basis.DECLARED: "as declared",
    Basis.STATED: "as the text says",
    Basis.INFERRED: "inferred from the wording",
    Basis.ASSUMED: "as somebody assumed",
}
_Names = Mapping[str, str]


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
        yield f"Accused by it: {_all(found.accused, names)}"
    yield ""
    yield f"Verdict: {_VERDICTS[told.verdict]}."
    yield f"Why: {_STATUSES[told.status]} ({told.status})."
    yield f"Independent origins: {_between(told.at_least, told.at_most)}, under the policy “{told.policy}”."
    yield from _weaker(explained)
    if told.disputed_at_most:
        yield f"Independent origins against it: {_between(told.disputed_at_least, told.disputed_at_most)}."
    yield from _tellings("Who puts it forward", found.claimants, explained)
    yield from _tellings("Who denies it", found.denials, explained)
    for against, head in ((False, "What is offered for it"), (True, "What is offered against it")):
        items = [i for i in found.items if i.disputes is against]
        yield ""
        yield head if items else f"{head}: nothing."
        for item in items:
            yield from _item(item, names)
    if told.open_questions:
        yield ""
        yield "What would settle it"
        yield from (f"  {_named(question, names)}" for question in told.open_questions)
    if found.ignored:
        yield ""
        yield "Set aside, because the dates contradict it"
        yield from (f"  that {names[a]} takes from {names[b]}" for a, b in found.ignored)


def _between(least: int, most: int) -> str:
    if least == most:
        return "none" if most == 0 else str(most)
    return f"at least {least}, at most {most}"


def _weaker(explained: Explained) -> Iterator[str]:
    """Where less would be known, or more seem so, without derivations and ties of the weaker bases."""
    told, bases = explained.explanation.assessment, explained.explanation.bases
    for at in bases[:-1]:
        if (at.at_least, at.at_most) != (told.at_least, told.at_most):
            yield f"  {_between(at.at_least, at.at_most)}, if one goes only by what is {_upto(at.basis)}."


def _upto(basis: Basis) -> str:
    """The bases up to one, in words: "declared or stated"."""
    return " or ".join(b.value for b in tuple(Basis)[: tuple(Basis).index(basis) + 1])


def _tellings(head: str, sources: Iterable[Source], explained: Explained) -> Iterator[str]:
    """Assertions, those of the same words at the same place together."""
    names = explained.names
    groups: dict[tuple[str, ...], list[str]] = {}
    for source in sources:
        lines = (*_places(source.places, names, "    ", explained.text), *_taken(source.takes, names, "    "))
        groups.setdefault(lines, []).append(_who(source, names))
    if groups:
        yield ""
        yield head
    for lines, people in groups.items():
        yield f"  {'; '.join(dict.fromkeys(people))}"
        yield from lines


def _all(ids: Iterable[str], names: _Names) -> str:
    return ", ".join(names[i] for i in ids)


def _named(text: str, names: _Names) -> str:
    """A sentence with names for the ids in it, longer ids first."""
    for each in sorted(names, key=lambda i: (-len(i), i)):
        text = text.replace(each, names[each])
    return text


def _who(source: Source, names: _Names) -> str:
    """Those responsible, and whom they belong to; where nobody is known, the source itself."""
    belongs = [c for c in source.circle if c not in source.makers]
    circle = f" (of {_all(belongs, names)})" if belongs else ""
    return (_all(source.makers, names) or names[source.id]) + circle


def _places(places: Iterable[Place], names: _Names, indent: str, told: str = "") -> Iterator[str]:
    """The quotes and where they stand; a quote that was `told` before is not told again."""
    for place in places:
        at = f"{names[place.document]}, characters {place.span.start} to {place.span.end}"
        if place.quote != told:
            yield f"{indent}“{place.quote}”"
        yield f"{indent}{at}"


def _taken(takes: Iterable[Taken], names: _Names, indent: str) -> Iterator[str]:
    for taken in takes:
        source = taken.source
        kind = "the same work as" if taken.mirror else "taken from"
        if source.places and not source.shown:
            yield f"{indent}{kind} ({_BASES[taken.basis]}):"
            yield f"{indent}  {_who(source, names)}"
            yield from _places(source.places, names, indent + "    ")
            yield from _taken(source.takes, names, indent + "    ")
        else:
            again = ", see above" if source.shown else ""
            yield f"{indent}{kind} {names[source.id]} ({_BASES[taken.basis]}{again})"
            yield from _taken(source.takes, names, indent + "  ")


def _item(item: Item, names: _Names) -> Iterator[str]:
    source = item.source
    yield from _places(source.places, names, "  ")
    if not source.places:
        yield f"  {names[source.id]}"
    if source.makers:
        yield f"    Offered by {_who(source, names)}{', who has not published it' if source.hidden else ''}."
    else:
        yield f"    Nobody is said to answer for it{', and it is not public' if source.hidden else ''}."
    yield from _taken(source.takes, names, "    ")
    origins = [o for o in item.origins if o != source.id]
    if origins:
        yield f"    It rests on {_all(origins, names)}."
    because = f": {_all(item.because, names)}" if item.because else ""
    yield f"    {_COUNTS[item.counts]}: {item.reason}{because}."
    yield from (f"    To be answered: {_named(question, names)}" for question in item.questions)
    yield from (f"    Not independent of {names[o]}: they share {_all(c, names)} (rule 2)." for o, c in item.shares)
