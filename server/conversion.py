"""What an endpoint sent, in the format that the client asked for; parsed first, so it is whole.

No other formats are asked for than `SOLUTIONS` and `GRAPHS`: an entity of RDF/XML can end the process.
"""

import re

import pyoxigraph as ox

from mithaq.errors import BackendError, QueryTooLarge
from mithaq.server.endpoint import Reply
from mithaq.server.negotiation import N_TRIPLES, SPARQL_JSON, TURTLE
from mithaq.server.remoteguard import Form
from mithaq.server.worker import GRAPH_FORMATS, SOLUTION_FORMATS

SOLUTIONS = (SPARQL_JSON,)
"""What SELECT and ASK are asked for as."""
GRAPHS = (N_TRIPLES, TURTLE)
"""What CONSTRUCT and DESCRIBE are asked for as."""

_CAPPED = "x-sparql-maxrows"
"""Virtuoso's header that says how many rows it gives at most, where there may be more."""
_VIRTUOSO_ASK = "__ASK_RETVAL"
_STRING = re.compile(rb'"(?:[^"\\]+|\\.)*+"', re.DOTALL)
_OTHERS = re.compile(rb"[^{}]+")
_DEEPEST = 60  # objects in one another: the parser goes down by one call for each
_HARMLESS = 32_768  # bytes that cannot hold as deep a nesting as would overflow the stack
_TRIPLE_TERMS = 1_000


def converted(reply: Reply, form: Form, media_type: str, rows: int) -> bytes:
    """The answer in `reply` as `media_type`.

    Raises BackendError where it is none, QueryTooLarge where it has more than so many `rows`, or the
    endpoint has capped it.
    """
    try:
        if form.is_graph:
            return _graph(reply, media_type)
        return _solutions(reply, form, media_type, rows)
    except (SyntaxError, ValueError, OSError) as error:
        reason = str(error).partition("\n")[0][:200]
        raise BackendError(
            f"what the endpoint behind this server sent cannot be read: {reason}"
        ) from error


def refuse_capped(reply: Reply) -> None:
    """Raise QueryTooLarge where the CSV in `reply` may lack rows."""
    if _CAPPED in reply.headers:
        _refuse_capped(reply, reply.body.count(b"\n") - 1)


def _refuse_capped(reply: Reply, rows: int) -> None:
    told = reply.headers[_CAPPED].strip()
    most = int(told) if told.isascii() and told.isdecimal() else 0
    if rows >= most:
        raise QueryTooLarge(
            f"the endpoint behind this server gives {most} rows at most; add a LIMIT below that"
        )


def _solutions(reply: Reply, form: Form, media_type: str, rows: int) -> bytes:
    body = reply.body.strip()
    if not body.endswith(b"}"):  # the parser does not mind after a boolean
        raise ValueError("it is cut short")
    if len(body) > _HARMLESS and _is_deep(body):
        raise ValueError("it is nested too deep")
    found = _read(body)
    if form.word == "ASK" and isinstance(found, ox.QuerySolutions):
        found = _read(_virtuoso_boolean(found))
    if isinstance(found, ox.QueryBoolean) != (form.word == "ASK"):
        raise ValueError(f"it is no answer to {form.word}")
    may_be_many = _CAPPED in reply.headers or len(body) > rows
    if isinstance(found, ox.QuerySolutions) and may_be_many:
        number = sum(1 for _ in found)
        if _CAPPED in reply.headers:
            _refuse_capped(reply, number)
        if number > rows:
            raise QueryTooLarge(f"the answer has more than {rows} rows; add a LIMIT")
        found = _read(body)
    return found.serialize(format=SOLUTION_FORMATS[media_type]) or b""


def _read(body: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)


def _virtuoso_boolean(found: ox.QuerySolutions) -> bytes:
    """The boolean that Virtuoso writes as a row of one number."""
    if [each.value for each in found.variables] != [_VIRTUOSO_ASK]:
        raise ValueError("it is no answer to ASK")
    rows = [row[0] for row in found]
    is_so = any(isinstance(value, ox.Literal) and value.value == "1" for value in rows)
    return b'{"head":{},"boolean":true}' if is_so else b'{"head":{},"boolean":false}'


def _graph(reply: Reply, media_type: str) -> bytes:
    if not reply.delimited:
        raise ValueError("it may be cut short: neither its length nor its end is told")
    if reply.body.count(b"<<") > _TRIPLE_TERMS:
        raise QueryTooLarge(f"the answer has more than {_TRIPLE_TERMS} triple terms; add a LIMIT")
    quads = ox.parse(reply.body, format=GRAPH_FORMATS[reply.media_type])
    triples = (quad.triple for quad in quads)
    return ox.serialize(triples, format=GRAPH_FORMATS[media_type]) or b""


def _is_deep(body: bytes) -> bool:
    """Whether braces stand deeper than any answer needs; an unequal number of them counts as that."""
    braces = _OTHERS.sub(b"", _STRING.sub(b"", body))
    for _ in range(_DEEPEST):
        if not braces:
            return False
        braces = braces.replace(b"{}", b"")
    return bool(braces)
