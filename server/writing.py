"""Who may write: those who bring the server's bearer token (RFC 6750), nobody where it has none."""

import hmac

from flask import request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from mithaq.errors import BuildError, QueryRefused, ServerError
from mithaq.server.changes import Change, Written
from mithaq.server.context import backend, settings

_SCHEME = "bearer"


def authorise() -> None:
    """Pass a request that may write, before its body is looked at.

    Raises QueryRefused where nobody may, 401 where the token is missing or wrong.
    """
    token = settings().token
    if not token:
        raise QueryRefused("nothing is written here: this server only reads")
    authorization = request.authorization
    given = authorization.token if authorization and authorization.type == _SCHEME else None
    if given is None:
        raise _unauthorized("to write, send the server's token: “Authorization: Bearer …”")
    if not hmac.compare_digest(given.encode(), token.encode()):
        raise _unauthorized("the token is not the server's", error="invalid_token")
    request.max_content_length = settings().write_bytes


def write(change: Change) -> Written:
    """Make a change; ServerError where a build is writing to the same folder."""
    try:
        return backend().write(change)
    except BuildError as error:
        raise ServerError(f"the change was not made: {error}") from error


def _unauthorized(sentence: str, **parameters: str) -> Unauthorized:
    challenge = WWWAuthenticate(_SCHEME, {"realm": "mithaq", **parameters})
    return Unauthorized(sentence, www_authenticate=challenge)
