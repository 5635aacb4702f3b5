"""The records of a JSON file, one at a time, however large it is: held are one record and what is beside it unread.

The standard library's own scanner reads each value, so that numbers and texts are what `json.loads` gives. Only lists,
and objects on the way to the records, are taken apart here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["LARGE", "BadJson", "Scan", "records_at", "records_of_type"]

_CHUNK = 1 << 20  # characters
LARGE = 1 << 25
"""Characters: what is longer is no record, but a container of records."""
_NEAR = 16  # characters from the end of what was read: the value there may have been cut
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()

Read = Callable[[int], str]


class BadJson(ValueError):
    """The text is not JSON: the message says why and at which character."""


class Scan:
    """A place in a JSON text that is read as it is needed."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._text = ""
        self._at = 0  # within what is held
        self._gone = 0  # characters that were let go
        self._ended = False

    def peek(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            assert match is not None
            self._at = match.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def value(self) -> Any:  # noqa: ANN401 any JSON
        """The whole value that is next.

        Raises:
            BadJson: there is none.
            RecursionError: it is nested too deep for the scanner.
        """
        return self._value(None)

    def small(self) -> Any:  # noqa: ANN401 any JSON
        """The whole value that is next; None, and nothing is taken, where it is longer than a record can be."""
        return self._value(LARGE)

    def items(self) -> Iterator[None]:
        """Stop at each item of the list that is next; whoever asks takes the item."""
        yield from (None for _ in self._inside("[", "]"))

    def members(self) -> Iterator[str]:
        """Stop at each value of the object that is next, and give its key; whoever asks takes the value."""
        for _ in self._inside("{", "}"):
            if self.peek() != '"':
                raise self._bad("Expecting property name enclosed in double quotes")
            key = self.value()
            self._take(":")
            yield key

    def skip(self) -> None:
        """Pass the value that is next. A long list or object is not held as a whole."""
        match self.peek():
            case "[":
                for _ in self.items():
                    self.value()
            case "{":
                for _ in self.members():
                    self.skip()
            case _:
                self.value()

    def end(self) -> None:
        """Check that nothing comes after the value that was read.

        Raises:
            BadJson: something does.
        """
        if self.peek():
            raise self._bad("Extra data")

    def _inside(self, opening: str, closing: str) -> Iterator[None]:
        self._take(opening)
        if self.peek() == closing:
            self._at += 1
            return
        while True:
            yield
            if self.peek() == closing:
                self._at += 1
                return
            self._take(",")

    def _take(self, wanted: str) -> None:
        if self.peek() != wanted:
            raise self._bad(f"Expecting {wanted!r}")
        self._at += 1

    def _value(self, most: int | None) -> Any:  # noqa: ANN401 any JSON
        self.peek()
        while True:
            held = len(self._text) - self._at
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                cut = error.pos > len(self._text) - _NEAR or error.msg.startswith("Unterminated string")
                if self._ended or not cut:
                    raise self._bad(error.msg, error.pos) from None
            except ValueError as error:  # more digits than Python takes for a number
                raise self._bad(str(error).partition(":")[0]) from None
            else:
                if end + _NEAR < len(self._text) or self._ended:  # "1" may go on as "1.5"
                    self._at = end
                    return value
            if most is not None and held > most:
                return None
            self._more()

    def _more(self) -> bool:
        """Read on, twice as far each time that a value was cut; False at the end."""
        if self._ended:
            return False
        held = self._text[self._at :]
        more = self._read(max(_CHUNK, len(held)))
        self._gone += self._at
        self._text, self._at, self._ended = held + more, 0, not more
        return bool(more)

    def _bad(self, why: str, at: int | None = None) -> BadJson:
        return BadJson(f"{why} at character {self._gone + (self._at if at is None else at):,}")


def records_at(scan: Scan, path: str, met: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    """The objects at a path of keys; lists on the way, and `*` for any key, are gone through.

    Args:
        scan: at the start of the file.
        path: keys with / between; "" is the file's own object, or those in its list.
        met: told of each key of the file's own object.

    Raises:
        BadJson: the file is not JSON.
        RecursionError: it is nested too deep.
    """
    yield from _at_path(scan, path, met)
    scan.end()


def _at_path(scan: Scan, path: str, met: Callable[[str], None] = lambda _: None) -> Iterator[dict[str, Any]]:
    match scan.peek():
        case "[":
            for _ in scan.items():
                yield from _at_path(scan, path)
        case "{" if not path:
            yield scan.value()
        case "{":
            wanted, _, rest = path.partition("/")
            for key in scan.members():
                met(key)
                if wanted in ("*", key):
                    yield from _at_path(scan, rest)
                else:
                    scan.skip()
        case _:
            scan.value()


def records_of_type(scan: Scan, key: str, wanted: str) -> Iterator[dict[str, Any]]:
    """Every object of a type, wherever it lies, but in one of the type.

    What is longer than 33 million characters is taken for a container of records and for none itself.

    Args:
        scan: at the start of the file.
        key: under which an object has its types.
        wanted: the type, without what stands before its last slash or colon.

    Raises:
        BadJson, RecursionError: as `records_at`.
    """
    yield from _typed(scan, key, wanted)
    scan.end()


def _typed(scan: Scan, key: str, wanted: str) -> Iterator[dict[str, Any]]:
    match scan.peek():
        case "[":
            for _ in scan.items():
                yield from _typed(scan, key, wanted)
        case "{":
            whole = scan.small()
            if whole is not None:
                yield from _within(whole, key, wanted)
                return
            for _ in scan.members():
                yield from _typed(scan, key, wanted)
        case _:
            scan.value()


def _within(whole: object, key: str, wanted: str) -> Iterator[dict[str, Any]]:
    """The records in a value. A list is the stack: depth costs nothing."""
    todo = [whole]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo.extend(reversed(value))
        elif isinstance(value, dict):
            types = value.get(key)
            names = types if isinstance(types, list) else [types]
            if any(isinstance(n, str) and n.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == wanted for n in names):
                yield value
            else:
                todo.extend(reversed(list(value.values())))
