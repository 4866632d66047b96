"""The ontology's page, in both languages: every term, the hierarchy, what can be asked."""

import re
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Dataset, NamedNode, Quad, RdfFormat, Store, parse

from mithaq.iris import ONTOLOGY, term
from mithaq.ontology.vocabulary import classes, ontology
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.glossary import children, disjoint, parents, roots, terms
from mithaq.server.hierarchy import picture, write_pictures
from mithaq.server.settings import Settings
from mithaq.server.statements import index
from mithaq.server.termfacts import facts
from mithaq.server.termqueries import query_for, questions_with
from mithaq.server.words import words
from mithaq.store import publish

ROOT = Path(__file__).parent.parent
DATA = """
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix id: <https://w3id.org/mithaq/id/> .
@prefix graph: <https://w3id.org/mithaq/graph/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

id:withdrawal\\/CSTO\\/GEO a mq:Withdrawal, mq:Event ; rdfs:label "Georgia left"@en, "غادرت"@ar ;
  mq:member id:state\\/GEO .
id:withdrawal\\/CSTO\\/UZB a mq:Withdrawal, mq:Event ; rdfs:label "Uzbekistan left"@en .
graph:inferred { id:withdrawal\\/CSTO\\/GEO a mq:Event . }
graph:first {
  id:claim\\/first\\/1 a mq:Claim ; mq:about id:withdrawal\\/CSTO\\/GEO ; mq:status mq:Actual ;
    mq:quote "Georgia left"@en ; mq:start 0 ; mq:end 12 .
}
"""
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
FORMS = [
    ("ttl", "text/turtle", RdfFormat.TURTLE),
    ("nt", "application/n-triples", RdfFormat.N_TRIPLES),
    ("rdf", "application/rdf+xml", RdfFormat.RDF_XML),
    ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
]
SVG = "{http://www.w3.org/2000/svg}"
OWL_CLASS = Quad(
    NamedNode(term("Withdrawal")),
    NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
    NamedNode("http://www.w3.org/2002/07/owl#Class"),
)


class Reader(HTMLParser):
    """The ids of a page, its links, and the text of each section with an id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sections: dict[str, str] = {}
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a":
            self.links.append(str(found["href"]))
        if tag == "section":
            self.inside = str(found["id"])
            self.sections[self.inside] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.sections[self.inside] += data


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    out = tmp_path_factory.mktemp("graph")

    def fill(folder: Path) -> None:
        store = Store()
        store.load(DATA, format=RdfFormat.TRIG)
        lines = store.dump(format=RdfFormat.N_QUADS).splitlines(keepends=True)
        (folder / "dataset.nq").write_bytes(b"".join(sorted(lines)))
        (folder / "texts").mkdir()
        (folder / "texts" / "first.txt").write_text("Georgia left.")

    publish(out, fill)
    with closing(Backend(out, Settings())) as backend:
        yield create_app(backend).test_client()


@pytest.fixture(scope="module", params=["en", "ar"])
def read(client: FlaskClient, request: pytest.FixtureRequest) -> Reader:
    return Reader(client.get(f"/ontology?lang={request.param}", headers=BROWSER).text)


def test_every_term_has_its_place_once_and_every_link_on_the_page_a_place(read: Reader) -> None:
    assert len(read.ids) == len(set(read.ids))
    assert set(terms()) <= set(read.ids)
    inside = {link.removeprefix("#") for link in read.links if link.startswith("#")}
    assert inside <= {*read.ids, "content"}
    assert {quad.subject.value for quad in ontology() if isinstance(quad.subject, NamedNode)} >= {
        term(name) for name in terms()
    }


def test_definitions_stand_in_both_languages_side_by_side(read: Reader) -> None:
    for name, each in terms().items():
        for language in ("en", "ar"):
            assert each.labels[language] in read.sections[name]
            assert each.definitions[language] in read.sections[name]


def test_the_reader_s_language_comes_first(client: FlaskClient) -> None:
    for lang, other in (("en", "ar"), ("ar", "en")):
        shown = client.get(f"/ontology?lang={lang}", headers=BROWSER).text
        said = shown[shown.index('id="Withdrawal"') :]
        each = terms()["Withdrawal"].definitions
        assert said.index(each[lang]) < said.index(each[other])


def test_individuals_are_counted_and_what_follows_is_not_counted_twice(client: FlaskClient) -> None:
    read = Reader(client.get("/ontology?lang=en", headers=BROWSER).text)
    for name, count in (("Withdrawal", 2), ("Event", 2), ("Claim", 1), ("Visit", 0)):
        assert f"individuals: {count}" in read.sections[name], name


def test_a_property_tells_domain_range_inverse_and_characteristics() -> None:
    told = {fact.word: "".join(fact.said) for fact in facts("answeredBy", "en")}
    assert 'href="#Situation"' in told["domain"]
    assert "responds to" in told["inverse"]
    assert {fact.word: "".join(fact.said) for fact in facts("respondsTo", "en")}["inverse"]
    assert (
        "transitive" in {f.word: "".join(f.said) for f in facts("within", "en")}["characteristics"]
    )
    chain = {fact.word: "".join(fact.said) for fact in facts("underAlliance", "ar")}["follows-from"]
    assert re.findall(r'href="#(\w+)"', chain) == ["invokesTreaty", "treatyOf"]
    assert " or " in {f.word: "".join(f.said) for f in facts("timeBasis", "en")}["domain"]


def test_kin_in_other_vocabularies_is_told_with_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    told = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://w3id.org/mithaq/ontology#Visit> skos:closeMatch <http://www.w3.org/ns/org#x> ,
          <urn:example:visit> ."""
    known = index(parse(told, format=RdfFormat.TURTLE))
    monkeypatch.setattr("mithaq.server.termfacts.alignments", lambda: known)
    facts.cache_clear()
    said = {fact.word: "".join(fact.said) for fact in facts("Visit", "en")}["closeMatch"]
    facts.cache_clear()
    assert '<a href="http://www.w3.org/ns/org#x">' in said
    assert "urn:example:visit" in said
    assert 'href="urn:' not in said


