"""Adding a question is adding a file: a file to begin with, and a lint that says what is missing."""

import csv
import io
import re
from importlib.resources import files
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, Store

from mithaq.api.embedded import evaluating
from mithaq.api.results import selecting
from mithaq.cli import main
from mithaq.errors import NotFoundError, QuestionError
from mithaq.ontology.vocabulary import term_names
from mithaq.queries.lint import lint
from mithaq.queries.questions import (
    FOLDER,
    TAGS,
    question,
    question_files,
    question_names,
    questions,
    read_question,
    read_text,
)

DRAFT = files("mithaq.queries").joinpath("draft.txt").read_text(encoding="utf-8")
DONE = re.sub(" *# TODO.*", "", DRAFT).replace("TODO: ", "")
"""The draft as it is when every TODO is done."""
LINES = len(DONE.splitlines())


def run(*arguments: str | Path, **environment: str | Path) -> Result:
    return CliRunner().invoke(
        main,
        [str(each) for each in arguments],
        env={name: str(value) for name, value in environment.items()},
    )


def read(sparql: str) -> tuple[str, ...]:
    return selecting(evaluating(Store()))(sparql).variables


def told(text: str, name: str = "who-left") -> list[str]:
    return lint(name, text, term_names(), read)


def put(folder: Path, name: str, text: str = DONE) -> Path:
    path = folder / f"{name}.rq"
    path.write_text(text, encoding="utf-8")
    return path


# The lint


@pytest.mark.parametrize("name", question_names())
def test_nothing_is_wrong_with_the_questions_of_the_project(name: str) -> None:
    assert lint(name, read_text(question_files()[name]), term_names(), read) == []


@pytest.mark.parametrize("name", question_names())
def test_the_order_of_rows_leaves_nothing_open(name: str) -> None:
    store = Store()
    store.load(path=Path(__file__).parent / "questions.trig", format=RdfFormat.TRIG)
    found = selecting(evaluating(store))(question(name).sparql)
    keys = re.findall(r"\?(\w+)", question(name).sparql.rstrip().splitlines()[-1])
    places = [found.variables.index(key) for key in keys if key in found.variables]
    ranked = [tuple(row[place] for place in places) for row in found.rows]
    assert len(set(ranked)) == len(ranked) > 0


def test_nothing_is_wrong_with_the_draft_when_every_todo_is_done() -> None:
    assert "TODO" not in DONE
    assert told(DONE) == []


