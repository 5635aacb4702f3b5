"""Which names are found in a text, under which label and type."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.actors import Cast
from claimgraph.extract.actors.gazetteer import entries, find
from claimgraph.model import ActorType


def kinds(cast: Cast) -> dict[str, str]:
    return {a.label: a.type.value for a in cast.actors}


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("Later that day AP said the plan had failed.", "Associated Press", "Organization"),
        ("Users on r/MachineLearning were angry.", "r/MachineLearning", "Community"),
        ("France's embassy in Washington rejected it.", "Embassy of France in the United States", "GovernmentBody"),
        ("The Embassy of Japan declined to help.", "Embassy of Japan", "GovernmentBody"),
        ("The attorney general of Ohio sued.", "Attorney General of Ohio", "GovernmentBody"),
        ("The Norwegian government said so.", "Government of Norway", "GovernmentBody"),
        ("They met the Ministry of Digital Affairs there.", "Ministry of Digital Affairs", "GovernmentBody"),
        ("He teaches at the University of Tartu now.", "University of Tartu", "Organization"),
        ("It was sold to Kestrel Robotics Inc. last year.", "Kestrel Robotics Inc.", "Company"),
        ("Then Sen. Zelda Quimby told them.", "Zelda Quimby", "Person"),
        ("Frobnikk, a startup in Oslo, said so.", "Frobnikk", "Company"),
        ("The town bought a Zorblat robot.", "Zorblat", "Company"),
        ("Experts praised DEEPSEEK and its rivals.", "DeepSeek", "Company"),
        ("The OpenAI-backed startup closed.", "OpenAI", "Company"),
        ("The singer Luka Petrović said she was hurt.", "Luka Petrović", "Person"),
    ],
)
def test_a_name_is_found_and_typed(cast_of: Callable[..., Cast], text: str, label: str, kind: str) -> None:
    assert kinds(cast_of(text)).get(label) == kind


@pytest.mark.parametrize(
    "text",
    [
        "A meta study of apple growers shows that targets slip.",
        "Meta-analysis of trials shows a small effect.",
        "He clicked on https://openai.com/blog to read more.",
        "Write to press@anthropic.com for details.",
        "They had time to think about nature and science.",
        "In March the AI field changed, and so did the API.",
    ],
)
def test_ordinary_words_and_addresses_name_nobody(cast_of: Callable[..., Cast], text: str) -> None:
    assert kinds(cast_of(text)) == {}


def test_a_capital_city_counts_only_where_it_acts(cast_of: Callable[..., Cast]) -> None:
    assert "China" in kinds(cast_of("Beijing denied the charge on Friday."))
    assert "China" not in kinds(cast_of("The lab moved to a suburb of Beijing last year."))


def test_short_forms_mean_the_full_name(cast_of: Callable[..., Cast]) -> None:
    text = (
        "Dr. Wanda Kowalska left Kestrel Robotics Inc. in May. Kowalska said Kestrel had lied. "
        "The Vessel Safety Agency (VSA) agreed, and the VSA fined it."
    )
    found = {a.label: len(a.mentions) for a in cast_of(text).actors}
    assert found == {"Wanda Kowalska": 2, "Kestrel Robotics Inc.": 2, "Vessel Safety Agency": 3}


def test_an_abbreviation_that_the_text_defines_beats_the_gazetteer(cast_of: Callable[..., Cast]) -> None:
    found = kinds(cast_of("The Agency for Ports (AP) said no. The AP fined two firms."))
    assert "Agency for Ports" in found
    assert "Associated Press" not in found


def test_a_known_surname_after_another_first_name_is_somebody_else(cast_of: Callable[..., Cast]) -> None:
    found = kinds(cast_of("Quentin Musk said that he knows no cars."))
    assert "Quentin Musk" in found
    assert "Elon Musk" not in found


def test_a_headline_alone_makes_no_names(cast_of: Callable[..., Cast]) -> None:
    text = "Robot Vendor Fined After Grim Accident\n\nThe vendor was fined on Monday."
    assert kinds(cast_of(text)) == {}


def test_mentions_are_quotes_in_order(cast_of: Callable[..., Cast]) -> None:
    text = "OpenAI sued.\n\n  Open AI lost, said the Federal Trade Commission (FTC). The company wept."
    cast = cast_of(text)
    for actor in cast.actors:
        assert list(actor.mentions) == sorted(set(actor.mentions))
        assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in actor.mentions)
    openai = next(a for a in cast.actors if a.label == "OpenAI")
    assert [text[slice(*s)] for s in openai.mentions] == ["OpenAI", "Open AI", "The company"]
    assert openai.aliases == ("Open AI",)


def test_every_label_of_the_gazetteer_that_another_row_names_is_listed() -> None:
    known = entries()
    for entry in known.values():
        for label in (*entry.part_of, *entry.owned_by, *entry.funded_by):
            assert label in known, (entry.label, label)
    qids = [e.wikidata for e in known.values() if e.wikidata]
    assert len(qids) == len(set(qids))


def test_every_sort_of_actor_is_in_the_gazetteer() -> None:
    assert {e.type for e in entries().values()} == set(ActorType) - {ActorType.UNNAMED}
    assert len(entries()) > 400


def test_the_longest_name_wins() -> None:
    text = "the Senate Judiciary Committee met Google DeepMind"
    assert [h.alias.label for h in find(text)] == ["Senate Judiciary Committee", "Google DeepMind"]


def test_a_state_that_only_modifies_is_not_named(cast_of: Callable[..., Cast]) -> None:
    assert "United States" not in kinds(cast_of("Rivals of U.S. labs copied the models."))
    assert "United States" in kinds(cast_of("They were copied by the U.S. last year."))
