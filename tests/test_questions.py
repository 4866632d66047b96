"""Every question file is whole: its header, its headings, its parameters, its SPARQL."""

import re

import pytest
from pyoxigraph import Store

from mithaq.errors import NotFoundError, QuestionError
from mithaq.queries.bind import gaps
from mithaq.queries.questions import (
    LANGUAGES,
    Question,
    did_you_mean,
    heading,
    question,
    question_names,
    questions,
    read_question,
    shown,
)

NAMED = """
which-members-withdrew who-said-they-would-leave when-was-mutual-defense-invoked
requests-and-responses deployments missions members-on-a-date who-signed-which-treaty
when-was-it-founded what-does-an-article-oblige comparable-articles incidents meetings
refused-signatures chairs office-holders forces contributions evidence documents
""".split()

GOOD = """\
#+ question: {en: "Who?", ar: "من؟"}
#+ description: {en: "Someone.", ar: "شخص."}
#+ parameters: {state: {type: mq:State, en: State, ar: "دولة", optional: true}}
#+ view: table
#+ tags: [people]
#+ columns: {name: {en: Name, ar: "اسم"}}
SELECT ?name WHERE { VALUES ?state { UNDEF } ?state ?p ?name } ORDER BY ?name
"""


@pytest.fixture(params=question_names())
def asked(request: pytest.FixtureRequest) -> Question:
    return question(request.param)


def variables(sparql: str) -> list[str]:
    found = Store().query(sparql)
    return [variable.value for variable in found.variables]  # type: ignore[union-attr]


def test_the_named_questions_are_there() -> None:
    assert set(NAMED) <= set(questions())


def test_every_column_has_a_heading_in_both_languages(asked: Question) -> None:
    for variable in variables(asked.sparql):
        for language in LANGUAGES:
            assert heading(asked, variable, language) != variable, (variable, language)


def test_every_heading_is_of_a_column(asked: Question) -> None:
    assert set(asked.columns) <= set(variables(asked.sparql))


def test_an_arabic_heading_is_arabic(asked: Question) -> None:
    for texts in (asked.question, asked.description, *asked.columns.values()):
        assert re.search("[\u0621-\u064a]", texts["ar"])
        assert not re.search("[\u0621-\u064a]", texts["en"])


def test_what_is_declared_is_used_and_what_may_be_bound_is_declared(asked: Question) -> None:
    stands = {
        gap.parameter: asked.sparql[gap.start : gap.end].strip() for gap in gaps(asked.sparql)
    }
    for name, parameter in asked.parameters.items():
        default = "UNDEF" if parameter.default is None else f'"{parameter.default}"'
        assert stands.get(name) == default, name
    assert {name for name, term in stands.items() if term == "UNDEF"} <= set(asked.parameters)


def test_examples_name_parameters(asked: Question) -> None:
    assert set(asked.example) <= set(asked.parameters)


def test_every_row_leads_to_a_document_and_a_situation(asked: Question) -> None:
    projected = set(variables(asked.sparql))
    assert projected & {"document", "documents"}
    if asked.evidence == "situation":
        assert "situation" in projected


def test_every_thing_stands_with_its_name(asked: Question) -> None:
    projected = variables(asked.sparql)
    named = [variable.removesuffix("Name") for variable in projected if variable[-4:] == "Name"]
    assert set(named) <= set(projected)


def test_questions_are_ordered_and_name_their_columns(asked: Question) -> None:
    assert asked.sparql.rstrip().splitlines()[-1].startswith("ORDER BY ")
    assert "SELECT *" not in asked.sparql


def test_prefixes_are_declared_once_and_used(asked: Question) -> None:
    body = re.sub(r"^(#\+|PREFIX).*$", "", asked.sparql, flags=re.MULTILINE)
    declared = re.findall(r"^PREFIX (\w+):", asked.sparql, flags=re.MULTILINE)
    assert len(declared) == len(set(declared))
    assert {prefix for prefix in declared if f"{prefix}:" in body} == set(declared)


def test_questions_are_portable(asked: Question) -> None:
    """No word that only some engines know, none that leaves the dataset."""
    words = re.sub(r"#.*", "", asked.sparql).upper()
    for word in ("LATERAL", "SERVICE", "FROM", "LOAD", "BASE", "XSD:DATE"):
        assert not re.search(rf"(?<![?$\w]){word}\b", words), word


def test_an_unknown_question_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="did you mean 'which-members-withdrew'"):
        question("which-member-withdrew")


def test_a_question_far_from_all_is_just_unknown() -> None:
    with pytest.raises(NotFoundError, match="no question is called 'zzz'; `mithaq questions`"):
        question("zzz")


@pytest.mark.parametrize("name", ["../conftest", "/etc/passwd", "questions.py", "", "evidence.rq"])
def test_a_question_is_no_path(name: str) -> None:
    with pytest.raises(NotFoundError):
        question(name)


def test_a_header_is_read() -> None:
    read = read_question("who", GOOD)
    assert read.question == {"en": "Who?", "ar": "من؟"}
    assert read.parameters["state"].is_thing
    assert not read.parameters["state"].required
    assert read.parameters["lang"].values == ("en", "ar")
    assert heading(read, "name", "en") == "Name"
    assert heading(read, "nowhere", "en") == "nowhere"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("view: table", "view: pie", "view 'pie' is not one of table, timeline, map, network"),
        ("tags: [people]", "tags: [people]\n#+ labels: []", "unread keys: labels"),
        ("tags: [people]", "tags: [peple]", "tags must be some of treaties, members"),
        ("#+ tags: [people]\n", "", "tags must be some of treaties, members"),
        ("#+ view", "#+ evidence: faith\n#+ view", "evidence 'faith' is not one of situation"),
        ("optional: true", "optionl: true", "who.rq: state: unread keys: optionl"),
        ('{en: "Who?", ar: "من؟"}', '{en: "Who?"}', "question needs a text in each of en, ar"),
        ("{en: Name,", "{en: 7,", "columns: name: en must be a text, in quotes if need be, not 7"),
        ("#+ view", "#+ example: {date: 2022-11-23}\n#+ view", "example: date must be a text"),
        ("type: mq:State, ", "", "state: type must be a text"),
        ("#+ ", "# ", "the header lacks a mapping"),
    ],
)
def test_a_wrong_header_says_what_is_wrong(before: str, after: str, message: str) -> None:
    with pytest.raises(QuestionError, match=re.escape(message)):
        read_question("who", GOOD.replace(before, after))


def test_a_header_that_is_not_yaml_says_where() -> None:
    with pytest.raises(QuestionError, match=r"who\.rq: the header is not YAML: line 5"):
        read_question("who", GOOD.replace("view: table", "view: [table"))


def test_a_value_is_shown_short_and_escaped() -> None:
    assert shown("a\nb\u202e") == r"'a\nb\u202e'"
    assert len(shown("x" * 10_000)) < 70
    assert len(shown("\U00018d09" * 60)) < 70
    assert shown("x" * 60) == repr("x" * 60)
    assert shown("\x00" * 60) == repr("\x00" * 15 + "…")


def test_nothing_near_is_no_suggestion() -> None:
    assert did_you_mean("zzz", ["alliance"]) == ""
