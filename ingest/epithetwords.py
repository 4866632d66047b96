"""Words that are epithets: read from `lexicon/nouns.yaml`, without their inflection."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mithaq.ingest.lexicon import phrase_list, word_lists
from mithaq.text import fold


@dataclass(frozen=True, slots=True)
class Epithet:
    """A word without its inflection, and the classes of what it may stand for."""

    word: str
    kinds: frozenset[str]
    part: str
    alone: bool
    last: bool
    apart: bool
    capital: bool
    town: bool


def _flags(entry: Mapping[str, Any]) -> dict[str, bool]:
    return {
        name: bool(entry.get(name, False)) for name in ("alone", "last", "apart", "capital", "town")
    }


@cache
def known_epithets() -> Mapping[str, Epithet]:
    """The epithets by each of their folded forms."""
    found: dict[str, Epithet] = {}
    for entry in word_lists("nouns")["epithets"]:
        kinds = frozenset(entry["kinds"])
        for inflected in entry["words"]:
            forms = [fold(form) for form in str(inflected).split()]
            epithet = Epithet(forms[0], kinds, entry.get("part", ""), **_flags(entry))
            found.update(dict.fromkeys(forms, epithet))
    return found


@cache
def _forces_by_first() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    phrases = sorted(phrase_list("nouns", "home_forces"))
    return {p[0]: tuple(q for q in phrases if q[0] == p[0]) for p in phrases}


def forces_from(first: str) -> tuple[tuple[str, ...], ...]:
    """The phrases for a state's own forces that begin with the word `first`."""
    return _forces_by_first().get(first, ())
