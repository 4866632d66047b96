"""Ranges and lists: dates of one kind side by side, from one to another, parts of a year."""

from dataclasses import replace

from mithaq.ingest.dates.amounts import day_at, part_of_year_at
from mithaq.ingest.dates.months import days_at
from mithaq.ingest.dates.points import point_at
from mithaq.ingest.dates.values import Calendar, Found, Stretch, Vague, Weekday
from mithaq.ingest.dates.words import counted_day_at, exactly, listed, month_at, unit_at, weekday_at
from mithaq.ingest.dates.years import bare_year, lone_year, year_phrase
from mithaq.ingest.pieces import Pieces

_AND = "و"
_OF = "من"
_COMMAS = (",", "،")
_LONGEST_LIST = 7


def range_at(pieces: Pieces, index: int) -> Stretch | None:
    """From one date to another; between one and another."""
    if not listed(pieces.form(index), "from"):
        return None
    step = index + 1
    step += unit_at(pieces, step, "listing_units") is not None
    days = days_at(pieces, step)
    if days:
        return Stretch(index, days[2], days[0], days[1])
    first = point_at(pieces, step) or lone_year(pieces, step) or _bare_day(pieces, step)
    second = (
        _second_bound(pieces, first[1], between=listed(pieces.form(index), "between"))
        if first
        else None
    )
    last = (point_at(pieces, second) or lone_year(pieces, second)) if second else None
    if first is None or last is None or isinstance(first[0], Vague) or isinstance(last[0], Vague):
        return None
    return Stretch(index, last[1], first[0], last[0])


def _second_bound(pieces: Pieces, index: int, *, between: bool) -> int | None:
    """Where the second bound begins, after "to", a dash, or the "and" of "between"."""
    if not between:  # a full stop before the number is a slip of right-to-left typing
        return index + 1 + (pieces.form(index + 1) == ".") if _leads_on(pieces, index) else None
    if pieces.form(index) == _AND:
        return index + 1
    return index if pieces.form(index).startswith(_AND) else None


def _leads_on(pieces: Pieces, index: int) -> bool:
    return pieces.form(index) == "-" or exactly(pieces.form(index), "to")


def _bare_day(pieces: Pieces, index: int) -> Found | None:
    found = day_at(pieces, index)
    return (Calendar(day=found[0]), found[1]) if found else None


def list_at(pieces: Pieces, index: int) -> Stretch | None:
    """Two or more dates of one kind side by side: days, weekdays, months, years."""
    unit = unit_at(pieces, index, "listing_units")
    step = index + (unit is not None)
    days = days_at(pieces, step)
    if days:
        return Stretch(index, days[2], days[0], days[1])
    if weekday_at(pieces, step + listed(pieces.form(step), "day_parts")) is not None:
        return _weekdays(pieces, index, step)
    if month_at(pieces, step) is not None:
        return _months(pieces, index, step, named=unit == "month")
    if counted_day_at(pieces, step) is not None:
        return _near_days(pieces, index, step)
    return _years(pieces, index, step) if unit == "year" else None


def _near_days(pieces: Pieces, index: int, step: int) -> Stretch | None:
    """Today and tomorrow."""
    first = point_at(pieces, step)
    if first is None or not pieces.form(first[1]).startswith(_AND):
        return None
    last = point_at(pieces, first[1]) if counted_day_at(pieces, first[1]) else None
    return Stretch(index, last[1], first[0], last[0]) if last else None


def _weekdays(pieces: Pieces, index: int, step: int) -> Stretch | None:
    """Wednesday and Thursday; the night from Thursday to Friday, with or without "to"."""
    night = listed(pieces.form(step), "nights")
    days: list[Weekday] = []
    after = step
    while len(days) < _LONGEST_LIST:
        found = point_at(pieces, step)
        if found is None or not isinstance(found[0], Weekday):
            break
        days.append(found[0])
        after = found[1]
        step = after + (_leads_on(pieces, after) or pieces.form(after) == "/")
        if step == after and not night and not pieces.form(after).startswith(_AND):
            break
        step += pieces.form(step) == _AND
        if weekday_at(pieces, step) is None:
            break
    if len(days) < 2:  # noqa: PLR2004
        return None
    direction = days[-1].direction or days[0].direction
    first, last = (replace(day, direction=direction) for day in (days[0], days[-1]))
    return Stretch(index, after, first, last)


def _months(pieces: Pieces, index: int, step: int, *, named: bool) -> Stretch | None:
    """May and June, May to June (2015)."""
    first = month_at(pieces, step)
    if first is None or first[0].hijri or (first[0].weak and not named):
        return None
    after = first[1]
    joined = after + (_leads_on(pieces, after) or pieces.form(after) == _AND)
    if joined == after and not pieces.form(after).startswith(_AND):
        return None
    last = point_at(pieces, joined) if month_at(pieces, joined) else None
    if last is None or not isinstance(last[0], Calendar) or last[0].month == first[0].number:
        return None
    return Stretch(index, last[1], replace(last[0], month=first[0].number, year=None), last[0])


def _years(pieces: Pieces, index: int, step: int) -> Stretch | None:
    """The years 2014 and 2015, one after the other, or to 2020; years apart are a date each."""
    years: list[Calendar] = []
    after, leads_on = step, False
    while found := lone_year(pieces, step):
        if years and not leads_on and not _is_next(years[-1], found[0]):
            return None
        years.append(found[0])
        after = found[1]
        leads_on = _leads_on(pieces, after)
        step = after + (leads_on or pieces.form(after) in _COMMAS)
    return Stretch(index, after, years[0], years[-1]) if len(years) > 1 else None


def _is_next(year: Calendar, following: Calendar) -> bool:
    before, after = year.year, following.year
    return isinstance(before, int) and isinstance(after, int) and after == before + 1


def part_of_year(pieces: Pieces, index: int) -> Stretch | None:
    """The first half, the last quarter, the first six months of a year: those months."""
    found = part_of_year_at(pieces, index)
    if found is None:
        return None
    first, last, after = found
    after += pieces.form(after) == _OF
    year = year_phrase(pieces, after) or bare_year(pieces, after)
    return (
        Stretch(index, year[1], Calendar(year[0], first), Calendar(year[0], last)) if year else None
    )
