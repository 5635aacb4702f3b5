"""Small text files that a user names: queries, what-if files."""

from __future__ import annotations

import sys
from pathlib import Path

from claimgraph.errors import BadQuery

__all__ = ["read_text"]


def read_text(path: Path) -> str:
    """The text of a file, or of standard input for `-`.

    Raises:
        BadQuery: it cannot be read, or is not UTF-8.
    """
    try:
        data = sys.stdin.buffer.read() if path == Path("-") else path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise BadQuery(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadQuery(str(path), f"is not UTF-8 at byte {error.start}; save it as UTF-8") from error
