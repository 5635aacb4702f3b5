"""Whatever came and went, a ledger says what is said of all that is there, and its differences add up to its graph."""

import random
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from claimgraph.model.identifiers import DEFAULT_BASE, actor_id, claim_id
from claimgraph.model.values import ClaimKind
from claimgraph.resolve import (
    CERTAIN,
    Judgement,
    Value,
    blocking,
    corpus,
    identity,
    identity_quads,
    linked,
    propose,
    settled,
    undecided,
)
from claimgraph.resolve.clusters import who_is_who
from claimgraph.resolve.ledger import SCHEMA, Ledger, in_memory
from claimgraph.resolve.relinking import Turned, everything_stated, relink

NAMES = (
    "Vexley Group",
    "Vexley Group Inc",
    "Vexley Groups",
    "VG",
    "Vale Garden",
    "Verity Guild",
    "Quillon Laboratories",
    "Quillon Labs",
    "Northfield Institute",
    "John Smith",
    "John A. Smith",
)
_WHO = ("Vexley Group", "the firm", "Quillon Labs", "they", "Vale Garden")
_DID = ("copied", "had copied", "sold", "did not copy", "falsified")
_WHAT = (
    "answers of a rival model",
    "the answers of rival models",
    "safety reports of the board",
    "logs of an incident",
)
_HOW = ("in May", "without permission before the hearing", "", "through a shell company in May")


def _record(seed: int) -> dict[str, Any]:
    """A document's record of two claims: of a small world, so that much is alike."""
    rng = random.Random(seed)
    actors: list[dict[str, Any]] = []
    for name in sorted(rng.sample(NAMES, 3)):
        label = name.upper() if rng.random() < 0.1 else name
        kind = "Person" if "Smith" in name else "Organization"
        aliases = [rng.choice(NAMES)] if rng.random() < 0.2 else []
        wikidata = f"Q{rng.randrange(3)}" if rng.random() < 0.2 else None
        actors.append({"id": actor_id(name), "label": label, "type": kind, "aliases": aliases, "wikidata": wikidata})
    ids = [a["id"] for a in actors]
    claims: dict[str, dict[str, Any]] = {}
    assertions = []
    for _ in range(2):
        text = " ".join((rng.choice(_WHO), rng.choice(_DID), rng.choice(_WHAT), rng.choice(_HOW))).strip()
        kind = rng.choice([ClaimKind.ALLEGATION, ClaimKind.OTHER])
        accused = [rng.choice(ids)] if kind is ClaimKind.ALLEGATION else []
        name = claim_id(text, kind, accused, "v")
        claims[name] = {"id": name, "text": text, "kind": kind.value, "accused": accused, "conduct": []}
        stance = rng.choice(["asserts", "asserts", "denies"])
        assertions.append({"claim": name, "stance": stance, "asserter": rng.choice([*ids, "author"])})
    return {
        "version": f"v{seed}",
        "actors": actors,
        "instruments": [],
        "claims": list(claims.values()),
        "assertions": assertions,
    }


RECORDS = {f"v{seed}": _record(seed) for seed in range(24)}
IDS = sorted({x["id"] for r in RECORDS.values() for part in ("actors", "claims") for x in r[part]})
_judgements = st.lists(
    st.builds(
        lambda pair, value, label: Judgement(min(pair), max(pair), value, label, author="Jo"),
        st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True),
        st.sampled_from(Value),
        st.sampled_from(["", "a name"]),
    ),
    max_size=4,
)
_sittings = st.lists(
    st.tuples(st.sets(st.sampled_from(sorted(RECORDS)), max_size=24), _judgements), min_size=1, max_size=5
)


def _pure(held: Iterable[str], people: list[Judgement]) -> tuple[Any, ...]:
    """The same by the functions that look at everything."""
    known = corpus(RECORDS[v] for v in held)
    proposals = propose(known, people)
    open_ = [p for p in proposals if p.score < CERTAIN]
    ours = linked(proposals)
    who = settled(identity(people, ours), known)
    quads = identity_quads([*people, *ours], undecided(open_, people, who), who, DEFAULT_BASE)
    return proposals, who, quads


@pytest.mark.parametrize("most", [3, 60])
@settings(max_examples=25, deadline=None)
@given(sittings=_sittings)
def test_any_way_to_a_ledger_ends_in_what_is_said_of_all_at_once(
    most: int, sittings: list[tuple[set[str], list[Judgement]]]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(blocking, "MOST", most)
        ledger = in_memory()
        held: set[str] = set()
        people: list[Judgement] = []
        graph: set[Quad] = set()
        who = who_is_who(ledger, people)
        for want, judged in sittings:
            ledger = Ledger(ledger.db)
            gone, come = ([RECORDS[v] for v in sorted(x)] for x in (held - want, want - held))
            found = relink(ledger, Turned(people, judged), gone, come, DEFAULT_BASE)
            assert found.gone <= graph
            assert not found.come & graph
            graph = (graph - found.gone) | found.come
            before, who = who, who_is_who(ledger, judged)
            held, people = want, judged
            assert {n for n in IDS if before.token([n]) != who.token([n])} <= found.ids
        proposals, settled_who, quads = _pure(held, people)
        assert tuple(sorted(ledger.pairs("TRUE"))) == proposals
        assert who == settled_who
        assert graph == set(quads) == set(everything_stated(ledger, people, DEFAULT_BASE))
        again = in_memory()
        relink(again, Turned([], people), [], [RECORDS[v] for v in sorted(held)], DEFAULT_BASE)
        assert _tables(ledger) == _tables(again)


def _tables(ledger: Ledger) -> dict[str, list[Any]]:
    """All that is kept, but for the numbers of documents, which tell when they came."""
    names = [line.split()[2] for line in SCHEMA.splitlines() if line.startswith("CREATE TABLE")]
    kept = {name: sorted(map(repr, ledger.db.execute(f"SELECT * FROM {name}"))) for name in names}
    joined = "SELECT name, version FROM holds JOIN document ON number = document"
    return kept | {"document": [], "holds": sorted(map(repr, ledger.db.execute(joined)))}


def test_documents_that_come_one_by_one_and_go_again_leave_what_all_at_once_does() -> None:
    """Words grow commoner while the number of claims keeps its step, so that each weight moves by itself."""
    ledger = in_memory()
    records = [_record(seed) for seed in range(100, 160)]
    for n, record in enumerate(records):
        ledger = Ledger(ledger.db)
        gone = [records[n - 7]] if n % 3 == 0 and n > 7 else []
        relink(ledger, Turned([], []), gone, [record], DEFAULT_BASE)
        if n % 6 == 5:
            left = {n - k for k in range(n + 1)} - {m - 7 for m in range(9, n + 1) if m % 3 == 0}
            again = in_memory()
            relink(again, Turned([], []), [], [records[k] for k in sorted(left)], DEFAULT_BASE)
            assert _tables(ledger) == _tables(again), n
