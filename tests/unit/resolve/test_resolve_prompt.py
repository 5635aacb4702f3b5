"""The prompt of `claimgraph resolve`: what is typed is kept at once, and asked again is only what was left open."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import main

TEXTS = {
    "a": "Quillon Labs alleged that Vexley Group copied 24,000 answers of the model without permission.\n",
    "b": "Without permission, 24,000 answers of the model were copied by Vexley Group, Maria Okafor said.\n",
    "c": "Orsted Union alleged that Tamber Works sold the voices of 300 actors to advertisers.\n",
    "d": "The voices of 300 actors were sold to advertisers by Tamber Works, Petra Lindqvist said.\n",
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
    shutil.rmtree(built / "decisions", ignore_errors=True)
    return built


def ask(root: Path, typed: str, *options: str) -> Result:
    """A sitting at a terminal, on which this is typed and then nothing more."""
    with patch("claimgraph.cli.resolve._at_a_terminal", return_value=True):
        return CliRunner().invoke(main, ["resolve", "-w", str(root), *options], input=typed)


def kept(root: Path, name: str = "jo") -> list[str]:
    """The predicates of the decisions that are kept, in their order, with Not where it is said."""
    file = root / "decisions" / f"{name}.sssom.tsv"
    if not file.exists():
        return []
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("cgid:")]
    return [f"{row[2]} {row[3]}".strip() for row in rows]


def asked(done: Result) -> list[str]:
    """The pairs that were put to the person."""
    return [line for line in done.output.splitlines() if line.endswith("\t?")]


JO = ("--author", "Jo")


def test_each_pair_is_shown_with_its_number_its_labels_and_what_it_would_change(workspace: Path) -> None:
    done = ask(workspace, "s\ns\n", *JO)
    assert done.exit_code == 0
    assert len(asked(done)) == 2
    assert "1 of 2" in done.output
    assert "2 of 2" in done.output
    assert done.output.count("would change") == 2
    assert done.output.endswith("0 decisions added\n")
    assert kept(workspace) == []


@pytest.mark.parametrize(
    ("typed", "decided"),
    [
        ("y\nn\n", ["skos:exactMatch", "Not skos:exactMatch"]),
        ("u\nYES\n", ["skos:relatedMatch", "skos:exactMatch"]),
        ("s\nno\n", ["Not skos:exactMatch"]),
        ("\ny\n", ["skos:exactMatch"]),  # nothing typed skips
        ("y\nq\n", ["skos:exactMatch"]),
        ("q\n", []),
    ],
)
def test_answers_are_kept_as_they_are_given(workspace: Path, typed: str, decided: list[str]) -> None:
    done = ask(workspace, typed, *JO)
    assert done.exit_code == 0
    assert done.output.endswith(f"{len(decided)} decisions added\n")
    assert kept(workspace) == decided


@pytest.mark.parametrize("letter", ["y", "n", "u"])
def test_what_was_answered_is_never_asked_again(workspace: Path, letter: str) -> None:
    first = asked(ask(workspace, f"{letter}\nq\n", *JO))
    again = asked(ask(workspace, "s\n", *JO))
    assert len(first) == 2
    assert again == first[1:]
    ask(workspace, f"{letter}\n", *JO)
    assert asked(ask(workspace, "", "--author", "Ana")) == []


def test_what_was_skipped_is_asked_again(workspace: Path) -> None:
    assert asked(ask(workspace, "s\ns\n", *JO)) == asked(ask(workspace, "s\ns\n", *JO))


def test_an_unknown_key_is_named_and_the_pair_asked_again(workspace: Path) -> None:
    done = ask(workspace, "x\nyard\ny\nq\n", *JO)
    assert "x is no answer" in done.output
    assert "yard is no answer" in done.output
    assert kept(workspace) == ["skos:exactMatch"]


def test_the_end_of_input_keeps_what_was_answered(workspace: Path) -> None:
    done = ask(workspace, "y\n", *JO)
    assert done.exit_code == 0
    assert done.output.endswith("1 decisions added\n")
    assert kept(workspace) == ["skos:exactMatch"]


def test_a_name_is_asked_for_where_none_is_given(workspace: Path) -> None:
    done = ask(workspace, "Jo Doe\ny\nq\n")
    assert "Your name" in done.output
    assert kept(workspace, "jo-doe") == ["skos:exactMatch"]


class Terminal:
    """A sitting at a real terminal of its own."""

    def __init__(self, root: Path) -> None:
        self.near, far = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "claimgraph", "resolve", "-w", str(root), *JO],
            stdin=far,
            stdout=far,
            stderr=far,
            start_new_session=True,
            preexec_fn=_controlling,  # noqa: PLW1509 Ctrl-C and Ctrl-D are made of keys by a controlling terminal
        )
        os.close(far)
        self.shown = ""

    def wait_for(self, what: str, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while not re.search(what, self.shown):
            assert time.monotonic() < until, self.shown
            if select.select([self.near], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self.near, 4096).decode(errors="replace")
                except OSError:  # the other end is closed
                    assert re.search(what, self.shown), self.shown

    def type(self, keys: str) -> None:
        time.sleep(0.5)  # a signal between the question's last letter and the reading of an answer waits for a key
        self.shown = ""
        os.write(self.near, keys.encode())

    def ended(self) -> int:
        return self.process.wait(timeout=20)


def _controlling() -> None:
    import fcntl  # noqa: PLC0415 in the child only
    import termios  # noqa: PLC0415

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # what runs in the background of a script is started deaf to Ctrl-C


@pytest.fixture
def terminal(workspace: Path) -> Iterator[Callable[[], Terminal]]:
    made: list[Terminal] = []

    def start() -> Terminal:
        made.append(Terminal(workspace))
        return made[-1]

    yield start
    for one in made:
        one.process.kill()
        one.process.wait()
        os.close(one.near)


@pytest.mark.parametrize("keys", ["\x04", "\x03"])
def test_ctrl_d_and_ctrl_c_end_the_sitting_as_quit_does(
    workspace: Path, terminal: Callable[[], Terminal], keys: str
) -> None:
    at = terminal()
    at.wait_for(r"1 of 2[\s\S]+\[q\]uit")
    at.type("y\n")
    at.wait_for(r"2 of 2[\s\S]+\[q\]uit")
    assert kept(workspace) == ["skos:exactMatch"]  # before anything else is asked
    at.type(keys)
    at.wait_for("1 decisions added")
    assert at.ended() == 0
    assert "Traceback" not in at.shown
    assert kept(workspace) == ["skos:exactMatch"]
