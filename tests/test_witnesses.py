"""Who is named beside a signing and signs nothing: sponsors, onlookers, speakers; and what a signing is not."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def signings(text: str) -> list[Fact]:
    """The signings that a text tells, those of its Arabic words."""
    return [fact for fact in extract(given("x", text)) if fact.type == "TreatySigning"]


def signatories(text: str) -> set[str]:
    """The last parts of the IRIs of who signs."""
    return {p.iri.rpartition("/")[2] for fact in signings(text) for p in fact.role("signatory")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Canada and Japan signed an agreement under the auspices of Ghana
        ("ووقعت كندا واليابان برعاية غانا اتفاقا للصيد.", {"CAN", "JPN"}),
        # neighbouring Kenya and Ghana will sign an agreement
        ("وستوقع كينيا الجارة وغانا اتفاقا للصيد غدا.", {"KEN", "GHA"}),
        # the Kenyan president said at the signing ceremony of the agreement that …
        ("وقال الرئيس الكيني في حفل توقيع اتفاق الصيد إن السلام عاد.", set[str]()),
        # the prime minister of Kenya attended the signing of the agreement between Canada and Japan
        ("وحضر رئيس الوزراء الكيني توقيع اتفاق الصيد بين كندا واليابان.", {"CAN", "JPN"}),
        # Kenya stressed that the signing of the agreement does not mean an alliance
        ("وأكدت كينيا أن توقيع اتفاق الصيد لا يعني قيام حلف.", set[str]()),
        # talks between the leaders of Kenya and Ghana on the day on which the agreement was signed
        ("وتجرى محادثات بين قادة كينيا وغانا في ذكرى توقيع اتفاق الصيد.", set[str]()),
        # dozens of states signed the agreement, but Canada and Japan boycotted the ceremony
        ("ووقعت عشرات الدول اتفاق الصيد لكن كندا واليابان قاطعتا الحفل.", set[str]()),
        # Canada explained that it is not ready to sign the river protocol with Japan
        ("وأوضحت كندا أنها غير مستعدة لتوقيع بروتوكول الأنهار مع اليابان.", set[str]()),
        # Ghana signed a decree that ends the agreement; it has not signed that
        ("ووقع الرئيس الغاني مرسوما بإنهاء اتفاق الصيد الموقع مع كينيا.", {"KEN"}),
        # the prime minister of Kenya denounced the signing of the river charter
        ("وندد رئيس الوزراء الكيني في كلمته بتوقيع ميثاق الأنهار.", set[str]()),
        # Ghana will vote against signing the agreement
        ("وستصوت غانا ضد توقيع اتفاق الصيد.", set[str]()),
        # Kenya said that twenty countries concluded the river charter in Accra, the capital of Ghana
        ("وذكرت كينيا أن عشرين بلدا أبرمت أمس في أكرا عاصمة غانا ميثاق الأنهار.", set[str]()),
        # the agreement that Kenya and Ghana plan
        ("وتنتقد تشاد اتفاق الصيد المزمع بين كينيا وغانا.", set[str]()),
        # John Smith spent two months negotiating the river charter with Kenya
        ("وأمضى جون سميث شهرين في مفاوضات حول ميثاق الأنهار مع كينيا.", set[str]()),
    ],
)
def test_who_only_stands_by_signs_nothing(text: str, wanted: set[str]) -> None:
    assert signatories(text) == wanted


def test_an_agreement_that_is_there_takes_no_date_of_the_clause_around_it() -> None:
    # Chad ended the fisheries agreement between Canada and Japan on 3 May 2024
    told = signings("وبحثت تشاد في 3 مايو 2024 اتفاقية الصيد بين كندا واليابان.")
    assert told
    assert {fact.time for fact in told} == {None}


def test_the_name_of_an_agreement_ends_where_it_is_judged() -> None:
    # Ghana regretted Kenya's decision to sign the fisheries agreement as a grave mistake
    (told,) = signings("وأسفت غانا لقرار كينيا توقيع اتفاق الصيد باعتباره خطأ جسيما.")
    # the fisheries agreement
    assert told.role("treaty")[0].label("ar") == "اتفاق الصيد"


@pytest.mark.parametrize(
    "text",
    [
        # the Shanghai Cooperation Organisation makes up no threat to Canada
        "وقال الوزير إن منظمة شنغهاي للتعاون لا تشكل تهديدا لكندا.",
        # the history of NATO since it was set up till the conference of Accra 2018
        "وتناول الكتاب تاريخ حلف شمال الأطلسي منذ إنشائه حتى مؤتمر أكرا 2018.",
        # the Shanghai Cooperation Organisation came of a smaller group: nobody says when, or who founded it
        "وانبثقت منظمة شنغهاي للتعاون عن مجموعة أصغر.",
    ],
)
def test_what_tells_no_founding(text: str) -> None:
    assert "Founding" not in {fact.type for fact in extract(given("x", text))}


def test_what_a_treaty_guarantees_is_not_what_it_contained() -> None:
    # Ghana reviews the treaty that secures free passage for Kenya's ships
    told = extract(given("x", "وتراجع غانا المعاهدة التي تضمن الملاحة لسفن كينيا."))
    assert "Provision" not in {fact.type for fact in told}


def test_what_is_done_under_an_agreement_goes_by_the_noun_of_its_verb() -> None:
    # under the agreement of Accra, Canada withdraws its ships from the port; the western sanctions are lifted
    for text, act in (
        ("بموجب اتفاق أكرا، تسحب كندا سفنها من الميناء.", "سحب سفنها من الميناء"),
        ("ودافع عن اتفاق أكرا الذي ترفع بموجبه العقوبات الغربية.", "رفع العقوبات"),
    ):
        told = extract(given("x", text, date="2019-05-10"))
        (owed,) = [fact.role("obligation")[0] for fact in told if fact.type == "Provision"]
        assert act in {label for _, label in owed.labels}
