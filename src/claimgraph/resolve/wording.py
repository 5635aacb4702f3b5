"""A claim's words as the linker reads them: what two wordings of one proposition must share, and may not differ in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from claimgraph.model import ActorType
from claimgraph.model.identifiers import digest
from claimgraph.resolve.corpus import Claimed, Named
from claimgraph.resolve.numbers import amounts, is_amount
from claimgraph.resolve.words import FUNCTION_WORDS, NEGATIONS, PRONOUNS, inflected, sense, tokens

__all__ = ["Wording", "wording"]

_POINTS_BACK = frozenset(["the", "these", "those", "this", "that", "such", "both", "said"])
_FAILS = frozenset({"fail", "lack", "unabl"})
_NOT_DONE = {"withhold": "disclose", "conceal": "disclose", "hid": "disclose"}
_STOPS = frozenset({"stop", "ceas", "halt", "quit"})
_LEAVE = sense("permission")
_REFUSES = frozenset({"refus", "declin"})
_MODAL = frozenset(["may", "might", "could", "can", "would", "will", "shall", "should", "must"])
_UNSURE = frozenset(["may", "might"])
_UNTOLD = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "have", "has", "had", "having", "do", "does", "did"]
)
_BE = frozenset(["be", "is", "are", "was", "were", "been", "being", "am"])
_PASSIVE = "<passive>"
_SELF_STANDING = 6  # words; as in `identifiers`: less may mean something else elsewhere
_SELF_STANDING_STEMS = 5


@dataclass(frozen=True, slots=True)
class Wording:
    """One claim, read.

    Attributes:
        claim: the claim.
        order: what its content words stand for; amounts, negations, modals and function words are not there.
        senses: the same, each once.
        names: senses of its proper names, of the accused's too.
        amounts: its numbers.
        negative: whether it says "not" to what its other words say; None where it has a "not" and stands only in
            denials, since then that may be the denial's ("said it did not") or what is denied.
        opening: what its first two content words stand for.
        giver: what the words after "from" stand for.
        deed: the content word after the one or the name that the claim opens with: its verb, as a rule; "" if none.
        passive: whether the deed is said to be done to what the claim opens with.
        told: ids of the accused that have names; of a mere denial that opens with a pronoun, of those who deny.
        fingerprint: equal for wordings that differ in inflection and function words alone; "" if it may not be merged
            by that.
    """

    claim: Claimed
    order: tuple[str, ...]
    senses: frozenset[str]
    names: frozenset[str]
    amounts: frozenset[float]
    negative: bool | None
    opening: frozenset[str]
    giver: frozenset[str]
    deed: str
    passive: bool
    told: frozenset[str]
    fingerprint: str


def wording(claim: Claimed, actors: Mapping[str, Named], same: Mapping[str, str]) -> Wording:
    """Read a claim.

    Args:
        claim: the claim.
        actors: all actors by id.
        same: ids to canonical ones, by what is already decided.
    """
    written = tokens(claim.text)
    lower = [w.casefold() for w in written]
    content = [
        _NOT_DONE.get(inflected(w), w)
        for w in lower
        if w not in FUNCTION_WORDS and w not in NEGATIONS and not is_amount(w)
    ]
    order = tuple(sense(w) for w in content if inflected(w) not in _FAILS)
    pronouns = bool(PRONOUNS & set(lower))
    of_themselves = claim.denied and not claim.accused and next(iter(lower), "") in PRONOUNS
    who = {*claim.accused, *(claim.asserters if of_themselves else ())}
    told = {w for w in who if w in actors and actors[w].type is not ActorType.UNNAMED}
    labels = {sense(t.casefold()) for w in told for t in tokens(actors[w].label)}
    names = frozenset(_names(written)) | labels
    negative = sum(_turns(lower)) % 2 == 1
    of_the_denial = claim.denied and not NEGATIONS.isdisjoint(lower)
    found = Wording(
        claim,
        order,
        frozenset(order),
        names,
        amounts(claim.text),
        None if of_the_denial else negative,
        frozenset(order[:2]),
        frozenset(_after_from(lower)),
        deed := _deed(order, names),
        any(
            w in _BE and deed == sense(after) and not after.endswith("ing")
            for w, after in pairwise(_without_not(lower))
        ),
        frozenset(same.get(w, w) for w in told),
        "",
    )
    if found.negative is None or len(lower) < _SELF_STANDING or len(order) < _SELF_STANDING_STEMS:
        return found
    anaphoric = pronouns or lower[0] in _POINTS_BACK
    return replace(found, fingerprint=_fingerprint(found, lower, actors, same, anaphoric=anaphoric))


def _fingerprint(
    found: Wording, lower: list[str], actors: Mapping[str, Named], same: Mapping[str, str], *, anaphoric: bool
) -> str:
    """Words in order, numbers, negation, mood, and whom the words leave to their context."""
    stems = {inflected(w) for w in lower}
    left_out = sorted(
        same.get(a, a)
        for a in found.claim.accused
        if not {inflected(t.casefold()) for t in tokens(actors[a].label) if t.casefold() not in FUNCTION_WORDS} <= stems
    )
    context = sorted({*left_out, *(same.get(a, a) for a in found.claim.asserters)}) if anaphoric else left_out
    # "may" and "did" are one claim in two certainties, but only a person can say that "did" and "would" are too.
    mood = sorted({w for w in lower if w in _MODAL} - _UNSURE)
    numbers = sorted(found.amounts)
    return digest(
        " ".join(_inflectionless(lower)), repr(numbers), str(found.negative), " ".join(mood), " ".join(context)
    )


def _deed(order: tuple[str, ...], names: frozenset[str]) -> str:
    return next((w for w in order[1:] if w not in names), "")


def _without_not(lower: list[str]) -> list[str]:
    return [w for w in lower if w not in NEGATIONS]


def _turns(lower: list[str]) -> Iterator[bool]:
    """For each word whether it turns the proposition round; "without permission" only says what kind of deed it was."""
    for n, word in enumerate(lower):
        stem, after = inflected(word), lower[n + 1 : n + 4]
        yield (
            word in NEGATIONS
            or stem in _FAILS
            or stem in _NOT_DONE
            or (stem in _REFUSES and after[:1] == ["to"])
            or (stem in _STOPS and bool(after) and after[0].endswith("ing"))
            or (word == "without" and _LEAVE not in {sense(w) for w in after})
        )


def _after_from(lower: list[str]) -> Iterator[str]:
    for n, word in enumerate(lower):
        if word == "from":
            yield from [sense(w) for w in lower[n + 1 :] if w not in FUNCTION_WORDS][:2]


def _inflectionless(lower: list[str]) -> Iterator[str]:
    """All words but articles, demonstratives and auxiliaries; prepositions and the passive tell who did it to whom."""
    for n, word in enumerate(lower):
        after = next((w for w in lower[n + 1 :] if w not in NEGATIONS and not w.endswith("ly")), "")
        if word in _BE:
            if after not in _UNTOLD and not after.endswith("ing") and inflected(after) != after:
                yield _PASSIVE
        elif word == "of" and after.endswith("ing"):
            continue  # "accused them of running" says that they "are running"
        elif word not in _UNTOLD and word not in NEGATIONS and word not in _MODAL and not is_amount(word):
            yield inflected(word)


def _names(written: list[str]) -> Iterator[str]:
    """Capitalised words, the first only before another, and words with a capital or digit inside."""
    begins = [w[0].isupper() for w in written]
    for n, word in enumerate(written):
        inside = any(c.isupper() for c in word[1:]) or (word[0].isalpha() and any(c.isdigit() for c in word))
        if (inside or (begins[n] and (n or begins[1:2] == [True]))) and word.casefold() not in FUNCTION_WORDS:
            yield sense(word.casefold())
