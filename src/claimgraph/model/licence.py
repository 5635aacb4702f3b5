"""Under which terms something may be shared that is made of several works, by the licences of these works.

What holds what is taken from Creative Commons' chart of licences that a remix may carry
(https://creativecommons.org/faq/#can-i-combine-material-under-different-creative-commons-licenses-in-my-work) and from
the texts of the Open Data Commons licences (https://opendatacommons.org/licenses/). It is arithmetic, and no advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["GATES", "Licence", "Terms", "holds", "licence", "together"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What whoever shares has to keep to."""

    attribution: bool = False
    share_alike: bool = False
    non_commercial: bool = False
    no_derivatives: bool = False

    def __str__(self) -> str:
        """The terms in words."""
        names = [name.replace("_", "-") for name in self.__slots__ if getattr(self, name)]
        return ", ".join(names) or "no conditions"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its name, as SPDX writes it where SPDX has one; without terms it is not known what it asks."""

    name: str
    terms: Terms | None


_BY: Final = Terms(attribution=True)
_NAMED: Final = MappingProxyType(
    {
        "CC0-1.0": Terms(),
        "PDDL-1.0": Terms(),
        "Public-Domain": Terms(),
        "US-Government-Work": Terms(),
        "ODC-By-1.0": _BY,
        "ODbL-1.0": Terms(attribution=True, share_alike=True),
        "ETO-Terms": Terms(attribution=True, non_commercial=True),
    }
)
"""ETO's terms of use allow use that is not commercial, with attribution: https://eto.tech/tou/."""

_PATTERNS: Final = (
    (r"creativecommons\.org/publicdomain/zero/|\bcc[ -]?0\b|\bcc-zero\b", "CC0-1.0"),
    (r"creativecommons\.org/publicdomain/mark/|^public[ -]domain$", "Public-Domain"),
    (r"opendatacommons\.org/licenses/pddl\b|^pddl(-1\.0)?$", "PDDL-1.0"),
    (r"opendatacommons\.org/licenses/odbl\b|^odbl(-1\.0)?$", "ODbL-1.0"),
    (r"opendatacommons\.org/licenses/by\b|^odc-by(-1\.0)?$", "ODC-By-1.0"),
    (r"usa\.gov/government-(works|copyright)|^us[ -]government[ -]works?$", "US-Government-Work"),
    (r"^https?://(www\.)?eto\.tech/tou\b|^eto(-terms)?$", "ETO-Terms"),
)
_CC: Final = re.compile(
    r"(?:creativecommons\.org/licenses/|^cc[ -])"
    r"(?P<kind>by(?:-nc)?(?:-sa|-nd)?)(?:[/ -](?P<version>\d\.\d))?(?=$|[/ -])",
    re.IGNORECASE,
)


def licence(given: str) -> Licence:
    """The licence of an address or a name as somebody wrote it; one that is not known keeps the words."""
    text = " ".join(given.split())
    found = _CC.search(text.replace("CC BY ", "CC-BY-") if "creativecommons" not in text else text)
    if found is not None:
        kind = found["kind"].lower()
        terms = Terms(
            attribution=True, share_alike="-sa" in kind, non_commercial="-nc" in kind, no_derivatives="-nd" in kind
        )
        return Licence(f"CC-{kind.upper()}-{found['version'] or '4.0'}", terms)
    for pattern, name in _PATTERNS:
        if re.search(pattern, text, re.IGNORECASE):
            return Licence(name, _NAMED[name])
    return Licence(text, None)


GATES: Final = (
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "ODC-By-1.0",
    "ODbL-1.0",
    "PDDL-1.0",
)
"""Under which licences a result can be shared. None without derivatives: a graph is one."""


def holds(gate: Licence, part: Licence) -> bool:
    """Whether what is made of a work under `part` may be shared under `gate`.

    A condition of the part must be one of the gate. What is shared alike goes under its own licence only, or under a
    later version of it; what allows no derivatives, or nobody knows what, goes under none.
    """
    if gate.terms is None or part.terms is None or part.terms.no_derivatives or gate.terms.no_derivatives:
        return False
    if part.terms.share_alike:
        (one, version), (other, later) = _family(part), _family(gate)
        return one == other and version <= later
    kept = (("attribution", part.terms.attribution), ("non_commercial", part.terms.non_commercial))
    return all(getattr(gate.terms, name) for name, asked in kept if asked)


def together(parts: Iterable[Licence]) -> Terms:
    """The conditions of all parts whose conditions are known."""
    known = [p.terms for p in parts if p.terms is not None]
    return Terms(
        attribution=any(t.attribution for t in known),
        share_alike=any(t.share_alike for t in known),
        non_commercial=any(t.non_commercial for t in known),
        no_derivatives=any(t.no_derivatives for t in known),
    )


def _family(of: Licence) -> tuple[str, str]:
    name, _, version = of.name.rpartition("-")
    return name, version
