"""Class expressions in words, in both languages, and as Protégé writes them."""

import pytest
from markupsafe import Markup, escape
from pyoxigraph import NamedNode, RdfFormat, parse

from mithaq.iris import compact, term
from mithaq.server import statements
from mithaq.server.expressions import Expression, expression, in_words, manchester
from mithaq.server.words import words

PREFIXES = """
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
INVERSE = "[ owl:inverseOf mq:member ]"
EXPRESSIONS = [
    ("mq:State", "mq:State", "mq:State", "mq:State"),
    (
        f"""[ owl:intersectionOf ( mq:State
          [ a owl:Restriction ; owl:onProperty {INVERSE} ; owl:someValuesFrom mq:MembershipEnd ] ) ]""",
        "mq:State and (inverse (mq:member) some mq:MembershipEnd)",
        "mq:State that is the “mq:member” of some mq:MembershipEnd",
        "mq:State في موضع «mq:member» من: mq:MembershipEnd",
    ),
    (
        """[ owl:intersectionOf ( mq:Invocation
          [ a owl:Restriction ; owl:onProperty mq:provision ; owl:someValuesFrom
            [ a owl:Restriction ; owl:onProperty mq:obliges ; owl:hasValue mq:Actual ] ]
          [ a owl:Restriction ; owl:onProperty mq:value ; owl:minCardinality 2 ] ) ]""",
        (
            "mq:Invocation and (mq:provision some (mq:obliges value mq:Actual))"
            " and (mq:value min 2 owl:Thing)"
        ),
        (
            "mq:Invocation whose “mq:provision” is some thing whose “mq:obliges” is mq:Actual"
            " and with at least 2 “mq:value” of the kind owl:Thing"
        ),
        (
            "mq:Invocation حيث «mq:provision»: شيء حيث «mq:obliges»: mq:Actual"
            " وحيث «mq:value» 2 على الأقل: owl:Thing"
        ),
    ),
    (
        "[ owl:unionOf ( mq:State [ owl:complementOf mq:Body ] ) ]",
        "mq:State or not mq:Body",
        "mq:State or anything but mq:Body",
        "mq:State أو أي شيء سوى mq:Body",
    ),
    (
        "[ owl:oneOf ( mq:Actual mq:Negated ) ]",
        "{mq:Actual, mq:Negated}",
        "one of: mq:Actual or mq:Negated",
        "واحد من: mq:Actual أو mq:Negated",
    ),
    (
        "[ a owl:Restriction ; owl:onProperty mq:disputed ; owl:hasValue true ]",
        "mq:disputed value true",
        "thing whose “mq:disputed” is true",
        "شيء حيث «mq:disputed»: true",
    ),
    ("[ owl:onDatatype xsd:integer ]", "…", "…", "…"),
]


def show(iri: str) -> Markup:
    return escape(compact(iri, (*_PREFIXES,)))


_PREFIXES = (
    ("mq", "https://w3id.org/mithaq/ontology#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
)


def read(turtle: str, monkeypatch: pytest.MonkeyPatch) -> Expression:
    said = f"{PREFIXES} mq:Tested owl:equivalentClass {turtle} ."
    stated = statements.index(parse(said, format=RdfFormat.TURTLE))
    monkeypatch.setattr(statements, "_stated", lambda: stated)
    return expression(statements.objects(NamedNode(term("Tested")), "owl:equivalentClass")[0])


@pytest.mark.parametrize(("turtle", "in_manchester", "english", "arabic"), EXPRESSIONS)
def test_an_expression_is_told_as_protege_does_and_in_words(
    turtle: str,
    in_manchester: str,
    english: str,
    arabic: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    what = read(turtle, monkeypatch)
    assert manchester(what, show) == in_manchester
    assert in_words(what, show, words("en")) == english
    assert in_words(what, show, words("ar")) == arabic


def test_what_stands_in_the_ontology_runs_nothing_on_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    what = read('[ owl:onProperty mq:value ; owl:hasValue "<b>" ]', monkeypatch)
    assert "<b>" not in manchester(what, show) + in_words(what, show, words("en"))
