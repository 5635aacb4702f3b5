"""The assessments under one policy as Turtle, for a store's bulk loader: far cheaper than millions of quads as objects.

The triples are those of `encode_assessments`, in no order and some of them twice; a store keeps each once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter

from pyoxigraph import NamedNode

from claimgraph.model import Assessment, Signs
from claimgraph.model.identifiers import DEFAULT_BASE, digest, graph_id
from claimgraph.model.vocabulary import CG, Class, Property
from claimgraph.rdf.assessment import assessment_run, count_triples, naming_triples
from claimgraph.rdf.run import run_triples, tool_version
from claimgraph.rdf.terms import cg, checked_base, iri, string, term

__all__ = ["assessments_as_turtle"]

_P = Property
_CLAIM = re.compile(r"claim/[0-9a-f]+")  # what may stand as a prefixed name
_MADE_BY = term("prov:wasGeneratedBy")
_NONE = Signs()
_names = attrgetter("keystones", "interested", "admissions", "inflations", "circle")  # of those that name records
_ANY = NamedNode("urn:any")  # whose signs they are is said before them
_PER_TEXT = 3_000  # assessments, of 15 triples; a bulk loader holds about 8 kB for each of them


def assessments_as_turtle(
    assessments: Iterable[Assessment], policy: str, base: str = DEFAULT_BASE, *, tool: str | None = None
) -> Iterator[bytes]:
    """What the policy's graph `<base>graph/assessment/<policy>` holds, as texts that can each be read by itself.

    No text where nothing is assessed.

    Raises:
        BadWorkspace: the base is not an absolute IRI.
    """
    checked_base(base)
    tool = tool or tool_version()
    run = assessment_run(policy, base, tool)
    prefixes = f"@prefix cg: <{CG}> .\n@prefix a: <{base}assessment/> .\n@prefix c: <{base}claim/> .\n"
    about = ((iri(graph_id("assessment", policy), base), _MADE_BY, run), *run_triples(run, tool))
    head = "".join(f"{s} {p} {o} .\n" for s, p, o in about)
    left = iter(assessments)
    while some := tuple(islice(left, _PER_TEXT)):
        yield f"{prefixes}{head}{''.join(_lines(some, policy, base, run.value))}".encode()


def _lines(some: Iterable[Assessment], policy: str, base: str, run: str) -> Iterator[str]:
    middle = (
        f" a cg:{Class.INDEPENDENCE_ASSESSMENT} ; {_MADE_BY} <{run}> ; cg:{_P.POLICY} {string(policy)} ; cg:{_P.CLAIM} "
    )
    answers: dict[tuple[str | int | None, ...], str] = {}
    for found in some:
        name = digest(found.claim, policy)
        claim = f"c:{found.claim[6:]}" if _CLAIM.fullmatch(found.claim) else str(iri(found.claim, base))
        signs = found.signs or _NONE
        key = (
            found.verdict,
            found.status,
            found.at_least,
            found.at_most,
            found.disputed_at_least,
            found.disputed_at_most,
            signs.assertions,
            signs.origins,
            signs.overlap,
        )
        if key not in answers:
            answers[key] = _answer(found, signs)
        yield f"a:{name}{middle}{claim}{answers[key]}"
        for question in found.open_questions:
            yield f"a:{name} cg:{_P.OPEN_QUESTION} {string(question)} .\n"
        if any(_names(signs)):
            node = iri(f"assessment/{name}", base)
            yield from (f"{s} {p} {o} .\n" for s, p, o in naming_triples(signs, node, base))


def _answer(found: Assessment, signs: Signs) -> str:
    disputed = (
        f" ; cg:{_P.DISPUTING_ORIGINS_AT_LEAST} {found.disputed_at_least}"
        f" ; cg:{_P.DISPUTING_ORIGINS_AT_MOST} {found.disputed_at_most}"
    )
    counts = "".join(f" ; {p} {o.value}" for _, p, o in count_triples(signs, _ANY))
    return (
        f" ; cg:{_P.VERDICT} {cg(found.verdict)} ; cg:{_P.INDEPENDENCE_STATUS} {cg(found.status)} ; "
        f"cg:{_P.INDEPENDENT_ORIGINS_AT_LEAST} {found.at_least} ; "
        f"cg:{_P.INDEPENDENT_ORIGINS_AT_MOST} {found.at_most}{disputed if found.disputed_at_most else ''}{counts} .\n"
    )
