"""Which conducts of the scheme (`ontology/conducts.ttl`) a text names, by the patterns of `lexicons/conducts.tsv`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claimgraph.extract.lexicon import rows
from claimgraph.model import Span

__all__ = ["conduct_spans", "conducts_in"]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (r["concept"], re.compile(r["pattern"], re.IGNORECASE)) for r in rows("conducts", ("concept", "pattern"))
    )


@cache
def _any() -> re.Pattern[str]:
    """What matches wherever one of the patterns does. All begin at a word, so that `re` tries them at words alone."""
    return re.compile("|".join(r["pattern"] for r in rows("conducts", ("concept", "pattern"))), re.IGNORECASE)


def conducts_in(text: str) -> tuple[str, ...]:
    """Names of the concepts whose pattern occurs in a text, sorted."""
    return tuple(sorted({concept for concept, _ in conduct_spans(text)}))


@lru_cache(maxsize=64)  # the same words are asked about for each thing that they may say
def conduct_spans(text: str) -> tuple[tuple[str, Span], ...]:
    """The concepts that a text names and where, in the order of the lexicon."""
    if _any().search(text) is None:
        return ()
    return tuple((concept, Span(*m.span())) for concept, pattern in _patterns() for m in pattern.finditer(text))
