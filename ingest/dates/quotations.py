"""Where quotations stand in a text: what is told inside one is not told outside."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARKS = re.compile('[\u201c\u201d\u201e\u00ab\u00bb"\n]')
_OPENING = ("\u201c", "\u201e", "\u00ab")


@dataclass(frozen=True, slots=True)
class Quotations:
    """The marks of a text: where each stands, and the beginning of the quotation after it, or -1."""

    marks: tuple[int, ...]
    beginnings: tuple[int, ...]

    def at(self, place: int) -> int:
        """Where the quotation begins in which `place` stands; -1 where it stands in none."""
        return self.beginnings[bisect_right(self.marks, place) - 1]


def find_quotations(text: str) -> Quotations:
    """The quotations of `text`; each ends with its paragraph at the latest."""
    marks, beginnings, inside = [-1], [-1], -1
    for match in _MARKS.finditer(text):
        mark = match.group()
        opens = mark in _OPENING or (mark == '"' and inside < 0)
        inside = match.start() if opens else -1
        marks.append(match.start())
        beginnings.append(inside)
    return Quotations(tuple(marks), tuple(beginnings))
