"""A request as ASGI has it, as WSGI wants it (PEP 3333)."""

import io
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

GONE = "mithaq.gone"
"""Where a request's environment holds a function that tells whether the client has left."""
REFUSED = "mithaq.refused"
"""Where the environment of a request that is not admitted says why, as an error."""

_OURS = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": False,
    "wsgi.run_once": False,
}
_ALL = "*"
"""What is asked of the server as a whole (RFC 9110 §7.1): what its first page can."""
_LONGEST = 40  # bytes of a header's name that is remembered
_NAMES = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


def environ_of(scope: Mapping[str, Any]) -> "WSGIEnvironment":
    """The environment of a request (PEP 3333)."""
    path = _unquoted(scope["raw_path"]).decode("latin-1")
    if path == _ALL and scope["method"] == "OPTIONS":
        path = "/"
    line = RequestLine(scope["method"], path, scope["query_string"], scope["http_version"])
    peers = peers_of(scope["server"], scope["client"], scope["scheme"])
    return environ_with(peers, line, scope["headers"])


class RequestLine(NamedTuple):
    """What the first line of a request says, its path without escapes."""

    method: str
    path: str
    query: bytes
    version: str = "1.1"


def peers_of(
    server: tuple[str, int | None] | None, client: tuple[str, int] | None, scheme: str
) -> Mapping[str, Any]:
    """What is the same for all requests of a connection."""
    host, port = server or ("", None)
    return {
        **_OURS,
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": client[0] if client else "",
        "wsgi.url_scheme": scheme,
    }


def environ_with(
    peers: Mapping[str, Any], line: RequestLine, headers: Iterable[tuple[bytes, bytes]]
) -> "WSGIEnvironment":
    """The environment of a request on the connection between `peers`."""
    environ: WSGIEnvironment = {
        **peers,
        "REQUEST_METHOD": line.method,
        "PATH_INFO": line.path,
        "QUERY_STRING": line.query.decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{line.version}",
        "wsgi.input": io.BytesIO(),
    }
    for name, value in headers:
        key = _name(name)
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]},{text}" if key in environ else text
    return environ


def body_length(environ: "WSGIEnvironment") -> int:
    """How many bytes the body of a request has, as far as it tells."""
    told: str = environ.get("CONTENT_LENGTH", "")
    return int(told) if told.isascii() and told.isdecimal() else 0


def has_body(environ: "WSGIEnvironment") -> bool:
    """Whether a request has a body."""
    told = environ.get("CONTENT_LENGTH", "")
    return bool(told or "HTTP_TRANSFER_ENCODING" in environ) and told != "0"


def _unquoted(path: bytes) -> bytes:
    return unquote_to_bytes(path) if b"%" in path else path


def _name(name: bytes) -> str:
    return _known_name(name) if len(name) <= _LONGEST else _known_name.__wrapped__(name)


@lru_cache(256)  # most requests have the same
def _known_name(name: bytes) -> str:
    if name in _NAMES:
        return _NAMES[name]
    # A name with “_” would be taken for the one with “-”.
    text = name.decode("latin-1")
    return f"mithaq.header.{text}" if "_" in text else f"HTTP_{text.upper().replace('-', '_')}"
