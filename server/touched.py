"""Which properties an update may touch, by what it inserts and deletes: surely those, or it is not known.

This reads as much of the grammar (https://www.w3.org/TR/sparql11-update/#grammar) as most updates have;
what it does not expect makes it say that it does not know.
"""

from collections.abc import Iterator
from typing import Final

from mithaq.iris import PREFIXES
from mithaq.server.lexer import Token, tokens

_TYPE = PREFIXES["rdf"] + "type"
_GRAPH, _SUBJECT, _PROPERTY, _OBJECT, _END = range(5)
_AFTER: Final = {"{": _SUBJECT, "}": _SUBJECT, ".": _SUBJECT, ";": _PROPERTY, ",": _OBJECT}
_SIGNS = ("+", "-", "_")
"""What stands before a number, or the name of a blank node."""


class _Unknown(Exception):  # noqa: N818
    """Something that is not expected."""


def properties(update: str) -> frozenset[str] | None:
    """The IRIs of the properties that `update` may touch; None where they are not known.

    >>> sorted(properties("PREFIX x: <urn:x/> DELETE { ?s x:p ?o } INSERT { ?s a ?o } WHERE {}"))
    ['http://www.w3.org/1999/02/22-rdf-syntax-ns#type', 'urn:x/p']
    >>> properties("DELETE WHERE { ?s ?p 1 }"), properties("CLEAR DEFAULT")
    (None, None)
    """
    try:
        return frozenset(_operations(iter(tokens(update))))
    except (_Unknown, StopIteration, RuntimeError):  # of a generator that has no next token
        return None


def _operations(found: Iterator[Token]) -> Iterator[str]:
    prefixes: dict[str, str] = {}
    for token in found:
        word = token.text.upper()
        match word:
            case "PREFIX":
                name, iri = next(found), next(found)
                prefixes[name.text] = _absolute(iri)
            case "WITH":
                next(found)
            case "USING":
                if next(found).text.upper() == "NAMED":
                    next(found)
            case "INSERT" | "DELETE":
                opening = next(found)
                if opening.text.upper() in ("DATA", "WHERE"):
                    opening = next(found)
                if opening.text != "{":
                    raise _Unknown
                yield from (_named(each, prefixes) for each in _template(found))
            case "WHERE":
                depth = 0
                while (depth := depth + _step(next(found))) > 0:
                    pass
            case ";":
                pass
            case _:
                raise _Unknown


def _template(found: Iterator[Token]) -> Iterator[Token]:
    """The properties in a template, from behind its opening brace to its closing one."""
    depth, expected, is_datatype = 1, _SUBJECT, False
    while depth:
        token = next(found)
        depth += _step(token)
        if token.kind == "mark":
            if token.text == "^":
                is_datatype = True
            elif token.text in _AFTER:
                expected = _AFTER[token.text]
            elif token.text not in _SIGNS:
                raise _Unknown
        elif token.kind == "word" and token.text.upper() == "GRAPH":
            expected = _GRAPH
        elif is_datatype:
            is_datatype = False
        elif token.kind != "language":
            if expected == _END or token.kind == "escape":
                raise _Unknown
            if expected == _PROPERTY:
                yield token
            expected += 1


def _step(token: Token) -> int:
    """How much deeper in braces it is behind `token`."""
    return (token.text == "{") - (token.text == "}")


def _named(token: Token, prefixes: dict[str, str]) -> str:
    """The IRI of a property."""
    if token.kind == "word" and token.text == "a":
        return _TYPE
    if token.kind == "iri":
        return _absolute(token)
    name, colon, local = token.text.partition(":")
    if token.kind != "name" or name + colon not in prefixes:
        raise _Unknown
    return _plain(prefixes[name + colon] + local)


def _absolute(token: Token) -> str:
    if token.kind != "iri":
        raise _Unknown
    return _plain(token.text[1:-1])


def _plain(iri: str) -> str:
    """`iri`, where it stands for no other one: neither relative, nor escaped, nor with steps in its path."""
    if ":" not in iri or "\\" in iri or "/." in iri:
        raise _Unknown
    return iri
