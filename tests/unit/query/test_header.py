"""A question's header is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.errors import BadQuery, UnknownQuestion
from claimgraph.query import Kind, catalogue, checks, question, read_question
from claimgraph.store.sparql import read

GOOD = """# summary: Who?
#   In detail.
# parameter who (actor): Whom.
# parameter policy (text, default "default"): Which.
# parameter what (claim, required): What
#   exactly.
# column who: A.
# column policy: B.
# column what: C.
# no rows means: None.
# no rows does not mean: Nothing.

SELECT DISTINCT ?who ?policy
  ?what
WHERE { ?who ?policy ?what }
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "who.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_says_all(tmp_path: Path) -> None:
    asked = read_question(written(tmp_path, GOOD))
    assert (asked.name, asked.summary, asked.details) == ("who", "Who?", "In detail.")
    assert [(p.name, p.kind, p.default, p.required) for p in asked.parameters] == [
        ("who", Kind.ACTOR, None, False),
        ("policy", Kind.TEXT, "default", False),
        ("what", Kind.CLAIM, None, True),
    ]
    assert asked.parameters[2].about == "What exactly."
    assert [c.name for c in asked.columns] == ["who", "policy", "what"]
    assert (asked.no_rows, asked.no_rows_not) == ("None.", "Nothing.")
    assert asked.text == GOOD


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("# summary: Who?\n#   In detail.\n", "", "does not say: summary"),
        ("# no rows means: None.\n", "", "does not say: no rows means"),
        ("# no rows does not mean: Nothing.\n", "", "does not say: no rows does not mean"),
        ("# column who: A.\n", "", "selects who, policy, what and describes policy, what"),
        (
            "# column who: A.\n# column policy: B.",
            "# column policy: B.\n# column who: A.",
            "describes policy, who, what",
        ),
        ("# column who: A.", "# column who: A.\n# column ghost: D.", "describes who, ghost"),
        ("# parameter who (actor)", "# parameter whom (actor)", "must select its parameter"),
        ("(actor)", "(person)", "no kind of parameter"),
        ("(actor)", "(actor, optional)", "no header line"),
        ("# parameter who", "# param who", "no header line"),
        ("# column who: A.", "# column who:", "no header line"),
        ("# no rows means: None.", "# no rows means: None.\n# no rows means: Some.", "says twice"),
        ("SELECT DISTINCT", "SELECT", "SELECT DISTINCT"),
        ("SELECT DISTINCT ?who ?policy\n  ?what", "SELECT DISTINCT *", "SELECT DISTINCT"),
        (GOOD, "SELECT DISTINCT ?who WHERE { }", "has no header"),
        (GOOD, "", "has no header"),
    ],
)
def test_a_header_that_says_less_or_more_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(BadQuery, match=says):
        read_question(written(tmp_path, GOOD.replace(old, new)))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.rq"
    path.write_bytes(b"# summary: \xff")
    with pytest.raises(BadQuery, match="UTF-8"):
        read_question(path)
    with pytest.raises(BadQuery, match="cannot be read"):
        read_question(tmp_path / "missing.rq")


def test_the_catalogue_holds_what_was_promised() -> None:
    names = {q.name for q in catalogue()}
    assert {"lacks-independent-evidence", "evidence-for-claim", "who-alleges-what-against-whom"} <= names
    assert {"denied-allegations", "relayed-claims", "undisclosed-evidence", "claims-by-actor"} <= names
    assert {"instruments-and-the-claims-they-answer", "keystones", "definitions"} <= names
    assert len(names) >= 10
    assert [q.name for q in catalogue()] == sorted(names)


@pytest.mark.parametrize("asked", [*catalogue(), *checks()], ids=lambda q: q.name)
def test_a_question_is_ordered_and_passes_its_own_guard(asked: object) -> None:
    text = getattr(asked, "text", "")
    assert "\nORDER BY " in text
    assert max(map(len, text.split("\n"))) <= 120
    read(text)


def test_what_the_first_question_binds() -> None:
    columns = {c.name for c in question("lacks-independent-evidence").columns}
    assert {"claim", "text", "status", "verdict", "asserters", "atLeast", "atMost"} <= columns


@pytest.mark.parametrize("name", ["lacks-independant-evidence", "independent", "LACKS-INDEPENDENT-EVIDENCE"])
def test_a_near_miss_is_told(name: str) -> None:
    with pytest.raises(UnknownQuestion, match="lacks-independent-evidence"):
        question(name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "checks/alleged-as-fact", "\ud800"])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(UnknownQuestion, match="did you mean"):
        question(name)
