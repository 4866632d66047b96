"""What a date says before it is placed on the calendar: its parts, and what they are counted from."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "month", "year"]
Direction = Literal["past", "present", "future"]
Anchor = Literal["document", "text"]
Leaning = Literal["past", "future"] | None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from the document's date, or from the date told before in the text."""

    unit: Unit
    amount: int
    anchor: Anchor = "document"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year, month or day as printed; parts not printed are `None`, or counted from elsewhere."""

    year: int | Shift | None = None
    month: int | Shift | None = None
    day: int | None = None
    hijri: bool = False
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week; `near` is yesterday, today or tomorrow where the text says that too."""

    weekday: int
    near: int | None = None
    direction: Direction | None = None
    weeks: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """So many units from another date: two days after 14 September.

    Beside an event that is not dated itself ("on 19 February, five days before the war") it is the
    event's date, seen from the one told just before; `date` is `None` where there is none.
    """

    amount: int
    unit: Unit
    date: Shift | Calendar | Weekday | None = None


@dataclass(frozen=True, slots=True)
class Lasting:
    """So many days from the one that stands before."""

    days: int


@dataclass(frozen=True, slots=True)
class Season:
    """The last or the next season, by its EDTF number (21 spring to 24 winter)."""

    number: int
    direction: Direction


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that gives no day, month or year: last week, some days ago."""

    direction: Direction | None = None


Value = Shift | Calendar | Weekday | Beside | Lasting | Season | Vague
Found = tuple[Value, int]
"""A value read at some piece, and the index of the piece after it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One date, or two that bound a stretch; an `open` one has no end yet.

    It takes the pieces from `start` to `after`, exclusive. `headline` marks a year that opens its
    line and dates all of it.
    """

    start: int
    after: int
    first: Value
    last: Value | None = None
    open: bool = False
    headline: bool = False
