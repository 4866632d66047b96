"""No text makes the lexer slow, and its tokens stand where they say."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from mithaq.server.lexer import _TOKEN, tokens


class Steps:
    """A regular expression played as Python's own engine plays it; single signs compared are counted."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.taken = 0
        self._items = list(parser.parse(pattern.pattern, pattern.flags))

    def tokens(self, text: str) -> list[str]:
        """What `finditer` finds in `text`; every place of it must match."""
        found, at = [], 0
        while at < len(text):
            end = next(self._match(self._items, 0, text, at))
            found.append(text[at:end])
            at = end
        return found

    def _match(self, items: Sequence[Any], first: int, text: str, at: int) -> Iterator[int]:
        """Where a match of `items` from the `first` on may end, in the order of trial."""
        if first == len(items):
            yield at
            return
        for end in self._item(items[first], text, at):
            yield from self._match(items, first + 1, text, end)

    def _item(self, item: Any, text: str, at: int) -> Iterator[int]:
        code, argument = item
        if code is codes.BRANCH:
            for branch in argument[1]:
                yield from self._match(list(branch), 0, text, at)
        elif code is codes.SUBPATTERN:
            yield from self._match(list(argument[3]), 0, text, at)
        elif code in (codes.MAX_REPEAT, codes.POSSESSIVE_REPEAT):
            ends = self._repeat(argument, text, at, once=code is codes.POSSESSIVE_REPEAT)
            yield from ends if code is codes.MAX_REPEAT else islice(ends, 1)
        else:
            assert code in _SINGLE, code
            self.taken += 1
            if at < len(text) and _is_one(item, text[at]):
                yield at + 1

    def _repeat(self, repeat: Any, text: str, at: int, *, once: bool) -> Iterator[int]:
        """Where a repetition may end, the longest first; `once`: each round matches in one way."""
        least, most, repeated = repeat
        items = list(repeated)
        if once or all(code in (*_SINGLE, codes.POSSESSIVE_REPEAT) for code, _ in items):
            ends = [at]
            while len(ends) <= most:
                end = next(self._match(items, 0, text, ends[-1]), None)
                if end is None:
                    break
                ends.append(end)
            yield from reversed(ends[least:])
            return
        if most:
            for end in self._match(items, 0, text, at):
                yield from self._repeat((max(0, least - 1), most - 1, items), text, end, once=False)
        if not least:
            yield at


_SINGLE = (codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY)


def _is_one(item: Any, sign: str) -> bool:
    code, argument = item
    if code is codes.ANY:
        return True  # re.DOTALL
    if code is codes.LITERAL:
        return ord(sign) == argument
    if code is codes.NOT_LITERAL:
        return ord(sign) != argument
    negated = argument[0][0] is codes.NEGATE
    return negated != any(_is_in(each, sign) for each in argument[negated:])


def _is_in(each: Any, sign: str) -> bool:
    code, argument = each
    if code is codes.LITERAL:
        return ord(sign) == argument
    if code is codes.RANGE:
        return argument[0] <= ord(sign) <= argument[1]
    assert (code, argument) == (codes.CATEGORY, codes.CATEGORY_WORD)
    return sign.isalnum() or sign == "_"


@pytest.mark.parametrize(
    "piece", ["a.", "a-", "<a", "<<", '"', '\\"', "'''", '"""a', ":%", "?", "@a-", "\\", "##\n"]
)
def test_no_text_makes_the_lexer_slow(piece: str) -> None:
    def steps(length: int) -> int:
        counted = Steps(_TOKEN)
        text = (piece * length)[:length]
        assert counted.tokens(text) == [match.group() for match in _TOKEN.finditer(text)]
        return counted.taken

    assert steps(2_000) < 5 * steps(500)


@pytest.mark.parametrize("piece", ['"""a', "<<", "\\", "##\n"])
def test_tokens_stand_where_they_say(piece: str) -> None:
    query = piece * 100
    assert all(query.startswith(token.text, token.start) for token in tokens(query))
