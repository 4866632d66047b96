"""The words of numbers, as `lexicon/numerals.yaml` has them, and how one is known in a text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeVar

from mithaq.ingest.lexicon import word_lists
from mithaq.ingest.pieces import without_proclitics
from mithaq.text import fold

N = TypeVar("N", int, float)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The lists of `lexicon/numerals.yaml`, folded; those by value turned round to word: value."""

    units: Mapping[str, int]
    before_ten: Mapping[str, int]
    ten: frozenset[str]
    tens: Mapping[str, int]
    hundreds: Mapping[str, int]
    scales: Mapping[str, int]
    dual_scales: Mapping[str, int]
    plural_scales: frozenset[str]
    fractions: Mapping[str, float]
    percent: frozenset[str]
    percent_of: frozenset[str]
    approximate_before: frozenset[tuple[str, ...]]
    approximate_after: frozenset[str]
    none: frozenset[str]
    all: frozenset[str]


@cache
def number_words() -> NumberWords:
    """The words, read once."""
    lists = word_lists("numerals")
    whole = ("units", "before_ten", "tens", "hundreds", "scales", "dual_scales")
    numbers = {name: _by_word(lists[name]) for name in whole}
    fractions = _by_word(lists["fractions"])
    integers = {
        name: {word: int(value) for word, value in of.items()} for name, of in numbers.items()
    }
    sets = {
        name: frozenset(map(fold, lists[name]))
        for name in ("ten", "plural_scales", "percent", "percent_of", "approximate_after", "none")
    }
    return NumberWords(
        units=integers["units"],
        before_ten=integers["before_ten"],
        ten=sets["ten"],
        tens=integers["tens"],
        hundreds=integers["hundreds"],
        scales=integers["scales"],
        dual_scales=integers["dual_scales"],
        plural_scales=sets["plural_scales"],
        fractions=fractions,
        percent=sets["percent"],
        percent_of=sets["percent_of"],
        approximate_before=frozenset(
            tuple(map(fold, entry)) for entry in lists["approximate_before"]
        ),
        approximate_after=sets["approximate_after"],
        none=sets["none"],
        all=frozenset(word for of in numbers.values() for word in of) | frozenset(fractions),
    )


def _by_word(values: Mapping[Any, Sequence[str]]) -> dict[str, float]:
    return {fold(word): float(value) for value, words in values.items() for word in words}


@lru_cache(maxsize=65536)
def is_number_word(form: str) -> bool:
    """Whether `form` is a word of numbers, with or without clitics and article."""
    words = number_words()
    if not words.none.isdisjoint(without_proclitics(form)):
        return False
    return any(rest in words.all for rest in without_clitics(form))


def without_clitics(form: str) -> Iterator[str]:
    """`form` and what may be left of it without clitics and article."""
    for rest in without_proclitics(form):
        yield rest
        if rest.startswith("ال"):
            yield rest[2:]


def value_of(form: str, values: Mapping[str, N]) -> N | None:
    """The value of `form`, with or without clitics and article."""
    return next((values[rest] for rest in without_clitics(form) if rest in values), None)
