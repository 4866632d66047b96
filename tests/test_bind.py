"""Arguments become terms, names become things, and nothing else gets into a query."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from mithaq.errors import ParameterError
from mithaq.queries.bind import Lookup, bind, gaps, terms_of
from mithaq.queries.questions import Question, question, read_question
from mithaq.queries.resolve import choices, lookup_in
from mithaq.queries.solutions import asking

ID = "https://w3id.org/mithaq/id/"
CSTO = ID + "alliance/CSTO"
DAY = '"2022-11-23T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'

MADE = read_question(
    "made",
    """\
#+ question: {en: "Made?", ar: "مصنوع؟"}
#+ description: {en: "Made.", ar: "مصنوع."}
#+ parameters:
#+   alliance: {type: mq:Alliance, en: A, ar: "تحالف", optional: true}
#+   all: {type: mq:Alliance, en: A, ar: "تحالف", optional: true}
#+   day: {type: "xsd:dateTime", en: D, ar: "يوم", optional: true}
#+   limit: {type: "xsd:integer", en: N, ar: "عدد", optional: true}
#+   word: {type: "xsd:string", en: W, ar: "كلمة", optional: true}
#+   kind: {type: "xsd:string", en: K, ar: "نوع", values: [one, two], default: one}
#+ view: table
#+ tags: [words]
#+ columns: {x: {en: X, ar: "س"}}
# VALUES ?alliance { UNDEF }
SELECT ?x WHERE {
  VALUES ?lang { "en" }
  VALUES ?alliance { UNDEF }
  values $all{UNDEF}
  VALUES ?day { UNDEF }
  VALUES ?limit { UNDEF }
  VALUES ?word { UNDEF }
  VALUES ?kind { "one" }
  ?x <http://example.org/VALUES?alliance{UNDEF}> "VALUES ?alliance { UNDEF }", 'VALUES ?all { UNDEF }' .
  FILTER(?x != \"\"\"VALUES ?alliance { UNDEF } " \"\"\")
  { SELECT ?alliance WHERE { VALUES ?alliance # who
    { UNDEF } } }
}
ORDER BY ?x
""".replace("VALUES?alliance{UNDEF}", "VALUES"),
)

HOSTILE = [
    'x" } DROP ALL #',
    '"} UNION { ?s ?p ?o } #',
    "'} UNION { ?s ?p ?o } #",
    '""" } #',
    "\\",
    '\\"',
    "\\u0022 } #",
    "UNDEF } } SELECT * WHERE { { ?s ?p ?o",
    "?alliance",
    "https://x/> } INSERT DATA { <a> <b> <c> } #",
    "https://x/ } #",
    "http://x/\u0000",
    "https://w3id.org/mithaq/id/alliance/CSTO> <http://evil/p> <http://evil/o",
    "<https://w3id.org/mithaq/id/alliance/CSTO>",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,<script>",
    "SERVICE <http://169.254.169.254/> { ?s ?p ?o }",
    '2022-11-23T00:00:00Z" ^^ xsd:date',
    "2022-13-45",
    "2022-02-30",
    "0000-00-00",
    "-2022-11-23",
    "10 OFFSET 5",
    "1e9",
    "0x10",
    "99999999999999999999999999",
    "١٢٣; DROP",
    "\ud800",
    "\u202eOTSC",
    "\ufeff",
    "\u2028",
    "\r\n# comment",
    "a\tb",
    "{{7*7}}",
    "%00",
    "' OR 1=1 --",
    "x" * 100_000,
    "\U0001f600" * 50,
]


@pytest.fixture(scope="module")
def names() -> Lookup:
    store = Store()
    store.load(path=Path(__file__).parent / "questions.trig", format=RdfFormat.TRIG)
    return lookup_in(asking(store))


def rows(sparql: str) -> int:
    found = Store().query(sparql)
    assert isinstance(found, QuerySolutions)
    return len(list(found))


def test_a_term_stands_in_every_gap_of_its_parameter_and_nowhere_else() -> None:
    bound = bind(MADE, {"alliance": CSTO})
    assert bound.count(f"<{CSTO}>") == 2
    assert bound.count("UNDEF") == MADE.sparql.count("UNDEF") - 2
    assert '"VALUES ?alliance { UNDEF }"' in bound
    assert "# VALUES ?alliance { UNDEF }" in bound


def test_a_question_without_arguments_is_its_file() -> None:
    assert bind(MADE, {}) == MADE.sparql
    assert bind(MADE, {"alliance": "", "day": "  "}) == MADE.sparql


