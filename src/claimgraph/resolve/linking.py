"""From a corpus to proposals, and from the certain ones to the linker's own judgements."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.resolve.actors import propose_actors
from claimgraph.resolve.claims import propose_claims
from claimgraph.resolve.corpus import Corpus
from claimgraph.resolve.identity import identity
from claimgraph.resolve.judgement import LEXICAL, LINKER, Judgement, Value
from claimgraph.resolve.proposal import CERTAIN, Proposal

__all__ = ["linked", "propose"]


def propose(corpus: Corpus, decided: Iterable[Judgement] = ()) -> tuple[Proposal, ...]:
    """All proposals of a corpus, sorted by ids; the same whatever order its documents came in.

    Args:
        corpus: actors and claims.
        decided: people's judgements; of two actors, that their claims are about one.
    """
    actors = propose_actors(corpus.actors)
    same = identity(decided, linked(actors)).canonical
    return tuple(sorted([*actors, *propose_claims(corpus.claims, corpus.actors, same)]))


def linked(proposals: Iterable[Proposal]) -> tuple[Judgement, ...]:
    """The linker's judgements: what is certain is merged without being asked, until somebody says no."""
    return tuple(
        Judgement(
            p.left,
            p.right,
            Value.POSITIVE,
            p.left_label,
            p.right_label,
            author=LINKER,
            comment="; ".join(str(f) for f in p.features),
            justification=LEXICAL,
        )
        for p in proposals
        if p.score >= CERTAIN
    )
