"""Officials without a name, who stand for whose they are: «وزير الدفاع التركي», «وفد من الحلف»."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact
from mithaq.iris import local_name


def told(text: str, fact_type: str) -> list[Fact]:
    return [fact for fact in extract(given("x", text, date="2024-03-10")) if fact.type == fact_type]


def names(fact: Fact, role: str) -> set[str]:
    return {local_name(p.iri) for p in fact.role(role)}


@pytest.mark.parametrize(
    ("text", "visitor"),
    [
        ("وصل وزير الدفاع الكيني إلى كمبالا.", "KEN"),
        ("يزور رئيس وزراء نيبال بكين الشهر المقبل.", "NPL"),
        ("وصل وفد برلماني رفيع المستوى من فنلندا إلى أوسلو.", "FIN"),
        ("توجه وفد عسكري تركي إلى هانوي.", "TUR"),
        ("وقام وزير خارجية بيرو بزيارة إلى كيتو.", "PER"),
        ("زار مبعوث الأمم المتحدة إلى اليمن عدن.", "UN"),
    ],
)
def test_who_travels_stands_for_whose_official_it_is(text: str, visitor: str) -> None:
    (visit,) = told(text, "Visit")
    assert names(visit, "visitor") == {visitor}


def test_the_words_of_the_text_are_a_name_too() -> None:
    (visit,) = told("وصل وزير الدفاع الكيني إلى كمبالا.", "Visit")
    assert ("ar", "وزير الدفاع الكيني") in visit.role("visitor")[0].labels


def test_who_has_a_name_in_the_text_is_meant_by_the_office() -> None:
    text = "قال وزير الداخلية الكيني كيثوري كينديكي ذلك. ووصل الوزير الكيني إلى كمبالا."
    (visit,) = told(text, "Visit")
    assert visit.role("visitor")[0].kind == "Person"


def test_who_leads_a_delegation_stands_for_it() -> None:
    (visit,) = told("وصل إلى كمبالا وفد كيني برئاسة وليام روتو.", "Visit")
    assert visit.role("visitor")[0].kind == "Person"


@pytest.mark.parametrize(
    ("text", "body", "place"),
    [
        ("اجتمع وزيرا الدفاع الكيني والأوغندي في نيروبي الثلاثاء.", {"KEN", "UGA"}, "nairobi"),
        ("أجرى وزير الخارجية البيروفي محادثات مع نظيره التشيلي في ليما.", {"PER", "CHL"}, "lima"),
        ("لم يلتق الرئيسان الهندي والباكستاني في نيويورك.", {"IND", "PAK"}, "new-york"),
        ("والتقى وزيرا خارجية النرويج وفنلندا في أوسلو.", {"NOR", "FIN"}, "oslo"),
        ("اجتمع رئيسا أركان الجيشين الهندي والصيني في هانوي.", {"IND", "CHN"}, "hanoi"),
    ],
)
def test_officials_meet(text: str, body: set[str], place: str) -> None:
    (meeting,) = told(text, "Meeting")
    assert names(meeting, "body") <= body
    assert names(meeting, "place") == {place}


@pytest.mark.parametrize(
    "text",
    [
        "وصل رئيس كيني سابق إلى كمبالا.",  # whoever that was
        "وتتولى كينيا الرئاسة الدورية للاتحاد الأفريقي في نيروبي.",  # the post, not its holder
        "التقى وزير الخارجية البيروفي نظيره التشيلي.",  # two who meet anywhere
        "زار الوزير القرية.",
    ],
)
def test_nobody_travels_or_meets(text: str) -> None:
    assert not told(text, "Visit")
    assert not told(text, "Meeting")


def test_whose_country_it_is_of_which_an_official_speaks() -> None:
    text = "أعلن وزير الخارجية الكيني أن بلاده انسحبت من الاتحاد الأفريقي."
    (left,) = told(text, "Withdrawal")
    assert names(left, "member") == {"KEN"}


def test_two_officials_who_met_anywhere_are_no_meeting() -> None:
    assert not told("وكان الرئيسان الكيني والأوغندي قد التقيا على هامش المؤتمر.", "Meeting")
