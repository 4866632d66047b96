"""Plain sentences of meetings and of missions: who meets where, who takes the chair, who is sent."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def facts(text: str, kind: str, date: str = "2019-05-10") -> list[Fact]:
    return [f for f in extract(given("plain", text, date=date)) if f.type == kind]


def told(text: str, kind: str, *roles: str, date: str = "2019-05-10") -> list[tuple[str, ...]]:
    """What is told of `kind`: the first filler of each of `roles`, and the status."""
    return sorted(
        (
            *(next((p.label("en") or p.label("ar") or "" for p in f.role(r)), "") for r in roles),
            f.status,
        )
        for f in facts(text, kind, date)
    )


@pytest.mark.parametrize(
    ("text", "chair"),
    [
        (
            "وآلت رئاسة منظمة شنغهاي للتعاون إلى الهند التي ستستضيف القمة العام المقبل.",
            ("Shanghai Cooperation Organisation", "India", "", "actual"),
        ),
        (
            "سلمت غانا كينيا رئاسة الاتحاد الأفريقي.",
            ("African Union", "Kenya", "Ghana", "actual"),
        ),
        (
            "كينيا تسلم أوغندا رئاسة الاتحاد الأفريقي",
            ("African Union", "Uganda", "Kenya", "announced"),
        ),
        (
            "كينيا تسلم رئاسة الاتحاد الأفريقي إلى أوغندا",
            ("African Union", "Uganda", "Kenya", "announced"),
        ),
        (
            "وتسلم وزير الخارجية الموريتاني رئاسة الدورة من نظيره الكويتي في قمة منظمة التعاون الإسلامي.",
            ("Organisation of Islamic Cooperation", "Mauritania", "Kuwait", "actual"),
        ),
        (
            "وتسلم العاهل البحريني رئاسة القمة العربية من نظيره السعودي.",
            ("Arab League", "Bahrain", "Saudi Arabia", "actual"),
        ),
    ],
)
def test_a_chair_passes_to_the_next(text: str, chair: tuple[str, ...]) -> None:
    assert told(text, "ChairHandover", "alliance", "to", "from") == [chair]


def test_an_organisation_is_the_one_spoken_of_rather_than_one_also_called_so() -> None:
    text = (
        "عقد الاتحاد الأفريقي قمته في أديس أبابا. وأشاد الاتحاد بجهود الهيئة الحكومية للتنمية (إيغاد) في "
        "السودان. وستنتقل رئاسة المنظمة العام المقبل إلى بوروندي."
    )
    assert told(text, "ChairHandover", "alliance") == [("African Union", "announced")]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "اختتمت الجولة الخامسة من محادثات أكرا من دون اتفاق.",
            ("محادثات أكرا", "Accra", "actual"),
        ),
        ("وتنطلق جولة جديدة من مفاوضات كمبالا غدا.", ("مفاوضات كمبالا", "Kampala", "announced")),
        ("بدأت في كمبالا جولة ثانية من المحادثات بشأن الصومال.", ("Somalia", "Kampala", "actual")),
        (
            "وقالت الحكومة الصومالية إن الصومال موحد. ودعا الصومال إلى هدنة. وتعقد جولة من المحادثات في كمبالا غدا.",
            ("Somalia", "Kampala", "announced"),
        ),
        ("واستؤنفت في الكويت مشاورات السلام اليمنية.", ("Yemen", "Kuwait", "actual")),
    ],
)
def test_rounds_of_talks_whose_sides_nobody_names(text: str, held: tuple[str, ...]) -> None:
    assert told(text, "Meeting", "body", "place") == [held]


def test_what_came_of_talks_is_no_round_of_them() -> None:
    assert not facts("ورفضت الحركة نتائج محادثات كمبالا.", "Meeting")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "وشكلت الدول الثلاث لجنة عمل مشتركة تلتئم في كمبالا غدا.",
            ("لجنة عمل مشتركة", "Kampala", "announced"),
        ),
        (
            "وانتقد مجلس الأمن الدولي كينيا. واجتمع المجلس التنفيذي في كمبالا.",
            ("المجلس التنفيذي", "Kampala", "actual"),
        ),
    ],
)
def test_a_committee_is_the_one_that_its_adjectives_tell(text: str, held: tuple[str, ...]) -> None:
    assert told(text, "Meeting", "body", "place") == [held]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "وانتهت في كمبالا قمة مجموعة العشرين بحضور رئيس الاتحاد الأفريقي. وستعقد القمة المقبلة في لوساكا.",
            ("Group of Twenty", "Lusaka", "announced"),
        ),
        (
            "وآلت رئاسة منظمة شنغهاي للتعاون إلى الهند التي ستستضيف اجتماع القادة العام المقبل.",
            ("Shanghai Cooperation Organisation", "India", "announced"),
        ),
    ],
)
def test_the_next_summit_is_that_of_who_met(text: str, held: tuple[str, ...]) -> None:
    assert held in told(text, "Meeting", "body", "place")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "أكرا (غانا) - وقع قادة الاتحاد الأفريقي الاثنين اتفاقا جديدا خلال قمتهم الثالثة.",
            ("African Union", "Accra"),
        ),
        (
            "نيويورك - عقد مجلس الأمن الدولي الاثنين جلسة طارئة.",
            ("United Nations Security Council", ""),
        ),
    ],
)
def test_those_who_travel_meet_where_the_text_that_opens_with_it_is_sent_from(
    text: str, held: tuple[str, str]
) -> None:
    assert told(text, "Meeting", "body", "place") == [(*held, "actual")]


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        (
            "ووافق مجلس الأمن الدولي على نشر 75 مراقبا في كمبالا.",
            ("United Nations Security Council", "Kampala", "announced"),
        ),
        (
            "وشكل مجلس حقوق الإنسان عام 2017 بعثة لتقصي الحقائق في بوروندي.",
            ("United Nations Human Rights Council", "Burundi", "actual"),
        ),
        (
            "وقال خبراء منظمة حظر الأسلحة الكيميائية، الذين وصلوا إلى كمبالا السبت، إن الموقع آمن.",
            ("Organisation for the Prohibition of Chemical Weapons", "Kampala", "actual"),
        ),
        (
            "نيروبي - أشادت كينيا بالمراقبين في كينيا. وأرسل الاتحاد الأفريقي بعثة يقودها ثابو مبيكي.",
            ("African Union", "Kenya", "actual"),
        ),
    ],
)
def test_councils_send_missions_and_those_who_watch_elections_go_where_these_are(
    text: str, sent: tuple[str, ...]
) -> None:
    assert told(text, "Mission", "sender", "place") == [sent]


def test_a_delegation_that_is_sent_visits() -> None:
    text = "وأوفدت مجموعة شرق أفريقيا إلى كمبالا وفدا برئاسة وزير سابق."
    assert told(text, "Visit", "visitor", "place") == [
        ("East African Community", "Kampala", "actual")
    ]
    assert not facts("وأرسلت مجموعة شرق أفريقيا رسالة إلى كمبالا.", "Visit")


def test_a_mission_that_calls_for_something_is_there() -> None:
    text = "ودعت بعثة مراقبي الاتحاد الأفريقي في كينيا إلى الهدوء."
    assert told(text, "Mission", "sender", "place") == [("African Union", "Kenya", "actual")]


@pytest.mark.parametrize(
    ("text", "chair"),
    [
        (
            "وانعقدت القمة الخليجية في الرياض. وتسلمت البحرين رئاسة الدورة من عمان.",
            ("Gulf Cooperation Council", "Bahrain", "Oman", "actual"),
        ),
        (
            "وعقد وزراء الخارجية العرب اجتماعا. وتسلم الوزير الكويتي رئاسة الاجتماع من نظيره العراقي.",
            ("Arab League", "Kuwait", "Iraq", "actual"),
        ),
    ],
)
def test_a_session_is_of_those_who_were_told_to_meet(text: str, chair: tuple[str, ...]) -> None:
    assert told(text, "ChairHandover", "alliance", "to", "from") == [chair]


def test_what_a_summit_is_called_in_quotes_is_no_place() -> None:
    text = 'واجتمع القادة العرب في كمبالا، وأعلن الملك تسميتها بـ"قمة القدس".'
    assert told(text, "Meeting", "body", "place") == [("Arab League", "Kampala", "actual")]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "وتحدث المبعوث أمام مجلس الأمن الدولي الذي عقد جلسة خاصة بالسودان الأربعاء.",
            ("United Nations Security Council", "", "actual"),
        ),
        (
            "وقال الرئيس الكيني وليام روتو إنه سيدعو الرئيس الأوغندي فلانا إلى قمة الاتحاد الأفريقي التي ستستضيفها بلاده.",
            ("African Union", "Kenya", "announced"),
        ),
        (
            "وعقدت مجموعة شرق أفريقيا في كمبالا قمة خصصت للحرب في السودان والتوتر بين الصومال وإثيوبيا.",
            ("East African Community", "Kampala", "actual"),
        ),
        (
            "قتل جندي في اليمن. وقال اليمن إن اليمن بخير. واستضافت الكويت عام 2016 مفاوضات طويلة.",
            ("Yemen", "Kuwait", "actual"),
        ),
    ],
)
def test_where_a_meeting_is_and_what_it_is_about_are_two_things(
    text: str, held: tuple[str, ...]
) -> None:
    assert told(text, "Meeting", "body", "place") == [held]


def test_no_summit_is_where_people_march_against_it() -> None:
    text = "وعقدت قمة مجموعة السبع في كمبالا. وتظاهر الآلاف في أكرا احتجاجا على القمة."
    assert [place for _, place, _ in told(text, "Meeting", "body", "place")] == ["Kampala"]


def test_whose_country_has_the_chair_takes_none_now() -> None:
    text = "وقال الرئيس الكيني وليام روتو، الذي تتولى بلاده الرئاسة الدورية للاتحاد الأفريقي، الثلاثاء إنه متفائل."
    assert not facts(text, "ChairHandover")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "وكان قادة حلف شمال الأطلسي أعلنوا في قمة عقدوها في كمبالا عام 2008 أن أوكرانيا ستنضم.",
            [("North Atlantic Treaty Organization", "Kampala", "actual")],
        ),
        ("واستبعدت رابطة دول جنوب شرق آسيا الجنرال من قمتها.", []),
        (
            "واختتمت مجموعة العشرين في كمبالا قمة شهدت منح الاتحاد الأفريقي مقعدا دائما.",
            [("Group of Twenty", "Kampala", "actual")],
        ),
    ],
)
def test_what_is_said_at_a_summit_says_nothing_of_it(
    text: str, held: list[tuple[str, ...]]
) -> None:
    assert told(text, "Meeting", "body", "place") == held


def test_what_goes_on_in_the_margins_is_where_the_summit_is() -> None:
    text = (
        "اختتمت في كمبالا قمة الاتحاد الأفريقي. وقال الوزير إن الأمر مهم. وقال آخرون غير ذلك. وقال الرئيس إنه "
        "راض. وتفرق الحضور. وعلى هامش القمة، عقد وزراء خارجية مجموعة السبع جلسة."
    )
    assert ("Group of Seven", "Kampala", "actual") in told(text, "Meeting", "body", "place")


def test_who_stands_in_for_somebody_is_not_named_so() -> None:
    text = "وترأس القمة وزير الخارجية الكيني كوفي منساه نيابة عن الرئيس."
    assert told(text, "OfficeHolding", "holder") == [("كوفي منساه", "actual")]


def test_nothing_goes_on_yet_in_the_margins_of_the_next_summit() -> None:
    text = (
        "اختتمت في كمبالا قمة الاتحاد الأفريقي. وستعقد القمة المقبلة في أكرا. وعلى هامش القمة، التقى الرئيس الكيني "
        "وليام روتو الرئيس الأوغندي يوويري موسيفيني."
    )
    assert ("William Ruto", "Accra", "actual") not in told(text, "Meeting", "body", "place")
    assert "Accra" not in [p for p, status in told(text, "Meeting", "place") if status == "actual"]


def test_what_is_joined_to_a_summit_is_no_adjective_of_it() -> None:
    text = "اختتم قادة الاتحاد الأفريقي القمة والعربية في كمبالا."
    assert [body for body, _, _ in told(text, "Meeting", "body", "place")] == ["African Union"]


def test_who_takes_part_in_a_hosted_meeting_stands_for_all() -> None:
    text = "وشارك الرئيس الزامبي هاكايندي هيشيليما في اجتماع استضافته ناميبيا لبحث الجفاف."
    (met,) = facts(text, "Meeting")
    assert [p.label("en") for p in met.role("place")] == ["Namibia"]
    assert not facts("وقاطع الرئيس الزامبي اجتماعا استضافته ناميبيا.", "Meeting")
