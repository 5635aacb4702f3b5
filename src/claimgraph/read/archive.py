"""Whether a ZIP archive may be opened: a small one can hold terabytes, and one that lies about its sizes can too."""

from __future__ import annotations

import io
import zipfile
import zlib

from claimgraph.errors import UnreadableDocument

__all__ = ["check_archive"]

_PIECE = 65_536  # bytes that are inflated at a time
_MEMBERS = 10_000
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # those of Office Open XML; others inflate in one go
_ENCRYPTED = 0x1


def check_archive(data: bytes, name: str, limit: int) -> None:
    """Raise UnreadableDocument unless all members inflate to `limit` bytes together, and to what they declare."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MEMBERS or sum(m.file_size for m in members) > limit:
                raise UnreadableDocument(name, f"would inflate to more than {limit:,} bytes; save it without pictures")
            if any(m.flag_bits & _ENCRYPTED or m.compress_type not in _METHODS for m in members):
                raise UnreadableDocument(name, "is an encrypted or unusual archive; save it again as .docx")
            for member in members:
                with archive.open(member) as inflated:  # which stops at the declared size and checks the sum
                    while inflated.read(_PIECE):
                        pass
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise UnreadableDocument(name, "is a damaged archive; fetch or save it again") from error
