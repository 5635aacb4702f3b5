"""Other governance datasets, each in its own graph."""
