"""Put proposals to a person, those first that would change most verdicts, and keep the answers as decisions.

The number of verdicts that a pair would change is exact for the pairs that are shown: all documents are assessed with
the two as one. Which pairs are worth that is told by a cheap count: how many claims and assertions the two touch.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from claimgraph import assess
from claimgraph.errors import BadParameter, BadWorkspace
from claimgraph.model import ClaimKind
from claimgraph.model.identifiers import normalise
from claimgraph.resolve import (
    Corpus,
    Identity,
    Judgement,
    Proposal,
    Value,
    corpus,
    identity,
    linked,
    load,
    propose,
    rows,
    undecided,
)
from claimgraph.resolve.corpus import Claimed
from claimgraph.resolve.incidents import Alleged, propose_incidents
from claimgraph.workflow.cache import Cache, open_cache
from claimgraph.workflow.corpus import problem_in
from claimgraph.workflow.extract import configuration
from claimgraph.workflow.incidents import allegations_in
from claimgraph.workflow.merged_actors import merged_actors, together
from claimgraph.workflow.progress import Progress, silent
from claimgraph.workflow.stores import reading
from claimgraph.workflow.workspace import Workspace, judgements, locked, open_workspace
from claimgraph.workflow.writing import made, replaced

__all__ = ["ANSWERS", "Answer", "Candidate", "Desk", "Disagreement", "answers_in", "desk"]

ANSWERS = {"y": Value.POSITIVE, "n": Value.NEGATIVE, "u": Value.UNSURE}
"""What a person may type, by its first letter."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LEAST = 3  # cells of an answer: two ids and what is said of them


class Candidate(NamedTuple):
    """A proposal and how many claims' verdicts or statuses it would change under the default policy."""

    proposal: Proposal
    changes: int


class Disagreement(NamedTuple):
    """A pair that decisions hold both the same and apart, and who says what."""

    left: str
    right: str
    same: tuple[str, ...]
    apart: tuple[str, ...]


class Answer(NamedTuple):
    """What somebody said of a pair."""

    left: str
    right: str
    value: Value
    comment: str = ""


@dataclass(slots=True)
class Desk:
    """A workspace's open questions; `answer` writes decisions. It changes as answers come in.

    Attributes:
        workspace: where the decisions are kept.
        known: what is compared.
        proposals: all of them, those that the linker has merged too.
        linker: the linker's own judgements.
        people: decisions, those of this sitting too.
    """

    workspace: Workspace
    known: Corpus
    proposals: tuple[Proposal, ...]
    linker: tuple[Judgement, ...]
    people: tuple[Judgement, ...]
    _cache: Cache

    @property
    def who(self) -> Identity:
        """Who is who by all that is decided."""
        return identity(self.people, self.linker)

    def candidates(self, limit: int, progress: Progress = silent) -> list[Candidate]:
        """The open proposals, those first that would change most verdicts, then the likelier.

        Args:
            limit: how many at most.
            progress: told of each that is tried.
        """
        who = self.who
        touched = _touched(self.known)

        def weight(p: Proposal) -> tuple[int, float, Proposal]:
            return -min(touched[p.left], touched[p.right]), -p.score, p

        chosen = sorted(undecided(self.proposals, self.people, who), key=weight)[:limit]
        key = configuration(self.workspace)
        before = _verdicts(problem_in(self._cache, key, who)) if chosen else {}
        found = []
        for done, p in enumerate(chosen, 1):
            found.append(Candidate(p, self._changes(p, before)))
            progress("weigh", done, len(chosen))
        return sorted(found, key=lambda c: (-c.changes, weight(c.proposal)))

    def _changes(self, p: Proposal, before: dict[str, str]) -> int:
        together = identity([*self.people, Judgement(p.left, p.right, Value.POSITIVE)], self.linker)
        after = _verdicts(problem_in(self._cache, configuration(self.workspace), together))
        return sum(after[together.of(claim)] != verdict for claim, verdict in before.items())

    def disagreements(self) -> list[Disagreement]:
        """The pairs on which decisions contradict each other, directly or through others, sorted."""
        said: dict[tuple[str, str], dict[Value, set[str]]] = {}
        for j in self.people:
            said.setdefault(j.pair, {}).setdefault(j.value, set()).add(j.author or "somebody")
        pairs = {(c.left, c.right) for c in self.who.conflicts}
        return [
            Disagreement(
                *pair,
                tuple(sorted(said.get(pair, {}).get(Value.POSITIVE, ()))),
                tuple(sorted(said.get(pair, {}).get(Value.NEGATIVE, ()))),
            )
            for pair in sorted(pairs)
        ]

    def answer(self, answers: Sequence[Answer], author: str, date: str) -> int:
        """Append answers to the author's decision file at once; how many were new.

        Args:
            answers: one that repeats what this author has said of the pair is left out.
            author: the name that the decisions carry.
            date: YYYY-MM-DD, or "" where the author gives none.

        Raises:
            BadParameter: the author has no letter or digit, the date is none, or an id is not in the workspace.
            BadWorkspace: the file cannot be written.
        """
        name = normalise(author).replace(" ", "-")
        if not name:
            raise BadParameter(author, "is no name for an author; give --author NAME")
        if date and not _DATE.fullmatch(date):
            raise BadParameter(date, "is no date; write YYYY-MM-DD")
        said = {(j.pair, j.value) for j in self.people if j.author == author}
        new = [j for a in answers if ((j := self._judgement(a, author, date)).pair, j.value) not in said]
        new = list({(j.pair, j.value): j for j in new}.values())
        if new:
            _append(self.workspace.root / "decisions" / f"{name}.sssom.tsv", new, self.workspace.base)
            self.people = (*self.people, *new)
        return len(new)

    def _judgement(self, a: Answer, author: str, date: str) -> Judgement:
        left, right = sorted(x.removeprefix(self.workspace.base).removeprefix("cgid:") for x in (a.left, a.right))
        if left == right:
            raise BadParameter(left, "is compared with itself; name two ids")
        return Judgement(left, right, a.value, self._label(left), self._label(right), author, date, a.comment)

    def _label(self, name: str) -> str:
        if name in self.known.actors:
            return self.known.actors[name].label
        if name in self.known.claims:
            return self.known.claims[name].text
        if any(name in ids for ids in self.known.holds.values()):
            return ""
        raise BadParameter(name, "is no actor, claim or instrument of this workspace; `claimgraph resolve --list`")


