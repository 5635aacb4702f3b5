"""A corpus assessed part by part is assessed as a whole; no answer hangs on what another part holds."""

import json
from random import Random

import pytest

from claimgraph import assess
from claimgraph.assess.facts import Facts, Way, facts_from_json
from claimgraph.assess.parts import gather_parts
from claimgraph.model import Affiliation, Assessment, Basis, Derivation, Relation
from claimgraph.workflow.signs import with_signs
from tests.property.amount import examples
from tests.property.corpora import document, inferred

_DECLARED = (Affiliation("actor/a", "actor/b", Relation.CONTROLLED_BY, Basis.DECLARED),)


def _apart(f: Facts, group: int) -> Facts:
    """The same with claims, nodes, works and documents of a group's own; actors and instruments are everybody's."""
    text = json.dumps(f)
    for sort in ("claim/", "document/", "assertion/", "evidence/", "e.example/"):
        text = text.replace(sort, f"{sort}{group}-")
    return facts_from_json(json.loads(text))


def _corpus(rng: Random) -> list[Facts]:
    groups = range(rng.randint(1, 6))
    found = [_apart(document(rng, n), group) for group in groups for n in range(rng.randint(1, 4))]
    rng.shuffle(found)
    return found


def _identity(rng: Random) -> dict[str, str]:
    pairs = {"actor/c": "actor/a", "claim/0-3": "claim/1-1", "instrument/y": "instrument/x"}
    pairs |= {"document/2-0": "document/0-0", "https://e.example/0-p": "https://e.example/3-q"}
    return {name: to for name, to in pairs.items() if rng.random() < 0.3}


def _derivations(rng: Random, corpus: list[Facts]) -> list[Derivation]:
    ways = [w for found in inferred(rng, corpus).values() for w in found if rng.random() < 0.2]
    ways += [Way(f.document, rng.choice(corpus).document, "inferred", 1) for f in corpus if rng.random() < 0.05]
    return [Derivation(w.derived, w.source, Basis(w.basis), bool(w.alternate)) for w in ways]


def _assessed(problem: assess.Problem) -> list[tuple[str, Assessment]]:
    found = with_signs(problem, {p: assess.judge(problem, p) for p in assess.POLICIES.values()})
    return sorted(((policy.name, a) for policy, every in found.items() for a in every), key=repr)


@pytest.mark.parametrize("seed", range(examples(12)))
def test_a_corpus_assessed_part_by_part_is_assessed_as_a_whole(seed: int) -> None:
    rng = Random(f"parts {seed}")
    corpus, canonical = _corpus(rng), _identity(rng)
    derivations = _derivations(rng, corpus)
    whole = assess.gather(corpus, identity=canonical, affiliations=_DECLARED, derivations=derivations)
    parts = list(
        gather_parts(lambda: iter(corpus), identity=canonical, affiliations=_DECLARED, derivations=derivations, size=1)
    )
    assert sorted(claim for part in parts for claim in part.claims) == list(whole.claims)
    assert sorted((x for part in parts for x in _assessed(part)), key=repr) == _assessed(whole)


def test_groups_that_share_only_people_are_parts() -> None:
    rng = Random("apart")
    corpus = [_apart(document(rng, n), n) for n in range(12)]
    parts = list(gather_parts(lambda: iter(corpus), identity={}, affiliations=(), derivations=(), size=1))
    assert len(parts) > 6
