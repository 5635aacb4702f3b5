"""The front of the command line: what it lists, what it costs, how it fails."""

import importlib
import subprocess
import sys

import pytest
from click.testing import CliRunner

import claimgraph
from claimgraph.cli import COMMANDS, main

HEAVY = ("spacy", "rdflib", "pyoxigraph", "networkx", "pyvis", "numpy", "trafilatura", "pyshacl", "scipy")


def loaded_by(statement: str) -> set[str]:
    """The heavy modules that a statement loads in a fresh interpreter."""
    code = f"import sys\n{statement}\nprint(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split()) if done.stdout.strip() else set()


@pytest.mark.parametrize(
    "statement",
    [
        "import claimgraph",
        "import claimgraph.model, claimgraph.errors",
        "from claimgraph.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "import claimgraph.read, claimgraph.extract",
    ],
)
def test_the_front_door_loads_nothing_heavy(statement: str) -> None:
    assert loaded_by(statement) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_is_listed_as_it_says_itself(name: str) -> None:
    command = importlib.import_module(f"claimgraph.cli.{name.replace('-', '_')}").command
    assert command.name == name
    assert COMMANDS[name] == command.get_short_help_str(limit=200)


def test_help_lists_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    assert all(name in shown.output for name in COMMANDS)


def test_an_error_is_one_line_and_exit_code_2() -> None:
    shown = CliRunner().invoke(main, ["ask", "definitions", "-w", "nowhere"])
    assert shown.exit_code == 2
    assert len(shown.output.splitlines()) == 1
    assert "claimgraph build" in shown.output


@pytest.mark.parametrize("asked", ["ask", "--help"])
def test_no_room_for_what_is_printed_is_one_line_and_exit_code_2(asked: str) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 a device
        command = [sys.executable, "-m", "claimgraph", asked]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"No space left on device; make room" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_an_unknown_command_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["frobnicate"]).exit_code == 2


def test_what_the_package_exports_is_there() -> None:
    assert all(hasattr(claimgraph, name) for name in claimgraph.__all__)
