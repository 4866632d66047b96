"""Since, ago, after: dates told by a span of time from another."""

from mithaq.ingest.dates.amounts import Duration, duration_at
from mithaq.ingest.dates.points import point_at
from mithaq.ingest.dates.values import Beside, Found, Lasting, Shift, Stretch, Vague, Value
from mithaq.ingest.dates.words import counted_day_at, exactly, listed, unit_at, weekday_at
from mithaq.ingest.dates.years import lone_year
from mithaq.ingest.pieces import Pieces

_COMMAS = (",", "،")
_TODAY = Shift("day", 0)


def since(pieces: Pieces, index: int) -> Stretch | None:
    """Since a date, or for so long: what still goes on, or went on until another date."""
    if not listed(pieces.form(index), "since"):
        return None
    found = _date_at(pieces, index + 1) or lone_year(pieces, index + 1)
    if found is None:
        duration = duration_at(pieces, index + 1)
        return (
            Stretch(index, duration[1], _before_today(duration[0]), open=True) if duration else None
        )
    first, after = found
    until = after + (pieces.form(after) in _COMMAS)
    if exactly(pieces.form(until), "to"):
        last = point_at(pieces, until + 1) or lone_year(pieces, until + 1)
        if last and last[0] != _TODAY:
            return Stretch(index, last[1], first, last[0])
    return Stretch(index, after, first, open=True)


def _date_at(pieces: Pieces, index: int) -> Found | None:
    """A date at `index`, perhaps after "the day": no span of time, though "month" or "year" open it."""
    named = unit_at(pieces, index) == "day" and weekday_at(pieces, index + 1) is not None
    return point_at(pieces, index + named)


def _before_today(duration: Duration) -> Value:
    if duration.amount is None or duration.unit == "week":
        return Vague("past")
    return Shift(duration.unit, -duration.amount)


def ago(pieces: Pieces, index: int) -> Stretch | None:
    """So long ago; so long before what was told, or before something else."""
    if not listed(pieces.form(index), "ago") or _date_at(pieces, index + 1):
        return _from_that(pieces, index, "before_that", sign=-1)
    if exactly(pieces.form(index + 1), "that_before"):
        return _from_that(pieces, index + 1, "that_before", sign=-1)
    found = duration_at(pieces, index + 1)
    if found is None:
        return None
    duration, after = found
    if exactly(pieces.form(after), "before_event"):
        return _beside(index, after, duration, sign=1)
    return Stretch(index, after, _before_today(duration))


def later(pieces: Pieces, index: int) -> Stretch | None:
    """So long after what was told, or after something else."""
    if not listed(pieces.form(index), "after") or _date_at(pieces, index + 1):
        return _from_that(pieces, index, "after_that", sign=1)
    if exactly(pieces.form(index + 1), "that_before"):
        return _from_that(pieces, index + 1, "that_before", sign=1)
    found = duration_at(pieces, index + 1)
    if found is None or counted_day_at(pieces, index):
        return None
    duration, after = found
    if exactly(pieces.form(after), "before_event"):
        return _beside(index, after, duration, sign=-1)
    return Stretch(index, after, _from_told(duration, sign=1))


def _from_that(pieces: Pieces, index: int, key: str, *, sign: int) -> Stretch | None:
    """A day before that; two years after it."""
    found = duration_at(pieces, index + 1) if listed(pieces.form(index), key) else None
    return Stretch(index, found[1], _from_told(found[0], sign=sign)) if found else None


def _from_told(duration: Duration, *, sign: int) -> Value:
    if duration.amount is None or duration.unit == "week":
        return Vague()
    return Shift(duration.unit, sign * duration.amount, "text")


def _beside(index: int, after: int, duration: Duration, *, sign: int) -> Stretch:
    """Five days before (`sign` 1) or after (-1) an event: the event's day, seen from another."""
    if duration.amount is None or duration.unit == "week":
        return Stretch(index, after, Vague())
    return Stretch(index, after + 1, Beside(sign * duration.amount, duration.unit))


def lasting(pieces: Pieces, index: int) -> Stretch | None:
    """What lasts for some days."""
    if not listed(pieces.form(index), "lasting"):
        return None
    found = duration_at(pieces, index + 1 + exactly(pieces.form(index + 1), "for"))
    if found is None or found[0].unit != "day" or (found[0].amount or 0) < 2:  # noqa: PLR2004
        return None
    return Stretch(index, found[1], Lasting(found[0].amount or 0))
