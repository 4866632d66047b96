"""`/sparql`: the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/)."""

import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from flask import Blueprint, Response, abort, request
from pyoxigraph import NamedNode
from werkzeug.utils import get_content_type
from werkzeug.wrappers import Request

from mithaq.errors import QueryError
from mithaq.server import guard, sources, updates, wire
from mithaq.server.breaking import BrokenOff
from mithaq.server.changes import Update
from mithaq.server.context import backend, settings
from mithaq.server.description import describe
from mithaq.server.encoded import pairs
from mithaq.server.negotiation import GRAPHS, SOLUTIONS, SOLUTIONS_OFFERED, SPARQL_QUERY, choose
from mithaq.server.problems import status_of
from mithaq.server.settings import Settings
from mithaq.server.sources import Answer, Pieces
from mithaq.server.writing import authorise, write

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Parameters = Sequence[tuple[str, str]]

routes = Blueprint("protocol", __name__)
_LOG = logging.getLogger(__name__)
_FORM = "application/x-www-form-urlencoded"
UPDATE = "application/sparql-update"
VARY = "Accept"
"""What an answer depends on, beside its address."""
_LONGEST_HOST = 253  # RFC 1035 §2.3.4
PATH = "/sparql"
"""Where the endpoint is."""


@routes.route(PATH, methods=["GET", "HEAD", "POST"], provide_automatic_options=False)
def sparql() -> Response:
    """Answer a query, make an update, or describe the service.

    A front server has most queries answered by `mithaq.server.querying`.
    """
    parameters = read_parameters(request)
    query = _query(parameters, request.environ, settings())
    if query is not None:
        return send(sources.answer(backend(), query), request.environ)
    text, update = _one(parameters, "query"), _one(parameters, "update")
    if text is not None and update is not None:
        raise QueryError("the request holds a query and an update; send one of them")
    if update is not None:
        return make_update(update, parameters)
    if request.method == "POST" or parameters:
        raise QueryError("the request holds no query; send it as the parameter “query”")
    return describe()


def read_request(environ: "WSGIEnvironment", settings: Settings) -> wire.Query | None:
    """The query that a request asks, guarded; None where it asks for something else.

    Raises QueryError, QueryTooLarge, QueryRefused; HTTPException where HTTP has a status for it.
    """
    refuse_long_address(environ, settings)
    if environ["REQUEST_METHOD"] != "POST":
        return _query(_pairs(environ["QUERY_STRING"].encode("latin-1")), environ, settings)
    request = Request(environ)
    request.max_content_length = settings.body_bytes
    if request.mimetype == UPDATE:
        return None
    return _query(read_parameters(request), environ, settings)


def _query(
    parameters: Parameters, environ: "WSGIEnvironment", settings: Settings
) -> wire.Query | None:
    """The query among `parameters`, guarded, with its dataset and the media types it may come in."""
    text, update = _one(parameters, "query"), _one(parameters, "update")
    if text is None or update is not None:
        return None
    guard.check(text, settings.limits)
    accept = environ.get("HTTP_ACCEPT")
    solutions = choose(accept, SOLUTIONS_OFFERED)
    return wire.Query(
        text=text,
        solutions=SOLUTIONS[solutions] if solutions else None,
        graph=choose(accept, GRAPHS),
        base=_base(environ),
        default_graphs=_iris(parameters, "default-graph-uri"),
        named_graphs=_iris(parameters, "named-graph-uri"),
    )


def refuse_long_address(environ: "WSGIEnvironment", settings: Settings) -> None:
    """Refuse an address longer than any client needs; a long query is sent by POST."""
    size = len(environ["PATH_INFO"]) + len(environ.get("QUERY_STRING", ""))
    if size > settings.url_bytes:
        abort(414, f"the address has {size} characters; at most {settings.url_bytes} are read")


def make_update(text: str, parameters: Parameters) -> Response:
    """Make an update, as a generation of its own; 204 when that is served."""
    authorise()
    if request.method != "POST":
        raise QueryError("an update is sent by POST")
    updates.check(text, settings().update_limits)
    dataset = (_iris(parameters, f"using-{kind}graph-uri") for kind in ("", "named-"))
    write(Update(updates.using(text, *dataset), request.base_url))
    return Response(status=204)


