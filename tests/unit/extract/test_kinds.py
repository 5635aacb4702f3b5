"""What kind of proposition a content is, and what stance its speaker takes."""

from __future__ import annotations

import pytest

from claimgraph.extract.kinds import is_hypothetical, read
from claimgraph.extract.lexicon import cues
from claimgraph.extract.parse import parse
from claimgraph.model import Instrument, InstrumentStatus, InstrumentType, Kind, Stance


def reading(cue: str, content: str, *, accuses: bool = False, own_deed: bool = False) -> tuple[str, str]:
    tokens = [t for t in next(iter(parse([content]))) if not t.is_space]
    found = read(cues()[cue, "VERB"], tokens, accuses=accuses, instrument=None, own_deed=own_deed)
    return found.kind.value, found.stance.value


@pytest.mark.parametrize(
    ("cue", "content", "kind", "stance"),
    [
        ("deny", "the model was copied", "denial", "denies"),
        ("define", "distillation as training on another model's outputs", "definition", "asserts"),
        ("say", "labs should publish their logs", "policy", "proposes"),
        ("say", "the market will shrink next year", "prediction", "asserts"),
        ("fear", "the list could sweep in universities", "prediction", "asserts"),
        ("say", "the test is hard", "assessment", "asserts"),
        ("say", "the claims are false", "denial", "denies"),
        ("say", "it sent two letters in March", "other", "asserts"),
        ("say", "whether it opened an inquiry", "other", "asserts"),
    ],
)
def test_reading_by_cue_and_content(cue: str, content: str, kind: str, stance: str) -> None:
    assert reading(cue, content) == (kind, stance)


def test_what_the_speaker_will_do_is_a_plan() -> None:
    assert reading("say", "the firm will publish its logs", own_deed=True) == ("policy", "proposes")


def test_what_accuses_is_an_allegation_whatever_the_cue() -> None:
    assert reading("say", "the lab stole the weights", accuses=True) == ("allegation", "asserts")


@pytest.mark.parametrize(
    ("status", "stance"), [(InstrumentStatus.PROPOSED, Stance.PROPOSES), (InstrumentStatus.IN_FORCE, Stance.ASSERTS)]
)
def test_what_an_instrument_does_is_policy(status: InstrumentStatus, stance: Stance) -> None:
    tokens = [t for t in next(iter(parse(["labs to keep logs for a year"]))) if not t.is_space]
    act = Instrument("instrument/a", "Act", InstrumentType.STATUTE, status=status)
    found = read(cues()["require", "VERB"], tokens, accuses=False, instrument=act, own_deed=False)
    assert (found.kind, found.stance) == (Kind.POLICY, stance)


@pytest.mark.parametrize(
    ("text", "verb", "hypothetical"),
    [
        ("They could steal it.", "steal", True),
        ("They may have stolen it.", "stolen", False),
        ("If they stole it, we will sue.", "stole", True),
        ("They stole it.", "stole", False),
    ],
)
def test_what_only_might_be_is_hypothetical(text: str, verb: str, hypothetical: bool) -> None:  # noqa: FBT001 a table
    token = next(t for t in next(iter(parse([text]))) if t.text == verb)
    assert is_hypothetical(token) is hypothetical
