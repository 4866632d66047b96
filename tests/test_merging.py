"""Merging: one fact for each thing a document tells."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from mithaq.ingest import merging
from mithaq.ingest.facts import Fact, Headline, Participant, Time
from mithaq.ingest.merging import merge
from mithaq.ontology.facttypes import FactType, fact_types

NATO = Participant("https://w3id.org/mithaq/id/alliance/NATO", "Alliance", (("en", "NATO"),))
MADRID = Participant("https://w3id.org/mithaq/id/place/madrid", "Place", (("en", "Madrid"),))
SUMMIT = Fact(
    document="d",
    type="Meeting",
    roles=(("body", (NATO,)), ("place", (MADRID,))),
    status="actual",
    source=None,
    time=Time("2022-06-29", "29 June", "explicit"),
    value=None,
    quote="q",
    start=100,
    end=101,
    confidence=0.8,
    frame="meeting@1",
)


def merged(*facts: Fact, headline: int = 0) -> tuple[Fact, ...]:
    return merge(facts, fact_types(), headline)


def test_a_fact_told_twice_is_one() -> None:
    again = replace(SUMMIT, start=200, end=201, confidence=0.7)
    assert merged(again, SUMMIT) == (SUMMIT,)


def test_what_only_the_other_says_is_taken_over() -> None:
    undated = replace(SUMMIT, time=None, confidence=0.9)
    vague = replace(SUMMIT, roles=(("body", (NATO,)), ("place", ())), start=50, end=51)
    (one,) = merged(undated, vague)
    assert one.time == SUMMIT.time
    assert one.role("place") == (MADRID,)


def test_another_day_is_another_meeting() -> None:
    other = replace(SUMMIT, time=Time("2023-07-11", "11 July", "explicit"), start=300, end=301)
    assert len(merged(SUMMIT, other)) == 2


def test_a_plan_and_what_happened_stay_two() -> None:
    assert len(merged(SUMMIT, replace(SUMMIT, status="announced"))) == 2


def test_a_headline_leaves_it_to_the_body() -> None:
    headline = replace(SUMMIT, status="announced", start=0, end=1, confidence=1.0)
    (one,) = merged(headline, SUMMIT, headline=50)
    assert replace(one, headline=None) == SUMMIT
    assert one.headline == Headline("announced", "q", 0, 1)


def test_of_two_headlines_the_body_keeps_the_one_that_goes_furthest() -> None:
    announced = replace(SUMMIT, status="announced", start=0, end=1)
    actual = replace(SUMMIT, start=20, end=21)
    for headlines in ((announced, actual), (actual, announced)):
        (one,) = merged(*headlines, replace(SUMMIT, status="possible"), headline=50)
        assert one.headline == Headline("actual", "q", 20, 21)


def test_a_headline_of_another_day_is_not_of_the_same() -> None:
    headline = replace(SUMMIT, time=Time("2021-06-14", "14 June", "explicit"), start=0, end=1)
    (one,) = merged(headline, SUMMIT, headline=50)
    assert one.headline is None


def test_what_only_the_headline_tells_stays_as_it_is() -> None:
    headline = replace(SUMMIT, start=0, end=1)
    assert merged(headline, headline=50) == (headline,)


def test_the_order_of_what_was_found_does_not_matter() -> None:
    facts = [SUMMIT, replace(SUMMIT, time=None, start=5, end=6), replace(SUMMIT, status="possible")]
    assert merged(*facts) == merged(*reversed(facts))


def test_a_long_document_is_merged_without_comparing_all_with_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0
    plain = merging.alike

    def counted(a: Fact, b: Fact, types: Mapping[str, FactType]) -> bool:
        nonlocal compared
        compared += 1
        return plain(a, b, types)

    monkeypatch.setattr(merging, "alike", counted)
    facts = [visit(f"person-{number}", start=number) for number in range(500)]
    assert len(merging.merge([*facts, *facts], fact_types(), 0)) == 500
    assert compared <= 1000


def visit(visitor: str, *, start: int) -> Fact:
    person = Participant(f"https://w3id.org/mithaq/id/person/{visitor}", "Person", ())
    place = Participant("https://w3id.org/mithaq/id/state/ARM", "State", ())
    return Fact(
        document="d",
        type="Visit",
        roles=(("visitor", (person,)), ("place", (place,))),
        status="actual",
        source=None,
        time=None,
        value=None,
        quote="",
        start=start,
        end=start + 1,
        confidence=0.9,
        frame="visit@1",
    )


SUDAN = Participant("https://w3id.org/mithaq/id/state/SDN", "State", (("en", "Sudan"),))
CHAD = Participant("https://w3id.org/mithaq/id/state/TCD", "State", (("en", "Chad"),))
KHARTOUM = Participant("https://w3id.org/mithaq/id/place/khartoum", "Place", (("en", "Khartoum"),))
PERU = Participant("https://w3id.org/mithaq/id/state/PER", "State", (("en", "Peru"),))
WAR, UNREST = (
    Participant(f"https://w3id.org/mithaq/id/kind/{kind}", "IncidentKind", (("en", kind),))
    for kind in ("war", "unrest")
)


@pytest.mark.parametrize(
    ("place", "kind", "deeds"),
    [(SUDAN, WAR, 1), (KHARTOUM, WAR, 1), (SUDAN, UNREST, 2), (PERU, WAR, 2)],
)
def test_who_fought_and_where_are_one_deed_only_of_one_kind_in_their_land(
    place: Participant, kind: Participant, deeds: int
) -> None:
    fought = replace(
        SUMMIT, type="Incident", time=None, roles=(("parties", (SUDAN, CHAD)), ("kind", (WAR,)))
    )
    placed = replace(fought, roles=(("place", (place,)), ("kind", (kind,))), start=200, end=201)
    assert len(merged(fought, placed)) == deeds
