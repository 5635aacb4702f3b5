"""Independence of evidence, as arithmetic over integers: no RDF, no language model, no IO.

The definition is stated on `problem.Problem`. In reading order: `problem` (the inputs), `contract` and `lineage` (what
rests on what), `control` (who belongs to whom), `evidence` (rules 1 and 5), `independent_set` (rules 2 and 3),
`verdict` (rule 4, status, questions). `facts` and `gather` make a problem from records.
"""

from claimgraph.assess.facts import Facts, facts_from_json, facts_of
from claimgraph.assess.gather import gather
from claimgraph.assess.policy import DEFAULT, OWN_WORDS, POLICIES, THIRD_PARTY, TWO_SOURCE, Policy, policy_named
from claimgraph.assess.problem import Problem
from claimgraph.assess.run import assess, assess_facts, assessments, statuses
from claimgraph.assess.verdict import Findings, judge

__all__ = [
    "DEFAULT",
    "OWN_WORDS",
    "POLICIES",
    "THIRD_PARTY",
    "TWO_SOURCE",
    "Facts",
    "Findings",
    "Policy",
    "Problem",
    "assess",
    "assess_facts",
    "assessments",
    "facts_from_json",
    "facts_of",
    "gather",
    "judge",
    "policy_named",
    "statuses",
]
