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
