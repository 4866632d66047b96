"""Hostile values: whatever a parameter is given, it is refused in a sentence or answered honestly."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from mithaq.errors import ParameterError
from mithaq.queries.answers import answer
from mithaq.queries.bind import Lookup, bind, gaps, terms_of
from mithaq.queries.questions import Question, question, questions, read_question
from mithaq.queries.resolve import lookup_in
from mithaq.queries.solutions import Ask, asking
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.settings import Settings

FOLDER = Path(__file__).parent
LONGEST_MESSAGE = 500

SEARCH = read_question(
    "search",
    """\
#+ question: {en: "What has this label?", ar: "ما اسمه هذا؟"}
#+ description: {en: "Things by label.", ar: "أشياء بأسمائها."}
#+ parameters:
#+   label: {type: "xsd:string", en: Label, ar: "الاسم", optional: true}
#+   least: {type: "xsd:integer", en: Least, ar: "الأقل", optional: true}
#+ example: {}
#+ view: table
#+ tags: [words]
#+ columns: {thing: {en: Thing, ar: "الشيء"}}
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing WHERE {
  VALUES ?lang { "en" }
  VALUES ?label { UNDEF }
  VALUES ?least { UNDEF }
  ?thing rdfs:label ?named
  FILTER(COALESCE(STR(?named) = ?label, true))
  FILTER(COALESCE(STRLEN(?named) >= ?least, true))
  FILTER(LANG(?named) = ?lang)
}
ORDER BY ?thing
""",
)
"""Text and numbers, which no question of the project asks for."""

ASKED: Mapping[str, Question] = {**questions(), SEARCH.name: SEARCH}
PAIRS = [(asked.name, name) for asked in ASKED.values() for name in asked.parameters]
BY_TYPE = {
    (parameter.types, parameter.values): (asked.name, name)
    for asked in reversed(ASKED.values())
    for name, parameter in asked.parameters.items()
}
"""For each kind of parameter a question that has one."""


def read_corpus() -> dict[str, str]:
    """The values written by hand, by what they try; `then` is repeated so many `times`."""
    listed = json.loads(FOLDER.joinpath("hostile.json").read_bytes())
    return {
        each["what"]: each["value"] + each.get("then", "") * each.get("times", 0) for each in listed
    }


CORPUS = read_corpus()


@cache
def dataset() -> tuple[Ask, Lookup]:
    """The small dataset, and the names in it."""
    store = Store()
    store.load(path=FOLDER / "questions.trig", format=RdfFormat.TRIG)
    ask = asking(store)
    return ask, lookup_in(ask)


def count(asked: Question, arguments: Mapping[str, str]) -> int:
    ask, lookup = dataset()
    return len(answer(asked, arguments, ask, lookup=lookup).solutions.rows)


@cache
def honest(name: str, parameter: str, term: Literal | NamedNode) -> int:
    """How many rows an honest reader gets: without the parameter, or with this very term.

    Who was a member on a day is not fewer than who is one now; so a day counts for itself.
    """
    asked = ASKED[name]
    day = isinstance(term, Literal) and asked.parameters[parameter].types == ("xsd:dateTime",)
    with_it = count(asked, {parameter: term.value.removesuffix("T00:00:00Z")}) if day else 0
    return max(count(asked, {}), with_it)


def check(name: str, parameter: str, value: str) -> bool:
    """Whether the value is answered; it must be refused or answered, and honestly."""
    asked = ASKED[name]
    _, lookup = dataset()
    try:
        found = count(asked, {parameter: value})
    except ParameterError as error:
        check_message(str(error))
        return False
    term = terms_of(asked, {parameter: value}, lookup=lookup).get(parameter)
    assert found <= (count(asked, {}) if term is None else honest(name, parameter, term))
    check_only_the_gap_is_filled(asked, parameter, value, term)
    return True


def check_message(message: str) -> None:
    """One short line, in which nothing can steer a terminal or turn the text round."""
    assert len(message) <= LONGEST_MESSAGE
    assert not [c for c in message if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


def check_only_the_gap_is_filled(
    asked: Question, parameter: str, value: str, term: Literal | NamedNode | None
) -> None:
    _, lookup = dataset()
    bound = bind(asked, {parameter: value}, lookup=lookup)
    assert emptied(bound) == emptied(asked.sparql)
    for gap in gaps(bound):
        inside = bound[gap.start : gap.end].strip()
        if gap.parameter == parameter and term is not None:
            line = f"<urn:s> <urn:p> {inside} .".encode()
            (triple,) = parse(line, format=RdfFormat.N_TRIPLES)
            assert triple.object == term


def emptied(sparql: str) -> str:
    """A query with nothing in its gaps."""
    for gap in reversed(tuple(gaps(sparql))):
        sparql = sparql[: gap.start] + sparql[gap.end :]
    return sparql


# By hand


def test_there_are_fifty_values_by_hand() -> None:
    assert len(CORPUS) >= 50
    assert len(set(CORPUS.values())) == len(CORPUS)


@pytest.mark.parametrize(("name", "parameter"), sorted(BY_TYPE.values()))
def test_a_value_by_hand_is_refused_or_answered_honestly(name: str, parameter: str) -> None:
    answered = {what for what, value in CORPUS.items() if check(name, parameter, value)}
    assert len(answered) < len(CORPUS)


@pytest.mark.parametrize(("name", "parameter"), PAIRS)
def test_no_value_by_hand_leaves_its_gap(name: str, parameter: str) -> None:
    _, lookup = dataset()
    for value in CORPUS.values():
        try:
            term = terms_of(ASKED[name], {parameter: value}, lookup=lookup).get(parameter)
        except ParameterError as error:
            check_message(str(error))
        else:
            check_only_the_gap_is_filled(ASKED[name], parameter, value, term)


@pytest.mark.parametrize("what", CORPUS)
def test_a_parameter_of_a_hostile_name_is_refused(what: str) -> None:
    with pytest.raises(ParameterError) as raised:
        bind(question("incidents"), {CORPUS[what]: "x"})
    check_message(str(raised.value))


def test_honest_values_are_answered() -> None:
    """Lest all be well because everything is refused."""
    for name, arguments in {
        "which-members-withdrew": {"alliance": "CSTO"},
        "members-on-a-date": {"date": "2022-11-23"},
        "incidents": {"state": "ARM", "lang": "ar"},
        "search": {"label": "Armenia"},
    }.items():
        assert count(ASKED[name], arguments) > 0
    assert 0 < count(SEARCH, {"least": "8"}) < count(SEARCH, {"least": "-1"})


# Generated

FRAGMENTS = st.sampled_from(
    'UNDEF } { UNION OPTIONAL GRAPH ?document SELECT * WHERE FILTER ( ) ?s ?p ?o . ; # \\ " \' """ '
    "< > <urn:x> CSTO mq:State ^^ @en \\u007D \\n VALUES ?alliance SERVICE LOAD DROP ALL 2022-11-23".split()
)
ODD = st.characters(categories=("Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Zl", "Zp", "Nd", "No"))
VALUES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=ODD, min_size=1, max_size=20),
    st.text(alphabet="\"'\\{}<>#?$@^.;,()|`%\n\r\t\u200f\u202e\u2066x0", max_size=40),
    st.lists(FRAGMENTS, min_size=1, max_size=12).map(" ".join),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["https://", "http://", "urn:", "id/", "graph/", "HTTPS://", "file:", "//"]),
        st.sampled_from(["", "w3id.org/mithaq/id/alliance/CSTO", "state/ARM", "[::1", "a b"]),
        st.one_of(st.text(max_size=20), FRAGMENTS),
    ),
    st.builds(
        "{}-{}-{}{}".format,
        st.one_of(st.integers(-9, 99_999), st.integers(1000, 2100).map("{:04}".format)),
        st.integers(0, 13).map("{:02}".format),
        st.integers(0, 32).map("{:02}".format),
        st.sampled_from(["", "T00:00:00Z", "T24:00:00Z", "T00:00:00", "Z", "\n", '"', "/.."]),
    ),
    st.dates().map(str),
    st.one_of(st.integers(), st.floats(), st.decimals(), st.complex_numbers()).map(str),
    st.builds(lambda part, times: part * times, st.text(min_size=1, max_size=4), st.integers(1, 20_000)),
    st.sampled_from(["CSTO", "Armenia", "ARM", "en", "ar", "NATO"]).flatmap(
        lambda name: st.text(max_size=5).map(lambda rest: name + rest)
    ),
)  # fmt: skip


