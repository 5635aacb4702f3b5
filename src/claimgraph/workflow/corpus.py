"""A workspace's documents and merged records as one problem, with what no single one of them states.

That is: affiliations that the gazetteer or a merged dataset declares, and text reuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from claimgraph import assess
from claimgraph.assess.facts import Facts
from claimgraph.assess.parts import gather_parts
from claimgraph.extract.lexicon import rows
from claimgraph.model import ActorType, Affiliation, Basis, Derivation, Relation
from claimgraph.model.identifiers import actor_id
from claimgraph.resolve import Identity
from claimgraph.resolve.reuse import reused
from claimgraph.workflow.cache import Cache

__all__ = ["declared_affiliations", "declared_names", "problem_in", "problems_in"]

# The gazetteer's own module stands among those that load spaCy, which `explain` and `what-if` do without.
_COLUMNS = ("label", "type", "aliases", "wikidata", "part_of", "owned_by", "funded_by", "sort")


def problem_in(
    cache: Cache, key: str, who: Identity, derivations: Iterable[Derivation] | None = None
) -> assess.Problem:
    """The problem of all documents and merged records in a cache.

    Args:
        cache: the open cache.
        key: the configuration under which the documents were extracted.
        who: judgements on who is who.
        derivations: what text reuse finds; None to look for it.
    """
    if derivations is None:
        derivations = [found.derivation for found in reused(cache.tellings(key))]
    facts = (*cache.facts(key), *cache.merged_facts())
    # Without a claim there is nobody whose ties matter, and a register of owners declares millions.
    ties = chain(declared_affiliations(), cache.merged_ties()) if facts else ()
    return assess.gather(facts, identity=who.canonical, affiliations=ties, derivations=derivations)


def problems_in(  # noqa: PLR0913 what `problem_in` works with, and how
    cache: Cache,
    key: str,
    who: Identity,
    derivations: Iterable[Derivation],
    *,
    size: int,
    told: Callable[[int], None],
) -> Iterator[assess.Problem]:
    """The same in parts that have nothing to do with each other (see `assess.parts`), each let go before the next.

    Args:
        cache: the open cache.
        key: the configuration under which the documents were extracted.
        who: judgements on who is who.
        derivations: what text reuse finds.
        size: records that are enough for a part.
        told: told how many records were read; each is read twice.
    """
    done = 0

    def records() -> Iterator[Facts]:
        nonlocal done
        for f in chain(cache.facts(key), cache.merged_facts()):
            done += 1
            told(done)
            yield f

    ties = chain(declared_affiliations(), cache.merged_ties())
    return gather_parts(records, identity=who.canonical, affiliations=ties, derivations=derivations, size=size)


def declared_affiliations() -> Iterator[Affiliation]:
    """Who belongs to whom by the gazetteer, whether or not a document names both."""
    for row in rows("gazetteer", _COLUMNS):
        part = Relation.MEMBER_OF if row["type"] == ActorType.PERSON else Relation.SUB_ORGANIZATION_OF
        for column, relation in (
            ("part_of", part),
            ("owned_by", Relation.CONTROLLED_BY),
            ("funded_by", Relation.FUNDED_BY),
        ):
            for other in filter(None, row[column].split("|")):
                yield Affiliation(actor_id(row["label"]), actor_id(other), relation, Basis.DECLARED)


def declared_names() -> dict[str, str]:
    """The gazetteer's labels by the actors' ids."""
    return {actor_id(row["label"]): row["label"] for row in rows("gazetteer", _COLUMNS)}