def test_disjointness_is_told_from_both_sides_and_from_groups() -> None:
    assert "Body" in disjoint("Alliance")
    assert "Alliance" in disjoint("Body")
    assert set(disjoint("Withdrawal")) >= {"NonRenewal", "Expulsion"}
    assert "Withdrawal" not in disjoint("Withdrawal")


def test_every_fact_has_its_word_and_every_class_hangs_under_a_root() -> None:
    for language in ("en", "ar"):
        for name in terms():
            assert {fact.word for fact in facts(name, language)} <= words(language).keys()

    def down(name: str) -> Iterator[str]:
        yield name
        for each in children(name):
            yield from down(each)

    assert {each for root in roots() for each in down(root)} == classes()
    assert parents("State") == ("CollectiveAgent", "Location")
    assert parents("FormerMember") == ("State",)
    assert parents("FormerSignatoryMember") == (
        "FormerMember",
    )  # that it is a state too is no news


def test_what_defines_a_class_is_told_in_words_and_in_protege_s(client: FlaskClient) -> None:
    shown = Reader(client.get("/ontology?lang=en", headers=BROWSER).text)
    told = shown.sections["FormerMember"]
    assert "State that is the “member” of some End of membership" in told
    assert "State and (inverse (member) some MembershipEnd)" in told
    in_arabic = Reader(client.get("/ontology?lang=ar", headers=BROWSER).text)
    assert "دولة في موضع «العضو» من: انتهاء عضوية" in in_arabic.sections["FormerMember"]
    assert "/id/obligation/mutual-defence?lang=ar" in in_arabic.links
    assert "obliges value mutual-defence" in in_arabic.sections["InvocationOfMutualDefence"]


def test_prepared_queries_answer(client: FlaskClient) -> None:
    for name, expected in (("Withdrawal", 2), ("Claim", 1), ("member", 1), ("quote", 1)):
        query = query_for(terms()[name], "ar")
        found = client.get("/sparql", query_string={"query": query}).json
        assert found is not None
        assert len(found["results"]["bindings"]) == expected, name
    for each in terms().values():
        assert (
            client.get("/sparql", query_string={"query": query_for(each, "en")}).status_code == 200
        )
    found = client.get("/sparql", query_string={"query": query_for(terms()["Actual"], "en")}).json
    assert found is not None
    assert len(found["results"]["bindings"]) == 1


def test_a_term_leads_to_the_questions_that_use_it(client: FlaskClient) -> None:
    assert [each.name for each in questions_with("Withdrawal")][:1] == ["which-members-withdrew"]
    assert not questions_with("Withdraw")
    shown = client.get("/ontology?lang=ar", headers=BROWSER).text
    assert 'href="/queries/which-members-withdrew?lang=ar"' in shown
    assert re.search(r'href="/editor\?query=PREFIX[^"]*&amp;lang=ar"', shown)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_picture_shows_every_class_and_says_what_it_is(language: str) -> None:
    drawn = ET.fromstring(picture(language, links=True))  # noqa: S314  (our own)
    links = sorted(str(each.get("href")) for each in drawn.iter(f"{SVG}a"))
    assert links == sorted(f"#{name}" for name in classes())
    assert drawn[0].tag == f"{SVG}title"
    assert str(len(classes())) in str(drawn[1].text)
    lines = sum(len(parents(name)) for name in classes())
    assert len(list(drawn.iter(f"{SVG}path"))) == lines
    dashed = [each for each in drawn.iter(f"{SVG}path") if each.get("stroke-dasharray")]
    assert len(dashed) == sum(len(parents(name)) - 1 for name in classes() if parents(name))
    assert not {"script", "style"} & {each.tag.removeprefix(SVG) for each in drawn.iter()}


