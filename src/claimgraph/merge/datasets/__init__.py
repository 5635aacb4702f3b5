"""The datasets that this package knows, each a folder with metadata.toml and mapping.toml."""
