"""JSON as this project writes it: UTF-8, and what is empty is left out."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["json_line", "json_page", "told"]

Json = Any


def told(**members: Json) -> dict[str, Json]:
    """An object of those members that say something; a trailing underscore of a name stands for "@" before it."""
    return {f"@{k[:-1]}" if k.endswith("_") else k: v for k, v in members.items() if v not in ("", None, [], {})}


def json_line(value: Json) -> bytes:
    """One line."""
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()


def json_page(value: Json) -> bytes:
    """Indented by one."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
