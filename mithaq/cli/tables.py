"""Tables of text for a terminal, with Arabic in its place."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

# Without isolates a terminal that follows the Unicode algorithm swaps the columns of a row with
# Arabic in it and prints 1959-03-24 as 24-03-1959; the mark keeps the row itself left to right.
_ISOLATE = "\u2068"
_END_OF_ISOLATE = "\u2069"
_LEFT_TO_RIGHT = "\u200e"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_GAP = "  "

LONGEST_CELL = 60
"""Columns of a terminal that a cell may fill; a longer one ends in … after a whole word."""


def table_lines(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, terminal: bool
) -> Iterator[str]:
    r"""The lines of a table; for a terminal with direction marks and long cells cut short.

    >>> print(*table_lines(["member", "date"], [["Georgia", "1999"]], terminal=False), sep="\n")
    member   date
    -------  ----
    Georgia  1999
    """
    cells = [[_plain(cell) for cell in row] for row in (header, *rows)]
    if terminal:
        cells = [[shorten(cell, LONGEST_CELL) for cell in row] for row in cells]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    titles, *lines = (_line(row, widths, terminal=terminal) for row in cells)
    yield titles
    yield _line(["-" * columns for columns in widths], widths, terminal=False)
    yield from lines


def width(text: str) -> int:
    """How many columns `text` fills on a terminal: none for a mark, two for a wide character.

    >>> width("CSTO"), width("\u0645\u064e\u0646"), width("\u689d\u7d04")
    (4, 2, 4)
    """
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(character) in ("W", "F")
        else 1
        for character in text
    )


def shorten(text: str, columns: int) -> str:
    """`text` in at most so many columns, cut between words: an Arabic word must not lose its end.

    >>> shorten("a treaty of collective security", 16)
    'a treaty of …'
    """
    if width(text) <= columns:
        return text
    kept = ""
    for word in text.split(" "):
        if width(f"{kept} {word} …") > columns:
            break
        kept = f"{kept} {word}" if kept else word
    return f"{kept} …" if kept else text


def _plain(cell: str) -> str:
    """A cell in one line; a document must not send escape sequences to a terminal."""
    return _CONTROL.sub(" ", cell).strip()


def _line(cells: Sequence[str], widths: Sequence[int], *, terminal: bool) -> str:
    padded = (
        (f"{_ISOLATE}{cell}{_END_OF_ISOLATE}" if terminal else cell) + " " * (columns - width(cell))
        for cell, columns in zip(cells, widths, strict=True)
    )
    return (_LEFT_TO_RIGHT if terminal else "") + _GAP.join(padded).rstrip()
