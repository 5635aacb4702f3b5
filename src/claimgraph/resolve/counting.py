"""What documents say of actors and claims, each saying once with how often it is said.

So a document more or less changes what is known of those only whom it names.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from claimgraph.resolve.corpus import Claimed, Named, claimed_in, ids_in, named_in
from claimgraph.resolve.ledger import Ledger

__all__ = ["Counted", "count"]

_ACTOR, _CLAIM, _SAID = "actor", "claim", "said"


class Counted(NamedTuple):
    """The actors and claims that documents which came and went name, as they are now; None for one that is gone."""

    actors: dict[str, Named | None]
    claims: dict[str, Claimed | None]


def count(ledger: Ledger, gone: Iterable[Mapping[str, Any]], come: Iterable[Mapping[str, Any]]) -> Counted:
    """Take the records of documents out of a ledger and into it.

    Args:
        ledger: holds those that go, and none that come.
        gone: extraction records (`model.record.to_record`, made with the base "").
        come: the same.
    """
    found: tuple[set[str], set[str]] = set(), set()
    for records, by in ((gone, -1), (come, 1)):
        for record in records:
            _hold(ledger, record, by)
            parts = Counter(_parts(record))
            ledger.db.executemany(
                "INSERT INTO part VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
                ((*part, n * by) for part, n in parts.items()),
            )
            if by < 0:
                sql = "DELETE FROM part WHERE sort = ? AND name = ? AND body = ? AND count = 0"
                ledger.db.executemany(sql, parts)
            for sort, name, _ in parts:
                found[sort != _ACTOR].add(name)
    actors = {name: _named(ledger, name) for name in sorted(found[0])}
    claims = {name: _claimed(ledger, name) for name in sorted(found[1])}
    return Counted(
        {name: actor for name, actor in actors.items() if actor != ledger.named(name)},
        {name: claim for name, claim in claims.items() if claim != ledger.claimed(name)},
    )


def _hold(ledger: Ledger, record: Mapping[str, Any], by: int) -> None:
    version = record["version"]
    if by > 0:
        ledger.db.execute("INSERT INTO document (version) VALUES (?)", (version,))
    (number,) = ledger.db.execute("SELECT number FROM document WHERE version = ?", (version,)).fetchone()
    names = ((name, number) for name in ids_in(record))
    if by > 0:
        ledger.db.executemany("INSERT INTO holds VALUES (?, ?)", names)
    else:
        ledger.db.executemany("DELETE FROM holds WHERE name = ? AND document = ?", names)
        ledger.db.execute("DELETE FROM document WHERE number = ?", (number,))


def _parts(record: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    for a in record["actors"]:
        body = {"label": a["label"], "type": a["type"], "aliases": sorted(a["aliases"]), "wikidata": a["wikidata"]}
        yield _ACTOR, a["id"], json.dumps(body, ensure_ascii=False)
    for c in record["claims"]:
        body = {"text": c["text"], "kind": c["kind"], "accused": sorted(c["accused"]), "conduct": sorted(c["conduct"])}
        yield _CLAIM, c["id"], json.dumps(body, ensure_ascii=False)
    for x in record["assertions"]:
        who = x["asserter"] if "/" in x["asserter"] else ""
        yield _SAID, x["claim"], json.dumps((x["stance"], who))


def _bodies(ledger: Ledger, sort: str, name: str) -> list[Any]:
    rows = ledger.db.execute("SELECT body FROM part WHERE sort = ? AND name = ?", (sort, name))
    return [json.loads(row[0]) for row in rows]


def _named(ledger: Ledger, name: str) -> Named | None:
    seen = _bodies(ledger, _ACTOR, name)
    return replace(named_in(name, seen), documents=1) if seen else None


def _claimed(ledger: Ledger, name: str) -> Claimed | None:
    seen = _bodies(ledger, _CLAIM, name)
    said = [(stance, who) for stance, who in _bodies(ledger, _SAID, name)]
    return replace(claimed_in(name, seen, said), documents=1) if seen else None
