"""Days of a month, spans of time and parts of a year: the numbers within dates."""

from dataclasses import dataclass

from mithaq.ingest.dates.values import Unit
from mithaq.ingest.dates.words import (
    MONTHS,
    exactly,
    is_definite,
    listed,
    number_at,
    numbered,
    unit_at,
)
from mithaq.ingest.numerals import PROCLITICS, read_integer
from mithaq.ingest.pieces import Pieces

_LAST_DAY = 31
_DIGITS_OF_DAY = 2
_TEN = 10


@dataclass(frozen=True, slots=True)
class Duration:
    """So many units; the amount is unknown in "some days"."""

    amount: int | None
    unit: Unit


def day_at(pieces: Pieces, index: int) -> tuple[int, int] | None:
    """The day of a month at `index`, in digits or as an ordinal, and the index after it."""
    if pieces.form(index) in PROCLITICS and pieces.at(index + 1).kind == "number":
        index += 1
    piece = pieces.at(index)
    if piece.kind != "number":
        return _ordinal_at(pieces, index)
    if len(piece.form) > _DIGITS_OF_DAY or not 1 <= int(piece.form) <= _LAST_DAY:
        return None
    return int(piece.form), index + 1


def _ordinal_at(pieces: Pieces, index: int) -> tuple[int, int] | None:
    following = pieces.form(index + 1)
    ten, tens = exactly(following, "ten_of_teens"), numbered("tens_after_and").get((following,))
    unit = number_at(pieces, index, "ordinals")
    if unit is None and listed(pieces.form(index), "first_of_eleven") and (ten or tens):
        unit = 1
    if unit is None or unit >= _TEN:
        return (unit, index + 1) if unit else None
    if ten:
        return unit + _TEN, index + 2
    if tens:
        return (tens + unit, index + 2) if tens + unit <= _LAST_DAY else None
    return unit, index + 1


def duration_at(pieces: Pieces, index: int) -> tuple[Duration, int] | None:
    """So many days, weeks, months or years at `index`, and the index after them."""
    vague = exactly(pieces.form(index), "inexact")
    if vague:
        index += 2  # أكثر من, "more than"
    elif exactly(pieces.form(index), "approximate"):
        index += 1
    found = _counted(pieces, index)
    if found is None:
        return None
    duration, after = found
    if exactly(pieces.form(after), "half"):
        vague, after = True, after + 1
    return (Duration(None, duration.unit) if vague else duration), after


def _counted(pieces: Pieces, index: int) -> tuple[Duration, int] | None:
    for key, amount in (("dual_units", 2), ("units", 1), ("plural_units", None)):
        unit = unit_at(pieces, index, key)
        if unit:
            return None if is_definite(pieces, index) else (Duration(amount, unit), index + 1)
    if exactly(pieces.form(index), "several"):
        unit = unit_at(pieces, index + 1, "plural_units")
        return (Duration(None, unit), index + 2) if unit else None
    number = read_integer(pieces, index)
    if number is None:
        return None
    for key in ("plural_units", "counted_units", "units"):
        unit = unit_at(pieces, number[1], key)
        if unit:
            return Duration(number[0], unit), number[1] + 1
    return None


def part_of_year_at(pieces: Pieces, index: int) -> tuple[int, int, int] | None:
    """The first and the last month of the part of a year at `index`, and the index after it."""
    if unit_at(pieces, index, "plural_units") == "month":
        return _first_months_at(pieces, index)
    of = number_at(pieces, index, "fractions")
    ordinal = numbered("fraction_ordinals").get((pieces.form(index + 1),))
    if of is None or ordinal is None or ordinal > of:
        return None
    months = len(MONTHS) // of
    last = (ordinal or of) * months
    return last - months + 1, last, index + 2


def _first_months_at(pieces: Pieces, index: int) -> tuple[int, int, int] | None:
    """The first six months."""
    found = read_integer(pieces, index + 1)
    if found is None or found[0] not in MONTHS:
        return None
    amount, after = found
    return (1, amount, after + 1) if exactly(pieces.form(after), "first_months") else None
