"""Windows: a long text in parts that a model can read, each with some of what stands before it."""

from dataclasses import dataclass

from mithaq.ingest.tokens import find_sentences

SIZE = 12_000
"""The most code points that a model is given at once."""
OVERLAP = 1_200
"""How many of them, at most, it was given before: whom a pronoun means stands there."""


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch `start:end` of a text, in code points, `end` exclusive."""

    start: int
    end: int


def windows(text: str, size: int = SIZE, overlap: int = OVERLAP) -> tuple[Window, ...]:
    """The windows of `text`, in order; they begin and end between sentences where one is short enough.

    >>> windows("One. Two. Three. Four.", size=11, overlap=5)
    (Window(start=0, end=9), Window(start=5, end=16), Window(start=17, end=22))
    """
    found: list[Window] = []
    pieces = [
        (at, min(at + size, end))
        for start, end in find_sentences(text, ((0, len(text)),))
        for at in range(start, end, size)
    ]
    first = 0
    while first < len(pieces):
        last = first
        while last + 1 < len(pieces) and pieces[last + 1][1] - pieces[first][0] <= size:
            last += 1
        found.append(Window(pieces[first][0], pieces[last][1]))
        if last + 1 == len(pieces):
            break
        first = _again(pieces, first, last, size, overlap)
    return tuple(found)


def _again(pieces: list[tuple[int, int]], first: int, last: int, size: int, overlap: int) -> int:
    """Where the next window begins: so far back that the sentence after this one fits in as well."""
    following = pieces[last + 1][1]
    end = pieces[last][1]
    for number in range(first + 1, last + 1):
        start = pieces[number][0]
        if end - start <= overlap and following - start <= size:
            return number
    return last + 1
