"""The open list of conducts, and the words that the extractor knows them by."""

from __future__ import annotations

import re
from collections import defaultdict

import rdflib
from rdflib import RDF, SKOS

from claimgraph.model.vocabulary import CG, CONDUCTS, Class
from claimgraph.resources import lexicons


def patterns() -> dict[str, list[re.Pattern[str]]]:
    found = defaultdict(list)
    lines = (lexicons() / "conducts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert rows[0] == ["concept", "pattern"]
    for concept, pattern in rows[1:]:
        found[concept].append(re.compile(pattern, re.IGNORECASE))
    return dict(found)


def concepts(conducts: rdflib.Graph) -> dict[str, rdflib.term.Node]:
    return {str(s).removeprefix(CG): s for s in conducts.subjects(RDF.type, SKOS.Concept)}


def labels(conducts: rdflib.Graph, concept: rdflib.term.Node) -> list[str]:
    found = [*conducts.objects(concept, SKOS.prefLabel), *conducts.objects(concept, SKOS.altLabel)]
    return [str(label) for label in found]


def test_the_lexicon_has_words_for_every_concept_and_no_other(conducts: rdflib.Graph) -> None:
    assert set(patterns()) == set(concepts(conducts))


def test_every_concept_is_described(conducts: rdflib.Graph) -> None:
    for name, concept in concepts(conducts).items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        assert (concept, RDF.type, rdflib.URIRef(CG + Class.CONDUCT)) in conducts
        assert (concept, SKOS.inScheme, rdflib.URIRef(CONDUCTS)) in conducts
        assert len(list(conducts.objects(concept, SKOS.prefLabel))) == 1
        assert len(list(conducts.objects(concept, SKOS.definition))) == 1
        assert list(conducts.objects(concept, SKOS.altLabel))


def test_no_two_concepts_share_a_label(conducts: rdflib.Graph) -> None:
    every = [label for concept in concepts(conducts).values() for label in labels(conducts, concept)]
    assert len(every) == len(set(every))


def test_the_hierarchy_has_tops_and_no_circle(conducts: rdflib.Graph) -> None:
    for concept in concepts(conducts).values():
        above = list(conducts.transitive_objects(concept, SKOS.broader))[1:]
        assert concept not in above
        top = (concept, SKOS.topConceptOf, rdflib.URIRef(CONDUCTS)) in conducts
        assert top is not bool(above)
        assert set(above) <= set(concepts(conducts).values())


def test_the_words_for_a_concept_find_one_of_its_names(conducts: rdflib.Graph) -> None:
    known = patterns()
    deaf = [
        name
        for name, concept in concepts(conducts).items()
        if not any(p.search(label) for p in known[name] for label in labels(conducts, concept))
    ]
    assert deaf == []


def test_every_wording_begins_where_a_word_does() -> None:
    places = [p.pattern for those in patterns().values() for p in those]
    assert [p for p in places if not re.match(r"\\b(?:\(\?<![^)]*\))*(?:\(\?:)?\w", p)] == []


def test_leave_is_what_tells_distillation_from_its_abuse() -> None:
    known = patterns()

    def named(text: str) -> set[str]:
        return {name for name, those in known.items() if any(p.search(text) for p in those)}

    assert named("distilled knowledge from their models") == {"adversarial-distillation"}
    assert named("unauthorized distillation of models") == {"adversarial-distillation"}
    assert named("authorized distillation is common") == {"authorised-distillation"}
    assert named("the weather in spring") == set()
