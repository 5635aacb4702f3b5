"""From bytes to a document with text, metadata and pages. One reader a format.

Start at `document.read`; `reading` has the protocol, `formats` the list. A reader's library is imported when a source
first needs it.
"""

from claimgraph.read.document import read
from claimgraph.read.files import SIDECAR_SUFFIX, read_path, sidecar_paths
from claimgraph.read.formats import SUFFIXES
from claimgraph.read.reading import DEFAULT_LIMIT, Reader, Reading

__all__ = ["DEFAULT_LIMIT", "SIDECAR_SUFFIX", "SUFFIXES", "Reader", "Reading", "read", "read_path", "sidecar_paths"]
