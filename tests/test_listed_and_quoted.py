"""Lists that go on by other words than «و», names in quotation marks, authorities «in» a town."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def facts(text: str, kind: str, role: str) -> list[str]:
    """The last parts of the IRIs that fill `role` in the facts of one type."""
    found = extract(given("listed", text, date="2024-03-06"))
    return sorted(p.iri.rpartition("/")[2] for f in found if f.type == kind for p in f.role(role))


@pytest.mark.parametrize(
    "text",
    [
        "وتضم إيغاد جيبوتي وكينيا بالإضافة إلى إريتريا.",
        "وتضم إيغاد جيبوتي وكينيا، إلى جانب إريتريا.",
        "وتضم إيغاد جيبوتي، حيث مقرها، وكينيا، فضلا عن إريتريا.",
    ],
)
def test_a_list_of_members_goes_on(text: str) -> None:
    assert facts(text, "Membership", "member") == ["DJI", "ERI", "KEN"]


def test_who_stands_beside_another_is_no_list() -> None:
    text = "وقفت كينيا إلى جانب أوغندا في حلف شمال الأطلسي."  # Kenya stood beside Uganda in NATO
    assert "UGA" not in facts(text, "Membership", "member")


@pytest.mark.parametrize(
    ("text", "kind", "role", "expected"),
    [
        ('دعت "إيكواس" السنغال إلى ضبط النفس.', "Statement", "about", ["SEN"]),
        ('يعقد وزراء خارجية "حلف شمال الأطلسي"، الخميس المقبل، اجتماعا طارئا.', "Meeting", "body", ["NATO"]),
        ("ودعا الاتحاد الأفريقي السلطات في كمبالا إلى الحوار.", "Statement", "about", ["UGA"]),
        ("ودعا الاتحاد الأفريقي القادة العسكريين في غينيا إلى الحوار.", "Statement", "about", ["GIN"]),
    ],
)  # fmt: skip
def test_quoted_names_and_authorities(text: str, kind: str, role: str, expected: list[str]) -> None:
    assert facts(text, kind, role) == expected


def test_a_masculine_clause_does_not_date_a_feminine_noun() -> None:
    text = (
        "انطلقت قمة الاتحاد الأفريقي في أديس أبابا لبحث الهجوم على مقديشو الذي وقع الثلاثاء الماضي."
    )
    # the summit … to discuss the attack that happened last Tuesday
    found = extract(given("dated", text, date="2024-03-06"))
    assert [f.time for f in found if f.type == "Meeting"] == [None]


@pytest.mark.parametrize(
    ("text", "visitor", "place"),
    [
        ("الرئيس الكيني وليام روتو سيزور العاصمة مقديشو الشهر المقبل.", "وليام-روتو", "mogadishu"),
        (  # who is received, not who receives
            "استقبل الرئيس المصري عبد الفتاح السيسي نظيره الكيني وليام روتو في القاهرة، في زيارة رسمية.",
            "وليام-روتو",
            "cairo",
        ),
    ],
)
def test_who_travels_where(text: str, visitor: str, place: str) -> None:
    assert facts(text, "Visit", "visitor") == [visitor]
    assert facts(text, "Visit", "place") == [place]


@pytest.mark.parametrize(
    ("text", "kind", "role", "expected"),
    [
        (  # a list of who signed, after what was signed
            "وبدأت معاهدة الدفاع العربي المشترك بتوقيع سبع دول هي: مصر، الأردن، سوريا.",
            "TreatySigning",
            "signatory",
            ["EGY", "JOR", "SYR"],
        ),
        ("توغلت جماعة بوكو حرام في النيجر وتشاد.", "Incident", "place", ["NER", "TCD"]),
        ("ويتشكل الاتحاد الأفريقي من 55 دولة.", "Founding", "alliance", []),
    ],
)
def test_wordings_of_signatories_incursions_and_composition(
    text: str, kind: str, role: str, expected: list[str]
) -> None:
    assert facts(text, kind, role) == expected
