"""Who signs what: parties by their sides, their ministers, their counterparts; agreements that a text only describes."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def told(text: str, kind: str, *roles: str) -> set[tuple[str, ...]]:
    """The named roles of each fact of a kind, each by the last part of its participants' addresses."""
    document = given("signing", text, date="2023-05-04")
    return {
        tuple("+".join(p.iri.rpartition("/")[2] for p in fact.role(role)) for role in roles)
        for fact in extract(document)
        if fact.type == kind
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقع الجانبان الأردني والكويتي بروتوكول تعاون عسكري.", {"JOR", "KWT"}),
        ("وقعت وزارة الدفاع الكينية ونظيرتها الإثيوبية بروتوكولا للتدريب.", {"KEN", "ETH"}),
        (
            "وقع وزير الدفاع الكيني أدن دوالي، اليوم الثلاثاء، مع نظيره البوروندي اتفاقا.",
            {"KEN", "BDI"},
        ),
        ("وتنتهي الاتفاقية الأمنية المبرمة بين كندا واليابان عام 1961.", {"CAN", "JPN"}),
        ("أنهت النيجر العمل باتفاقية التعاون العسكري الموقعة مع ألمانيا.", {"NER", "DEU"}),
        ("تقترب كندا واليابان من إبرام معاهدة دفاعية.", set()),
        ("فشلت كندا واليابان في التوصل إلى اتفاق.", set()),
    ],
)
def test_who_signs(text: str, expected: set[str]) -> None:
    assert {name for (name,) in told(text, "TreatySigning", "signatory")} == expected


def test_a_state_after_a_region_is_another_place() -> None:
    text = "نشرت كندا أربع كتائب في دول البلطيق وبولندا."
    assert told(text, "Deployment", "place") == {("baltic-states",), ("POL",)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وانضمت القوة الزامبية إلى قوات حفظ السلام التابعة للاتحاد الأفريقي.", "Accession"),
        (
            "بدأت كتيبة من 850 عسكريا نيجيريا من قوة الاتحاد الأفريقي بالانسحاب من الصومال.",
            "Withdrawal",
        ),
    ],
)
def test_forces_are_no_member(text: str, kind: str) -> None:
    assert not told(text, kind, "member")
