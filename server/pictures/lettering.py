"""Lettering: how wide a text is about, and where it may be broken. A server knows no font."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

SIZE = 14
"""The size of letters in pictures, in the pictures' own pixels."""

_WIDE = 0.72  # of the size: capitals, and what is not known
_LETTER = 0.57
_NARROW = 0.32
_NARROW_LETTERS = frozenset(" .,;:'|!()[]ijltfrI\u0627\u0644\u060c\u061b")
_NO_WIDTH = ("Mn", "Me", "Cf")
_LETTERS = 2**12  # more than the names of a graph are written with
_FIRST_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def width(text: str, size: float = SIZE) -> float:
    """About how wide `text` is, cut generously; Arabic letters are taken as Latin ones.

    >>> width("") < width("ii") < width("nn") < width("MM")
    True
    """
    return size * sum(map(_letter, text))


def lines(text: str, room: float, size: float = SIZE, most: int = 2) -> Sequence[str]:
    """`text` in lines no wider than `room`, where its words allow; what is too much ends in ….

    Words stay whole, since Arabic letters are never cut; so a long word may be wider.

    >>> lines("Collective Security Treaty Organization", 150)
    ['Collective Security', 'Treaty Organization']
    """
    made: list[str] = []
    for word in text.split():
        longer = f"{made[-1]} {word}" if made else word
        if made and width(longer, size) <= room:
            made[-1] = longer
        else:
            made.append(word)
    if len(made) > most:
        made = [*made[: most - 1], f"{made[most - 1]}…"]
    return list(_whole(made))


def _whole(made: Iterable[str]) -> Iterator[str]:
    """The lines, each with its isolates closed: what a break cuts goes on as one in the next."""
    cut = False
    for line in made:
        begun = f"{_FIRST_ISOLATE}{line}" if cut else line
        cut = begun.count(_FIRST_ISOLATE) > begun.count(_END_ISOLATE)
        yield f"{begun}{_END_ISOLATE}" if cut else begun


def is_joined(text: str) -> bool:
    """Whether `text` is made of isolates, which say nothing of the direction of the whole."""
    return _FIRST_ISOLATE in text


def isolated(text: str) -> str:
    """`text` as a run of its own amid others (Unicode's isolates)."""
    return f"{_FIRST_ISOLATE}{text}{_END_ISOLATE}"


def joined(parts: Iterable[str]) -> str:
    """`parts` in one run of text, none changing the direction of another."""
    return " · ".join(isolated(part) for part in parts)


@lru_cache(_LETTERS)
def _letter(letter: str) -> float:
    if unicodedata.category(letter) in _NO_WIDTH:
        return 0.0
    if letter in _NARROW_LETTERS:
        return _NARROW
    wide = letter.isupper() or letter in "mwMW@%—…" or unicodedata.east_asian_width(letter) in "WF"
    return _WIDE if wide else _LETTER
