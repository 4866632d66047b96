"""The OWL file says what the dataset says; `test_reasoners.py` opens it where ontologists work."""

import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import OWL, RDF, BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.collection import Collection

from mithaq.errors import OntologyError
from mithaq.iris import INFERRED, META, document_graph, term, thing
from mithaq.ontology.release import owl
from mithaq.ontology.vocabulary import source

TRIG = """
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix id: <https://w3id.org/mithaq/id/> .
@prefix graph: <https://w3id.org/mithaq/graph/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/mithaq/reference> a owl:Ontology ; dct:title "Names"@en .
id:alliance\\/CSTO a mq:Alliance ; mq:abbreviation "CSTO" ;
    rdfs:label "Collective Security Treaty Organization"@en , "منظمة معاهدة الأمن الجماعي"@ar .
id:body\\/CSTO\\/military-committee a mq:Body ; mq:bodyOf id:alliance\\/CSTO .
id:state\\/ARM a mq:State ; mq:isoAlpha3 "ARM" ; rdfs:label "Armenia"@en ; mq:demonym "أرميني"@ar .
id:state\\/GEO a mq:State ; mq:isoAlpha3 "GEO" ; rdfs:label "Georgia"@en .
id:place\\/yerevan a mq:Place ; mq:capitalOf id:state\\/ARM .
id:place\\/online a mq:Place .
id:treaty\\/CST-1992 a mq:Treaty ; mq:treatyOf id:alliance\\/CSTO .
id:treaty\\/CST-1992\\/article\\/4 a mq:Provision ; mq:number "4" ; mq:partOf id:treaty\\/CST-1992 .
id:obligation\\/mutual-defence a mq:Obligation ; rdfs:label "mutual defence"@en .
id:person\\/pashinyan a mq:Person ; skos:altLabel "باشينيان"@ar .
id:office\\/secretary-general a mq:Office .
id:office\\/secretary-general\\/CSTO a mq:Office ;
    mq:officeKind id:office\\/secretary-general ; mq:officeOf id:alliance\\/CSTO .

graph:000 a mq:Document ; dct:identifier "000" ; dct:title "عنوان"@ar ; dct:language "ar" ;
    mq:edtf "2022-11" ; mq:dateBasis "last dated event" ; mq:textHash "aa" ; mq:length 900 .

id:withdrawal\\/CSTO\\/GEO a mq:Withdrawal , mq:MembershipEnd , mq:Event , mq:Situation ;
    mq:alliance id:alliance\\/CSTO ; mq:member id:state\\/GEO .
id:state\\/GEO mq:hasMembershipEnd id:withdrawal\\/CSTO\\/GEO .
id:membership\\/CSTO\\/ARM a mq:Membership ;
    mq:alliance id:alliance\\/CSTO ; mq:member id:state\\/ARM .
id:state\\/ARM mq:hasMembership id:membership\\/CSTO\\/ARM .
id:withdrawal\\/CSTO\\/ARM\\/2023 a mq:Unrealized ; mq:wouldBe mq:Withdrawal ;
    mq:alliance id:alliance\\/CSTO ; mq:member id:state\\/ARM ;
    mq:earliest "2023-01-01T00:00:00Z"^^xsd:dateTime ;
    mq:latest "2023-12-31T23:59:59Z"^^xsd:dateTime ;
    mq:granularity mq:Year ; mq:edtf "2023" ; mq:timeBasis mq:Explicit .
id:invocation\\/ARM\\/CST-1992-article-4\\/2022-09-14 a mq:Invocation ;
    mq:invoker id:state\\/ARM ; mq:provision id:treaty\\/CST-1992\\/article\\/4 ;
    mq:agent id:person\\/pashinyan .
id:provision\\/CST-1992-article-4\\/mutual-defence a mq:Commitment ;
    mq:committingText id:treaty\\/CST-1992\\/article\\/4 ;
    mq:obligation id:obligation\\/mutual-defence .
id:meeting\\/CSTO\\/online\\/2022-09-13 a mq:Meeting ; mq:value 6.5 ;
    mq:body id:alliance\\/CSTO ; mq:place id:place\\/online ; mq:participant id:person\\/pashinyan .
id:visit\\/pashinyan\\/ARM a mq:Visit ; mq:visitor id:person\\/pashinyan ; mq:place id:state\\/ARM .

graph:000 {
  id:claim\\/000\\/ab12 a mq:Claim ; mq:about id:withdrawal\\/CSTO\\/ARM\\/2023 ;
    mq:status mq:Conditional ; mq:saidBy id:state\\/ARM ; mq:quote "ستترك المنظمة"@ar ;
    mq:start 459 ; mq:end 472 ; mq:prefix "قبل" ; mq:suffix "بعد" ; mq:confidence 0.9 ;
    mq:frame "withdrawal@1" ; mq:statedTime "2023" ; mq:timeText "في عام 2023" ;
    mq:timeBasis mq:Explicit ; mq:statedValue 300.0 ; mq:textHash "aa" .
}
graph:meta { graph:000 dct:source "not for the release" . }
graph:inferred { id:withdrawal\\/CSTO\\/GEO a mq:Event . }
"""
CLAIM = thing("Claim", "000", "ab12")
TYPE = NamedNode(str(RDF.type))
NAMED_INDIVIDUAL = NamedNode(str(OWL.NamedIndividual))


