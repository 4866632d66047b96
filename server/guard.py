"""The guard: what is refused before a query reaches the engine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from string import ascii_letters

from mithaq.errors import QueryRefused, QueryTooLarge
from mithaq.server.lexer import Kind, Token, kind, texts, tokens

_NOTHING = Token("mark", "", 0)
_SERVICE = re.compile("service", re.IGNORECASE)
_WITH_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_OPENING = {"(": ")", "{": "}", "[": "]"}
_CLOSING = frozenset(_OPENING.values())
_STEPS = {**dict.fromkeys(_OPENING, 1), **dict.fromkeys(_CLOSING, -1)}
"""How much deeper a bracket leads."""
_SIGNS = ("!", "-", "+")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
_TERMS: frozenset[Kind] = frozenset({"iri", "string", "variable", "name", "number"})
_PARTS = {
    **dict.fromkeys(_OPENING, "opening"),
    **dict.fromkeys(_CLOSING, "closing"),
    **dict.fromkeys((".", ";", ","), "end"),
    **dict.fromkeys(("/", "|", "<<"), "step"),
    **dict.fromkeys(("a", "true", "false"), "other"),
}
"""What signs, and words that are no keywords, are for whoever counts patterns."""
_COMMENTS = re.compile(r"(?:[\x00-\x20]++|\#[^\n\r]*+)*+")
"""What stands before the first token; a question's header is of comments."""
_SUSPECT = (*sorted(_UPDATES), "SERVICE")
_LETTERS = bytes({*ascii_letters.encode(), *range(0x80, 0x100)})
_SIGILS = b"?$:"
"""What a letter right after belongs to: a variable, or a name."""
_CLASSES = bytes(
    ord("a" if each in _LETTERS else "?" if each in _SIGILS else " ") for each in range(0x100)
)
_ENDS = b"{}[]().;,/|"
"""The signs of which each may end a triple pattern, or be one's step."""
_BEGINS = b"?$:<\"'0123456789"
"""The signs of which every term has one."""
_OPENS = _BEGINS + b"/|)]"
"""The signs of which each may open a triple pattern, or be one's step: terms, and brackets that end."""
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
    upper = _upper(query)
    is_suspect = any(map(upper.__contains__, _SUSPECT))
    if not is_suspect and _is_small(query, upper, limits):
        return
    found = measured(query, limits)
    if is_suspect:
        _refuse_updates(found)
    refuse_service_in(query, found)