@contextmanager
def desk(root: Path) -> Iterator[Desk]:
    """The open questions of a workspace, which is held for writing meanwhile.

    The actors of merged datasets are asked about too, and whether an incident of theirs is what a document alleges. Of
    these nothing is merged without being asked, since a dataset's names are its editors' and are looked at before they
    are joined to others.

    Raises:
        BadWorkspace: there is no workspace, it was never built, or a decision is malformed.
        StoreLocked: another process works on it.
    """
    workspace = open_workspace(root)
    if not workspace.cache.exists():
        raise BadWorkspace(str(root), f"was not built yet; run `claimgraph build -w {root}`")
    people = judgements(workspace)
    with locked(workspace), open_cache(workspace.cache) as cache:
        of_documents = corpus(cache.records(configuration(workspace)))
        linker = linked(propose(of_documents, people))
        with reading(root) as store:
            merged = {actor.id: actor for actor in merged_actors(store, workspace.base)}
            incidents = allegations_in(store, workspace.base, "dataset")
            claims = allegations_in(store, workspace.base, "document")
        known = replace(of_documents, actors=together(of_documents.actors, merged))
        proposals = propose(known, people)
        by_pair = {p.pair: p for p in propose_incidents(incidents, claims, identity(people, linker).canonical)}
        proposals = tuple(sorted({**by_pair, **{p.pair: p for p in proposals}}.values()))
        recorded = {i.id: _recorded(i) for i in incidents}
        known = replace(known, claims={**recorded, **known.claims})
        yield Desk(workspace, known, proposals, linker, people, cache)


def _recorded(incident: Alleged) -> Claimed:
    """An incident as a claim that can be shown and judged."""
    return Claimed(
        incident.id,
        incident.text,
        ClaimKind.ALLEGATION,
        incident.accused,
        incident.conduct,
        (),
        denied=False,
        documents=1,
    )


def answers_in(text: str, origin: str) -> list[Answer]:
    """The answers of a file: SSSOM, or lines of two ids and y, n or u with tabs between, and perhaps a comment.

    Raises:
        BadParameter: a line is neither; names it.
        BadWorkspace: an SSSOM row is malformed.
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if lines and "predicate_id" in lines[0][1].split("\t"):
        return [Answer(j.left, j.right, j.value, j.comment) for j in load(text, origin)]
    found = []
    for n, line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        value = ANSWERS.get(cells[2][:1].lower()) if len(cells) >= _LEAST else None
        if value is None or not cells[0] or not cells[1]:
            raise BadParameter(f"{origin} line {n}", "must be two ids and y, n or u, with tabs between")
        found.append(Answer(cells[0], cells[1], value, " ".join(cells[_LEAST:])))
    return found


def _touched(known: Corpus) -> Counter[str]:
    """For each id the claims and documents that a merge of it touches: the cheap measure of what it may change."""
    found: Counter[str] = Counter()
    for claim in known.claims.values():
        found[claim.id] += claim.documents + len(claim.asserters)
        found.update([*claim.accused, *claim.asserters])
    found.update({a.id: a.documents for a in known.actors.values()})
    return found


def _verdicts(problem: assess.Problem) -> dict[str, str]:
    """Verdict and status of each claim under the default policy."""
    found = assess.assessments(problem, assess.judge(problem, assess.DEFAULT), assess.DEFAULT)
    return {a.claim: f"{a.verdict} {a.status}" for a in found}


def _append(path: Path, new: Sequence[Judgement], base: str) -> None:
    """Add rows to a decision file, all or none, and see them to the disk before anything else is asked."""
    made(path.parent)
    try:
        old = path.read_bytes().decode() if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadWorkspace(str(path), f"cannot be read: {error}") from None
    replaced(path, old + rows(old, new, base))
