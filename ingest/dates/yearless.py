"""Days and months whose year is not printed, and dates of the Hijra, as EDTF."""

import calendar

from hijridate import Gregorian, Hijri

from mithaq.ingest.dates.known import Known, read_known
from mithaq.ingest.dates.values import Calendar, Leaning

_MONTHS = 12
_LEAP_CYCLE = 8
_NEAR = 31  # days


def edtf_in(year: int, value: Calendar) -> str:
    """`value` in `year` as EDTF; of the Hijra as a Gregorian day, or the days that it spans.

    Raises `ValueError` where there is no such day, `OverflowError` where the tables of the Hijra
    (1343 to 1500) do not go.
    """
    month = value.month if isinstance(value.month, int) else None
    if value.hijri:
        return _hijri_edtf(year, month, value.day)
    known = Known(year, month, value.day if month else None)
    day = known.as_day  # raises where there is no such day
    return day.isoformat() if day else known.edtf


def last_and_next(value: Calendar, document: Known) -> tuple[str, str] | None:
    """The last date that `value` may be, and the next, seen from the document's date.

    With "last" the document's own day or month is not the last, with "next" not the next. `None`
    where the document's date does not tell: of a document dated by its year alone, all days are in
    that year, and "last September" may be in it or not.
    """
    now = _in_hijri(document) if value.hijri else document
    if now is None or not isinstance(value.month, int):
        return None
    if value.direction == "present" or (now.month is None and value.direction is None):
        return (edtf_in(now.year, value),) * 2
    if now.month is None:
        return None
    order = _order(value.month, value.day, now)
    settled = order == 0 and (value.day is None or now.day is not None)
    past = now.year - (order > 0 or (settled and value.direction == "past"))
    coming = now.year + (order < 0 or (settled and value.direction == "future"))
    return edtf_in(_real_year(value, past, -1), value), edtf_in(_real_year(value, coming, 1), value)


def is_next(coming: str, document: Known, leaning: Leaning) -> bool:
    """Whether a day or month without its year is the next one and not the last.

    So it is where the clause says so; a day is, too, where it is so near ahead that nobody would
    mean that of last year.
    """
    there, today = read_known(coming), document.as_day
    day = there.as_day if there else None
    if leaning or day is None or today is None:
        return leaning == "future"
    return (day - today).days <= _NEAR


def _order(month: int, day: int | None, now: Known) -> int:
    """-1, 0 or 1: the month (and day, where both are known) before, at or after that of `now`."""
    mine, other = (month, day or 0), (now.month or 0, now.day or 0)
    if not (day and now.day):
        mine, other = (month, 0), (now.month or 0, 0)
    return (mine > other) - (mine < other)


def _real_year(value: Calendar, year: int, step: int) -> int:
    """`year`, or for 29 February the nearest leap year that way."""
    if value.hijri or value.day is None or not isinstance(value.month, int):
        return year
    years = range(year, year + step * (_LEAP_CYCLE + 1), step)
    return next((y for y in years if value.day <= calendar.monthrange(y, value.month)[1]), year)


def _hijri_edtf(year: int, month: int | None, day: int | None) -> str:
    if month and day:
        return str(Hijri(year, month, day).to_gregorian().isoformat())
    first = Hijri(year, month or 1, 1)
    last_month = Hijri(year, month or _MONTHS, 1)
    last = Hijri(year, last_month.month, last_month.month_length())
    return f"{first.to_gregorian().isoformat()}/{last.to_gregorian().isoformat()}"


def _in_hijri(document: Known) -> Known | None:
    day = document.as_day
    if day is None:
        return None
    found = Gregorian.fromdate(day).to_hijri()
    return Known(found.year, found.month, found.day)
