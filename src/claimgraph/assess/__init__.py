"""Independence of evidence, as arithmetic over integers: no RDF, no language model, no IO.

The definition is stated on `problem.Problem`. In reading order: `problem` (the inputs), `contract` and `lineage` (what
rests on what), `control` (who belongs to whom), `ground` (all of these together), `evidence` (rules 1 and 5),
`independent_set` (rules 2 and 3), `verdict` (rule 4, status, questions). `facts` and `gather` make a problem from
records.
"""

from claimgraph.assess.explain import Explanation, explain, places_of
from claimgraph.assess.facts import Facts, facts_from_json, facts_of
from claimgraph.assess.gather import gather
from claimgraph.assess.kept import arrays_of, problem_of_arrays
from claimgraph.assess.keystones import Keystone, keystones, keystones_by_claim
from claimgraph.assess.policy import DEFAULT, OWN_WORDS, POLICIES, THIRD_PARTY, TWO_SOURCE, Policy, policy_named
from claimgraph.assess.problem import Problem
from claimgraph.assess.run import assess, assess_facts, assessments, each_assessment, statuses
from claimgraph.assess.signs import (
    Amplification,
    Inflation,
    Interest,
    Overlap,
    admissions,
    amplification,
    amplified,
    certainty_inflation,
    circular_citations,
    contested,
    ignored_derivations,
    interested_evidence,
    origin_overlap,
    overlapping,
)
from claimgraph.assess.verdict import Findings, judge
from claimgraph.assess.what_if import Changed, assume_same, retract, split_actor, suppose

__all__ = [
    "DEFAULT",
    "OWN_WORDS",
    "POLICIES",
    "THIRD_PARTY",
    "TWO_SOURCE",
    "Amplification",
    "Changed",
    "Explanation",
    "Facts",
    "Findings",
    "Inflation",
    "Interest",
    "Keystone",
    "Overlap",
    "Policy",
    "Problem",
    "admissions",
    "amplification",
    "amplified",
    "arrays_of",
    "assess",
    "assess_facts",
    "assessments",
    "assume_same",
    "certainty_inflation",
    "circular_citations",
    "contested",
    "each_assessment",
    "explain",
    "facts_from_json",
    "facts_of",
    "gather",
    "ignored_derivations",
    "interested_evidence",
    "judge",
    "keystones",
    "keystones_by_claim",
    "origin_overlap",
    "overlapping",
    "places_of",
    "policy_named",
    "problem_of_arrays",
    "retract",
    "split_actor",
    "statuses",
    "suppose",
]
