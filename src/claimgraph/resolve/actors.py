"""Which actors may be one: by name, known names, acronym, public identifiers; types must agree.

A base feature says in what the two names agree; the best of them counts. A surname alone is never a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from claimgraph.model import ActorType
from claimgraph.resolve.blocking import Blocks, key_of
from claimgraph.resolve.corpus import Named
from claimgraph.resolve.ledger import ACTORS, Ledger, in_memory
from claimgraph.resolve.naming import Forms, forms, known_as, legal_form
from claimgraph.resolve.proposal import CERTAIN, LISTED, Feature, Proposal
from claimgraph.resolve.words import FUNCTION_WORDS, inflected, tokens

__all__ = ["propose_actors", "relink_actors"]

_SPELLED = 7  # letters from which one that differs may be a slip
_ACRONYM = range(2, 8)
_SAFE_ACRONYM = 3
_TELLING = 4  # words of a description that few others share
_UNIQUE = frozenset({"lei", "ftm", "cik"})  # schemes that never give one value twice; a country has several registers
_BODIES = {ActorType.ORGANIZATION, ActorType.COMPANY, ActorType.GOVERNMENT_BODY}

Key = tuple[str, str]
Several = Callable[[str], bool]  # whether initials stand for several names


@dataclass(frozen=True, slots=True)
class _Seen:
    """An actor with the forms of its label and of its other names, and whom the list of known actors takes it for."""

    actor: Named
    own: Forms
    others: tuple[Forms, ...]
    known: frozenset[str]
    description: tuple[str, ...]


def propose_actors(actors: Mapping[str, Named]) -> list[Proposal]:
    """The pairs of actors worth a judgement, sorted by ids; those of score `CERTAIN` need none."""
    ledger = in_memory()
    relink_actors(ledger, actors)
    return sorted(ledger.pairs("sort = ?", ACTORS))


def relink_actors(ledger: Ledger, changed: Mapping[str, Named | None]) -> None:
    """Let a ledger hold these actors, None for one that is gone, and compare those whom that concerns.

    These are the changed ones, all who share a key that has become too common or no longer is, and all who share
    initials that have come to stand for several or no longer do.
    """
    blocks = Blocks(ledger)
    for name, actor in sorted(changed.items()):
        ledger.set_named(name, actor)
        blocks.place(name, {} if actor is None else _placed(_seen(actor)))

    @lru_cache(maxsize=4096)
    def seen(name: str) -> _Seen | None:
        actor = ledger.named(name)
        return None if actor is None else _seen(actor)

    @lru_cache(maxsize=4096)
    def several(initials: str) -> bool:
        return blocks.several(key_of(*_key("initials", initials)))

    dirty = changed.keys() | blocks.turned()
    done: set[str] = set()
    for name in sorted(dirty):
        one = seen(name)
        done.add(name)
        old = ledger.pairs_of(name, ACTORS, done)
        new: dict[tuple[str, str], Proposal] = {}
        beside = blocks.beside(name, _placed(one)) - done if one else set()
        for other in (seen(n) for n in sorted(beside)):
            if one is None or other is None:
                continue
            p = _proposal(one, other, several) if name < other.actor.id else _proposal(other, one, several)
            if p is not None and p.score >= LISTED:
                new[p.pair] = p
        ledger.repair(ACTORS, old, new)


def _placed(seen: _Seen) -> dict[int, str]:
    """Its keys; beside initials that are not its own name, what they stand for."""
    return {
        key_of(*_key(*key)): seen.own.strict if key[0] == "initials" and seen.own.compact != key[1] else ""
        for key in _keys(seen)
    }


def _key(sort: str, value: str) -> tuple[str, str, str]:
    return "actor", sort, value


def _seen(actor: Named) -> _Seen:
    own = forms(actor.label, actor.type)
    others = tuple(
        forms(name, actor.type)
        for name in actor.names
        if name != actor.label and len(name.split()) > 1 and actor.type is not ActorType.UNNAMED
    )
    body = actor.type in _BODIES
    known = known_as(own.strict) or (known_as(own.bracket) if own.bracket else frozenset()) if body else frozenset()
    words = [inflected(w.casefold()) for w in tokens(actor.label) if w.casefold() not in FUNCTION_WORDS]
    return _Seen(actor, own, others, known, tuple(sorted(set(words))))


def _keys(seen: _Seen) -> Iterator[Key]:
    kind, own = seen.actor.type, seen.own
    if seen.actor.wikidata:
        yield "wikidata", seen.actor.wikidata
    yield from (("id", x) for x in seen.actor.ids)
    if kind is ActorType.UNNAMED:
        yield "description", " ".join(seen.description)
        return
    for form in (own, *seen.others):
        yield "compact", form.compact
    if kind is ActorType.PERSON:
        words = own.strict.split()
        yield "person", f"{words[0][0]} {words[-1]}" if len(words) > 1 else ""
    else:
        yield "bag", " ".join(own.bag)
        yield "compact", own.core.replace(" ", "")
        yield from (("known", label) for label in seen.known)
        short = [f for f in (own.compact, own.bracket) if len(f) in _ACRONYM and " " not in f]
        yield from (("initials", x) for x in (*own.initials, *short) if len(x) in _ACRONYM)
    if len(own.compact) >= _SPELLED:
        yield from (("spelling", own.compact[:n] + own.compact[n + 1 :]) for n in range(len(own.compact)))
        yield "spelling", own.compact


def _agree(a: ActorType, b: ActorType) -> bool:
    """Whether one actor may have both types: a body may be called organisation by one and company by another."""
    return a is b or ({a, b} <= _BODIES and ActorType.ORGANIZATION in {a, b})


def _proposal(a: _Seen, b: _Seen, several: Several) -> Proposal | None:
    if not _agree(a.actor.type, b.actor.type):
        return None
    base = max(_reasons(a, b, several), key=lambda f: (f.weight, f.name), default=None)
    if base is None:
        return None
    against = tuple(_doubts(a, b, base))
    score = round(max(0.0, base.weight + sum(f.weight for f in against)), 3)
    return Proposal(a.actor.id, b.actor.id, score, a.actor.label, b.actor.label, (base, *against))


def _reasons(a: _Seen, b: _Seen, several: Several) -> Iterator[Feature]:
    one, other = a.own, b.own
    if a.actor.wikidata and a.actor.wikidata == b.actor.wikidata:
        yield Feature("same Wikidata id", CERTAIN, a.actor.wikidata)
    for shared_id in sorted(set(a.actor.ids) & set(b.actor.ids)):
        unique = shared_id.partition(":")[0] in _UNIQUE
        yield Feature(
            "same identifier" if unique else "same number in a register", CERTAIN if unique else 0.9, shared_id
        )
    if a.actor.type is ActorType.UNNAMED:
        yield from _described(a, b)
        return
    person = a.actor.type is ActorType.PERSON
    if one.strict == other.strict and (not person or " " in one.strict):
        if one.remark != other.remark:
            yield Feature("same name but for a remark in brackets", 0.75, one.strict)
            return
        legal = [x for x in (legal_form(a.actor.label), legal_form(b.actor.label)) if x]
        two = len(set(legal)) > 1
        yield Feature("same name, two legal forms", 0.75) if two else Feature("same name", CERTAIN, one.strict)
    elif one.compact == other.compact:
        if _digits(one.strict) == _digits(other.strict):
            yield Feature("same name but for spaces", 0.93, one.compact)
    elif shared := {f.compact for f in (one, *a.others)} & {f.compact for f in (other, *b.others)}:
        yield Feature("one goes by a name of the other", 0.9, min(shared))
    yield from _spelling(one, other, person=person)
    yield from _persons(one, other) if person else _bodies(a, b, several)


def _described(a: _Seen, b: _Seen) -> Iterator[Feature]:
    """The same description in two documents; a bare role ("critics", "a senior official") is anybody's."""
    if a.description == b.description and len(a.description) > 2:  # noqa: PLR2004 two words fit too many
        yield Feature("same description", 0.82 if len(a.description) >= _TELLING else 0.7, " ".join(a.description))


