"""The dates of a stretch of text, in order: ranges, lists, single dates, years that need a cue."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from mithaq.ingest.dates.distances import ago, lasting, later, since
from mithaq.ingest.dates.lists import list_at, part_of_year, range_at
from mithaq.ingest.dates.points import point_at
from mithaq.ingest.dates.values import Beside, Calendar, Lasting, Shift, Stretch, Weekday
from mithaq.ingest.dates.words import era_at, exactly, listed, openings, unit_at
from mithaq.ingest.dates.years import lone_year, named_year
from mithaq.ingest.pieces import Pieces

_AND = "و"
_COMMAS = (",", "،")
_LONGEST_SPAN = 100  # years: 1990-1991, 1914-1918
_EVENT_REACH = 3
_ROUND = 100
_CLAUSE = 12  # pieces between a day and "lasting three days"
_APPOSITION = 3  # pieces between a date and "five days before the war"


def stretches(pieces: Pieces) -> Iterator[Stretch]:
    """The dates among `pieces`, in order, none within another; linear in their number."""
    found = tuple(_stretches(pieces))
    swallowed = -1
    for before, stretch, after in zip((None, *found), found, (*found[1:], None), strict=False):
        if stretch.start < swallowed:
            continue
        joined = _with_neighbour(before, stretch, after)
        if not isinstance(joined.first, Lasting):
            swallowed = joined.after
            yield joined


def _stretches(pieces: Pieces) -> Iterator[Stretch]:
    before: Stretch | None = None
    for index in openings(pieces):
        if before is not None and index < before.after:
            continue
        found = _stretch_at(pieces, index, before)
        if found is not None:
            yield found
            before = found


def _stretch_at(pieces: Pieces, index: int, before: Stretch | None) -> Stretch | None:
    for read in _WAYS:
        found = read(pieces, index)
        if found:
            return found
    return _year(pieces, index, before)


def _with_neighbour(before: Stretch | None, stretch: Stretch, after: Stretch | None) -> Stretch:
    """Gives "two days before" the date beside it: the one that follows, else the one just told.

    "Lasting three days" gets the day from which they count.
    """
    told = _one_date(before)
    away = stretch.start - before.after if before else 0
    match stretch.first:
        case Beside(amount, unit):
            date = _one_date(after)
            if date and after and after.start - stretch.after <= 1:
                return Stretch(stretch.start, after.after, Beside(-amount, unit, date))
            if told and away <= _APPOSITION:
                return replace(stretch, first=Beside(amount, unit, told))
        case Lasting(days) if told and away <= _CLAUSE:
            return replace(stretch, first=told, last=Beside(days - 1, "day", told))
    return stretch


def _one_date(stretch: Stretch | None) -> Shift | Calendar | Weekday | None:
    if stretch is None or stretch.last is not None or stretch.open:
        return None
    return stretch.first if isinstance(stretch.first, Shift | Calendar | Weekday) else None


def _single(pieces: Pieces, index: int) -> Stretch | None:
    found = point_at(pieces, index)
    return Stretch(index, found[1], found[0]) if found else None


def _headline(pieces: Pieces, index: int) -> Stretch | None:
    """A year that opens its line: "1945- …", as in "this day in history"."""
    if index and pieces.form(index - 1) != "\n":
        return None
    found = lone_year(pieces, index) or named_year(pieces, index)
    if found is None or pieces.form(found[1]) not in ("-", ":"):
        return None
    if pieces.at(found[1] + 1).kind in ("number", "date") or not isinstance(found[0], Calendar):
        return None
    return Stretch(index, found[1], found[0], headline=True)


def _year(pieces: Pieces, index: int, before: Stretch | None) -> Stretch | None:
    """A number that is a year by what stands around it."""
    found = lone_year(pieces, index)
    if found is None:
        return None
    value, after = found
    second = lone_year(pieces, after + 1) if pieces.form(after) in ("-", "/") else None
    if second and _is_span(value, second[0]):
        return Stretch(index, second[1], value, second[0])
    if _continues(pieces, index, before) or _has_cue(pieces, index, after):
        return Stretch(index, after, value)
    return None


def _is_span(first: Calendar, last: Calendar) -> bool:
    begin, end = first.year, last.year
    return isinstance(begin, int) and isinstance(end, int) and begin < end < begin + _LONGEST_SPAN


def _continues(pieces: Pieces, index: int, before: Stretch | None) -> bool:
    """Whether the year goes on a list of years: "and" or a comma, and a year before."""
    if before is None or not isinstance(before.first, Calendar) or before.first.month:
        return False
    return before.after == index - 1 and pieces.form(index - 1) in (_AND, *_COMMAS)


def _has_cue(pieces: Pieces, index: int, after: int) -> bool:
    if era_at(pieces, after - 1) or unit_at(pieces, index - 1, "listing_units") == "year":
        return True
    if listed(pieces.form(index - 1), "year_prepositions"):
        return int(pieces.form(index)) % _ROUND != 0 or _closes(pieces, after)
    return listed(pieces.form(after), "events") or _is_after_event(pieces, index)


def _closes(pieces: Pieces, index: int) -> bool:
    """Whether nothing that could be counted follows."""
    return pieces.at(index).kind in ("mark", "end") or exactly(pieces.form(index), "to")


def _is_after_event(pieces: Pieces, index: int) -> bool:
    """Whether a noun of an event stands a few words before, at most an opening bracket between."""
    first = index - 1 - (pieces.form(index - 1) == "(")
    for step in range(first, first - _EVENT_REACH, -1):
        if pieces.at(step).kind != "word":
            return False
        if listed(pieces.form(step), "events"):
            return True
    return False


_WAYS: tuple[Callable[[Pieces, int], Stretch | None], ...] = (
    _headline,
    since,
    lasting,
    ago,
    later,
    range_at,
    list_at,
    part_of_year,
    _single,
)
