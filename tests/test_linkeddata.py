"""A thing is a page for readers and RDF for programs, at its own address."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Dataset, Literal, NamedNode, Quad, RdfFormat, Store, parse

from mithaq.iris import THING, term
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.settings import Settings
from mithaq.server.thingpage import INCOMING
from mithaq.store import publish

DATA = """
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix id: <https://w3id.org/mithaq/id/> .
@prefix graph: <https://w3id.org/mithaq/graph/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

id:state\\/GEO a mq:State, mq:Agent ; rdfs:label "Georgia"@en, "جورجيا"@ar ; rdfs:seeAlso <javascript:alert(1)> .
id:alliance\\/CSTO a mq:Alliance ; rdfs:label "CSTO"@en .
id:person\\/نيكول a mq:Person ; rdfs:label "نيكول"@ar .
mq:Withdrawal rdfs:label "Withdrawal"@en .
mq:Possible rdfs:label "possible"@en .
mq:Actual rdfs:label "actual"@en, "واقع"@ar .
graph:first a mq:Document ; rdfs:label "First"@en .

id:withdrawal\\/CSTO\\/GEO a mq:Withdrawal ;
  mq:alliance id:alliance\\/CSTO ; mq:member id:state\\/GEO ; rdfs:label "Georgia left"@en .