PLANTED = [
    # before, after, the line where the mistake is told, what is said
    ("  en: Alliance\n", "", "alliance:", "the parameter alliance has no text in English (en)"),
    ('  en: "the question, in one line?"\n', "", "question:", "the question has no text in English"),
    ('ar: "السؤال في سطر واحد؟"', 'ar: ""', 'ar: ""', "the question has no text in Arabic (ar)"),
    ('ar: "السؤال في سطر واحد؟"', 'ar: "Who"', 'ar: "Who"', "the question is not in Arabic under ar"),
    ('"the question, in one line?"', '"من"', 'en: "من"', "the question is not in English under en"),
    ("what counts as an answer, and what does not.", "", "en: >-", "the description has no text in E"),
    ("ما يُعد جوابا وما لا يُعد.", "", "ar: >-", "the description has no text in Arabic"),
    ("type: mq:Alliance", "type: mq:Aliance", "type: mq:A", "mq:Aliance is no class of the ontology; did you"),
    ("type: mq:Alliance", "type: mq:member", "type: mq:member", "mq:member is no class of the ontology"),
    ("type: mq:Alliance", "type: xsd:date", "type: xsd:date", "'xsd:date' is no type: say classes"),
    ("type: mq:Alliance", "type: [mq:State, xsd:string]", "type: [", "'xsd:string' is no type"),
    ("type: mq:Alliance", "values: [a]", "alliance:", "the parameter alliance has no type"),
    ("optional: true", "optional: true\n#+     default: b\n#+     values: [a]", "default: b", "'b' is not one of the values"),
    ("optional: true", "optinal: true", "optinal: true", "nobody reads the key 'optinal'; did you mean 'optional'"),
    ("\n#+   alliance:\n", "\n#+   lang:\n", "lang:", "every question has lang: take another name"),
    ("VALUES ?alliance { UNDEF }", "", "alliance:", "the query has no line VALUES ?alliance { UNDEF }"),
    ("VALUES ?alliance { UNDEF }", 'VALUES ?alliance { "x" }', "VALUES ?alliance", "between the braces of VALUES ?alliance must stand UNDEF"),
    ('VALUES ?lang { "en" }', "", "parameters:", 'the query has no line VALUES ?lang { "en" }'),
    ("VALUES ?alliance", "VALUES ?state { UNDEF }\n VALUES ?alliance", "VALUES ?state", "the header declares no parameter state"),
    ('#+ example:\n#+   alliance: "https://w3id.org/mithaq/id/alliance/CSTO"\n', "", "question:", "there is no example"),
    ('#+   alliance: "https://w3id', '#+   aliance: "https://w3id', "aliance: ", "no parameter is called 'aliance'; did you mean 'alliance'"),
    ('#+     optional: true\n#+ example:\n#+   alliance: "https://w3id.org/mithaq/id/alliance/CSTO"', "#+ example: {}", "example: {}", "the example lacks alliance, which must be given"),
    ('"https://w3id.org/mithaq/id/alliance/CSTO"', '"https://a b"', "example:", "the example is wrong: alliance: 'https://a b' is not an IRI"),
    ("view: table", "view: pie", "view: pie", "the view 'pie' is not one of table, timeline, map, network"),
    ("#+ view: table\n", "", "question:", "the view None is not one of table"),
    ("tags: [members]", "tags: [membres]", "tags: [membres]", "the tag 'membres' is not one of treaties"),
    ("tags: [members]", "tags: []", "tags: []", "there are no tags"),
    ("  memberName:\n", "  membreName:\n", "membreName:", "the query has no column 'membreName'; did you mean 'memberName'"),
    ("  memberName:\n", "  membreName:\n", "SELECT ?memberName", "the column memberName has no heading"),
    ("#+     en: Member\n", "", "memberName:", "the column memberName has no text in English"),
    ("#+     ar: العضو\n", "", "memberName:", "the column memberName has no text in Arabic"),
    ("#+ view:", "#+ evidence: faith\n#+ view:", "question:", "evidence 'faith' is not one of situation, documents"),
    ("#+ view:", "#+ author: me\n#+ view:", "author: me", "nobody reads the key 'author'"),
    ("#+ view:", "#+ view: map\n#+ view:", "view: table", "'view' stands here again"),
    ("#+ view: table", "#+ view: [table", "tags:", "the header is not YAML"),
    ("#+ view: table", "#+ view: 2022-02-31", "question:", "the header is not YAML: day is out of range"),
    ("#+", "#", "#", "there is no header"),
    ("ORDER BY ?allianceName ?memberName ?time ?situation\n", "", "", "there is no ORDER BY at the end"),
    ("?memberName ?time ?situation\n", "?memberName ?time\n", "ORDER BY ?allianceName", "ORDER BY names no column of IRIs"),
    ("    ORDER BY ?identifier\n", "", "(GROUP_CONCAT", "GROUP_CONCAT joins in any order"),
    ("?member ?alliance ?situation\nWHERE", "?member ?alliance\nWHERE", "SELECT ?memberName", "evidence cannot follow: select ?situation"),
    ('(GROUP_CONCAT(DISTINCT ?identifier; SEPARATOR="; ") AS ?documents)', "", "SELECT ?memberName", "no column says who says so"),
    ("?member ?alliance ?situation\nWHERE", "?alliance ?situation\nWHERE", "SELECT ?memberName", "?memberName is the name of ?member, which is not selected"),
    ("a mq:Withdrawal", "a mq:Withdrawl", "a mq:Withdrawl", "the ontology has no term 'Withdrawl'; did you mean 'Withdrawal'"),
    ("PREFIX dct:", "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nPREFIX dct:", "PREFIX skos:", "nothing uses the prefix skos:"),
    ("BIND(COALESCE(?edtf", "BIND(RAND() AS ?chance)\n BIND(COALESCE(?edtf", "BIND(RAND", "RAND may give another answer each time"),
    ("?situation a mq:", "LATERAL { }\n ?situation a mq:", "LATERAL", "LATERAL is not for questions"),
    ("?situation a mq:", "SERVICE <http://example.org/> { }\n ?situation a mq:", "SERVICE", "SERVICE is not for questions"),
    ('(?edtf, "unknown")', "(xsd:date(?edtf))", "xsd:date", "the prefix xsd: is not declared"),
    ("SELECT DISTINCT ?situation ?member ?memberName ?alliance ?allianceName ?time ?identifier", "SELECT DISTINCT *", "SELECT DISTINCT *", "SELECT * has no order of columns"),
    ("a mq:Withdrawal ;", "a mq:Withdrawal ; . }", "  mq:alliance ?alliance", "column 9: the query cannot be read from “mq:alliance” on"),
    ("#+ question:", "#+ question: # TODO", "question: # TODO", "TODO is left"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "line", "says"), PLANTED)
