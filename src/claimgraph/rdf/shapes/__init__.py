"""SHACL shapes compiled to SPARQL, so that a store of any size checks itself. pySHACL is the reference in tests."""

from claimgraph.rdf.shapes.compile import Rule, compiled

__all__ = ["Rule", "compiled"]
