"""A ZIP whose bytes are a function of its members."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, Final

__all__ = ["write_zip"]

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows: a file's time must not tell when it was built
_READABLE: Final = 0o644 << 16


def write_zip(members: Iterable[tuple[str, Callable[[BinaryIO], None]]], out: BinaryIO) -> None:
    """Write files by name, each by its own function, of any size.

    Stored, not compressed: what zlib makes of the same text differs between its builds.

    Raises:
        OSError: the temporary directory is full.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, write in members:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.external_attr = _READABLE
            member.create_system = 3  # Unix, whatever this runs on
            with TemporaryFile() as part:
                write(part)
                member.file_size = part.tell()  # which decides whether the archive is of the old or the large format
                part.seek(0)
                with archive.open(member, "w") as inside:
                    copyfileobj(part, inside)
