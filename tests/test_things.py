"""The pages of states, alliances, treaties, people and situations, from the graph of the seeds."""

import re
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from mithaq.iris import THING
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.citation import in_a_line, in_bibtex
from mithaq.server.settings import Settings
from mithaq.times import read_edtf

BROWSER = {"Accept": "text/html"}
THINGS = [
    "state/ARM",
    "alliance/CSTO",
    "treaty/CST-1992",
    "treaty/CST-1992/article/4",
    "person/نيكول-باشينيان",
    "withdrawal/CSTO/UZB",
    "withdrawal/CSTO/ARM/2023",
    "invocation/ARM/CST-1992-article-4/2022-09-14",
    "office/prime-minister/ARM",
    "obligation/mutual-defence",
]
INVOCATION = "invocation/ARM/CST-1992-article-4/2022-09-14"
MISSION = "mission/CSTO/yerevan/2022-09-20"


@pytest.fixture(scope="module")
def client(graph_folder: Path) -> Iterator[FlaskClient]:
    with closing(Backend(graph_folder, Settings())) as backend:
        yield create_app(backend).test_client()


def page(client: FlaskClient, thing: str, lang: str = "en") -> str:
    response = client.get(f"/id/{thing}?lang={lang}", headers=BROWSER)
    assert response.status_code == 200
    return unescape(response.text)


def section(shown: str, heading: str) -> str:
    """What stands under a heading up to the next one."""
    (found,) = re.findall(rf"<h2[^>]*>{heading}</h2>(.*?)(?:<h2>|</main>)", shown, flags=re.DOTALL)
    return str(found)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("thing", THINGS)
def test_every_sort_of_thing_has_a_page_with_its_iri_forms_and_citation(
    client: FlaskClient, thing: str, lang: str
) -> None:
    shown = page(client, thing, lang)
    assert THING + thing in shown
    for ending in ("ttl", "jsonld", "nt", "rdf"):
        assert f".{ending}?lang={lang}" in shown
        assert client.get(f"/id/{thing}.{ending}").status_code == 200
    assert "@misc{mithaq-" in shown


def test_a_state_has_names_in_all_languages(client: FlaskClient) -> None:
    names = section(page(client, "state/ARM"), "Names")
    rows = re.findall(r'<th scope="row">(.*?)</th><td><bdi[^>]*>(.*?)</bdi>', names)
    assert rows == [("English", "Armenia"), ("Arabic", "أرمينيا"), ("Russian", "Армения")]
    assert "Republic of Armenia" in names


def test_what_happened_with_a_state_stands_in_the_order_of_time(client: FlaskClient) -> None:
    response = client.get(
        "/sparql",
        query_string={
            "query": "PREFIX mq: <https://w3id.org/mithaq/ontology#> SELECT DISTINCT ?s ?t WHERE {"
            f" ?s ?p <{THING}state/ARM> ; mq:edtf ?t }}"
        },
    ).json
    assert response is not None
    times = {row["s"]["value"]: row["t"]["value"] for row in response["results"]["bindings"]}
    shown = section(page(client, "state/ARM"), "In the order of time")
    told = [THING + each for each in re.findall(r'href="/id/([^"?]*)\?', shown)]
    assert sorted(told) == sorted(times)
    assert len(told) > 10
    begins = [read_edtf(times[each]).earliest for each in told]
    assert begins == sorted(begins, key=str)


def test_what_happened_is_grouped_by_kind_with_the_part_it_takes(client: FlaskClient) -> None:
    shown = section(page(client, "state/ARM"), "What documents tell of it")
    kinds = dict(re.findall(r"<h3.*?<bdi>(.*?)</bdi></a>\s*<small>(\d+)</small>", shown))
    assert {"Membership", "Invocation", "Incident", "Office holding"} <= kinds.keys()
    assert sum(map(int, kinds.values())) == shown.count("<li ")
    assert re.search(r"Invocation: Armenia.*?</a>.*?<bdi>invoker</bdi>", shown, flags=re.DOTALL)


def test_a_call_and_its_answers_lead_to_each_other(client: FlaskClient) -> None:
    after = section(page(client, INVOCATION), "Was answered by")
    assert f'href="/id/{MISSION}?lang=en"' in after
    assert "Answers</h2>" not in page(client, INVOCATION)
    before = section(page(client, MISSION, "ar"), "جاءت جوابا على")  # answers
    assert f'href="/id/{INVOCATION}?lang=ar"' in before


def test_evidence_leads_to_its_place_and_is_what_stands_there(client: FlaskClient) -> None:
    shown = section(page(client, INVOCATION), "Evidence")
    quotes = re.findall(r'<blockquote dir="auto">(.*?)</blockquote>', shown, flags=re.DOTALL)
    places = re.findall(r'href="/documents/([^"?]*)\?lang=en#(c-\w+)"', shown)
    offsets = re.findall(r'<bdi dir="ltr">(\d+)–(\d+)</bdi>', shown)
    assert quotes
    for quote, (document, anchor), (start, end) in zip(quotes, places, offsets, strict=True):
        assert client.get(f"/documents/{document}.txt").text[int(start) : int(end)] == quote
        read = client.get(f"/documents/{document}", headers=BROWSER).text
        assert f'id="{anchor}"' in read


def test_what_has_not_happened_is_told_as_such(client: FlaskClient) -> None:
    announced = page(client, "withdrawal/CSTO/ARM/2023")
    assert '<span class="badge status-possible">not realized</span>' in announced
    assert "not realized</span>" not in page(client, "withdrawal/CSTO/UZB")


def test_a_person_is_quoted(client: FlaskClient) -> None:
    shown = section(page(client, "person/نيكول-باشينيان"), "In its own words")
    assert shown.count("<blockquote") >= 2


def test_articles_stand_in_the_order_of_their_numbers(client: FlaskClient) -> None:
    listed = section(page(client, "treaty/NAT-1949"), "What points to it")
    numbers = [int(each) for each in re.findall(r"/id/treaty/NAT-1949/article/(\d+)\?", listed)]
    assert numbers == sorted(numbers)


def test_a_citation_names_the_graph_and_breaks_nothing() -> None:
    title = "Armenia {\\input{/etc/passwd}} @misc"
    line, entry = (make(title, THING + "state/ARM", "gen-1") for make in (in_a_line, in_bibtex))
    assert "gen-1" in line
    assert line.endswith("https://w3id.org/mithaq/id/state/ARM")
    assert entry.count("{") == entry.count("}")
    assert "\\" not in entry
    assert entry.splitlines()[-1] == "}"


def test_the_quotes_for_a_situation_are_to_be_had_alone(client: FlaskClient) -> None:
    part = client.get("/id/withdrawal/CSTO/GEO?part=evidence&lang=ar", headers=BROWSER)
    assert part.status_code == 200
    assert "<html" not in part.text
    (quote,) = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", part.text)
    whole = page(client, "withdrawal/CSTO/GEO", "ar")
    assert quote in section(whole.replace(' id="evidence"', ""), "الدليل")  # evidence
    assert re.search(r'href="/documents/001_d82f1e24c4c93dad\?lang=ar#c-[0-9a-f]{12}"', part.text)
    for thing in ("state/ARM", "withdrawal/CSTO/nobody"):
        assert client.get(f"/id/{thing}?part=evidence", headers=BROWSER).status_code == 404
