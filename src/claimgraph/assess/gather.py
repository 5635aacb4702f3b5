"""From facts of many documents to one problem.

How records become nodes and edges:

- An assertion and an evidence item are nodes. So is an instrument; its text is an origin. Evidence that a text says to
  be lacking is none. An assertion whose asserter is an instrument derives from it.
- Public documents, data, testimony and technical findings are origins and closed; so is what carries a first-hand cue.
  What is public and said to take its content from something else is not an origin, unless first-hand: of an analysis,
  the dataset is. A document that does so is not closed either. Statements, and what nobody knows whether it can be
  inspected, may be origins, but stay open. Undisclosed evidence is never closed. A statement against a claim is a
  denial and no origin, unless first-hand.
- Responsible is who offers an item; for an item that nobody is said to offer and that has a first-hand cue, the
  document's own voice, or the agency that it credits. An assertion in the document's own voice is the publisher's and
  the creators'. Who declares nobody has a nameless voice.
- A work that a document takes its content from stands, for each claim, for what that work says about the claim. A
  document's derivations hold for its assertions, and for its items that nobody is said to offer and that carry no
  first-hand cue; a credited wire's also for the latter, because what a wire copy saw, the agency saw.
- Two items that two are named as offering are two, however alike the words in which they are reported: what is inferred
  from wording does not stand against what the texts say.
- Of mirrors, translations and revisions the earliest speaks about a claim, and the others take from it.
- What another relays derives from that other's report.
- A derivation of a node from itself is a person's mark: an origin of its own.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from claimgraph.assess.facts import CLAIMANT, DOUBTER, OPPONENT, EvidenceFacts, Facts, Tie, Way, day_of
from claimgraph.assess.interning import Draft, Node, freeze
from claimgraph.assess.problem import BASES, ENDS, NO, YES, Problem
from claimgraph.assess.scene import Scene, is_work, report_by
from claimgraph.assess.takes import resolve
from claimgraph.assess.works import works_of
from claimgraph.model import Affiliation, Basis, Derivation, Disclosure, EvidenceType

__all__ = ["gather"]

_PRIMARY = frozenset({EvidenceType.DATA.value, EvidenceType.TECHNICAL.value, EvidenceType.TESTIMONY.value})
_RANK = {basis.value: i for i, basis in enumerate(BASES)}
_DECLARED, _STATED, _INFERRED = (_RANK[b.value] for b in (Basis.DECLARED, Basis.STATED, Basis.INFERRED))


def gather(
    facts: Iterable[Facts],
    *,
    identity: Mapping[str, str] | None = None,
    affiliations: Iterable[Affiliation] = (),
    derivations: Iterable[Derivation] = (),
    beneficiaries: Mapping[str, Iterable[str]] | None = None,
) -> Problem:
    """One problem of many documents' facts; the order of the documents does not matter.

    Args:
        facts: of each document once.
        identity: accepted judgements, id to canonical id (of actors, claims, evidence items, documents).
        affiliations: relations between actors that no document states (gazetteer, merged datasets).
        derivations: derivations that no document states (text reuse; a person's marks).
        beneficiaries: actor ids by claim id, of those who gain by it being believed.
    """
    with _no_garbage():
        return freeze(_draft(facts, dict(identity or {}), affiliations, derivations, beneficiaries or {}))


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Without the collector, which would look through millions of live rows again and again and find nothing."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _draft(
    facts: Iterable[Facts],
    ids: Mapping[str, str],
    affiliations: Iterable[Affiliation],
    derivations: Iterable[Derivation],
    beneficiaries: Mapping[str, Iterable[str]],
) -> Draft:
    corpus = sorted({f.document: f for f in facts}.values())
    ways = [w for f in corpus for w in f.ways]
    ways += [Way(d.derived, d.source, d.basis.value, int(d.alternate)) for d in derivations]
    works = works_of(corpus, (w for w in ways if is_work(w.derived)), ids)
    scene = Scene(Draft(), ids, works, {f.document: f for f in corpus}, {}, {}, {}, [])
    _instruments(scene, corpus)
    for f in corpus:
        _assertions(scene, f)
        _evidence(scene, f)
        for tie in f.ties:
            _tie(scene, tie, f.document)
    for a in affiliations:
        _tie(scene, Tie(a.actor, a.other, a.basis.value, day_of(a.since), day_of(a.until)), "")
    for claim, actors in beneficiaries.items():
        scene.draft.beneficiaries |= {(scene.same(claim), scene.same(a)) for a in actors}
        scene.draft.claims.add(scene.same(claim))
    _derive(scene, ways)
    resolve(scene)
    return scene.draft


def _instruments(scene: Scene, corpus: Iterable[Facts]) -> None:
    """Instruments are shared between documents: any document that knows the issuer will do."""
    draft = scene.draft
    for f in corpus:
        draft.unnamed |= {scene.same(a) for a in f.unnamed}
        for instrument, issuer in f.issuers:
            name, by = scene.same(instrument), scene.same(issuer)
            draft.add(name, Node(YES, YES))
            if by:
                draft.responsible.add((name, by))
                scene.issuer[name] = min(by, scene.issuer.get(name) or by)
            else:
                scene.issuer.setdefault(name, "")
    nobody = sorted(name for name, by in scene.issuer.items() if not by)
    draft.unnamed |= set(nobody)
    draft.responsible |= {(name, name) for name in nobody}


def _assertions(scene: Scene, f: Facts) -> None:
    draft, same = scene.draft, scene.same
    for c in f.claims:
        draft.claims.add(same(c.id))
        draft.accused |= {(same(c.id), scene.actor(a)) for a in c.accused}
        draft.common |= {(same(c.id), same(i)) for i in c.about}
    voice = [same(a) for a in f.voice]
    for a in f.assertions:
        name, claim = same(a.id), same(a.claim)
        makers = [scene.actor(x) for x in (a.asserter, *a.others)] if a.asserter else voice
        draft.add(name, Node(date=f.date, document=f.document, hedged=a.hedged, published=a.own_record))
        for m in makers:
            draft.responsible.add((name, m))
        relay = scene.actor(a.relayed_by) if a.relayed_by else ""
        if a.role == OPPONENT:
            draft.denials.add((claim, name))
        else:
            channel = f"{scene.works.name[f.document]} {relay}"
            for who in makers if a.asserter else [min(makers)]:
                draft.claimants.add((claim, name, int(a.role == DOUBTER), who, channel))
        if same(a.asserter) in scene.issuer:
            draft.derivations.add((name, same(a.asserter), _STATED))
            if a.role == CLAIMANT:
                draft.claimants.add((claim, same(a.asserter), 0, min(makers), ""))
        if relay:
            scene.takes.append((name, claim, report_by(relay), _STATED))
        _place(scene, f.document, claim, name, 1)
        _inherit(scene, f, name, [claim], whole=True)


def _evidence(scene: Scene, f: Facts) -> None:
    draft, same = scene.draft, scene.same
    for e in f.evidence:
        name = same(e.id)
        claims = [same(c) for c in (*e.supports, *e.disputes)]
        draft.add(name, _nature(e, f))
        for at, c in enumerate(claims):
            draft.items.add((c, name, int(at >= len(e.supports))))
        if e.offered_by:
            draft.responsible.add((name, scene.actor(e.offered_by)))
        elif e.first_hand:
            draft.responsible |= {(name, same(a)) for a in ((f.wire,) if f.wire else f.voice)}
        for claim in claims:
            _place(scene, f.document, claim, name, 0)
        if not e.offered_by:
            _inherit(scene, f, name, claims, whole=not e.first_hand)


def _nature(e: EvidenceFacts, f: Facts) -> Node:
    hidden = int(e.disclosure == Disclosure.UNDISCLOSED.value)
    public = e.disclosure == Disclosure.PUBLIC.value
    origin, closed = ENDS, NO
    if f.never_origin:
        origin, closed = NO, NO
    elif not hidden and e.first_hand:
        origin, closed = YES, YES
    elif public and e.type in _PRIMARY:
        origin, closed = ENDS, YES
    elif public and e.type == EvidenceType.DOCUMENT.value:
        origin, closed = ENDS, ENDS
    elif e.disputes and e.type == EvidenceType.STATEMENT.value:
        origin = NO
    return Node(origin, closed, hidden, f.date, f.document)


def _place(scene: Scene, document: str, claim: str, name: str, sort: int) -> None:
    scene.about.setdefault((document, claim), ([], []))[sort].append(name)
    scene.claims_of.setdefault(name, set()).add(claim)


def _inherit(scene: Scene, f: Facts, name: str, claims: Iterable[str], *, whole: bool) -> None:
    """What holds for the whole document holds for the node: the wire always, other sources where `whole`."""
    sources = [(report_by(scene.same(f.wire)), _DECLARED)] if f.wire else []
    if whole:
        sources += scene.works.sources.get(f.document, ())
    scene.takes.extend((name, claim, work, basis) for claim in claims for work, basis in sources)


def _tie(scene: Scene, tie: Tie, document: str) -> None:
    actor, other = scene.actor(tie.actor), scene.actor(tie.other)
    if actor != other:
        scene.draft.control.add((actor, other, _RANK[tie.basis], tie.since, tie.until, document))


def _derive(scene: Scene, ways: Iterable[Way]) -> None:
    """Derivations of single nodes, and a person's marks."""
    draft = scene.draft
    offered = {
        scene.same(e.id): scene.actor(e.offered_by)
        for f in scene.documents.values()
        for e in f.evidence
        if e.offered_by
    }
    for way in ways:
        derived, source, basis = scene.same(way.derived), scene.same(way.source), _RANK[way.basis]
        if basis == _INFERRED and len({offered[n] for n in (derived, source) if n in offered}) > 1:
            continue
        if is_work(way.derived):
            if way.derived == way.source and way.derived in scene.documents:
                own = [e for e in scene.documents[way.derived].evidence if not e.offered_by]
                draft.marks |= {(scene.same(e.id), basis) for e in own}
        elif derived not in draft.nodes:
            continue  # of a document that is not here any more
        elif derived == source:
            draft.marks.add((derived, basis))
        elif is_work(source):
            scene.takes.extend((derived, claim, source, basis) for claim in sorted(scene.claims_of.get(derived, ())))
        else:
            draft.nodes.setdefault(source, Node(ENDS))
            (draft.mirrors if way.alternate else draft.derivations).add((derived, source, basis))
