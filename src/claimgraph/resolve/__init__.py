"""Identity across documents: judgements that people and linkers make, kept as SSSOM text."""
