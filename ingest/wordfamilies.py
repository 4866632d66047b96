"""Word families: lists that several frames share, named by one entry of a list of theirs: `"@forces.soldiers"`."""

from collections.abc import Iterable, Iterator
from functools import cache

from mithaq.ingest.lexicon import word_lists
from mithaq.text import fold

_SIGN = "@"
_PRONOUNS = ("ها", "ه", "هم", "هما", "نا")
_FEMININE = "ة"
"""Before a pronoun it is written «ت»: «كتيبتها»."""
_HAMZA, _CARRIED = "ء", "ئ"
"""After a preposition a pronoun has it carried: «أجواءها», «أجوائها»."""
_OBJECT = "ا"
_OBJECTLESS = ("ة", "ات", "ا", "اء", "ى", "ين")
"""Nouns that end so are written as objects as they always are: not «دعما»."""


def is_family(entry: str) -> bool:
    """Whether an entry of a frame names a list rather than words."""
    return entry.startswith(_SIGN)


@cache
def family(entry: str) -> frozenset[tuple[str, ...]]:
    """The phrases of the list that an entry names, folded; `KeyError` where there is none.

    Of a plain list every noun stands for all its forms; one with `words` and `theirs` says which it has.
    """
    file, _, name = entry.removeprefix(_SIGN).partition(".")
    listed = word_lists(file)[name]
    if isinstance(listed, list):
        written = tuple(form for noun in listed for form in inflected(noun))
    else:
        written = (*listed["words"], *_with_pronouns(listed.get("theirs", ())))
    return frozenset(tuple(fold(phrase).split()) for phrase in written)


def inflected(noun: str) -> Iterator[str]:
    """A noun alone, as an object, and with the pronoun of whose or of whom it is; a phrase as it stands.

    >>> list(inflected("عون"))[:3]
    ['عون', 'عونا', 'عونها']
    """
    yield noun
    if " " in noun:
        return
    if not noun.endswith(_OBJECTLESS):
        yield noun + _OBJECT
    yield from _with_pronouns((noun,))


def before_pronoun(noun: str) -> str:
    """A folded noun as it is written before a pronoun, «اتفاقيتها».

    >>> before_pronoun("اتفاقيه"), before_pronoun("اتفاق")
    ('اتفاقيت', 'اتفاق')
    """
    return noun[:-1] + "ت" if noun.endswith("ه") else noun


def _with_pronouns(stems: Iterable[str]) -> Iterator[str]:
    """Each noun with each pronoun for whose they are: «قواتها», «كتيبته»."""
    for stem in stems:
        joined = stem.removesuffix(_FEMININE) + "ت" * stem.endswith(_FEMININE)
        yield from (joined + pronoun for pronoun in _PRONOUNS)
        if stem.endswith(_HAMZA):
            carried = stem.removesuffix(_HAMZA) + _CARRIED
            yield from (carried + pronoun for pronoun in _PRONOUNS)
