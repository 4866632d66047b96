"""Months, and days of a month, with the year that may follow them."""

from dataclasses import replace

from mithaq.ingest.dates.amounts import day_at
from mithaq.ingest.dates.values import Calendar, Direction, Found, Shift
from mithaq.ingest.dates.words import (
    Month,
    direction_at,
    exactly,
    listed,
    month_at,
    unit_at,
)
from mithaq.ingest.dates.years import STEPS, bare_year, distant, year_phrase
from mithaq.ingest.pieces import Pieces

_AND = "و"
_OF = "من"
_IN = "في"
_COMMAS = (",", "،")
_BEFORE_MONTH = ("/", "-", ".", _OF)
_BEFORE_YEAR = (*_COMMAS, "/", "-", "(", ".")
_BETWEEN_NAMES = (*_COMMAS, "/", "-", "(")
_LONGEST_LIST = 6


def days_at(pieces: Pieces, index: int) -> tuple[Calendar, Calendar, int] | None:
    """Several days of one month ("13 and 14 September"): the first, the last, the index after."""
    days, after = _list_of_days(pieces, index)
    month = _month_of_days(pieces, after) if len(days) > 1 else None
    if month is None:
        return None
    return replace(month[0], day=days[0]), replace(month[0], day=days[-1]), month[1]


def _list_of_days(pieces: Pieces, index: int) -> tuple[list[int], int]:
    days: list[int] = []
    after = index
    while len(days) < _LONGEST_LIST:
        found = day_at(pieces, index)
        if found is None:
            break
        days.append(found[0])
        after = index = found[1]
        form = pieces.form(index)
        if exactly(form, "to") or form in ("-", *_COMMAS):
            index += 1
        elif not form.startswith(_AND):
            break
    return days, after


def calendar_day(pieces: Pieces, index: int) -> Found | None:
    """A day of a month: in digits, as an ordinal, or "first"."""
    index += unit_at(pieces, index) == "day"
    if exactly(pieces.form(index), "first_day"):
        first = _month_and_year(pieces, index + 1)
        return (replace(first[0], day=1), first[1]) if first else None
    day = day_at(pieces, index)
    month = _month_of_days(pieces, day[1]) if day else None
    return (replace(month[0], day=day[0]), month[1]) if day and month else None


def _month_of_days(pieces: Pieces, index: int) -> tuple[Calendar, int] | None:
    """The month, and perhaps the year, that a day belongs to."""
    direction = direction_at(pieces, index)
    if direction in ("present", "future") and pieces.at(index - 1).kind == "number":
        return Calendar(month=Shift("month", STEPS[direction])), index + 1
    index += pieces.form(index) in _BEFORE_MONTH
    if unit_at(pieces, index) == "month" or exactly(pieces.form(index), "this"):
        found = distant(pieces, index)
        if found and isinstance(found[0], Shift) and found[0].unit == "month":
            return Calendar(month=found[0]), found[1]
        index += 1
    return _month_and_year(pieces, index)


def _month_and_year(pieces: Pieces, index: int) -> tuple[Calendar, int] | None:
    """A month, its second name, and its year or "last", "next"."""
    found = month_at(pieces, index)
    if found is None:
        return None
    month, after = found[0], _second_name(pieces, found[1], found[0])
    year, direction, after = _year_after(pieces, after, hijri=month.hijri)
    return Calendar(year, month.number, hijri=month.hijri, direction=direction), after


def _second_name(pieces: Pieces, index: int, month: Month) -> int:
    """The index after another name of the same month: a slash, brackets or nothing between."""
    again = month_at(pieces, index + (pieces.form(index) in _BETWEEN_NAMES))
    if again is None or again[0].number != month.number or again[0].hijri != month.hijri:
        return index
    bracket = pieces.form(index) == "(" and pieces.form(again[1]) == ")"
    return again[1] + bracket


def _year_after(
    pieces: Pieces, index: int, *, hijri: bool
) -> tuple[int | Shift | None, Direction | None, int]:
    direction = direction_at(pieces, index)
    if direction:
        return None, direction, index + 1
    found = _tail_year(pieces, index, hijri=hijri)
    return (found[0], None, found[1]) if found else (None, None, index)


def _tail_year(pieces: Pieces, index: int, *, hijri: bool) -> tuple[int | Shift, int] | None:
    form = pieces.form(index)
    if form in _BEFORE_YEAR:
        year = bare_year(pieces, index + 1, hijri=hijri)
        return (year[0], year[1] + (form == "(" and pieces.form(year[1]) == ")")) if year else None
    index += form in (_OF, _IN)
    return year_phrase(pieces, index) or bare_year(pieces, index, hijri=hijri)


def month(pieces: Pieces, index: int, *, part: bool = False) -> Found | None:
    """A month alone or with its year; the English order puts the day between.

    A name that is a common word too counts only where something says that it is a month: the word
    "month", the beginning or end of it (`part`), a second name, a year, a preposition.
    """
    begin = index + (unit_at(pieces, index) == "month")
    named, found = begin > index, month_at(pieces, begin)
    if found is None:
        return None
    english = _english_day(pieces, found) if pieces.form(begin).isascii() else None
    if english:
        return english
    dated = _month_and_year(pieces, begin)
    if dated is None:
        return None
    value, after = dated
    if found[0].hijri and value.year is None:
        return dated if named else None
    sure = (
        named
        or part
        or value.year
        or value.direction
        or _second_name(pieces, found[1], found[0]) > found[1]
    )
    if found[0].weak and not sure and not listed(pieces.form(begin - 1), "year_prepositions"):
        return None
    return value, after


def _english_day(pieces: Pieces, found: tuple[Month, int]) -> Found | None:
    """September 14, 2022."""
    month, index = found
    day = day_at(pieces, index) if pieces.at(index).kind == "number" else None
    if day is None:
        return None
    year = bare_year(pieces, day[1] + (pieces.form(day[1]) == ","))
    if year is None:
        return Calendar(None, month.number, day[0]), day[1]
    return Calendar(year[0], month.number, day[0]), year[1]
