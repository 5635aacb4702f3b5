"""From a corpus to proposals, and from the certain ones to the linker's own judgements."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.resolve.actors import relink_actors
from claimgraph.resolve.comparing import relink_claims
from claimgraph.resolve.corpus import Corpus
from claimgraph.resolve.identity import identity
from claimgraph.resolve.judgement import LEXICAL, LINKER, Judgement, Value
from claimgraph.resolve.ledger import ACTORS, in_memory
from claimgraph.resolve.proposal import CERTAIN, Proposal

__all__ = ["linked", "propose"]


def propose(corpus: Corpus, decided: Iterable[Judgement] = ()) -> tuple[Proposal, ...]:
    """All proposals of a corpus, sorted by ids; the same whatever order its documents came in.

    Args:
        corpus: actors and claims.
        decided: people's judgements; of two actors, that their claims are about one.
    """
    ledger = in_memory()
    relink_actors(ledger, corpus.actors)
    same = identity(decided, linked(ledger.pairs("sort = ?", ACTORS))).canonical
    ledger.db.executemany("INSERT INTO alias VALUES (?, ?, NULL)", same.items())
    relink_claims(ledger, corpus.claims, ())
    return tuple(sorted(ledger.pairs("TRUE")))


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
