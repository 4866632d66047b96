"""Times: EDTF (ISO 8601-2, levels 0 and 1) as first and last day, granularity, and words."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from babel import Locale

Granularity = Literal["Day", "Month", "Year", "Interval"]

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}))?(?:-(\d{2}))?[?~%]?")
_YEARLESS = re.compile(r"(?:XXXX-|--)(\d{2})(?:-(\d{2}))?[?~%]?")
_OPEN = ("", "..")
_KEPT = 2**16  # times read last: more than the days of a century
# Level 1 names seasons without saying where; the documents' are those of the northern half.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_SEASON_NAMES = {
    "en": {21: "spring", 22: "summer", 23: "autumn", 24: "winter"},
    "ar": {
        21: "ربيع",  # spring
        22: "صيف",  # summer
        23: "خريف",  # autumn
        24: "شتاء",  # winter
    },
}
_SINCE = {
    "en": "since {}",
    "ar": "منذ {}",  # since
}
_UNTIL = {
    "en": "until {}",
    "ar": "حتى {}",  # until
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included; `None` is an end that is open or not known."""

    earliest: date | None
    latest: date | None
    granularity: Granularity

    @property
    def days(self) -> float:
        """How many days it may be; infinite where an end is open."""
        if self.earliest is None or self.latest is None:
            return float("inf")
        return (self.latest - self.earliest).days + 1

    def contains(self, other: "Span") -> bool:
        """Whether every day of `other` is a day of this one."""
        return not (
            (self.earliest and (not other.earliest or other.earliest < self.earliest))
            or (self.latest and (not other.latest or other.latest > self.latest))
        )

    def may_follow(self, other: "Span", within: timedelta) -> bool:
        """Whether this may begin on or after a day of `other`, at most `within` later."""
        ends_before = self.latest and other.earliest and self.latest < other.earliest
        too_late = self.earliest and other.latest and self.earliest > other.latest + within
        return not (ends_before or too_late)


@lru_cache(_KEPT)
def read_edtf(edtf: str) -> Span:
    """The days that `edtf` covers. Raises `ValueError` where it is no EDTF that we know.

    A date without its year (`--09-14`, or `XXXX-09-14` in EDTF's own form) has no known day.

    >>> read_edtf("2022-09").latest, read_edtf("2020-09/2020-11").granularity
    (datetime.date(2022, 9, 30), 'Interval')
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _read_date(first)
    start, end = _read_end(first), _read_end(last)
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if start is end is None or (earliest and latest and earliest > latest):
        raise ValueError(f"{edtf!r} is no EDTF interval")
    return Span(earliest, latest, "Interval")


def covers(outer: str, inner: str) -> bool:
    """Whether the time `inner` may be the time `outer` told more exactly, or the same.

    >>> covers("2022-09", "2022-09-14"), covers("2022-09-14", "2022-09"), covers("--09", "2022-09-14")
    (True, False, True)
    """
    yearless, other = _YEARLESS.fullmatch(outer), _YEARLESS.fullmatch(inner)
    if yearless:
        known = other or _DATE.fullmatch(inner)
        if not known:
            return False
        month, day = known.groups()[-2:]
        return month == yearless[1] and yearless[2] in (None, day)
    span = read_edtf(outer)
    if span.earliest is span.latest is None:
        return outer == inner
    return not other and span.contains(read_edtf(inner))


def print_time(edtf: str, language: str) -> str:
    """`edtf` in words of `language` (en or ar), digits as Europe writes them.

    Raises `ValueError` as `read_edtf`.

    >>> print_time("2022-09-14", "en"), print_time("2001/..", "en")
    ('14 September 2022', 'since 2001')
    """
    read_edtf(edtf)
    first, slash, last = edtf.partition("/")
    if not slash:
        return _print_date(first, language)
    if last in _OPEN:
        return _SINCE[language].format(_print_date(first, language))
    if first in _OPEN:
        return _UNTIL[language].format(_print_date(last, language))
    return f"{_print_date(first, language)} – {_print_date(last, language)}"


def _read_end(text: str) -> Span | None:
    return None if text in _OPEN else _read_date(text)


def _read_date(text: str) -> Span:
    yearless = _YEARLESS.fullmatch(text)
    if yearless:
        month, day = int(yearless[1]), int(yearless[2] or 1)
        date(2000, month, day)  # a leap year; raises where there is no such day
        return Span(None, None, "Day" if yearless[2] else "Month")
    match = _DATE.fullmatch(text)
    if not match or not text.isascii():
        raise ValueError(f"{text!r} is no EDTF date")
    year, month_text, day_text = match.groups()
    if month_text is None or "X" in year:
        if month_text is not None:
            raise ValueError(f"{text!r} is no EDTF date")
        return _years(year)
    if day_text is not None:
        only = date(int(year), int(month_text), int(day_text))
        return Span(only, only, "Day")
    return _months(int(year), int(month_text))


def _years(year: str) -> Span:
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return Span(date(first, 1, 1), date(last, 12, 31), "Interval" if "X" in year else "Year")


def _months(year: int, month: int) -> Span:
    first, last = _SEASONS.get(month, (month, month))
    last_year = year + (last < first)  # a winter ends in the next year
    earliest = date(year, first, 1)
    latest = date(last_year, last, calendar.monthrange(last_year, last)[1])
    return Span(earliest, latest, "Interval" if month in _SEASONS else "Month")


def _print_date(text: str, language: str) -> str:
    text = text.rstrip("?~%")
    yearless = _YEARLESS.fullmatch(text)
    year, month, day = ("", *yearless.groups("")) if yearless else (*text.split("-"), "", "")[:3]
    words = (str(int(day)) if day else "", _month_name(int(month), language) if month else "", year)
    return " ".join(filter(None, words))


@cache
def _month_name(month: int, language: str) -> str:
    if month in _SEASONS:
        return _SEASON_NAMES[language][month]
    return str(Locale(language).months["format"]["wide"][month])
