"""The ontology file: complete in two languages, canonical, and with nothing undeclared."""

import re
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, VANN

from mithaq.ingest.documents import read_documents
from mithaq.iris import ONTOLOGY, PREFIXES
from mithaq.ontology.vocabulary import classes, defined_classes, source, superclasses

SEEDS = Path(__file__).parent.parent / "seeds"
IRI = URIRef(ONTOLOGY.removesuffix("#"))
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
BUILT_IN = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))


TERMS = sorted(re.findall(r"^mq:(\w+)$", source().decode(), flags=re.MULTILINE))


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=source(), format="turtle")


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str | None]:
    return sorted(str(o.language) for o in graph.objects(subject, predicate))


def named(graph: Graph, kind: URIRef) -> set[URIRef]:
    return {s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)}


def ours(terms: set[URIRef]) -> set[URIRef]:
    return {t for t in terms if isinstance(t, URIRef) and t.startswith(ONTOLOGY)}


def test_the_header_is_complete(graph: Graph) -> None:
    assert graph.value(IRI, RDF.type) == OWL.Ontology
    version = graph.value(IRI, OWL.versionInfo)
    assert graph.value(IRI, OWL.versionIRI) == URIRef(f"{IRI}/{version}")
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.publisher):
        assert languages(graph, IRI, predicate) == ["ar", "en"]
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph.value(IRI, DCTERMS.license) == licence
    created, issued = (str(graph.value(IRI, p)) for p in (DCTERMS.created, DCTERMS.issued))
    assert created[:10] == "2026-11-21" <= issued[:10]
    prior = str(graph.value(IRI, OWL.priorVersion))
    assert prior.startswith(f"{IRI}/")
    assert [int(part) for part in prior.rpartition("/")[2].split(".")] < [
        int(part) for part in str(version).split(".")
    ]
    assert graph.value(IRI, VANN.preferredNamespacePrefix) == Literal("mq")
    assert graph.value(IRI, VANN.preferredNamespaceUri) == Literal(ONTOLOGY)
    assert graph.value(IRI, OWL.imports) is None


@pytest.mark.parametrize("term", TERMS)
def test_a_term_has_one_label_and_one_definition_in_each_language(graph: Graph, term: str) -> None:
    iri = URIRef(ONTOLOGY + term)
    for predicate in (RDFS.label, SKOS.definition):
        assert languages(graph, iri, predicate) == ["ar", "en"]
        for text in graph.objects(iri, predicate):
            assert str(text) == " ".join(str(text).split())
    assert set(graph.objects(iri, RDFS.isDefinedBy)) == {IRI}


def test_the_terms_above_are_all_the_terms_there_are(graph: Graph) -> None:
    declared = set().union(
        *(ours(named(graph, kind)) for kind in (*PROPERTIES, OWL.Class, OWL.NamedIndividual))
    )
    assert {URIRef(ONTOLOGY + term) for term in TERMS} == declared
    assert ours(set(graph.all_nodes()) | set(graph.predicates())) <= declared


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_no_two_terms_share_a_label_or_a_definition(graph: Graph, predicate: URIRef) -> None:
    seen = [o for s, o in graph.subject_objects(predicate) if s.startswith(ONTOLOGY)]
    assert len(seen) == len(set(seen))


def test_what_is_borrowed_is_declared_named_and_says_where_it_comes_from(graph: Graph) -> None:
    declared = set().union(*(named(graph, kind) for kind in (*PROPERTIES, OWL.Class)))
    borrowed = {p for p in graph.predicates() if not str(p).startswith((ONTOLOGY, *BUILT_IN))}
    assert borrowed <= declared
    for term in declared - ours(declared):
        assert languages(graph, term, RDFS.label) == ["ar", "en"]
        assert term.startswith(str(graph.value(term, RDFS.isDefinedBy)))


def test_no_literal_and_no_range_is_a_date_that_owl_does_not_know(graph: Graph) -> None:
    forbidden = {XSD.date, XSD.gYear, XSD.gYearMonth, XSD.time}
    assert not forbidden & set(graph.objects())
    assert not forbidden & {o.datatype for o in graph.objects() if isinstance(o, Literal)}


NOT_IN_THE_SEEDS = {
    "Accession": "no seed tells of anyone joining",
    "Appointment": "no seed tells of an appointment that was made",
    "Expulsion": "no seed tells of an expulsion",
    "NonRenewal": "no seed tells that a treaty was left to run out",
    "Suspension": "no seed tells of a suspension",
    "suspendedBy": "no seed tells of a suspension",
    "against": "the seeds do not say against whom the article was invoked",
    "conflictsWith": "what the seeds tell can all be so",
    "Decision": "a reviewer's, not a document's",
    "Verdict": "a reviewer's, not a document's",
    "decidedOn": "a reviewer's, not a document's",
    "decides": "a reviewer's, not a document's",
    "into": "a reviewer's, not a document's",
    "verdict": "a reviewer's, not a document's",
    "HoldReason": "of the reading, not of the text",
    "acceptsUnreviewed": "of the reading, not of the text",
    "confidence": "of the reading, not of the text",
    "end": "of the reading, not of the text",
    "frame": "of the reading, not of the text",
    "heldBecause": "of the reading, not of the text",
    "headlineEnd": "of the reading, not of the text",
    "headlineStart": "of the reading, not of the text",
    "inDocument": "of the reading, not of the text",
    "length": "of the reading, not of the text",
    "occurrences": "of the reading, not of the text",
    "start": "of the reading, not of the text",
    "textHash": "of the reading, not of the text",
    "cowCode": "texts name states, not their codes",
    "isoAlpha2": "texts name states, not their codes",
    "isoAlpha3": "texts name states, not their codes",
}
"""The terms that no sentence of the seeds is an example of, and why."""


