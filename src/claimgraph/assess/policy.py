"""Policies: named constants over one engine."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from claimgraph.errors import BadParameter
from claimgraph.model import Basis

__all__ = ["DEFAULT", "ONE_TEXT", "OWN_WORDS", "POLICIES", "THIRD_PARTY", "TWO_SOURCE", "Policy", "policy_named"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What is asked of a claim.

    Attributes:
        name: how users and assessments call it.
        threshold: how many mutually independent items a claim needs to have independent evidence.
        disinterested: count only items whose responsible actors are neither the accused nor beneficiaries (rule 5).
        own_words: the claim is that somebody said something, so that the claimants' own words are primary: rule 1 is
            not asked, and their assertions are items.
        voice_is_other: take the unnamed voice of a text for somebody else than those whom it offers as evidence, and
            unnamed claimants likewise. Only for the reading of one text by itself.
        basis: the weakest basis of edges that are taken into account.
    """

    name: str
    threshold: int = 1
    disinterested: bool = False
    own_words: bool = False
    voice_is_other: bool = False
    basis: Basis = Basis.ASSUMED


DEFAULT = Policy("default")
TWO_SOURCE = Policy("two-source", threshold=2)
THIRD_PARTY = Policy("third-party", disinterested=True)
OWN_WORDS = Policy("own-words", own_words=True)
ONE_TEXT = Policy("one-text", voice_is_other=True)

POLICIES = MappingProxyType({p.name: p for p in (DEFAULT, TWO_SOURCE, THIRD_PARTY, OWN_WORDS)})


def policy_named(name: str) -> Policy:
    """The policy of this name.

    Raises:
        BadParameter: there is none.
    """
    try:
        return POLICIES[name]
    except KeyError:
        raise BadParameter(name, f"is not a policy; choose one of {', '.join(POLICIES)}") from None
