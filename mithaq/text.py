"""Folding: spelling variants made equal for comparison, with the way back to the text as read."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "أ": "ا",  # alef with hamza above
        "إ": "ا",  # alef with hamza below
        "آ": "ا",  # alef with madda
        "ٱ": "ا",  # alef wasla
        "ى": "ي",  # alef maqsura
        "ی": "ي",  # Farsi yeh
        "ک": "ك",  # Farsi kaf
        "ة": "ه",  # teh marbuta
        "ؤ": "و",  # waw with hamza
        "ئ": "ي",  # yeh with hamza
        "ـ": None,  # tatweel
        "ﻻ": "لا",  # lam-alef ligature
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "٪": "%",
        "٫": ".",
        "٬": ",",
    }
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy of a text.

    `offsets[i]` is where the folded code point `i` comes from in the text as read; one entry more
    stands for the end, so that `offsets[start]`, `offsets[end]` turn a folded span into a span of
    the text.
    """

    text: str
    offsets: tuple[int, ...]


@lru_cache(maxsize=65536)
def fold_character(character: str) -> str:
    """What one code point becomes: nothing, itself, or its plain form.

    >>> fold_character("أ"), fold_character("\u064b"), fold_character("٣")
    ('ا', '', '3')
    """
    return "".join(
        str(unicodedata.decimal(part)) if part.isdecimal() else part
        for part in unicodedata.normalize("NFKD", character.translate(_LETTERS)).translate(_LETTERS)
        if unicodedata.category(part) not in ("Mn", "Cf")
    ).casefold()


def fold_with_offsets(text: str) -> Folded:
    """`text` folded one code point at a time, each with the offset it came from."""
    pieces = [fold_character(character) for character in text]
    offsets = [n for n, piece in enumerate(pieces) for _ in piece]
    offsets.append(len(text))
    return Folded("".join(pieces), tuple(offsets))


def fold(text: str) -> str:
    """`text` without case, diacritics, tatweel, direction marks and Arabic letter variants.

    >>> fold("الأمين العامّ") == fold("الامين العام")
    True
    """
    return "".join(map(fold_character, text))
