"""The shapes: SHACL that pySHACL reads as we do, and in step with the ontology."""

from collections.abc import Iterable
from importlib.resources import files

import pyshacl
import pytest
from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store, parse, serialize
from rdflib import Graph, Namespace, URIRef

from mithaq.errors import OntologyError
from mithaq.ontology.roleshapes import with_role_shapes
from mithaq.ontology.shapes import SHACL, Demand, demands, read_shapes
from mithaq.ontology.vocabulary import source

SH = Namespace(SHACL)
SHAPES = files("mithaq.ontology").joinpath("shapes.ttl").read_text(encoding="utf-8")
KINDS = ("Claim-kind", "Claim-inferred")
HEAD = SHAPES[: SHAPES.index("# Claims")]
# A graph in which each thing but the first is wrong in its own way.
TURTLE = """
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix id: <https://w3id.org/mithaq/id/> .
@prefix graph: <https://w3id.org/mithaq/graph/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

graph:a a mq:Document ; dct:identifier "a" ; rdfs:label "a" ; mq:length 90 ; mq:textHash "aa" .
id:alliance\\/CSTO a mq:Alliance ; rdfs:label "CSTO"@en , "المنظمة"@ar .
id:state\\/GEO a mq:State ; mq:isoAlpha3 "GEO" ; rdfs:label "Georgia"@en , "جورجيا"@ar .
id:state\\/ARM a mq:State ; mq:isoAlpha3 "Arm" ; rdfs:label "Armenia"@en .
id:place\\/tbilisi a mq:Place ; rdfs:label "Tbilisi"@en , "تبليسي"@ar .

id:withdrawal\\/good a mq:Withdrawal ; rdfs:label "left"@en , "انسحاب"@ar ;
    mq:alliance id:alliance\\/CSTO ; mq:member id:state\\/GEO ; mq:affirmedIn graph:a .
id:claim\\/good a mq:Claim ; mq:inDocument graph:a ; mq:about id:withdrawal\\/good ;
    mq:status mq:Actual ; mq:quote "انسحبت" ; mq:start 1 ; mq:end 7 ; mq:prefix "" ; mq:suffix "" ;
    mq:textHash "aa" ; mq:confidence 0.9 ; mq:frame "withdrawal@1" .

id:withdrawal\\/roles a mq:Withdrawal ; rdfs:label "left"@en , "انسحاب"@ar ;
    mq:alliance id:place\\/tbilisi ; mq:affirmedIn graph:a .
id:claim\\/roles a mq:Claim ; mq:inDocument graph:a ; mq:about id:withdrawal\\/roles ;
    mq:status mq:Possible ; mq:quote "انسحبت" ; mq:start 7 ; mq:end 7 ; mq:prefix "" ; mq:suffix "" ;
    mq:textHash "bb" ; mq:confidence 1.9 ; mq:frame "withdrawal@1" .
id:founding\\/times a mq:Founding ; rdfs:label "founded"@en ; mq:alliance id:alliance\\/CSTO ;
    mq:earliest "2003-01-01T00:00:00Z"^^xsd:dateTime ;
    mq:latest "2002-01-01T00:00:00Z"^^xsd:dateTime , "2004-01-01T00:00:00Z"^^xsd:dateTime .
id:meeting\\/kinds a mq:Meeting ; rdfs:label "met"@en , "اجتماع"@ar ; mq:body id:alliance\\/CSTO ; mq:affirmedIn graph:a .
id:claim\\/kinds a mq:Claim ; mq:inDocument graph:a ; mq:about id:meeting\\/kinds ; mq:statedKind id:place\\/tbilisi ;
    mq:status mq:Actual ; mq:quote "اجتمعت" ; mq:start 1 ; mq:end 7 ; mq:prefix "" ; mq:suffix "" ;
    mq:textHash "aa" ; mq:confidence 0.9 ; mq:frame "meeting@1" .
id:claim\\/inferred a mq:Claim ; mq:inDocument graph:a ; mq:about id:meeting\\/kinds ; mq:kindInferred true ;
    mq:status mq:Actual ; mq:quote "اجتمعت" ; mq:start 1 ; mq:end 7 ; mq:prefix "" ; mq:suffix "" ;
    mq:textHash "aa" ; mq:confidence 0.9 ; mq:frame "meeting@1" .
id:withdrawal\\/both a mq:Unrealized , mq:Withdrawal ; mq:wouldBe mq:State ; mq:disputed true ;
    rdfs:label "left"@en , "انسحاب"@ar ; mq:alliance id:alliance\\/CSTO ; mq:member id:state\\/ARM ;
    mq:conflictsWith id:founding\\/times .
"""


