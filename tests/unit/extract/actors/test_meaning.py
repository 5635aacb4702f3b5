"""Who is meant by the words that name a source, and when nobody is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.actors import Cast, Resolution, gather
from claimgraph.model import ActorType, Metadata


def meant(cast: Cast, text: str, words: str, after: str = "") -> tuple[list[str], Resolution]:
    """The labels that words stand for, at their first place after other words."""
    start = text.index(words, text.index(after) + len(after))
    found = cast.resolve(start, start + len(words))
    labels = {a.id: a.label for a in (*cast.actors, *found.new)} | {i.id: i.label for i in cast.instruments}
    return [labels[i] for i in found.ids], found


@pytest.mark.parametrize(
    ("text", "words", "after", "label"),
    [
        # descriptions
        ("Zorblat Inc. hid it. The company said so.", "The company", "hid", "Zorblat Inc."),
        ("The FTC sued Acme Corp. The agency said so.", "The agency", "sued", "Federal Trade Commission"),
        (
            "The CNIL fined Uber. The regulator said so.",
            "The regulator",
            "fined",
            "Commission nationale de l'informatique et des libertés",
        ),
        ("Sen. Zelda Quimby left. The senator said so.", "The senator", "left", "Zelda Quimby"),
        (
            "The Trump administration acted. Later the administration said so.",
            "the administration",
            "Later",
            "Trump administration",
        ),
        (
            "The White House acted. Later the administration said so.",
            "the administration",
            "Later",
            "US administration",
        ),
        # texts stand for their authors
        ("RAND's report said so.", "RAND's report", "", "RAND"),
        ("A letter from Mozilla said so.", "A letter from Mozilla", "", "Mozilla"),
        ("Mozilla published a study. The study found so.", "The study", "published", "Mozilla"),
        # spokespersons
        ("A spokesman for Intel said so.", "A spokesman for Intel", "", "Intel"),
        ("An Intel spokeswoman said so.", "An Intel spokeswoman", "", "Intel"),
        ("Intel lost. The company's spokesman said so.", "The company's spokesman", "lost", "Intel"),
        ("Another critic, Zelda Quimby, said so.", "Another critic, Zelda Quimby", "", "Zelda Quimby"),
        # pronouns
        ("Peter Roe met Mira Murati. She said so.", "She", "met", "Mira Murati"),
        ("Peter Roe met Mira Murati. He said so.", "He", "met", "Peter Roe"),
        ("Intel hired Sam Altman, and it said so.", "it", "hired", "Intel"),
        ("Nvidia, which said so, is rich.", "which", "", "Nvidia"),
        # products and threads
        ("ChatGPT said so.", "ChatGPT", "", "OpenAI"),
        ("The thread on r/privacy was long. Some comments called it theft.", "Some comments", "long", "r/privacy"),
        ("The thread on r/privacy was long. Others disagreed.", "Others", "long", "r/privacy"),
        # instruments
        ("A memo from OMB was issued. The memo says so.", "The memo", "issued", "memo from OMB"),
    ],
)
def test_who_is_meant(cast_of: Callable[..., Cast], text: str, words: str, after: str, label: str) -> None:
    labels, found = meant(cast_of(text), text, words, after)
    if label == "memo from OMB":
        assert found.ids
        assert found.ids[0].startswith("instrument/")
    else:
        assert labels == [label], found.reason


def test_a_conjunction_means_all_of_them(cast_of: Callable[..., Cast]) -> None:
    text = "OpenAI and Anthropic said so."
    assert meant(cast_of(text), text, "OpenAI and Anthropic")[0] == ["OpenAI", "Anthropic"]


def test_a_group_after_a_name_is_its_own_actor(cast_of: Callable[..., Cast]) -> None:
    text = "The White House and several European labs said so."
    labels, found = meant(cast_of(text), text, "The White House and several European labs")
    assert labels == ["White House", "several European labs"]
    assert [a.type for a in found.new] == [ActorType.UNNAMED]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("critics", "critics"),
        ("Two people familiar with the matter", "Two people familiar with the matter"),
        ('The "closed-model" labs', "closed-model labs"),
    ],
)
def test_a_role_alone_is_an_unnamed_actor_of_this_document(
    cast_of: Callable[..., Cast], words: str, label: str
) -> None:
    text = f"Yesterday {words} said so."
    labels, found = meant(cast_of(text), text, words)
    assert labels == [label]
    assert found.new[0].type is ActorType.UNNAMED
    other = cast_of(text, Metadata(title="x"))
    assert other.resolve(10, 10 + len(words)).ids == found.ids


def test_nothing_is_guessed_between_equals(cast_of: Callable[..., Cast]) -> None:
    text = "Peter Roe and Paul Doe met. He said so."
    _, found = meant(cast_of(text), text, "He", "met")
    assert found.ids == ()
    assert found.reason.startswith("ambiguous: ")


@pytest.mark.parametrize("text", ["It said so.", "They said so.", "He said so."])
def test_a_pronoun_without_antecedent_means_nobody(cast_of: Callable[..., Cast], text: str) -> None:
    found = cast_of(text).resolve(0, text.index(" "))
    assert (found.ids, found.reason) == ((), "no antecedent")


def test_gender_rules_a_person_out(cast_of: Callable[..., Cast]) -> None:
    text = "Mrs. Quimby hired Peter Roe. She said so."
    assert meant(cast_of(text), text, "She", "hired")[0] == ["Quimby"]


def test_a_brief_means_the_author_of_the_last_brief(cast_of: Callable[..., Cast]) -> None:
    text = "RAND's March issue brief warns of harm. The brief lists three methods."
    assert meant(cast_of(text), text, "The brief", "harm")[0] == ["RAND"]


def test_a_plural_that_repeats_a_fuller_one_is_the_same_actor(cast_of: Callable[..., Cast]) -> None:
    text = "Finnish labs denied it. Later the labs sued."
    cast = cast_of(text)
    first, then = cast.resolve(0, 12), cast.resolve(text.index("the labs"), text.index("the labs") + 8)
    assert first.ids == then.ids
    together = gather(cast, first.ids, (*first.new, *then.new))
    assert [text[slice(*m)] for m in together[0].mentions] == ["Finnish labs", "the labs"]


def test_we_is_the_body_that_the_metadata_names(cast_of: Callable[..., Cast]) -> None:
    text = "We propose a register of large models."
    assert cast_of(text).resolve(0, 2).ids == ()
    assert cast_of(text, Metadata(publisher="AP")).resolve(0, 2).ids == ("actor/associated-press",)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "😀", "\u202e\u0000", "(" * 500, "A" * 5000, "the the the", "'s 's of of"]
)
def test_hostile_text_is_read_and_every_span_resolves(cast_of: Callable[..., Cast], text: str) -> None:
    cast = cast_of(text)
    for end in range(len(text[:20]) + 1):
        assert isinstance(cast.resolve(0, end).ids, tuple)
