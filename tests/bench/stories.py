"""Short documents of a press that copies and denies, each a function of its number: the same every time, none stored.

Document n tells of a few affairs. An affair is one allegation by somebody against a firm; which affairs are told is
heavy-tailed, so that a few are told everywhere, in two wordings. One document in five is copied from an earlier one, a
few words changed. `records` gives what an extractor that errs nowhere would find, so that a corpus can be measured
without parsing it.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

from claimgraph.model import (
    Actor,
    ActorType,
    Assertion,
    Claim,
    ClaimKind,
    Disclosure,
    Document,
    Evidence,
    EvidenceType,
    Extraction,
    Span,
    Stance,
)
from claimgraph.model.identifiers import actor_id, assertion_id, claim_id, evidence_id

__all__ = ["Story", "records", "story", "write"]


def _pool(words: str, between: str = " ") -> tuple[str, ...]:
    return tuple(words.split(between))


_FIRST = _pool("Vex Quil Nor Tam Bel Cor Dra Fen Gal Hal Ing Jor Kel Lor Mar Nem Ost Pel Ros Sar")
_LAST = _pool("ley lon field wick mont dale ford gate holm mere stead worth bury combe den ham lake shaw thorpe ton")
_BODY = ("Group", "Labs", "Systems", "Institute", "Analytics", "Networks", "Robotics", "Partners")
_DEED = (
    "copied",
    "scraped",
    "leaked",
    "sold",
    "withheld",
    "falsified",
    "destroyed",
    "concealed",
    "exported",
    "altered",
)
_THING = (
    "answers of the model", "medical records of patients", "test results of the audit", "images of children",
    "voice recordings of customers", "safety reports of the board", "logs of the incident", "weights of the network",
    "emails of employees", "benchmarks of the contest",
)  # fmt: skip
_HOW = (
    "without permission",
    "before the hearing",
    "through a shell company",
    "for a foreign buyer",
    "during the merger",
)
_WHO = _pool("officials|residents|two lawyers|the council|a union|neighbours|the regulator|staff|analysts|a judge", "|")
_DID = _pool("discussed|postponed|welcomed|reviewed|announced|criticised|awaited|praised|visited|questioned", "|")
_WHAT = _pool(
    "the new timetable|repairs to the bridge|a budget for schools|the annual fair|plans for the harbour|"
    "a change of the rules|the price of water|an older ruling|the state of the roads|a vote on the merger",
    "|",
)
_WHEN = _pool("on Monday|late on Tuesday|after lunch|at the weekend|before the vote|in the rain|without notice", "|")
_PLACES = ("Ashby", "Brentmoor", "Calder", "Dunmere", "Eastwick", "Farrow", "Glenholt", "Harwick")
_TOLD = 4  # affairs a document
_CHANGED = (("discussed", "debated"), ("welcomed", "greeted"), ("Monday", "the first day"), ("staff", "employees"))


class _Affair(NamedTuple):
    accuser: str
    accused: str
    content: str


class Told(NamedTuple):
    """A statement: its offset in the body, what it tells, and how: alleged, echoed, denied or shown."""

    at: int
    about: _Affair
    sort: str


class Story(NamedTuple):
    """A document's file: its body, its front matter's values, and where each statement stands in the body."""

    name: str
    head: str
    body: str
    told: tuple[Told, ...]


def _firm(number: int) -> str:
    first, rest = _FIRST[number % len(_FIRST)], number // len(_FIRST)
    last, rest = _LAST[rest % len(_LAST)], rest // len(_LAST)
    body, more = _BODY[rest % len(_BODY)], rest // len(_BODY)
    return f"{first}{last} {body}" if not more else f"{first}{last} {_PLACES[more % len(_PLACES)]} {body}"


def _affair(number: int, reworded: bool) -> _Affair:  # noqa: FBT001 one of two wordings
    rng = random.Random(f"affair {number}")
    firms = 20 + number // 4
    accuser, accused = _firm(rng.randrange(firms)), _firm(rng.randrange(firms))
    if accused == accuser:
        accused = _firm(firms)
    count = rng.randrange(2, 990) * 100
    deed, thing, how = rng.choice(_DEED), rng.choice(_THING), rng.choice(_HOW)
    plain, turned = f"{accused} {deed} {count:,} {thing} {how}", f"{count:,} {thing} were {deed} by {accused} {how}"
    return _Affair(accuser, accused, turned if reworded else plain)


def _filler(rng: random.Random) -> str:
    """A sentence or two about the town."""
    pools = (_WHO, _DID, _WHAT, _WHEN)
    one, two = ([rng.choice(pool) for pool in pools] for _ in range(2))
    return f"In {rng.choice(_PLACES)} {' '.join(one)}, while {' '.join(two)} and nobody spoke of it."


def _chosen(rng: random.Random, n: int) -> list[int]:
    """The affairs of document n: some new with it, some heavy-tailed over all that have been."""
    known = n // 2 + 5
    told = {min(int(known * rng.random() ** 3), known - 1) for _ in range(_TOLD - 1)}
    return sorted({*told, known - 1})


_SENTENCES = {
    "alleged": "{accuser} alleged that {content}.",
    "echoed": "According to {accuser}, {content}.",
    "denied": "{accused} denied that {content}.",
    "shown": "A public dataset published by {accuser} showed that {content}.",
}


def story(n: int) -> Story:
    """The document of a number."""
    rng = random.Random(f"story {n}")
    copied = n > 10 and rng.random() < 0.2
    model = rng.randrange(max(0, n - 2000), n) if copied else n
    inner = random.Random(f"body {model}")
    parts: list[str] = []
    told: list[Told] = []
    at = 0
    for affair in _chosen(inner, model):
        about = _affair(affair, inner.random() < 0.3)
        sorts = ["alleged" if inner.random() < 0.6 else "echoed"]
        if inner.random() < 0.4:
            sorts.append("denied")
        if inner.random() < 0.25:
            sorts.append("shown")
        lines = []
        for sort in sorts:
            lines.append((sort, _SENTENCES[sort].format(**about._asdict())))
            lines.append(("", _filler(inner)))
        for sort, line in lines:
            if copied and not sort:
                for old, new in _CHANGED:
                    line = line.replace(old, new)  # noqa: PLW2901 the copyist's pen
            if sort:
                told.append(Told(at, about, sort))
            parts.append(line)
            at += len(line) + 1
        parts[-1] += "\n"
        at += 1
    day = n % 28 + 1, n // 28 % 12 + 1, 2021 + n % 5
    head = (
        f"---\ntitle: Report {n} from {_PLACES[n % 8]}\npublisher: {_firm(n % 300)} Herald\n"
        f"date: {day[2]}-{day[1]:02}-{day[0]:02}\nurl: https://news.example/{n}\n---\n"
    )
    return Story(f"{n // 1000:04}/{n:07}.txt", head, " ".join(parts).replace("\n ", "\n\n"), tuple(told))


def write(folder: Path, n: int) -> Path:
    """Put a document's file in its place."""
    made = story(n)
    path = folder / made.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.head + made.body, encoding="utf-8")
    return path


