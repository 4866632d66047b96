"""Problems: every error as a status and one sentence, as problem+json (RFC 9457) or as a page."""

import json
import logging
import uuid
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, NotFound

from mithaq.errors import (
    BackendError,
    MithaqError,
    NotFoundError,
    ParameterError,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    ServerError,
    StoreError,
    TooManyRequestsError,
)
from mithaq.iris import BASE, kebab
from mithaq.server.negotiation import prefers_html
from mithaq.server.watching import REQUEST_ID

_LOG = logging.getLogger(__name__)
RETRY_AFTER = 2
"""The seconds after which who was refused for want of room may ask again."""

_STATUSES: tuple[tuple[type[MithaqError], HTTPStatus], ...] = (
    (QueryTimeout, HTTPStatus.GATEWAY_TIMEOUT),
    (QueryRefused, HTTPStatus.FORBIDDEN),
    (QueryError, HTTPStatus.BAD_REQUEST),
    (ParameterError, HTTPStatus.BAD_REQUEST),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (BackendError, HTTPStatus.BAD_GATEWAY),
    (TooManyRequestsError, HTTPStatus.TOO_MANY_REQUESTS),
    (ServerError, HTTPStatus.SERVICE_UNAVAILABLE),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
)


def handle_problems(app: Flask) -> None:
    """Answer every error that a request of `app` meets."""
    app.register_error_handler(MithaqError, explain)
    app.register_error_handler(HTTPException, explain_http)
    app.register_error_handler(ConnectionAbortedError, explain_nobody)
    app.register_error_handler(Exception, explain_bug)


def explain(error: MithaqError) -> Response:
    """The answer to a request that a person can mend."""
    sentence, _, excerpt = str(error).partition("\n")
    problem = {"type": f"{BASE}problem/{kind_of(error)}", "detail": sentence}
    place = {}
    if isinstance(error, QuerySyntaxError):
        place = {"line": error.line, "column": error.column, "excerpt": excerpt}
    return _send(status_of(error), {**problem, **place})


def status_of(error: MithaqError) -> HTTPStatus:
    """The status that says what `error` says."""
    found = (status for kind, status in _STATUSES if isinstance(error, kind))
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


def kind_of(error: MithaqError) -> str:
    """What kind of error `error` is, as it stands in its type and among the words of the pages."""
    return kebab(type(error).__name__)


def explain_http(error: HTTPException) -> Response:
    """The answer to a request that HTTP itself has no good answer to."""
    status = HTTPStatus(error.code or 500)
    detail = error.description or status.phrase
    if detail == NotFound.description:
        detail = "the address was not found; /queries, /documents and /ontology are here"
    response = _send(status, {"type": "about:blank", "detail": detail})
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def explain_nobody(_error: ConnectionAbortedError) -> Response:
    """The answer to a client that has left; nobody reads it."""
    return Response(status=HTTPStatus.SERVICE_UNAVAILABLE)


def explain_bug(error: Exception) -> Response:
    """The answer where we are wrong: nothing of the inside is shown."""
    _LOG.error("%s %s failed", request.method, request.path, exc_info=error)
    return _send(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        {"type": "about:blank", "detail": "the server met an error of its own; it was noted"},
    )


def _send(status: HTTPStatus, members: dict[str, Any]) -> Response:
    problem = {
        "type": members.pop("type"),
        "title": status.phrase,
        "status": status.value,
        "instance": f"urn:uuid:{uuid.UUID(hex=request.environ[REQUEST_ID])}",
        **members,
    }
    if prefers_html(request.headers.get("Accept")):
        response = Response(render_template("problem.html", problem=problem), status)
    else:
        body = json.dumps(problem, ensure_ascii=False) + "\n"
        response = Response(body, status, mimetype="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept, Accept-Language"
    if status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS):
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
