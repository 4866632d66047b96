"""The pages, in both languages: questions, documents with their evidence marked, and the rest."""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import escape
from pyoxigraph import RdfFormat, Store

from mithaq.queries.questions import question_names, questions
from mithaq.server import documents, questionpage
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.claims import Claim
from mithaq.server.marks import segments
from mithaq.server.settings import Settings
from mithaq.server.words import words
from mithaq.store import publish

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}"
TEXT = (
    # "Georgia left the organisation, and 𝔸rmenia may leave it."
    "غادرت جورجيا المنظمة، وقد تغادرها 𝔸رمينيا.\r\n"
    # "<b>no tag</b>"
    "<b>لا وسم</b>\n"
)
LEFT = "غادرت جورجيا المنظمة"  # Georgia left the organisation
GEORGIA = "جورجيا"  # Georgia
MAY_LEAVE = "وقد تغادرها 𝔸رمينيا"  # and Armenia may leave it
DATA = f"""
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix id: <https://w3id.org/mithaq/id/> .
@prefix claim: <https://w3id.org/mithaq/id/claim/first/> .
@prefix graph: <https://w3id.org/mithaq/graph/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .

id:alliance\\/CSTO a mq:Alliance ; mq:abbreviation "CSTO" ; rdfs:label "Collective Security"@en, "الأمن الجماعي"@ar .
id:state\\/GEO a mq:State ; rdfs:label "Georgia"@en, "{GEORGIA}"@ar .
id:state\\/ARM a mq:State ; rdfs:label '''{ATTACK}'''@en, "أرمينيا"@ar .
mq:Withdrawal rdfs:label "Withdrawal"@en, "انسحاب"@ar .
mq:member rdfs:label "member"@en, "العضو"@ar .
mq:Actual rdfs:label "actual"@en, "واقع"@ar .
mq:Possible rdfs:label "possible"@en, "محتمل"@ar .

id:withdrawal\\/CSTO\\/GEO a mq:Withdrawal ; mq:affirmedIn graph:first ; mq:alliance id:alliance\\/CSTO ; mq:member id:state\\/GEO ;
  rdfs:label "Withdrawal: Georgia"@en .
id:withdrawal\\/CSTO\\/ARM a mq:Unrealized ; mq:wouldBe mq:Withdrawal ;
  mq:alliance id:alliance\\/CSTO ; mq:member id:state\\/ARM ; rdfs:label '''Unrealized: {ATTACK}'''@en .
id:membership\\/CSTO\\/GEO a mq:Membership ; mq:alliance id:alliance\\/CSTO ; mq:member id:state\\/GEO .

graph:first a mq:Document ; dct:identifier "first" ; dct:title '''{ATTACK}'''@ar ;
  rdfs:label '''{ATTACK}'''@ar ; dct:language "ar" ; mq:edtf "2022-11" ; mq:length {len(TEXT)} .
graph:second a mq:Document ; dct:identifier "second" ; mq:length 5 .
graph:first {{
  claim:000000000001 a mq:Claim ; mq:about id:withdrawal\\/CSTO\\/GEO ; mq:status mq:Actual ;
    mq:quote "{LEFT}"@ar ; mq:start 0 ; mq:end {len(LEFT)} .
  claim:000000000002 a mq:Claim ; mq:about id:membership\\/CSTO\\/GEO ; mq:status mq:Actual ;
    mq:quote "{GEORGIA}"@ar ; mq:start {TEXT.index(GEORGIA)} ;
    mq:end {TEXT.index(GEORGIA) + len(GEORGIA)} .
  claim:000000000003 a mq:Claim ; mq:about id:withdrawal\\/CSTO\\/ARM ; mq:status mq:Possible ;
    mq:saidBy id:state\\/ARM ; mq:statedTime "2023" ;
    mq:quote "{MAY_LEAVE}"@ar ; mq:start {TEXT.index(MAY_LEAVE)} ;
    mq:end {TEXT.index(MAY_LEAVE) + len(MAY_LEAVE)} .
  claim:000000000004 a mq:Claim ; mq:about id:withdrawal\\/CSTO\\/ARM ; mq:status mq:Possible ;
    mq:quote '''moved {ATTACK}''' ; mq:start 3 ; mq:end 9 .
}}
id:visit\\/GEO a mq:Unrealized ; mq:wouldBe mq:Visit ; rdfs:label "Visit: Georgia"@en .
id:visit\\/ARM a mq:Unrealized ; mq:wouldBe mq:Visit ; mq:disputed true .
graph:second {{
  <https://w3id.org/mithaq/id/claim/second/000000000005> a mq:Claim ; mq:about id:visit\\/GEO ;
    mq:status mq:Actual ; mq:confidence 0.2 ; mq:quote "Pl"@en ; mq:start 0 ; mq:end 2 .
  <https://w3id.org/mithaq/id/claim/second/000000000006> a mq:Claim ; mq:about id:visit\\/ARM ;
    mq:status mq:Actual ; mq:quote "ain"@en ; mq:start 2 ; mq:end 5 .
}}
graph:review {{
  id:decision a mq:Decision ; mq:decides id:visit\\/ARM ; mq:verdict mq:Rejected ;
    mq:reason "a slip of the pen" .
}}
"""
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PAGES = [
    "/",
    "/queries",
    "/queries/which-members-withdrew",
    "/queries/who-said-they-would-leave",
    "/queries/evidence",
    "/documents",
    "/documents/first",
    "/documents/second",
    "/id/state/ARM",
    "/id/withdrawal/CSTO/ARM",
    "/ontology",
    "/editor?query=<script>",
    f"/queries/{ATTACK.replace('/', '')}",
    f"/queries/which-members-withdrew?alliance={ATTACK.replace('&', '')}",
]