graph:first {
  id:claim\\/first\\/0123456789ab a mq:Claim ; mq:about id:withdrawal\\/CSTO\\/GEO ;
    mq:status mq:Actual ; mq:saidBy id:person\\/نيكول ;
    mq:quote "Georgia left"@en ; mq:start 0 ; mq:end 12 .
}
"""
FORMS = [
    ("ttl", "text/turtle", RdfFormat.TURTLE),
    ("nt", "application/n-triples", RdfFormat.N_TRIPLES),
    ("rdf", "application/rdf+xml", RdfFormat.RDF_XML),
    ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
]
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
GEORGIA = NamedNode(THING + "state/GEO")
LEFT = NamedNode(THING + "withdrawal/CSTO/GEO")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    out = tmp_path_factory.mktemp("graph")

    def fill(folder: Path) -> None:
        store = Store()
        store.load(DATA, format=RdfFormat.TRIG)
        alliance, force = NamedNode(term("alliance")), THING + "force/CSTO/"
        for n in range(INCOMING + 1):
            store.add(Quad(NamedNode(f"{force}{n}"), alliance, NamedNode(THING + "alliance/CSTO")))
        lines = store.dump(format=RdfFormat.N_QUADS).splitlines(keepends=True)
        (folder / "dataset.nq").write_bytes(b"".join(sorted(lines)))
        (folder / "texts").mkdir()
        (folder / "texts" / "first.txt").write_text("Georgia left.")

    publish(out, fill)
    with closing(Backend(out, Settings())) as backend:
        yield create_app(backend).test_client()


@pytest.mark.parametrize(("ending", "media_type", "form"), FORMS)
def test_a_thing_comes_as_rdf_by_its_ending_and_by_accept(
    client: FlaskClient, ending: str, media_type: str, form: RdfFormat
) -> None:
    by_ending = client.get(f"/id/withdrawal/CSTO/GEO.{ending}")
    by_accept = client.get("/id/withdrawal/CSTO/GEO", headers={"Accept": media_type})
    assert by_ending.mimetype == by_accept.mimetype == media_type
    assert "Accept" in by_accept.headers["Vary"]
    graphs = [Dataset(parse(each.data, format=form)) for each in (by_ending, by_accept)]
    assert graphs[0] == graphs[1]
    assert Quad(LEFT, NamedNode(term("member")), GEORGIA) in graphs[0]


def test_the_description_holds_what_points_here_and_the_evidence(client: FlaskClient) -> None:
    quads = Dataset(
        parse(client.get("/id/withdrawal/CSTO/GEO.nt").data, format=RdfFormat.N_TRIPLES)
    )
    claim = NamedNode(THING + "claim/first/0123456789ab")
    document = NamedNode("https://w3id.org/mithaq/graph/first")
    assert Quad(claim, NamedNode(term("quote")), Literal("Georgia left", language="en")) in quads
    assert Quad(claim, NamedNode(term("inDocument")), document) in quads
    state = Dataset(parse(client.get("/id/state/GEO.nt").data, format=RdfFormat.N_TRIPLES))
    assert Quad(LEFT, NamedNode(term("member")), GEORGIA) in state


def test_without_an_accept_header_comes_turtle_with_known_prefixes(client: FlaskClient) -> None:
    response = client.get("/id/state/GEO")
    assert response.mimetype == "text/turtle"
    assert "a mq:Agent , mq:State" in response.text or "a mq:State , mq:Agent" in response.text


def test_a_browser_gets_a_page_with_names_evidence_and_links(client: FlaskClient) -> None:
    page = client.get("/id/withdrawal/CSTO/GEO?lang=ar", headers=BROWSER).text
    assert '<html lang="ar" dir="rtl">' in page
    assert "جورجيا" in page
    assert '<blockquote dir="auto">Georgia left</blockquote>' in page
    assert "واقع" in page
    assert 'href="/documents/first?lang=ar#c-0123456789ab"' in page
    assert 'href="/id/state/GEO?lang=ar"' in page
    assert 'rel="alternate" type="text/turtle" href="/id/withdrawal/CSTO/GEO.ttl"' in page


def test_a_name_that_is_missing_in_a_language_is_shown_in_another_and_marked(
    client: FlaskClient,
) -> None:
    page = client.get("/id/person/نيكول?lang=en", headers=BROWSER).text
    assert '<h1><bdi lang="ar">نيكول</bdi></h1>'.replace('"', "'") in page.replace('"', "'")


def test_only_addresses_of_the_web_become_links(client: FlaskClient) -> None:
    page = client.get("/id/state/GEO", headers=BROWSER).text
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


def test_a_class_above_another_one_is_not_told_twice(client: FlaskClient) -> None:
    page = client.get("/id/state/GEO?lang=en", headers=BROWSER).text
    assert "/ontology?lang=en#State" in page
    assert "/ontology?lang=en#Agent" not in page


def test_a_page_says_where_there_is_more_than_it_shows(client: FlaskClient) -> None:
    assert "There is more" in client.get("/id/alliance/CSTO?lang=en", headers=BROWSER).text
    assert "There is more" not in client.get("/id/state/GEO?lang=en", headers=BROWSER).text


def test_a_claim_leads_to_its_place_in_the_document(client: FlaskClient) -> None:
    response = client.get("/id/claim/first/0123456789ab", headers=BROWSER)
    assert response.status_code == 303
    assert response.location == "/documents/first#c-0123456789ab"
    described = client.get("/id/claim/first/0123456789ab.ttl").text
    assert '"Georgia left"@en' in described
    assert "mq:inDocument" in described


def test_a_graph_leads_to_the_page_of_its_document(client: FlaskClient) -> None:
    response = client.get("/graph/first?lang=ar")
    assert (response.status_code, response.location) == (303, "/documents/first?lang=ar")
    assert client.get("/graph/none").status_code == 404


@pytest.mark.parametrize("path", ["state/XXX", "state/XXX.ttl", "a b<c>", "%00", "", "../../etc"])
def test_what_the_graph_does_not_know_is_not_found(client: FlaskClient, path: str) -> None:
    for headers in [BROWSER, {"Accept": "text/turtle"}]:
        assert client.get(f"/id/{path}", headers=headers).status_code == 404


def test_an_ending_or_form_that_is_not_offered_is_refused(client: FlaskClient) -> None:
    assert client.get("/id/state/GEO.csv").status_code == 404
    assert client.get("/id/state/GEO", headers={"Accept": "image/png"}).status_code == 406
