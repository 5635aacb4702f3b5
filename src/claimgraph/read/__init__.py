"""From bytes to a document with text, metadata and pages. One reader a format."""
