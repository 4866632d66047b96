"""The codings of a request's body: what cannot be undone here is said so before anything is read."""

from typing import TYPE_CHECKING

from werkzeug import exceptions
from werkzeug.exceptions import HTTPException

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

TRANSFER = "HTTP_TRANSFER_ENCODING"
_CONTENT = "HTTP_CONTENT_ENCODING"


def refusal(environ: "WSGIEnvironment") -> HTTPException | None:
    """Why a request's body cannot be read (RFC 9112 §6.1, RFC 9110 §15.5.16); None where it can.

    >>> refusal({TRANSFER: "Chunked"}), refusal({TRANSFER: "gzip, chunked"}).code
    (None, 501)
    """
    if environ.get(TRANSFER, "chunked").strip().lower() != "chunked":
        return exceptions.NotImplemented(
            "the body is read as it is, or chunked: send it in no other coding"
        )
    if environ.get(_CONTENT, "identity").strip().lower() not in ("", "identity"):
        return exceptions.UnsupportedMediaType(
            "the body is not unpacked here: send it without Content-Encoding"
        )
    return None
