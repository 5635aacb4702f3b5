"""Identity across documents: what the linker proposes, what people judge, kept as SSSOM text, and what it comes to.

In reading order: `corpus` (what is compared), `actors` and `claims` (which pairs, and why), `linking` (what is
certain), `judgement` and `sssom` (what people say), `identity` (what it comes to), `apply` (an extraction as it then
reads). `reuse` finds which documents repeat which.
"""

from claimgraph.resolve.apply import apply
from claimgraph.resolve.asking import undecided
from claimgraph.resolve.corpus import Corpus, corpus
from claimgraph.resolve.graph import identity_quads
from claimgraph.resolve.identity import Conflict, Identity, identity, settled
from claimgraph.resolve.judgement import Judgement, Value
from claimgraph.resolve.linking import linked, propose
from claimgraph.resolve.proposal import CERTAIN, LIKELY, LISTED, Feature, Proposal
from claimgraph.resolve.sssom import dump, dump_linked, load, rows

__all__ = [
    "CERTAIN",
    "LIKELY",
    "LISTED",
    "Conflict",
    "Corpus",
    "Feature",
    "Identity",
    "Judgement",
    "Proposal",
    "Value",
    "apply",
    "corpus",
    "dump",
    "dump_linked",
    "identity",
    "identity_quads",
    "linked",
    "load",
    "propose",
    "rows",
    "settled",
    "undecided",
]
