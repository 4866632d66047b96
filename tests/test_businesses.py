"""Whose agreement it is, and whose decision: companies sign no treaties, adjectives tell who decides, months govern nothing."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def parties(text: str, kind: str, role: str) -> set[str]:
    """Who has the role in the facts of a kind, each by the last part of the address."""
    facts = extract(given("deal", text, date="2023-05-04"))
    return {
        p.iri.rpartition("/")[2]
        for fact in facts
        if fact.type == kind and fact.confidence >= 0.6
        for p in fact.role(role)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقعت غرفة تجارة أكرا اتفاقية مع كينيا.", set()),
        ("قالت شركة نوردا إنها وقعت عقدا مع حكومة النرويج.", set()),
        ("وأضاف أن الجامعة أبرمت مذكرة تفاهم مع كندا.", set()),
        ("وقعت كندا اتفاقية للصيد مع غانا.", {"CAN", "GHA"}),
        ("وقعت مجموعة العشرين وكندا اتفاقية شراكة.", {"CAN", "G20"}),
    ],
)
def test_what_a_business_signs_is_no_treaty(text: str, expected: set[str]) -> None:
    assert parties(text, "TreatySigning", "signatory") == expected


@pytest.mark.parametrize(
    ("text", "kind", "role", "expected"),
    [
        (
            "ورحبت أوسلو بالقرار الكندي بالانسحاب من معاهدة الأنهار.",
            "Withdrawal",
            "member",
            {"CAN"},
        ),
        (
            "وصوت النرويجيون لصالح الخروج من حلف شمال الأطلسي.",
            "Withdrawal",
            "member",
            {"NOR"},
        ),
        ("وأثار الإعلان الكيني إرسال قوات إلى هايتي جدلا.", "Deployment", "deployer", {"KEN"}),
    ],
)
def test_an_adjective_tells_who_decides(
    text: str, kind: str, role: str, expected: set[str]
) -> None:
    assert parties(text, kind, role) == expected


@pytest.mark.parametrize(
    ("text", "kind", "role", "expected"),
    [
        (
            "وقعت كندا واليابان في فبراير مذكرة تفاهم للصيد.",
            "TreatySigning",
            "signatory",
            {"CAN", "JPN"},
        ),
        (
            "وقعت كندا واليابان في حفل رسمي مذكرة تفاهم.",
            "TreatySigning",
            "signatory",
            {"CAN", "JPN"},
        ),
        ("أرسلت في يونيو كندا قوات إلى مالي.", "Deployment", "deployer", {"CAN"}),
        (
            "ومنحت اليابان قبل أسبوعين غانا قرضا بقيمة مليون دولار.",
            "Contribution",
            "recipient",
            {"GHA"},
        ),
        (
            "وعلق الاتحاد الأفريقي للمرة الأولى منذ سنوات عضوية مالي.",
            "Suspension",
            "member",
            {"MLI"},
        ),
    ],
)
def test_a_month_and_a_closing_adjective_govern_nothing(
    text: str, kind: str, role: str, expected: set[str]
) -> None:
    assert parties(text, kind, role) == expected


def test_several_papers_of_one_list_are_one_lot() -> None:
    facts = extract(given("deal", "وقعت كندا واليابان 24 اتفاقية ومذكرة تفاهم.", date="2023-05-04"))
    assert len([fact for fact in facts if fact.type == "TreatySigning"]) == 2  # two signatories


@pytest.mark.parametrize(
    "between",
    [
        "أمس",
        "قبل أسبوعين",
        "بعد مفاوضات شاقة",
        "في ختام محادثات استمرت يومين",
        "للمرة الأولى منذ سنوات",
        "من جهة أخرى",
    ],
)
def test_what_tells_when_or_how_governs_no_agreement(between: str) -> None:
    text = f"وقعت كندا واليابان {between} اتفاقية للصيد."
    assert parties(text, "TreatySigning", "signatory") == {"CAN", "JPN"}
