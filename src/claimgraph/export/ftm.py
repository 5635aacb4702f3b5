"""FollowTheMoney entities, one JSON object a line: actors, and the ties between them that somebody states.

An allegation is no fact about an actor, and in FollowTheMoney everything is one: claims, assertions and evidence stay
behind. So do ties that were inferred or assumed, for there is no place to say so, and actors who are a role without a
name. Source: https://followthemoney.tech/explorer/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from pyoxigraph import Quad

from claimgraph.export.facts import Facts, full
from claimgraph.export.json_text import json_line
from claimgraph.model.identifiers import digest

__all__ = ["write"]

_SCHEMAS: Final = (
    ("cg:Person", "Person"),
    ("cg:Company", "Company"),
    ("cg:GovernmentBody", "PublicBody"),
    ("cg:Organization", "Organization"),
)
_FIRM: Final = ("cg:declared", "cg:stated")
_BODIES: Final = frozenset({"Company", "PublicBody", "Organization"})
_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_READ: Final = frozenset(
    full(name)
    for name in (
        *("rdf:type", "rdfs:label", "skos:altLabel", "schema:sameAs", "schema:startDate", "schema:endDate"),
        *("cg:affiliate", "cg:affiliatedTo", "cg:basis", "cg:relation"),
    )
)

_Properties = dict[str, list[str]]


def write(quads: Iterable[Quad], out: BinaryIO, /) -> None:
    """Write JSON lines, sorted by id."""
    facts = Facts(quad for quad in quads if quad.predicate.value in _READ)
    schemas = {a: _schema(facts, a) for a in facts.of("cg:Actor") if not facts.is_a(a, "cg:UnnamedActor")}
    entities = {_id(a): _entity(_id(a), schema, _actor(facts, a)) for a, schema in schemas.items()}
    for tie in facts.of("cg:Affiliation"):
        for actor, other in _ends(facts, tie):
            if actor in schemas and other in schemas:
                _tie(facts, tie, (actor, other), schemas, entities)
    out.writelines(json_line(entities[name]) for name in sorted(entities))


def _id(node: str) -> str:
    return f"cg-{digest(node)}"


def _entity(name: str, schema: str, properties: _Properties) -> dict[str, Any]:
    return {"id": name, "schema": schema, "properties": {k: v for k, v in properties.items() if v}}


def _schema(facts: Facts, actor: str) -> str:
    """States and communities are legal entities of no nearer kind."""
    return next((schema for name, schema in _SCHEMAS if facts.is_a(actor, name)), "LegalEntity")


def _actor(facts: Facts, actor: str) -> _Properties:
    same = [s.removeprefix(_WIKIDATA) for s in facts.nodes(actor, "schema:sameAs") if s.startswith(_WIKIDATA)]
    return {"name": facts.all(actor, "rdfs:label"), "alias": facts.all(actor, "skos:altLabel"), "wikidataId": same}


def _ends(facts: Facts, tie: str) -> Iterator[tuple[str, str]]:
    if any(full(basis) in facts.nodes(tie, "cg:basis") for basis in _FIRM):
        for actor in facts.nodes(tie, "cg:affiliate"):
            yield from ((actor, other) for other in facts.nodes(tie, "cg:affiliatedTo"))


def _tie(
    facts: Facts, tie: str, ends: tuple[str, str], schemas: dict[str, str], entities: dict[str, dict[str, Any]]
) -> None:
    """Add a tie: an entity of its own, or for a part of an organization its `parent`, which has no dates."""
    actor, other = map(_id, ends)
    schema, other_schema = (schemas[e] for e in ends)
    since, until = facts.all(tie, "schema:startDate"), facts.all(tie, "schema:endDate")
    dated: _Properties = {"startDate": since, "endDate": until}
    relation = facts.one(tie, "cg:relation")
    if relation == full("org:subOrganizationOf") and not (since or until):
        parents = entities[actor]["properties"].setdefault("parent", [])
        parents[:] = sorted({*parents, other})
        return
    found = ("UnknownLink", {"subject": [actor], "object": [other], "role": [_role(relation)], **dated})
    if relation == full("cg:controlledBy") and schema == "Company":
        found = ("Ownership", {"asset": [actor], "owner": [other], **dated})
    elif relation == full("org:memberOf") and other_schema in _BODIES:
        found = ("Membership", {"member": [actor], "organization": [other], **dated})
    elif relation == full("cg:fundedBy"):
        found = ("Payment", {"beneficiary": [actor], "payer": [other], "date": since})
    entities[_id(tie)] = _entity(_id(tie), *found)


def _role(relation: str) -> str:
    return relation.replace("#", "/").rpartition("/")[2]