def store(turtle: str) -> Store:
    made = Store()
    for text in (source().decode(), turtle):
        made.extend(Quad(*q) for q in _triples(text))
    return made


def _triples(turtle: str) -> Iterable[tuple[object, object, object]]:
    return (
        (q.subject, q.predicate, q.object) for q in parse(turtle.encode(), format=RdfFormat.TURTLE)
    )


def broken(asked: Store) -> set[tuple[str, str]]:
    """The focus node and the shape of everything that our queries find."""
    found: set[tuple[str, str]] = set()
    for demand in demands():
        solutions = asked.query(demand.query)
        assert isinstance(solutions, QuerySolutions)
        found |= {(solution["this"].value, demand.shape) for solution in solutions}
    return found


def by_pyshacl(asked: Store) -> set[tuple[str, str]]:
    """The same as pySHACL finds it."""
    data = Graph().parse(
        data=serialize(asked_triples(asked), format=RdfFormat.N_TRIPLES), format="nt"
    )
    _conforms, report, _text = pyshacl.validate(
        data, shacl_graph=Graph().parse(data=SHAPES, format="turtle"), advanced=True, inplace=True
    )
    found = set()
    for result in report.subjects(URIRef(SHACL + "resultSeverity")):
        shape = report.value(result, SH.sourceShape)
        constraint = report.value(result, SH.sourceConstraint)
        name = str(constraint if isinstance(constraint, URIRef) else shape).rpartition("#")[2]
        found.add((str(report.value(result, SH.focusNode)), name))
    return found


def asked_triples(asked: Store) -> list[object]:
    return [quad.triple for quad in asked]


def test_pyshacl_finds_what_our_queries_find() -> None:
    graph = store(TURTLE)
    found = broken(graph)
    assert len({shape for _node, shape in found}) > 12
    assert found == by_pyshacl(graph)
    assert not any(node.endswith("/good") for node, _shape in found)
    of_kinds = {(node.rpartition("/")[2], shape) for node, shape in found if shape in KINDS}
    assert of_kinds == {("kinds", "Claim-kind"), ("inferred", "Claim-inferred")}


def test_the_shapes_of_roles_are_in_step_with_the_ontology() -> None:
    assert with_role_shapes(SHAPES) == SHAPES


def test_every_demand_says_what_to_do_and_can_be_asked() -> None:
    asked = store("")
    for demand in demands():
        assert isinstance(demand, Demand)
        assert demand.message.strip()
        asked.query(demand.query)


@pytest.mark.parametrize(
    ("shape", "fault"),
    [
        ("ms:X a sh:NodeShape ; sh:targetClass mq:State ; sh:closed true .", "closed"),
        ("ms:X a sh:NodeShape ; sh:property ms:Y . ms:Y sh:path mq:about .", "no target class"),
        ("ms:X a sh:NodeShape ; sh:targetClass", "is not Turtle"),
    ],
)
def test_a_shape_that_would_be_passed_over_is_refused(shape: str, fault: str) -> None:
    with pytest.raises(OntologyError, match=fault):
        read_shapes((HEAD + shape).encode())
