"""The guard: what is refused before a query reaches the engine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from mithaq.errors import QueryRefused, QueryTooLarge
from mithaq.server.lexer import Token, tokens

_NOTHING = Token("mark", "", 0)
_SERVICE = re.compile("service", re.IGNORECASE)
_WITH_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_OPENING = {"(": ")", "{": "}", "[": "]"}
_CLOSING = frozenset(_OPENING.values())
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
_TERMS = frozenset({"iri", "string", "variable", "name", "number"})
_SEPARATORS = frozenset(".;,")
_STEPS = frozenset({"/", "|", "<<"})
_SHORT = 2_000
_SUSPECT = re.compile(
    r"service|load|insert|delete|clear|drop|create|add|move|copy|optional", re.IGNORECASE
)
_PIECES = re.compile(r"[A-Za-z\x80-\U0010FFFF]+|[0-9]+|[^\sA-Za-z0-9\x80-\U0010FFFF]")
_PROLOGUE = frozenset({"PREFIX", "BASE", "VERSION"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may hold: bytes of UTF-8, nested brackets, words and signs, triple patterns.

    The engine's planner takes a second for 200 patterns that share nothing, and minutes for 1,000.
    """

    length: int = 64 * 1024
    depth: int = 60
    tokens: int = 8_000
    patterns: int = 200
    optionals: int = 50


def check(query: str, limits: Limits) -> None:
    """Pass `query`, or say why not.

    Raises QueryTooLarge over a limit; QueryRefused for SERVICE (the server would send requests to
    other hosts), for LOAD and for every update.
    """
    if _is_harmless(query, limits):
        return
    found = measured(query, limits)
    _refuse_updates(found)
    refuse_service(found)


def _is_harmless(query: str, limits: Limits) -> bool:
    """Whether a short query is within every limit, and free of what is refused, however it is read.

    Its tokens need not be looked at then. A token holds at least one of the pieces that are counted,
    a triple pattern at least one token.
    """
    return (
        len(query) <= min(_SHORT, limits.length // 4)  # four bytes for a character at most
        and not _SUSPECT.search(query)
        and sum(map(query.count, _OPENING)) <= limits.depth
        and max(map(query.count, "!+-")) <= limits.depth
        and len(_PIECES.findall(query)) <= min(limits.tokens, limits.patterns)
    )


def measured(query: str, limits: Limits) -> list[Token]:
    """The words and signs of `query`; QueryTooLarge where it is over a limit."""
    size = len(query.encode(errors="surrogatepass"))
    if size > limits.length:
        raise QueryTooLarge(f"the query has {size} bytes; at most {limits.length} are read")
    found = list(islice(tokens(query), limits.tokens + 1))
    if len(found) > limits.tokens:
        raise QueryTooLarge(f"the query has more than {limits.tokens} words and signs")
    if depth(found) > limits.depth:
        raise QueryTooLarge(f"the query is nested more than {limits.depth} deep; make it flatter")
    optionals = sum(_is_word(token, "OPTIONAL") for token in found)
    if optionals > limits.optionals:
        raise QueryTooLarge(
            f"the query has {optionals} OPTIONALs; at most {limits.optionals} are read"
        )
    if (several := patterns(found)) > limits.patterns:
        raise QueryTooLarge(
            f"the query has {several} triple patterns; at most {limits.patterns} are read"
        )
    return found


def depth(found: Sequence[Token]) -> int:
    """How deep brackets are nested, or how many signs of negation stand in a row."""
    deepest = level = run = 0
    for before, token in pairwise([_NOTHING, *found]):
        level += (token.text in _OPENING) - (token.text in _CLOSING)
        run = run + 1 if token.text in ("!", "-", "+") and before.text == token.text else 0
        deepest = max(deepest, level, run)
    return deepest


def patterns(found: Sequence[Token]) -> int:
    """About how many triple patterns there are; steps of paths and items of lists are some too.

    Nothing counts that stands in the brackets of an expression, or in the rows of VALUES.
    """
    count = 0
    is_open = False  # whether terms stand here that no separator has followed
    contexts = ["expression"]  # what stands before the first brace is none
    last, before = _NOTHING, _NOTHING
    values = False
    for token in found:
        context = contexts[-1]
        values = values or _is_word(token, "VALUES")
        if token.text in _OPENING:
            if token.text == "{" and context == "triples" and not _is_word(last, "GRAPH"):
                count += is_open and not values
            contexts.append(_context(token, context, before, last, values=values))
            values = values and token.text != "{"
            is_open = is_open and token.text != "{"
        elif token.text in _CLOSING:
            count += is_open and context == "triples"
            if len(contexts) > 1:
                contexts.pop()
            is_open = token.text != "}" and (is_open or context in ("triples", "list"))
        elif context == "triples":
            ends = token.text in _SEPARATORS or _is_keyword(token)
            count += (is_open and ends) + (token.text in _STEPS)
            is_open = token.kind in _TERMS or (is_open and not ends)
        elif context == "list":
            count += token.kind in _TERMS
        last, before = before, token
    return count


def _context(token: Token, around: str, before: Token, last: Token, *, values: bool) -> str:
    """What stands in the bracket `token`: triples, the items of a list, or an expression."""
    if around == "values" or values:
        return "values"
    if token.text == "{":
        return "triples"
    if around == "expression" or _is_word(last, "FILTER"):
        return "expression"
    if token.text == "(":
        return "expression" if _is_keyword(before) else "list"
    return "triples"


def _is_keyword(token: Token) -> bool:
    return token.kind == "word" and token.text not in ("a", "true", "false")


def _is_word(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word


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
