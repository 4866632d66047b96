"""`/sparql` keeps to the SPARQL 1.1 Protocol, and says in one sentence why it does not answer."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from werkzeug.test import TestResponse

from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.negotiation import choose, choose_language
from mithaq.server.settings import Lane, Settings
from mithaq.store import publish

SETTINGS = replace(
    Settings(), queries=Lane(workers=2, waiting=2, patience=2.0, deadline=1.0), memory=1024**3
)
QUADS = """
<urn:s> <urn:p> "عربي"@ar .
<urn:s> <urn:p> "plain" .
<urn:t> <urn:p> "in one" <urn:one> .
<urn:t> <urn:p> "in two" <urn:two> .
"""
ALL = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    out = tmp_path_factory.mktemp("graph")

    def fill(folder: Path) -> None:
        (folder / "dataset.nq").write_text(QUADS, encoding="utf-8")

    publish(out, fill)
    with closing(Backend(out, SETTINGS)) as backend:
        yield create_app(backend).test_client()


def get(client: FlaskClient, query: str, accept: str | None = None, **further: str) -> TestResponse:
    headers = {"Accept": accept} if accept else {}
    return client.get("/sparql", query_string={"query": query, **further}, headers=headers)


def objects(response: TestResponse) -> list[str]:
    bindings = json.loads(response.data)["results"]["bindings"]
    return [binding["o"]["value"] for binding in bindings]


def problem(response: TestResponse) -> dict[str, object]:
    assert response.mimetype == "application/problem+json"
    read: dict[str, object] = json.loads(response.data)
    assert read["status"] == response.status_code
    assert {"type", "title", "detail"} <= read.keys()
    return read


def test_get_and_both_kinds_of_post_give_the_same_rows(client: FlaskClient) -> None:
    responses = [
        get(client, ALL),
        client.post("/sparql", data={"query": ALL}),
        client.post("/sparql", data=ALL, content_type=QUERY),
        client.post("/sparql", data=ALL.encode(), content_type=f"{QUERY}; charset=UTF-8"),
    ]
    assert [objects(response) for response in responses] == [["plain", "عربي"]] * 4


def test_without_an_accept_header_comes_sparql_json_or_turtle(client: FlaskClient) -> None:
    assert get(client, ALL).mimetype == "application/sparql-results+json"
    assert get(client, "ASK {}").json == {"head": {}, "boolean": True}
    assert get(client, "DESCRIBE <urn:s>").mimetype == "text/turtle"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv; charset=utf-8", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/*", "text/csv"),
        ("text/html, */*;q=0.1", "application/sparql-results+json"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
    ],
)
def test_solutions_come_as_the_client_accepts_them(
    client: FlaskClient, accept: str, media_type: str
) -> None:
    response = get(client, ALL, accept)
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert "Accept" in response.headers["Vary"]


def test_every_form_of_solutions_holds_the_same_rows(client: FlaskClient) -> None:
    expected = ["plain", "عربي"]
    as_csv = csv.DictReader(io.StringIO(get(client, ALL, "text/csv").text))
    assert [row["o"] for row in as_csv] == expected
    tsv = get(client, ALL, "text/tab-separated-values").text.splitlines()
    assert tsv == ["?o", '"plain"', '"عربي"@ar']
    xml = ET.fromstring(get(client, ALL, "application/sparql-results+xml").data)  # noqa: S314
    name = "{http://www.w3.org/2005/sparql-results#}literal"
    assert [each.text for each in xml.iter(name)] == expected


@pytest.mark.parametrize(
    ("media_type", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_graphs_come_as_the_client_accepts_them(
    client: FlaskClient, media_type: str, form: RdfFormat
) -> None:
    response = get(client, "CONSTRUCT WHERE { ?s <urn:p> ?o }", media_type)
    assert response.mimetype == media_type
    quads = list(parse(response.data, format=form))
    assert {quad.object for quad in quads} == {Literal("plain"), Literal("عربي", language="ar")}


def test_what_cannot_be_sent_as_asked_is_not_acceptable(client: FlaskClient) -> None:
    for query, accept in [
        (ALL, "text/turtle"),
        ("DESCRIBE <urn:s>", "text/csv"),
        (ALL, "image/png"),
    ]:
        response = get(client, query, accept)
        assert response.status_code == 406
        assert "text/csv" in str(problem(response)["detail"])


def test_a_dataset_is_made_of_the_graphs_that_the_request_names(client: FlaskClient) -> None:
    assert objects(get(client, ALL, **{"default-graph-uri": "urn:one"})) == ["in one"]
    both = {"default-graph-uri": ["urn:one", "urn:two"], "query": ALL}
    assert objects(client.get("/sparql", query_string=both)) == ["in one", "in two"]
    named = "SELECT ?o { GRAPH ?g { ?s ?p ?o } }"
    assert objects(get(client, named, **{"named-graph-uri": "urn:two"})) == ["in two"]
    assert objects(
        client.post("/sparql?default-graph-uri=urn:one", data=ALL, content_type=QUERY)
    ) == ["in one"]


def test_head_tells_what_get_would_send(client: FlaskClient) -> None:
    got = get(client, ALL)
    head = client.head("/sparql", query_string={"query": ALL})
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]
    assert head.content_length == len(got.data)


def test_pages_of_other_sites_may_ask(client: FlaskClient) -> None:
    preflight = client.options("/sparql", headers={"Origin": "https://example.org"})
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    for response in [preflight, get(client, ALL), get(client, "nonsense")]:
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers


def test_the_bare_endpoint_describes_itself(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert response.mimetype == "text/turtle"
    endpoint = NamedNode("http://www.w3.org/ns/sparql-service-description#endpoint")
    described = [
        quad.object
        for quad in parse(response.data, format=RdfFormat.TURTLE)
        if quad.predicate == endpoint
    ]
    assert described == [NamedNode("http://localhost/sparql")]


def test_a_relative_iri_is_resolved_against_the_endpoint(client: FlaskClient) -> None:
    response = get(client, "SELECT (STR(<x>) AS ?o) {}")
    assert objects(response) == ["http://localhost/x"]


@pytest.mark.parametrize(
    ("query", "line", "column", "said"),
    [
        ("SELECT * WHERE { ?s ?p ?o", 1, 26, "ends too early"),
        ("SELECT *\nWHERE {\n  ?s ?p ?o .\n  FILTR(?o > 1)\n}", 4, 3, "“FILTR”"),
        ("SELECT *\nWHERE { ?s ex:p ?o }", 2, 12, "the prefix ex: is not declared"),
        ('SELECT * { ?s ?p "عربي" ,, ?o }', 1, 26, "“,”"),
        ("SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }", 1, 40, "variable that is unbound"),
        ("", 1, 1, "ends too early"),
    ],
)
def test_a_syntax_error_names_its_place_and_not_the_grammar(
    client: FlaskClient, query: str, line: int, column: int, said: str
) -> None:
    response = get(client, query)
    read = problem(response)
    assert response.status_code == 400
    assert (read["line"], read["column"]) == (line, column)
    assert said in str(read["detail"])
    assert "expected" not in response.text
    text, caret = str(read["excerpt"]).split("\n")
    assert text == (query.split("\n")[line - 1])
    assert caret == " " * (column - 1) + "^"


@pytest.mark.parametrize(
    ("path", "request_", "status"),
    [
        ("/sparql?query=ASK{}&query=ASK{}", {"method": "GET"}, 400),
        ("/sparql?default-graph-uri=urn:x", {"method": "GET"}, 400),
        ("/sparql?query=ASK{}&default-graph-uri=no%20iri", {"method": "GET"}, 400),
        ("/sparql?query=%FF", {"method": "GET"}, 400),
        ("/sparql", {"method": "POST", "data": b"\xff", "content_type": QUERY}, 400),
        ("/sparql", {"method": "POST", "data": b"", "content_type": FORM}, 400),
        ("/sparql?query=ASK{}", {"method": "POST", "data": b"ASK {}", "content_type": QUERY}, 400),
        ("/sparql?query=ASK{SERVICE%3Curn:x%3E{}}", {"method": "GET"}, 403),
        ("/sparql?query=LOAD%20%3Curn:x%3E", {"method": "GET"}, 403),
        ("/sparql?update=DROP%20ALL", {"method": "GET"}, 403),
        ("/sparql", {"method": "POST", "data": {"update": "DROP ALL"}}, 403),
        (
            "/sparql",
            {"method": "POST", "data": b"DROP ALL", "content_type": "application/sparql-update"},
            403,
        ),
        ("/sparql", {"method": "PUT", "data": b"ASK {}"}, 405),
        ("/sparql", {"method": "DELETE"}, 405),
        ("/sparql", {"method": "POST", "data": b" " * 200_001, "content_type": QUERY}, 413),
        ("/sparql?query=ASK{}" + "%20" * 2_800, {"method": "GET"}, 414),
        ("/sparql", {"method": "POST", "data": b"ASK {}"}, 415),
        ("/sparql", {"method": "POST", "data": b"ASK {}", "content_type": "text/plain"}, 415),
        (
            "/sparql",
            {"method": "POST", "data": b"ASK {}", "content_type": f"{QUERY}; charset=latin1"},
            415,
        ),
    ],
)
def test_a_wrong_request_gets_its_status_and_a_sentence(
    client: FlaskClient, path: str, request_: dict[str, object], status: int
) -> None:
    response = client.open(path, **request_)
    assert response.status_code == status
    assert problem(response)["detail"]
    if status == 405:
        assert "POST" in response.headers["Allow"]


def test_a_query_past_its_deadline_is_a_gateway_timeout(client: FlaskClient) -> None:
    product = " ".join(f"VALUES ?v{n} {{ {'1 ' * 900} }}" for n in range(4))
    response = get(client, f"SELECT (COUNT(*) AS ?n) {{ {product} }}")
    assert response.status_code == 504
    assert "longer than 1 second" in str(problem(response)["detail"])
    assert objects(get(client, ALL)) == ["plain", "عربي"]


def test_a_browser_gets_the_problem_as_a_page_in_its_language(client: FlaskClient) -> None:
    response = client.get(
        "/sparql?query=<script>",
        headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8", "Accept-Language": "ar"},
    )
    assert (response.status_code, response.mimetype) == (400, "text/html")
    assert 'dir="rtl"' in response.text
    assert "<script>" not in response.text


def test_what_is_quoted_in_a_problem_stays_short(client: FlaskClient) -> None:
    response = get(client, "SELECT * { " + "x" * 5000 + " }")
    assert response.status_code == 400
    assert len(response.data) < 1000


def test_the_most_exact_range_decides() -> None:
    offers = ["text/turtle", "application/n-triples"]
    assert choose("*/*;q=0.9, text/turtle;q=0.1", offers) == "application/n-triples"
    assert choose("text/*;q=0.9, text/turtle;q=0", offers) is None
    assert choose("nonsense, text/turtle;q=x", offers) == "text/turtle"
    assert choose("application/n-triples, text/turtle", offers) == "application/n-triples"
    assert choose_language("*", ["en", "ar"]) is None
    assert choose_language("AR;q=0.1, de", ["en", "ar"]) == "ar"
