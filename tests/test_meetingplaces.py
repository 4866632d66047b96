"""Where meetings and journeys are: what is too wide, only spoken of, or told twice."""

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def facts(text: str, kind: str) -> list[Fact]:
    return [fact for fact in extract(given("places", text, date="2023-05-04")) if fact.type == kind]


def places(text: str, kind: str = "Meeting") -> list[str]:
    return [p.iri.rsplit("/", 1)[1] for fact in facts(text, kind) for p in fact.role("place")]


def test_a_part_of_a_continent_is_no_venue() -> None:
    # an emergency summit of the African Union on terrorism in West Africa; held in Accra
    assert places("عقد الاتحاد الأفريقي قمة طارئة في غرب أفريقيا.") == []
    assert places("عقد الاتحاد الأفريقي قمة طارئة في أكرا.") == ["accra"]


def test_a_crisis_and_an_embassy_are_no_venues() -> None:
    # the African Union wants a summit for the sake of an end of the crises of Kenya
    assert places("ويريد الاتحاد الأفريقي قمة أملا بإنهاء أزمات كينيا.") == []
    # the ministry said that the meeting was in Kenya's embassy in New York
    text = (
        "التقى وزير الخارجية الكيني جون موانغي أمس نظيره الغاني كوفي أنان. "
        "وذكرت الوزارة أن اللقاء جرى في سفارة كينيا في نيويورك."
    )
    assert places(text) == ["new-york"]


def test_a_meeting_of_two_is_no_session_of_a_body() -> None:
    # the Security Council held a session; the two met, and the meeting was in Accra
    text = (
        "عقد مجلس الأمن الدولي أمس جلسة طارئة. "
        "والتقى وزير الخارجية الكيني جون موانغي نظيره الغاني كوفي أنان. "
        "وأضاف المتحدث أن اللقاء عقد في أكرا."
    )
    (placed,) = [fact for fact in facts(text, "Meeting") if fact.role("place")]
    assert all(p.kind != "Body" for p in placed.role("body"))


def test_a_visit_told_with_its_town_and_its_state_is_one() -> None:
    # he arrived in Jeddah … he arrived in Saudi Arabia
    text = (
        "وصل الرئيس الكيني وليام روتو إلى مدينة جدة أمس. "
        "وقالت الوزارة إن الرئيس الكيني وليام روتو وصل إلى السعودية."
    )
    assert places(text, "Visit") == ["jeddah"]


def test_what_a_meeting_asks_for_is_elsewhere() -> None:
    # the summit in Accra charged the president with mediating in Lesotho
    text = "كلفت قمة الاتحاد الأفريقي في أكرا الرئيس الكيني وليام روتو بالتوسط في ليسوتو."
    assert places(text) == ["accra"]
    # the summit charged him with it: where it was held is not told
    text = "كلفت قمة الاتحاد الأفريقي الرئيس الكيني وليام روتو بالتوسط بين الطرفين في ليسوتو."
    assert places(text) == []


def test_a_meeting_that_asks_for_something_took_place() -> None:
    # the ministers' meeting discussed the crisis
    found = facts("وبحث اجتماع أكرا بين غانا وتوغو وبنين ملف المياه.", "Meeting")
    assert [fact.status for fact in found] == ["actual"]


def test_what_a_sentence_does_after_a_meeting_is_no_venue() -> None:
    # after the summit of the African Union on Sunday the president will spend four days in Norway
    text = "وبعد قمة الاتحاد الأفريقي، يوم الأحد، سيقضي الرئيس الكيني وليام روتو أسبوعا في النرويج."
    assert places(text) == []
    # the African Union announced, at the end of its summit, a plan to deploy soldiers in Lesotho
    text = "أعلن الاتحاد الأفريقي، في ختام قمته أمس الأربعاء، عن خطة لنشر جنود في ليسوتو."
    assert places(text) == []
    # … at the end of its summit, in Accra, a plan
    text = "أعلن الاتحاد الأفريقي، في ختام قمته أمس الأربعاء، في أكرا، عن خطة لنشر جنود."
    assert places(text) == ["accra"]


def test_a_ministerial_meeting_is_not_in_zaria() -> None:
    # Accra will host a ministerial meeting of the African Union
    assert places("وستستضيف أكرا اجتماعا وزاريا للاتحاد الأفريقي.") == ["accra"]


def test_a_town_before_a_later_meeting_is_no_venue() -> None:
    # he will spend a week in Norway before the summit of the African Union
    text = "وسيقضي الرئيس الكيني وليام روتو أسبوعا في النرويج قبل قمة الاتحاد الأفريقي."
    assert places(text) == []


def test_a_conference_on_security_is_held_in_its_town() -> None:
    # he said at the security conference in Accra, of which that is the name
    (found,) = facts("وقال الرئيس الكيني وليام روتو في مؤتمر الأمن في أكرا إن ذلك صحيح.", "Meeting")
    assert [p.iri.rsplit("/", 1)[1] for p in found.role("place")] == ["accra"]
    assert found.role("body")[0].label("ar") == "مؤتمر الأمن في أكرا"


def test_a_later_meeting_has_its_own_sides() -> None:
    # the summit of Accra comes a week before the first meeting of Ruto with the Ghanaian president
    text = (
        "عقد الاتحاد الأفريقي أمس اجتماعا. وتأتي قمة أكرا قبل أسبوع من عقد وليام روتو أول لقاء له "
        "مع الرئيس الغاني نانا أكوفو في لومي."
    )
    bodies = {
        p.iri.rpartition("/")[2]
        for fact in facts(text, "Meeting")
        if any(there.iri.endswith("accra") for there in fact.role("place"))
        for p in fact.role("body")
    }
    assert bodies <= {"AU"}
