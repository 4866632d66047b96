"""The grammar of single dates: what stands at one place, as a value and the place after it."""

from collections.abc import Callable

from mithaq.ingest.dates.months import calendar_day, month
from mithaq.ingest.dates.values import Calendar, Found, Season, Shift, Weekday
from mithaq.ingest.dates.words import (
    counted_day_at,
    direction_at,
    era_at,
    exactly,
    is_definite,
    listed,
    month_at,
    number_at,
    unit_at,
    weekday_at,
)
from mithaq.ingest.dates.years import (
    HIJRI_YEARS,
    bare_year,
    distant,
    named_year,
    year_phrase,
    year_value,
)
from mithaq.ingest.pieces import Pieces

_BEFORE = "قبل"
_COMMAS = (",", "،")
_OPENING, _CLOSING = "(", ")"
_YEAR_DIGITS = 4
_MONTHS = 12
_LONGEST_PAUSE = 3


def point_at(pieces: Pieces, index: int) -> Found | None:
    """The single date at `index`: the first of the ways to write one that fits."""
    index += listed(pieces.form(index), "day_parts")
    for read in _WAYS:
        found = read(pieces, index)
        if found:
            return _with_other_calendar(pieces, found)
    return None


def _near_day(pieces: Pieces, index: int) -> Found | None:
    """Yesterday, today, tomorrow; a weekday beside it outranks it."""
    found = counted_day_at(pieces, index)
    if found is None or exactly(pieces.form(found[1]), "urgent"):
        return None  # «في أمس الحاجة»: no yesterday
    amount, after = found
    step = after + (pieces.form(after) in (*_COMMAS, _OPENING))
    weekday = weekday_at(pieces, step)
    if weekday is not None:
        return Weekday(weekday, near=amount), _closed(pieces, after, step + 1)
    if amount == 0 and not _is_today(pieces, index, after):
        return None
    return Shift("day", amount), after


def _closed(pieces: Pieces, opening: int, after: int) -> int:
    """The index after a closing bracket at `after`, if one stands open at `opening`."""
    return after + (pieces.form(opening) == _OPENING and pieces.form(after) == _CLOSING)


def _is_today(pieces: Pieces, index: int, after: int) -> bool:
    """Whether اليوم is today, and not "the day" of something, or a newspaper's name."""
    if exactly(pieces.form(after), "today_after") or month_at(pieces, after):
        return False
    return not listed(pieces.form(index - 1), "today_before")


def _weekday(pieces: Pieces, index: int) -> Found | None:
    weekday = weekday_at(pieces, index)
    if weekday is None:
        return None
    after = index + 1
    near = counted_day_at(pieces, after)
    if near and near[0] <= 0:
        return Weekday(weekday, near=near[0]), near[1]
    if pieces.form(after) == _BEFORE and direction_at(pieces, after + 1) == "past":
        return Weekday(weekday, direction="past", weeks=-1), after + 2
    direction = direction_at(pieces, after)
    after += bool(direction)
    return _date_beside(pieces, after) or (Weekday(weekday, direction=direction), after)


def _date_beside(pieces: Pieces, index: int) -> Found | None:
    """The full date that a weekday goes with: "Wednesday, 14 September"."""
    step = index + (pieces.form(index) in (_OPENING, "-", *_COMMAS))
    step += exactly(pieces.form(step), "corresponding")
    found = _numeric(pieces, step) or calendar_day(pieces, step)
    return (found[0], _closed(pieces, index, found[1])) if found else None


def _part(pieces: Pieces, index: int) -> Found | None:
    """The beginning, middle or end of a month or year: the whole of it."""
    if not listed(pieces.form(index), "parts"):
        return None
    step = index + 1
    found = distant(pieces, step) or month(pieces, step, part=True) or named_year(pieces, step)
    if found or (found := _season(pieces, step)):
        return found
    unit = unit_at(pieces, step)
    if unit in ("month", "year") and is_definite(pieces, step):
        return Shift(unit, 0), step + 1
    year = bare_year(pieces, step)
    return (Calendar(year[0]), year[1]) if year else None


def _season(pieces: Pieces, index: int) -> Found | None:
    """A season of a year is the year; last summer is that summer."""
    number = number_at(pieces, index, "seasons")
    if number is None:
        return None
    if is_definite(pieces, index):
        direction = direction_at(pieces, index + 1)
        return (Season(number, direction), index + 2) if direction else None
    year = year_phrase(pieces, index + 1) or bare_year(pieces, index + 1)
    return year_value(pieces, year) if year else None


def _numeric(pieces: Pieces, index: int) -> Found | None:
    """14/9/2022, 2022-09-14: the day before the month unless the year comes first."""
    piece = pieces.at(index)
    if piece.kind != "date":
        return None
    parts = "".join(mark if mark.isdigit() else " " for mark in piece.form).split()
    if len(parts[0]) == _YEAR_DIGITS:
        parts.reverse()
    if len(parts[2]) != _YEAR_DIGITS:
        return None
    day, month, year = map(int, parts)
    if month > _MONTHS >= day:
        day, month = month, day
    era = era_at(pieces, index + 1)
    hijri = era == "hijri" or (year in HIJRI_YEARS and era is None)
    return Calendar(year, month, day, hijri=hijri), index + 1 + bool(era)


def _with_other_calendar(pieces: Pieces, found: Found) -> Found:
    """One date in both calendars is the Christian one: "25 Shawwal 1436, that is 10 August 2015"."""
    value, after = found
    if not isinstance(value, Calendar):
        return found
    step = after
    while (
        pieces.form(step) in (_OPENING, _CLOSING, "-", "/", *_COMMAS)
        and step - after < _LONGEST_PAUSE
    ):
        step += 1
    named = exactly(pieces.form(step), "corresponding")
    if not named and not value.hijri:
        return found
    step += named
    begin = step + (pieces.form(step) == _OPENING)
    other = _numeric(pieces, begin) or calendar_day(pieces, begin)
    if other is None or not isinstance(other[0], Calendar) or other[0].hijri == value.hijri:
        return found
    stop = other[1] + (pieces.form(other[1]) == _CLOSING)
    return (other[0] if value.hijri else value), stop


_WAYS: tuple[Callable[[Pieces, int], Found | None], ...] = (
    _near_day,
    _weekday,
    _part,
    _numeric,
    calendar_day,
    distant,
    month,
    _season,
    named_year,
)
