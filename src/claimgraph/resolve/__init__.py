"""Identity across documents: judgements that people and linkers make, kept as SSSOM text."""

from claimgraph.resolve.apply import apply
from claimgraph.resolve.identity import Conflict, Identity, identity
from claimgraph.resolve.judgement import Judgement, Value
from claimgraph.resolve.sssom import dump, load

__all__ = ["Conflict", "Identity", "Judgement", "Value", "apply", "dump", "identity", "load"]
