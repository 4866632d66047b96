"""Where a query stops being SPARQL, said to a person: line, column, the line with a caret."""

import re
from collections.abc import Callable
from itertools import pairwise

from mithaq.errors import QuerySyntaxError
from mithaq.server.lexer import Token, tokens

Read = Callable[[str], object]
"""A parser: takes a query, raises SyntaxError where it cannot read it."""

_PLACE = re.compile(r"error at (\d+):(\d+)")
_SENTENCE = re.compile(r"\b[A-Z]\w*(?: \w+)* [a-z]{2,}(?: \w+)*")
_LONGEST_SEARCHED = 8_000
_GAP = 40  # lines; the parser looks some fourteen characters ahead, never forty


def syntax_error(query: str, error: SyntaxError, read: Read) -> QuerySyntaxError:
    """`error`, raised by `read(query)`, as one sentence with the place, the line and a caret.

    The parser says how far it looked, which may be lines behind the mistake, and then lists its
    grammar; so the place is searched for: the first word after which nothing can be read.
    """
    offset = _first_unreadable(query, read)
    if offset is None:
        offset = _reported(query, str(error))
    line, column = line_and_column(query, offset)
    where = f"line {line}, column {column}: {_reason(query, offset, str(error))}"
    return QuerySyntaxError(f"{where}\n{excerpt(query, offset)}", line=line, column=column)


def line_and_column(query: str, offset: int) -> tuple[int, int]:
    r"""The line and column, from 1, of the code point `offset`.

    >>> line_and_column("ASK {\n ?s }", 8)
    (2, 3)
    """
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def excerpt(query: str, offset: int) -> str:
    """The line of `offset`, cut to eighty characters around it, and a caret under it."""
    start = query.rfind("\n", 0, offset) + 1
    end = query.find("\n", offset)
    line = query[start : len(query) if end < 0 else end].rstrip("\r").replace("\t", " ")
    column = offset - start
    first = max(0, column - 60)
    return f"{line[first : first + 80]}\n{' ' * (column - first)}^"


def _first_unreadable(query: str, read: Read) -> int | None:
    """The offset of the first token that no continuation can mend; None where that is unclear."""
    found = list(tokens(query))
    if not found or len(query) > _LONGEST_SEARCHED:
        return None
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        if _may_go_on(query, found[middle], read):
            low = middle + 1
        else:
            high = middle
    return found[low].start if low < len(found) else len(query.rstrip())


def _may_go_on(query: str, last: Token, read: Read) -> bool:
    """Whether the query, ended after `last`, is right so far: the parser then reads up to its end."""
    begun = query[: last.start + len(last.text)]
    try:
        read(begun + "\n" * _GAP)
    except SyntaxError as error:
        line, _ = _place(str(error))
        return line > begun.count("\n") + 1 + _GAP // 2
    return True


def _place(message: str) -> tuple[int, int]:
    match = _PLACE.search(message)
    return (int(match[1]), int(match[2])) if match else (1, 1)


def _reported(query: str, message: str) -> int:
    line, column = _place(message)
    lines = query.split("\n")
    start = sum(len(one) + 1 for one in lines[: line - 1])
    return min(start + column - 1, len(query))


def _reason(query: str, offset: int, message: str) -> str:
    found = list(tokens(query))
    here = next((token for token in found if token.start >= offset), None)
    if here is not None and here.kind == "name" and (prefix := _undeclared(here, found)):
        return f"the prefix {prefix} is not declared; add PREFIX {prefix} <…> at the top"
    sentence = _SENTENCE.search(message.partition(": expected")[2])
    if sentence:
        return sentence[0]
    if here is None:
        return "the query ends too early"
    return f"the query cannot be read from “{here.text[:40]}” on"


def _undeclared(name: Token, found: list[Token]) -> str | None:
    prefix = name.text.partition(":")[0] + ":"
    declared = {after.text for before, after in pairwise(found) if before.text.upper() == "PREFIX"}
    return None if prefix in declared else prefix
