"""Reasoning: what follows is what an OWL 2 RL reasoner finds, and nothing follows from silence."""

import owlrl
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse
from rdflib import RDF, SKOS, Graph, URIRef

from mithaq.iris import ONTOLOGY, THING, thing
from mithaq.ontology.reasoning import Statement, inferred
from mithaq.ontology.vocabulary import source

PREFIXES = """
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix id: <https://w3id.org/mithaq/id/> .
"""


def following(turtle: str) -> set[Statement]:
    quads = parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in inferred(quads)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }


def by_owlrl(turtle: str) -> set[Statement]:
    """What owlrl derives from the ontology and `turtle` about what `turtle` names, in our terms."""
    stated = Graph().parse(data=PREFIXES + turtle, format="turtle")
    graph = stated + Graph().parse(data=source(), format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    named = set(stated.subjects()) | set(stated.objects())
    return {
        (str(s), str(p), str(o))
        for s, p, o in graph
        if s in named
        and isinstance(s, URIRef)
        and not str(s).startswith(ONTOLOGY)
        and str(o if p == RDF.type else p).startswith((ONTOLOGY, str(SKOS)))
        and (s, p, o) not in stated
    }


ARTICLE = """
id:invocation\\/ARM a mq:Invocation ; mq:invoker id:state\\/ARM ;
    mq:provision id:treaty\\/CST-1992\\/article\\/4 .
id:treaty\\/CST-1992\\/article\\/4 a mq:Provision ; mq:partOf id:treaty\\/CST-1992 .
id:treaty\\/CST-1992 a mq:Treaty ; mq:treatyOf id:alliance\\/CSTO .
id:alliance\\/CSTO a mq:Alliance .
id:state\\/ARM a mq:State .
"""
MEMBERS = """
id:withdrawal\\/GEO a mq:Withdrawal ; mq:member id:state\\/GEO ; mq:alliance id:alliance\\/CSTO .
id:membership\\/ARM a mq:OngoingMembership ; mq:member id:state\\/ARM ; mq:alliance id:alliance\\/CSTO .
id:state\\/GEO mq:hasMembershipEnd id:withdrawal\\/GEO .
id:signing\\/GEO a mq:TreatySigning ; mq:signatory id:state\\/GEO ; mq:treaty id:treaty\\/CST-1992 .
id:treaty\\/CST-1992\\/article\\/4 mq:obliges id:obligation\\/mutual-defence .
id:withdrawal\\/ARM a mq:Unrealized ; mq:wouldBe mq:Withdrawal ; mq:member id:state\\/ARM .
id:state\\/GEO a mq:State . id:state\\/ARM a mq:State . id:alliance\\/CSTO a mq:Alliance .
"""
PLACES = """
id:place\\/stepanavan mq:within id:place\\/lori . id:place\\/lori mq:within id:state\\/ARM .
id:place\\/yerevan mq:capitalOf id:state\\/ARM .
"""
ANSWERS = """
id:mission\\/1 mq:respondsTo id:request\\/1 . id:founding\\/1 mq:conflictsWith id:founding\\/2 .
"""


def test_it_finds_what_owlrl_finds() -> None:
    together = ARTICLE + MEMBERS + PLACES + ANSWERS
    assert following(together) == by_owlrl(together)


def test_an_article_leads_to_its_alliance() -> None:
    found = following(ARTICLE)
    invocation = thing("Invocation", "ARM")
    assert (invocation, ONTOLOGY + "underAlliance", thing("Alliance", "CSTO")) in found
    assert (invocation, ONTOLOGY + "invokesTreaty", thing("Treaty", "CST-1992")) in found


def test_defined_classes_are_recognised_and_an_announcement_is_none_of_them() -> None:
    found = following(ARTICLE + MEMBERS)
    told = {
        (subject.removeprefix(THING), kind.removeprefix(ONTOLOGY)) for subject, _, kind in found
    }
    assert ("state/GEO", "FormerMember") in told
    assert ("state/GEO", "FormerSignatoryMember") in told
    assert ("state/ARM", "CurrentMember") in told
    assert ("invocation/ARM", "InvocationOfMutualDefence") in told
    assert ("state/ARM", "FormerMember") not in told


def test_what_is_not_realized_is_a_situation_and_no_event() -> None:
    found = {kind for subject, _, kind in following(MEMBERS) if "withdrawal/ARM" in subject}
    kinds = ("Situation", "Entity", "UnrealizedWithdrawal")
    assert found == {ONTOLOGY + kind for kind in kinds}


def test_nothing_that_is_stated_and_no_blank_node_comes_out() -> None:
    quads = list(parse((PREFIXES + MEMBERS).encode(), format=RdfFormat.TURTLE))
    found = list(inferred(quads))
    assert len(found) == len(set(found))
    assert not set(found) & set(quads)
    assert not any(BlankNode in (type(quad.subject), type(quad.object)) for quad in found)


def test_the_order_of_what_is_stated_does_not_matter() -> None:
    quads = list(parse((PREFIXES + ARTICLE + MEMBERS).encode(), format=RdfFormat.TURTLE))
    assert set(inferred(quads)) == set(inferred(reversed(quads)))
