"""Small corpora of facts by chance, in which everything that documents may share is shared often."""

from random import Random

from claimgraph.assess.facts import AssertionFacts, ClaimFacts, EvidenceFacts, Facts, Tie, Way
from claimgraph.assess.library import Entry, entries

__all__ = ["Shelf", "document", "inferred"]

_ACTORS = [f"actor/{x}" for x in "abcdef"]
_INSTRUMENTS = [f"instrument/{x}" for x in "xyz"]
_CLAIMS = [f"claim/{x}" for x in "12345"]
_URLS = [f"https://e.example/{x}" for x in "pqrs"]
_BASES = ("declared", "stated", "inferred")


def document(rng: Random, number: int) -> Facts:
    """A document; another one each time for the same number, of the same id."""
    name = f"document/{number}"
    claims = rng.sample(_CLAIMS, rng.randint(1, 3))
    instruments = rng.sample(_INSTRUMENTS, rng.randint(0, 2))
    speakers = [*_ACTORS, *instruments, ""]
    said = [
        AssertionFacts(
            f"assertion/{number}-{i}",
            rng.choice(claims),
            rng.choice(speakers),
            rng.choice((0, 0, 0, 1, 2)),
            rng.choice(("", "", "", *_ACTORS)),
            rng.randint(0, 2),
            rng.randint(0, 1),
            tuple(rng.sample(_ACTORS, rng.choice((0, 0, 0, 1)))),
        )
        for i in range(rng.randint(0, 3))
    ]
    offered = [
        EvidenceFacts(
            f"evidence/{number}-{i}",
            rng.choice(("", *_ACTORS)),
            rng.choice(("data", "document", "statement", "testimony")),
            rng.choice(("public", "unknown", "undisclosed")),
            rng.choice((0, 0, 1)),
            tuple(sorted(rng.sample(claims, rng.randint(0, len(claims))))),
            tuple(sorted(rng.sample(claims, rng.choice((0, 0, 1))))),
        )
        for i in range(rng.randint(0, 3))
    ]
    url = rng.choice(("", *_URLS))
    ways = [
        Way(name, rng.choice((*_URLS, f"document/{rng.randrange(8)}")), rng.choice(_BASES), rng.choice((0, 0, 1)))
        for _ in range(rng.choice((0, 0, 1, 2)))
    ]
    nodes = [x.id for part in (said, offered) for x in part]
    for _ in range(rng.choice((0, 0, 1, 2)) if nodes else 0):
        kind = rng.choice(("assertion", "evidence"))
        source = rng.choice((*_URLS, *_INSTRUMENTS, f"{kind}/{rng.randrange(8)}-{rng.randrange(3)}"))
        ways.append(Way(rng.choice(nodes), source, rng.choice(_BASES), rng.choice((0, 0, 0, 1))))
    if nodes and rng.random() < 0.1:
        ways.append(Way(nodes[0], nodes[0], "declared", 0))
    return Facts(
        name,
        url,
        rng.choice((0, 20240101, 20240102, 20240103)),
        tuple(rng.sample(_ACTORS, 1)) if rng.random() < 0.8 else (f"voice/{name}",),
        rng.choice(("", "", "", *_ACTORS)),
        int(rng.random() < 0.1),
        tuple(a for a in _ACTORS if rng.random() < 0.05),
        tuple((i, rng.choice(("", *_ACTORS))) for i in instruments),
        tuple(
            ClaimFacts(c, tuple(rng.sample(_ACTORS, rng.randint(0, 1))), tuple(instruments[: rng.choice((0, 0, 1))]))
            for c in claims
        ),
        tuple(said),
        tuple(offered),
        tuple(
            Tie(one, other, "declared", rng.choice((0, 20240102)), 0)
            for one, other in [rng.sample(_ACTORS, 2)] * rng.choice((0, 0, 0, 1))
        ),
        tuple(ways),
    )


def inferred(rng: Random, corpus: list[Facts]) -> dict[str, list[Way]]:
    """Derivations between assertions of different documents, by document."""
    found: dict[str, list[Way]] = {}
    said = [(f.document, a.id) for f in corpus for a in f.assertions]
    for document, name in said:
        others = [other for where, other in said if where != document]
        if others and rng.random() < 0.3:
            found.setdefault(document, []).append(Way(name, rng.choice(others), "inferred", 0))
    return found


class Shelf:
    """A library in memory, over one or several states of a corpus."""

    def __init__(self, *states: tuple[list[Facts], dict[str, list[Way]]]) -> None:
        self._facts = {f.document: f for corpus, _ in states for f in corpus}
        self._ways: dict[str, list[Way]] = {}
        for _, ways in states:
            for document, found in ways.items():
                self._ways.setdefault(document, []).extend(found)
        self._entries = {d: entries(f) for d, f in self._facts.items()}
        for d, found in self._ways.items():
            self._entries[d] = self._entries[d] | {Entry(3, way.source) for way in found}

    def documents(self, entry: Entry) -> list[str]:
        """The ids of the documents with an entry."""
        return [
            d
            for d, found in self._entries.items()
            if any(e.sort == entry.sort and e.name == entry.name and entry.value in {"", e.value} for e in found)
        ]

    def values(self, sort: int, name: str) -> list[str]:
        """The values beside a name."""
        return sorted({e.value for found in self._entries.values() for e in found if (e.sort, e.name) == (sort, name)})

    def facts(self, document: str) -> Facts:
        """The facts of one document."""
        return self._facts[document]

    def inferred(self, document: str) -> list[Way]:
        """What text reuse has found for it."""
        return self._ways.get(document, [])
