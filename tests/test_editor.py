"""The editor's page as a server makes it: with and without a script, what completes, what is wrong."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from itertools import product
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from mithaq.queries.questions import questions
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.environ import REFUSED
from mithaq.server.processes import full
from mithaq.server.settings import Lane, Settings

STATIC = Path(__file__).parent.parent / "server" / "static"
MQ = "PREFIX mq: <https://w3id.org/mithaq/ontology#>\n"
WITHDREW = f"{MQ}SELECT ?member WHERE {{ ?situation a mq:Withdrawal ; mq:member ?member }}"
WITHDRAWAL = "انسحاب"  # withdrawal
ARMENIA = "أرمينيا"  # Armenia
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ROWS_SHOWN = 20


@pytest.fixture(scope="module")
def client(graph_folder: Path) -> Iterator[FlaskClient]:
    queries, pages = Lane(1, 1, 20.0, 1.0), Lane(1, 1, 20.0, 20.0)  # a busy machine is no mistake
    settings = Settings(page_rows=ROWS_SHOWN, queries=queries, pages=pages)
    with closing(Backend(graph_folder, settings)) as backend:
        yield create_app(backend).test_client()


def run(client: FlaskClient, query: str, lang: str = "en", **fields: str) -> TestResponse:
    return client.post(f"/editor?lang={lang}", data={"query": query, **fields}, headers=BROWSER)


def box(page: str) -> str:
    return unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[0])


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_form_answers_without_a_script(client: FlaskClient, lang: str) -> None:
    page = run(client, WITHDREW.replace("\n", "\r\n"), lang)
    assert page.status_code == 200
    assert box(page.text) == WITHDREW
    assert 'data-count="3"' in page.text
    assert f'href="/id/state/UZB?lang={lang}"' in page.text
    assert ("Uzbekistan" in page.text) == (lang == "en")
    other = "en" if lang == "ar" else "ar"
    switch = re.findall(rf'class="switch" href="([^"]*)" lang="{other}"', page.text)[0]
    assert box(client.get(unescape(switch), headers=BROWSER).text) == WITHDREW


def test_a_script_gets_the_answer_alone(client: FlaskClient) -> None:
    part = run(client, WITHDREW, part="1").text
    assert "<table" in part
    assert "<html" not in part


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_query_that_is_there_first_has_an_answer_with_a_picture(
    client: FlaskClient, lang: str
) -> None:
    first = box(client.get(f"/editor?lang={lang}", headers=BROWSER).text)
    shown = run(client, first, lang, part="1").text
    assert 'data-count="5"' in shown
    assert "<svg" in shown


def test_every_question_can_be_begun_with(client: FlaskClient) -> None:
    for name, asked in questions().items():
        filled = box(client.get(f"/editor?question={name}&lang=ar", headers=BROWSER).text)
        assert filled.startswith(f"# {asked.question['ar']}\n")
        assert (f"#+ view: {asked.view}" in filled) == (asked.view != "table")
        if name in ("timeline", "evidence", "members-on-a-date", "network"):
            answered = run(client, filled, "ar", part="1").text
            assert "<table" in answered, answered


def test_a_question_keeps_its_arguments(client: FlaskClient) -> None:
    asked = client.get("/queries/which-members-withdrew?state=UZB", headers=BROWSER).text
    assert "/editor?question=" in asked, asked
    address = unescape(re.findall(r'href="(/editor\?question=[^"]*)"', asked)[0])
    filled = box(client.get(address, headers=BROWSER).text)
    assert "state/UZB>" in filled
    assert 'data-count="1"' in run(client, filled, part="1").text
    assert client.get("/editor?question=none-such", headers=BROWSER).status_code == 404


@pytest.mark.parametrize(
    ("query", "status", "place"),
    [
        (f"{MQ}SELECT * WHERE {{ ?s a mq:Withdrawal", 400, (2, 36)),
        (f"{MQ}SELECT * WHERE {{\n  ?s a ex:Thing }}", 400, (3, 8)),
        (f'SELECT * WHERE {{ ?s ?p "{ARMENIA}𝔸" FILTER }}', 400, (1, 42)),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", 403, None),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 403, None),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i) }", 504, None),
        ("  ", 400, None),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    client: FlaskClient, query: str, status: int, place: tuple[int, int] | None
) -> None:
    page = run(client, query)
    assert page.status_code == status
    assert box(page.text).strip() == query.strip()
    for shown in (page, run(client, query, part="1")):
        found = re.findall(r'data-line="(\d+)" data-column="(\d+)"', shown.text)
        assert [(int(line), int(column)) for line, column in found] == ([place] if place else [])
        assert 'class="mismatch"' in shown.text
        assert shown.headers["Cache-Control"] == "no-store"


def test_a_full_server_says_so(client: FlaskClient) -> None:
    refused = client.post("/editor", data={"query": WITHDREW}, environ_overrides={REFUSED: full()})
    assert refused.status_code == 503
    assert box(refused.text) == WITHDREW


def test_the_formats_are_shown_and_saved(client: FlaskClient) -> None:
    saved = run(client, WITHDREW, save="1")
    assert saved.headers["Content-Disposition"] == "attachment; filename=answer.csv"
    assert len(list(csv.DictReader(io.StringIO(saved.text)))) == 3
    shown = run(client, WITHDREW, part="1", **{"as": "json"}).text
    text = unescape(re.findall(r"<code>(.*)</code>", shown, re.DOTALL)[0])
    assert len(json.loads(text)["results"]["bindings"]) == 3
    graph = f"{MQ}CONSTRUCT {{ ?s a mq:Withdrawal }} WHERE {{ ?s a mq:Withdrawal }}"
    for ending, media_type in (("nt", "application/n-triples"), ("table", "text/turtle")):
        saved = run(client, graph, save="1", **{"as": ending})
        assert saved.mimetype == media_type
        assert saved.text.count("withdrawal/CSTO") == 3
    assert "<code>true</code>" in run(client, "ASK {}", part="1").text
    wrong = run(client, "ASK {", save="1")
    assert wrong.status_code == 400
    assert box(wrong.text) == "ASK {"


def test_long_answers_are_cut_on_the_page_only(client: FlaskClient) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 3000"
    shown = run(client, query, part="1").text
    assert 'data-count="3000"' in shown
    assert shown.count("<tr>") == ROWS_SHOWN + 1
    assert "<svg" not in shown
    assert run(client, query, save="1").text.count("\n") >= 3001
    assert 'class="note"' in run(client, query, part="1", **{"as": "json"}).text


@pytest.mark.parametrize(
    ("query", "shape", "drawn"),
    [
        ('SELECT * { VALUES (?time ?x) { ("2022-09" "a") ("unknown" "b") } }', "table", True),
        ("SELECT * { VALUES (?alliance ?n) { (<http://a> 3) (<http://b> 4) } }", "table", True),
        (f"{MQ}SELECT ?state {{ ?state a mq:State }} LIMIT 9", "table", False),
        (f"{MQ}SELECT ?state {{ ?state a mq:State }} LIMIT 9", "map", True),
        (f"#+ view: map\n{MQ}SELECT ?state {{ ?state a mq:State }} LIMIT 9", "table", True),
        (f"{MQ}SELECT * {{ ?m mq:memberOf ?alliance }} LIMIT 9", "network", True),
        ('SELECT * { VALUES ?x { "a" } }', "timeline", False),
        ('#+ view: table\nSELECT * { VALUES (?time ?x) { ("2022" "a") } }', "table", False),
    ],
)
def test_a_picture_is_drawn_where_the_columns_allow(
    client: FlaskClient, query: str, shape: str, *, drawn: bool
) -> None:
    shown = run(client, query, part="1", **{"as": shape}).text
    assert ("<svg" in shown) == drawn, shown
    assert ('class="note"' in shown) == (shape != "table" and not drawn)


def test_no_value_breaks_a_picture_or_the_page(client: FlaskClient) -> None:
    values = (
        'UNDEF "" "2022-09" "-5" "x" "99999-01" "2022/2021" 5 -5 1e400 "NaN"^^xsd:double "INF"^^xsd:double'
        ' state:ARM js:1 "<script>alert(1)</script>"'
    ).split(" ")
    prefixes = (
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX js: <javascript:>"
        " PREFIX state: <https://w3id.org/mithaq/id/state/>"
    )
    columns = ("time from", "from until", "time n", "member other", "time responseTime", "n place")
    for shape, names in product(("table", "timeline", "map", "network", "bars"), columns):
        one, two = names.split()
        rows = " ".join(f"({a} {b})" for a, b in zip(values, values[3:] + values[:3], strict=True))
        query = f"{prefixes} SELECT * {{ VALUES (?{one} ?{two}) {{ {rows} }} }}"
        shown = run(client, query, part="1", **{"as": shape})
        assert shown.status_code == 200
        assert f'data-count="{len(values)}"' in shown.text
        assert "<script" not in shown.text
        assert 'href="javascript' not in shown.text


def test_terms_complete_by_their_names_in_every_language(client: FlaskClient) -> None:
    response = client.get("/editor/terms.json")
    known = response.json
    assert known is not None
    terms = {each["term"]: each for each in known["terms"]}
    assert WITHDRAWAL in terms["mq:Withdrawal"]["names"]["ar"]
    assert terms["mq:Withdrawal"]["definition"].keys() == {"en", "ar"}
    assert {"mq:member", "mq:Actual"} <= terms.keys()
    armenia = terms["<https://w3id.org/mithaq/id/state/ARM>"]["names"]
    assert (armenia["ar"][0], armenia["en"][0]) == (ARMENIA, "Armenia")
    assert "CSTO" in terms["<https://w3id.org/mithaq/id/alliance/CSTO>"]["names"]["en"]
    assert known["prefixes"]["mq"] == "https://w3id.org/mithaq/ontology#"
    tag = response.headers["ETag"]
    again = client.get("/editor/terms.json", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""


def test_styles_of_a_script_need_a_word_that_is_said_once(client: FlaskClient) -> None:
    said = set()
    for _ in range(2):
        page = client.get("/editor", headers=BROWSER)
        policy = page.headers["Content-Security-Policy"]
        nonce = re.findall(r"; style-src 'self' 'nonce-([\w-]{20,})'$", policy)[0]
        assert f'data-nonce="{nonce}"' in page.text
        assert page.headers["Cache-Control"] == "no-store"
        assert "unsafe" not in policy
        said.add(nonce)
    assert len(said) == 2
    assert "nonce" not in client.get("/queries", headers=BROWSER).headers["Content-Security-Policy"]


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
@pytest.mark.parametrize("script", sorted(path.name for path in STATIC.glob("*.js")))
def test_our_scripts_are_read(script: str) -> None:
    kind = "module" if "\nimport " in (STATIC / script).read_text(encoding="utf-8") else "commonjs"
    subprocess.run(
        ["node", "--check", f"--input-type={kind}", "-"],
        input=(STATIC / script).read_bytes(),
        check=True,
    )


def test_the_script_asks_for_the_bundle_that_is_there() -> None:
    script = (STATIC / "editor.js").read_text(encoding="utf-8")
    bundle = re.findall(r'from "\./(vendor/[^"]*)"', script)[0]
    assert (STATIC / bundle).is_file()
    page = STATIC.parent.joinpath("templates", "editor.html").read_text(encoding="utf-8")
    assert bundle in page
    wanted = set(re.findall(r"\w+", script.partition("import {")[2].partition("}")[0]))
    exported = (STATIC / bundle).read_text(encoding="utf-8").rpartition("export{")[2]
    assert wanted == set(re.findall(r"as (\w+)", exported))