class Reader(HTMLParser):
    """What a browser would see: elements with their attributes, and the text of some."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.article: list[str] = []
        self.marks: list[str] = []
        self.open: list[int] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("article", "mark"):
            self.inside.append(tag)
        if tag == "mark":
            self.marks.append("")
            self.open.append(len(self.marks) - 1)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()
        if tag == "mark":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if "article" in self.inside:
            self.article.append(data)
        for mark in self.open:
            self.marks[mark] += data


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("graph")

    def fill(folder: Path) -> None:
        store = Store()
        store.load(DATA, format=RdfFormat.TRIG)
        lines = store.dump(format=RdfFormat.N_QUADS).splitlines(keepends=True)
        (folder / "dataset.nq").write_bytes(b"".join(sorted(lines)))
        (folder / "texts").mkdir()
        (folder / "texts" / "first.txt").write_bytes(TEXT.encode())
        (folder / "texts" / "second.txt").write_text("Plain")

    publish(out, fill)
    return out


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[FlaskClient]:
    with closing(Backend(published, Settings())) as backend:
        yield create_app(backend).test_client()


def page(client: FlaskClient, path: str, **arguments: str) -> str:
    return client.get(path, headers=BROWSER, query_string=arguments or None).text


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_page_runs_nothing_and_asks_no_other_host(
    client: FlaskClient, path: str, lang: str
) -> None:
    response = client.get(f"{path}{'&' if '?' in path else '?'}lang={lang}", headers=BROWSER)
    assert response.mimetype == "text/html"
    assert response.status_code in (200, 400, 404)
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    for tag, attributes in Reader(response.text).elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "img"
        source = attributes.get("src") or (attributes.get("href") if tag == "link" else "") or "/"
        assert source.startswith("/")
        assert not (attributes.get("href") or "").startswith("javascript:")
        if tag == "script" and attributes.get("type") != "application/ld+json":
            assert str(attributes.get("src")).startswith("/static/")


@pytest.mark.parametrize("path", PAGES[:-2])
def test_a_page_is_whole_in_both_languages(client: FlaskClient, path: str) -> None:
    for lang, direction in [("en", "ltr"), ("ar", "rtl")]:
        read = Reader(page(client, f"{path}{'&' if '?' in path else '?'}lang={lang}")).elements
        assert ("html", {"lang": lang, "dir": direction}) in read
        assert not [attributes for tag, attributes in read if tag == "td" and "dir" in attributes]
        other = "ar" if lang == "en" else "en"
        switch = [a for tag, a in read if tag == "a" and a.get("hreflang") == other]
        assert f"lang={other}" in str(switch[0]["href"])


def test_every_word_is_said_in_both_languages() -> None:
    assert words("en").keys() == words("ar").keys()
    assert all(said.strip() for lang in ("en", "ar") for said in words(lang).values())


def test_a_day_among_arabic_words_is_isolated() -> None:
    bare = r"(?<!\u2066)\d{4}-\d{2}-\d{2}"  # it would be read from its end
    assert not [said for said in words("ar").values() if re.search(bare, said)]


def test_the_language_is_the_address_s_else_the_browser_s(client: FlaskClient) -> None:
    arab = BROWSER | {"Accept-Language": "ar-EG, en;q=0.5"}
    assert 'lang="ar"' in client.get("/", headers=arab).text
    assert '<html lang="en"' in client.get("/?lang=en", headers=arab).text
    assert '<html lang="en"' in client.get("/", headers=BROWSER | {"Accept-Language": "de"}).text


def test_links_keep_the_language_and_the_switch_keeps_the_parameters(client: FlaskClient) -> None:
    read = Reader(page(client, "/queries/which-members-withdrew", lang="ar", state="GEO")).elements
    links = [str(attributes["href"]) for tag, attributes in read if tag == "a"]
    inside = [each for each in links if each.startswith(("/queries", "/id", "/documents"))]
    assert inside
    assert all("lang=" in each for each in inside)
    assert "/queries/which-members-withdrew?state=GEO&lang=en" in links


def test_health_tells_what_is_served(client: FlaskClient) -> None:
    health = client.get("/healthz").json
    assert health is not None
    assert health["status"] == "ok"
    assert (health["documents"], health["generation"][:4]) == (2, "gen-")
    assert health["quads"] > 40


def test_home_leads_to_every_question_and_document(client: FlaskClient) -> None:
    home = page(client, "/", lang="en")
    for name in question_names():
        assert f'href="/queries/{name}?lang=en"' in home
    assert 'href="/documents/second?lang=en"' in home


def test_the_documents_are_listed_in_pages_the_newest_first(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "PAGE_SIZE", 1)
    pages = [page(client, "/documents", lang="en", page=n) for n in ("1", "2", "3")]
    shown = [re.findall(r'href="/documents/([a-z]+)\?lang=en"', each) for each in pages]
    assert shown == [["first"], ["second"], ["second"]]  # the dated one, then the other
    assert 'href="/documents?lang=en&amp;page=2" rel="next"' in pages[0]
    assert client.get("/documents?page=none", headers=BROWSER).status_code == 400


def test_home_describes_the_dataset_to_search_engines(client: FlaskClient) -> None:
    home = page(client, "/", lang="ar")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', home)
    described = json.loads(block)
    assert described["@type"] == "Dataset"
    assert described["license"].startswith("https://creativecommons.org/")
    assert described["description"] == words("ar")["purpose"]
    for each in described["distribution"]:
        path = each["contentUrl"].removeprefix("http://localhost")
        with client.get(path, headers={"Accept": "*/*"}) as response:
            assert response.status_code == 200, path


def test_home_counts_what_documents_tell_of(client: FlaskClient) -> None:
    home = page(client, "/", lang="en")
    assert re.findall(r"<dt>(.*?)</dt><dd>(\d+)</dd>", home) == [
        ("documents read", "2"),
        ("facts in them", "6"),
        ("situations", "0"),
        ("alliances told of", "1"),
        ("states told of", "2"),
    ]


def test_the_questions_are_listed_for_programs_too(client: FlaskClient) -> None:
    listed = client.get("/queries").json
    assert listed is not None
    assert [each["name"] for each in listed] == list(question_names())
    assert client.get("/queries", headers={"Accept": "text/csv"}).text.startswith(
        "name,en,ar,tags\n"
    )


@pytest.mark.parametrize("name", question_names())
@pytest.mark.parametrize("ending", ["html", "json", "csv", "tsv", "rq"])
def test_every_question_answers_in_every_form(client: FlaskClient, name: str, ending: str) -> None:
    assert client.get(f"/queries/{name}.{ending}?lang=ar").status_code == 200


def test_a_question_has_the_same_rows_in_every_form(client: FlaskClient) -> None:
    path = "/queries/which-members-withdrew"
    as_json = client.get(path, query_string={"alliance": "CSTO"}).json
    assert as_json is not None
    assert [row["memberName"] for row in as_json["rows"]] == ["Georgia"]
    as_csv = csv.DictReader(io.StringIO(client.get(f"{path}.csv?lang=ar").text))
    assert [row["memberName"] for row in as_csv] == [GEORGIA]
    sparql = client.get(f"{path}.rq?lang=ar").text
    answered = client.post("/sparql", data=sparql, content_type="application/sparql-query").json
    assert answered is not None
    bindings = answered["results"]["bindings"]
    assert [binding["memberName"]["value"] for binding in bindings] == [GEORGIA]
    results = client.get(path, headers={"Accept": "application/sparql-results+json"}).json
    assert results is not None
    assert results["head"]["vars"] == [column["name"] for column in as_json["columns"]]


def test_a_question_s_page_links_names_documents_and_evidence(client: FlaskClient) -> None:
    shown = page(client, "/queries/which-members-withdrew", lang="en")
    assert '<a href="/id/state/GEO?lang=en"><bdi>Georgia</bdi></a>' in shown
    titled = f'<a href="/documents/first?lang=en" title="{escape(ATTACK)}">'
    assert f"{titled}<bdi>first</bdi></a>" in shown
    assert '<a href="/id/withdrawal/CSTO/GEO?lang=en#evidence">why?</a>' in shown
    assert "unknown" in shown
    in_arabic = page(client, "/queries/which-members-withdrew", lang="ar")
    assert "غير معروف" in in_arabic


def test_how_something_is_said_is_a_badge_and_the_answer_has_an_address(
    client: FlaskClient,
) -> None:
    shown = page(client, "/queries/who-said-they-would-leave", lang="ar", alliance="CSTO")
    badge = '<span class="badge status-possible"><a href="/ontology?lang=ar#Possible">'
    assert f"{badge}<bdi>محتمل</bdi>" in shown  # possible
    address = "/queries/who-said-they-would-leave?alliance=CSTO&amp;lang=ar"
    assert f'<a href="{address}" rel="bookmark">' in shown


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_long_answer_is_shown_in_part_and_says_so(published: Path, lang: str) -> None:
    address = "/queries/names-of-an-alliance"
    with closing(Backend(published, Settings(page_rows=1))) as backend:
        short = create_app(backend).test_client()
        rows = len(short.get(f"{address}.jsonl").text.splitlines())
        pages = [page(short, address, lang=lang, page=str(n)) for n in range(1, rows + 1)]
        last = page(short, address, lang=lang, page="999")
        wrong = [short.get(address, query_string={"page": each}) for each in ("0", "x", "-1", "")]
    assert rows > 2
    assert words(lang)["shown-here"].format(first=1, last=1) in pages[0]
    shown = [re.findall(r"<tbody>.*?</tbody>", each, flags=re.DOTALL)[0] for each in pages]
    assert len(set(shown)) == rows  # each page has one row, every row has its page
    assert all(each.count("<tr>") == 1 for each in shown)
    assert shown[-1] in last
    assert f'href="{address}?lang={lang}&amp;page=2" rel="next"' in pages[0]
    assert f'href="{address}?lang={lang}" rel="prev"' in pages[1]
    assert {each.status_code for each in wrong} == {400}


def test_the_form_offers_what_the_graph_knows_and_keeps_what_was_chosen(
    client: FlaskClient,
) -> None:
    read = Reader(
        page(client, "/queries/members-on-a-date", lang="ar", alliance="CSTO", date="2022-11-23")
    ).elements
    chosen = [a["value"] for tag, a in read if tag == "option" and "selected" in a]
    assert chosen == ["https://w3id.org/mithaq/id/alliance/CSTO"]
    dates = [a["value"] for tag, a in read if tag == "input" and a.get("type") == "date"]
    assert dates == ["2022-11-23"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/queries/which-members-withdrawn", 404, "did you mean 'which-members-withdrew'?"),
        ("/queries/which-members-withdrew?aliance=CSTO", 400, "did you mean 'alliance'?"),
        ("/queries/which-members-withdrew?alliance=CSTX", 400, "no alliance is called 'CSTX'"),
        ("/queries/which-members-withdrew?state=GEO&state=ARM", 400, "state is given 2 times"),
        ("/queries/members-on-a-date?date=2022-13-01", 400, "is not a day such as 2022-11-23"),
        ("/queries/which-members-withdrew?lang=fr", 400, "is not one of en, ar"),
        ("/documents/third", 404, "there is no document 'third'"),
        ("/nowhere", 404, "not found"),
    ],
)
def test_a_mistake_gets_one_sentence(
    client: FlaskClient, path: str, status: int, said: str
) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert response.json is not None
    assert said in response.json["detail"]
    assert client.get(path, headers=BROWSER).mimetype == "text/html"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_mistake_is_told_in_the_page_s_language_with_a_way_on(
    client: FlaskClient, lang: str
) -> None:
    said = words(lang)
    shown = page(client, "/queries/which-members-withdrew", alliance="CSTX", lang=lang)
    assert f"<h1>{said['problem-400']}</h1>" in shown
    assert f'<p class="lead">{said["advice-parameter-error"]}</p>' in shown
    assert "no alliance is called &#39;CSTX&#39;" in shown
    assert f'<a href="/queries/which-members-withdrew?lang={lang}">' in shown
    nowhere = page(client, "/nowhere", lang=lang)
    assert f'<p class="lead">{said["advice-404"]}</p>' in nowhere
    assert f'<a href="/documents?lang={lang}">{said["documents"]}</a>' in nowhere
    unread = page(client, "/sparql", query="SELECT", lang=lang)
    assert f'<a href="/editor?query=SELECT&amp;lang={lang}">{said["open-in-editor"]}</a>' in unread
    query = {"query": "SELECT", "lang": lang}
    wrong = client.post("/editor", data=query, query_string={"lang": lang}, headers=BROWSER).text
    assert (said["advice-query-syntax-error"] in wrong) is (lang == "ar")


@pytest.mark.parametrize("status", [400, 403, 404, 413, 414, 429, 500, 502, 503, 504])
def test_what_may_go_wrong_has_a_heading_and_an_advice(status: int) -> None:
    for lang in ("en", "ar"):
        assert {f"problem-{status}", f"advice-{status}"} <= words(lang).keys()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_description_names_other_questions_by_their_titles(
    client: FlaskClient, lang: str
) -> None:
    other = questions()["who-said-they-would-leave"].question[lang]
    asked = questions()["which-members-withdrew"]
    said = f'<a href="/queries/who-said-they-would-leave?lang={lang}"><bdi>{other}</bdi></a>'
    told = asked.description[lang].replace("who-said-they-would-leave", said)
    shown = page(client, "/queries/which-members-withdrew", lang=lang)
    assert f'<p class="lead">{told}</p>' in shown


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_cell_names_some_documents_and_tells_how_many_more_there_are(
    graph_folder: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(questionpage, "_FEW", 1)
    with closing(Backend(graph_folder, Settings())) as backend:
        seeds = create_app(backend).test_client()
        shown = page(seeds, "/queries/membership-timeline", lang=lang)
        told = seeds.get("/queries/membership-timeline.json").json
    assert told is not None
    longest = max((row["documents"].split("; ") for row in told["rows"]), key=len)
    assert len(longest) > 2
    more = words(lang)["and-more"].format(number=len(longest) - 1)
    assert f'#evidence"><bdi>{more}</bdi></a>' in shown


def test_evidence_is_marked_and_the_text_is_as_it_was_read(client: FlaskClient) -> None:
    shown = page(client, "/documents/first", lang="en")
    read = Reader(shown)
    assert "".join(read.article) == TEXT
    assert ("article", {"lang": "ar", "dir": "rtl"}) in read.elements
    assert read.marks == [LEFT, GEORGIA, MAY_LEAVE]
    marks = [attributes for tag, attributes in read.elements if tag == "mark"]
    assert [each["id"] for each in marks] == [f"c-00000000000{number}" for number in (1, 2, 3)]
    assert [each["class"] for each in marks] == ["withdrawal", "membership", "withdrawal"]
    assert marks[0]["data-label"] == "Withdrawal"


def test_a_mark_tells_its_facts_and_leads_to_the_innermost(client: FlaskClient) -> None:
    read = Reader(page(client, "/documents/first", lang="en")).elements
    pieces = [attributes for tag, attributes in read if attributes.get("class") == "piece"]
    assert [each["href"] for each in pieces] == [
        "/id/withdrawal/CSTO/GEO?lang=en",
        "/id/membership/CSTO/GEO?lang=en",
        "/id/withdrawal/CSTO/GEO?lang=en",
        "/id/withdrawal/CSTO/ARM?lang=en",
    ]
    assert pieces[1]["aria-describedby"] == "f-000000000001 f-000000000002"
    assert str(pieces[1]["data-fact"]).splitlines()[1] == "Withdrawal: Georgia · actual"
    assert "possible · said by <script>" in str(pieces[3]["data-fact"])
    reached = [each for each in pieces if each.get("tabindex") != "-1"]
    assert reached == [pieces[0], pieces[1], pieces[3]]
    listed = {attributes.get("id") for tag, attributes in read if tag == "li"}
    assert {f"f-00000000000{number}" for number in (1, 2, 3, 4)} <= listed


def test_a_claim_that_is_not_accepted_is_shown_as_such(client: FlaskClient) -> None:
    said = page(client, "/documents/second", lang="en")
    assert said.count("not accepted: not read surely enough") == 2  # in the list and in the mark
    assert said.count("not accepted: rejected by a reviewer") == 2
    assert "a slip of the pen" in said
    assert ">disputed<" in said
    assert "not accepted" not in page(client, "/documents/first", lang="en")


def test_the_side_list_tells_type_roles_status_and_speaker(client: FlaskClient) -> None:
    shown = page(client, "/documents/first", lang="ar")
    said = shown[shown.index('<section class="said"') :]
    assert said.count("<li ") == 4
    for word in ["انسحاب", "العضو", "أرمينيا", "محتمل", "قاله", "2023"]:
        assert word in said
    assert 'href="/id/withdrawal/CSTO/ARM?lang=ar"' in said


def test_a_quote_that_is_not_in_the_text_is_shown_as_such(client: FlaskClient) -> None:
    shown = page(client, "/documents/first", lang="en")
    assert shown.count("does not stand in the text") == 1
    assert ("p", {"class": "mismatch", "id": "c-000000000004"}) in Reader(shown).elements


def test_a_document_comes_as_text_json_and_rdf(client: FlaskClient) -> None:
    assert client.get("/documents/first.txt").data == TEXT.encode()
    described = client.get("/documents/first.json").json
    assert described is not None
    assert (described["text"], described["date"], described["claims"]) == (TEXT, "2022-11", "4")
    assert "mq:Claim" in client.get("/documents/first.ttl").text
    listed = client.get("/documents", headers={"Accept": "application/json"}).json
    assert listed is not None
    assert [each["id"] for each in listed] == ["first", "second"]


SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 10)), max_size=8)


@given(SPANS)
@example([(0, 4), (2, 4), (2, 1), (6, 4), (0, 10)])
@example([(0, 5), (3, 5), (4, 2), (3, 5)])
def test_overlapping_claims_cut_a_text_into_pieces_that_lose_nothing(
    spans: list[tuple[int, int]],
) -> None:
    text = "0123456789"
    made = [
        _claim(text, number, start, min(10, start + length))
        for number, (start, length) in enumerate(spans)
    ]
    outside = [_claim(text, 9, 8, 12), _claim(text, 9, 5, 5), _claim(text, 9, -3, 2)]
    cut = segments(text, [*made, *outside])
    assert "".join(segment.text for segment in cut) == text
    for claim in made:
        covered = "".join(segment.text for segment in cut if claim in segment.claims)
        assert covered == claim.quote
        assert sum(claim in segment.begin for segment in cut) == 1
    open_: list[Claim] = []
    for segment in cut:  # the marks are elements, one within the other
        open_ += [each.claim for each in segment.opened]
        assert tuple(open_) == segment.claims
        del open_[len(open_) - segment.closed :]
    assert open_ == []
    assert segments("", made) == []


def _claim(text: str, number: int, start: int, end: int) -> Claim:
    return Claim(
        iri=f"https://w3id.org/mithaq/id/claim/d/{number}",
        document="https://w3id.org/mithaq/graph/d",
        situation="https://w3id.org/mithaq/id/visit/x",
        status="",
        speaker="",
        quote=text[max(0, start) : end],
        start=start,
        end=end,
        time="",
        value="",
        frame="",
        confidence="",
    )
