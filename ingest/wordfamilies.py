"""Word families: lists that several frames share, named by one entry of a list of theirs: `"@forces.soldiers"`."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from mithaq.ingest.lexicon import word_lists
from mithaq.text import fold

_SIGN = "@"
_PRONOUNS = ("ها", "ه", "هم", "هما", "نا")
_FEMININE = "ة"
"""Before a pronoun it is written «ت»: «كتيبتها»."""


def is_family(entry: str) -> bool:
    """Whether an entry of a frame names a list rather than words."""
    return entry.startswith(_SIGN)


@cache
def family(entry: str) -> frozenset[tuple[str, ...]]:
    """The phrases of the list that an entry names, folded; `KeyError` where there is none."""
    file, _, name = entry.removeprefix(_SIGN).partition(".")
    listed: Mapping[str, Any] = word_lists(file)[name]
    written = (*listed["words"], *_with_pronouns(listed.get("theirs", ())))
    return frozenset(tuple(fold(phrase).split()) for phrase in written)


def _with_pronouns(stems: tuple[str, ...]) -> Iterator[str]:
    """Each noun with each pronoun for whose they are: «قواتها», «كتيبته»."""
    for stem in stems:
        joined = stem.removesuffix(_FEMININE) + "ت" * stem.endswith(_FEMININE)
        yield from (joined + pronoun for pronoun in _PRONOUNS)