def _is_small(query: str, upper: str, limits: Limits) -> bool:
    """Whether a query is within every limit, however its words are told apart.

    That is seen without telling them apart: a token has a sign at least, and so on.
    """
    header = _COMMENTS.match(query)
    bare = query[header.end() :] if header else query
    return (
        len(query) <= min(limits.tokens, limits.length // 4)  # four bytes for a character
        and upper.count("OPTIONAL") <= limits.optionals
        and sum(map(bare.count, _OPENING)) <= limits.depth
        and max(map(bare.count, _SIGNS)) <= limits.depth
        and most_patterns(bare) <= limits.patterns
    )


def most_patterns(query: str) -> int:
    """At least as many as `patterns` counts in `query`, found in no time."""
    signs = query.encode(errors="surrogatepass")
    return min(_most_ended(signs), _most_opened(signs))


def _most_ended(signs: bytes) -> int:
    """A pattern is counted at a sign, at a word, or at a term in a list, which needs a bracket.

    A word begins with a letter, and before it stands neither a letter nor what would make it a name,
    but where a backslash takes that away.
    """
    words = (b" " + signs).translate(_CLASSES).count(b" a") + signs.count(b"\\")
    ends = len(signs) - len(signs.translate(None, _ENDS)) + signs.count(b"<<")
    in_lists = len(signs) - len(signs.translate(None, _BEGINS)) if b"(" in signs else 0
    return words + ends + in_lists


def _most_opened(signs: bytes) -> int:
    """A pattern is a step, a term in a list, or has a term or a bracket that ends for itself alone."""
    return len(signs) - len(signs.translate(None, _OPENS)) + signs.count(b"<<")


def measured(query: str, limits: Limits) -> list[str]:
    """The words and signs of `query`; QueryTooLarge where it is over a limit."""
    size = len(query.encode(errors="surrogatepass"))
    if size > limits.length:
        raise QueryTooLarge(f"the query has {size} bytes; at most {limits.length} are read")
    found = texts(query)
    if len(found) > limits.tokens:
        raise QueryTooLarge(f"the query has more than {limits.tokens} words and signs")
    if depth(found) > limits.depth:
        raise QueryTooLarge(f"the query is nested more than {limits.depth} deep; make it flatter")
    optionals = list(map(str.upper, found)).count("OPTIONAL")
    if optionals > limits.optionals:
        raise QueryTooLarge(
            f"the query has {optionals} OPTIONALs; at most {limits.optionals} are read"
        )
    if (several := patterns(found)) > limits.patterns:
        raise QueryTooLarge(
            f"the query has {several} triple patterns; at most {limits.patterns} are read"
        )
    return found


def depth(found: Sequence[str]) -> int:
    """How deep brackets are nested, or how many signs of negation stand in a row."""
    deepest = max(accumulate(filter(None, map(_STEPS.get, found)), initial=0))
    if max(map(found.count, _SIGNS)) > deepest:
        runs = (len(list(run)) - 1 for sign, run in groupby(found) if sign in _SIGNS)
        deepest = max(deepest, *runs)
    return deepest


def patterns(found: Sequence[str]) -> int:
    """About how many triple patterns there are; steps of paths and items of lists are some too.

    Nothing counts that stands in the brackets of an expression, or in the rows of VALUES.
    """
    parts = {text: _part(text) for text in set(found)}
    count = 0
    is_open = False  # whether terms stand here that no separator has followed
    context = "expression"  # what stands before the first brace is none
    around: list[str] = []
    values = False
    for place, text in enumerate(found):
        part = parts[text]
        if part == "opening":
            before, last = (
                found[place - 1] if place else "",
                found[place - 2] if place > 1 else "",
            )
            if text == "{" and context == "triples" and last.upper() != "GRAPH":
                count += is_open and not values
            around.append(context)
            context = _context(text, context, before, last, values=values)
            values = values and text != "{"
            is_open = is_open and text != "{"
        elif part == "closing":
            count += is_open and context == "triples"
            is_open = text != "}" and (is_open or context in ("triples", "list"))
            context = around.pop() if around else context
        elif part == "values":
            values = True
            count += is_open and context == "triples"
            is_open = is_open and context != "triples"
        elif context == "triples":
            if part == "term":
                is_open = True
            elif part == "end":
                count += is_open
                is_open = False
            elif part == "step":
                count += 1
        elif context == "list":
            count += part == "term"
    return count


def _part(text: str) -> str:
    """What a token is for whoever counts patterns."""
    if part := _PARTS.get(text):
        return part
    found = kind(text)
    if found == "word":
        return "values" if text.upper() == "VALUES" else "end"
    return "term" if found in _TERMS else "other"


def _context(bracket: str, around: str, before: str, last: str, *, values: bool) -> str:
    """What stands in a bracket that opens: triples, the items of a list, or an expression."""
    if around == "values" or values:
        return "values"
    if bracket == "{":
        return "triples"
    if around == "expression" or last.upper() == "FILTER":
        return "expression"
    if bracket == "(":
        return "expression" if _is_keyword(before) else "list"
    return "triples"


def _is_keyword(text: str) -> bool:
    return bool(text) and text not in _PARTS and kind(text) == "word"


def _refuse_updates(found: Sequence[str]) -> None:
    words = (text.upper() for text in found if kind(text) == "word")
    first = next((word for word in words if word not in _PROLOGUE), "")
    if first in _UPDATES:
        raise QueryRefused(f"{first} is not answered here: this endpoint only reads")
    if "LOAD" in map(str.upper, set(found)):
        raise QueryRefused("LOAD is not answered here: this endpoint only reads")


def refuse_service_in(text: str, found: Sequence[str]) -> None:
    """Raise QueryRefused where SERVICE may be read in `text`, whose words and signs are `found`."""
    addresses = {each for each in found if each[0] == "<"}
    if "SERVICE" in _upper(text) or any(map(_is_ambiguous, addresses)):
        refuse_service(list(tokens(text)))


def _upper(text: str) -> str:
    """`text` in capitals, as IGNORECASE has them."""
    return text.upper().replace("İ", "I")


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

    Nothing is compared right after an operator.
    """
    if before.text in ("", "(", ",", "=", "!", "&", "|", "+", "-", "*", "/", "^", "<"):
        return False
    return _is_ambiguous(token.text)


def _is_ambiguous(text: str) -> bool:
    """Whether what is taken for an IRI here could be “less than”, and hide words.

    The engine would then go on in the midst of it. An address with `//` makes no sense as a
    comparison.
    """
    if text[0] != "<":
        return False
    hides = text[-1] == ">" and ("#" in text or ")" in text)
    return text == "<<" or (hides and not _WITH_SCHEME.match(text))