def test_every_class_and_property_of_things_has_an_example_that_a_seed_says(graph: Graph) -> None:
    texts = [document.text for document in read_documents([SEEDS])]
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    for term in set().union(*(ours(named(graph, kind)) for kind in kinds)):
        examples = list(graph.objects(term, SKOS.example))
        name = term.removeprefix(ONTOLOGY)
        assert bool(examples) != (name in NOT_IN_THE_SEEDS), name
        for example in examples:
            assert isinstance(example, Literal)
            assert example.language == "ar"
            assert any(str(example) in text for text in texts), name


def test_every_property_of_things_has_a_domain_and_a_range(graph: Graph) -> None:
    # mq:wouldBe has a class of this ontology for its value, named as an individual.
    without_range = {URIRef(ONTOLOGY + "wouldBe")}
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in named(graph, kind):
            assert len(list(graph.objects(term, RDFS.domain))) == 1
            assert (graph.value(term, RDFS.range) is None) == (term in without_range)


def test_names_are_upper_camel_case_for_classes_and_lower_for_properties() -> None:
    for term in TERMS:
        assert re.fullmatch(r"[A-Za-z][a-z]+([A-Z][a-z]+)*\d?", term)
    assert {term for term in TERMS if term[0].isupper()} > set(classes())


def disjoint_pairs(graph: Graph) -> set[frozenset[str]]:
    stated = [(s, o) for s, o in graph.subject_objects(OWL.disjointWith)]
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = graph.value(axiom, OWL.members)
        stated += combinations(Collection(graph, members), 2)
    return {frozenset(str(t).removeprefix(ONTOLOGY) for t in pair) for pair in stated}


def test_siblings_are_disjoint_but_for_a_state_that_acts_and_is_a_place(graph: Graph) -> None:
    stated = disjoint_pairs(graph)
    parents = {
        kind: {
            str(o).removeprefix(ONTOLOGY)
            for o in graph.objects(URIRef(ONTOLOGY + kind), RDFS.subClassOf)
        }
        for kind in classes()
    }
    # What a reasoner fills may overlap: a former member of one alliance is a member of another.
    for a, b in combinations(sorted(classes() - defined_classes()), 2):
        if parents[a] & parents[b] or not parents[a] | parents[b]:
            above = [(x, y) for x in {a, *superclasses(a)} for y in {b, *superclasses(b)}]
            disjoint = any(frozenset(pair) in stated for pair in above)
            assert disjoint != ({a, b} == {"Agent", "Location"}), (a, b)


def test_what_is_not_realized_is_disjoint_with_every_class_of_facts(graph: Graph) -> None:
    stated = disjoint_pairs(graph)
    facts = {kind for kind in classes() if {"Event", "Circumstance"} & {kind, *superclasses(kind)}}
    assert len(facts - defined_classes()) == 31
    for kind in facts:
        assert any(frozenset({"Unrealized", k}) in stated for k in {kind, *superclasses(kind)})


def test_a_treaty_is_no_organisation(graph: Graph) -> None:
    assert frozenset({"Agent", "LegalText"}) in disjoint_pairs(graph)
    assert "Agent" in superclasses("Alliance")
    assert "LegalText" in superclasses("Treaty")


def canonical(graph: Graph) -> str:
    # The OWL API, and with it Protégé, reads @prefix and not SPARQL's PREFIX.
    text = graph.serialize(format="longturtle")
    return re.sub(r"^PREFIX (.*)$", r"@prefix \1 .", text, flags=re.MULTILINE)


def test_the_file_is_written_by_one_serializer(graph: Graph) -> None:
    written = canonical(graph)
    assert source().decode() == written
    assert isomorphic(Graph().parse(data=written, format="turtle"), graph)


def test_the_catalog_finds_the_file_by_its_names(graph: Graph) -> None:
    folder = files("mithaq.ontology")
    catalog = ET.fromstring(folder.joinpath("catalog-v001.xml").read_text())  # noqa: S314
    entries = {entry.attrib["name"]: entry.attrib["uri"] for entry in catalog}
    assert entries[str(IRI)] == "mithaq.ttl"
    assert entries[str(graph.value(IRI, OWL.versionIRI))] == "mithaq.ttl"
    assert all(folder.joinpath(uri).is_file() for uri in entries.values())
