"""Who fights whom and where: one sentence, the text before it, and what the text calls them."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def incidents(text: str, date: str = "2023-05-04") -> list[Fact]:
    document = given("sides", text, date=date)
    return [fact for fact in extract(document) if fact.type == "Incident"]


def told(fact: Fact) -> tuple[set[str], str]:
    parties = {p.iri.rpartition("/")[2] for p in fact.role("parties")}
    return parties, "".join(p.iri.rpartition("/")[2] for p in fact.role("place"))


def test_who_strikes_and_who_is_struck_are_the_sides_of_one_incident() -> None:
    text = "شنت طائرات إثيوبية غارات استهدفت مواقع جبهة تحرير تيغراي في ميكيلي."
    assert [told(fact)[0] for fact in incidents(text)] == [{"ETH", "tplf"}]


def test_a_list_of_places_is_one_incident_for_each() -> None:
    text = "شنت حركة الشباب هجمات في نيروبي ومومباسا."
    assert [told(fact) for fact in incidents(text)] == [
        ({"al-shabaab"}, "mombasa"),
        ({"al-shabaab"}, "nairobi"),
    ] or [told(fact)[1] for fact in incidents(text)] == ["nairobi", "mombasa"]


def test_the_same_incident_told_twice_is_one() -> None:
    text = (
        "شنت حركة الشباب هجوما على القوات الأوغندية في كيسمايو.\n"
        # Al-Shabaab attacked Ugandan forces in Kismayo
        "وقال شهود إن هجوم حركة الشباب في كيسمايو استمر ساعة."
        # witnesses said that Al-Shabaab's attack in Kismayo lasted an hour
    )
    assert [told(fact) for fact in incidents(text)] == [({"al-shabaab", "UGA"}, "kismayo")]


def test_clashes_without_sides_are_between_those_told_of_before() -> None:
    text = (
        "هاجمت قوات الدعم السريع مواقع الجيش السوداني في الخرطوم.\n"
        # the Rapid Support Forces attacked positions of the Sudanese army in Khartoum
        "ودارت معارك في أم درمان."
        # and battles took place in Omdurman
    )
    second = incidents(text)[-1]
    assert told(second) == ({"rsf", "SDN"}, "omdurman")
    assert second.confidence < incidents(text)[0].confidence


def test_clashes_without_sides_and_with_nobody_before_are_between_nobody_named() -> None:
    found = incidents("ودارت معارك في أم درمان.")
    assert [told(fact) for fact in found] == [(set(), "omdurman")]
    # battles took place, nobody says where
    assert incidents("ودارت معارك عنيفة أمس.") == []


@pytest.mark.parametrize(
    "text",
    [
        "وحقق الفريق فوزا في معارك الدوري في الخرطوم.",  # a football team
        "شن الناقد هجوما لاذعا على الفيلم في القاهرة.",  # a critic
        "سيطر القلق على الأسواق في طوكيو.",  # markets
        "قتل ثلاثة أشخاص في حادث سير قرب الدوحة.",  # an accident
        "استهدفت الحملة توعية الطلاب في عمان.",  # a campaign
    ],
)
def test_the_same_words_in_another_sense_are_no_incident(text: str) -> None:
    assert incidents(text) == []


def test_what_the_text_calls_the_forces_is_a_label_of_their_state() -> None:
    (fact,) = incidents("قصف الجيش التركي مواقع حزب العمال الكردستاني في سنجار.")
    (state,) = (p for p in fact.role("parties") if p.kind == "State")
    assert ("ar", "الجيش التركي") in state.labels


def test_who_only_leads_or_backs_a_side_is_no_side() -> None:
    text = "شن التحالف الذي تقوده الولايات المتحدة غارة على تنظيم داعش في الرقة."
    assert "USA" not in told(incidents(text)[0])[0]


def test_who_holds_a_place_now_has_not_taken_it_now() -> None:
    assert incidents("وتسيطر حركة طالبان على قندهار.") == []
    assert [told(f) for f in incidents("وسيطرت حركة طالبان على قندهار.")] == [
        ({"taliban"}, "kandahar")
    ]


def test_a_verb_with_a_subject_of_its_own_takes_none_from_before() -> None:
    found = incidents("ذكرت إيران الأمر، وشن خطيب هجوما على فرنسا في مدينة قم.")
    assert all("IRN" not in one.role("parties")[0].iri for one in found)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("شنت كينيا مع أوغندا وبوروندي غارات على بلدة بولا.", {"KEN", "UGA", "BDI"}),
        ("استهدفت الغارات التي نفذتها اليابان مع كندا مخازن في مصراتة.", {"JPN", "CAN"}),
        ("قوات كينية تشن مع قوات أوغندية هجوما في كيسمايو.", {"KEN", "UGA"}),
        ("شن الجيش النيجري إلى جانب قوات من تشاد هجوما في أغاديز.", {"NER", "TCD"}),
        ("أطلقت كينيا عملية عسكرية مشتركة مع أوغندا في كيسمايو.", {"KEN", "UGA"}),
    ],
)
def test_who_strikes_with_somebody_is_a_side(text: str, sides: set[str]) -> None:
    assert [told(fact)[0] for fact in incidents(text)] == [sides]


@pytest.mark.parametrize(
    "text",
    [
        "شنت كينيا غارات على كيسمايو بعد محادثات أجرتها أوغندا مع رواندا.",
        "قصفت كينيا كيسمايو بالتزامن مع زيارة وفد من رواندا.",
        "شنت كينيا مع بدء الهدنة في رواندا غارات على كيسمايو.",
    ],
)
def test_who_is_only_spoken_with_is_no_side(text: str) -> None:
    assert all("RWA" not in told(fact)[0] for fact in incidents(text))


@pytest.mark.parametrize(
    "text",
    [
        # Israel made raids on Iranian positions in Syria
        "شنت إسرائيل غارات على مواقع إيرانية في سوريا.",
        # Israel bombed Iranian positions in Syria
        "قصفت إسرائيل مواقع إيرانية في سوريا.",
    ],
)
def test_a_blow_fell_where_the_text_says_and_not_in_the_state_of_whom_it_struck(text: str) -> None:
    found = [f for f in extract(given("blow", text, date="2019-05-10")) if f.type == "Incident"]
    assert [p.iri.rpartition("/")[2] for f in found for p in f.role("place")] == ["SYR"]
    assert {p.iri.rpartition("/")[2] for f in found for p in f.role("parties")} == {"ISR", "IRN"}