def test_a_name_that_begins_another_is_left_alone() -> None:
    assert [gap.parameter for gap in gaps(MADE.sparql)] == [
        "lang",
        "alliance",
        "all",
        "day",
        "limit",
        "word",
        "kind",
        "alliance",
    ]
    bound = bind(MADE, {"all": CSTO})
    assert f"values $all{{ <{CSTO}> }}" in bound
    assert bound.count(CSTO) == 1


@pytest.mark.parametrize(
    ("name", "value", "term"),
    [
        ("day", "2022-11-23", DAY),
        ("day", "2022-11-23T00:00:00Z", DAY),
        ("day", "٢٠٢٢-١١-٢٣", DAY),
        ("limit", "007", "7"),
        ("limit", "-3", "-3"),
        ("word", 'a "b" \\ c', None),
        ("kind", "two", '"two"'),
        ("lang", "ar", '"ar"'),
        ("alliance", CSTO, f"<{CSTO}>"),
        ("alliance", "id/alliance/CSTO", f"<{CSTO}>"),
    ],
)
def test_values_become_terms(name: str, value: str, term: str | None) -> None:
    bound = terms_of(MADE, {name: value})[name]
    if term is None:
        assert bound == Literal(value)
    elif name == "limit":
        assert bound == Literal(int(term))
    else:
        assert str(bound) == term


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("day", "2022-13-01", "day: '2022-13-01' is not a day such as 2022-11-23"),
        ("day", "2022-02-30", "day: '2022-02-30' is not a day such as 2022-11-23"),
        ("day", "2022-2-3", "day: '2022-2-3' is not a day such as 2022-11-23"),
        ("day", "20221123", "is not a day"),
        ("day", "2022-W47-3", "is not a day"),
        ("day", "2022-11-23T25:00:00Z", "is not a day"),
        ("limit", "ten", "limit: 'ten' is not a whole number"),
        ("limit", "1.5", "is not a whole number"),
        ("kind", "tow", "kind: 'tow' is not one of one, two; did you mean 'two'"),
        ("lang", "fr", "lang: 'fr' is not one of en, ar"),
        ("word", "a\x00b", "word: .* is not a text"),
        ("alliance", "https://x/> }", "alliance: 'https://x/> }' is not an IRI"),
        ("alliance", "CSTO", "there are no names to look it up in"),
        ("aliance", CSTO, "made has no parameter 'aliance'; did you mean 'alliance'"),
        ("zzz", CSTO, "made has no parameter 'zzz'; it takes alliance, all, day, limit"),
    ],
)
def test_a_wrong_argument_is_one_sentence(name: str, value: str, message: str) -> None:
    with pytest.raises(ParameterError, match=message) as raised:
        bind(MADE, {name: value})
    assert "\n" not in str(raised.value)


def test_a_missing_parameter_is_named_with_an_example() -> None:
    text = MADE.sparql.replace('en: A, ar: "تحالف", optional: true}', 'en: A, ar: "تحالف"}', 1)
    needy = read_question("needy", text.replace("#+ view", "#+ example: {alliance: CSTO}\n#+ view"))
    with pytest.raises(
        ParameterError, match=r"needy needs alliance \(.*\); for example alliance=CSTO"
    ):
        bind(needy, {})


@pytest.mark.parametrize(
    ("value", "thing"),
    [
        ("CSTO", "alliance/CSTO"),
        ("csto", "alliance/CSTO"),
        ("Collective Security Treaty Organization", "alliance/CSTO"),
        ("منظمة معاهدة الأمن الجماعي", "alliance/CSTO"),
        ("منظمه معاهده الامن الجماعي", "alliance/CSTO"),  # as many type it: no hamza, heh for teh
        ("الناتو", "alliance/NATO"),  # NATO
        (" NATO ", "alliance/NATO"),
    ],
)
def test_an_alliance_is_found_by_any_of_its_names(value: str, thing: str, names: Lookup) -> None:
    bound = terms_of(question("which-members-withdrew"), {"alliance": value}, lookup=names)
    assert bound["alliance"] == NamedNode(ID + thing)


@pytest.mark.parametrize(
    ("value", "code"),
    [("ARM", "ARM"), ("am", "ARM"), ("أرمينيا", "ARM"), ("الكرملين", "RUS")],
)
def test_a_state_is_found_by_name_code_or_metonym(value: str, code: str, names: Lookup) -> None:
    bound = terms_of(question("incidents"), {"state": value}, lookup=names)
    assert bound["state"] == NamedNode(f"{ID}state/{code}")


def test_a_document_is_found_by_its_identifier(names: Lookup) -> None:
    bound = terms_of(question("documents"), {"document": "first"}, lookup=names)
    assert bound["document"] == NamedNode("https://w3id.org/mithaq/graph/first")


