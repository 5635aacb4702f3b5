from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from claimgraph.model.vocabulary import CG
from claimgraph.viz import graph
from claimgraph.viz.collapse import Line, Mark, Picture, collapse
from claimgraph.viz.view import bounded, part

ID = "https://w3id.org/claimgraph/id/"
CLAIM = ID + "claim/c1"


@pytest.fixture(scope="module")
def small() -> nx.MultiDiGraph[str]:
    return graph(parse(path=Path(__file__).with_name("small.trig"), format=RdfFormat.TRIG))


@pytest.fixture(scope="module")
def picture(small: nx.MultiDiGraph[str]) -> Picture:
    return collapse(small)


def mark(picture: Picture, name: str) -> Mark:
    return next(m for m in picture.marks if m.iri == ID + name)


def line(picture: Picture, source: str, target: str) -> Line:
    return next(li for li in picture.lines if (li.source, li.target) == (ID + source, ID + target))


def test_assertions_are_lines_and_never_boxes(picture: Picture) -> None:
    assert not [m for m in picture.marks if "assertion" in m.iri]
    assert line(picture, "actor/alder", "claim/c1").relation == "asserts"
    assert line(picture, "actor/birch", "claim/c1").relation == "denies"
    assert line(picture, "claim/c1", "actor/birch").relation == "accuses"
    assert line(picture, "evidence/e1", "claim/c1").relation == "supports"
    assert line(picture, "instrument/bill", "claim/c1").label == "responds to"


def test_an_allegation_names_who_alleges_on_its_box_and_says_what_it_is(picture: Picture) -> None:
    box = mark(picture, "claim/c1")
    said, by, verdict = box.label.split("\n")
    assert said.startswith("“Birch trained its model")
    assert said.endswith("”")
    assert by == "alleged by Alder Labs"
    assert verdict == "○ lacks independent evidence"
    assert box.hover.startswith("Allegation: what somebody says, not what is found\n“Birch trained")
    assert "Denied by Birch" in box.hover
    assert "Conduct at issue: adversarial distillation" in box.hover
    assert "at least 0, at most 0" in box.hover
    assert "Open: Whose logs are they?" in box.hover


def test_no_hover_words_an_accusation_as_what_happened(picture: Picture) -> None:
    why = line(picture, "claim/c1", "actor/birch").hover
    assert why.startswith("Named as accused: Birch")
    assert "in an allegation by Alder Labs" in why


def test_a_line_shows_the_quote_its_document_and_its_place(picture: Picture) -> None:
    why = line(picture, "actor/alder", "claim/c1").hover
    assert why.startswith("Alder Labs asserts (hedged), as relayed by The Wire:\n“Birch may have taken answers, …")
    assert why.endswith("— Alder against Birch, characters 10 to 40")
    assert "relays what Alder Labs said" in line(picture, "actor/wire", "claim/c1").hover


def test_a_document_speaks_in_its_own_voice(picture: Picture) -> None:
    assert "A comment asserts in its own voice" in line(picture, "document/d2", "claim/c2").hover
    assert "said by A comment" in mark(picture, "claim/c2").label


def test_evidence_said_to_be_lacking_supports_nothing(picture: Picture) -> None:
    lacking = line(picture, "evidence/e2", "claim/c1")
    assert (lacking.relation, lacking.label) == ("lacking", "said to be lacking for")
    assert mark(picture, "evidence/e2").label.endswith("Evidence said to be absent")


def test_actors_without_a_line_are_left_out(picture: Picture) -> None:
    assert not [m for m in picture.marks if m.iri == ID + "actor/alone"]


def test_control_and_direction_marks_do_not_reach_the_picture(small: nx.MultiDiGraph[str]) -> None:
    spoofed = small.copy()
    spoofed.nodes[ID + "actor/alder"]["label"] = "Al\u202eder\u0000 \u200bLabs\n\n"
    assert mark(collapse(spoofed), "actor/alder").label == "Al der Labs"


def test_a_claim_that_nobody_asserts_says_so(small: nx.MultiDiGraph[str]) -> None:
    alone: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    alone.add_node(CLAIM, **small.nodes[CLAIM])
    (box,) = collapse(alone).marks
    assert "alleged by nobody named in this graph" in box.label


def test_the_general_tie_is_not_drawn_beside_the_closer_one(small: nx.MultiDiGraph[str]) -> None:
    tied = small.copy()
    for relation in ("affiliatedWith", "fundedBy"):
        tied.add_edge(ID + "actor/wire", ID + "actor/alder", key=relation, relation=relation)
    ties = [
        li.label for li in collapse(tied).lines if (li.source, li.target) == (ID + "actor/wire", ID + "actor/alder")
    ]
    assert ties == ["funded by"]


def test_many_quotations_are_cut_and_counted() -> None:
    def quad(subject: str, predicate: str, value: str) -> Quad:
        rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" if predicate == "a" else CG + predicate
        return Quad(NamedNode(ID + subject), NamedNode(rdf), NamedNode(value))

    quads = [quad("actor/x", "a", CG + "Actor"), quad("claim/x", "a", CG + "Claim")]
    for number in range(9):
        name = f"assertion/{number}"
        quads += [quad(name, "a", CG + "Assertion"), quad(name, "claim", ID + "claim/x")]
        quads += [quad(name, "asserter", ID + "actor/x"), quad(name, "stance", CG + "asserts")]
        quads.append(quad(name, "passage", f"{ID}document/d#char={number},9"))
        quads.append(quad(f"document/d#char={number},9", "a", CG + "Passage"))
    made = graph(quads)
    for number in range(9):
        made.nodes[f"{ID}assertion/{number}"].update(quote=f"{number}" * 1000, quote_start=number, quote_end=9)
    why = line(collapse(made), "actor/x", "claim/x").hover
    assert why.endswith("and 5 more")
    assert len(why) < 2500


def test_a_view_is_bounded_near_its_focus_and_in_one_order(picture: Picture) -> None:
    every = bounded(picture, 1000)
    assert sorted(every) == [m.iri for m in picture.marks]
    assert every[0] == CLAIM
    near = bounded(picture, 1000, ID + "claim/c2")
    assert set(near) == {ID + "claim/c2", ID + "document/d2"}
    assert bounded(picture, 3) == every[:3]
    kept = part(picture, every[:3])
    assert [m.iri for m in kept.marks] == sorted(every[:3])
    assert all({li.source, li.target} <= set(every[:3]) for li in kept.lines)
