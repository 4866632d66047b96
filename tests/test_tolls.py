"""A blow told again by its dead is one; the wounded are no dead; a frame refuses for its patterns too."""

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact
from mithaq.iris import local_name


def incidents(text: str) -> list[Fact]:
    document = given("x", text, date="2024-03-10")
    return [fact for fact in extract(document) if fact.type == "Incident"]


def places(text: str) -> set[str]:
    return {local_name(place.iri) for fact in incidents(text) for place in fact.role("place")}


def test_a_blow_told_again_by_its_dead_is_one() -> None:
    text = (
        "وأوقع القصف على دونباس 44 قتيلا. "
        "وذكر مسؤول أن غارات روسية على بلدة باخموت أودت بحياة 44 شخصا."
    )
    (fact,) = incidents(text)
    assert [local_name(side.iri) for side in fact.role("parties")] == ["RUS"]


def test_other_dead_are_another_blow() -> None:
    text = (
        "وأودت غارات روسية على بلدة باخموت بحياة 44 شخصا. "
        "وذكر مسؤول أن غارات روسية على مدينة خاركيف أودت بحياة 12 شخصا."
    )
    assert len(incidents(text)) == len("ab")


def test_the_wounded_are_no_dead() -> None:
    (fact,) = incidents("وأصيب 12 شخصا بغارات روسية على مدينة خاركيف.")
    assert fact.value is None


def test_the_town_told_after_the_land_is_where_it_fell() -> None:
    text = (
        "شن مسلحون من حركة الشباب هجوما على قاعدة للقوات الكينية في الصومال. "
        "ووقع الهجوم في مدينة كيسمايو."
    )
    assert places(text) == {"kismayo"}


def test_neighbouring_countries_are_not_two_named_before() -> None:
    text = "تعهدت الهند وكندا بالدعم، وتحارب القوات التشادية المتمردين في مالي والبلدان المجاورة."
    assert places(text) == {"MLI"}


def test_a_trade_war_is_no_war() -> None:
    assert not incidents("وبدأت حرب تجارية طويلة بين كينيا والهند.")
