"""Questions: the catalogue of SPARQL files, their parameters and answers."""