def test_a_planted_fault_is_told_with_its_line(
    before: str, after: str, line: str, says: str
) -> None:
    assert before in DONE
    text = DONE.replace(before, after)
    found = [re.fullmatch(r"who-left\.rq, line (\d+): (.+)", each) for each in told(text)]
    places = [int(match[1]) for match in found if match and says in match[2]]
    assert all(found)
    assert places, told(text)
    lines = text.splitlines()
    assert any(line in lines[place - 1] for place in places), told(text)


@pytest.mark.parametrize(
    ("view", "dropped", "says"),
    [
        ("timeline", "?time", "a timeline needs the column ?time"),
        ("map", "?member ?alliance", "a map needs a state or a place"),
        ("network", " ?alliance ", "a network needs two things"),
    ],
)
def test_a_view_needs_its_columns(view: str, dropped: str, says: str) -> None:
    text = DONE.replace("view: table", f"view: {view}")
    assert told(text) == []
    head, where, rest = text.partition("WHERE")
    first, select, columns = head.partition("SELECT")
    without = first + select + columns.replace(dropped, " ") + where + rest
    assert any(says in each for each in told(without))


@pytest.mark.parametrize("name", ["WhoLeft", "who_left", "who left", "-who", "مَن"])
def test_a_name_is_made_of_small_letters_and_hyphens(name: str) -> None:
    assert told(DONE, name) == [
        f"{name}.rq, line 1: the name of the file is not made of small letters, digits and hyphens"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "#+ a: b\x00\n",
        "#+ - a",
        "#+ &a [*a]",
        "#+ 7",
        "{" * 5000,
        "#+ a: {" * 99,
        "#+ ? [a]\n",
    ],
)
def test_whatever_the_file_holds_is_told_in_sentences(text: str) -> None:
    found = told(text)
    assert found
    assert all(re.fullmatch(r"who-left\.rq, line \d+: [^\n]+", each) for each in found)
    with pytest.raises(QuestionError):
        read_question("who-left", text)


def test_every_tag_has_its_words_on_the_pages() -> None:
    words = files("mithaq.server").joinpath("words.toml").read_text(encoding="utf-8")
    for tag in TAGS:
        assert f"[tag-{tag}]" in words


# A question of one's own


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib 7.6 warns of itself
def test_the_draft_answers_as_it_stands_and_only_its_todos_are_wrong() -> None:
    assert read_question("draft", DRAFT).example
    assert rdflib.Dataset().query(DRAFT).vars
    assert {re.sub(".*, line \\d+: ", "", each).partition(":")[0] for each in told(DRAFT)} == {
        "TODO is left"
    }
    assert len(told(DRAFT)) == DRAFT.count("TODO")


def test_a_new_question_is_a_file_that_answers(tmp_path: Path, graph_folder: Path) -> None:
    folder = tmp_path / "mine"
    result = run("questions", "new", "who-left", "--into", folder)
    path = folder / "who-left.rq"
    assert (result.exit_code, result.stdout) == (0, f"{path}\n")
    assert path.read_text(encoding="utf-8") == DRAFT
    linted = run("questions", "lint", path)
    assert linted.exit_code == 3
    assert linted.stdout.count("TODO is left") == DRAFT.count("TODO")
    asked = run(
        "query", "who-left", "-f", "csv", MITHAQ_QUESTIONS=folder, MITHAQ_GRAPH=graph_folder
    )
    names = {row["memberName"] for row in csv.DictReader(io.StringIO(asked.stdout))}
    assert names == {"Azerbaijan", "Georgia", "Uzbekistan"}
    assert "who-left " in run("questions", MITHAQ_QUESTIONS=folder).stdout
    path.write_text(DONE, encoding="utf-8")
    again = run("questions", "lint", MITHAQ_QUESTIONS=folder)
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == f"{len(question_names()) + 1} questions, 0 mistakes\n"


