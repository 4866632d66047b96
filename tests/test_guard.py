"""The guard refuses what would harm the server, and nothing that an honest query holds."""

import random

import pytest

from mithaq.errors import QueryRefused, QueryTooLarge
from mithaq.queries.questions import question, question_names
from mithaq.server.guard import Limits, check, most_patterns, patterns
from mithaq.server.lexer import texts

LIMITS = Limits()

HARMLESS = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { ?s ?p 'call SERVICE or LOAD' }",
    'SELECT * { ?s ?p """a "SERVICE" <http://x> { }""" }',
    "SELECT * { ?s ?p ?o } # SERVICE <http://x> {}",
    "SELECT * { <http://example.org/SERVICE> ?p ?o }",
    "SELECT ?service { ?service <urn:LOAD> $load }",
    "PREFIX service: <http://example.org/service#> SELECT * { ?s service:of ?o }",
    "PREFIX ex: <http://example.org/> SELECT * { ?s ex:service ?o ; ex:load 1 }",
    "PREFIX ex: <http://example.org/> SELECT * { GRAPH ex:service { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?o<5 && ?s>?p) }",
    "SELECT * { ?s <urn:a#b> ?o FILTER(?o IN (<urn:a#b>, <http://x/a#b>)) }",
    "SELECT * { ?s ?p ?o VALUES ?o { <urn:a#b> <urn:c#d> } }",
    'ASK { ?s ?p "x"@en-GB }',
    "DESCRIBE <http://example.org/with>",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
]

CALLS = [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?s ?p ?o } }",
    # the parser needs no space between words
    "SELECT * { ?s ?p 1SERVICE<http://x/>{} }",
    "SELECT * { ?s ?p trueSERVICE<http://x/>{} }",
    "SELECT * { SERVICESILENT<http://x/>{} }",
    "PREFIX SERVICEx: <http://x/> SELECT * { SERVICEx:y{} }",
    "PREFIX x: <http://x/> SELECT * { SERVICEx:y\u0300{} }",
    # what looks like an IRI, a comment or a string here and is none there
    "SELECT * { ?a ?b ?x FILTER(?a<?b)SERVICE?x#>\n{} }",
    'SELECT * { ?a ?b ?x FILTER(?a<?b#>"""\n)SERVICE<http://x/>{}#"""\n}',
    'SELECT * { <<?a ?b?c#>>"""\n>>?p ?o.SERVICE<http://x/>{}#"""\n}',
    "SELECT * { ?a ?b ?c FILTER(?a<<urn:x#y>)SERVICE<http://x/>{} }",
    "PREFIX x: <http://x/> SELECT * { x:a\\' ?p ?o SERVICE <http://x/> {} x:b\\' ?p ?o }",
    "SELECT * { <http://x/\\u0061#> ?p ?o . SERVICE <http://x/> {} }",
    'SELECT * { ?a ?b "\\"" . SERVICE <http://x/> { ?c ?d "" } }',
]

UPDATES = [
    "LOAD <http://x/>",
    "insert data { <urn:a> <urn:b> <urn:c> }",
    "PREFIX ex: <http://x/> DELETE WHERE { ?s ?p ?o }",
    "# a comment\nDROP ALL",
    "ASK {} ; LOAD <http://x/>",
]

PIECES = [
    *"{}()[]<>.,;*/|^?!+-=@#\"'\\$:_ \n\0",
    *(
        "<<",
        ">>",
        "?x",
        "?é",
        "$y",
        "a",
        "true",
        "ex:b",
        ":c",
        "é:d",
        "@en",
        "@é",
        "1",
        "1.5",
        "1e",
        "é",
    ),
    *(
        "{ ",
        " }",
        "?s ?p ?o . ",
        "VALUES ",
        "GRAPH ",
        "FILTER",
        "OPTIONAL {",
        "<urn:i>",
        "'s'",
        "_:b",
        " (",
    ),
]
"""What may stand beside what in a query, in any order."""


@pytest.mark.parametrize("query", HARMLESS)
def test_an_honest_query_passes(query: str) -> None:
    check(query, LIMITS)


@pytest.mark.parametrize("name", question_names())
def test_every_question_passes(name: str) -> None:
    check(question(name).sparql, LIMITS)


@pytest.mark.parametrize("query", CALLS)
def test_a_call_of_another_endpoint_is_refused_however_it_is_hidden(query: str) -> None:
    with pytest.raises(QueryRefused):
        check(query, LIMITS)


