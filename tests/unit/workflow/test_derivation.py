"""How an explanation reads: names for ids, the rule in a sentence, nothing told twice."""

from __future__ import annotations

import json
from dataclasses import replace

from claimgraph.assess.explain import AtBasis, Explanation, Item, Place, Source, Taken
from claimgraph.model import Assessment, Basis, Span, Status, Verdict
from claimgraph.workflow.derivation import as_json, as_text
from claimgraph.workflow.explain import Explained

WORDS = "Beta Corp hid the fault"
NAMES = {
    "actor/acme": "Acme",
    "actor/beta": "Beta Corp",
    "actor/holding": "the Holding",
    "actor/wire": "the Wire",
    "document/d": "documents/one.md",
    "assertion/a": f"“{WORDS}”",
    "evidence/e": "“a log file”",
    "report/actor/wire claim/c": "what the Wire reported",
}
LOG = Source(
    "evidence/e",
    makers=(),
    circle=(),
    origin=True,
    open=True,
    hidden=True,
    places=(Place("document/d", Span(40, 50), "a log file"),),
    takes=(),
)
WIRE = replace(LOG, id="report/actor/wire claim/c", makers=("actor/wire",), circle=("actor/wire",), places=())
SAID = Source(
    "assertion/a",
    makers=("actor/acme",),
    circle=("actor/acme", "actor/holding"),
    origin=False,
    open=False,
    hidden=False,
    places=(Place("document/d", Span(5, 28), WORDS),),
    takes=(Taken(Basis.STATED, WIRE),),
)
QUESTION = "Is evidence/e own reporting or an origin that can be inspected, or does it repeat something?"
ASKED = QUESTION.replace("evidence/e", "“a log file”")
MAYBE = Item(
    disputes=False,
    counts=None,
    reason="not all that matters is known",
    because=(),
    source=LOG,
    origins=("evidence/e",),
    questions=(QUESTION,),
    shares=(),
)
TOLD = Explained(
    WORDS,
    Explanation(
        Assessment("claim/c", "default", Verdict.UNDETERMINED, Status.UNDETERMINED, 0, 1, open_questions=(QUESTION,)),
        (SAID, replace(SAID, id="assertion/b", makers=("actor/beta",), circle=("actor/beta",))),
        (),
        ("actor/beta",),
        (MAYBE,),
        tuple(AtBasis(b, 0, int(b is not Basis.DECLARED)) for b in Basis),
        (("assertion/a", "evidence/e"),),
    ),
    NAMES,
)


def test_it_reads_as_an_editor_would_say_it() -> None:
    assert as_text(TOLD).splitlines() == [
        f"Claim: “{WORDS}”",
        "Accused by it: Beta Corp",
        "",
        "Verdict: undetermined.",
        "Why: what is offered may or may not be independent (undetermined).",
        "Independent origins: at least 0, at most 1, under the policy “default”.",
        "  none, if one goes only by what is declared.",
        "",
        "Who puts it forward",
        "  Acme (of the Holding); Beta Corp",
        "    documents/one.md, characters 5 to 28",
        "    taken from what the Wire reported (as the text says)",
        "",
        "What is offered for it",
        "  “a log file”",
        "  documents/one.md, characters 40 to 50",
        "    Nobody is said to answer for it, and it is not public.",
        "    It may count: not all that matters is known.",
        f"    To be answered: {ASKED}",
        "",
        "What is offered against it: nothing.",
        "",
        "What would settle it",
        f"  {ASKED}",
        "",
        "Set aside, because the dates contradict it",
        f"  that “{WORDS}” takes from “a log file”",
    ]


def test_json_holds_the_whole_object() -> None:
    body = json.loads(as_json(TOLD))
    assert body["names"]["actor/acme"] == "Acme"
    assert body["claimants"][0]["takes"][0]["basis"] == "stated"
    assert body["items"][0]["counts"] is None
