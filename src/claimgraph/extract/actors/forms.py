"""Names that their form gives away: "China's embassy", "r/…", "the French government", "Attorney General of Ohio"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from claimgraph.extract.actors.gazetteer import states
from claimgraph.extract.lexicon import rows
from claimgraph.model import ActorType, Span

__all__ = ["Form", "find_forms"]

_COMMUNITY = re.compile(r"(?<![\w/])/?r/(?P<name>\w{2,30})\b")
_PORTFOLIO = (
    r"foreign|defen[cs]e|commerce|trade|justice|interior|finance|health|education|economy|industry|technology|science|digital|labou?r"
    r"|security|state security|public security"
)


class Form(NamedTuple):
    """A name found by its form, with the label that it is known by."""

    span: Span
    label: str
    type: ActorType


def find_forms(text: str) -> Iterator[Form]:
    """The names in a text that are recognised by their form, in no particular order."""
    for match in _COMMUNITY.finditer(text):
        yield Form(Span(*match.span()), f"r/{match['name']}", ActorType.COMMUNITY)
    plain = text.lower()
    for needs, pattern, label in _patterns():
        if needs not in plain:  # the states make the patterns slow
            continue
        for match in pattern.finditer(text):
            yield Form(Span(*match.span()), label(match), ActorType.GOVERNMENT_BODY)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    names = sorted(states(), key=lambda s: (-len(s), s))
    state = "|".join(re.escape(n) for n in names)
    of = rf"(?:the )?(?P<state>{state})"
    whose = rf"(?P<state>{state})(?:['\u2019]s|['\u2019])?"
    host = rf"(?: (?:in|to) (?:the )?(?P<host>{state}|{'|'.join(sorted(_capitals()))})\b)?"
    return (
        ("embassy", re.compile(rf"\b{whose} [Ee]mbassy\b{host}"), _embassy),
        ("embassy", re.compile(rf"\b(?:the )?Embassy of {of}\b{host}"), _embassy),
        ("ministry", re.compile(rf"\b{whose} (?P<what>{_PORTFOLIO}) ministry\b", re.IGNORECASE), _ministry),
        ("government", re.compile(rf"\b{whose} (?:[Ff]ederal )?[Gg]overnment\b"), _government),
        ("government", re.compile(rf"\b[Gg]overnment of {of}\b"), _government),
        ("government", re.compile(r"\b(?P<us>[Ff]ederal government)\b"), _government),
        ("attorney", re.compile(rf"\b{whose} [Aa]ttorney [Gg]eneral\b(?! [A-Z])"), _attorney_general),
        ("attorney", re.compile(rf"\b[Aa]ttorney [Gg]eneral of {of}\b"), _attorney_general),
    )


@cache
def _capitals() -> frozenset[str]:
    return frozenset(r["capital"] for r in rows("states", ("state", "demonyms", "capital")) if r["capital"])


@cache
def _state_of_capital() -> dict[str, str]:
    return {r["capital"]: r["state"] for r in rows("states", ("state", "demonyms", "capital")) if r["capital"]}


def _state(name: str) -> str:
    folded = {k.casefold(): v for k, v in states().items()}
    return states().get(name) or folded.get(name.casefold()) or _state_of_capital().get(name, name)


def _the(state: str) -> str:
    return f"the {state}" if state.startswith(("United", "Netherlands", "Philippines", "Czech R")) else state


def _embassy(match: re.Match[str]) -> str:
    label = f"Embassy of {_the(_state(match['state']))}"
    return f"{label} in {_the(_state(match['host']))}" if match["host"] else label


def _ministry(match: re.Match[str]) -> str:
    return f"{_state(match['state'])} {match['what'].lower()} ministry"


_GOVERNMENTS = {"United States": "US government", "United Kingdom": "UK government", "China": "Chinese government"}


def _government(match: re.Match[str]) -> str:
    state = "United States" if "us" in match.groupdict() else _state(match["state"])
    return _GOVERNMENTS.get(state, f"Government of {_the(state)}")


def _attorney_general(match: re.Match[str]) -> str:
    return f"Attorney General of {_the(_state(match['state']))}"
