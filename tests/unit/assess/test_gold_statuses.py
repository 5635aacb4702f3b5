"""The status of each judged assertion of the annotated seed article, from its hand-made annotation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimgraph.assess import statuses
from claimgraph.model import (
    Actor,
    ActorType,
    Affiliation,
    Assertion,
    Basis,
    Claim,
    ClaimKind,
    Disclosure,
    Document,
    Evidence,
    EvidenceType,
    Extraction,
    Instrument,
    InstrumentStatus,
    InstrumentType,
    Kind,
    Relation,
    Span,
    Stance,
)

SEED = Path(__file__).parents[4] / "shared" / "gold" / "seed"


def _spans(value: Any) -> tuple[Span, ...]:  # noqa: ANN401 JSON
    return () if value is None else (Span(value["start"], value["end"]),)


def _extraction(gold: dict[str, Any]) -> Extraction:
    answered = {a["id"]: a for a in gold["assertions"]}

    def claim_of(a: dict[str, Any]) -> str:
        return f"claim/{a['responds_to'] if a['kind'] == 'denial' and a['responds_to'] in answered else a['id']}"

    return Extraction(
        version="seed",
        actors=tuple(Actor(a["id"], a["canonical"], ActorType(a["type"])) for a in gold["actors"]),
        instruments=tuple(
            Instrument(
                i["id"],
                i["canonical"],
                InstrumentType(i["type"]),
                i["issuer"],
                InstrumentStatus(i["status"]),
                tuple(Span(m["start"], m["end"]) for m in i["mentions"]),
            )
            for i in gold["instruments"]
        ),
        claims=tuple(
            Claim(f"claim/{a['id']}", a["content"]["text"], ClaimKind(a["kind"]), tuple(a["accused"]))
            for a in gold["assertions"]
            if a["kind"] != Kind.DENIAL
        ),
        assertions=tuple(
            Assertion(
                a["id"],
                claim_of(a),
                None if a["source"] == "author" else a["source"],
                _spans(a["content"]),
                Stance(a["stance"]),
                _spans(a["source_span"]),
                _spans(a["cue"]),
                a["hedged"],
                a["reported_by"],
                a["responds_to"],
            )
            for a in gold["assertions"]
        ),
        evidence=tuple(
            Evidence(
                e["id"],
                Span(e["span"]["start"], e["span"]["end"]),
                EvidenceType(e["type"]),
                Disclosure(e["disclosed"]),
                tuple(e["supports"]),
                offered_by=e["provided_by"],
            )
            for e in gold["evidence"]
        ),
        affiliations=(
            Affiliation("kratsios", "ostp", Relation.MEMBER_OF, Basis.STATED),
            Affiliation("ostp", "white-house", Relation.SUB_ORGANIZATION_OF, Basis.STATED),
        ),
    )


@pytest.mark.skipif(not SEED.exists(), reason="the annotated seed article is not beside the repository")
def test_the_seed_article_is_read_as_its_annotators_read_it() -> None:
    gold = json.loads((SEED / "gold" / "seed.json").read_text(encoding="utf-8"))
    document = Document("seed.txt", "seed", "seed", (SEED / "docs" / "seed.txt").read_text(encoding="utf-8"))
    found = statuses(document, _extraction(gold))
    assert {k: v for k, v in found.items() if k in gold["independence"]} == gold["independence"]
