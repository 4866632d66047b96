"""Times of English and Russian texts: dates in words and digits, placed by the document's date."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names

from mithaq.ingest.facts import Basis, Time
from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.times import read_edtf

_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"


@dataclass(frozen=True, slots=True)
class Placed:
    """A time at `start:end` of the text."""

    start: int
    end: int
    time: Time


@cache
def _months(language: str) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, form, language).items():
                found[name.lower().rstrip(".")] = number
    if language == "ru":  # «в сентябре», which CLDR does not have
        stems = [(name, number) for name, number in found.items() if len(name) > 3]  # noqa: PLR2004
        found |= {name[:-1] + "е": number for name, number in stems if name[-1] in "ья"}
        found |= {name + "е": number for name, number in stems if name[-1] not in "ьяе"}
    return found


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{'|'.join(sorted(_months(language), key=len, reverse=True))})\.?"
    if language == "ru":
        forms = (
            rf"{_DAY} {month}(?: {_YEAR})?",
            rf"{month} {_YEAR}",
            rf"(?:в|с|от|до|к|на) {_YEAR}(?= год| г\.)",
            rf"{_YEAR}(?= год| г\.)",
            rf"(?:в|с) {month}",
        )
    else:
        forms = (
            rf"{_DAY}(?:st|nd|rd|th)?(?: of)? {month}(?:,? {_YEAR})?",
            rf"{month} {_DAY}(?:st|nd|rd|th)?(?!\d)(?:,? {_YEAR})?",
            rf"{month},? {_YEAR}",
            rf"(?:in|since|by|from|until|of|during|late|early|mid) {_YEAR}",
            rf"(?:in|since|last|late|early) {month}",
        )
    iso = rf"{_YEAR}-(?P<month>\d\d)-{_DAY}"
    dotted = rf"{_DAY}\.(?P<month>[01]\d)\.{_YEAR}"
    return tuple(
        re.compile(rf"(?<![\w-]){form}(?![\w-])", re.IGNORECASE) for form in (iso, dotted, *forms)
    )


_BARE = (re.compile(rf"(?<![\w.,-]){_YEAR}(?![\w-]|[.,]\d)"),)


def times(
    text: str, told: str | None, lexicon: Lexicon, *, bare_years: bool = False
) -> tuple[Placed, ...]:
    """The times in `text`, in order, none within another; `told` is the document's date (EDTF).

    With `bare_years` also the years that no word tells to be a time: «the 1951 treaty».
    """
    today = _day(told)
    patterns = _patterns(lexicon.language) + (_BARE if bare_years else ())
    found = [*_dates(text, today, lexicon.language, patterns), *_relative(text, today, lexicon)]
    kept: list[Placed] = []
    for one in sorted(found, key=lambda placed: (placed.start, -placed.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def coming(time: Time, told: str | None) -> Time:
    """`time` in the next year where it was placed in the past and what happens then is yet to come."""
    today = _day(told)
    latest = read_edtf(time.edtf).latest
    if not today or not latest or latest >= today:
        return time
    if (
        time.basis == "relative-to-document"
        and time.text.count(" ") == 0
        and latest > today - timedelta(7)
    ):
        return Time((latest + timedelta(7)).isoformat(), time.text, time.basis)
    if time.basis != "year-from-document":
        return time
    return Time(f"{int(time.edtf[:4]) + 1}{time.edtf[4:]}", time.text, time.basis)


def _day(told: str | None) -> date | None:
    try:
        return read_edtf(told).latest if told else None
    except ValueError:
        return None


def _dates(
    text: str, today: date | None, language: str, patterns: Iterable[re.Pattern[str]]
) -> Iterator[Placed]:
    taken: set[int] = set()
    for pattern in patterns:
        for match in pattern.finditer(text):
            if taken.intersection(range(*match.span())):
                continue
            time = _time(match, today, language)
            if time:
                taken.update(range(*match.span()))
                yield Placed(*match.span(), time)


def _time(match: re.Match[str], today: date | None, language: str) -> Time | None:
    groups = match.groupdict()
    year, day = groups.get("year"), groups.get("day")
    month = _month_number(groups.get("month"), language)
    basis: Basis = "explicit"
    if year is None:
        if today is None or month is None:
            return None
        basis = "year-from-document"
        later = (month, int(day or 1)) > (today.month, today.day)
        year = str(today.year - later)
    parts = [year]
    if month is not None:
        parts.append(f"{month:02}")
        if day is not None:
            parts.append(f"{int(day):02}")
    edtf = "-".join(parts)
    if re.match(r"(?:since|с) ", match[0], re.IGNORECASE):
        edtf += "/.."
    try:
        read_edtf(edtf)
    except ValueError:
        return None
    return Time(edtf, match[0], basis)


def _shifted(today: date, unit: str, shift: int) -> str:
    if unit == "year":
        return str(today.year + shift)
    months = today.year * 12 + today.month - 1 + shift
    return f"{months // 12}-{months % 12 + 1:02}"


def _month_number(name: str | None, language: str) -> int | None:
    if name is None:
        return None
    return int(name) if name.isdigit() else _months(language).get(name.lower().rstrip("."))


def _relative(text: str, today: date | None, lexicon: Lexicon) -> Iterator[Placed]:
    if today is None:
        return
    for phrase, unit, shift in lexicon.spans:
        for match in re.finditer(rf"(?<!\w){phrase}(?!\w)", text, re.IGNORECASE):
            edtf = _shifted(today, unit, shift)
            yield Placed(*match.span(), Time(edtf, match[0], "relative-to-document"))
    for name, shift in lexicon.days.items():
        for match in re.finditer(rf"(?<!\w){name}(?!\w)", text, re.IGNORECASE):
            edtf = (today + timedelta(shift)).isoformat()
            yield Placed(*match.span(), Time(edtf, match[0], "relative-to-document"))
    coming = "|".join(" ".join(p) for p in lexicon.markers["next"])
    past = "|".join(" ".join(p) for p in lexicon.markers["last"])
    for number, weekday_phrase in enumerate(lexicon.markers["weekdays"]):
        weekday = number % 7
        name = " ".join(weekday_phrase)
        for match in re.finditer(
            rf"(?<!\w)(?:({coming}|{past}) )?{name}(?!\w)", text, re.IGNORECASE
        ):
            ahead = match[1] and re.fullmatch(coming, match[1], re.IGNORECASE)
            back = (today.weekday() - weekday) % 7
            day = today + timedelta(7 - back) if ahead else today - timedelta(back)
            yield Placed(*match.span(), Time(day.isoformat(), match[0], "relative-to-document"))
