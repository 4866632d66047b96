"""The help pages: in both languages, and what they tell to do can be done."""

import re
import shlex
from collections.abc import Iterator, Mapping
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest
from flask.testing import FlaskClient

from mithaq.cli import main
from mithaq.ingest.documents import read_documents
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.helppages import QUERIES, TOPICS, read
from mithaq.server.settings import Settings

BROWSER = {"Accept": "text/html"}
LANGUAGES = ("en", "ar")
PAGES = [(topic, lang) for topic in TOPICS for lang in LANGUAGES]


@pytest.fixture(scope="module")
def client(graph_folder: Path) -> Iterator[FlaskClient]:
    with closing(Backend(graph_folder, Settings())) as backend:
        yield create_app(backend).test_client()


@pytest.fixture(scope="module")
def pages(client: FlaskClient) -> Mapping[tuple[str, str], str]:
    got = {(t, n): client.get(f"/help/{t}?lang={n}", headers=BROWSER) for t, n in PAGES}
    assert {each.status_code for each in got.values()} == {200}
    return {key: each.text for key, each in got.items()}


def blocks(page: str, kind: str) -> list[str]:
    found = re.findall(
        rf'<pre[^>]*data-kind="{kind}"[^>]*><code>(.*?)</code>', page, flags=re.DOTALL
    )
    return [unescape(each) for each in found]


def test_help_begins_with_reading(client: FlaskClient) -> None:
    assert client.get("/help?lang=ar").headers["Location"] == "/help/reading?lang=ar"
    assert client.get("/help/nothing", headers=BROWSER).status_code == 404


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_have_the_same_parts(
    pages: Mapping[tuple[str, str], str], topic: str
) -> None:
    outlines = [
        re.findall(
            r'<(h2|dt|li|pre|ol)\b(?: id="(\w+)")?', pages[topic, lang].partition("<main")[2]
        )
        for lang in LANGUAGES
    ]
    assert outlines[0] == outlines[1]


@pytest.mark.parametrize(("topic", "lang"), PAGES)
def test_every_link_leads_somewhere(
    client: FlaskClient, pages: Mapping[tuple[str, str], str], topic: str, lang: str
) -> None:
    links = {unescape(each) for each in re.findall(r'<a [^>]*href="([^"]*)"', pages[topic, lang])}
    outside = {each for each in links if not each.startswith(("/", "#"))}
    assert outside <= {"https://protege.stanford.edu/"}
    for each in sorted(links - outside):
        parts = urlsplit(each)
        if parts.path in ("", "/ontology.owl"):  # this very page; the file is made in its own test
            continue
        with client.get(
            each, headers=BROWSER if parts.path != "/openapi.json" else {}, follow_redirects=True
        ) as reached:
            assert reached.status_code == 200, each
            assert not parts.fragment or f'id="{parts.fragment}"' in reached.text, each


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_query_gives_rows(
    client: FlaskClient, pages: Mapping[tuple[str, str], str], lang: str
) -> None:
    queries = blocks(pages["querying", lang], "sparql")
    assert len(queries) == len(QUERIES)
    prefixes = "\n".join(blocks(pages["querying", lang], "prefixes"))
    for sparql in (*queries, f"{prefixes}\nSELECT * {{ ?one a mq:Alliance }}"):
        answer = client.post("/sparql", data={"query": sparql}).json
        assert answer is not None
        assert answer["results"]["bindings"], sparql


def test_the_lines_for_programs_get_an_answer(
    served: str, client: FlaskClient, pages: Mapping[tuple[str, str], str]
) -> None:
    page = pages["querying", "ar"]
    (curl,), (python,), (r,) = (blocks(page, each) for each in ("curl", "python", "r"))
    posted, saved = curl.split("\n\n")
    arguments = shlex.split(posted.replace("\\\n", " "))
    assert arguments[:3] == ["curl", "-H", "Accept: text/csv"]
    sparql = arguments[-1].removeprefix("query=")
    answer = client.post(
        urlsplit(arguments[3]).path, data={"query": sparql}, headers={"Accept": "text/csv"}
    )
    assert "جورجيا" in answer.text  # Georgia
    (address,) = re.findall(r'"(http[^"]*)"', r)
    for each in (shlex.split(saved)[-1], address):
        assert "جورجيا" in client.get(each).text
    known: dict[str, object] = {}
    told = python.replace("http://localhost", served).partition("\nframe")[0]
    exec(told, known)  # noqa: S102  (what the page tells to run)
    assert [row.memberName for row in known["rows"]] == ["أذربيجان", "أوزبكستان", "جورجيا"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("topic", "lang"), PAGES)
def test_every_command_is_one_of_ours(
    pages: Mapping[tuple[str, str], str], topic: str, lang: str
) -> None:
    lines = "\n".join(blocks(pages[topic, lang], "shell")).splitlines()
    assert bool(lines) == (topic in ("protege", "documents"))
    for line in lines:
        program, *arguments = shlex.split(line.partition(" > ")[0])
        assert program == "mithaq"
        parameters = [each.replace("my-texts/my-article.txt", __file__) for each in arguments]
        known: click.Command = main
        while isinstance(known, click.Group) and parameters and not parameters[0].startswith("-"):
            found = known.get_command(click.Context(known), parameters[0])
            assert found, line
            known, parameters = found, parameters[1:]
        given = [each.replace("my-texts", str(Path(__file__).parent)) for each in parameters]
        given = [each.replace("seeds", str(Path(__file__).parent)) for each in given]
        known.make_context(program, given, resilient_parsing=False)  # raises where it is misused


def test_the_table_for_documents_is_read(tmp_path: Path) -> None:
    (tmp_path / "my-article.txt").write_text("Plain.")
    (tmp_path / "documents.toml").write_text(read("documents.toml"))
    (document,) = read_documents([tmp_path])
    assert (document.title, str(document.date)) == ("…", "2022-09")
