"""The pictures of answers: they show what the answer says, no more, in both languages."""

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from mithaq.errors import QueryTimeout
from mithaq.ontology.reference import reference
from mithaq.queries import answers
from mithaq.queries.answers import Answer, answer
from mithaq.queries.questions import Question, questions
from mithaq.queries.solutions import Solutions
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.pictures import drawing, events, memberships, worldmap
from mithaq.server.pictures.chart import WIDTH
from mithaq.server.pictures.events import Event
from mithaq.server.pictures.lettering import joined, lines
from mithaq.server.pictures.scale import scale
from mithaq.server.pictures.svg import Manner
from mithaq.server.pictures.tenure import Mark, Membership, Stretch, stretches
from mithaq.server.pictures.worldmap import DRAWN_AS, Spot, world
from mithaq.server.settings import Settings
from mithaq.server.words import words
from mithaq.times import print_time

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("en", "ar")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "]]><!--&amp;{{7*7}}",
    "\u202eright to left override \u2066 never closed",
    "null \x00 bell \x07 half \ud800 none \ufffe",
)
ARMENIA = "أرمينيا"  # Armenia
DRAWN = sorted(name for name, asked in questions().items() if asked.view != "table")


@pytest.fixture(scope="module")
def client(graph_folder: Path) -> Iterator[FlaskClient]:
    with closing(Backend(graph_folder, Settings())) as backend:
        yield create_app(backend).test_client()


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 our own


def picture(client: FlaskClient, name: str, **arguments: str) -> ET.Element:
    response = client.get(f"/queries/{name}.svg", query_string=arguments)
    assert response.status_code == 200, response.text
    assert response.mimetype == "image/svg+xml"
    return read(response.text)


def rows(client: FlaskClient, name: str, **arguments: str) -> list[dict[str, Any]]:
    answered = client.get(f"/queries/{name}.json", query_string=arguments).json
    assert answered is not None
    found: list[dict[str, Any]] = answered["rows"]
    return found


def texts(drawn: ET.Element) -> list[str]:
    return ["".join(each.itertext()) for each in drawn.iter(f"{SVG}text")]


def of_class(drawn: ET.Element, tag: str, kind: str) -> list[ET.Element]:
    return [each for each in drawn.iter(SVG + tag) if each.get("class", "").split()[:1] == [kind]]


def titled(drawn: ET.Element) -> dict[str, ET.Element]:
    """What is drawn for each situation, by where it leads to."""
    return {each.get("href", ""): each for each in drawn.iter(f"{SVG}a")}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DRAWN)
