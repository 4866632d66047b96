"""Dates as far as they are known: a year, a month or a day."""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from mithaq.ingest.dates.values import Unit

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Known:
    """A date known as far as its year, month or day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str:
        """The date as EDTF."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    @property
    def as_day(self) -> date | None:
        """The day, where it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def shifted(self, unit: Unit, amount: int) -> "Known | None":
        """The day, month or year so far from it; `None` where it is not known so exactly."""
        match unit:
            case "day" if day := self.as_day:
                there = day + timedelta(days=amount)
                return Known(there.year, there.month, there.day)
            case "month" if self.month:
                months = self.year * _MONTHS + self.month - 1 + amount
                return _within_calendar(Known(months // _MONTHS, months % _MONTHS + 1))
            case "year":
                return _within_calendar(Known(self.year + amount))
            case _:
                return None


def _within_calendar(known: Known) -> Known | None:
    return known if MINYEAR <= known.year <= MAXYEAR else None


def read_known(edtf: str | None) -> Known | None:
    """A date that is known from EDTF; of an interval its end, and nothing where it has no date.

    >>> read_known("2017-01"), read_known("2022-09-01/2022-09-25").day
    (Known(year=2017, month=1, day=None), 25)
    """
    for part in reversed((edtf or "").split("/")):
        match = _EDTF.fullmatch(part)
        if match:
            year, month, day = (int(group) if group else None for group in match.groups())
            return Known(year or 0, month, day)
    return None