def dataset() -> list[Quad]:
    return list(parse(TRIG.encode(), format=RdfFormat.TRIG))


def told(quads: list[Quad]) -> Graph:
    return Graph().parse(data=owl(quads), format="xml")


def test_the_file_says_what_the_dataset_and_the_ontology_say_and_nothing_else() -> None:
    added = {quad.triple for quad in parse(owl(dataset()), format=RdfFormat.RDF_XML)}
    in_document = Triple(
        NamedNode(CLAIM), NamedNode(term("inDocument")), NamedNode(document_graph("000"))
    )
    graphs = {
        quad.triple for quad in dataset() if str(quad.graph_name)[1:-1] not in (META, INFERRED)
    }
    graphs -= {quad.triple for quad in dataset() if str(quad.graph_name)[1:-1] == INFERRED}
    known = {quad.triple for quad in parse(source(), format=RdfFormat.TURTLE)}
    named = {t for t in added - known if "_:" not in (str(t.subject)[:2], str(t.object)[:2])}
    declared = {t for t in named if t.object == NAMED_INDIVIDUAL}
    assert {t for t in graphs if "reference" not in str(t.subject)} | {in_document} == (
        named - declared
    )


def test_every_thing_is_declared_as_an_individual() -> None:
    graph = told(dataset())
    things = {s for s, o in graph.subject_objects(RDF.type) if str(o).startswith(term(""))}
    assert things == set(graph.subjects(RDF.type, OWL.NamedIndividual))
    assert not any(isinstance(thing, BNode) for thing in things)


def test_states_with_two_names_are_two_and_so_are_treaties() -> None:
    north_atlantic = NamedNode(thing("Treaty", "NAT-1949"))
    graph = told([*dataset(), Quad(north_atlantic, TYPE, NamedNode(term("Treaty")))])
    different = [
        {str(member) for member in Collection(graph, head)}
        for axiom, head in graph.subject_objects(OWL.distinctMembers)
        if (axiom, RDF.type, OWL.AllDifferent) in graph
    ]
    assert {thing("State", "ARM"), thing("State", "GEO")} in different
    assert {thing("Treaty", "CST-1992"), north_atlantic.value} in different


def test_what_no_list_of_names_holds_may_be_another_name() -> None:
    unlisted = NamedNode(thing("State", "somewhere"))
    graph = told([*dataset(), Quad(unlisted, TYPE, NamedNode(term("State")))])
    assert not list(graph.subjects(RDF.first, URIRef(unlisted.value)))


def test_the_same_quads_in_any_order_give_the_same_bytes() -> None:
    assert owl(dataset()) == owl(reversed(dataset()))


def test_the_ontology_may_be_among_the_quads() -> None:
    beside = list(parse(source(), format=RdfFormat.TURTLE))
    assert owl([*dataset(), *beside]) == owl(dataset())


