"""RDF is a view of the model: encode and decode (a round-trip pair), namespaces, serialisation, SHACL.

Import what you need from its module: only `graph` loads rdflib, and only `validate` loads pySHACL.

`encode`      an extraction to quads        `decode`      quads to an extraction
`assessment`  assessments, both ways        `serialise`   quads to N-Quads, TriG, Turtle, JSON-LD
`parse`       anybody's RDF to quads        `graph`       quads to rdflib
`validate`    quads to SHACL findings       `ontology`    the ontology's own quads
"""

from claimgraph.rdf.assessment import decode_assessments, encode_assessments
from claimgraph.rdf.decode import decode
from claimgraph.rdf.encode import encode

__all__ = ["decode", "decode_assessments", "encode", "encode_assessments"]
