"""`claimgraph resolve`: lists what is open, keeps answers, never asks twice, and names what contradicts."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import main
from claimgraph.errors import BadParameter
from claimgraph.resolve import Value
from claimgraph.workflow.resolve import answers_in

TEXTS = {
    "a": "Quillon Labs alleged that Vexley Group copied 24,000 answers of the model without permission.\n",
    "b": "Without permission, 24,000 answers of the model were copied by Vexley Group, Maria Okafor said.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    (root / "documents").mkdir()
    for name, text in TEXTS.items():
        (root / "documents" / f"{name}.txt").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(root / "documents"), "-w", str(root)])
    assert done.exit_code == 0, done.output
    return root


@pytest.fixture
def workspace(built: Path) -> Path:
    for path in built.glob("decisions/*"):
        path.unlink()
    return built


def run(root: Path, *options: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["resolve", "-w", str(root), *options], input=typed)


def open_pair(root: Path) -> list[str]:
    listed = run(root, "--list")
    assert listed.exit_code == 0, listed.output
    return [line for line in listed.output.splitlines() if line.endswith("\t?")]


def test_a_list_is_an_answers_file_that_waits_for_its_answers(workspace: Path) -> None:
    (line,) = open_pair(workspace)
    listed = run(workspace, "--list").output
    assert "would change" in listed
    assert "shared words" in listed
    done = run(workspace, "--answers", "-", "--author", "Jo Doe", "--date", "2026-05-01", typed=line.replace("?", "y"))
    assert done.output == "1 decisions added\n"
    text = (workspace / "decisions" / "jo-doe.sssom.tsv").read_text(encoding="utf-8")
    assert "skos:exactMatch" in text
    assert "\tJo Doe\t2026-05-01\t" in text


@pytest.mark.parametrize("letter", ["y", "n", "u"])
def test_nothing_is_asked_twice(workspace: Path, letter: str) -> None:
    (line,) = open_pair(workspace)
    answer = line.replace("?", letter)
    run(workspace, "--answers", "-", "--author", "Jo", typed=answer)
    assert open_pair(workspace) == []
    assert run(workspace, "--answers", "-", "--author", "Jo", typed=answer).output == "0 decisions added\n"


def test_two_peoples_answers_that_contradict_each_other_are_listed(workspace: Path) -> None:
    (line,) = open_pair(workspace)
    run(workspace, "--answers", "-", "--author", "Jo", typed=line.replace("?", "y"))
    run(workspace, "--answers", "-", "--author", "Ana", typed=line.replace("?", "n"))
    listed = run(workspace, "--list").output
    assert "are one by Jo, and two by Ana" in listed


@pytest.mark.parametrize(
    ("options", "typed", "mend"),
    [
        (["--author", "Jo"], "claim/1\tclaim/2\tperhaps\n", "line 1"),
        (["--author", "Jo"], "claim/1\tclaim/2\ty\n", "is no actor, claim or instrument"),
        (["--author", "!?"], "", ""),
        (["--author", "Jo", "--date", "yesterday"], "actor/quillon-labs\tactor/maria-okafor\tn\n", "YYYY-MM-DD"),
        ([], "", "--author"),
    ],
)
def test_what_cannot_be_kept_says_what_to_mend(workspace: Path, options: list[str], typed: str, mend: str) -> None:
    done = run(workspace, "--answers", "-", *options, typed=typed)
    assert done.exit_code == 2
    assert mend in done.output
    assert not list(workspace.glob("decisions/*"))


def test_a_workspace_that_was_never_built_says_so(tmp_path: Path) -> None:
    (tmp_path / "claimgraph.toml").write_text("documents = []\n", encoding="utf-8")
    done = run(tmp_path, "--list")
    assert done.exit_code == 2
    assert "claimgraph build" in done.output


def test_answers_may_be_sssom() -> None:
    (answer,) = answers_in("subject_id\tpredicate_id\tobject_id\ncgid:a\tskos:exactMatch\tcgid:b\n", "x")
    assert answer == ("a", "b", Value.POSITIVE, "")
    with pytest.raises(BadParameter, match="x line 2"):
        answers_in("# mine\na\tb\n", "x")
