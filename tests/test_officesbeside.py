"""Offices beside offices and names: whose name stands there, and whose only seems to."""

import pytest
from roles import held_offices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the spokeswoman of a minister who is named after her
            "وقالت ماريا لوبيز الناطقة باسم وزيرة خارجية إسبانيا تيريزا غارسيا ذلك.",
            {("ماريا-لوبيز", "spokesperson"), ("تيريزا-غارسيا", "foreign-minister/ESP")},
        ),
        (  # in the office of the president
            "وقال مدير الاتصال في مكتب الرئيس الفرنسي إيمانويل ماكرون ذلك.",
            {("ايمانويل-ماكرون", "president/FRA")},
        ),
        (  # the first deputy of the minister
            "وقال النائب الأول لوزير شؤون التجارة، لي سونغ هان، ذلك.",
            {("لي-سونغ-هان", "deputy/of/النايب-لوزير-شوون-التجاره")},
        ),
        (  # of two regions
            "وقالت المبعوثة الأممية إلى اليمن وليبيا، ماريا لوبيز، ذلك.",
            {("ماريا-لوبيز", "envoy/UN/الي-yem-lby")},
        ),
        (  # to one of them: another office
            "وقال مبعوث الأمم المتحدة إلى ليبيا، سالم كارا، ذلك.",
            {("سالم-كارا", "envoy/UN/الي-lby")},
        ),
        (  # at a state, by its capital
            "وقال سفير غانا لدى نيروبي، كوفي مينسا، ذلك.",
            {("كوفي-مينسا", "ambassador/GHA/لدي-ken")},
        ),
        (  # the spokesman of Macron, after a comma
            "وقال المتحدث باسم ماكرون، برونو روجيه، إن اللقاء تأجل.",
            {("برونو-روجيه", "spokesperson")},
        ),
        (  # his counterpart, of a state that is not told
            "والتقى وزير الدفاع الكيني آدن دوالي نظيره دانيال سليم.",
            {("ادن-دوالي", "defence-minister/KEN"), ("دانيال-سليم", "defence-minister")},
        ),
        (  # it is told elsewhere
            "والتقى الرئيس الكيني نظيره بول كاغامي. والرئيس الرواندي بول كاغامي في نيروبي.",
            {("بول-كاغامي", "president/RWA")},
        ),
    ],
)
def test_each_office_has_its_own_name(text: str, expected: set[tuple[str, str]]) -> None:
    assert held_offices(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ودعت مريم صادق رئيس السودان إلى الحوار.",  # she called on the president
        "وهنأ جون سميث رئيسة وزراء الدنمارك بالفوز.",  # he congratulated the prime minister
        "وقالت ماريا لوبيز، متحدثة في المؤتمر، إن السلام قريب.",  # speaking at the conference
    ],
)
def test_what_is_said_of_another_is_no_office(text: str) -> None:
    assert held_offices(text) == set()


def test_a_parliamentary_group_has_no_second_leader() -> None:
    text = "وقال زعيم المجموعة البرلمانية للحزب جورج سميث ذلك."
    assert [office.partition("/")[0] for _, office in held_offices(text)] == ["leader"]


@pytest.mark.parametrize(
    ("office", "kind"),
    [
        ("المحقق الخاص", "special-counsel"),
        ("المقررة الأممية الخاصة", "special-rapporteur/UN"),
        ("القنصل العام السويدي", "consul/SWE"),
        ("الملحق العسكري السويدي", "military-attache/SWE"),
        ("أمين المظالم", "ombudsman"),
        ("كبير القضاة", "judge"),
        ("السفيرة السويدية للأمم المتحدة", "ambassador/SWE"),
    ],
)
def test_further_offices(office: str, kind: str) -> None:
    assert held_offices(f"وقال {office} جورج سميث إن الوضع صعب.") == {("جورج-سميث", kind)}
