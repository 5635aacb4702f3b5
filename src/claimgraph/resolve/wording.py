"""A claim's words as the linker reads them: what two wordings of one proposition must share, and may not differ in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimgraph.model import ActorType
from claimgraph.model.identifiers import digest
from claimgraph.resolve.corpus import Claimed, Named
from claimgraph.resolve.numbers import amounts, is_amount
from claimgraph.resolve.words import FUNCTION_WORDS, NEGATIONS, PRONOUNS, inflected, sense, tokens

__all__ = ["Wording", "wording"]

_POINTS_BACK = frozenset(["the", "these", "those", "this", "that", "such", "both", "said"])
_FAILS = frozenset({"fail", "lack"})
_MODAL = frozenset(["may", "might", "could", "can", "would", "will", "shall", "should", "must"])
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
        stems: content words without inflection, in order; amounts, negations, modals and function words are not there.
        senses: what they stand for, each once.
        names: senses of its proper names, of the accused's too.
        amounts: its numbers.
        negative: whether it denies what its other words say. The "not" of a mere denial is the denial's.
        who: ids of the accused; of a mere denial in pronouns, those who deny.
        told: those of the accused that have names.
        fingerprint: equal for wordings that differ in inflection and function words alone; "" if it may not be merged
            by that.
    """

    claim: Claimed
    stems: tuple[str, ...]
    senses: frozenset[str]
    names: frozenset[str]
    amounts: frozenset[float]
    negative: bool
    who: frozenset[str]
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
    content = [w for w in lower if w not in FUNCTION_WORDS and w not in NEGATIONS and not is_amount(w)]
    stems = tuple(s for w in content if (s := inflected(w)) not in _FAILS)
    negations = sum(w in NEGATIONS for w in lower) + sum(inflected(w) in _FAILS for w in lower)
    pronouns = bool(PRONOUNS & set(lower))
    who = {*claim.accused, *(claim.asserters if claim.denied and pronouns and not claim.accused else ())}
    told = {w for w in who if w in actors and actors[w].type is not ActorType.UNNAMED}
    labels = {sense(t.casefold()) for w in told for t in tokens(actors[w].label)}
    negative = (negations + (claim.denied and negations % 2 == 1)) % 2 == 1
    found = Wording(
        claim,
        stems,
        frozenset(sense(w) for w in content if inflected(w) not in _FAILS),
        frozenset(_names(written)) | labels,
        amounts(claim.text),
        negative,
        frozenset(same.get(w, w) for w in who),
        frozenset(same.get(w, w) for w in told),
        "",
    )
    if len(lower) < _SELF_STANDING or len(stems) < _SELF_STANDING_STEMS:
        return found
    anaphoric = pronouns or lower[0] in _POINTS_BACK
    return Wording(*_fields(found), _fingerprint(found, lower, actors, same, anaphoric=anaphoric))


def _fields(
    w: Wording,
) -> tuple[
    Claimed, tuple[str, ...], frozenset[str], frozenset[str], frozenset[float], bool, frozenset[str], frozenset[str]
]:
    return w.claim, w.stems, w.senses, w.names, w.amounts, w.negative, w.who, w.told


def _fingerprint(
    found: Wording, lower: list[str], actors: Mapping[str, Named], same: Mapping[str, str], *, anaphoric: bool
) -> str:
    """Words in order, numbers, negation, mood, and whom the words leave to their context."""
    stems = set(found.stems)
    left_out = sorted(
        same.get(a, a)
        for a in found.claim.accused
        if not {inflected(t.casefold()) for t in tokens(actors[a].label) if t.casefold() not in FUNCTION_WORDS} <= stems
    )
    context = sorted({*left_out, *(same.get(a, a) for a in found.claim.asserters)}) if anaphoric else left_out
    # "may" and "did" are one claim in two certainties, but only a person can say that "will" and "would" are too.
    mood = sorted({w for w in lower if w in _MODAL})
    numbers = sorted(found.amounts)
    return digest(
        " ".join(_inflectionless(lower)), repr(numbers), str(found.negative), " ".join(mood), " ".join(context)
    )


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
    """Capitalised words but the first, and words with a capital or digit inside."""
    for n, word in enumerate(written):
        inside = any(c.isupper() for c in word[1:]) or (word[0].isalpha() and any(c.isdigit() for c in word))
        if (inside or (n and word[0].isupper())) and word.casefold() not in FUNCTION_WORDS:
            yield sense(word.casefold())