def test_an_unknown_name_is_answered_with_the_nearest(names: Lookup) -> None:
    asked = question("which-members-withdrew")
    with pytest.raises(
        ParameterError, match="alliance: no alliance is called 'CSTOO'; did you mean 'CSTO'"
    ):
        bind(asked, {"alliance": "CSTOO"}, lookup=names)
    with pytest.raises(ParameterError, match="no alliance is called 'zzz'; give its name"):
        bind(asked, {"alliance": "zzz"}, lookup=names)


def test_the_beginning_of_an_identifier_is_a_hint(names: Lookup) -> None:
    with pytest.raises(ParameterError, match="did you mean 'first'"):
        bind(question("documents"), {"document": "fir"}, lookup=names)


def test_a_state_is_no_alliance(names: Lookup) -> None:
    with pytest.raises(ParameterError, match="no alliance is called 'Armenia'"):
        bind(question("which-members-withdrew"), {"alliance": "Armenia"}, lookup=names)


def store_of(*names: tuple[str, str, str]) -> Store:
    mq = "https://w3id.org/mithaq/ontology#"
    a = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store = Store()
    for thing, name, relation in names:
        store.add(Quad(NamedNode(ID + thing), a, NamedNode(mq + "State")))
        store.add(Quad(NamedNode(ID + thing), NamedNode(relation), Literal(name, language="en")))
    return store


LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
OTHER = "http://www.w3.org/2004/02/skos/core#altLabel"


def test_two_things_of_one_name_are_both_shown() -> None:
    both = lookup_in(asking(store_of(("state/COG", "Congo", OTHER), ("state/COD", "Congo", OTHER))))
    with pytest.raises(ParameterError, match=r"may be .*state/COD or .*state/COG; give the IRI"):
        bind(question("incidents"), {"state": "Congo"}, lookup=both)


def test_a_label_comes_before_another_name() -> None:
    one = lookup_in(asking(store_of(("state/COG", "Congo", LABEL), ("state/COD", "Congo", OTHER))))
    assert "state/COG" in bind(question("incidents"), {"state": "Congo"}, lookup=one)


def test_choices_are_labelled_in_the_language_asked_for() -> None:
    store = store_of(
        ("state/B", "Beta", LABEL), ("state/A", "Alpha", LABEL), ("state/A", "Aa", OTHER)
    )
    found = choices(asking(store), question("incidents").parameters["state"], "ar")
    assert [(choice.iri[-1], choice.label) for choice in found] == [("A", "Alpha"), ("B", "Beta")]


def anything(question_: Question, name: str, value: str, names: Lookup | None) -> str | None:
    """The bound query, or nothing where the value is refused; no other error may come out."""
    refused = None
    try:
        return bind(question_, {name: value}, lookup=names)
    except ParameterError as error:
        refused = str(error)
    assert "\n" not in refused
    assert len(refused) < 500
    return None


def skeleton(sparql: str) -> str:
    """The query with nothing in its gaps: what a value must not touch."""
    for gap in reversed(tuple(gaps(sparql))):
        sparql = sparql[: gap.start] + sparql[gap.end :]
    return sparql


@pytest.mark.parametrize("name", list(MADE.parameters))
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_change_nothing_but_their_gap(name: str, value: str, names: Lookup) -> None:
    check_harmless(name, value, names)


@settings(max_examples=400, deadline=None)
@given(
    name=st.sampled_from(sorted(MADE.parameters)),
    value=st.one_of(
        st.text(max_size=40),
        st.text(alphabet="\"'\\{}<>#?$\n\r\t @^.;,()UNDEFx0", max_size=30),
        st.builds("https://x/{}".format, st.text(max_size=20)),
        st.builds("{}-{}-{}".format, st.integers(), st.integers(), st.integers()),
        st.lists(st.sampled_from(HOSTILE[:-3]), max_size=3).map(" ".join),
    ),
)
@example(name="word", value='"@en } #')
def test_no_value_changes_anything_but_its_gap(name: str, value: str) -> None:
    check_harmless(name, value, None)


def check_harmless(name: str, value: str, names: Lookup | None) -> None:
    bound = anything(MADE, name, value, names)
    if bound is None:
        return
    assert skeleton(bound) == skeleton(MADE.sparql)
    for gap in gaps(bound):
        term = bound[gap.start : gap.end].strip()
        if gap.parameter == name and term != "UNDEF":
            line = f"<urn:s> <urn:p> {term} .".encode()
            assert len(list(parse(line, format=RdfFormat.N_TRIPLES))) == 1
    assert rows(bound) == 0
