"""The guard: what is refused before a query reaches the engine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mithaq.errors import QueryRefused, QueryTooLarge
from mithaq.server.lexer import Token, tokens

_NOTHING = Token("mark", "", 0)
_SERVICE = re.compile("service", re.IGNORECASE)
_WITH_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_OPENING = {"(": ")", "{": "}", "[": "]"}
_CLOSING = frozenset(_OPENING.values())
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
_PROLOGUE = frozenset({"PREFIX", "BASE", "VERSION"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may hold: bytes of UTF-8, nested brackets, words and signs."""

    length: int = 64 * 1024
    depth: int = 60
    tokens: int = 8_000


def check(query: str, limits: Limits) -> None:
    """Pass `query`, or say why not.

    Raises QueryTooLarge over a limit; QueryRefused for SERVICE (the server would send requests to
    other hosts), for LOAD and for every update.
    """
    found = measured(query, limits)
    _refuse_updates(found)
    refuse_service(found)


def measured(query: str, limits: Limits) -> list[Token]:
    """The words and signs of `query`; QueryTooLarge where it is over a limit."""
    size = len(query.encode(errors="surrogatepass"))
    if size > limits.length:
        raise QueryTooLarge(f"the query has {size} bytes; at most {limits.length} are read")
    found = list(tokens(query))
    if len(found) > limits.tokens:
        raise QueryTooLarge(
            f"the query has {len(found)} words and signs; at most {limits.tokens} are read"
        )
    if depth(found) > limits.depth:
        raise QueryTooLarge(f"the query is nested more than {limits.depth} deep; make it flatter")
    return found


def depth(found: Sequence[Token]) -> int:
    """How deep brackets are nested, or how many signs of negation stand in a row."""
    deepest = level = run = 0
    for before, token in pairwise([_NOTHING, *found]):
        level += (token.text in _OPENING) - (token.text in _CLOSING)
        run = run + 1 if token.text in ("!", "-", "+") and before.text == token.text else 0
        deepest = max(deepest, level, run)
    return deepest


def _refuse_updates(found: Sequence[Token]) -> None:
    words = [token.text.upper() for token in found if token.kind == "word"]
    first = next((word for word in words if word not in _PROLOGUE), "")
    if first in _UPDATES:
        raise QueryRefused(f"{first} is not answered here: this endpoint only reads")
    if "LOAD" in words:
        raise QueryRefused("LOAD is not answered here: this endpoint only reads")


def refuse_service(found: Sequence[Token]) -> None:
    """Raise QueryRefused where SERVICE may be read in these words."""
    open_brackets = [""]
    for before, token, after in zip(
        [_NOTHING, *found], found, [*found[1:], _NOTHING], strict=False
    ):
        if _calls_service(token, before, after):
            raise QueryRefused("SERVICE is not answered here: this endpoint asks no other host")
        if open_brackets[-1] == "(" and _may_be_less_than(token, before):
            raise QueryRefused(
                f"{token.text} after {before.text} can be read as “less than” or as an IRI: "
                "write the IRI with a prefix, or put a space after “<”"
            )
        if token.text in _OPENING:
            open_brackets.append(token.text)
        elif token.text in _CLOSING and len(open_brackets) > 1:
            open_brackets.pop()


def _calls_service(token: Token, before: Token, after: Token) -> bool:
    """Whether the engine may read SERVICE in `token`, as in `1SERVICE`, `SERVICEx:y {`."""
    if not _SERVICE.search(token.text):
        return False
    if token.kind == "name":
        return after.text == "{" and before.text.upper() != "GRAPH"
    return token.kind == "word"


def _may_be_less_than(token: Token, before: Token) -> bool:
    """Whether `token`, within round brackets, could be a comparison with a comment or an end in it.

    The engine would then go on in the midst of what looks like an IRI here. An address with `//`
    makes no sense as a comparison, and nothing is compared right after an operator.
    """
    if before.text in ("", "(", ",", "=", "!", "&", "|", "+", "-", "*", "/", "^", "<"):
        return False
    if token.kind == "iri":
        return ("#" in token.text or ")" in token.text) and not _WITH_SCHEME.match(token.text)
    return token.text == "<<"
