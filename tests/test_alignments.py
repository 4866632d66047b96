"""The alignments: of terms that are there, to vocabularies that are, and without any inference."""

from importlib.resources import files

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import OWL, RDF, SKOS, Graph, Namespace, URIRef
from rdflib.namespace import ORG, PROV, SDO, TIME

from mithaq.iris import ONTOLOGY
from mithaq.ontology.axioms import rules
from mithaq.ontology.reasoning import inferred
from mithaq.ontology.vocabulary import source

FILE = files("mithaq.ontology").joinpath("alignments.ttl").read_bytes()
MATCHES = {SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
WANTED = {
    "ORG": str(ORG),
    "PROV-O": str(PROV),
    "SEM": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "OWL-Time": str(TIME),
    "ELI": "http://data.europa.eu/eli/ontology#",
    "Web Annotation": "http://www.w3.org/ns/oa#",
    "schema.org": "https://schema.org/",
    "FollowTheMoney": "https://w3id.org/ftm#",
}


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return Graph().parse(data=FILE, format="turtle")


def mappings(graph: Graph) -> set[tuple[URIRef, URIRef, URIRef]]:
    return {(s, p, o) for s, p, o in graph if p in MATCHES}  # type: ignore[misc]


def test_every_aligned_term_is_a_term_of_ours(alignments: Graph) -> None:
    ontology = Graph().parse(data=source(), format="turtle")
    for ours, _match, theirs in mappings(alignments):
        assert (ours, RDF.type, None) in ontology
        assert not theirs.startswith(ONTOLOGY)


@pytest.mark.parametrize("name", WANTED)
def test_the_vocabularies_people_know_are_aligned(alignments: Graph, name: str) -> None:
    assert sum(o.startswith(WANTED[name]) for _, _, o in mappings(alignments)) >= 3


@pytest.mark.parametrize("vocabulary", [ORG, PROV, TIME])
def test_their_terms_exist(alignments: Graph, vocabulary: Namespace) -> None:
    # rdflib's closed namespaces know the terms of the published vocabularies.
    for _, _, theirs in mappings(alignments):
        if theirs.startswith(str(vocabulary)):
            assert theirs in vocabulary, theirs


def test_schema_org_is_named_as_it_names_itself(alignments: Graph) -> None:
    for _, _, theirs in mappings(alignments):
        if theirs.startswith(str(SDO)):
            assert theirs in SDO, theirs


def test_they_are_annotations_and_say_nothing_else(alignments: Graph) -> None:
    declared = set(alignments.subjects(RDF.type, OWL.AnnotationProperty))
    assert declared >= {p for _, p, _ in mappings(alignments)}
    forbidden = {OWL.sameAs, OWL.equivalentClass, OWL.equivalentProperty, OWL.imports}
    assert not forbidden & set(alignments.predicates())
    assert len(list(alignments.subjects(RDF.type, OWL.Ontology))) == 1
    quads = list(parse(FILE, format=RdfFormat.TURTLE))
    assert rules()
    assert not list(inferred(quads))


def test_no_two_matches_of_one_pair_contradict_each_other(alignments: Graph) -> None:
    pairs = [(s, o) for s, _, o in mappings(alignments)]
    assert len(pairs) == len(set(pairs))
