"""Folding: spelling variants made equal for comparison, with the way back to the text as read."""

import unicodedata
from collections.abc import Sequence
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
    offsets: Sequence[int]

    @property
    def is_even(self) -> bool:
        """Whether every code point became exactly one, so that offsets stay as they are."""
        return isinstance(self.offsets, range)


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


class _Table(dict[int, str]):
    """`fold_character` as a table for `str.translate`, filled as characters come.

    `uneven` are the characters met that do not become exactly one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = fold_character(character)
        if len(folded) != 1:
            self.uneven.add(character)
        self[code] = folded
        return folded


_TABLE = _Table()  # at most one entry for each code point that there is


@lru_cache(maxsize=1024)  # a sentence is cut into tokens first, then into numbers and dates
def fold_with_offsets(text: str) -> Folded:
    """`text` folded one code point at a time, each with the offset it came from."""
    folded = text.translate(_TABLE)
    uneven = _TABLE.uneven
    if uneven.isdisjoint(text):
        return Folded(folded, range(len(text) + 1))
    offsets: list[int] = []
    done = 0
    for place, character in enumerate(text):  # a third of the sentences has one such, or two
        if character in uneven:
            offsets.extend(range(done, place))
            offsets.extend([place] * len(_TABLE[ord(character)]))
            done = place + 1
    offsets.extend(range(done, len(text) + 1))
    return Folded(folded, offsets)


def one_line(text: str) -> str:
    r"""The text with one space for every white space, so that no line breaks in it.

    >>> one_line("a \n b")
    'a b'
    """
    return " ".join(text.split())


def fold(text: str) -> str:
    """`text` without case, diacritics, tatweel, direction marks and Arabic letter variants.

    >>> fold("الأمين العامّ") == fold("الامين العام")
    True
    """
    return text.translate(_TABLE)
