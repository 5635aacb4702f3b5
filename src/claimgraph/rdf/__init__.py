"""RDF is a view of the model: encode and decode (a round-trip pair), namespaces, serialisation, SHACL."""
