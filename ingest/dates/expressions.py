"""The times of a text, each placed on the calendar by the document's date and what stands before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mithaq.ingest.dates.cues import leaning_of
from mithaq.ingest.dates.known import Known, read_known
from mithaq.ingest.dates.placing import Setting, place, place_range
from mithaq.ingest.dates.quotations import find_quotations
from mithaq.ingest.dates.stretches import stretches
from mithaq.ingest.dates.values import (
    Beside,
    Calendar,
    Direction,
    Season,
    Shift,
    Stretch,
    Vague,
    Value,
    Weekday,
)
from mithaq.ingest.dates.words import opens
from mithaq.ingest.facts import Basis
from mithaq.ingest.pieces import Pieces, cut

Granularity = Literal["day", "month", "year", "interval"]
Tense = Literal["past", "future", "any"]

_AND = "و"
_REACH = 1500  # code points: how far back a date may stand that "five days later" counts from
_GRANULARITIES: Mapping[int, Granularity] = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time at `start:end` of the text as read.

    `edtf` is `None` where the words name no day, month, year or stretch (last week), or where the
    document's date that they need is not known. `tense` is what the words themselves say (last,
    next). `readings` are the last and the coming date where the words leave both open: `edtf` is
    the one that the clause suggests, and who knows better may take the other.
    """

    start: int
    end: int
    edtf: str | None
    granularity: Granularity
    basis: Basis
    tense: Tense
    readings: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """A date told at `end` of the text, in the quotation that begins at `quotation` (-1: none)."""

    end: int
    quotation: int
    date: Known


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that a year opens: where it ends, and the year."""

    end: int
    year: int


def find_times(
    text: str, *, date: str | None, spans: Sequence[tuple[int, int]] = ()
) -> tuple[TimeExpression, ...]:
    """The times in `text`, in order, none within another.

    `date` is the document's date (EDTF: a day, a month or a year), `spans` the stretches to read,
    by default the whole text; no time crosses their bounds. "Five days later" counts from the last
    day told before it; a day told inside a quotation counts only there.

    >>> [t.edtf for t in find_times("في 14 سبتمبر، وبعد يومين", date="2022-10-01")]
    ['2022-09-14', '2022-09-16']
    """
    return tuple(_times(text, read_known(date), spans))


def _times(
    text: str, document: Known | None, spans: Sequence[tuple[int, int]]
) -> Iterator[TimeExpression]:
    quotations = find_quotations(text)
    told: list[_Told] = []
    line = _Line(-1, 0)
    for pieces in cut(text, spans):
        for stretch in stretches(pieces):
            start, end = _begin(pieces, stretch.start), pieces[stretch.after - 1].end
            quotation = quotations.at(start)
            setting = Setting(
                document,
                told=_told_before(told, start, quotation),
                line_year=line.year if start < line.end else None,
                leaning=leaning_of(pieces, stretch.start, stretch.after),
            )
            found = _expression(stretch, start, end, setting)
            known = None if "/" in (found.edtf or "/") else read_known(found.edtf)
            if known and stretch.headline:
                line = _Line(_line_end(text, end), known.year)
            elif known:
                told.append(_Told(end, quotation, known))
            yield found


def _begin(pieces: Pieces, index: int) -> int:
    """Where the date begins, "and" left out."""
    piece = pieces[index]
    joined = piece.printed.startswith(_AND) and len(piece.form) > 1 and opens(piece.form[1:])
    return piece.start + joined


def _told_before(told: Sequence[_Told], start: int, quotation: int) -> Known | None:
    """The last date told before `start`, within reach, and not in another quotation."""
    for earlier in reversed(told):
        if start - earlier.end > _REACH:
            return None
        if earlier.quotation in (-1, quotation):
            return earlier.date
    return None


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _expression(stretch: Stretch, start: int, end: int, setting: Setting) -> TimeExpression:
    first, last = stretch.first, stretch.last
    placed = place(first, setting) if last is None else place_range(first, last, setting)
    edtf, readings = placed.edtf, placed.readings
    if stretch.open and edtf:
        edtf, readings = f"{edtf.partition('/')[0]}/..", None
    return TimeExpression(
        start,
        end,
        edtf=edtf,
        granularity=_granularity(edtf, stretch),
        basis=placed.basis,
        tense=_tense(last or first),
        readings=readings,
    )


def _granularity(edtf: str | None, stretch: Stretch) -> Granularity:
    if stretch.open or stretch.last:
        return "interval"
    match stretch.first:
        case Season() | Vague():
            return "interval"
        case _ if edtf:
            return _GRANULARITIES.get(len(edtf), "interval")
        case Calendar(day=day, month=month):
            return "day" if day else "month" if month else "year"
        case Shift(unit=unit) | Beside(unit=unit) if unit != "week":
            return unit
        case _:
            return "day"


def _tense(value: Value) -> Tense:
    match value:
        case Calendar(direction=direction) | Weekday(near=None, direction=direction):
            said: Direction | None = direction
        case Season(direction=direction) | Vague(direction=direction):
            said = direction
        case Weekday(near=int(amount)) | Shift(amount=amount, anchor="document"):
            said = "past" if amount < 0 else "future" if amount > 0 else "present"
        case _:
            said = None
    return "any" if said is None or said == "present" else said
