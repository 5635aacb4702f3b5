"""A workspace in the browser, and as a SPARQL endpoint: for one person, on 127.0.0.1, reading only."""
