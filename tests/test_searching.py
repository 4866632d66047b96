"""Searching over HTTP, from Python and from the shell: the same rows, the hits marked, no surprises."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner
from markupsafe import escape

from mithaq import Graph
from mithaq.api import remote
from mithaq.cli import main
from mithaq.errors import NotFoundError, ParameterError, ServerError
from mithaq.fulltext import KINDS
from mithaq.queries.searching import COLUMNS, MOST
from mithaq.server.negotiation import HTML
from mithaq.server.searching import FORMATS
from mithaq.server.words import words

LEFT = "انسحب"  # he left
GEORGIA_LEFT = "https://w3id.org/mithaq/id/withdrawal/CSTO/GEO"
QUOTE = "جورجيا وجمهورية أذربيجان وأوزبكستان، التي انسحبت من هذا الحلف العسكري"
ALLIANCE = "منظمه معاهده الامن الجماعي"  # the CSTO, folded


def get(
    address: str, path: str, given: Mapping[str, str], accept: str = "*/*"
) -> tuple[int, Mapping[str, str], str]:
    """The status, the headers and the body of an answer."""
    request = Request(f"{address}{path}?{urlencode(given)}", headers={"Accept": accept})
    try:
        with urlopen(request) as response:
            return response.status, response.headers, response.read().decode()
    except HTTPError as error:
        return error.code, error.headers, error.read().decode()


def rows(address: str, given: Mapping[str, str]) -> list[dict[str, str]]:
    status, headers, body = get(address, "/search.csv", given)
    assert status == 200
    assert "search.csv" in headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(body)))


def test_a_quote_is_found_with_its_situation_and_its_document(served: str) -> None:
    found = rows(served, {"q": LEFT, "lang": "en"})
    assert {row["kind"] for row in found} == {"quote"}
    (row,) = (row for row in found if row["thing"] == GEORGIA_LEFT)
    assert row["thingName"] == "Withdrawal: Georgia, CSTO"
    assert row["text"] == QUOTE
    assert row["document"].endswith("graph/001_d82f1e24c4c93dad")


def test_every_kind_is_found_best_first(served: str) -> None:
    found = rows(served, {"q": "معاهدة", "lang": "ar"})  # treaty
    assert [kind for kind in KINDS if kind in {row["kind"] for row in found}] == list(
        dict.fromkeys(row["kind"] for row in found)
    )
    assert {"thing", "situation", "quote", "document", "term"} == {row["kind"] for row in found}
    (best,) = rows(served, {"q": ALLIANCE, "kind": "thing", "limit": "1", "lang": "ar"})
    assert best["thing"] == "https://w3id.org/mithaq/id/alliance/CSTO"


def test_the_limit_is_one_for_each_kind(served: str) -> None:
    found = rows(served, {"q": "CSTO", "limit": "2"})
    for kind in ("thing", "situation", "quote"):
        assert sum(row["kind"] == kind for row in found) == 2
    assert len(rows(served, {"q": "CSTO", "kind": "situation", "limit": str(MOST)})) > 20


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "search needs q"),
        ({"q": " \t"}, "search needs q"),
        ({"q": "*\"'"}, "holds no letter and no digit"),
        ({"q": "ا" * 201}, "q has 201 characters; at most 200"),
        ({"q": "a\x00b"}, "is not a text"),
        ({"q": "a", "kind": "things"}, "is not one of thing, situation, quote, document, term"),
        ({"q": "a", "limit": "0"}, "not a number from 1 to 1000"),
        ({"q": "a", "limit": "1001"}, "not a number from 1 to 1000"),
        ({"q": "a", "limit": "many"}, "is not a whole number"),
        ({"q": "a", "lang": "fr"}, "is not one of en, ar"),
        ({"query": "a"}, "search has no parameter 'query'"),
    ],
)
def test_a_wrong_search_is_one_sentence(served: str, given: dict[str, str], told: str) -> None:
    status, headers, body = get(served, "/search", given)
    assert status == 400
    assert headers["Content-Type"] == "application/problem+json"
    assert told in json.loads(body)["detail"]
    assert get(served, "/search", given, "text/html")[0] == 400


def test_it_comes_in_every_format_by_header_and_by_ending(served: str) -> None:
    given = {"q": "CSTO"}
    for media_type in FORMATS:
        status, headers, body = get(served, "/search", given, media_type)
        assert status == 200
        assert headers["Content-Type"].startswith(media_type)
        links = headers.get_all("Link")  # type: ignore[attr-defined]
        ending = next(
            link.partition("<")[2].partition("?")[0] for link in links if media_type in link
        )
        assert get(served, ending, given)[2] == body or media_type == HTML  # which names itself
    assert get(served, "/search.csv", given | {"bom": "1"})[2].startswith("\ufeff")
    assert get(served, "/search.ttl", given)[0] == 404
    assert get(served, "/search", given, "image/png")[0] == 406
    answered = json.loads(get(served, "/search", given)[2])
    assert [column["name"] for column in answered["columns"]] == list(COLUMNS)


def test_an_answer_is_kept_and_known_again(served: str) -> None:
    tag = get(served, "/search", {"q": "CSTO"})[1]["ETag"]
    request = Request(f"{served}/search?q=CSTO", headers={"If-None-Match": tag})
    with pytest.raises(HTTPError, match="304"):
        urlopen(request)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_page_marks_the_hits_and_leads_to_the_marked_sentence(served: str, lang: str) -> None:
    _, _, body = get(served, "/search", {"q": LEFT, "lang": lang}, "text/html")
    said = words(lang)
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in body
    assert said["kind-quote"] in body
    assert "<mark>انسحبت</mark>" in body
    assert body.count("<q ") == 1  # one quote, three situations
    assert f'href="/id/withdrawal/CSTO/GEO?lang={lang}"' in body
    (place,) = re.findall(rf'href="(/documents/001[^"?]*)\?lang={lang}#(c-\w+)"', body)
    assert f'id="{place[1]}"' in get(served, place[0], {}, "text/html")[2]


def test_the_page_of_nothing_says_so(served: str) -> None:
    status, _, body = get(served, "/search", {"q": "qqqq", "lang": "en"}, "text/html")
    assert status == 200
    assert words("en")["nothing-found"] in body


def test_every_page_has_the_box_and_this_one_what_was_typed(served: str) -> None:
    attack = '"><script>alert(1)</script>'
    for path, given in (("/", {}), ("/search", {"q": attack}), ("/search", {"q": "**"})):
        body = get(served, path, given, "text/html")[2]
        assert '<form class="search" action="/search"' in body
        assert "<script>alert" not in body
    assert f'value="{escape(attack)}"' in get(served, "/search", {"q": attack}, "text/html")[2]


@pytest.mark.parametrize("text", [LEFT, "CSTO", "وزير الخار", "a* OR b", "qqqq"])
def test_python_finds_the_same_here_and_there(served: str, graph_folder: Path, text: str) -> None:
    here, there = Graph.open(graph_folder), Graph.connect(served)
    for lang in ("en", "ar"):
        assert list(here.search(text, lang=lang)) == list(there.search(text, lang=lang))
    for graph in (here, there):
        assert len(graph.search("CSTO", kind="thing", limit=2)) == 2
        with pytest.raises(ParameterError, match="search needs q"):
            graph.search(" ")


def test_what_cannot_be_searched_says_so(served: str) -> None:
    with pytest.raises(ServerError, match="the address of a Mithaq server"):
        remote.searching(f"{served}/elsewhere", timeout=9)({"q": "CSTO"})
    with pytest.raises(ServerError, match="answered 404"):
        remote.searching(f"{served}/elsewhere/sparql", timeout=9)({"q": "CSTO"})
    with pytest.raises(NotFoundError, match="no full text"):
        Graph("nowhere", lambda _: ()).search("CSTO")


def test_the_shell_finds_the_same(served: str, graph_folder: Path) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(main, ["search", *arguments, "--graph", str(graph_folder)])
        return done.exit_code, done.stdout, done.stderr

    status, printed, _ = run("collective", "securi", "--lang", "ar", "-f", "csv")
    assert status == 0
    assert list(csv.DictReader(io.StringIO(printed))) == rows(
        served, {"q": "collective securi", "lang": "ar"}
    )
    assert len(run("CSTO", "--kind", "thing", "--limit", "2", "-f", "jsonl")[1].splitlines()) == 2
    status, _, said = run("qqqq", "--fail-if-empty")
    assert status == 4
    assert said == "Nothing is called so, and no quote says so.\n"
    assert run("*")[0] == 1
