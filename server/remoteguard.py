"""What is looked at in a query before it is sent to another engine: only what all engines know goes out.

Some engines take more than SPARQL: Virtuoso's `DEFINE` and `#pragma` lines have it fetch documents from
the web, and its `bif:` and `sql:` names call into its database.
"""

import re
from dataclasses import dataclass

from mithaq.errors import QueryError, QueryRefused
from mithaq.server.guard import refuse_service
from mithaq.server.lexer import Token, tokens

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_PROLOGUE = frozenset({"PREFIX", "BASE", "VERSION"})
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_PRAGMA = re.compile(r"#\s*pragma\b", re.IGNORECASE)
_INSIDE = re.compile(r"<?(bif|sql|virtrdf|rdf_graph_user_perms)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """What kind of query it is: SELECT, ASK, CONSTRUCT or DESCRIBE."""

    word: str
    has_relative_iris: bool

    @property
    def is_graph(self) -> bool:
        """Whether the answer is a graph."""
        return self.word in ("CONSTRUCT", "DESCRIBE")


def inspect(query: str) -> Form:
    """The form of `query`; QueryError where it has none, QueryRefused for an engine's own language."""
    found = list(tokens(query))
    word = _form(found)
    if _PRAGMA.search(query):
        raise QueryRefused("a pragma is not answered here: leave the comment out")
    for token in found:
        if token.kind in ("name", "iri") and _INSIDE.match(token.text):
            raise QueryRefused(f"{token.text[:60]} is not answered here: it belongs to an engine")
    refuse_service(found)
    relative = any(token.kind == "iri" and not _ABSOLUTE.match(token.text) for token in found)
    return Form(word, relative)


def _form(found: list[Token]) -> str:
    """The first word after the prologue."""
    for token in found:
        word = token.text.upper()
        if token.kind != "word" or word in _PROLOGUE:
            continue
        if word in _FORMS:
            return word
        break
    raise QueryError(f"a query begins with {', '.join(sorted(_FORMS))}, after its prefixes")


def counting(query: str) -> str | None:
    """A SELECT with one row for each solution that a CONSTRUCT or DESCRIBE is made of.

    None where there are none to count: a DESCRIBE of things that it names itself.
    """
    found = list(tokens(query))
    place = next(
        i for i, each in enumerate(found) if each.text.upper() in ("CONSTRUCT", "DESCRIBE")
    )
    begin = found[place].start
    if found[place].text.upper() == "CONSTRUCT" and found[place + 1].text == "{":
        place = _closing(found, place + 1)
    rest = [each for each in found[place + 1 :] if each.text.upper() in ("FROM", "WHERE", "{")]
    if not rest:
        return None
    return f"{query[:begin]}SELECT (1 AS ?one) {query[rest[0].start :]}"


def _closing(found: list[Token], place: int) -> int:
    """Where the brace ends that opens at `place`."""
    level = 0
    for i, each in enumerate(found[place:], place):
        level += (each.text == "{") - (each.text == "}")
        if not level:
            return i
    return len(found) - 1