def _spelling(one: Forms, other: Forms, *, person: bool) -> Iterator[Feature]:
    """One letter missing, more, other or swapped, in a long word. Kim Sang-man and Kim Song-man are two people."""
    if min(len(one.compact), len(other.compact)) < _SPELLED or one.compact == other.compact:
        return
    words, others = one.strict.split(), other.strict.split()
    if len(words) != len(others) or _digits(one.strict) != _digits(other.strict):
        return
    differing = [(x, y) for x, y in zip(words, others, strict=True) if x != y]
    if len(differing) != 1:
        return
    x, y = differing[0]
    if OSA.distance(x, y) == 1 and x[0] == y[0] and min(len(x), len(y)) >= _SPELLED:
        slip = len(words) > 1 and not person and inflected(x) != inflected(y)
        yield Feature("one letter apart", 0.82 if slip else 0.6, f"{x}/{y}")


def _digits(text: str) -> list[str]:
    """The groups of digits: "APT28" and "APT43", "1 25" and "125" are not spellings of each other."""
    return re.findall(r"\d+", text)


def _persons(one: Forms, other: Forms) -> Iterator[Feature]:
    """Middle names and initials. Both the surname and the first name must stand in both."""
    short, long = sorted((one.strict.split(), other.strict.split()), key=len)
    if len(short) < 2 or short[-1] != long[-1]:  # noqa: PLR2004 a surname alone is nobody
        return
    if short[0] == long[0] and len(short) == 2 < len(long) and all(len(w) == 1 for w in long[1:-1]):  # noqa: PLR2004 first and last
        yield Feature("same but for a middle initial", 0.92)
    elif short[0] == long[0] and len(short) == 2 < len(long):  # noqa: PLR2004 the same
        yield Feature("same but for a middle name", 0.75)
    elif short[0] != long[0] and short[0][0] == long[0][0] and 1 in {len(short[0]), len(long[0])}:
        yield Feature("same surname, first name abbreviated", 0.6)


