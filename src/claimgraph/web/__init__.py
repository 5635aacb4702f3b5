"""The explorer and SPARQL endpoint on 127.0.0.1."""
