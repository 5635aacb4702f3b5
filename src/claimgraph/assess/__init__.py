"""Independence of evidence: arithmetic over integers, no RDF, no files."""
