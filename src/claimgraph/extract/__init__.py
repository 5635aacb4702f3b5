"""From a document to its extraction: actors, instruments, assertions, evidence."""
