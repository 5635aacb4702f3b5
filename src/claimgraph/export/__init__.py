"""The claim graph as files: one format a module."""
