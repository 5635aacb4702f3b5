"""To assess some claims, what is near them is enough; and a change alters no claim that it does not touch."""

from random import Random

import pytest

from claimgraph import assess
from claimgraph.assess.facts import Facts, Way
from claimgraph.assess.library import Names
from claimgraph.assess.near import near
from claimgraph.assess.touched import Altered, touched
from claimgraph.model import Affiliation, Assessment, Basis, Derivation, Relation
from claimgraph.workflow.signs import with_signs
from tests.property.amount import examples
from tests.property.corpora import Shelf, document, inferred

_DECLARED = (Affiliation("actor/a", "actor/b", Relation.CONTROLLED_BY, Basis.DECLARED),)
_ABOVE, _BELOW = {"actor/a": ["actor/b"]}, {"actor/b": ["actor/a"]}
_IDS = ("actor/a", "actor/c", "claim/1", "claim/3", "instrument/x", "instrument/y", "document/1", "document/2")


def _identity(rng: Random) -> dict[str, str]:
    pairs = {"actor/c": "actor/a", "claim/3": "claim/1", "instrument/y": "instrument/x", "document/2": "document/1"}
    return {name: to for name, to in pairs.items() if rng.random() < 0.3}


def _assessed(facts: list[Facts], ways: list[Way], canonical: dict[str, str]) -> dict[tuple[str, str], Assessment]:
    derivations = [Derivation(w.derived, w.source, Basis(w.basis), bool(w.alternate)) for w in ways]
    problem = assess.gather(facts, identity=canonical, affiliations=_DECLARED, derivations=derivations)
    found = with_signs(problem, {p: assess.judge(problem, p) for p in assess.POLICIES.values()})
    return {(policy.name, a.claim): a for policy, every in found.items() for a in every}


def _all(
    corpus: list[Facts], ways: dict[str, list[Way]], canonical: dict[str, str]
) -> dict[tuple[str, str], Assessment]:
    return _assessed(corpus, [w for found in ways.values() for w in found], canonical)


@pytest.mark.parametrize("seed", range(examples(12)))
def test_what_is_near_a_claim_is_enough_to_assess_it(seed: int) -> None:
    rng = Random(f"near {seed}")
    corpus = [document(rng, n) for n in range(rng.randint(1, 8))]
    ways, canonical = inferred(rng, corpus), _identity(rng)
    whole = _all(corpus, ways, canonical)
    shelf, names = Shelf((corpus, ways)), Names(canonical)
    for claim in sorted({claim for _, claim in whole}):
        part = near(shelf, names, [claim], _ABOVE)
        alone = _assessed(list(part.facts), list(part.ways), canonical)
        assert {k: v for k, v in alone.items() if k[1] == claim} == {k: v for k, v in whole.items() if k[1] == claim}


@pytest.mark.parametrize("seed", range(examples(12)))
def test_a_change_alters_no_claim_that_it_does_not_touch(seed: int) -> None:
    rng = Random(f"touched {seed}")
    corpus = [document(rng, n) for n in range(rng.randint(1, 8))]
    gone = set(rng.sample(range(len(corpus)), min(len(corpus), rng.choice((0, 1, 1, 2)))))
    after = [f for n, f in enumerate(corpus) if n not in gone]
    after += [document(rng, 8 + n) for n in range(rng.choice((0, 0, 1, 2)))]
    ways, later = inferred(rng, corpus), inferred(rng, after)
    ids, others = _identity(rng), _identity(rng)
    if rng.random() < 0.7:
        others = ids
    before, now = _all(corpus, ways, ids), _all(after, later, others)
    documents = {f.document for f in corpus} ^ {f.document for f in after}
    kept = [f.document for f in after if f.document not in documents]
    moved = {w.derived for d in kept for w in set(ways.get(d, ())) ^ set(later.get(d, ()))}
    renamed = {n for n in ids.keys() | others.keys() if ids.get(n) != others.get(n)}
    renamed |= {to for n in renamed for to in (ids.get(n), others.get(n)) if to}
    names = Names(ids, others)
    found = touched(Shelf((corpus, ways), (after, later)), names, Altered(documents, moved, renamed), _BELOW)
    reached = {state.get(claim, claim) for claim in found for state in (ids, others)}
    changed = {claim for key in before.keys() | now.keys() if before.get(key) != now.get(key) for claim in key[1:]}
    assert changed <= reached
