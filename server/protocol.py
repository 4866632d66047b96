"""`/sparql`: the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/)."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from flask import Blueprint, Response, abort, request
from pyoxigraph import NamedNode
from werkzeug.utils import get_content_type
from werkzeug.wrappers import Request

from mithaq.errors import QueryError
from mithaq.server import guard, updates, wire
from mithaq.server.changes import Update
from mithaq.server.context import settings
from mithaq.server.description import describe
from mithaq.server.encoded import pairs
from mithaq.server.negotiation import GRAPHS, SOLUTIONS, SPARQL_QUERY, choose
from mithaq.server.settings import Settings
from mithaq.server.sources import Answer, Pieces
from mithaq.server.writing import authorise, write

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
    """Make an update; without a query or an update describe the service.

    Queries come by `mithaq.server.direct`, and here only where something is wrong with them.
    """
    parameters = read_parameters(request)
    text, update = _one(parameters, "query"), _one(parameters, "update")
    if text is not None and update is not None:
        raise QueryError("the request holds a query and an update; send one of them")
    if update is not None:
        return make_update(update, parameters)
    if request.method == "POST" or parameters:
        raise QueryError("the request holds no query; send it as the parameter “query”")
    return describe()


def read_request(request: Request, settings: Settings) -> wire.Query | None:
    """The query that a request asks, guarded; None where it asks for something else.

    Raises QueryError, QueryTooLarge, QueryRefused; HTTPException where HTTP has a status for it.
    """
    refuse_long_address(request, settings)
    if request.method == "POST" and request.mimetype == UPDATE:
        return None
    parameters = read_parameters(request)
    text, update = _one(parameters, "query"), _one(parameters, "update")
    if text is None or update is not None:
        return None
    guard.check(text, settings.limits)
    return read_query(text, parameters, request)


def refuse_long_address(request: Request, settings: Settings) -> None:
    """Refuse an address longer than any client needs; a long query is sent by POST."""
    size = len(request.path) + len(request.query_string)
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


def read_query(text: str, parameters: Parameters, request: Request) -> wire.Query:
    """The query with its dataset, and the media types the client accepts."""
    accept = request.headers.get("Accept")
    solutions = choose(accept, list(SOLUTIONS))
    return wire.Query(
        text=text,
        solutions=SOLUTIONS[solutions] if solutions else None,
        graph=choose(accept, GRAPHS),
        base=_base(request),
        default_graphs=_iris(parameters, "default-graph-uri"),
        named_graphs=_iris(parameters, "named-graph-uri"),
    )


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it is sent: its content type, its bytes, and how many where that is known."""

    content_type: str
    pieces: Iterable[bytes]
    length: int | None


def reply(answer: Answer, request: Request) -> Reply:
    """`answer` as it comes; whole where its length is to be told, or is all that tells its end."""
    if answer.media_type is None:
        answer.pieces.close()
        abort(406, f"the answer comes as {', '.join([*SOLUTIONS, *GRAPHS])}, by the kind of query")
    content_type = get_content_type(answer.media_type, "utf-8")
    told = request.method == "HEAD" or request.environ["SERVER_PROTOCOL"] == "HTTP/1.0"
    if not answer.whole and not told:
        return Reply(content_type, Stream(answer.pieces), None)
    try:
        body = b"".join(answer.pieces)
    finally:
        answer.pieces.close()
    return Reply(content_type, [body], len(body))


def send(answer: Answer, request: Request) -> Response:
    """`answer` as a response of Flask's."""
    sent = reply(answer, request)
    response = Response(sent.pieces, content_type=sent.content_type, headers={"Vary": VARY})
    if sent.length is not None:
        response.content_length = sent.length
    return response


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
            raise ConnectionAbortedError from error

    def close(self) -> None:
        self.pieces.close()


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return pairs(encoded)
    except UnicodeDecodeError:
        raise QueryError("the request is not UTF-8") from None


def _base(request: Request) -> str:
    """The address of the request, with which relative IRIs begin."""
    host = request.environ.get("HTTP_HOST", "")
    if len(host) > _LONGEST_HOST or request.root_path:
        return request.base_url
    server = request.environ["SERVER_NAME"], request.environ["SERVER_PORT"]
    return _base_of(request.scheme, host, server, request.environ["PATH_INFO"])


@lru_cache(64)  # a server is called by few names
def _base_of(scheme: str, host: str, server: tuple[str, str], path: str) -> str:
    name, port = server
    environ = {"wsgi.url_scheme": scheme, "SERVER_NAME": name, "SERVER_PORT": port}
    if host:
        environ["HTTP_HOST"] = host
    return Request({**environ, "REQUEST_METHOD": "GET", "PATH_INFO": path}).base_url


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
