"""The assessments that were made, kept in the index: what a graph holds, and how many claims have which verdict."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from itertools import islice

from claimgraph.model import Assessment, Signs, Status, Verdict
from claimgraph.workflow.index import Index

__all__ = ["all_kept", "keep", "kept_meanwhile", "kept_of", "tally"]

_AT_ONCE = 1_000


def keep(index: Index, policy: str, found: Iterable[Assessment], gone: Iterable[str] | None) -> None:
    """Keep assessments under a policy.

    Args:
        index: where; not committed.
        policy: its name.
        found: what is kept now.
        gone: the claims of which nothing is kept any more; None for all.
    """
    if gone is None:
        index.db.execute("DELETE FROM assessed WHERE policy = ?", (policy,))
    else:
        index.db.executemany("DELETE FROM assessed WHERE policy = ? AND claim = ?", ((policy, c) for c in gone))
    rows = ((policy, a.claim, a.verdict.value, _text(a)) for a in found)
    index.db.executemany("INSERT OR REPLACE INTO assessed VALUES (?, ?, ?, ?)", rows)


def kept_meanwhile(index: Index, policy: str, found: Iterable[Assessment]) -> Iterator[Assessment]:
    """All that was found under a policy, kept in the place of what was kept while others take it."""
    keep(index, policy, (), None)
    left = iter(found)
    while some := tuple(islice(left, _AT_ONCE)):
        keep(index, policy, some, ())
        yield from some


def kept_of(index: Index, policy: str, claims: Iterable[str]) -> Iterator[Assessment]:
    """What is kept of some claims, of those that have something."""
    for claim in claims:
        row = index.db.execute(
            "SELECT verdict, body FROM assessed WHERE policy = ? AND claim = ?", (policy, claim)
        ).fetchone()
        if row is not None:
            yield _read(claim, policy, *row)


def all_kept(index: Index, policy: str) -> Iterator[Assessment]:
    """All under a policy, by claim."""
    rows = index.db.execute("SELECT claim, verdict, body FROM assessed WHERE policy = ? ORDER BY claim", (policy,))
    return (_read(claim, policy, verdict, body) for claim, verdict, body in rows)


def tally(index: Index, policy: str) -> dict[Verdict, int]:
    """How many claims have each verdict."""
    rows = index.db.execute("SELECT verdict, count(*) FROM assessed WHERE policy = ? GROUP BY verdict", (policy,))
    counted = dict(rows.fetchall())
    return {v: counted.get(v.value, 0) for v in Verdict}


def _text(a: Assessment) -> str:
    numbers = (a.at_least, a.at_most, a.disputed_at_least, a.disputed_at_most)
    signs = None if a.signs is None else astuple(a.signs)
    return json.dumps((a.status.value, numbers, a.open_questions, signs), ensure_ascii=False)


def _read(claim: str, policy: str, verdict: str, body: str) -> Assessment:
    status, (least, most, against_least, against_most), questions, signs = json.loads(body)
    found = None
    if signs is not None:
        assertions, origins, overlap, keystones, interested, admissions, inflations, circle = signs
        found = Signs(
            assertions,
            origins,
            overlap,
            tuple(keystones),
            tuple(interested),
            tuple(admissions),
            tuple((plain, hedged) for plain, hedged in inflations),
            tuple(circle),
        )
    return Assessment(
        claim,
        policy,
        Verdict(verdict),
        Status(status),
        least,
        most,
        against_least,
        against_most,
        tuple(questions),
        found,
    )
