"""The reference queries against the engine, on small graphs within what the queries know."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from claimgraph import resources
from claimgraph.assess import DEFAULT, facts_of, gather, judge
from claimgraph.model import (
    Actor,
    ActorType,
    Affiliation,
    Assertion,
    Basis,
    Claim,
    ClaimKind,
    Derivation,
    Disclosure,
    Document,
    Evidence,
    EvidenceType,
    Extraction,
    Relation,
    Span,
    Stance,
)
from claimgraph.model.identifiers import DEFAULT_BASE
from claimgraph.rdf import encode
from tests.property.amount import examples

ACTORS = tuple(f"actor/{name}" for name in ("acme", "beta", "court", "daily"))
CLAIMS = ("claim/0", "claim/1")
ITEMS = [f"evidence/d{d}-{i}" for d in range(3) for i in range(2)]
SPAN = Span(0, 1)

maybe_actor = st.none() | st.sampled_from(ACTORS)


@st.composite
def document(draw: st.DrawFn, number: int) -> tuple[Document, Extraction]:
    name = f"d{number}"
    assertions = tuple(
        Assertion(f"assertion/{name}-{i}", claim, draw(maybe_actor), (SPAN,), Stance.ASSERTS)
        for i, claim in enumerate(CLAIMS)
    )
    evidence = tuple(
        Evidence(
            f"evidence/{name}-{i}",
            Span(i, i + 1),
            draw(st.sampled_from(EvidenceType)),
            draw(st.sampled_from([Disclosure.PUBLIC, Disclosure.UNDISCLOSED, Disclosure.UNKNOWN])),
            supports=(draw(st.sampled_from(assertions)).id,),
            offered_by=draw(maybe_actor),
            first_hand=draw(st.booleans()),
        )
        for i in range(2)
    )
    earlier = ITEMS[: 2 * number] + [f"assertion/d{n}-{i}" for n in range(number) for i in range(2)]
    own = st.sampled_from([e.id for e in evidence])
    ways = st.builds(Derivation, own, st.sampled_from(earlier), st.just(Basis.STATED)) if earlier else st.nothing()
    tie = st.builds(
        Affiliation,
        st.sampled_from(ACTORS),
        st.sampled_from(ACTORS),
        st.just(Relation.MEMBER_OF),
        st.just(Basis.STATED),
    )
    found = Extraction(
        version=name,
        actors=tuple(Actor(a, a, ActorType.ORGANIZATION) for a in ACTORS),
        claims=tuple(Claim(c, c, ClaimKind.ALLEGATION) for c in CLAIMS),
        assertions=assertions,
        evidence=evidence,
        affiliations=tuple(draw(st.lists(tie, max_size=1))),
        derivations=tuple(draw(st.lists(ways, max_size=2))) if earlier else (),
        publisher=draw(maybe_actor),
    )
    return Document(name, name, name, "xy"), found


def answers(store: Store, question: str) -> set[tuple[str, ...]]:
    query = (resources.queries() / "reference" / question).read_text(encoding="utf-8")
    rows = store.query(query, use_default_graph_as_union=True)
    return {tuple(term.value.removeprefix(DEFAULT_BASE) for term in row) for row in rows}  # type: ignore[union-attr] # a SELECT


@settings(max_examples=examples(60), deadline=None)
@given(st.tuples(document(0), document(1), document(2)))
def test_plain_sparql_finds_the_same(corpus: tuple[tuple[Document, Extraction], ...]) -> None:
    store = Store()
    for pair in corpus:
        store.extend(encode(*pair))
    problem = gather(facts_of(*pair) for pair in corpus)
    found = judge(problem, DEFAULT)
    e = found.evidence
    rows = [r for r in range(len(e.claim)) if e.may[r]]
    items = {(problem.claims[e.claim[r]], problem.nodes[found.base.graph.first[e.component[r]]]) for r in rows}
    assert answers(store, "items-that-may-count.rq") == items

    shared = answers(store, "pairs-that-share.rq")
    for c, claim in enumerate(problem.claims):
        mine = sorted(item for of, item in items if of == claim)
        largest = max(
            size
            for size in range(len(mine) + 1)
            for chosen in combinations(mine, size)
            if all((claim, *pair) not in shared for pair in combinations(chosen, 2))
        )
        assert found.supporting.most[c] == largest
