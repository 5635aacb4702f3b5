"""When two wordings are one claim, when they may be, and what keeps them apart."""

from collections.abc import Mapping

import pytest

from claimgraph.model import ActorType, ClaimKind
from claimgraph.resolve import CERTAIN, LIKELY
from claimgraph.resolve.comparing import propose_claims
from claimgraph.resolve.corpus import Claimed, Named
from claimgraph.resolve.numbers import amounts
from claimgraph.resolve.words import inflected, sense, tokens

ACTORS: Mapping[str, Named] = {
    name: Named(name, label, ActorType.COMPANY, (label,), None, 1)
    for name, label in (("actor/acme", "Acme"), ("actor/zenith", "Zenith"))
}


def claim(  # noqa: PLR0913 one for each field that a test sets
    name: str, text: str, *, denied: bool = False, by: str = "", accused: str = "", conduct: str = ""
) -> Claimed:
    return Claimed(
        f"claim/{name}",
        text,
        ClaimKind.ALLEGATION if accused else ClaimKind.OTHER,
        (accused,) if accused else (),
        (conduct,) if conduct else (),
        (by,) if by else (),
        denied,
        1,
    )


def score(one: Claimed, other: Claimed) -> float:
    return next((p.score for p in propose_claims({c.id: c for c in (one, other)}, ACTORS, {})), 0.0)


def between(one: str, other: str) -> float:
    return score(claim("1", one), claim("2", other))


BASE = "Acme copied 24,000 answers of the Zenith model in violation of its terms"


@pytest.mark.parametrize(
    "other",
    [
        "Acme had copied 24,000 answers of Zenith models in violation of its terms",
        "that Acme copies 24000 answers of a Zenith model in violation of its terms",
        "Acme may have copied 24,000 answers of the Zenith model in violation of its terms",
    ],
)
def test_inflection_articles_and_certainty_do_not_make_another_claim(other: str) -> None:
    assert between(BASE, other) == CERTAIN


@pytest.mark.parametrize(
    "other",
    [
        "24,000 answers of the Zenith model were copied by Acme in violation of its terms",
        "in violation of its terms, Acme took 24 thousand answers from the Zenith model and copied them",
    ],
)
def test_other_words_for_it_are_proposed(other: str) -> None:
    assert LIKELY <= between(BASE, other) < CERTAIN


@pytest.mark.parametrize(
    "other",
    [
        "Acme copied 16,000 answers of the Zenith model in violation of its terms",
        "Acme did not copy 24,000 answers of the Zenith model in violation of its terms",
        "Quillon copied 24,000 answers of the Vexley model in violation of its terms",
        "Acme was copied in 24,000 answers of the Zenith model in violation of its terms",
        "Acme deleted 24,000 pictures of the Zenith model in violation of its terms",
    ],
)
def test_number_negation_names_voice_and_deed_keep_claims_apart(other: str) -> None:
    assert between(BASE, other) < LIKELY


def test_permission_given_and_not_given_are_two() -> None:
    assert between(BASE + " with permission", BASE + " without permission") < CERTAIN


def test_words_that_point_back_are_merged_only_for_the_same_speakers() -> None:
    words = "its tool was trained on the books of three living authors"
    other = "its tools were trained on books of three living authors"
    assert score(claim("1", words, by="actor/acme"), claim("2", other, by="actor/zenith")) < CERTAIN
    assert score(claim("1", words, by="actor/acme"), claim("2", other, by="actor/acme")) == CERTAIN


def test_a_denial_joins_the_claim_that_it_denies() -> None:
    said = claim("1", "Acme trained its tool on the books of living authors", accused="actor/acme")
    mere = claim("2", "it did not train its tool on the books of living authors", denied=True)
    assert score(said, mere) >= LIKELY
    plain = claim("2", "Acme had trained its tool on books of living authors", denied=True)
    assert score(said, plain) == CERTAIN


def test_other_accused_and_other_conduct_keep_claims_apart() -> None:
    words, other = "the firm trained its tool on books of living authors", "the firm trains tools on books of authors"
    assert score(claim("1", words, accused="actor/acme"), claim("2", other, accused="actor/zenith")) == 0
    one = claim("1", words, accused="actor/acme", conduct="voice-cloning")
    assert score(one, claim("2", other, accused="actor/acme", conduct="data-scraping")) == 0
    near = claim("2", other, accused="actor/acme", conduct="deepfakes")
    assert score(one, near) > 0


def test_what_says_little_is_not_compared() -> None:
    assert between("to sue the firm", "whether to sue the firms") == 0


def test_who_said_it_is_another_claim() -> None:
    assert between(BASE, f"a senior official told two reporters that {BASE}") == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("about 24,000 accounts", {24_000}),
        ("some 24 thousand", {24_000}),
        ("16 million and 16m", {16_000_000}),
        ("twenty-four of three hundred", {24, 300}),
        ("tens of thousands of accounts", {10_000}),
        ("half a million in 2026", {500_000, 2026}),
        ("one of GPT-4, APT28", set()),
    ],
)
def test_amounts_are_read_as_numbers(text: str, found: set[float]) -> None:
    assert amounts(text) == found


def test_words_are_reduced() -> None:
    assert tokens("The U.S. can't copy OpenAI's 24-hour tool’s") == [
        "The",
        "USA",
        "can",
        "not",
        "copy",
        "OpenAI",
        "24",
        "hour",
        "tool",
    ]
    assert inflected("copied") == inflected("copies") == "copy"
    assert inflected("scraped") == inflected("scraping") == inflected("scrapes")
    assert sense("firms") == sense("company")
    assert sense("chinese") == sense("china")
    assert sense("distillation") == sense("distilled")
