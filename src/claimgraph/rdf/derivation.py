"""How a derivation is written, whichever graph it is in."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from claimgraph.model import Basis
from claimgraph.model.vocabulary import Property
from claimgraph.rdf.quads import Triple
from claimgraph.rdf.terms import A, cg, term

__all__ = ["derivation_triples"]


def derivation_triples(
    node: NamedNode, derived: NamedNode, source: NamedNode, basis: Basis, *, alternate: bool = False
) -> Iterator[Triple]:
    """PROV's flat property, and its qualified form for the basis. PROV qualifies no alternate but by an influence."""
    yield derived, term("prov:alternateOf" if alternate else "prov:wasDerivedFrom"), source
    yield derived, term("prov:qualifiedInfluence" if alternate else "prov:qualifiedDerivation"), node
    yield node, A, term("prov:EntityInfluence" if alternate else "prov:Derivation")
    yield node, term("prov:entity"), source
    yield node, cg(Property.BASIS), cg(basis)
