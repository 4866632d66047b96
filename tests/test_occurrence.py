"""When, and how many: a time and a number belong to one clause."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def facts(text: str, kind: str) -> list[Fact]:
    document = given("occurrence", text, date="2023-05-04")
    return [fact for fact in extract(document) if fact.type == kind]


def test_a_time_beside_the_verb_is_the_facts() -> None:
    (fact,) = facts("قصفت القوات الروسية أوديسا أمس بصواريخ.", "Incident")
    assert fact.time is not None
    assert fact.time.edtf == "2023-05-03"


@pytest.mark.parametrize(
    "text",
    [
        # the army announced yesterday that its planes bombed …
        "أعلن الجيش الكيني أمس أن طائراته قصفت مواقع حركة الشباب في كيسمايو.",
        # the police reported yesterday the killing of …
        "وأفادت الشرطة أمس بمقتل 5 من عناصر حركة الشباب في كيسمايو.",
    ],
)
def test_the_time_of_a_report_dates_nothing_that_it_tells(text: str) -> None:
    found = facts(text, "Incident")
    assert found
    assert all(fact.time is None for fact in found)


def test_a_time_that_opens_the_sentence_is_the_facts() -> None:
    (fact,) = facts("وفي مارس 2021 انسحبت تركيا من مجلس أوروبا.", "Withdrawal")
    assert fact.time is not None
    assert fact.time.edtf == "2021-03"


def test_the_value_is_the_number_before_its_unit() -> None:
    (fact,) = facts("قتل 14 من عناصر حركة الشباب في كيسمايو، وأصيب 30 آخرون.", "Incident")
    assert fact.value == 14


def test_a_share_is_a_value_where_the_frame_wants_one() -> None:
    (fact,) = facts("وساهمت كندا بنسبة 3 في المئة في ميزانية حلف شمال الأطلسي.", "Contribution")
    assert fact.value == pytest.approx(0.03)


def test_a_number_of_something_else_is_no_value() -> None:
    (fact,) = facts("شنت طائرات تركية 12 غارة على حزب العمال الكردستاني في سنجار.", "Incident")
    assert fact.value is None


def test_since_when_it_is_the_first_is_no_time_of_it() -> None:
    text = "وصل الرئيس الكيني وليام روتو إلى أسمرة في زيارة هي الأولى منذ عشرة أعوام."
    (fact,) = facts(text, "Visit")
    assert fact.time is None


def test_a_date_behind_a_participle_is_the_participles_own() -> None:
    # sent a batch of its forces to Qatar under the agreement that the two signed in 2014
    text = "وأرسلت تركيا دفعة من قواتها إلى قطر بموجب الاتفاقية الموقعة بين البلدين عام 2014."
    (sent,) = facts(text, "Deployment")
    assert sent.time is None


@pytest.mark.parametrize(
    "text",
    [
        # his third journey since he was elected in 2011
        "وكانت ثالث رحلة للرئيس الكيني وليام روتو إلى غانا منذ انتخابه عام 2011.",
        # the first visit that he makes since 2011
        "وهي أول زيارة يقوم بها الرئيس الكيني وليام روتو إلى غانا منذ عام 2011.",
    ],
)
def test_what_came_since_then_is_not_of_that_year(text: str) -> None:
    (fact,) = facts(text, "Visit")
    assert fact.time is None


def test_since_its_own_beginning_is_its_time() -> None:
    # the summit since its being hosted in Kampala in March 2021
    text = "وهي أول قمة للاتحاد الأفريقي منذ استضافتها في كمبالا في مارس 2021."
    (fact,) = facts(text, "Meeting")
    assert fact.time is not None
    assert fact.time.edtf == "2021-03"


def test_a_date_belongs_to_what_a_preposition_tells_of_nobody_named_there() -> None:
    # Kenya affirmed its commitment. And it pledged to support the reforms in 2022
    text = "أكدت كينيا التزامها. وتعهدت بدعم الإصلاحات عام 2022."
    (fact,) = facts(text, "Statement")
    assert fact.time is not None
    assert fact.time.edtf == "2022"
