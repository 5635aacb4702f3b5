"""Which names are one, which may be, and which are not; each with its reason."""

import pytest

from claimgraph.model import ActorType
from claimgraph.resolve import CERTAIN, LIKELY, Proposal
from claimgraph.resolve.actors import propose_actors
from claimgraph.resolve.corpus import Named

BODY, PERSON, UNNAMED = ActorType.ORGANIZATION, ActorType.PERSON, ActorType.UNNAMED


def named(label: str, kind: ActorType = BODY, wikidata: str | None = None, *aliases: str) -> Named:
    return Named(f"actor/{label}", label, kind, (label, *aliases), wikidata, 1)


def proposed(*actors: Named) -> dict[tuple[str, str], Proposal]:
    return {p.pair: p for p in propose_actors({a.id: a for a in sorted(actors, key=lambda a: a.id)})}


def score(one: Named, other: Named) -> float:
    return next((p.score for p in proposed(one, other).values()), 0.0)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Acme Robotics", "ACME Robotics, Inc.", BODY),
        ("The Veldt & Sons Archive", "Veldt and Sons Archive", BODY),
        ("US Office of Dams", "U.S. Office of Dams", BODY),
        ("Tomás Almeida", "Tomas Almeida", PERSON),
        ("Dr. Maria Okafor", "Maria Okafor", PERSON),
        ("Association of Model Auditors (AMA)", "Association of Model Auditors", BODY),
    ],
)
def test_one_name_with_what_custom_adds_is_merged(one: str, other: str, kind: ActorType) -> None:
    assert score(named(one, kind), named(other, kind)) == CERTAIN


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Brighthaven University", "University of Brighthaven", BODY),
        ("Acme Robotics", "AcmeRobotics", BODY),
        ("Northfield Dam Inspection Bureau", "NDIB", BODY),
        ("Maria Okafor", "Maria L. Okafor", PERSON),
        ("Acme Robotics", "Acme Robotics Group", BODY),
        ("Acme Robotcis", "Acme Robotics", BODY),
        ("OpenAI", "Open AI", BODY),
    ],
)
def test_what_is_likely_one_is_proposed_and_not_merged(one: str, other: str, kind: ActorType) -> None:
    assert LIKELY <= score(named(one, kind), named(other, kind)) < CERTAIN


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Maria Okafor", "James Okafor", PERSON),
        ("Okafor", "Maria Okafor", PERSON),
        ("Kim Sang Man", "Kim Song Man", PERSON),
        ("APT28", "APT43", BODY),
        ("Storm 1516", "Storm 1679", BODY),
        ("Northfield Institute of Technology", "Northfield Institute of Theology", BODY),
        ("Acme Robotics", "Acme Foods", BODY),
        ("extortionists", "sextortionists", BODY),
        ("critics", "critics", UNNAMED),
        ("health workers", "health workers (nurses and doctors)", BODY),
        ("Facebook", "Public Friendnews (Facebook)", BODY),
    ],
)
def test_two_are_not_likely_one(one: str, other: str, kind: ActorType) -> None:
    a, b = named(one, kind), named(other, kind)
    assert score(a, Named("actor/second", b.label, b.type, b.names, None, 1)) < LIKELY


def test_types_must_agree() -> None:
    assert score(named("Okafor Maria"), Named("actor/x", "Okafor Maria", PERSON, ("Okafor Maria",), None, 1)) == 0
    company = Named("actor/x", "Acme Tools", ActorType.COMPANY, ("Acme Tools",), None, 1)
    assert score(named("Acme Tools"), company) == CERTAIN


def test_wikidata_ids_join_and_part() -> None:
    assert score(named("Acme", wikidata="Q1"), named("Zenith", wikidata="Q1")) == CERTAIN
    assert score(named("Acme Tools", wikidata="Q1"), named("Acme Tools Inc", wikidata="Q2")) < LIKELY


def test_two_firms_of_one_name_and_two_legal_forms_are_for_a_person_to_tell() -> None:
    assert LIKELY > score(named("Acme Ltd"), named("Acme LLC")) > 0


def test_an_acronym_of_several_is_not_likely_any() -> None:
    found = proposed(named("National Dam Board"), named("Northern Drama Bureau"), named("NDB"))
    assert {p.score < LIKELY for p in found.values()} == {True}


def test_a_description_in_two_documents_may_be_one_if_it_says_enough() -> None:
    long = "foreign entities principally based in China"
    assert LIKELY <= score(named(long, UNNAMED), Named("actor/y", f"the {long}", UNNAMED, (long,), None, 1)) < CERTAIN


def test_each_proposal_says_why() -> None:
    (p,) = proposed(named("Northfield Dam Inspection Bureau"), named("NDIB")).values()
    assert [str(f) for f in p.features] == ["acronym (ndib) +0.85"]
