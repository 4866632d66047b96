"""Paging: a long list in pages of so many, one of which is shown."""

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from mithaq.errors import ParameterError

PAGE = "page"
"""The parameter that says which page, from 1 on."""

LARGEST = 999_999_999
"""The largest number that it may be."""
_LONG = 20  # digits
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Paging:
    """The page `number` of `count` things, `size` a page; a number past the end is the last page."""

    number: int
    count: int
    size: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.count // self.size))

    @property
    def at(self) -> int:
        """The number of the page that is shown."""
        return min(self.number, self.last)

    @property
    def first_shown(self) -> int:
        """The place of the first thing on it, from 1 on."""
        return (self.at - 1) * self.size + 1

    @property
    def last_shown(self) -> int:
        """The place of the last thing on it."""
        return min(self.at * self.size, self.count)

    @property
    def near(self) -> tuple[int, ...]:
        """The pages to go to from here, ascending: the first, the last, those beside; 0 where some are left out.

        >>> Paging(5, 90, 10).near
        (1, 0, 4, 5, 6, 0, 9)
        """
        wanted = sorted(
            {1, self.last, *range(max(1, self.at - 1), min(self.last, self.at + 1) + 1)}
        )
        shown = [wanted[0]]
        for before, after in pairwise(wanted):
            shown += [after] if after == before + 1 else [0, after]
        return tuple(shown)

    def of(self, things: Sequence[Item]) -> Sequence[Item]:
        """Those of `things` that stand on the page."""
        return things[self.first_shown - 1 : self.last_shown]


def read_page(arguments: MutableMapping[str, str]) -> int:
    """Which page is asked for; the parameter leaves `arguments`. ParameterError where it is no number."""
    given = arguments.pop(PAGE, "1")
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < _LONG else 0
    if not 1 <= number <= LARGEST:
        raise ParameterError(f"{PAGE} is a number from 1 to {LARGEST}")
    return number
