"""Meetings of officials «in the states of» an alliance, and where they are held."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def meetings(text: str) -> list[tuple[str, str]]:
    """Body and place of each meeting: the last parts of their IRIs."""
    return [
        tuple(" ".join(p.iri.rpartition("/")[2] for p in fact.role(r)) for r in ("body", "place"))  # type: ignore[misc]
        for fact in extract(given("meetings", text, date="2024-03-06"))
        if fact.type == "Meeting"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عقد رؤساء الأركان في دول حلف شمال الأطلسي اجتماعا في بروكسل.", ("NATO", "brussels")),
        ("اجتمع قادة الجيوش بدول مجموعة شرق أفريقيا في نيروبي.", ("EAC", "nairobi")),
        (
            "عقد وزراء الخارجية في الدول الأعضاء بحلف شمال الأطلسي اجتماعا في بروكسل.",
            ("NATO", "brussels"),
        ),
        (  # a list of the members may stand before what they hold
            "يعقد قادة بريكس - البرازيل، وروسيا، والصين، والهند، وجنوب أفريقيا - قمة جديدة في كمبالا.",
            ("BRICS", "kampala"),
        ),
        (  # what a meeting is about is over where a clause goes on to tell of the meeting
            "قررت مجموعة شرق أفريقيا في قمتها بشأن الوضع في مالي، التي عقدت في 3 مايو 2022 في لواندا، فرض عقوبات.",
            ("EAC", "luanda"),
        ),
        # called by its town
        ("قررت الجامعة العربية في قمة الدوحة منح المقعد للمعارضة.", ("LAS", "doha")),
        (  # a long name stands between the verb and the noun
            "يعقد وزراء الدفاع في بلدان المجموعة الاقتصادية لدول غرب أفريقيا (إيكواس) اجتماعا في أكرا السبت.",
            ("ECOWAS", "accra"),
        ),
    ],
)
def test_whose_meeting_it_is_and_where(text: str, expected: tuple[str, str]) -> None:
    assert meetings(text) == [expected]


def test_two_towns_hold_no_summit_together() -> None:
    assert meetings("جمعت قمة موسكو وطهران الرئيسين.") == [("RUS", "")]


def test_a_council_is_named_without_its_preposition() -> None:
    text = "اليوم تنطلق الدورة العشرون للمجلس المركزي الفلسطيني في نابلس."
    (held,) = (f for f in extract(given("meetings", text)) if f.type == "Meeting")
    assert held.role("body")[0].label("ar") == "المجلس المركزي الفلسطيني"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قال الوزير الكيني ذلك خلال جلسة لمجلس الأمن بشأن اليمن.", [("security-council", "")]),
        ("قال الوزير الكيني إن جلسات مجلس الأمن عقيمة.", []),
    ],
)
def test_a_session_of_an_organ_is_told_though_nowhere(
    text: str, told: list[tuple[str, str]]
) -> None:
    assert meetings(text) == told


def test_talks_called_by_a_town_are_no_summit_of_an_alliance() -> None:
    text = (
        "غادر الرئيس الكيني وليام روتو قمة الاتحاد الأفريقي في كمبالا متوجها إلى لندن. "
        "وأكدت القمة للاتحاد الأفريقي رغبة الرئيس الكيني في الحوار. "
        "ولم يخف روتو أن الأولوية هي لقاء لندن."
    )
    assert meetings(text) == [("AU", "kampala")]