@pytest.mark.parametrize("query", UPDATES)
def test_an_update_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="only reads"):
        check(query, LIMITS)


def test_a_query_may_have_as_many_bytes_as_the_limit_and_no_more() -> None:
    empty = "ASK {} #"
    check(empty + "ع" * ((LIMITS.length - len(empty)) // 2), LIMITS)
    with pytest.raises(QueryTooLarge, match="65537 bytes"):
        check(empty.ljust(LIMITS.length + 1, "#"), LIMITS)


@pytest.mark.parametrize(("opening", "closing"), [("{", "}"), ("(", ")"), ("[", "]"), ("!", "")])
def test_nesting_is_counted_for_every_bracket_and_for_signs_in_a_row(
    opening: str, closing: str
) -> None:
    check("SELECT * " + opening * 59 + closing * 59, LIMITS)
    with pytest.raises(QueryTooLarge, match="nested"):
        check("SELECT * " + opening * 62 + closing * 62, LIMITS)


def test_brackets_in_strings_and_comments_are_no_nesting() -> None:
    check(f"SELECT * {{ ?s ?p '{'{' * 1000}' }} # {'(' * 1000}", LIMITS)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", 1),
        ("SELECT * { ?s ?p ?o . OPTIONAL { ?s a <urn:a> . } }", 2),
        ("SELECT * { ?s ?p ?o ; ?q 1.5, 2 . ?a ?b ?c FILTER(?a = ?b && ?c) }", 4),
        ("ASK { ?s a (1 2 3) }", 4),
        ("ASK { ?s <urn:p>/<urn:q>/<urn:r> ?o }", 3),
        ("ASK { ?s (<urn:p>|<urn:q>)* ?o }", 3),
        ("ASK { VALUES (?x ?y) { (1 2) } VALUES ?z { <urn:a> <urn:b> } GRAPH ?g { ?s ?p ?x } }", 1),
        ("ASK { [ <urn:a> <urn:b> ; <urn:c> <urn:d> ] <urn:e> 1 }", 3),
        ("ASK { { ?a ?b ?c } UNION { ?d ?e ?f } MINUS { ?g ?h ?i } }", 3),
        ("SELECT (SUM(?x) AS ?y) { BIND(1 + 2 AS ?x) FILTER regex(?a, 'b') ?s ?p ?o }", 1),
        ("ASK { ?s ?p ?o {} ?s ?p ?o {} ?s ?p ?o FILTER(true) ?s ?p ?o }", 4),
    ],
)
def test_triple_patterns_are_counted(query: str, expected: int) -> None:
    assert patterns(texts(query)) == expected


@pytest.mark.parametrize("seed", range(20))
def test_never_are_there_more_patterns_than_are_taken_for_possible(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 60)))
        assert patterns(texts(text)) <= most_patterns(text), text


def test_what_a_header_of_comments_says_is_no_part_of_the_query() -> None:
    header = "#+ description: INSERT { " + 300 * "( . " + "\r\n\t# SERVICE\n"
    check(header + "ASK {}", LIMITS)
    for hidden in ("SERVICE ?x {}", "\r SERVICE <urn:a> { ?s ?p ?o }"):
        with pytest.raises(QueryRefused, match="SERVICE"):
            check(f"{header}ASK {{ {hidden} }}", LIMITS)
    with pytest.raises(QueryTooLarge, match="nested"):
        check(header + "ASK " + 99 * "{" + 99 * "}", LIMITS)


def test_a_query_has_as_many_patterns_as_the_planner_can_order() -> None:
    check("ASK {" + "?s ?p ?o ." * LIMITS.patterns + "}", LIMITS)
    with pytest.raises(QueryTooLarge, match="201 triple patterns; at most 200"):
        check("ASK {" + "?s ?p ?o ." * (LIMITS.patterns + 1) + "}", LIMITS)
    check("ASK {" + "optional {}" * LIMITS.optionals + "}", LIMITS)
    with pytest.raises(QueryTooLarge, match="51 OPTIONALs"):
        check("ASK {" + "optional {}" * (LIMITS.optionals + 1) + "}", LIMITS)


def test_a_long_list_of_numbers_is_read() -> None:
    numbers = " ".join(str(n) for n in range(100_000, 107_000))
    check(f"ASK {{ VALUES ?x {{ {numbers} }} }}", LIMITS)


def test_words_and_signs_are_counted() -> None:
    with pytest.raises(QueryTooLarge, match="words and signs"):
        check("SELECT * { " + "?s ?p ?o . " * 2100 + "}", LIMITS)
