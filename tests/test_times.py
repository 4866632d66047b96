"""Times: EDTF as days, as words, and which time may be which other one told more exactly."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.times import Span, covers, print_time, read_edtf

DAYS = st.dates(min_value=date(1000, 1, 1))
EDTF = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    DAYS.map(lambda day: f"{day:%Y}"),
    st.tuples(DAYS, DAYS).map(lambda pair: "/".join(day.isoformat() for day in sorted(pair))),
    DAYS.map(lambda day: f"{day:%Y}/.."),
    DAYS.map(lambda day: f"../{day:%Y-%m}"),
    DAYS.map(lambda day: f"--{day:%m-%d}"),
)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "granularity"),
    [
        ("2022-09-14", date(2022, 9, 14), date(2022, 9, 14), "Day"),
        ("2022-09", date(2022, 9, 1), date(2022, 9, 30), "Month"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "Month"),
        ("1992", date(1992, 1, 1), date(1992, 12, 31), "Year"),
        ("2022-05~", date(2022, 5, 1), date(2022, 5, 31), "Month"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "Interval"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "Interval"),
        ("2020-22", date(2020, 6, 1), date(2020, 8, 31), "Interval"),
        ("2020-24", date(2020, 12, 1), date(2021, 2, 28), "Interval"),
        ("2020-09/2020-11", date(2020, 9, 1), date(2020, 11, 30), "Interval"),
        ("2001/..", date(2001, 1, 1), None, "Interval"),
        ("2001/", date(2001, 1, 1), None, "Interval"),
        ("../1999-04", None, date(1999, 4, 30), "Interval"),
        ("--09-14", None, None, "Day"),
        ("XXXX-02-29", None, None, "Day"),
        ("--09", None, None, "Month"),
    ],
)
def test_edtf_is_read_as_the_days_it_covers(
    edtf: str, earliest: date | None, latest: date | None, granularity: str
) -> None:
    assert read_edtf(edtf) == Span(earliest, latest, granularity)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "..",
        "../..",
        "/",
        "14.9.2022",
        "2022-13",
        "2022-02-30",
        "199X-05",
        "2022/2021",
        "2022-09-14T10:00",
        "٢٠٢٢",  # 2022 in Arabic digits
        "--02-30",
        "--13",
        "-5",
    ],
)
def test_what_is_no_edtf_is_neither_read_nor_printed(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|month"):
        read_edtf(edtf)
    with pytest.raises(ValueError, match=r"EDTF|month"):
        print_time(edtf, "en")


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("2022", "2022-09", True),
        ("2022-09", "2022", False),
        ("2022-09", "2022-09-14", True),
        ("2022-09", "2022-10-01", False),
        ("2001/..", "2022-09-14", True),
        ("2001/..", "2000", False),
        ("../2001", "2001-12-31", True),
        ("2001/..", "2001/2005", True),
        ("2001/2005", "2001/..", False),
        ("--09-14", "2022-09-14", True),
        ("--09-14", "2022-09-15", False),
        ("--09", "--09-14", True),
        ("--09-14", "--09", False),
        ("--09-14", "2022-09", False),
        ("--09-14", "XXXX-09-14", True),
        ("2022", "--09-14", False),
        ("--09-13/--09-14", "2022", False),
        ("--09-13/--09-14", "--09-13/--09-14", True),
    ],
)
def test_a_time_covers_what_may_be_the_same_told_more_exactly(
    outer: str, inner: str, *, expected: bool
) -> None:
    assert covers(outer, inner) is expected


@given(EDTF)
def test_every_time_covers_itself(edtf: str) -> None:
    assert covers(edtf, edtf)


@given(EDTF, EDTF, EDTF)
def test_covering_is_transitive(first: str, second: str, third: str) -> None:
    if covers(first, second) and covers(second, third):
        assert covers(first, third)


@given(DAYS)
def test_a_day_lies_in_its_month_and_its_year(day: date) -> None:
    assert covers(f"{day:%Y-%m}", day.isoformat())
    assert covers(f"{day:%Y}", f"{day:%Y-%m}")
    assert read_edtf(f"{day:%Y}").days in (365, 366)


@given(DAYS, DAYS, st.integers(0, 400))
def test_a_day_follows_another_within_a_number_of_days(asked: date, told: date, days: int) -> None:
    follows = read_edtf(told.isoformat()).may_follow(
        read_edtf(asked.isoformat()), timedelta(days=days)
    )
    assert follows is (0 <= (told - asked).days <= days)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-09-04", "4 September 2022"),
        ("2022-09", "September 2022"),
        ("2022~", "2022"),
        ("--09-14", "14 September"),
        ("2020-22", "summer 2020"),
        ("2020-09/2020-11", "September 2020 – November 2020"),
        ("2001/..", "since 2001"),
        ("../2001", "until 2001"),
        ("2001/", "since 2001"),
    ],
)
def test_a_time_is_printed_in_english_words(edtf: str, words: str) -> None:
    assert print_time(edtf, "en") == words


ARABIC = {
    "2022-09-04": "4 سبتمبر 2022",  # 4 September 2022
    "2020-22": "صيف 2020",  # summer 2020
    "2020-09/2020-11": "سبتمبر 2020 – نوفمبر 2020",  # September to November 2020
    "2001/..": "منذ 2001",  # since 2001
    "../2001": "حتى 2001",  # until 2001
}


@pytest.mark.parametrize("edtf", ARABIC)
def test_a_time_is_printed_in_arabic_words(edtf: str) -> None:
    assert print_time(edtf, "ar") == ARABIC[edtf]


@given(EDTF)
def test_every_time_has_words_in_both_languages(edtf: str) -> None:
    assert all(any(c.isdigit() for c in print_time(edtf, language)) for language in ("en", "ar"))