def test_no_two_boxes_of_the_picture_overlap_and_all_lie_inside() -> None:
    for language in ("en", "ar"):
        drawn = ET.fromstring(picture(language))  # noqa: S314  (our own)
        boxes = [
            tuple(float(each.get(key, "")) for key in ("x", "y", "width", "height"))
            for each in drawn.iter(f"{SVG}rect")
            if each.get("x")
        ]
        for n, (x, y, width, height) in enumerate(boxes):
            assert x >= 0
            assert x + width <= float(drawn.get("width", ""))
            assert y + height <= float(drawn.get("height", ""))
            for other_x, other_y, other_width, other_height in boxes[:n]:
                apart = x >= other_x + other_width or other_x >= x + width
                assert apart or y >= other_y + other_height or other_y >= y + height


def test_the_picture_is_mirrored_in_arabic() -> None:
    def left_of(language: str, name: str) -> float:
        drawn = ET.fromstring(picture(language, links=True))  # noqa: S314  (our own)
        link = next(each for each in drawn.iter(f"{SVG}a") if each.get("href") == f"#{name}")
        return float(link[0].get("x", ""))

    assert left_of("en", "Event") < left_of("en", "Withdrawal")
    assert left_of("ar", "Event") > left_of("ar", "Withdrawal")


def test_the_pictures_of_the_readmes_are_the_page_s_own(tmp_path: Path) -> None:
    write_pictures(tmp_path)
    drawn = sorted(tmp_path.iterdir())
    assert [path.name for path in drawn] == ["classes.ar.svg", "classes.en.svg"]
    for path in drawn:
        kept = ROOT / "ontology" / path.name
        assert kept.read_text() == path.read_text(), "draw them anew: make picture"
    for readme, path in (("README.ar.md", drawn[0]), ("README.md", drawn[1])):
        assert f"(ontology/{path.name})" in ROOT.joinpath(readme).read_text(encoding="utf-8")


def test_the_picture_comes_on_its_own(client: FlaskClient) -> None:
    response = client.get("/ontology.svg?lang=ar")
    assert response.mimetype == "image/svg+xml"
    assert response.text == picture("ar")
    assert client.get("/ontology", headers={"Accept": "image/svg+xml"}).text == picture("en")


@pytest.mark.parametrize(("ending", "media_type", "form"), FORMS)
def test_the_ontology_comes_as_rdf_by_its_ending_and_by_accept(
    client: FlaskClient, ending: str, media_type: str, form: RdfFormat
) -> None:
    by_ending = client.get(f"/ontology.{ending}")
    by_accept = client.get("/ontology", headers={"Accept": media_type})
    assert by_ending.mimetype == by_accept.mimetype == media_type
    assert by_ending.data == by_accept.data
    assert OWL_CLASS in Dataset(parse(by_ending.data, format=form))
    again = client.get(f"/ontology.{ending}", headers={"If-None-Match": by_ending.headers["ETag"]})
    assert again.status_code == 304
    assert 'rel="alternate"' in by_accept.headers["Link"]


def test_the_version_s_own_address_and_the_files_are_served(client: FlaskClient) -> None:
    assert client.get("/ontology").mimetype == "text/turtle"
    turtle = client.get("/ontology/mithaq.ttl")
    assert turtle.data == client.get("/ontology.ttl").data
    version = re.search(rf"owl:versionIRI <{ONTOLOGY[:-1]}/([^>]+)>", turtle.text)
    assert version
    assert client.get(f"/ontology/{version[1]}").data == turtle.data
    names = client.get("/ontology/reference.ttl")
    assert (names.status_code, names.mimetype) == (200, "text/turtle")
    assert "CSTO" in names.text
    assert client.get("/ontology/catalog-v001.xml").mimetype == "application/xml"


@pytest.mark.parametrize(
    "path", ["/ontology/release.py", "/ontology/../iris.py", "/ontology/9.9.9"]
)
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
