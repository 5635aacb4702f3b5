"""schema.org: a ClaimReview for each determination that the graph holds, and a Claim for what nobody has decided.

The verdict on independence is no truth rating and goes into no reviewRating. A rating is the decider's own words, and
a number only where the decider gave one. Sources: https://schema.org/ClaimReview, and what
https://developers.google.com/search/docs/appearance/structured-data/factcheck asks for (read as of September 2026):

- a ClaimReview must have `claimReviewed`, `reviewRating` and `url`, a Rating its `alternateName`, an author a `name`;
- `author` and `itemReviewed` of a review, `author` (with `sameAs`) and `appearance` of a Claim are recommended;
- an author is an Organization or a Person: one of whom the graph does not know which has no type, and not Thing;
- `ratingValue`, `bestRating` and `worstRating` are numbers: other words are in `alternateName` alone.

What it asks of pages (one review on each, at its own domain) no file can have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from pyoxigraph import Quad

from claimgraph.export.facts import Facts, full
from claimgraph.export.json_text import json_page, told

__all__ = ["write"]

_ASSERTS: Final = full("cg:asserts")
_DATASET: Final = "https://schema.org"
_NUMBER: Final = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")


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
    if not facts.one(claim, "cg:text"):
        return  # nobody can tell what was decided
    scale = {n: _number(facts.one(decision, f"schema:{n}")) for n in ("ratingValue", "bestRating", "worstRating")}
    yield told(
        type_="ClaimReview",
        id_=decision,
        url=addresses[0],
        claimReviewed=facts.one(claim, "cg:text"),
        author=[_actor(facts, a) for a in facts.nodes(decision, "cg:decidedBy")],
        datePublished=facts.one(decision, "dct:date"),
        reviewRating=told(type_="Rating", alternateName=facts.one(decision, "cg:outcome"), **scale),
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
    kind = next((k for k in ("Person", "Organization") if facts.is_a(actor, f"cg:{k}")), "")
    return told(type_=kind, id_=actor, name=facts.label(actor), sameAs=facts.nodes(actor, "schema:sameAs"))


def _number(text: str) -> int | str | None:
    """A whole number, or the text of another number as it stands; None for what is no number."""
    if not _NUMBER.fullmatch(text):
        return None
    return text if "." in text else int(text)
