"""Where quads live: Oxigraph in memory, Oxigraph on disk, any SPARQL 1.1 endpoint."""