LEGAL = st.text(alphabet="aZ0-._~:/?#[]@!$&'()*+,;=%\u0639\u200f\U0001f600", max_size=30)
"""Characters that an IRI may hold (RFC 3987, section 2.2), those of SPARQL's syntax among them."""
IRIS = st.builds(
    "{}{}".format,
    st.sampled_from(
        [
            "https://w3id.org/mithaq/id/state/ARM",
            "http://x/",
            "urn:x:",
            "id/alliance/CSTO",
            "graph/",
        ]
    ),
    LEGAL,
)
INSTANTS = st.builds(
    "{}{}".format, st.dates(), st.sampled_from(["", "T00:00:00Z", "t23:59:59z", " ", "\n"])
)
INTEGERS = st.integers(-(10**19), 10**19).map(str)


def values_for(pair: tuple[str, str]) -> st.SearchStrategy[tuple[tuple[str, str], str]]:
    """Any value, or one that comes near to what this parameter takes."""
    name, parameter = pair
    types = ASKED[name].parameters[parameter].types
    near = {"xsd:dateTime": INSTANTS, "xsd:integer": INTEGERS, "xsd:string": VALUES}
    fitting = near.get(types[0], IRIS)
    values = st.booleans().flatmap(lambda fits: fitting if fits else VALUES)
    return st.tuples(st.just(pair), values)


