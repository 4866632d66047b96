"""Who is made what, and who loses what: appointments and dismissals by their grammar."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def told(text: str, kind: str) -> list[tuple[str, str, str]]:
    """Who, which office and the status of each fact of a type."""
    document = given("offices", text, date="2023-05-04")
    return [
        (
            fact.role("holder")[0].label("ar") or "",
            fact.role("office")[0].iri.rpartition("/id/office/")[2].partition("/")[0],
            fact.status,
        )
        for fact in extract(document)
        if fact.type == kind
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an adjective in the office, and a definite noun of it
        ("عين الملك بيورن غرام رئيسا جديدا للحكومة.", ("بيورن غرام", "prime-minister", "actual")),
        ("عين الملك بيورن غرام رئيسا لوزراء البلاد.", ("بيورن غرام", "prime-minister", "actual")),
        # as, acting
        ("تم تعيين بيورن غرام كرئيس للحكومة.", ("بيورن غرام", "prime-minister", "actual")),
        ("عين الملك بيورن غرام قائما بأعمال وزير الدفاع.", ("بيورن غرام", "defence-minister", "actual")),
        # what is declared is done; what is meant is not
        ("أصدر الملك مرسوما بتعيين بيورن غرام وزيرا للدفاع.", ("بيورن غرام", "defence-minister", "actual")),
        ("يعتزم الملك تعيين بيورن غرام وزيرا للدفاع.", ("بيورن غرام", "defence-minister", "announced")),
        # who appoints is called by a surname alone
        ("وعين ماكرون جان كاستكس رئيسا للوزراء.", ("جان كاستكس", "prime-minister", "actual")),
    ],
)  # fmt: skip
def test_who_is_made_what(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text, "Appointment") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أقال الرئيس الزامبي إدغار لونغو وزير المالية فيليكس موتاتي.", ["فيليكس موتاتي"]),
        ("وأطاح الجيش بالرئيس الغيني ألفا كوندي.", ["ألفا كوندي"]),
        ("أقال الرئيس الزامبي إدغار لونغو الحكومة.", []),
        ("أعلن وزير المالية الزامبي فيليكس موتاتي استقالته.", ["فيليكس موتاتي"]),
    ],
)
def test_who_loses_an_office(text: str, expected: list[str]) -> None:
    assert [holder for holder, _, _ in told(text, "Resignation")] == expected


def test_his_deputy_is_no_member_of_parliament() -> None:
    text = "وانتقلت الصلاحيات إلى نائبه الأول فيليكس موتاتي."  # passed to his first deputy
    assert told(text, "OfficeHolding") == [("فيليكس موتاتي", "deputy", "actual")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # two offices of one state
            "التقى وزيرا الدفاع والخارجية النرويجيان بيورن غرام وإسبن بارث الوفد.",
            {("بيورن غرام", "defence-minister"), ("إسبن بارث", "foreign-minister")},
        ),
        (  # one office in several states
            "وصل وزراء خارجية ألمانيا أنالينا بيربوك وفرنسا كاترين كولونا إلى كييف.",
            {("أنالينا بيربوك", "foreign-minister"), ("كاترين كولونا", "foreign-minister")},
        ),
        ("قال والي شمال كردفان خالد مصطفى إن الوضع هادئ.", {("خالد مصطفى", "governor")}),
        ("وصل الوفد إلى باريس والى لندن خالد مصطفى.", set()),  # and to London
        ("قال وزير الخارجية الصيني وانغ يي إن بلاده بخير.", {("وانغ يي", "foreign-minister")}),
        ("قال وزير الخارجية التركي هاكان فيدان إن بلاده بخير.", {("هاكان فيدان", "foreign-minister")}),
    ],
)  # fmt: skip
def test_who_holds_which_office(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(who, what) for who, what, _ in told(text, "OfficeHolding")} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال رئيس الحزب الليبرالي، الذي فاز بالانتخابات قبل عام، أنطونيو سيلفا إنه متفائل.", "أنطونيو سيلفا"),
        ("قال رئيس الحزب الليبرالي، المؤيد للإصلاح، أنطونيو سيلفا إنه متفائل.", "أنطونيو سيلفا"),
    ],
)  # fmt: skip
def test_an_aside_may_stand_between_an_office_and_its_holder(text: str, expected: str) -> None:
    assert [who for who, _, _ in told(text, "OfficeHolding")] == [expected]


def test_what_an_aside_tells_of_another_office_is_that_one_s() -> None:
    text = "التقى رئيس الوزراء، الذي زار برلين، وزير الدفاع أنطونيو سيلفا."
    assert [what for _, what, _ in told(text, "OfficeHolding")] == ["defence-minister"]


def test_a_given_name_after_a_surname_begins_another_name() -> None:
    text = "عين الأمين العام أنطونيو غوتيريش هانا تيتيه ممثلة خاصة للأمم المتحدة."
    assert {who for who, _, _ in told(text, "OfficeHolding")} == {"أنطونيو غوتيريش", "هانا تيتيه"}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # the portfolio of defence, the presidency, the command of the army
        ("وتولى إلياس بروكمان حقيبة الدفاع.", "Appointment", ["defence-minister"]),
        ("وفازت كلوديا مارين برئاسة المكسيك.", "Appointment", ["president"]),
        ("تسلم العماد سامر هيلان قيادة الجيش اللبناني.", "Appointment", ["army-commander"]),
        ("استقالت آنا ماير من رئاسة الحكومة السويدية.", "Resignation", ["prime-minister"]),
        ("وتولى سيرج كاريان رئاسة الحكومة.", "OfficeHolding", ["prime-minister"]),
        ("وتولى سيرج كاريان رئاسة الحكومة.", "Appointment", []),
        # led by somebody
        ("عقد الاجتماع برئاسة الحكومة.", "OfficeHolding", []),
        # in place of whom the text has just dismissed
        ("بعد إقالة روبرت كلاين من منصب الخارجية وتعيين مارك هاتون خلفا له.", "Appointment", ["foreign-minister"]),
    ],
)  # fmt: skip
def test_an_office_may_be_told_by_its_noun(text: str, kind: str, expected: list[str]) -> None:
    assert [office for _, office, _ in told(text, kind)] == expected
