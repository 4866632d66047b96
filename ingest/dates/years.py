"""Years, and days, months and years told by their distance: "last year", "the following day"."""

from mithaq.ingest.dates.values import Calendar, Direction, Found, Shift, Vague
from mithaq.ingest.dates.words import direction_at, era_at, exactly, is_definite, listed, unit_at
from mithaq.ingest.numerals import read_amount
from mithaq.ingest.pieces import Pieces

HIJRI_YEARS = range(1300, 1501)
STEPS: dict[Direction, int] = {"past": -1, "present": 0, "future": 1}

_YEARS = range(1000, 2101)
_BARE_YEARS = range(1800, 2101)
_LONE_YEARS = range(1900, 2101)
_YEAR_DIGITS = 4
_AND = "و"
_BEFORE = "قبل"
_FROM_TEXT = (("same", 0), ("following", 1), ("preceding", -1))


def bare_year(pieces: Pieces, index: int, *, hijri: bool = False) -> tuple[int, int] | None:
    """A year in four digits and its era's letter, without a word that says "year"."""
    piece = pieces.at(index)
    if piece.kind != "number" or len(piece.form) != _YEAR_DIGITS:
        return None
    year, era = int(piece.form), era_at(pieces, index + 1)
    possible = year in (HIJRI_YEARS if hijri else _BARE_YEARS)
    return (year, index + 1 + bool(era)) if possible else None


def lone_year(pieces: Pieces, index: int) -> tuple[Calendar, int] | None:
    """A number that may be a year, "and" before it included; the cue is for the caller to find."""
    index += pieces.form(index) == _AND
    found = bare_year(pieces, index)
    if found is None or exactly(pieces.form(found[1]), "counted"):
        return None
    year, after = found
    if year not in _LONE_YEARS and not era_at(pieces, after - 1):
        return None
    return Calendar(year), after


def year_phrase(pieces: Pieces, index: int) -> tuple[int | Shift, int] | None:
    """A year with its word: in the year 2002, last year, this year."""
    this = exactly(pieces.form(index), "this")
    step = index + this
    if unit_at(pieces, step) != "year":
        return None
    if this:
        return Shift("year", 0), step + 1
    number = _stated_year(pieces, step + 1)
    if number:
        return number
    if not is_definite(pieces, step) or _is_title(pieces, step):
        return None
    return _shift_after(pieces, step)


def named_year(pieces: Pieces, index: int) -> Found | None:
    """A year with its word, as a value."""
    found = year_phrase(pieces, index)
    return year_value(pieces, found) if found else None


def year_value(pieces: Pieces, year: tuple[int | Shift, int]) -> Found:
    """A year as a value: in the calendar that its letter says, or that its number tells."""
    value, after = year
    if isinstance(value, Shift):
        return value, after
    hijri = value in HIJRI_YEARS and era_at(pieces, after - 1) != "gregorian"
    return Calendar(value, hijri=hijri), after


def _stated_year(pieces: Pieces, index: int) -> tuple[int, int] | None:
    """The number after "year": in digits, or in words ("two thousand and fourteen")."""
    amount = read_amount(pieces, index)
    if amount is None or amount.value not in _YEARS:
        return None
    era = era_at(pieces, amount.after)
    return int(amount.value), amount.after + bool(era)


def _is_title(pieces: Pieces, index: int) -> bool:
    """Whether العام at `index` is "general": the secretary-general now in office is no year."""
    return listed(pieces.form(index - 1), "before_general")


def _shift_after(pieces: Pieces, index: int) -> tuple[Shift, int] | None:
    """What follows a definite unit at `index`: last, before last, next, the same, the following."""
    unit = unit_at(pieces, index)
    if unit is None:
        return None
    if pieces.form(index + 1) == _BEFORE and direction_at(pieces, index + 2) == "past":
        return Shift(unit, -2), index + 3
    direction = direction_at(pieces, index + 1)
    if direction:
        return Shift(unit, STEPS[direction]), index + 2
    for key, amount in _FROM_TEXT:
        if exactly(pieces.form(index + 1), key):
            return Shift(unit, amount, "text"), index + 2
    return None


def distant(pieces: Pieces, index: int) -> Found | None:
    """A day, month or year told by its distance; a week, or several units, is a vague time."""
    this = exactly(pieces.form(index), "this")
    that = exactly(pieces.form(index), "that")
    step = index + (this or that)
    unit = unit_at(pieces, step)
    if unit is None:
        return _several_units(pieces, index)
    if not is_definite(pieces, step) or _is_title(pieces, step):
        return None
    if this:
        value = Vague("present") if unit == "week" else Shift(unit, 0)
        return (value, step + 1) if unit != "day" else None
    if that and unit != "week":
        return Shift(unit, 0, "text"), step + 1
    found = _shift_after(pieces, step)
    if found is None or (unit == "day" and found[0].anchor == "document"):
        return None
    return (Vague(direction_at(pieces, step + 1)), found[1]) if unit == "week" else found


def _several_units(pieces: Pieces, index: int) -> Found | None:
    """The last months, the next two years: a span that names no date."""
    several = unit_at(pieces, index, "plural_units") or unit_at(pieces, index, "dual_units")
    if not several or not is_definite(pieces, index):
        return None
    direction = direction_at(pieces, index + 1)
    return (Vague(direction), index + 2) if direction else None
