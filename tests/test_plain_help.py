"""Plain sentences about help that is asked for, given and refused, and pacts that are called upon."""

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