def test_every_picture_is_plain_svg_with_a_title_and_a_description(
    client: FlaskClient, name: str, lang: str
) -> None:
    asked = questions()[name]
    answer = client.get(f"/queries/{name}.svg?lang={lang}")
    drawn = read(answer.text)
    assert drawn[0].tag == f"{SVG}title"
    assert drawn[0].text == asked.question[lang]
    assert drawn[1].tag == f"{SVG}desc"
    assert drawn[1].text
    ids = {each.get("id") for each in drawn.iter()}
    assert set((drawn.get("aria-labelledby") or "").split()) <= ids
    assert drawn.get("lang") == lang
    tags = {each.tag.removeprefix(SVG) for each in drawn.iter()}
    assert not tags & {"script", "style", "foreignObject", "image"}
    attributes = {key for each in drawn.iter() for key in each.attrib}
    assert not {key for key in attributes if key == "style" or key.startswith("on")}
    addresses = [str(each.get("href")) for each in drawn.iter(f"{SVG}a")]
    assert all(each.startswith("https://w3id.org/mithaq/") for each in addresses)
    assert client.get(f"/queries/{name}", headers={"Accept": "image/svg+xml"}).status_code == 200
    again = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(f"/queries/{name}.svg?lang={lang}", headers=again).status_code == 304


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_shows_the_picture_over_its_table(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/queries/membership-timeline.html?lang={lang}").text
    figure = re.search(r"<svg.*?</svg>", page, re.DOTALL)
    assert figure
    drawn = read(figure[0])
    links = [str(each.get("href")) for each in drawn.iter(f"{SVG}a")]
    assert f"/id/state/ARM?lang={lang}" in links
    assert all(link.startswith("/id/") for link in links)
    assert page.index("<svg") < page.index('id="answer"') < page.index("<table")
    assert 'href="#answer"' in page
    assert f"/queries/membership-timeline.svg?lang={lang}" in page
    assert "<svg" not in client.get(f"/queries/documents.html?lang={lang}").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_dates_on_a_page_are_words_as_exact_as_they_are_known(
    client: FlaskClient, lang: str
) -> None:
    page = client.get(f"/queries/requests-and-responses.html?lang={lang}").text
    table = page[page.index("<table") : page.index("</table>")]
    times = {row["responseTime"] for row in rows(client, "requests-and-responses")} - {"unknown"}
    assert {len(each) for each in times} == {len("2022-09"), len("2022-09-15")}
    for time in times:
        assert f"<bdi>{print_time(time, lang).replace(' ', chr(0xA0))}</bdi>" in table
        assert f"<bdi>{time}</bdi>" not in table


@pytest.mark.parametrize("lang", LANGUAGES)
def test_members_have_bars_between_the_documents_that_call_them_so(
    client: FlaskClient, lang: str
) -> None:
    drawn = picture(client, "membership-timeline", lang=lang)
    told = rows(client, "membership-timeline", lang=lang)
    assert {row["memberName"] for row in told} <= set(texts(drawn))
    stated = {row["situation"]: row for row in rows(client, "members-on-a-date", lang=lang)}
    shapes = titled(drawn)
    for row in told:
        shape = shapes[row["situation"]]
        bars = of_class(shape, "rect", "mark") + of_class(shape, "rect", "partly")
        said = stated.get(row["situation"])
        assert bool(bars) == (said is not None), row
        if said:
            assert bool(of_class(shape, "rect", "mark")) == (
                said["statedFirst"] != said["statedLast"]
            )
        assert of_class(shape, "polyline", "unsaid"), row
        left = bool(of_class(shape, "path", "stroke"))
        assert left == (row["until"] == "unknown"), row


def test_arabic_is_the_mirror_of_english(client: FlaskClient) -> None:
    places = []
    for lang in LANGUAGES:
        shape = titled(picture(client, "membership-timeline", lang=lang, alliance="CSTO"))
        bars = of_class(shape["https://w3id.org/mithaq/id/membership/CSTO/ARM"], "rect", "mark")
        bar = max(bars, key=lambda each: float(each.attrib["width"]))
        places.append((float(bar.attrib["x"]), float(bar.attrib["width"])))
    (begin, _), (mirrored, wide) = places
    middle = WIDTH / 2
    assert begin < middle < mirrored + wide
    drawn = picture(client, "membership-timeline", lang="ar")
    directions = {each.get("direction") for each in drawn.iter(f"{SVG}text")}
    assert directions == {"rtl"}
    assert ARMENIA in texts(drawn)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_calls_lead_to_their_answers(client: FlaskClient, lang: str) -> None:
    for name in ("requests-and-responses", "how-long-until-a-response"):
        drawn = picture(client, name, lang=lang)
        told = rows(client, name, lang=lang)
        tips = [each for each in drawn.iter() if each.get("class") == "stroke tip"]
        assert len(tips) == len(told)
        unanswered = [row for row in told if not row["response"]]
        asked = words(lang)["picture-no-response"]
        assert texts(drawn).count(asked) == len(unanswered) > 0
        assert {row["responseKind"] for row in told if row["response"]} <= set(texts(drawn))
    (invoked,) = rows(client, "when-was-mutual-defense-invoked", lang=lang)
    delays = rows(client, "how-long-until-a-response", lang=lang)
    drawn = picture(client, "when-was-mutual-defense-invoked", lang=lang)
    tips = [each for each in drawn.iter() if each.get("class") == "stroke tip"]
    assert len(tips) == sum(row["situation"] == invoked["situation"] for row in delays) > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_events_stand_at_their_dates_in_words(client: FlaskClient, lang: str) -> None:
    drawn = picture(client, "meetings", lang=lang)
    told = rows(client, "meetings", lang=lang)
    of_a_day = {row["time"] for row in told if len(row["time"]) == len("2022-11-23")}
    shapes = titled(drawn)
    for row in told:
        shape = shapes[row["situation"]]
        dated = row["time"] != "unknown"
        word = print_time(row["time"], lang) if dated else words(lang)["picture-unknown"]
        assert word in texts(shape)
        assert len(of_class(shape, "circle", "mark")) == (row["time"] in of_a_day)
        assert len(of_class(shape, "circle", "hollow")) == (not dated)
    days = [
        float(of_class(shapes[row["situation"]], "circle", "mark")[0].attrib["cx"])
        for row in told
        if row["time"] in of_a_day
    ]
    assert days == sorted(days, reverse=lang == "ar")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_members_are_on_the_map_under_their_names(client: FlaskClient, lang: str) -> None:
    drawn = picture(client, "members-on-a-date", lang=lang, alliance="CSTO")
    told = rows(client, "members-on-a-date", lang=lang, alliance="CSTO")
    shapes = titled(drawn)
    assert set(shapes) == {row["member"] for row in told}
    for row in told:
        (shape,) = of_class(shapes[row["member"]], "path", "land-in")
        assert shape.attrib["d"] == world().states[row["member"][-3:]].path
        title = shapes[row["member"]].find(f"{SVG}title")
        assert title is not None
        assert row["memberName"] in str(title.text)
        assert row["memberName"] in texts(drawn)
    assert words(lang)["picture-borders"] in texts(drawn)
    earlier = titled(picture(client, "members-on-a-date", alliance="CSTO", date="1990-01-01"))
    assert not earlier  # it was founded later


def test_places_without_a_state_are_told_under_the_map(client: FlaskClient) -> None:
    drawn = picture(client, "incidents")
    told = rows(client, "incidents")
    unknown = sum(row["place"] is None for row in told)
    (note,) = [each for each in texts(drawn) if words("en")["picture-not-on-map"] in each]
    assert f"unknown ({unknown})" in note
    places = {row["place"] for row in told}
    on_map = set(titled(drawn)) & places
    assert on_map
    for iri in on_map:
        state = iri.startswith("https://w3id.org/mithaq/id/state/")
        assert of_class(titled(drawn)[iri], "path", "land-in" if state else "land-was")


def test_every_state_has_its_place_on_the_map() -> None:
    kinds = reference().things.values()
    codes = {each.iri.rpartition("/")[2] for each in kinds if each.kind == "State"}
    placed = {code for code in codes if code in world().states or code in DRAWN_AS}
    assert codes == placed
    past = {code for codes in DRAWN_AS.values() for code in codes}
    assert past <= set(world().states)
    assert not set(DRAWN_AS) & set(world().states)
    for code, shape in world().states.items():
        left, top, right, bottom = shape.main
        assert 0 <= left <= right <= world().width, code
        assert 0 <= top <= bottom <= world().height, code


def test_small_states_are_dots_and_states_of_the_past_are_hatched() -> None:
    spots = [
        Spot(code="MLT", whole=True, iri="m", label="Malta", told="Malta"),
        Spot(code="SUN", whole=True, iri="s", label="USSR", told="USSR"),
    ]
    drawn = read(str(worldmap.draw(spots, manner("en"))))
    links = list(drawn.iter(f"{SVG}a"))
    (malta,) = [each for each in links if each.get("href") == "m"]
    assert len(of_class(malta, "circle", "land-dot")) == 1
    soviet = [each for each in links if each.get("href") == "s"]
    assert len(soviet) == len(DRAWN_AS["SUN"])
    assert all(of_class(each, "path", "land-was") for each in soviet)
    assert words("en")["picture-past"] in texts(drawn)
    assert texts(drawn).count("USSR") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ties_go_from_one_side_to_the_other(client: FlaskClient, lang: str) -> None:
    drawn = picture(client, "network", lang=lang)
    told = rows(client, "network", lang=lang)
    curves = [each for each in drawn.iter(f"{SVG}path") if "C" in each.attrib["d"]]
    assert len(curves) == len(told)
    for curve in curves:
        numbers = [float(each) for each in re.findall(r"-?[0-9.]+", curve.attrib["d"])]
        assert (numbers[0] < numbers[-2]) == (lang == "en")
    for row in told:
        assert row["tie"] in texts(drawn)
        shape = titled(drawn)[row["situation"]]
        crossed = bool(of_class(shape, "path", "stroke"))
        assert crossed == ("/withdrawal/" in row["situation"])
    blames = picture(client, "who-blames-whom", lang=lang)
    tips = [each for each in blames.iter() if each.get("class") == "stroke tip"]
    assert len(tips) == len(rows(client, "who-blames-whom", lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_bars_are_as_long_as_their_numbers(client: FlaskClient, lang: str) -> None:
    drawn = picture(client, "alliances", lang=lang)
    told = rows(client, "alliances", lang=lang)
    bars = [float(each.attrib["width"]) for each in of_class(drawn, "rect", "mark")]
    largest = max(row["situations"] for row in told)
    assert bars == pytest.approx([max(bars) * row["situations"] / largest for row in told], abs=0.1)
    titles = [each.text for each in drawn.iter(f"{SVG}title")]
    assert titles[1:] == [f"{row['allianceName']}: {row['situations']}" for row in told]
    ends = {
        float(each.attrib["x"]) + float(each.attrib["width"]) * (lang == "ar")
        for each in of_class(drawn, "rect", "mark")
    }
    assert max(ends) - min(ends) < 0.2  # all begin at nought


def test_parameters_choose_what_is_drawn(client: FlaskClient) -> None:
    drawn = texts(picture(client, "membership-timeline", state="BLR"))
    assert "Belarus" in drawn
    assert "Armenia" not in drawn
    empty = picture(client, "timeline", since="1700-01-01", until="1700-12-31", lang="ar")
    assert words("ar")["no-rows"] in texts(empty)


def membership(**told: Any) -> Membership:
    known = {"member": "m", "member_name": "A", "alliance": "a", "alliance_name": "B"}
    usual = {"since": "unknown", "until": "open", "left": False, "situation": "s"}
    return Membership(**{**known, **usual, **told})


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


EDGES = (day("1990-01-01"), day("2030-01-01"))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, [("unsaid", "1990-01-01", "2030-01-01")]),
        (
            {"since": "2001-02-03"},
            [("sure", "2001-02-03", "2001-02-03"), ("unsaid", "2001-02-03", "2030-01-01")],
        ),
        (
            {"since": "2001", "until": "2012-06-28", "left": True},
            [
                ("partly", "2001-01-01", "2001-12-31"),
                ("sure", "2001-12-31", "2012-06-28"),
                ("sure", "2012-06-28", "2012-06-28"),
            ],
        ),
        (
            {"since": "2001", "until": "unknown", "left": True},
            [("partly", "2001-01-01", "2001-12-31"), ("unsaid", "2001-12-31", "2030-01-01")],
        ),
        (
            {"until": "2012-06", "left": True},
            [("unsaid", "1990-01-01", "2012-06-01"), ("partly", "2012-06-01", "2012-06-30")],
        ),
        (
            {"stated": ("2017-01", "2022-11-27")},
            [
                ("unsaid", "1990-01-01", "2017-01-01"),
                ("partly", "2017-01-01", "2017-01-31"),
                ("sure", "2017-01-31", "2022-11-27"),
                ("sure", "2022-11-27", "2022-11-27"),
                ("unsaid", "2022-11-27", "2030-01-01"),
            ],
        ),
        (
            {"stated": ("2022-09", "2022-09")},
            [
                ("unsaid", "1990-01-01", "2022-09-01"),
                ("partly", "2022-09-01", "2022-09-30"),
                ("unsaid", "2022-09-30", "2030-01-01"),
            ],
        ),
        (  # a document of before the joining proves nothing after it
            {"since": "2020-01-01", "stated": ("2019", "2019")},
            [("sure", "2020-01-01", "2020-01-01"), ("unsaid", "2020-01-01", "2030-01-01")],
        ),
        (
            {"since": "2012", "until": "2012", "left": True},
            [("partly", "2012-01-01", "2012-12-31")],
        ),
    ],
)
def test_a_bar_says_no_more_than_documents(
    told: Mapping[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    found = stretches(membership(**told), EDGES)
    assert found == [Stretch(kind, (day(first), day(last))) for kind, first, last in expected]


def manner(language: str, title: str = "T") -> Manner:
    return Manner(language, words(language), lambda iri: iri or None, title, alone=True)


def draw(told: list[Membership], language: str = "en") -> str:
    return str(memberships.draw(told, 0, manner(language)))


def test_suspensions_and_leavings_spoken_of_are_marked() -> None:
    marks = (
        Mark("suspended", "2024-02", "Suspension", "one"),
        Mark("announced", "unknown", "announced", "other"),
    )
    drawn = read(draw([membership(since="2001", marks=marks)]))
    shapes = titled(drawn)
    assert len(of_class(shapes["one"], "rect", "hollow")) == 2
    (shape,) = of_class(shapes["other"], "polygon", "hollow")
    reach = of_class(drawn, "polyline", "rule")
    assert reach
    first = float(shape.attrib["points"].split(",")[0])
    suspended = float(of_class(shapes["one"], "rect", "hollow")[0].attrib["x"])
    assert suspended < first  # in the lane, beyond the axis
    for key in ("picture-suspended", "picture-spoken-of"):
        assert words("en")[key] in texts(drawn)


@pytest.mark.parametrize("count", [1, 2, 9])
def test_marks_without_a_date_stay_on_the_picture(count: int) -> None:
    marks = [Mark("announced", "unknown", "announced", f"s{n}") for n in range(count)]
    shapes = titled(read(draw([membership(since="2001", marks=tuple(marks))])))
    diamonds = [of_class(shapes[each.situation], "polygon", "hollow")[0] for each in marks]
    ends = [float(each.attrib["points"].split()[2].split(",")[0]) for each in diamonds]
    assert len(set(ends)) == count
    assert max(ends) < WIDTH


@pytest.mark.parametrize("language", LANGUAGES)
def test_suspensions_come_from_the_graph(language: str) -> None:
    store = Store()
    store.load(
        b"""
        PREFIX mq: <https://w3id.org/mithaq/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX dct: <http://purl.org/dc/terms/>
        <urn:dated> a mq:Suspension ; mq:member <urn:m> ; mq:alliance <urn:a> ; mq:edtf "2011-11" .
        <urn:undated> a mq:Suspension ; mq:member <urn:m> ; mq:alliance <urn:a> .
        <urn:other> a mq:Suspension ; mq:member <urn:m> ; mq:alliance <urn:b> .
        <urn:dated> mq:affirmedIn <urn:d> .
        <urn:undated> mq:affirmedIn <urn:d> .
        <urn:other> mq:affirmedIn <urn:d> .
        <urn:d> dct:identifier "d" .
        """,
        RdfFormat.TURTLE,
    )
    known = {"memberName": "M", "from": "1945-03-22", "until": "open", "allianceName": "A"}
    terms = [Literal(each) for each in known.values()]
    things = [NamedNode(f"urn:{each}") for each in ("m", "a", "s")]
    variables = (*known, "member", "alliance", "situation")
    row = Solutions(variables, ((*terms, *things),))
    answered = Answer(questions()["membership-timeline"], {"lang": language}, row)
    beside = drawing.asked_beside(answered, lambda other, _: answer(other, {}, store).solutions)
    drawn = drawing.picture(answered, beside, manner(language))
    assert drawn is not None
    shapes = titled(read(drawn))
    assert {"urn:dated", "urn:undated"} <= set(shapes)
    assert "urn:other" not in shapes
    titles = [shapes[f"urn:{each}"][0].text for each in ("dated", "undated")]
    label = words(language)["picture-suspended"]
    undated = words(language)["picture-undated"]
    assert titles == [f"{label}: {print_time('2011-11', language)}", f"{label}: {undated}"]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_are_text(name: str, language: str) -> None:
    marks = (Mark("announced", "unknown", name, name),)
    row = membership(member=name, member_name=name, alliance_name=name, situation=name, marks=marks)
    drawn = [draw([row], language)]
    event = Event("2022", name, name, name, (Event("unknown", name, name, name),))
    drawn.append(str(events.draw([event], 0, manner(language, name))))
    harmless = draw([membership()], language)
    tags = {each.tag for each in read(harmless).iter()} | {f"{SVG}circle"}
    for svg in drawn:
        found = read(svg)
        assert {each.tag for each in found.iter()} <= tags | {f"{SVG}polygon", f"{SVG}g"}
        shown = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd]", "\ufffd", name).split()
        assert all(any(word in text for text in texts(found)) for word in shown[:2])
        for each in found.iter():
            assert not [key for key in each.attrib if key.startswith("on")]


def test_the_same_rows_give_the_same_bytes(client: FlaskClient) -> None:
    told = [membership(since="2001", until="2012", left=True), membership()]
    assert draw(told) == draw(list(told))
    page = [client.get("/queries/timeline.svg").data for _ in range(2)]
    assert page[0] == page[1]


def test_parts_in_a_row_keep_the_direction_of_the_picture() -> None:
    parts = [f"{ARMENIA} {n} (CSTO)" for n in range(4)]
    broken = lines(joined(parts), 120, most=4)
    assert len(broken) > 1
    assert all(each.count("\u2068") == each.count("\u2069") > 0 for each in broken)
    told = [Event("2022", "label", joined(parts), "s")]
    drawn = read(str(events.draw(told, 0, manner("ar"))))
    for each in drawn.iter(f"{SVG}text"):
        text = "".join(each.itertext())
        assert each.get("direction") == "rtl"
        assert each.get("unicode-bidi") == (None if "\u2068" in text else "plaintext")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_came_in_answer_is_told_in_the_picture_s_language(
    client: FlaskClient, lang: str
) -> None:
    drawn = " ".join(texts(picture(client, "when-was-mutual-defense-invoked", lang=lang)))
    days = questions()["how-long-until-a-response"].columns["days"][lang]
    told = rows(client, "how-long-until-a-response", lang=lang)
    (invoked,) = rows(client, "when-was-mutual-defense-invoked", lang=lang)
    known = [str(row["days"]) for row in told if row["situation"] == invoked["situation"]]
    assert any(each.isdecimal() for each in known)
    assert all(f"{days}: {each}" in drawn for each in known if each.isdecimal())


def test_what_is_open_to_one_side_has_an_arrow_there() -> None:
    told = [
        Event("2001-02-03/..", "since", "", "since"),
        Event("2005", "within", "", "within"),
        Event("../2010-05", "until", "", "until"),
    ]
    drawn = read(str(events.draw(told, 0, manner("en"))))
    shapes = titled(drawn)
    assert list(shapes) == ["since", "within", "until"]
    assert not of_class(shapes["within"], "polyline", "stroke")
    ways = {}
    for name in ("since", "until"):
        line, tip = of_class(shapes[name], "polyline", "stroke")
        assert tip.attrib["points"].split()[1] == line.attrib["points"].split()[1]
        start, end = (float(each.split(",")[0]) for each in line.attrib["points"].split())
        ways[name] = end - start
    assert ways["since"] > 0 > ways["until"]
    assert words("en")["picture-undated"] not in texts(drawn)


def test_without_the_answers_beside_a_page_has_its_table_this_time(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(asked: Question, *given: Any, **more: Any) -> Answer:
        if asked.name != "membership-timeline":
            raise QueryTimeout(asked.name)
        return answer(asked, *given, **more)

    monkeypatch.setattr(answers, "answer", too_late)
    page = client.get("/queries/membership-timeline.html?state=KGZ")
    assert page.status_code == 200
    assert "<table" in page.text
    assert "<svg" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert client.get("/queries/membership-timeline.svg?state=KGZ").status_code == 504
    monkeypatch.undo()
    assert "<svg" in client.get("/queries/membership-timeline.html?state=KGZ").text


def test_what_a_picture_shows_beside_is_asked_at_once(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def waiting(asked: Question, *given: Any, **more: Any) -> Answer:
        if asked.name == "membership-timeline":
            assert begun.wait(20)
        else:
            begun.set()
        return answer(asked, *given, **more)

    monkeypatch.setattr(answers, "answer", waiting)
    assert "<svg" in client.get("/queries/membership-timeline.html?state=TJK").text


def of_many(name: str, columns: str, rows: Iterable[tuple[str, ...]]) -> set[str]:
    """The texts of the picture of the question `name`, whose answer is these rows."""
    made = tuple(
        tuple(NamedNode(cell) if cell.startswith("urn:") else Literal(cell) for cell in row)
        for row in rows
    )
    answered = Answer(questions()[name], {}, Solutions(tuple(columns.split()), made))
    drawn = drawing.picture(answered, {}, manner("en"))
    assert drawn is not None
    return set(texts(read(drawn)))


def test_many_members_are_drawn_and_the_rest_is_told() -> None:
    count = memberships.MOST_ROWS + 3
    rows = ((f"member {n}", "2001", "open", "A", f"urn:{n}", "urn:a") for n in range(count))
    columns = "memberName from until allianceName member alliance"
    drawn = of_many("membership-timeline", columns, rows)
    assert words("en")["picture-left-out"].format(number=3) in drawn
    assert f"member {memberships.MOST_ROWS - 1}" in drawn
    assert f"member {memberships.MOST_ROWS}" not in drawn


def test_the_first_of_many_events_are_drawn_and_the_rest_is_told() -> None:
    count = events.MOST_ROWS + 7
    years = [f"{1800 + n}" for n in range(count - 1)]
    rows = ((each, f"event of {each}", "urn:s") for each in ("unknown", *reversed(years)))
    drawn = of_many("timeline", "time situationName situation", rows)
    assert words("en")["picture-left-out"].format(number=7) in drawn
    assert f"event of {years[0]}" in drawn
    assert f"event of {years[events.MOST_ROWS - 1]}" in drawn
    assert not {f"event of {years[events.MOST_ROWS]}", "event of unknown"} & drawn


def test_an_axis_is_broken_where_nothing_happens_for_long() -> None:
    days = [(day("1992-05-15"),) * 2, (day("2022-01-01"), day("2022-12-31"))]
    broken = scale(days, 0, 400, broken=True)
    assert len(broken.breaks) == 1
    assert broken.at(days[0][0]) < broken.breaks[0] < broken.at(days[1][0])
    whole = scale(days, 0, 400)
    assert not whole.breaks
    assert whole.at(days[1][0]) > 370
    labels = [tick.label for tick in whole.ticks("ar")]
    assert labels == sorted(labels)
    places = [tick.at for tick in whole.ticks("ar")]
    assert all(b - a > 30 for a, b in pairwise(places))
