"""Timing: whether the time that a model tells is one that the text near its quote gives."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from babel import UnknownLocaleError
from babel.dates import get_month_names

from mithaq.ingest.dates import TimeExpression
from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Basis, Time
from mithaq.ingest.lexemes.lexicons import LANGUAGES
from mithaq.ingest.readers.ground import Ground, Near
from mithaq.times import covers, read_edtf

_PARTS = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_STEM = 3


def placed(edtf: str, near: Near, ground: Ground) -> Time | None:
    """The time `edtf` with the words that give it and what they rest on; `None` where none do.

    Words near the quote come first, then a day told anywhere in the text, which what follows may
    count from.

    The words are those that extraction reads as a time; in a language whose dates it does not read,
    year and day must stand near in digits, the month by its name.
    """
    try:
        read_edtf(edtf)
    except ValueError:
        return None
    for time in near.times:
        if time.edtf == edtf or edtf in (time.readings or ()):
            return Time(edtf, _printed(time, near), time.basis)
    for time in near.times:
        if time.edtf is not None and _is_finer(edtf, time.edtf):
            return Time(edtf, _printed(time, near), time.basis)
    for time in ground.times:
        if time.edtf == edtf and time.granularity == "day":
            return Time(edtf, ground.document.text[time.start : time.end], "relative-to-text")
    if ground.document.language in LANGUAGES:  # read above, by their own words
        return None
    return _in_digits(edtf, near, ground.document)


def _printed(time: TimeExpression, near: Near) -> str:
    return near.text[time.start - near.start : time.end - near.start]


def _is_finer(edtf: str, told: str) -> bool:
    """Whether the text gives a time exactly that a model tells more roughly: a year for a day of it."""
    try:
        return covers(edtf, told)
    except ValueError:
        return False


def _in_digits(edtf: str, near: Near, document: Document) -> Time | None:
    """The time where the year, the month by name or number, and the day stand near in digits."""
    printed: list[re.Match[str]] = []
    bases: set[Basis] = set()
    for year, month, day in _PARTS.findall(edtf):
        by_year = re.search(rf"(?<!\d){year}(?!\d)", near.text)
        if not by_year and not (month and (document.date or "")[:4] == year):
            return None
        bases.add("explicit" if by_year else "year-from-document")
        by_month = month and _month(int(month), near, document.language)
        by_day = day and re.search(rf"(?<!\d)0?{int(day)}(?!\d)", near.text)
        if (month and not by_month) or (day and not by_day):
            return None
        printed += [found for found in (by_year, by_month, by_day) if found]
    if not printed:
        return None
    stretch = near.text[min(m.start() for m in printed) : max(m.end() for m in printed)]
    return Time(edtf, stretch, "explicit" if bases == {"explicit"} else "year-from-document")


def _month(month: int, near: Near, language: str | None) -> re.Match[str] | None:
    """Where a month stands near: by its name in the language, whatever its ending, or its number."""
    names = {_month_names(language, form)[month] for form in ("format", "stand-alone")}
    stems = "|".join(re.escape(name[: max(len(name) - 1, _STEM)]) for name in sorted(names))
    number = rf"(?<!\d)0?{month}(?=[./-]\d)|(?<=\d[./-])0?{month}(?!\d)"
    return re.search(rf"\b(?:{stems})\w*|{number}", near.text, re.IGNORECASE)


@cache
def _month_names(language: str | None, form: Literal["format", "stand-alone"]) -> Mapping[int, str]:
    try:
        return get_month_names("wide", form, language or "en")
    except UnknownLocaleError:
        return get_month_names("wide", form, "en")