def test_a_generated_value_is_refused_or_answered_honestly() -> None:
    answers = []

    @settings(max_examples=500, deadline=None, derandomize=True)
    @given(st.sampled_from(sorted(BY_TYPE.values())).flatmap(values_for))
    def ask(asked: tuple[tuple[str, str], str]) -> None:
        pair, value = asked
        answers.append(check(*pair, value))

    ask()
    assert len(answers) >= 500
    assert len(answers) > sum(answers) > 100  # so that both ends are tried


# Over HTTP

WEB = [
    ("which-members-withdrew", "alliance"),
    ("incidents", "since"),
    ("evidence", "situation"),
    ("office-holders", "holder"),
    ("incidents", "lang"),
    ("incidents", "bom"),
]
RAW = (
    *("%FF", "%ED%A0%80", "%C0%AF", "%00", "%0D%0AX:%20y", "%25%37%44", "%zz", "%", "%u0627", "+"),
    *("CSTO;DROP", "CSTO%26lang=xx", "[]", "%F0%9F", "%E2%80%AECSTO", "CSTO%00", "%22%7D%23"),
)
"""Values as a client may send them, some of them no UTF-8."""


@pytest.fixture(scope="module")
def client(graph_folder: Path) -> Iterator[FlaskClient]:
    patient = replace(Settings().pages, deadline=30.0, patience=30.0)  # a busy machine is slow
    with closing(Backend(graph_folder, replace(Settings(), pages=patient))) as backend:
        yield create_app(backend).test_client()


def check_web(client: FlaskClient, address: str, honest_rows: int) -> None:
    response = client.get(address)
    assert response.status_code in (200, 400, 414)
    if response.status_code == 200:
        assert len(response.get_json()["rows"]) <= honest_rows
    else:
        assert response.mimetype == "application/problem+json"
        detail = response.get_json()["detail"]
        assert "Traceback" not in detail
        check_message(detail)


def percent(value: str) -> str:
    """Every byte of the value as %XX; halves of surrogate pairs too, as no UTF-8 has them."""
    return "".join(f"%{byte:02X}" for byte in value.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(("name", "parameter"), WEB)
def test_over_http_a_hostile_value_is_a_400_or_rows(
    client: FlaskClient, name: str, parameter: str
) -> None:
    rows = len(client.get(f"/queries/{name}.json").get_json()["rows"])
    assert rows
    values = [percent(value) for value in CORPUS.values() if len(value) < 5_000]
    for value in (*values, *RAW):
        check_web(client, f"/queries/{name}.json?{parameter}={value}", rows)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(pair=st.sampled_from(WEB), value=VALUES.filter(lambda value: len(value) < 5_000))
def test_over_http_a_generated_value_is_a_400_or_rows(
    client: FlaskClient, pair: tuple[str, str], value: str
) -> None:
    name, parameter = pair
    rows = len(client.get(f"/queries/{name}.json").get_json()["rows"])
    check_web(client, f"/queries/{name}.json?{parameter}={percent(value)}", rows)


def test_over_http_a_hostile_name_is_a_400_or_a_404(client: FlaskClient) -> None:
    for value in CORPUS.values():
        if 0 < len(value) < 5_000:
            hostile = percent(value)
            check_web(client, f"/queries/incidents.json?{hostile}=x", 0)
            response = client.get(f"/queries/{hostile}.json")
            assert response.status_code in (400, 404)


@pytest.mark.parametrize("ending", ["html", "csv", "md", "rq"])
def test_no_browser_runs_what_a_refusal_repeats(client: FlaskClient, ending: str) -> None:
    for what in ("a tag", "an attribute", "a script", "data"):
        value = percent(CORPUS[what])
        response = client.get(f"/queries/which-members-withdrew.{ending}?alliance={value}")
        assert response.status_code == 400
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        if response.mimetype == "text/html":
            assert "<script>alert" not in response.text
            assert '" onmouseover' not in response.text


# From the shell


@pytest.mark.parametrize(
    "argument", [b"alliance=\xff\xfe", b"alliance=\xed\xa0\x80", "alliance=\u202eOTSC".encode()]
)
def test_bytes_that_are_no_utf_8_are_told_in_one_line(argument: bytes, graph_folder: Path) -> None:
    mithaq = Path(sys.executable).with_name("mithaq")
    command = [mithaq, "query", "deployments", "--graph", graph_folder, "-p", argument]
    result = subprocess.run(command, capture_output=True, check=False)
    assert (result.returncode, result.stdout) == (1, b"")
    (line,) = result.stderr.decode().splitlines()
    assert re.match("Error: alliance: ", line)
    check_message(line)
