"""A scale of time: from days to places on an axis, with breaks where nothing is said for long."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from mithaq.server.pictures.lettering import SIZE, width
from mithaq.times import Span, print_time, read_edtf

LABEL = SIZE - 2
"""The size of what stands at the axis."""
_BREAK = 22  # wide is a break in the axis
_EMPTY = 0.2  # of all the time shown: so long a time without anything is broken
_PADDING = 0.03
_LEAST_PADDING = 4  # days
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_MONTHS = (1, 3)
_YEAR, _MONTH = 365.25, 30.4

Days = tuple[int, int]
"""The first and the last of some days, as ordinals of the Gregorian calendar."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of days without a break, and where it begins and ends."""

    first: float
    last: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Tick:
    """What is written at the axis: at the beginning of a time if `exact`, else somewhere in it."""

    at: float
    label: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """Pieces of time in order; every day is as wide in all of them."""

    pieces: tuple[Piece, ...]

    def at(self, day: float) -> float:
        """Where `day` is; at the nearest end where it is on no piece."""
        for piece in self.pieces:
            if day <= piece.last:
                share = (max(day, piece.first) - piece.first) / (piece.last - piece.first)
                return piece.begin + share * (piece.end - piece.begin)
        return self.pieces[-1].end

    @property
    def breaks(self) -> tuple[float, ...]:
        """The middle of every break."""
        return tuple((one.end + other.begin) / 2 for one, other in pairwise(self.pieces))

    def ticks(self, language: str) -> tuple[Tick, ...]:
        """As many as can be read, at the beginnings of years, else of months."""
        piece = self.pieces[0]
        rate = (piece.end - piece.begin) / (piece.last - piece.first)
        made = sorted(self._ticks(rate, language), key=lambda tick: tick.at)
        kept: list[Tick] = []
        for tick in made:
            room = (_room(tick) + _room(kept[-1])) / 2 if kept else 0.0
            if not kept or tick.at - kept[-1].at >= room:
                kept.append(tick)
        return tuple(kept)

    def _ticks(self, rate: float, language: str) -> Iterator[Tick]:
        for piece in self.pieces:
            found = [
                Tick(self.at(day.toordinal()), _worded(day, language, monthly=monthly))
                for monthly, step in (_step(rate, language),)
                for day in _days(piece, step, monthly=monthly)
            ]
            middle = date.fromordinal(round((piece.first + piece.last) / 2))
            alone = Tick(
                (piece.begin + piece.end) / 2, _worded(middle, language, monthly=False), exact=False
            )
            yield from found or [alone]


def scale(spans: Collection[Days], begin: float, end: float, *, broken: bool = False) -> Scale:
    """A scale for `spans` (at least one) between two places; with breaks if it may be `broken`."""
    first, last = min(each[0] for each in spans), max(each[1] for each in spans)
    longest = _EMPTY * (last - first) if broken else float("inf")
    together: list[Days] = []
    for span in sorted(spans):
        if together and span[0] - together[-1][1] <= max(longest, _YEAR):
            together[-1] = together[-1][0], max(span[1], together[-1][1])
        else:
            together.append(span)
    kept = sum(b - a for a, b in together)
    padding = max(_LEAST_PADDING, _PADDING * kept)
    padded = [(a - padding, b + 1 + padding) for a, b in together]
    rate = (end - begin - _BREAK * (len(padded) - 1)) / sum(b - a for a, b in padded)
    pieces = []
    for a, b in padded:
        pieces.append(Piece(a, b, begin, begin + (b - a) * rate))
        begin += (b - a) * rate + _BREAK
    return Scale(tuple(pieces))


def days(edtf: str | None) -> Days | None:
    """The first and the last day of a time; None where it has none, or is open to one side.

    >>> days("2022-09"), days("unknown")
    ((738399, 738428), None)
    """
    span = _span(edtf or "")
    if span is None or span.earliest is None or span.latest is None:
        return None
    return span.earliest.toordinal(), span.latest.toordinal()


def open_days(edtf: str) -> tuple[Days, bool] | None:
    """Of a time that is open to one side its known end, and whether it goes on after it.

    >>> open_days("2022-09-14/.."), open_days("../2001-01-01"), open_days("2022-09")
    (((738412, 738412), True), ((730486, 730486), False), None)
    """
    span = _span(edtf)
    if span is None or (span.earliest is None) == (span.latest is None):
        return None
    first, _, last = edtf.partition("/")
    known = days(last if span.latest else first)
    return (known, span.latest is None) if known else None


def _span(edtf: str) -> Span | None:
    try:
        return read_edtf(edtf)
    except ValueError:
        return None


def _step(rate: float, language: str) -> tuple[bool, int]:
    """Whether ticks are at months, and at every which month or year, where a day is `rate` wide."""
    longest = max(_worded(date(2000, n, 1), language, monthly=True) for n in range(1, 13))
    for months in _MONTHS:
        if months * _MONTH * rate > _room(Tick(0, longest)):
            return True, months
    room = _room(Tick(0, "2000"))
    return False, next((years for years in _YEARS if years * _YEAR * rate > room), _YEARS[-1])


def _days(piece: Piece, step: int, *, monthly: bool) -> Iterator[date]:
    years = range(
        date.fromordinal(int(piece.first)).year, date.fromordinal(int(piece.last)).year + 1
    )
    months = range(1, 13, step) if monthly else (1,)
    for year in years if monthly else (year for year in years if year % step == 0):
        for month in months:
            if piece.first <= date(year, month, 1).toordinal() <= piece.last:
                yield date(year, month, 1)


def _worded(day: date, language: str, *, monthly: bool) -> str:
    return print_time(f"{day.year:04}-{day.month:02}" if monthly else f"{day.year:04}", language)


def _room(tick: Tick) -> float:
    return width(tick.label, LABEL) + LABEL / 2
