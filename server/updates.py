"""The text of a SPARQL update: what is refused in it, and the dataset that the protocol gives it."""

from collections.abc import Sequence
from itertools import pairwise

from mithaq.errors import QueryError, QueryRefused
from mithaq.server import guard
from mithaq.server.guard import Limits
from mithaq.server.lexer import Token, kind, tokens

_OF_DATA = frozenset({"A", "BASE", "DATA", "DELETE", "FALSE", "GRAPH", "INSERT", "PREFIX", "TRUE"})
"""The words of updates that write down all that they change."""


def check(update: str, limits: Limits) -> None:
    """Pass `update`, or say why not.

    Raises QueryTooLarge over a limit; QueryRefused for LOAD and SERVICE, by which the server would
    send requests to other hosts.
    """
    found = guard.measured(update, limits)
    if any("LOAD" in text.upper() and kind(text) in ("word", "name") for text in set(found)):
        raise QueryRefused("LOAD is not answered here: this endpoint asks no other host")
    guard.refuse_service_in(update, found)


def as_insertion(update: str) -> str | None:
    """`update` with all that it deletes inserted too; None where that is not all written down in it.

    >>> as_insertion("DELETE DATA { <urn:a> <urn:b> 1 }")
    'INSERT DATA { <urn:a> <urn:b> 1 }'
    >>> as_insertion("DELETE WHERE { ?a <urn:b> 1 }"), as_insertion("CLEAR ALL")
    (None, None)
    """
    found = list(tokens(update))
    words = {token.text.upper() for token in found if token.kind == "word"}
    if not words <= _OF_DATA or any(token.kind == "variable" for token in found):
        return None
    for token, following in pairwise(found):
        if token.kind == "word" and token.text.upper() in ("INSERT", "DELETE"):
            if following.text.upper() != "DATA":
                return None
            end = token.start + len(token.text)
            update = f"{update[: token.start]}INSERT{update[end:]}"  # as long as DELETE
    return update


def using(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """`update` with the dataset of `using-graph-uri` and `using-named-graph-uri` in it.

    It is put before each WHERE but that of DELETE WHERE (SPARQL 1.1 Protocol §2.2.3). QueryError
    where the update names a dataset of its own.
    """
    if not default and not named:
        return update
    found = list(tokens(update))
    words = {token.text.upper() for token in found if token.kind == "word"}
    if not words.isdisjoint({"USING", "WITH"}):
        raise QueryError(
            "the update has USING or WITH, and the request using-graph-uri: give the dataset once"
        )
    clause = "".join(
        [*(f"USING <{iri}> " for iri in default), *(f"USING NAMED <{iri}> " for iri in named)]
    )
    pieces, last = [], 0
    for place in _wheres(found):
        pieces += [update[last:place], clause]
        last = place
    return "".join([*pieces, update[last:]])


def _wheres(found: Sequence[Token]) -> list[int]:
    """Where WHERE stands outside brackets, and not in DELETE WHERE."""
    places, level, before = [], 0, ""
    for token in found:
        level += (token.text == "{") - (token.text == "}")
        word = token.text.upper()
        if level == 0 and token.kind == "word" and word == "WHERE" and before != "DELETE":
            places.append(token.start)
        before = word
    return places
