"""Which allegation of a document may be about an incident that a dataset records: by whom, by what conduct, and when.

Never certain: a firm may do the same thing twice. So each pair is a proposal, and a person judges it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from claimgraph.resolve.conducts import widened
from claimgraph.resolve.proposal import Feature, Proposal

__all__ = ["Alleged", "propose_incidents"]

_WINDOW = 366  # days; what is told a year later has mostly a case of its own


class Alleged(NamedTuple):
    """An allegation as it is compared: `conduct` names concepts of the scheme, `days` when it was said or happened."""

    id: str
    text: str
    accused: tuple[str, ...]
    conduct: tuple[str, ...]
    days: tuple[str, ...]


def propose_incidents(
    incidents: Iterable[Alleged], claims: Iterable[Alleged], same: Mapping[str, str]
) -> list[Proposal]:
    """The pairs of an incident and a claim of the same accused and conduct, near in time; sorted.

    Args:
        incidents: what datasets allege.
        claims: what documents allege.
        same: ids to canonical ones, by what is already decided.
    """
    by_accused: dict[str, list[Alleged]] = {}
    for incident in incidents:
        for accused in sorted({same.get(a, a) for a in incident.accused}):
            by_accused.setdefault(accused, []).append(incident)
    found: dict[tuple[str, str], Proposal] = {}
    for claim in claims:
        for accused in sorted({same.get(a, a) for a in claim.accused}):
            for incident in by_accused.get(accused, ()):
                for p in _proposal(incident, claim, accused):
                    found.setdefault(p.pair, p)
    return sorted(found.values())


def _proposal(incident: Alleged, claim: Alleged, accused: str) -> Iterator[Proposal]:
    shared = set(incident.conduct) & set(claim.conduct)
    near = (widened(incident.conduct) & set(claim.conduct)) | (widened(claim.conduct) & set(incident.conduct))
    apart = _apart(incident.days, claim.days)
    if incident.id == claim.id or not near or (apart is not None and apart > _WINDOW):
        return
    reasons = [
        Feature("same accused", 0.4, accused),
        Feature("same conduct", 0.2, ", ".join(sorted(shared)))
        if shared
        else Feature("a conduct and what it is a kind of", 0.1, ", ".join(sorted(near))),
    ]
    if apart is not None:
        reasons.append(Feature("near in time", 0.1, f"{apart} days"))
    (left, left_label), (right, right_label) = sorted([(incident.id, incident.text), (claim.id, claim.text)])
    score = round(sum(r.weight for r in reasons), 3)
    yield Proposal(left, right, score, left_label, right_label, tuple(reasons))


def _apart(ones: Iterable[str], others: Iterable[str]) -> int | None:
    """The days between the nearest two; None where either side has no day."""
    mine, yours = ([date.fromisoformat(d) for d in given] for given in (ones, others))
    return min((abs((a - b).days) for a in mine for b in yours), default=None)
