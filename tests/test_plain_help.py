"""Plain sentences about help that is asked for, given and refused, and pacts that are called upon."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def facts(text: str, kind: str) -> list[Fact]:
    return [f for f in extract(given("help", text, date="2019-05-10")) if f.type == kind]


def test_a_pact_called_by_its_kind_is_that_of_the_alliance_spoken_of() -> None:
    text = "وقال حلف شمال الأطلسي إن بولندا استندت إلى المادة الرابعة من المعاهدة التأسيسية."
    (called,) = facts(text, "Invocation")
    assert called.role("provision")[0].label("ar") == "المادة 4 من معاهدة شمال الأطلسي"


def test_an_article_of_another_pact_stays_its_own() -> None:
    text = (
        "انضمت السويد إلى حلف شمال الأطلسي. ووقعت كندا واليابان معاهدة صداقة. "
        "وتنص المادة الثالثة من المعاهدة على التشاور."
    )
    (owed,) = facts(text, "Provision")
    assert owed.role("provision")[0].label("ar") == "المادة 3 من معاهدة صداقة"


def test_his_government_asks_for_the_state_he_leads() -> None:
    text = (
        "وأبلغ رئيس الوزراء الأرميني نيكول باشينيان نواب البرلمان الأربعاء أن حكومته تقدمت "
        "بطلب رسمي إلى منظمة معاهدة الأمن الجماعي لمساعدتها على استعادة أراضيها."
    )
    (asked,) = facts(text, "AssistanceRequest")
    assert asked.role("requester")[0].label("en") == "Armenia"


@pytest.mark.parametrize("towns", ["نيروبي/كمبالا", "نيروبي - كمبالا", "نيروبي، كمبالا"])
def test_neither_of_the_towns_a_text_is_sent_from_asks(towns: str) -> None:
    text = f"{towns} - رويترز: ناشد الرئيس الكيني وليام روتو حلفاءه تزويد بلاده بالسلاح."
    assert not facts(text, "AssistanceRequest")


def test_the_one_town_a_text_is_sent_from_tells_whose_ministry_it_is() -> None:
    text = "نيروبي (رويترز) - أعلنت وزارة الدفاع إرسال ألف جندي إلى الصومال."
    (sent,) = facts(text, "Deployment")
    assert sent.role("deployer")[0].label("en") == "Kenya"


def test_a_date_in_an_aside_is_none_of_the_verb_around_it() -> None:
    text = "وطلبت اليونان، التي وصل إلى جزرها مئة ألف مهاجر منذ يناير، عون الاتحاد الأوروبي."
    (asked,) = facts(text, "AssistanceRequest")
    assert asked.time is None


@pytest.mark.parametrize(
    ("text", "kind", "role", "name"),
    [
        (
            "ونفت وزارة الدفاع في باكو استهداف المدنيين.",
            "Statement",
            "speaker",
            "Azerbaijan",
        ),
        (
            "وقال الرئيس المالي إبراهيم بوبكر كيتا إن بلاده ستنتصر.",
            "OfficeHolding",
            "organization",
            "Mali",
        ),
        (
            "واتهمت السلطات المالية فرنسا، وقالت باماكو إنها ستنتصر.",
            "Accusation",
            "accuser",
            "Mali",
        ),
    ],
)
def test_who_acts_for_a_state(text: str, kind: str, role: str, name: str) -> None:
    (told,) = facts(text, kind)
    assert told.role(role)[0].label("en") == name


def test_financial_authorities_are_no_states() -> None:
    assert not facts("واتهمت السلطات المالية في جنيف المصرف بالتلاعب.", "Accusation")


def test_what_is_only_condemned_in_a_town_did_not_befall_it() -> None:
    assert not facts("وفي باريس، دانت الرئاسة الفرنسية الهجوم الروسي على المدينة.", "Incident")


def test_whom_an_aside_ends_with_is_not_listed_with_who_is_urged() -> None:
    text = (
        "وحض الرئيس الفرنسي إيمانويل ماكرون، الذي تتولى بلاده رئاسة مجلس الأمن الدولي، "
        "أرمينيا على ضبط النفس."
    )
    (urged,) = facts(text, "Statement")
    assert [p.label("en") for p in urged.role("about")] == ["Armenia"]


@pytest.mark.parametrize("sum_", ["نصف مليار دولار", "مليارا ونصف المليار دولار"])
def test_half_a_milliard_is_a_sum(sum_: str) -> None:
    (given_,) = facts(f"ومنحت قطر مصر {sum_}.", "Contribution")
    assert given_.role("recipient")[0].label("en") == "Egypt"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("وانسحبت المكسيك من معاهدة ريو عام 2002.", "معاهدة ريو"),
        ("وانسحبت مولدوفا من ميثاق رابطة الدول المستقلة.", "رابطة الدول المستقلة"),
    ],
)
def test_who_leaves_a_pact_of_some_members_stays_in_the_organisation(text: str, left: str) -> None:
    (told,) = facts(text, "Withdrawal")
    assert told.role("alliance")[0].label("ar") == left


def test_who_joined_last_joined() -> None:
    (joined,) = facts("ومقدونيا الشمالية آخر من التحق بحلف شمال الأطلسي.", "Accession")
    assert joined.role("member")[0].label("en") == "North Macedonia"


@pytest.mark.parametrize(
    "text",
    [
        "وأعلنت فرنسا إرسال ثلاث مقاتلات. وطالبت أوكرانيا شركاءها بمنظومات دفاع جوي إضافية.",
        "وأعلنت ألمانيا تعليق مساعداتها. وحذرت كينيا ومالي من أن أي تدخل سيعد إعلان حرب.",
    ],
)
def test_who_asks_or_warns_is_not_whom_the_one_before_warns(text: str) -> None:
    assert not facts(text, "Statement")


def test_what_is_refused_in_a_town_is_not_to_be_done_there() -> None:
    text = "وفي إسلام آباد، رفض البرلمان الباكستاني طلبا سعوديا بإرسال جنود وسفن وطائرات."
    assert not facts(text, "Deployment")
    (refused,) = facts(text, "RefusedAssistance")
    assert refused.role("beneficiary")[0].label("en") == "Saudi Arabia"


def test_whom_somebody_addresses_is_no_part_of_his_name() -> None:
    text = "وطالب رئيس البرلمان الليبي عقيلة صالح المجتمعين بدعم جيش بلاده."
    (held,) = facts(text, "OfficeHolding")
    assert held.role("holder")[0].label("ar") == "عقيلة صالح"


def test_a_request_that_nobody_answers_is_refused() -> None:
    text = (
        "وكانت تركيا قد طلبت من الولايات المتحدة نشر بطاريتي باتريوت، غير أن واشنطن لم ترد "
        "على الطلب."
    )
    (refused,) = facts(text, "RefusedAssistance")
    assert refused.role("refuser")[0].label("en") == "United States"


def test_many_joined_verbs_that_describe_one_noun_cost_no_more_than_each_of_them() -> None:
    text = "أرسلت كينيا قوات إلى الصومال بعد وساطة " + "وقادتها " * 60 + "غانا."
    (sent,) = facts(text, "Deployment")
    assert sent.role("deployer")[0].label("en") == "Kenya"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ستقوم كينيا بإرسال 300 جندي إلى مالي.", "announced"),
        ("ستبدأ الحكومة الكينية، الأحد، بإرسال 300 جندي إلى مالي.", "announced"),
        ("لن تقوم كينيا بإرسال 300 جندي إلى مالي.", "negated"),
        ("لم تقم الحكومة الكينية بإرسال 300 جندي إلى مالي.", "negated"),
        ("قد تقوم كينيا بإرسال 300 جندي إلى مالي.", "possible"),
        ("قامت كينيا بإرسال 300 جندي إلى مالي.", "actual"),
    ],
)
def test_who_is_said_to_do_what_a_noun_names_may_stand_between(text: str, status: str) -> None:
    assert [f.status for f in facts(text, "Deployment")] == [status]


def test_what_does_not_begin_at_a_summit_denies_no_summit() -> None:
    text = "لن تبدأ المفاوضات في قمة الاتحاد الأفريقي في كيغالي الأحد."
    assert [f.status for f in facts(text, "Meeting")] == ["announced"]


@pytest.mark.parametrize(
    "text",
    [
        "وأعلنت النرويج عن مساعدات لغانا قيمتها 20 مليون دولار.",
        "وكشفت النرويج عن حزمة مساعدات لغانا تبلغ 20 مليون دولار.",
        "واقترضت غانا من النرويج 20 مليون دولار.",
    ],
)
def test_a_sum_told_by_a_clause_of_its_own_is_given(text: str) -> None:
    (given_,) = facts(text, "Contribution")
    assert [p.label("en") for p in given_.role("contributor")] == ["Norway"]
    assert [p.label("en") for p in given_.role("recipient")] == ["Ghana"]
    assert given_.value == 20_000_000
