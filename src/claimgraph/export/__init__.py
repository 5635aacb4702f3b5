"""The claim graph as files: `formats` lists them, `save` writes one, `export` gives its bytes."""

from claimgraph.export.catalogue import format_named, format_of, formats
from claimgraph.export.protocol import Exporter, Format
from claimgraph.export.save import export, export_to, save

__all__ = ["Exporter", "Format", "export", "export_to", "format_named", "format_of", "formats", "save"]
