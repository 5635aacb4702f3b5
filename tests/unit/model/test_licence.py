from __future__ import annotations

import pytest

from claimgraph.merge import dataset, dataset_names
from claimgraph.model.licence import GATES, Terms, holds, licence, together

CC = "https://creativecommons.org/licenses/"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("CC-BY-4.0", "CC-BY-4.0"),
        ("CC BY 4.0", "CC-BY-4.0"),
        (f"{CC}by/4.0/", "CC-BY-4.0"),
        (f"{CC}by-sa/3.0/deed.en", "CC-BY-SA-3.0"),
        ("cc-by-nc-4.0", "CC-BY-NC-4.0"),
        (f"{CC}by-nc-sa/4.0", "CC-BY-NC-SA-4.0"),
        ("CC BY-ND 4.0", "CC-BY-ND-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("CC0", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "Public-Domain"),
        ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL-1.0"),
        ("ODC-BY", "ODC-By-1.0"),
        ("https://opendatacommons.org/licenses/pddl/", "PDDL-1.0"),
        ("https://www.usa.gov/government-works", "US-Government-Work"),
        ("https://eto.tech/tou/", "ETO-Terms"),
    ],
)
def test_addresses_and_names_are_known(given: str, name: str) -> None:
    found = licence(given)
    assert found.name == name
    assert found.terms is not None


@pytest.mark.parametrize("given", ["", "All rights reserved", "by appointment", "CC-BYE", "not cc-by-4.0 at all"])
def test_what_is_not_known_stays_what_somebody_wrote(given: str) -> None:
    assert licence(given).name == given
    assert licence(given).terms is None


@pytest.mark.parametrize("name", dataset_names())
def test_the_licence_of_every_known_dataset_is_known(name: str) -> None:
    assert licence(dataset(name).metadata.licence).terms is not None


HELD = {
    "CC0-1.0": {"CC0-1.0", "PDDL-1.0", "US-Government-Work"},
    "PDDL-1.0": {"CC0-1.0", "PDDL-1.0", "US-Government-Work"},
    "CC-BY-4.0": {"CC0-1.0", "PDDL-1.0", "US-Government-Work", "CC-BY-4.0", "ODC-By-1.0"},
    "ODC-By-1.0": {"CC0-1.0", "PDDL-1.0", "US-Government-Work", "CC-BY-4.0", "ODC-By-1.0"},
    "CC-BY-SA-4.0": {
        *("CC0-1.0", "PDDL-1.0", "US-Government-Work", "CC-BY-4.0", "ODC-By-1.0"),
        *("CC-BY-SA-3.0", "CC-BY-SA-4.0"),
    },
    "CC-BY-NC-4.0": {
        *("CC0-1.0", "PDDL-1.0", "US-Government-Work", "CC-BY-4.0", "ODC-By-1.0"),
        *("CC-BY-NC-4.0", "ETO-Terms"),
    },
    "CC-BY-NC-SA-4.0": {
        *("CC0-1.0", "PDDL-1.0", "US-Government-Work", "CC-BY-4.0", "ODC-By-1.0"),
        *("CC-BY-NC-4.0", "ETO-Terms", "CC-BY-NC-SA-4.0"),
    },
    "ODbL-1.0": {"CC0-1.0", "PDDL-1.0", "US-Government-Work", "CC-BY-4.0", "ODC-By-1.0", "ODbL-1.0"},
}
PARTS = {name for names in HELD.values() for name in names} | {"CC-BY-ND-4.0", "CC-BY-NC-ND-4.0", "CC-BY-SA-5.0", "?"}
ALSO = {"US-Government-Work": "US government work", "ETO-Terms": "https://eto.tech/tou/"}


@pytest.mark.parametrize("gate", GATES)
def test_a_licence_holds_what_asks_for_no_more_and_no_other_sharing_alike(gate: str) -> None:
    assert {p for p in PARTS if holds(licence(gate), licence(ALSO.get(p, p)))} == HELD[gate]


def test_the_terms_of_all_are_the_conditions_of_each() -> None:
    parts = [licence(n) for n in ("CC-BY-NC-4.0", "CC-BY-SA-4.0", "?")]
    assert together(parts) == Terms(attribution=True, share_alike=True, non_commercial=True)
    assert str(together(parts)) == "attribution, share-alike, non-commercial"
    assert str(together([])) == "no conditions"
