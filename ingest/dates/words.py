"""The words that dates are made of, each recognised at one place among the pieces of a text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from babel.dates import get_month_names
from babel.localedata import locale_identifiers

from mithaq.ingest.dates.values import Direction, Unit
from mithaq.ingest.lexicon import word_lists, words
from mithaq.ingest.pieces import Pieces, without_proclitics
from mithaq.text import fold

MONTHS = range(1, 13)

_LIST = "dates"
_AND = "و"
_ERAS = {
    "م": "gregorian",  # the letter after a year of the Christian era
    "ه": "hijri",  # the letter after a year of the Hijra
}
_DIRECTIONS: tuple[Direction, ...] = ("past", "present", "future")
_LONGEST_DAY_NAME = 3  # words: the day before yesterday


@dataclass(frozen=True, slots=True)
class Month:
    """A month's number in its calendar; `weak` names are common words too."""

    number: int
    hijri: bool
    weak: bool


@lru_cache(maxsize=65536)
def listed(form: str, key: str) -> bool:
    """Whether `form`, with or without proclitics, is in the list `key`."""
    entries = words(_LIST, key)
    return any(rest in entries for rest in without_proclitics(form))


def exactly(form: str, key: str) -> bool:
    """Whether `form` as it stands is in the list `key`."""
    return form in words(_LIST, key)


@cache
def numbered(key: str) -> Mapping[tuple[str, ...], int]:
    """A list by number: each entry's folded words, and the number."""
    return {
        tuple(fold(entry).split()): int(number)
        for number, entries in word_lists(_LIST)[key].items()
        for entry in entries
    }


def number_at(pieces: Pieces, index: int, key: str) -> int | None:
    """The number of the one-word entry of the list `key` at `index`, proclitics aside."""
    return _number_of(pieces.form(index), key)


@lru_cache(maxsize=65536)
def _number_of(form: str, key: str) -> int | None:
    entries = numbered(key)
    rests = without_proclitics(form)
    return next((entries[(rest,)] for rest in rests if (rest,) in entries), None)


@cache
def _by_unit(key: str) -> Mapping[str, Unit]:
    return {fold(word): unit for unit, of in word_lists(_LIST)[key].items() for word in of}


def unit_at(pieces: Pieces, index: int, key: str = "units") -> Unit | None:
    """The unit of time at `index` among the forms of the list `key`, proclitics aside."""
    return _unit_of(pieces.form(index), key)


@lru_cache(maxsize=65536)
def _unit_of(form: str, key: str) -> Unit | None:
    units = _by_unit(key)
    return next((units[rest] for rest in without_proclitics(form) if rest in units), None)


def is_definite(pieces: Pieces, index: int) -> bool:
    """Whether the word at `index` has the article, proclitics aside."""
    return any(rest.startswith("ال") for rest in without_proclitics(pieces.form(index)))


def direction_at(pieces: Pieces, index: int) -> Direction | None:
    """What an adjective at `index` says: last, this or next."""
    return next((found for found in _DIRECTIONS if exactly(pieces.form(index), found)), None)


def era_at(pieces: Pieces, index: int) -> str | None:
    """The era whose letter stands at `index`: gregorian (م) or hijri (هـ)."""
    return _ERAS.get(pieces.form(index))


@cache
def _gregorian_months() -> Mapping[tuple[str, ...], int]:
    """Month names of all Arabic locales of the CLDR, and the spellings that it lacks."""
    found = dict(numbered("months"))
    for locale in locale_identifiers():
        if locale == "ar" or locale.startswith("ar_"):
            names = get_month_names("wide", "format", locale)
            found.update({tuple(fold(names[number]).split()): number for number in MONTHS})
    return found


@cache
def _month_starts() -> frozenset[str]:
    return frozenset(name[0] for name in (*_gregorian_months(), *numbered("hijri_months")))


@cache
def month_words() -> frozenset[str]:
    """The names of months that are one word each, folded."""
    return frozenset(name[0] for name in _gregorian_months() if len(name) == 1)


def month_at(pieces: Pieces, index: int) -> tuple[Month, int] | None:
    """The month that begins at `index`, and the index after it."""
    start = _month_start(pieces.form(index))
    if start is None:
        return None
    weak = exactly(start, "weak_months")
    if weak and _is_no_month(pieces, index, start):
        return None
    for name, after in (((start, pieces.form(index + 1)), index + 2), ((start,), index + 1)):
        number = _gregorian_months().get(name)
        if number:
            return Month(number, hijri=False, weak=weak), after
        number = numbered("hijri_months").get(name)
        if number:
            return Month(number, hijri=True, weak=True), after
    return None


@lru_cache(maxsize=65536)
def _month_start(form: str) -> str | None:
    """The word, proclitics aside, with which the name of a month may begin."""
    starts = _month_starts()
    return next((rest for rest in without_proclitics(form) if rest in starts), None)


def _is_no_month(pieces: Pieces, index: int, name: str) -> bool:
    """Whether clitics or hamzas tell a word from the weak month that it folds to.

    باب is a door and not "in August"; إب is a town.
    """
    piece = pieces.at(index)
    if piece.form.removeprefix(_AND) != name:
        return True
    return piece.printed.removeprefix(_AND) in word_lists(_LIST)["no_months"]


def weekday_at(pieces: Pieces, index: int) -> int | None:
    """The day of the week named at `index`; 0 is Monday."""
    return number_at(pieces, index, "weekdays")


def counted_day_at(pieces: Pieces, index: int) -> tuple[int, int] | None:
    """How far the day named at `index` (yesterday, tomorrow …) is from today, and the index after."""
    days = numbered("days")
    if not listed(pieces.form(index), "day_names"):
        return None
    first = without_proclitics(pieces.form(index))
    for length in range(_LONGEST_DAY_NAME, 0, -1):
        more = tuple(pieces.form(index + step) for step in range(1, length))
        for rest in first:
            if (rest, *more) in days:
                return days[rest, *more], index + length
    return None


@cache
def _openings() -> frozenset[str]:
    """The words that a date can begin with, proclitics aside."""
    lists = word_lists(_LIST)
    return frozenset(
        (*_month_starts(), *(word for key in lists["openings"] for word in _firsts(key)))
    )


def _firsts(key: str) -> Iterator[str]:
    """The first word of each entry of a list, whatever its shape."""
    entries = word_lists(_LIST)[key]
    groups = entries.values() if isinstance(entries, Mapping) else (entries,)
    return (fold(entry).split()[0] for group in groups for entry in group)


def openings(pieces: Pieces) -> Sequence[int]:
    """Where a date may begin: a quick test before the grammar is asked."""
    return [
        index
        for index, piece in enumerate(pieces)
        if piece.kind in ("number", "date") or (piece.kind == "word" and opens(piece.form))
    ]


@lru_cache(maxsize=65536)
def opens(form: str) -> bool:
    """Whether a date can begin with the word `form`, proclitics aside."""
    openings = _openings()
    return any(rest in openings for rest in without_proclitics(form))
