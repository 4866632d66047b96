"""Dates placed on the calendar: what is printed, the document's date and what was told before."""

from dataclasses import dataclass, replace
from datetime import timedelta

from mithaq.ingest.dates.known import Known, read_known
from mithaq.ingest.dates.values import (
    Beside,
    Calendar,
    Lasting,
    Leaning,
    Season,
    Shift,
    Vague,
    Value,
    Weekday,
)
from mithaq.ingest.dates.yearless import edtf_in, is_next, last_and_next
from mithaq.ingest.facts import Basis

_WEEK = 7
_HALF_WEEK = 3
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_STRENGTH: tuple[Basis, ...] = (
    "explicit",
    "year-from-document",
    "relative-to-text",
    "relative-to-document",
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What dates are counted from: the document's date, a date told before, the year of the line.

    `leaning` is how to read a date that may be the last or the next.
    """

    document: Known | None
    told: Known | None = None
    line_year: int | None = None
    leaning: Leaning = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A date on the calendar and what it rests on.

    `readings` are the past and the future one where the words leave both open.
    """

    edtf: str | None
    basis: Basis
    readings: tuple[str, str] | None = None


def place(value: Value, setting: Setting) -> Placed:
    """`value` on the calendar, as `setting` has it."""
    try:
        match value:
            case Calendar():
                return _place_calendar(value, setting)
            case Weekday():
                return _place_weekday(value, setting)
            case Shift():
                return _place_shift(value, setting)
            case Beside():
                return _place_beside(value, setting)
            case Season():
                return _place_season(value, setting.document)
            case Lasting() | Vague():
                return Placed(None, "relative-to-document")
    except (ValueError, OverflowError):  # 31 February, a year beyond the tables
        return Placed(None, "explicit")


def place_range(first: Value, last: Value, setting: Setting) -> Placed:
    """From `first` to `last`: what one of the two leaves out, it takes from the other."""
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        first, last = _completed(first, last)
    end = place(last, setting)
    found = _range_to(first, end.edtf, end.basis, setting)
    past, coming = (
        _range_to(first, edtf, end.basis, setting).edtf for edtf in end.readings or ("", "")
    )
    return replace(found, readings=(past, coming) if past and coming else None)


def _completed(first: Calendar, last: Calendar) -> tuple[Calendar, Calendar]:
    if first.month is None and first.year is None:
        return replace(last, day=first.day), last
    if isinstance(first.year, int) and last.year is None and last.direction is None:
        months = first.month, last.month
        wraps = isinstance(months[0], int) and isinstance(months[1], int) and months[1] < months[0]
        return first, replace(last, year=first.year + wraps)
    return first, last


def _range_to(first: Value, end: str | None, basis: Basis, setting: Setting) -> Placed:
    """From `first` to the date `end`: the last `first` before it, where the words leave that open."""
    known = read_known(end)
    if not end or known is None:
        return Placed(None, basis)
    counted = _is_counted(first)
    if isinstance(first, Calendar):
        first = replace(first, direction=None)
    begin = place(first, setting if counted else replace(setting, document=known, leaning="past"))
    if begin.edtf is None or begin.edtf[:10] > end[-10:]:
        return Placed(None, basis)
    edtf = f"{begin.edtf.partition('/')[0]}/{end.rpartition('/')[2]}"
    return Placed(edtf, max(begin.basis, basis, key=_STRENGTH.index) if counted else basis)


def _is_counted(value: Value) -> bool:
    """Whether `value` is told by its distance, and so needs no other date to complete it."""
    match value:
        case Shift() | Calendar(year=Shift()):
            return True
        case Weekday(near=near):
            return near is not None
        case _:
            return False


def _place_calendar(value: Calendar, setting: Setting) -> Placed:
    match value:
        case Calendar(month=Shift() as month):
            return _within(month, Calendar(month=0, day=value.day), setting)
        case Calendar(year=Shift() as year):
            return _within(year, value, setting)
        case Calendar(year=int(stated)):
            return Placed(edtf_in(stated, value), "explicit")
    if setting.line_year is not None and value.direction is None:
        return Placed(edtf_in(setting.line_year, value), "relative-to-text")
    return _place_yearless(value, setting)


def _within(shift: Shift, value: Calendar, setting: Setting) -> Placed:
    """A day or month within a month or year that is counted from elsewhere."""
    placed = _place_shift(shift, setting)
    known = read_known(placed.edtf)
    if known is None:
        return placed
    return Placed(
        edtf_in(known.year, replace(value, month=known.month or value.month)), placed.basis
    )


def _place_yearless(value: Calendar, setting: Setting) -> Placed:
    """A day or a month in the year that the document's date gives it."""
    basis: Basis = "year-from-document"
    both = last_and_next(value, setting.document) if setting.document else None
    if both is None or setting.document is None:
        return Placed(None, basis)
    match value.direction:
        case "past" | "present":
            return Placed(both[0], basis)
        case "future":
            return Placed(both[1], basis)
        case None:
            return _either(both, basis, future=is_next(both[1], setting.document, setting.leaning))


def _either(both: tuple[str, str], basis: Basis, *, future: bool) -> Placed:
    return Placed(both[future], basis, both if both[0] != both[1] else None)


def _place_shift(shift: Shift, setting: Setting) -> Placed:
    start = setting.document if shift.anchor == "document" else setting.told
    found = start.shifted(shift.unit, shift.amount) if start else None
    basis: Basis = "relative-to-document" if shift.anchor == "document" else "relative-to-text"
    if found is None and shift.amount > 0 and setting.leaning == "future" and setting.document:
        found = setting.document.shifted(shift.unit, shift.amount)  # "will meet in two days"
        basis = "relative-to-document"
    return Placed(found.edtf if found else None, basis)


def _place_beside(value: Beside, setting: Setting) -> Placed:
    there = place(value.date, setting) if value.date else None
    known = read_known(there.edtf) if there else None
    found = known.shifted(value.unit, value.amount) if known else None
    return Placed(found.edtf if found else None, "relative-to-text")


def _place_weekday(value: Weekday, setting: Setting) -> Placed:
    """The weekday nearest to yesterday, today or tomorrow; the last, or the coming one."""
    basis: Basis = "relative-to-document"
    day = setting.document.as_day if setting.document else None
    if day is None:
        return Placed(None, basis)
    if value.near is not None:
        early = day + timedelta(days=value.near - _HALF_WEEK)
        near = early + timedelta(days=(value.weekday - early.weekday()) % _WEEK)
        return Placed(near.isoformat(), basis)
    back, ahead = (day.weekday() - value.weekday) % _WEEK, (value.weekday - day.weekday()) % _WEEK
    last = day - timedelta(days=back or _WEEK * (value.direction == "past"))
    last += timedelta(weeks=value.weeks)
    coming = day + timedelta(days=ahead or _WEEK * (value.direction == "future"))
    future = value.direction == "future" or (
        value.direction is None and setting.leaning == "future"
    )
    placed = _either((last.isoformat(), coming.isoformat()), basis, future=future)
    return placed if value.direction is None else replace(placed, readings=None)


def _place_season(value: Season, document: Known | None) -> Placed:
    """Last summer, next winter: a season of EDTF level 1, in the year in which it begins."""
    if document is None or not document.month:
        return Placed(None, "relative-to-document")
    begin, end = _SEASON_MONTHS[value.number]
    if value.direction == "past":
        year = document.year - (document.month <= end) - (end < begin)
    else:
        year = document.year + (document.month >= begin)
    return Placed(f"{year:04}-{value.number}", "relative-to-document")
