"""schema.org: a ClaimReview for each determination that the graph holds, and a Claim for what nobody has decided.

The verdict on independence is no truth rating and goes into no reviewRating. A rating is the decider's own words, and
a number only where the decider gave one. Source: https://schema.org/ClaimReview.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from pyoxigraph import Quad

from claimgraph.export.facts import Facts, full
from claimgraph.export.json_text import json_page, told

__all__ = ["write"]

_ASSERTS: Final = full("cg:asserts")
_DATASET: Final = "https://schema.org"


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write JSON-LD. Denials, evidence, passages and assessments stay behind: schema.org has no place for them."""
    facts = Facts(quads)
    by_claim: dict[str, list[str]] = {}
    for assertion in facts.of("cg:Assertion"):
        if _ASSERTS in facts.nodes(assertion, "cg:stance"):
            for claim in facts.nodes(assertion, "cg:claim"):
                by_claim.setdefault(claim, []).append(assertion)
    ruled = {d: facts.nodes(d, "cg:claim") for d in facts.of("cg:Determination")}
    decided = {claim for claims in ruled.values() for claim in claims}
    items = [r for d, claims in ruled.items() for c in claims for r in _review(facts, d, c, by_claim.get(c, []))]
    items += [_claim(facts, c, by_claim.get(c, []), ()) for c in facts.of("cg:Claim") if c not in decided]
    out.write(json_page({"@context": _DATASET, "@graph": items}))


def _review(facts: Facts, decision: str, claim: str, said: list[str]) -> Iterator[dict[str, Any]]:
    addresses = facts.nodes(decision, "dct:source") or [decision]
    number, best = (_number(facts.one(decision, p)) for p in ("schema:ratingValue", "schema:bestRating"))
    yield told(
        type_="ClaimReview",
        id_=decision,
        url=addresses[0],
        claimReviewed=facts.one(claim, "cg:text"),
        author=[_actor(facts, a) for a in facts.nodes(decision, "cg:decidedBy")],
        datePublished=facts.one(decision, "dct:date"),
        reviewRating=told(
            type_="Rating", alternateName=facts.one(decision, "cg:outcome"), ratingValue=number, bestRating=best
        ),
        itemReviewed=_claim(facts, claim, said, addresses),
    )


def _claim(facts: Facts, claim: str, said: list[str], known: Iterable[str]) -> dict[str, Any]:
    """A claim, who asserts it, and the web addresses where; `known` are the review's own."""
    authors = sorted({a for s in said for a in facts.nodes(s, "cg:asserter")})
    pages = {u for s in said for d in facts.documents(s) for u in facts.nodes(d, "dct:source")} - set(known)
    return told(
        type_="Claim",
        id_=claim,
        text=facts.one(claim, "cg:text"),
        author=[_actor(facts, a) for a in authors],
        appearance=[
            {"@type": "CreativeWork", "url": u} for u in sorted(pages) if u.startswith(("https://", "http://"))
        ],
    )


def _actor(facts: Facts, actor: str) -> dict[str, Any]:
    kind = (
        "Person" if facts.is_a(actor, "cg:Person") else "Organization" if facts.is_a(actor, "cg:Organization") else ""
    )
    return told(type_=kind or "Thing", id_=actor, name=facts.label(actor))


def _number(text: str) -> int | str | None:
    return int(text) if text.isascii() and text.isdecimal() else text or None
