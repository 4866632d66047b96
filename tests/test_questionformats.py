"""`/queries`: every question in every format, by ending and by Accept header, and what is refused."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal

from mithaq.queries.answers import Answer, answer, json_object, spreadsheet_text
from mithaq.queries.questions import question, question_names, questions
from mithaq.queries.solutions import Solutions
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.settings import Settings
from mithaq.store import current, open_store

WITHDREW = "/queries/which-members-withdrew"
TYPES = {
    "json": "application/json",
    "srj": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "jsonl": "application/jsonl",
    "md": "text/markdown",
    "rq": "application/sparql-query",
    "html": "text/html",
}


@pytest.fixture(scope="module")
def client(graph_folder: Path) -> Iterator[FlaskClient]:
    patient = replace(Settings().pages, deadline=30.0, patience=30.0)  # a busy machine is slow
    with closing(Backend(graph_folder, replace(Settings(), pages=patient))) as backend:
        yield create_app(backend).test_client()


@pytest.mark.parametrize(("ending", "media_type"), TYPES.items())
def test_the_ending_and_the_accept_header_give_the_same(
    client: FlaskClient, ending: str, media_type: str
) -> None:
    by_ending = client.get(f"{WITHDREW}.{ending}?lang=ar", headers={"Accept": "image/png"})
    by_header = client.get(f"{WITHDREW}?lang=ar", headers={"Accept": media_type})
    assert by_ending.status_code == by_header.status_code == 200
    assert by_ending.mimetype == by_header.mimetype == media_type
    if ending == "html":  # whose switch of language leads to its own address
        assert by_header.text.count("<tr>") == by_ending.text.count("<tr>") > 1
    else:
        assert by_ending.data == by_header.data
    assert "Accept" in by_header.headers["Vary"]


@pytest.mark.parametrize("name", question_names())
def test_every_format_has_the_rows_of_the_answer(
    client: FlaskClient, graph_folder: Path, name: str
) -> None:
    arguments = dict(question(name).example)
    store = open_store(current(graph_folder))
    expected = json_object(answer(question(name), arguments, store))["rows"]

    def sent(ending: str) -> str:
        response = client.get(f"/queries/{name}.{ending}", query_string=arguments)
        assert response.status_code == 200
        return response.text

    assert json.loads(sent("json"))["rows"] == expected
    assert [json.loads(line) for line in sent("jsonl").splitlines()] == expected
    cells = [["" if cell is None else str(cell) for cell in row.values()] for row in expected]
    read = list(csv.reader(io.StringIO(sent("csv"))))[1:]
    assert [[cell.casefold() for cell in row] for row in read] == [
        [cell.casefold() for cell in row] for row in cells
    ]
    assert len(sent("tsv").splitlines()) == len(expected) + 1
    assert len(sent("md").splitlines()) == len(expected) + 2


def test_a_browser_saves_an_answer_under_the_question_s_name(client: FlaskClient) -> None:
    for ending, shown in [("csv", "attachment"), ("tsv", "attachment"), ("json", "inline")]:
        for headers, address in [
            ({}, f"{WITHDREW}.{ending}"),
            ({"Accept": TYPES[ending]}, WITHDREW),
        ]:
            found = client.get(f"{address}?alliance=CSTO", headers=headers)
            disposition = found.headers["Content-Disposition"]
            assert disposition == f"{shown}; filename=which-members-withdrew.{ending}"
    assert "Content-Disposition" not in client.get(f"{WITHDREW}.html").headers


def test_an_answer_tells_its_other_formats_with_the_same_arguments(client: FlaskClient) -> None:
    response = client.get(WITHDREW, query_string={"alliance": "حلف <x>", "lang": "ar"})
    assert response.status_code == 400
    assert "alternate" not in str(response.headers.getlist("Link"))
    links = client.get(f"{WITHDREW}?alliance=CSTO&lang=ar").headers.getlist("Link")
    told = [link for link in links if 'rel="alternate"' in link]
    types = {**TYPES, "svg": "image/svg+xml"}  # the question has a picture
    for ending, media_type in types.items():
        target = f"<{WITHDREW}.{ending}?alliance=CSTO&lang=ar>"
        assert f'{target}; rel="alternate"; type="{media_type}"' in told
    assert len(told) == len(types)


def test_the_file_of_a_question_is_sent_as_it_stands(client: FlaskClient) -> None:
    for name, asked in questions().items():
        assert client.get(f"/queries/{name}.rq").text == asked.sparql
    bound = client.get(f"{WITHDREW}.rq?alliance=CSTO").text
    assert "VALUES ?alliance { <https://w3id.org/mithaq/id/alliance/CSTO> }" in bound


def test_csv_for_spreadsheets_begins_with_a_mark_and_is_else_the_same(client: FlaskClient) -> None:
    plain = client.get(f"{WITHDREW}.csv?lang=ar").data.decode()
    marked = client.get(f"{WITHDREW}.csv?lang=ar&bom=1").data.decode()
    assert marked[0] == "\ufeff"
    assert plain[0] != "\ufeff"
    assert marked[1:].replace("\r\n", "\n") == plain
    assert client.get(f"{WITHDREW}.csv?bom=0").data == client.get(f"{WITHDREW}.csv").data


def test_a_spreadsheet_runs_no_cell() -> None:
    cells = ["=1+1", "+cmd", "-5", "-5.25", "-x", "@sum", "plain", "\t=1"]
    solutions = Solutions(("value",), tuple((Literal(cell),) for cell in cells))
    written = spreadsheet_text(Answer(question("documents"), {}, solutions))
    read = [row[0] for row in csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""))]
    assert read == ["value", "'=1+1", "'+cmd", "-5", "-5.25", "'-x", "'@sum", "plain", "'\t=1"]


@pytest.mark.parametrize("ending", ["json", "csv", "tsv", "md", "html"])
def test_the_list_names_every_question(client: FlaskClient, ending: str) -> None:
    listed = client.get(f"/queries.{ending}")
    assert listed.mimetype == TYPES[ending]
    by_header = client.get("/queries", headers={"Accept": TYPES[ending]})
    for asked in questions().values():
        for text in (listed.text, by_header.text):
            assert asked.name in text
            assert ending == "html" or asked.question["ar"] in text


@pytest.mark.parametrize(
    ("address", "accept", "status", "sentence"),
    [
        ("/queries/which-member-withdrew", "*/*", 404, "did you mean 'which-members-withdrew'?"),
        ("/queries/which-members-withdrew.ttl2", "*/*", 404, "no question is called"),
        ("/queries/documents.svg", "*/*", 404, "this comes as application/json"),
        ("/queries.exe", "*/*", 404, "the list of questions comes as application/json"),
        (WITHDREW, "image/png", 406, "this comes as application/json"),
        (f"{WITHDREW}?aliance=CSTO", "*/*", 400, "did you mean 'alliance'?"),
        (f"{WITHDREW}?alliance=NOBODY", "*/*", 400, "no alliance is called 'NOBODY'"),
        (f"{WITHDREW}?alliance=CSTO&alliance=NATO", "*/*", 400, "alliance is given 2 times"),
        (f"{WITHDREW}?bom=yes", "*/*", 400, "bom is 1 (CSV for spreadsheets) or 0"),
        (f"{WITHDREW}?lang=fr", "*/*", 400, "'fr' is not one of en, ar"),
        (f"{WITHDREW}?alliance=%00", "*/*", 400, "is not the name, abbreviation or IRI"),
        ("/queries/members-on-a-date?date=2022-13-01", "*/*", 400, "is not a day such as"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_sentence(
    client: FlaskClient, address: str, accept: str, status: int, sentence: str
) -> None:
    response = client.get(address, headers={"Accept": accept})
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    problem = response.json
    assert problem is not None
    assert problem["status"] == status
    assert sentence in problem["detail"]
    assert "\n" not in problem["detail"]


def test_head_tells_what_get_would(client: FlaskClient) -> None:
    for address in (WITHDREW, f"{WITHDREW}.csv", "/queries", "/queries.md", "/queries/none"):
        got, head = client.get(address), client.head(address)
        assert head.data == b""
        assert head.status_code == got.status_code
        for name in ("Content-Type", "Content-Length", "Content-Disposition", "Vary"):
            assert head.headers.get(name) == got.headers.get(name), (address, name)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_told_which_are_allowed(client: FlaskClient, method: str) -> None:
    response = client.open(WITHDREW, method=method)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert response.mimetype == "application/problem+json"


@pytest.mark.parametrize("address", [WITHDREW, "/queries", "/id/state/ARM", "/ontology", "/sparql"])
@pytest.mark.parametrize(
    "accept",
    [
        *("", " ", "*", "*/*;q=", "text/csv;q=nan", "text/*;q=-1", ";;;,,,", "text/csv;q=1_0"),
        *("a/b, " * 1000, "text/html" * 500, "*/*;q=0", "\x7ftext/csv", "text/csv;q=1e999", "é/ö"),
    ],
)
def test_a_strange_accept_header_is_answered(
    client: FlaskClient, address: str, accept: str
) -> None:
    response = client.get(address, headers={"Accept": accept})
    assert response.status_code in (200, 406)
    if response.status_code == 406:
        assert response.mimetype in ("application/problem+json", "text/html")
