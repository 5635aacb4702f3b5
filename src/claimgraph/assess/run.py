"""The two front doors: assess a corpus, and read one text by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np

from claimgraph.assess.evidence import BASIS, CLAIMANT, INTEREST, RESPONSIBLE
from claimgraph.assess.facts import Facts, facts_of
from claimgraph.assess.gather import gather
from claimgraph.assess.policy import DEFAULT, ONE_TEXT, Policy
from claimgraph.assess.problem import Problem
from claimgraph.assess.verdict import STATUSES, VERDICTS, Findings, judge
from claimgraph.model import (
    Affiliation,
    Assessment,
    ClaimKind,
    Derivation,
    Document,
    Extraction,
    Signs,
    Status,
)

__all__ = ["assess", "assess_facts", "assessments", "each_assessment", "question", "statuses"]

_JUDGED = frozenset({ClaimKind.ALLEGATION, ClaimKind.ASSESSMENT, ClaimKind.OTHER})  # what can be true or false now
_WORDING = {
    BASIS: "Is {} own reporting or an origin that can be inspected, or does it repeat something?",
    RESPONSIBLE: "Who is responsible for {}?",
    CLAIMANT: "Who puts the claim forward in {}?",
    INTEREST: "Who exactly is accused by {}?",
}


def assess(
    pairs: Iterable[tuple[Document, Extraction]],
    policy: Policy = DEFAULT,
    *,
    identity: Mapping[str, str] | None = None,
    affiliations: Iterable[Affiliation] = (),
    derivations: Iterable[Derivation] = (),
) -> tuple[Assessment, ...]:
    """Assess every claim of a corpus.

    Args:
        pairs: documents with what was found in them, in any order.
        policy: what is asked of a claim.
        identity: accepted judgements, id to canonical id.
        affiliations: relations between actors beyond those that documents state.
        derivations: derivations beyond those that documents state: text reuse, a person's marks.

    Returns:
        one assessment a claim, by claim id.
    """
    facts = (facts_of(document, extraction) for document, extraction in pairs)
    return assess_facts(facts, policy, identity=identity, affiliations=affiliations, derivations=derivations)


def assess_facts(
    facts: Iterable[Facts],
    policy: Policy = DEFAULT,
    *,
    identity: Mapping[str, str] | None = None,
    affiliations: Iterable[Affiliation] = (),
    derivations: Iterable[Derivation] = (),
) -> tuple[Assessment, ...]:
    """`assess` from facts that were kept."""
    problem = gather(facts, identity=identity, affiliations=affiliations, derivations=derivations)
    return assessments(problem, judge(problem, policy), policy)


def assessments(problem: Problem, found: Findings, policy: Policy) -> tuple[Assessment, ...]:
    """The findings as records, by claim id."""
    return tuple(each_assessment(problem, found, policy, lambda _: None))


def each_assessment(
    problem: Problem, found: Findings, policy: Policy, signs_of: Callable[[str], Signs | None]
) -> Iterator[Assessment]:
    """The findings as records, by claim id, each with its claim's signs; each made when it is asked for.

    What they are made from is taken out of the findings at once, so that these need not be held meanwhile.
    """
    asked = np.flatnonzero(found.questions.length).tolist()
    questions = {c: tuple(question(problem, found, key) for key in found.questions.one(c).tolist()) for c in asked}
    columns = zip(
        problem.claims,
        found.verdict.tolist(),
        found.status.tolist(),
        found.supporting.least.tolist(),
        found.supporting.most.tolist(),
        found.disputing.least.tolist(),
        found.disputing.most.tolist(),
        strict=True,
    )
    return (
        Assessment(
            claim,
            policy.name,
            VERDICTS[verdict],
            STATUSES[status],
            least,
            most,
            against_least,
            against_most,
            questions.get(c, ()),
            signs_of(claim),
        )
        for c, (claim, verdict, status, least, most, against_least, against_most) in enumerate(columns)
    )


def question(problem: Problem, found: Findings, key: int) -> str:
    """A question key in words. The subject is an id, or a work as to a claim ("https://… claim/…")."""
    kind, subject = divmod(key, found.evidence.width)
    name = problem.claims[subject] if kind == INTEREST else problem.nodes[int(found.base.graph.first[subject])]
    return _WORDING[kind].format(name)


def statuses(document: Document, extraction: Extraction) -> dict[str, Status]:
    """For one text by itself: the status of every statement of fact, by assertion id.

    These are allegations, assessments and claims of no special kind; neither denials, nor definitions, policies and
    predictions.
    """
    kinds = {c.id: c.kind for c in extraction.claims}
    problem = gather([facts_of(document, extraction)])
    found = judge(problem, ONE_TEXT)
    status = {claim: STATUSES[s] for claim, s in zip(problem.claims, found.status.tolist(), strict=True)}
    return {
        a.id: status[a.claim]
        for a in extraction.assertions
        if kinds[a.claim] in _JUDGED and extraction.kind(a).value in _JUDGED
    }
