import pytest

from mithaq.ingest.numerals import find_numbers

CASES = [
    ("قوامها 17 ألف فرد", [17000]),
    ("أربعة آلاف جندي", [4000]),
    ("٢٫٥ مليون لاجئ", [2_500_000]),
    ("2,5 مليون", [2_500_000]),
    ("1.2 مليار دولار", [1_200_000_000]),
    ("1,234.5 طن", [1234.5]),
    ("1.500 جندي", [1500]),
    ("12,000 جندي", [12000]),
    ("3 ملايين و200 ألف", [3_200_000]),
    ("مليون ونصف المليون", [1_500_000]),
    ("نصف مليون", [500_000]),
    ("ربع مليون", [250_000]),
    ("ثلاثة وعشرون جنديا", [23]),
    ("خمسة عشر ألف مقاتل", [15000]),
    ("أحد عشر عضوا", [11]),
    ("اثنتا عشرة دولة", [12]),
    ("مئة وخمسة وعشرين ألفا", [125_000]),
    ("ثلاثمئة قتيل", [300]),
    ("ثلاثمائة وخمسون", [350]),
    ("ست مئة", [600]),
    ("ألفا جندي", [2000]),
    ("ألفين وأربعة عشر", [2014]),
    ("مئتا دبابة", [200]),
    ("ألف ومئتا جندي", [1200]),
    ("مليونا نازح", [2_000_000]),
    ("الدول الست الأعضاء", [6]),
    ("بـ70 دبابة والـ300 عنصر", [70, 300]),
    ("وثلاثة آخرين", [3]),
    ("خمسة وأربعة", [5, 4]),
    ("17 ألفا و3 طائرات", [17000, 3]),
    ("١٢ ألفا", [12000]),
    ("10-15 سفينة", [10, 15]),
]


@pytest.mark.parametrize(("text", "values"), CASES)
def test_a_number_has_its_value(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "عشرات الجنود",
        "مئات القتلى وآلاف الجرحى",
        "عشرات الآلاف",
        "ملايين اللاجئين",
        "لست مستعدا",
        "مقاتلات Su-35 وسو-35 وصواريخ S-300 وقمة G20",
        "الساعة 12:30",
        "كلام بلا أرقام",
        "يوم الاثنين والأحد",
        "9" * 5000,
    ],
)
def test_what_gives_no_value_is_no_number(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "70٪ من الميزانية",
        "70% من الميزانية",
        "70 في المئة",
        "70 في المائة",
        "70 بالمئة",
        "سبعون بالمائة",
        "سبعين في المئة",
    ],
)
def test_a_share_in_a_hundred_is_told_from_a_number(text: str) -> None:
    (number,) = find_numbers(text)
    assert (number.value, number.unit) == (70, "percent")


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("نحو 4000 فرد", True),
        ("حوالي ثلاثين", True),
        ("ما يقرب من 300 شخص", True),
        ("أكثر من 20 دولة", True),
        ("بنحو 20 دولة", True),
        ("300 شخص تقريبا", True),
        ("بلغ 300 شخص", False),
    ],
)
def test_about_and_more_than_are_not_exact(text: str, approximate: bool) -> None:  # noqa: FBT001
    (number,) = find_numbers(text)
    assert number.approximate is approximate


def test_offsets_are_of_the_text_as_read() -> None:
    text = "قُتِلَ ثلاثُمئةٍ وعشرون شخصا"
    (number,) = find_numbers(text)
    assert text[number.start : number.end] == "ثلاثُمئةٍ وعشرون"
    assert number.value == 320


def test_only_the_spans_are_read() -> None:
    text = "قتل 10 وجرح 20"
    assert [number.value for number in find_numbers(text, [(6, len(text))])] == [20]
