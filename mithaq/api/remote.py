"""The remote engine: queries answered by a server (https://www.w3.org/TR/sparql11-protocol/)."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from mithaq import errors
from mithaq.api.results import Evaluate, Result, read_result
from mithaq.errors import (
    MithaqError,
    ParameterError,
    QueryError,
    QuerySyntaxError,
    QueryTimeout,
    ServerError,
)
from mithaq.iris import BASE, kebab
from mithaq.queries.answers import Answer
from mithaq.queries.searching import SEARCH
from mithaq.queries.solutions import Solutions

_SOLUTIONS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_ACCEPT = f"{_SOLUTIONS}, {_TRIPLES};q=0.9"
_LONGEST_REASON = 300  # characters
_PROBLEMS = {
    f"{BASE}problem/{kebab(kind.__name__)}": kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, MithaqError)
}
"""The errors by the type that the server's problem documents (RFC 9457) give them."""


class _NoRedirects(HTTPRedirectHandler):
    """A query is sent to the address that was given: redirected, it would lose its body."""

    def redirect_request(self, *_arguments: object) -> None:
        return None


_opener = build_opener(_NoRedirects)


def endpoint(url: str) -> str:
    """The SPARQL endpoint that `url` means: a server's own address stands for its `/sparql`.

    >>> endpoint("http://127.0.0.1:8000/"), endpoint("https://example.org/some/sparql")
    ('http://127.0.0.1:8000/sparql', 'https://example.org/some/sparql')
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:  # a port or an address in brackets that is none
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise ServerError(f"{url!r} is no server's address: give one such as http://127.0.0.1:8000")
    return url if parts.path.strip("/") else f"{parts.scheme}://{parts.netloc}/sparql"


def evaluating(address: str, *, timeout: float) -> Evaluate:
    """A way to ask the endpoint at `address`, which may be silent for `timeout` seconds."""

    def evaluate(sparql: str) -> Result:
        media_type, body = _post(address, sparql, timeout)
        try:
            if media_type == _SOLUTIONS:
                return read_result(parse_query_results(body, QueryResultsFormat.JSON))
            if media_type == _TRIPLES:
                return tuple(quad.triple for quad in parse(body, RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError) as error:
            reason = str(error).partition("\n")[0]
            raise ServerError(f"what {address} sent cannot be read: {reason}") from error
        raise ServerError(f"{address} is no SPARQL endpoint: it sent {media_type or 'no type'}")

    return evaluate


def searching(address: str, *, timeout: float) -> Callable[[Mapping[str, str]], Answer]:
    """A way to search at the server whose endpoint is at `address`."""

    def search(arguments: Mapping[str, str]) -> Answer:
        root = address.removesuffix("/sparql")
        if root == address:
            raise ServerError(f"{address} cannot be searched: give the address of a Mithaq server")
        try:
            query = urlencode(arguments)
        except UnicodeEncodeError as error:
            raise ParameterError("q holds half a surrogate pair, which is no character") from error
        request = Request(f"{root}/search.srj?{query}")  # noqa: S310  (see `endpoint`)
        media_type, body = _send(root, request, timeout)
        try:
            found = read_result(parse_query_results(body, QueryResultsFormat.JSON))
        except (SyntaxError, ValueError) as error:
            raise ServerError(f"{root} is no Mithaq server: it sent {media_type}") from error
        if not isinstance(found, Solutions):
            raise ServerError(f"{root} is no Mithaq server: it sent no rows")
        return Answer(SEARCH, arguments, found)

    return search


def _post(address: str, sparql: str, timeout: float) -> tuple[str, bytes]:
    """The media type and the body of the answer to `sparql`."""
    try:
        body = urlencode({"query": sparql}).encode()
    except UnicodeEncodeError as error:
        raise QueryError("the query holds half a surrogate pair, which is no character") from error
    request = Request(address, data=body, headers={"Accept": _ACCEPT})  # noqa: S310  (see `endpoint`)
    return _send(address, request, timeout)


def _send(address: str, request: Request, timeout: float) -> tuple[str, bytes]:
    """The media type and the body of the answer to `request`."""
    try:
        with _opener.open(request, timeout=timeout) as response:
            return response.headers.get_content_type(), response.read()
    except HTTPError as error:
        with error:
            raise _problem(address, error) from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _late(address, timeout) from error
        reason = getattr(error.reason, "strerror", None) or error.reason
        raise ServerError(f"{address} cannot be reached ({reason}): is the server up?") from error
    except TimeoutError as error:
        raise _late(address, timeout) from error
    except (HTTPException, OSError) as error:  # a server cuts an answer off that it cannot finish
        raise QueryError(f"{address} broke the answer off: ask for less") from error


def _late(address: str, timeout: float) -> QueryTimeout:
    return QueryTimeout(
        f"{address} was silent for {timeout:g} seconds: ask for less, or give a longer `timeout`"
    )


def _problem(address: str, error: HTTPError) -> MithaqError:
    """The error that the server tells of, or what its status says."""
    try:
        body = error.read()
    except (HTTPException, OSError):
        body = b""
    try:
        told: Any = json.loads(body)
        kind, detail = _PROBLEMS[told["type"]], str(told["detail"])
    except (ValueError, KeyError, TypeError):
        return _refusal(address, error, body)
    if kind is QuerySyntaxError:
        return QuerySyntaxError(
            f"{detail}\n{told.get('excerpt', '')}".rstrip("\n"),
            line=int(told.get("line", 0)),
            column=int(told.get("column", 0)),
        )
    return kind(detail)


def _refusal(address: str, error: HTTPError, body: bytes) -> MithaqError:
    """What another endpoint than Mithaq's, or none at all, means by a status."""
    status = f"{error.code} {error.reason}"
    if error.code == HTTPStatus.BAD_REQUEST and error.headers.get_content_type() == "text/plain":
        said = body.decode(errors="replace").strip().partition("\n")[0]
        return QueryError(f"{address} answered {status}: {said[:_LONGEST_REASON]}")
    return ServerError(f"{address} answered {status}: is it an endpoint?")