@routes.route(PATH, methods=["OPTIONS"], provide_automatic_options=False)
def options() -> Response:
    """Tell a browser what a page of another site may send."""
    return Response(status=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})


def read_parameters(request: Request) -> list[tuple[str, str]]:
    """The parameters of the address and of the body; a query sent as the body is `query`."""
    parameters = _pairs(request.query_string)
    if request.method != "POST":
        return parameters
    if request.mimetype == UPDATE:
        authorise()
    elif request.mimetype not in (_FORM, SPARQL_QUERY):
        abort(415, f"send the query as {_FORM} or as {SPARQL_QUERY}")
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        abort(415, "only UTF-8 is read")
    body = request.get_data(cache=False)
    if request.mimetype == _FORM:
        return parameters + _pairs(body)
    name = "query" if request.mimetype == SPARQL_QUERY else "update"
    return [*parameters, (name, _decode(body))]


def content_type(answer: Answer) -> str:
    """What an answer is sent as; 406 where the client accepts none of its forms."""
    if answer.media_type is None:
        answer.pieces.close()
        abort(406, f"the answer comes as {', '.join([*SOLUTIONS, *GRAPHS])}, by the kind of query")
    return get_content_type(answer.media_type, "utf-8")


def may_stream(environ: "WSGIEnvironment") -> bool:
    """Whether an answer may be sent as it comes; else its length is to be told, or tells its end."""
    return bool(environ["REQUEST_METHOD"] != "HEAD" and environ["SERVER_PROTOCOL"] != "HTTP/1.0")


def body(answer: Answer) -> bytes:
    """All of an answer; raises as its pieces do."""
    try:
        return b"".join(answer.pieces)
    finally:
        answer.pieces.close()


def send(answer: Answer, environ: "WSGIEnvironment") -> Response:
    """`answer` as a response of Flask's."""
    told = content_type(answer)
    is_whole = answer.whole or not may_stream(environ)
    pieces = body(answer) if is_whole else Stream(answer.pieces)
    return Response(pieces, content_type=told, headers={"Vary": VARY})


class Stream:
    """An answer whose status is sent: where it fails now the connection is cut.

    The client then misses the last chunk and knows that it has not got the whole.
    """

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self.pieces)
        except QueryError as error:
            _LOG.warning("an answer was cut off: %s", error)
            raise BrokenOff(status_of(error)) from error

    def close(self) -> None:
        self.pieces.close()


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return pairs(encoded)
    except UnicodeDecodeError:
        raise QueryError("the request is not UTF-8") from None


def _base(environ: "WSGIEnvironment") -> str:
    """The address of the request, with which relative IRIs begin."""
    host = environ.get("HTTP_HOST", "")
    base_of = _base_of if len(host) <= _LONGEST_HOST else _base_of.__wrapped__
    server = environ["SERVER_NAME"], environ["SERVER_PORT"]
    path = environ.get("SCRIPT_NAME", ""), environ["PATH_INFO"]
    return base_of(environ["wsgi.url_scheme"], host, server, path)


@lru_cache(64)  # a server is called by few names
def _base_of(scheme: str, host: str, server: tuple[str, str], path: tuple[str, str]) -> str:
    environ = {"wsgi.url_scheme": scheme, "REQUEST_METHOD": "GET"}
    environ["SERVER_NAME"], environ["SERVER_PORT"] = server
    environ["SCRIPT_NAME"], environ["PATH_INFO"] = path
    if host:
        environ["HTTP_HOST"] = host
    return Request(environ).base_url


def _decode(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise QueryError("the query is not UTF-8") from None


def _one(parameters: Parameters, name: str) -> str | None:
    values = [value for key, value in parameters if key == name]
    if len(values) > 1:
        raise QueryError(f"the request holds the parameter “{name}” {len(values)} times")
    return values[0] if values else None


def _iris(parameters: Parameters, name: str) -> tuple[str, ...]:
    values = tuple(value for key, value in parameters if key == name)
    for value in values:
        try:
            NamedNode(value)
        except ValueError:
            raise QueryError(f"{name}: {value[:200]!r} is not an IRI") from None
    return values
