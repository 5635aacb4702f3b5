"""Whatever happened to a workspace on the way, it ends in the bytes of a clean build.

Documents and decisions are added, changed, deleted and put back in any order, with builds in between. Extraction is the
program's own; texts are one sentence each, so that the law and not the parser takes the time.
"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimgraph import ClaimGraph

TEXTS = (
    "Quillon Labs alleged that Vexley Group copied 24,000 answers of the model without permission.\n",
    "According to Quillon Labs, Vexley Group copied 24,000 answers of a model without permission.\n",
    "Vexley Group, Inc. denied that Vexley Group copied 24,000 answers of the model without permission.\n",
    "---\ndate: 2031-03-02\n---\nQuillon Labs said on Monday that Vexley Group copied 24,000 answers of the model.\n",
    "---\ndate: 2031-03-04\n---\nQuillon Labs said on Monday that Vexley Group copied 24,000 answers of the model.\n",
    "Northfield Institute said that the survey showed no evidence of copying by the firms in question.\n",
)
_HEAD = "subject_id\tpredicate_modifier\tpredicate_id\tobject_id\n"
DECISIONS = (
    f"{_HEAD}actor/quillon-labs\t\tskos:exactMatch\tactor/northfield-institute\n",
    f"{_HEAD}actor/vexley-group\tNot\tskos:exactMatch\tactor/vexley-group-inc\n",
    f"{_HEAD}actor/vexley-group\t\tskos:exactMatch\tactor/vexley-group-inc\n",
)
DOCUMENT_NAMES = ("a", "b", "c")
DECISION_NAMES = ("mine", "theirs")
KEPT = ("problem.npz", "index.sqlite", "linking.sqlite", "linked.sssom.tsv")

Step = Callable[[Path], None]


def _document(root: Path, name: str, text: str | None) -> None:
    _put(root / "documents" / f"{name}.md", text)


def _decision(root: Path, name: str, text: str | None) -> None:
    _put(root / "decisions" / f"{name}.sssom.tsv", text)


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _build(root: Path) -> None:
    ClaimGraph(root).build(root / "documents")


def _kept(root: Path, name: str, content: bytes | None) -> None:
    """What was kept beside the store is lost, cut off or damaged."""
    file = root / ".claimgraph" / name
    if content is None:
        file.unlink(missing_ok=True)
    elif file.exists():
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2] + content)


_steps: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.sampled_from(DOCUMENT_NAMES), st.sampled_from((*TEXTS, None))).map(
        lambda change: lambda root: _document(root, *change)
    ),
    st.tuples(st.sampled_from(DECISION_NAMES), st.sampled_from((*DECISIONS, None))).map(
        lambda change: lambda root: _decision(root, *change)
    ),
    st.tuples(st.sampled_from(KEPT), st.sampled_from((None, b"", b"not what it was"))).map(
        lambda loss: lambda root: _kept(root, *loss)
    ),
    st.just(_build),
)


def everything(root: Path) -> bytes:
    """The graph, and what the linker keeps beside it."""
    out = root / ".claimgraph" / "all.nq"
    ClaimGraph(root).export(out)
    return out.read_bytes() + (root / ".claimgraph" / "linked.sssom.tsv").read_bytes()


@given(st.lists(_steps, min_size=3, max_size=8))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_way_to_a_workspace_ends_in_the_bytes_of_a_clean_build(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory) / "w"
        (root / "documents").mkdir(parents=True)
        _document(root, "a", TEXTS[0])
        _build(root)
        for step in steps:
            step(root)
        _build(root)
        after = everything(root)
        shutil.rmtree(root / ".claimgraph")
        _build(root)
        assert everything(root) == after


def test_undoing_a_decision_gives_the_old_answers_back_byte_for_byte(tmp_path: Path) -> None:
    for name, text in zip(DOCUMENT_NAMES, TEXTS, strict=False):
        (tmp_path / "documents").mkdir(exist_ok=True)
        _document(tmp_path, name, text)
    _build(tmp_path)
    before = everything(tmp_path)
    _decision(tmp_path, "mine", DECISIONS[1])
    _build(tmp_path)
    assert everything(tmp_path) != before
    _decision(tmp_path, "mine", None)
    _build(tmp_path)
    assert everything(tmp_path) == before
