"""The snippets of a question's page ask what the page shows, whatever its arguments hold."""

import ast
import shlex
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings, strategies

from mithaq import Graph
from mithaq.queries.questions import question, question_names
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.settings import Settings
from mithaq.server.snippets import snippets

ROOT = "http://localhost/"
WITHDREW = question("which-members-withdrew")


@pytest.fixture(scope="module")
def client(graph_folder: Path) -> Iterator[FlaskClient]:
    patient = replace(Settings().pages, deadline=30.0, patience=30.0)  # a busy machine is slow
    with closing(Backend(graph_folder, replace(Settings(), pages=patient))) as backend:
        yield create_app(backend).test_client()


def codes(name: str, arguments: dict[str, str]) -> dict[str, str]:
    return {each.name: each.code for each in snippets(question(name), arguments, ROOT)}


def called(code: str) -> tuple[str, dict[str, str]]:
    """The question and the arguments of the call of `ask` in Python's code."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    (call,) = [c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "ask"]
    arguments: dict[str, str] = {}
    for each in call.keywords:
        value = ast.literal_eval(each.value)
        arguments |= value if each.arg is None else {each.arg: value}
    return ast.literal_eval(call.args[0]), arguments


def test_the_snippets_as_they_stand() -> None:
    made = codes("which-members-withdrew", {"alliance": "CSTO", "lang": "ar"})
    address = "http://localhost/queries/which-members-withdrew.csv?alliance=CSTO&lang=ar"
    assert made["curl"] == f"curl -O '{address}'"
    assert "Graph.connect('http://localhost')" in made["Python"]
    assert ".ask('which-members-withdrew', alliance='CSTO', lang='ar')" in made["Python"]
    assert made["R"].startswith(f'rows <- read.csv("{address}"')


@settings(deadline=None, derandomize=True, max_examples=200)
@given(value=strategies.text(min_size=1).filter(str.strip))
def test_no_value_leaves_its_place(value: str) -> None:
    made = codes("which-members-withdrew", {"alliance": value, "lang": "en"})
    expected = {"alliance": value.strip(), "lang": "en"}
    curl, flag, address = shlex.split(made["curl"])
    assert (curl, flag) == ("curl", "-O")
    assert dict(parse_qsl(urlsplit(address).query, keep_blank_values=True)) == expected
    assert called(made["Python"]) == ("which-members-withdrew", expected)
    quoted = made["R"].split('"')[1]
    assert quoted == address
    assert "\\" not in quoted
    assert all(code.isprintable() or "\n" in code for code in made.values())


@pytest.mark.parametrize("name", question_names())
def test_the_snippets_give_the_rows_of_the_page(
    client: FlaskClient, graph_folder: Path, name: str
) -> None:
    arguments = {**question(name).example, "lang": "ar"}
    made = codes(name, arguments)
    address = urlsplit(shlex.split(made["curl"])[2])
    by_curl = client.get(f"{address.path}?{address.query}")
    assert by_curl.status_code == 200
    asked, given_there = called(made["Python"])
    rows = Graph.open(graph_folder).ask(asked, **given_there)
    assert rows.to_csv() == by_curl.text


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_page_shows_them_with_its_arguments_and_its_language(
    client: FlaskClient, lang: str
) -> None:
    headers = {"Accept": "text/html", "Accept-Language": lang}
    page = client.get("/queries/which-members-withdrew?state=GEO", headers=headers).text
    address = f"/queries/which-members-withdrew.csv?state=GEO&amp;lang={lang}"
    assert page.count(f"http://localhost{address}") == 2
    assert f'href="{address}' in page
    assert page.count('<pre dir="ltr" class="copied">') == 3
