"""Score a tool's answers on the planted corpus: `python score.py ANSWERS.json [POLICY]`; exit 1 unless all are exact.

ANSWERS.json is one object; its keys are the claims' words or the cases' names in expected.json, its values objects with
`verdict`, `status`, `at_least` and `at_most`. A field that is missing is wrong; claims besides the planted are left
alone. POLICY is `default` or `two-source`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FIELDS = ("verdict", "status", "at_least", "at_most")


def normal(words: str) -> str:
    """Words without case and punctuation."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def differences(
    expected: Mapping[str, Any], answers: Mapping[str, Any], policy: str = "default"
) -> Iterator[tuple[str, str, object, object]]:
    """Each (case, field, expected, given) where an answer is not the expected one."""
    given = {normal(words): answer for words, answer in answers.items()}
    for name, case in expected["cases"].items():
        answer = given.get(normal(case["claim"]), given.get(normal(name), {}))
        for field in FIELDS:
            if answer.get(field) != case[policy][field]:
                yield name, field, case[policy][field], answer.get(field)


def main(path: str, policy: str = "default") -> int:
    """Print each difference and the share of fields that are exact."""
    expected = json.loads((Path(__file__).parent / "expected.json").read_text(encoding="utf-8"))
    found = list(differences(expected, json.loads(Path(path).read_text(encoding="utf-8")), policy))
    for name, field, wanted, given in found:
        print(f"{name}: {field} is {given}, expected {wanted}")
    cases, wrong = len(expected["cases"]), {name for name, *_ in found}
    fields = cases * len(FIELDS)
    print(f"{fields - len(found)} of {fields} fields, {cases - len(wrong)} of {cases} claims exact")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]) if len(sys.argv) > 1 else __doc__)