def test_in_a_source_checkout_a_new_question_stands_beside_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = tmp_path / "queries"
    rooms.mkdir()
    rooms.joinpath("draft.txt").write_text(DRAFT, encoding="utf-8")
    monkeypatch.setattr("mithaq.queries.drafts.files", lambda _package: rooms)
    monkeypatch.delenv(FOLDER, raising=False)
    elsewhere = run("questions", "new", "who-left")
    assert (elsewhere.exit_code, "name a folder with --into DIR" in elsewhere.stderr) == (1, True)
    tmp_path.joinpath("pyproject.toml").touch()
    assert run("questions", "new", "who-left").stdout == f"{rooms / 'who-left.rq'}\n"
    assert rooms.joinpath("who-left.rq").read_text(encoding="utf-8") == DRAFT


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.joinpath("file").touch()
    result = run("questions", "new", "who-left", "--into", tmp_path / "file" / "folder")
    assert (result.exit_code, "cannot be written: Not a directory" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("name", "status", "says"),
    [
        ("who-left", 1, "is there already: take another name"),
        ("chairs", 1, "there is a question chairs already"),
        ("../who", 1, "no name for a question"),
        ("Who", 1, "no name for a question"),
        ("", 1, "no name for a question"),
    ],
)
def test_a_new_question_takes_no_place_of_another(
    name: str, status: int, says: str, tmp_path: Path
) -> None:
    put(tmp_path, "who-left")
    result = run("questions", "new", name, "--into", tmp_path)
    assert (result.exit_code, says in result.stderr) == (status, True)
    assert [path.name for path in tmp_path.iterdir()] == ["who-left.rq"]
    assert put(tmp_path, "who-left").read_text(encoding="utf-8") == DONE


def test_a_folder_of_ones_own_adds_to_the_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = question_names()
    put(tmp_path, "who-left")
    tmp_path.joinpath("notes.txt").touch()
    monkeypatch.setenv(FOLDER, str(tmp_path))
    assert set(question_names()) - set(before) == {"who-left"}
    assert list(questions()) == sorted(questions())
    assert question("who-left").sparql == DONE
    monkeypatch.delenv(FOLDER)
    assert question_names() == before
    with pytest.raises(NotFoundError):
        question("who-left")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("chairs", DONE, "chairs.rq: Mithaq has a question of this name; rename the file"),
        ("my_own", DONE, "my_own.rq: a question's name has small letters, digits and hyphens"),
        ("mine", DONE.replace("#+", "#"), "mine.rq: the header lacks a mapping"),
        ("mine", DONE.replace("[members]", "[x]"), "mine.rq: tags must be some of treaties"),
        ("mine", DONE.replace("GROUP BY", "GROUP GROUP"), f"Error: line {LINES - 1}, column 7: "),
        ("mine", DONE + "}", f"Error: line {LINES + 1}, column 1: "),
        ("mine", re.sub("SELECT(.|\n)*", "ASK {}", DONE), "a question is a SELECT query"),
        ("mine", DONE.replace("WHERE {", "WHERE { SERVICE <http://a.example/> {}", 1), "SERVICE"),
        ("mine", re.sub("(?<=UNDEF) }(.|\n)*", "", DONE), "the query ends too early"),
    ],
)
def test_what_is_wrong_with_a_question_of_ones_own_is_told_in_one_sentence(
    name: str, content: str, says: str, tmp_path: Path, graph_folder: Path
) -> None:
    put(tmp_path, name, content)
    result = run("query", name, MITHAQ_QUESTIONS=tmp_path, MITHAQ_GRAPH=graph_folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr


def test_all_questions_at_once_ask_one_that_needs_a_parameter_with_its_example(
    tmp_path: Path, graph_folder: Path
) -> None:
    needy = DONE.replace("#+     optional: true\n", "")
    assert told(needy) == []
    put(tmp_path, "who-left", needy)
    environment = {"MITHAQ_QUESTIONS": tmp_path, "MITHAQ_GRAPH": graph_folder}
    assert run("query", "who-left", **environment).exit_code == 1
    out = tmp_path / "answers"
    assert run("query", "--all", "--out", out, **environment).exit_code == 0
    readme = out.joinpath("README.md").read_text(encoding="utf-8")
    (row,) = [line for line in readme.splitlines() if "| `who-left` |" in line]
    assert "| its example: alliance=https://w3id.org/mithaq/id/alliance/CSTO | 3 |" in row


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("questions", MITHAQ_QUESTIONS=tmp_path / "nowhere")
    assert (result.exit_code, "which is no folder" in result.stderr) == (1, True)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    tmp_path.joinpath("latin.rq").write_bytes(b"\xe9")
    for path, says in (
        (tmp_path / "latin.rq", "is not UTF-8 (byte 0)"),
        (tmp_path / "x.rq", "cannot be read"),
    ):
        result = run("questions", "lint", path)
        assert (result.exit_code, says in result.stderr) == (1, True)
