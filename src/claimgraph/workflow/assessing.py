"""Assess the claims that a change reaches under each policy, and let the store hold a graph a policy.

What changed is what the index has not taken in yet. Only the claims that this touches are assessed, from the records
near them, and only the triples that differ are written. All are assessed and written where nothing was before, where
the graph is not known to be whole, and where much changed or records of merged datasets assert something.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from pyoxigraph import Quad, RdfFormat, parse

from claimgraph import assess, store
from claimgraph.assess.facts import Way
from claimgraph.assess.library import Names
from claimgraph.assess.near import near
from claimgraph.assess.touched import Altered, touched
from claimgraph.errors import BadWorkspace
from claimgraph.model import Affiliation, Assessment, Basis, Derivation, Verdict
from claimgraph.model.identifiers import document_id, graph_id
from claimgraph.rdf.assessment_text import assessments_as_turtle
from claimgraph.rdf.run import tool_version
from claimgraph.resolve import Identity, reuse_text
from claimgraph.store.updates import graph_node
from claimgraph.workflow.assessed import keep, kept_meanwhile, kept_of, tally
from claimgraph.workflow.cache import Cache
from claimgraph.workflow.catalogue import Catalogue
from claimgraph.workflow.copying import copied
from claimgraph.workflow.corpus import declared_affiliations
from claimgraph.workflow.index import Index, with_index
from claimgraph.workflow.kept import Parts, problems_to_keep
from claimgraph.workflow.progress import Progress, silent
from claimgraph.workflow.reuses import Reuses, write_reuses
from claimgraph.workflow.signs import signed
from claimgraph.workflow.workspace import Workspace

__all__ = ["assess_all"]

_TOLD = 500  # assessments between two words of progress
_MUCH = 4  # one document in so many that came or went: then all claims are assessed


class _Site(NamedTuple):
    workspace: Workspace
    cache: Cache
    disk: store.Store
    key: str
    who: Identity
    progress: Progress


class _Delta(NamedTuple):
    """What came and what went, by version; what is copied from elsewhere than before, and how; who was who."""

    come: set[str]
    gone: set[str]
    moved: frozenset[str]
    reuses: Reuses
    before: Mapping[str, str]


def assess_all(  # noqa: PLR0913, PLR0917 what every step of a build works with
    workspace: Workspace, cache: Cache, disk: store.Store, key: str, who: Identity, progress: Progress = silent
) -> dict[Verdict, int]:
    """Bring the graphs of assessments up to date; how many claims have which verdict under the default policy.

    Args:
        workspace: whose claims.
        cache: what was extracted and what the store holds.
        disk: where the graphs go.
        key: the configuration under which the documents were extracted.
        who: judgements on who is who.
        progress: told of each assessment, under each policy.

    Raises:
        BadWorkspace: the index cannot be written.
    """
    site = _Site(workspace, cache, disk, key, who, progress)
    guard = json.dumps(
        [key, tool_version(), workspace.base, cache.merged_digest(), *map(repr, declared_affiliations())]
    )
    path = workspace.derived / "index.sqlite"
    try:
        return with_index(path, sha256(guard.encode()).hexdigest(), partial(_brought, site))
    except (OSError, sqlite3.DatabaseError) as error:
        raise BadWorkspace(
            str(path), f"cannot be written: {error}; make room or permissions, then build again"
        ) from error


def _brought(site: _Site, index: Index) -> dict[Verdict, int]:
    state = _state(site)
    graphs = [_graph(site, policy) for policy in assess.POLICIES.values()]
    graphs.append(site.workspace.base + reuse_text.GRAPH)
    if any(site.cache.token_of(graph) != index.said("assessed") for graph in graphs):
        index.say("assessed", "")
    if index.said("assessed") != state:
        try:
            _updated(site, index)
        except (KeyError, ValueError) as error:  # it is of another cache, or what is in it is none of ours
            raise sqlite3.DatabaseError(str(error)) from error
        index.say("assessed", state)
        index.commit()
        for graph in graphs:
            site.cache.set_loaded(graph, state)
        site.cache.commit()
    return tally(index, assess.DEFAULT.name)


def _updated(site: _Site, index: Index) -> None:
    catalogue = Catalogue(index, lambda version: site.cache.facts_of(version, site.key))
    delta = _taken_in(site, index, catalogue)
    claims = _reached(site, index, catalogue, delta)
    for version in delta.gone:
        catalogue.take_out(version)
    catalogue.settle()
    changed = delta.reuses if index.said("assessed") else None
    write_reuses(site.disk, site.cache, site.workspace.base, catalogue, changed)
    _written(site, index, catalogue, claims)
    now = site.who.canonical
    index.rename(now.items() - delta.before.items(), delta.before.keys() - now.keys())


def _state(site: _Site) -> str:
    """What the assessments of an index depend on besides its guard."""
    digest = sha256("\n".join(sorted(site.cache.extracted(site.key))).encode())
    for pair in sorted(site.who.canonical.items()):
        digest.update(f"{pair!a}\n".encode())
    return digest.hexdigest()


def _graph(site: _Site, policy: assess.Policy) -> str:
    return site.workspace.base + graph_id("assessment", policy.name)


def _taken_in(site: _Site, index: Index, catalogue: Catalogue) -> _Delta:
    """Let the index hold what came, beside what goes."""
    live, held = site.cache.extracted(site.key), index.held()
    come, gone = live - held, held - live
    for version in sorted(come):
        catalogue.put_in(version)
    found = copied(index, lambda version: site.cache.telling_of(version, site.key), gone, come)
    reuses = Reuses({r for version in gone for r in catalogue.reuses(version)}, set())
    before: dict[str, list[Way]] = {}
    moved: set[str] = set()
    for version, now in found.items():
        old, ways = catalogue.reuses(version), catalogue.ways(version)
        if old == now:
            continue
        catalogue.infer(version, now)
        reuses.gone.update(set(old).difference(now))
        reuses.come.update(set(now).difference(old))
        altered = {way.derived for way in set(ways) ^ set(catalogue.ways(version))}
        if altered:
            before[version] = ways
            moved |= altered
    catalogue.before = before
    return _Delta(come, gone, frozenset(moved), reuses, index.canonical())


def _reached(site: _Site, index: Index, catalogue: Catalogue, delta: _Delta) -> set[str] | None:
    """The claims to assess, by canonical id; None for all."""
    many = _MUCH * (len(delta.come) + len(delta.gone)) > len(site.cache.extracted(site.key))
    if not index.said("assessed") or many or next(site.cache.merged_facts(), None) is not None:
        return None
    old, now = delta.before, site.who.canonical
    renamed = {name for name in old.keys() | now.keys() if old.get(name) != now.get(name)}
    renamed |= {to for name in renamed for to in (old.get(name), now.get(name)) if to is not None}
    altered = Altered(
        frozenset(map(document_id, delta.come | delta.gone)),
        delta.moved,
        frozenset(renamed),
    )
    below: dict[str, list[str]] = {}
    for tie in _ties(site):
        below.setdefault(tie.other, []).append(tie.actor)
    found = touched(catalogue, Names(old, now), altered, below)
    return {names.get(claim, claim) for claim in found for names in (old, now)}


def _ties(site: _Site) -> list[Affiliation]:
    return [*declared_affiliations(), *site.cache.merged_ties()]


def _written(site: _Site, index: Index, catalogue: Catalogue, claims: set[str] | None) -> None:
    """Assess, and let store and index hold what was found."""
    if claims is None:
        derivations = [found.derivation for found in catalogue.all_reuses()]
        with problems_to_keep(*site[:2], site.key, site.who, derivations, site.progress) as parts:
            total = parts.claims * len(assess.POLICIES)
            for number, (policy, found) in enumerate(_found_in(parts)):
                kept = kept_meanwhile(index, policy.name, found)
                _replaced(site, policy, _told(site, kept, number * parts.claims, total))
        return
    above: dict[str, list[str]] = {}
    for tie in _ties(site):
        above.setdefault(tie.actor, []).append(tie.other)
    part = near(catalogue, Names(site.who.canonical), sorted(claims), above)
    problem = assess.gather(
        part.facts, identity=site.who.canonical, affiliations=_ties(site), derivations=_derivations(part.ways)
    )
    for policy, found in _found(problem):
        _changed(site, index, policy, claims, [a for a in found if a.claim in claims])


def _found(problem: assess.Problem) -> Iterator[tuple[assess.Policy, Iterator[Assessment]]]:
    return signed(problem, ((p, assess.judge(problem, p)) for p in assess.POLICIES.values()))


def _found_in(parts: Parts) -> Iterator[tuple[assess.Policy, Iterator[Assessment]]]:
    """The same of all parts. Of one, policies share what they can; of several, one is held at a time."""
    if len(parts.problems) == 1:
        yield from _found(parts.problems[0]())
        return
    for policy in assess.POLICIES.values():
        yield policy, chain.from_iterable(_found_under(policy, problem()) for problem in parts.problems)


def _found_under(policy: assess.Policy, problem: assess.Problem) -> Iterator[Assessment]:
    ((_, found),) = signed(problem, [(policy, assess.judge(problem, policy))])
    return found


def _told(site: _Site, found: Iterable[Assessment], done: int, total: int) -> Iterator[Assessment]:
    for number, assessment in enumerate(found, done + 1):
        if number % _TOLD == 0 or number == total:
            site.progress("assess", number, total)
        yield assessment


def _derivations(ways: Iterable[Way]) -> list[Derivation]:
    return [Derivation(w.derived, w.source, Basis(w.basis), bool(w.alternate)) for w in ways]


def _replaced(site: _Site, policy: assess.Policy, found: Iterable[Assessment]) -> None:
    """Loading is not all or nothing, so a graph has no token meanwhile: after a kill the next build loads it again."""
    _unmarked(site, policy)
    store.load_graph(site.disk, _graph(site, policy), _texts(site, policy, found))


def _changed(site: _Site, index: Index, policy: assess.Policy, claims: set[str], found: Iterable[Assessment]) -> None:
    """Write what differs; what one claim's assessment no longer says and another's says still stays."""
    old = {a.claim: a for a in kept_of(index, policy.name, sorted(claims))}
    new = {a.claim: a for a in found}
    differing = sorted(c for c in claims if old.get(c) != new.get(c))
    if not differing:
        return
    same = [new[c] for c in sorted(new.keys() - set(differing))]
    before = _quads(site, policy, [old[c] for c in differing if c in old])
    after = _quads(site, policy, [new[c] for c in differing if c in new])
    _unmarked(site, policy)
    site.disk.change(_graph(site, policy), before - after - _quads(site, policy, same), after - before)
    keep(index, policy.name, (new[c] for c in differing if c in new), [c for c in differing if c not in new])


def _unmarked(site: _Site, policy: assess.Policy) -> None:
    site.cache.set_loaded(_graph(site, policy), "")
    site.cache.commit()


def _texts(site: _Site, policy: assess.Policy, found: Iterable[Assessment]) -> Iterator[bytes]:
    return assessments_as_turtle(found, policy.name, site.workspace.base)


def _quads(site: _Site, policy: assess.Policy, found: Iterable[Assessment]) -> set[Quad]:
    node = graph_node(_graph(site, policy))
    triples = (t for text in _texts(site, policy, found) for t in parse(text, RdfFormat.TURTLE))
    return {Quad(t.subject, t.predicate, t.object, node) for t in triples}