def records(document: Document, n: int) -> Extraction:
    """What is in document n, as an extractor finds it."""
    made = story(n)
    begin = len(made.head)
    actors: dict[str, Actor] = {}
    claims: dict[str, Claim] = {}
    assertions: list[Assertion] = []
    evidence: list[Evidence] = []
    for at, about, sort in made.told:
        start = begin + at
        line = _SENTENCES[sort].format(**about._asdict())
        content = Span(start + line.index(about.content), start + line.index(about.content) + len(about.content))
        speaker = about.accused if sort == "denied" else about.accuser
        who = actor_id(speaker)
        place = Span(start + line.index(speaker), start + line.index(speaker) + len(speaker))
        for name in (about.accuser, about.accused):
            actors.setdefault(actor_id(name), Actor(actor_id(name), name, ActorType.COMPANY, (place,)))
        accused = (actor_id(about.accused),)
        claim = claim_id(about.content, ClaimKind.ALLEGATION, accused, document.version)
        claims.setdefault(claim, Claim(claim, about.content, ClaimKind.ALLEGATION, accused))
        cue = (Span(place.end + 1, place.end + 8),)
        name = assertion_id(document.version, who, cue, (content,))
        stance = Stance.DENIES if sort == "denied" else Stance.ASSERTS
        assertions.append(Assertion(name, claim, who, (content,), stance, (place,), cue, handle="script.v1"))
        if sort == "shown":
            span = Span(start, start + len("A public dataset"))
            item = evidence_id(document.version, span)
            evidence.append(
                Evidence(item, span, EvidenceType.DATA, Disclosure.PUBLIC, (name,), (), actor_id(about.accuser))
            )
    publisher = document.metadata.publisher
    if publisher:
        actors.setdefault(actor_id(publisher), Actor(actor_id(publisher), publisher, ActorType.ORGANIZATION))
    return Extraction(
        document.version,
        tuple(actors.values()),
        (),
        tuple(claims.values()),
        tuple(assertions),
        tuple(evidence),
        publisher=actor_id(publisher) if publisher else None,
        handles=("script.v1",),
    )
