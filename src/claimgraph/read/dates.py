"""Dates as sources write them, as YYYY-MM-DD. What could be two days ("05/06/2024") is none."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["iso_date"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_TIME = r"(?:(?:T|,? (?:at )?)[0-9].*)?"
_LONGEST = 100  # characters; no date needs more
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        rf"{_YEAR}-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}}){_TIME}",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?:T.*)?",
        rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_DAY}(?: of)? {_MONTH},? {_YEAR}{_TIME}",
    )
)


def iso_date(text: str) -> str | None:
    """The day that a whole text names: ISO 8601, or an English or RFC 5322 date; a time after it is ignored."""
    words = " ".join(text[:_LONGEST].split())
    for form in _FORMS:
        found = form.fullmatch(words)
        if found is None:
            continue
        name = found["month"].casefold()
        month = int(name) if name.isdigit() else 1 + _MONTHS.index(name[:3])
        try:
            return date(int(found["year"]), month, int(found["day"])).isoformat()
        except ValueError:
            return None
    return None