def test_there_is_one_header_and_it_imports_nothing() -> None:
    graph = told(dataset())
    assert set(graph.subjects(RDF.type, OWL.Ontology)) == {URIRef(term("").removesuffix("#"))}
    assert not list(graph.objects(None, OWL.imports))


def test_only_axioms_are_blank_nodes() -> None:
    graph = told(dataset())
    kinds = {graph.value(s, RDF.type) for s in graph.subjects() if isinstance(s, BNode)}
    axioms = {OWL.Class, OWL.Restriction, OWL.AllDisjointClasses, OWL.AllDifferent}
    assert kinds <= {*axioms, None}
    assert all(
        (s, RDF.first, None) in graph or (s, OWL.inverseOf, None) in graph
        for s in graph.subjects()
        if isinstance(s, BNode) and graph.value(s, RDF.type) is None
    )


def test_quotes_come_back_letter_by_letter() -> None:
    quote = 'سطر\r\nسطر\tو"<&>" \u200f\U0001f54a ]]>'
    subject, predicate = NamedNode(CLAIM), NamedNode(term("quote"))
    quad = Quad(subject, predicate, Literal(quote, language="ar"), NamedNode(document_graph("000")))
    found = set(told([quad]).objects(URIRef(CLAIM), URIRef(term("quote"))))
    assert found == {RdflibLiteral(quote, lang="ar")}


def test_what_xml_cannot_hold_is_marked() -> None:
    subject, predicate = NamedNode(CLAIM), NamedNode(term("prefix"))
    for character in ("\x0c", "\x00", "\ufffe"):
        quad = Quad(subject, predicate, Literal(f"a{character}b"))
        assert set(told([quad]).objects(URIRef(CLAIM))) == {RdflibLiteral("a\ufffdb")}


def test_a_term_from_elsewhere_is_declared() -> None:
    foaf = "http://xmlns.com/foaf/0.1/"
    armenia = NamedNode(thing("State", "ARM"))
    graph = told(
        [
            Quad(armenia, NamedNode(foaf + "nick"), Literal("Hayastan")),
            Quad(armenia, TYPE, NamedNode(foaf + "Group")),
        ]
    )
    assert graph.value(URIRef(foaf + "nick"), RDF.type) == OWL.AnnotationProperty
    assert graph.value(URIRef(foaf + "Group"), RDF.type) == OWL.Class


@pytest.mark.parametrize("name", ["memmber", "Retreat"])
def test_a_term_of_ours_that_is_not_declared_is_refused(name: str) -> None:
    armenia, stranger = NamedNode(thing("State", "ARM")), NamedNode(term(name))
    quad = Quad(armenia, TYPE, stranger) if name[0].isupper() else Quad(armenia, stranger, armenia)
    with pytest.raises(OntologyError, match=f"uses {stranger.value}, which the ontology"):
        owl([quad])


def test_owlready_reasons_from_the_article_to_the_alliance(tmp_path: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("HermiT in owlready2 needs Java")
    import owlready2  # noqa: PLC0415  (slow, and only here)

    file = tmp_path / "mithaq.owl"
    file.write_bytes(owl(dataset()))
    world = owlready2.World()
    loaded = world.get_ontology(file.as_uri()).load()
    with loaded:
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    invocation = world[thing("Invocation", "ARM", "CST-1992-article-4", "2022-09-14")]
    commitment = world[thing("Provision", "CST-1992-article-4", "mutual-defence")]
    assert invocation.invokesTreaty == [world[thing("Treaty", "CST-1992")]]
    assert invocation.underAlliance == [world[thing("Alliance", "CSTO")]]
    assert commitment.invokesTreaty == []
    georgia, armenia = (world[thing("State", code)] for code in ("GEO", "ARM"))
    assert georgia.formerMemberOf == [world[thing("Alliance", "CSTO")]]
    assert armenia.formerMemberOf == []
    assert armenia.memberOf == [world[thing("Alliance", "CSTO")]]
    assert list(world.inconsistent_classes()) == []