def _bodies(a: _Seen, b: _Seen, several: Several) -> Iterator[Feature]:
    one, other = a.own, b.own
    if shared := a.known & b.known:
        only = a.known == b.known
        yield Feature("known as one actor" if only else "may be known as one actor", 0.95 if only else 0.6, min(shared))
    if one.strict == other.strict:
        return
    if one.bag == other.bag and len(one.bag) > 1:
        yield Feature("same words", 0.9, " ".join(one.bag))
    if one.core == other.core and one.core:
        yield Feature("same but for a general word", 0.85, one.core)
    for short, long in ((one, other), (other, one)):
        for written, weight in ((short.compact, 0.0), (short.bracket, 0.0), (long.bracket, 0.1)):
            given = written == long.bracket and written == short.compact
            if (
                written
                and (given or (" " not in short.strict and written in long.initials))
                and len(written) in _ACRONYM
            ):
                yield _acronym(written, weight, several, given=given)


def _acronym(written: str, weight: float, several: Several, *, given: bool) -> Feature:
    if given:
        return Feature("given as its short form", 0.83 + weight, written)
    if several(written):
        return Feature("acronym of several", LISTED, written)
    return Feature("acronym", 0.85 if len(written) >= _SAFE_ACRONYM else 0.6, written)


def _doubts(a: _Seen, b: _Seen, base: Feature) -> Iterator[Feature]:
    if a.known and b.known and not a.known & b.known:
        yield Feature("known as two actors", -1.0, f"{min(a.known)}, {min(b.known)}")
    ids = {a.actor.wikidata, b.actor.wikidata} - {None}
    if len(ids) > 1:
        # Wikidata has items for a firm, its site and its product, so a name that both go by outweighs it in part.
        weight = -0.1 if base.name == "may be known as one actor" else -0.6
        yield Feature("two Wikidata ids", weight, " ".join(sorted(x for x in ids if x)))
