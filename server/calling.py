"""Calling a WSGI application, and what its caller owes the answer (PEP 3333)."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

Headers = list[tuple[str, str]]

_LENGTH = len("content-length")


class Called(NamedTuple):
    """What an application answered; `pieces` are to be closed, however they end."""

    status: str
    headers: Headers
    pieces: Iterable[bytes]


class Reply(NamedTuple):
    """An answer as a front server sends it: what is not in `body` comes by `rest`."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes = b""
    rest: Iterable[bytes] | None = None


def replied(application: "WSGIApplication", environ: "WSGIEnvironment") -> Reply:
    """The reply of `application` to a request: all of it where it tells its length."""
    called = call(application, environ)
    status = int(called.status[:3])
    has_body = environ["REQUEST_METHOD"] != "HEAD" and status not in (204, 304)
    if has_body and length(called.headers) is None:
        return Reply(status, called.headers, rest=called.pieces)
    return Reply(status, called.headers, joined(called.pieces))


def call(application: "WSGIApplication", environ: "WSGIEnvironment") -> Called:
    """The answer of `application` to a request."""
    started: list[tuple[str, Headers]] = []

    def start(status: str, headers: Headers, exc_info: object = None) -> Callable[[bytes], object]:
        del exc_info
        started[:] = [(status, headers)]
        return lambda _: None

    pieces = application(environ, start)
    ((status, headers),) = started
    return Called(status, headers, pieces)


def length(headers: Iterable[tuple[str, str]]) -> int | None:
    """How many bytes the body has, where the headers tell it."""
    for name, value in headers:
        if len(name) == _LENGTH and name.lower() == "content-length":
            return int(value)
    return None


def joined(pieces: Iterable[bytes]) -> bytes:
    """All of an answer."""
    try:
        return b"".join(pieces)
    finally:
        close(pieces)


def close(pieces: Iterable[bytes]) -> None:
    """Let the application know that nobody wants more of its answer."""
    if (end := getattr(pieces, "close", None)) is not None:
        end()
