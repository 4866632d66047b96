"""Who answers, condemns or follows up a blow is not for that its doer."""

import pytest
from roles import named

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def sides(text: str) -> set[str]:
    return set(named(text, "Incident", "parties"))


@pytest.mark.parametrize(
    "text",
    [
        "وتوعدت كينيا وحليفتها أوغندا بالرد على اغتيال قائد في مقديشو.",
        "وأدانت كينيا اغتيال القائد في مقديشو.",
        "وقطعت كينيا علاقاتها بعد خطف عمال في مقديشو.",
    ],
)
def test_who_answers_a_blow_has_not_done_it(text: str) -> None:
    assert not sides(text)


def test_who_does_it_has() -> None:
    assert sides("وأقدمت حركة الشباب على خطف عمال في مقديشو.") == {"al-shabaab"}


def test_a_pronoun_before_the_verb_is_its_subject() -> None:
    assert sides("وأعلنت حركة الشباب، السبت، أنها قصفت مقديشو وكيسمايو بقذائف.") == {"al-shabaab"}


def test_a_ministry_that_tells_of_a_blow_has_no_part_in_it() -> None:
    text = "وأعلنت وزارة الصحة عدد من أصيبوا جراء القصف في كيسمايو."
    assert not sides(text)


def test_a_blow_that_is_answered_is_not_of_who_answers() -> None:
    text = "قصفت كينيا بلدة بولا الأحد. وذلك ردا على الهجوم الذي وقع في مدينة كيسمايو."
    told = extract(given("answer", text, date="2019-05-10"))
    struck = [f for f in told if f.type == "Incident" and f.role("place")]
    assert [[p.label("en") for p in f.role("place")] for f in struck] == [["Kismayo"]]
    assert not struck[0].role("parties")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("كان مطار كيسمايو هدفا لغارات إثيوبية في مارس الماضي.", {"ETH"}),
        ("كان مطار كيسمايو هدفا لهجوم شنته حركة الشباب الشهر الماضي.", {"al-shabaab"}),
        ("وكانت مدينة كيسمايو هدفا لقصف من إثيوبيا.", {"ETH"}),
        ("كانت الشركة هدفا لهجوم إلكتروني من الصين.", set()),
    ],
)
def test_what_was_the_target_of_a_blow_was_struck(text: str, who: set[str]) -> None:
    assert sides(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "شهدت مدينة كيسمايو هجوما الأحد.",
        "الهجوم العنيف الذي شهدته مدينة كيسمايو الأحد.",
        "كشفت تقارير عن تضارب بشأن الغارات التي شهدتها كيسمايو الأحد.",
    ],
)
def test_what_a_town_saw_took_place_there(text: str) -> None:
    assert named(text, "Incident", "place") == ["kismayo"]


def test_what_else_a_town_saw_is_no_incident() -> None:
    assert not named("الانتخابات التي شهدتها كيسمايو الأحد.", "Incident", "place")
