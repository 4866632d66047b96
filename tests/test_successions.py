"""Who held an office before, and offices told in pieces: «خلفا للكيني فلان», «وزير سابق للخارجية»."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def told(text: str, kind: str) -> list[tuple[str, str]]:
    """Who and which office, of each fact of a type."""
    document = given("offices", text, date="2023-05-04")
    return [
        (
            fact.role("holder")[0].label("ar") or "",
            fact.role("office")[0].iri.rpartition("/id/office/")[2].partition("/")[0],
        )
        for fact in extract(document)
        if fact.type == kind
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # in the office that is given, and told by a land, a rank or a surname alone
        ("انتخب بيورن غرام أمينا عاما خلفا للكيني مارك هاتون.", ["مارك هاتون"]),
        ("عين بيورن غرام وزيرا للدفاع بدلا من مارك هاتون.", ["مارك هاتون"]),
        ("عين بيورن غرام وزيرا للدفاع خلفا للجنرال مارك هاتون.", ["مارك هاتون"]),
        ("اختار الحلف بيورن غرام أمينا عاما خلفا لبروكمان.", ["بروكمان"]),
        ("عين بيورن غرام مبعوثا خاصا إلى ليبيا، ليحل محل اللبناني سامر هيلان.", ["سامر هيلان"]),
        ("قال المبعوث بيورن غرام، الذي خلف الكيني مارك هاتون، إن الحل قريب.", ["بيورن غرام", "مارك هاتون"]),
        # no person
        ("عين بيورن غرام وزيرا للدفاع بدلا من الداخلية.", []),
        ("عين بيورن غرام وزيرا للدفاع خلفا لوالده.", []),
    ],
)  # fmt: skip
def test_who_held_what_is_given_to_another(text: str, expected: list[str]) -> None:
    assert [who for who, _ in told(text, "OfficeHolding")] == expected


def test_who_is_followed_may_have_resigned() -> None:
    text = "عين بيورن غرام مبعوثا خاصا إلى ليبيا، ليحل محل سامر هيلان الذي استقال في مارس."
    assert told(text, "Resignation") == [("سامر هيلان", "envoy")]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("عين بيورن غرام مبعوثا إلى ليبيا.", "envoy"),
        ("عين بيورن غرام نائبا لرئيس الوزراء.", "deputy-prime-minister"),
        ("عين بيورن غرام نائبا لوزير الدفاع.", "deputy-defence-minister"),
        ("عين بيورن غرام مستشارا لرئيس الوزراء.", "adviser"),
    ],
)
def test_what_somebody_is_made_may_name_another_office(text: str, office: str) -> None:
    assert told(text, "Appointment") == [("بيورن غرام", office)]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("قال بيورن غرام، وهو وزير سابق للخارجية، إن الأمر صعب.", "foreign-minister"),
        ("قالت كلوديا مارين، التي شغلت سابقا منصب وزيرة الدفاع، إن الأمر صعب.", "defence-minister"),
        ("قال بيورن غرام، الذي سبق أن شغل منصب وزير الدفاع، ذلك.", "defence-minister"),
        # a rank, and no team
        ("وصل وزير الدفاع الفريق أول ركن بيورن غرام إلى كينيا.", "defence-minister"),
    ],
)
def test_an_office_may_be_told_in_pieces(text: str, office: str) -> None:
    assert [what for _, what in told(text, "OfficeHolding")] == [office]


def test_the_captain_of_a_team_holds_no_office() -> None:
    assert not told("قال قائد الفريق بيورن غرام إن المباراة صعبة.", "OfficeHolding")


def test_somebody_is_made_what_the_text_tells_and_not_what_he_was() -> None:
    text = "اختار الحلف رئيس الوزراء الهولندي بيورن غرام أمينا عاما. ويتسلم غرام مهامه غدا."
    assert told(text, "Appointment") == [("بيورن غرام", "secretary-general")]


@pytest.mark.parametrize(
    "text",
    [
        "وكان بيورن غرام قد عين رئيسا للحكومة في فبراير.",
        "وكان الجنرال بيورن غرام نصب نفسه رئيسا للحكومة.",
    ],
)
def test_who_was_made_something_is_told_once(text: str) -> None:
    assert told(text, "Appointment") == [("بيورن غرام", "prime-minister")]
    assert not told(text, "OfficeHolding")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # the verb's object stands before the one who holds both
        (
            "وتلا القرار رئيس الوزراء وزير الخارجية القطري الشيخ بيورن غرام.",
            "OfficeHolding",
            [("بيورن غرام", "prime-minister"), ("بيورن غرام", "foreign-minister")],
        ),
        # from the ministry that another left
        (
            "أعلن المدير العام لوزارة الدفاع بيورن غرام استقالته، غداة إقالة مارك هاتون من وزارة الدفاع.",
            "Resignation",
            [("بيورن غرام", "director-general"), ("مارك هاتون", "defence-minister")],
        ),
        # for how long is no part of whose it is
        (
            "وتولت كينيا رئاسة المجموعة لعام واحد خلفا للبوروندي مارك هاتون.",
            "OfficeHolding",
            [("مارك هاتون", "president")],
        ),
    ],
)  # fmt: skip
def test_whose_office_it_is(text: str, kind: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, kind) == expected


def test_each_of_several_leaves_his_own_office() -> None:
    text = "استقال وزير الخارجية بيورن غرام ووزير المالية مارك هاتون."
    assert told(text, "Resignation") == [
        ("بيورن غرام", "foreign-minister"),
        ("مارك هاتون", "finance-minister"),
    ]


def test_who_chairs_a_meeting_heads_no_organisation() -> None:
    text = "عقد الاتحاد الأفريقي قمة استضافتها كينيا وترأسها رئيس الوزراء الغاني بيورن غرام."
    assert [office for _, office in told(text, "OfficeHolding")] == ["prime-minister"]
