"""Before the application: answers that were given already, validated, and compressed.

The key is the generation with all that an answer depends on; so nothing is ever invalidated. What
is not 200, or says `no-store`, or brings a validator of its own, passes through.
"""

import io
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache, partial
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from werkzeug.http import parse_etags

from mithaq.server.cache import Cache, Headers, Stored
from mithaq.server.calling import Reply, call, close, joined, length
from mithaq.server.compression import coding

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_DEPENDS_ON = ("HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_HOST", "wsgi.url_scheme")
_LONGEST = 65_536
"""Bytes of a request body that may be part of a key."""
_LOOKED = "mithaq.looked"
"""Where a request's environment holds what was found for it."""
_OF_THE_BODY = frozenset({"content-length", "date"})
_OF_ITS_OWN = frozenset({"etag", "last-modified", "set-cookie", "content-encoding"})
"""What an answer has that is validated or coded elsewhere."""


class Looked(NamedTuple):
    """What an answer depends on, where that may be said, and the answer where it is kept."""

    may_be_kept: bool
    key: tuple[str, Hashable] | None = None
    """The generation that is served, and the rest."""
    known: Stored | None = None


class Caching:
    """A WSGI application that answers from `cache`, and asks `application` for the rest.

    `generation` names the generation that is served now, None where nothing says how long an answer
    holds; then none is kept. Answers larger than `largest` bytes are not kept.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        cache: Cache,
        generation: Callable[[], str | None],
        largest: int = 4_000_000,
    ) -> None:
        self.application = application
        self.cache = cache
        self.generation = generation
        self.largest = largest

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        looked: Looked = environ.pop(_LOOKED, None) or self._look(environ)
        if not looked.may_be_kept:
            return self.application(environ, start_response)
        if looked.known is not None:
            return _started(sent(looked.known, environ), start_response)
        return self._ask(looked, environ, start_response)

    def look(self, environ: "WSGIEnvironment") -> Looked:
        """What is known of a request; the next call with `environ` looks no more."""
        looked = environ[_LOOKED] = self._look(environ)
        return looked

    def _look(self, environ: "WSGIEnvironment") -> Looked:
        key = self._key(environ)
        generation = self.generation()
        if key is None or generation is None:
            return Looked(may_be_kept=key is not None)
        whole = (generation, key)
        return Looked(may_be_kept=True, key=whole, known=self.cache.get(whole))

    def whole(
        self,
        looked: Looked,
        headers: Headers,
        body: bytes,
        environ: "WSGIEnvironment",
        *,
        plain: bool = False,
    ) -> Reply:
        """An answer with status 200 as it is sent, which is kept where it may be.

        A `plain` one is sent as it is: validated and compressed when it is asked for again.
        """
        lasting = _lasting(headers) if looked.may_be_kept else None
        if lasting is not None:
            answer = Stored(lasting, body)
            self.keep(looked, answer)
            if not plain:
                return sent(answer, environ)
        told = (*(lasting or headers), ("Content-Length", str(len(body))))
        return Reply(200, told, b"" if _is_head(environ) else body)

    def keep(self, looked: Looked, answer: Stored) -> None:
        """Keep `answer` for requests such as the one that was looked at.

        Where another generation has taken over since, it may be that one's, and the former may come back.
        """
        if looked.key is None or looked.key[0] != self.generation():
            return
        if len(answer.body) <= self.largest:
            self.cache.put(looked.key, answer)

    def streamed(self, looked: Looked, headers: Headers, pieces: Iterable[bytes]) -> Reply:
        """An answer with status 200 as it comes, which is kept where it may be and was sent whole.

        It tells what a whole one tells, but for its length and its hash, which nobody knows yet.
        """
        lasting = _lasting(headers) if looked.may_be_kept else None
        if lasting is None:
            return Reply(200, headers, rest=pieces)
        if looked.key is not None:
            keep = partial(self._keep_body, looked, lasting)
            pieces = _Tee(pieces, keep, self.largest)
        return Reply(200, lasting, rest=pieces)

    def _keep_body(self, looked: Looked, headers: Headers, body: bytes) -> None:
        self.keep(looked, Stored(headers, body))

    def _key(self, environ: "WSGIEnvironment") -> Hashable | None:
        """What the answer depends on but for the generation; None where it may not be kept."""
        method = environ["REQUEST_METHOD"]
        body = b""
        if method == "POST":
            length = environ.get("CONTENT_LENGTH") or ""
            if not length.isascii() or not length.isdecimal() or int(length) > _LONGEST:
                return None
            body = environ["wsgi.input"].read(int(length))
            environ["wsgi.input"] = io.BytesIO(body)
        elif method not in ("GET", "HEAD"):
            return None
        return (
            "POST" if method == "POST" else "GET",
            environ.get("PATH_INFO", ""),
            environ.get("QUERY_STRING", ""),
            environ.get("CONTENT_TYPE", "") if method == "POST" else "",
            body,
            *(environ.get(name) for name in _DEPENDS_ON),
        )

    def _ask(
        self, looked: Looked, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """The application's answer, which is kept where it is whole and may be."""
        # To a client of HTTP/1.0 the application tells the length, which a HEAD asks for.
        whole = {"REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.0"}
        asked = {**environ, **whole} if _is_head(environ) else environ
        called = call(self.application, asked)
        status, headers, pieces = called.status, called.headers, called.pieces
        told = tuple(header for header in headers if header[0] != "Content-Length")
        if not status.startswith("200 ") or _lasting(told) is None:
            start_response(status, headers)
            if not _is_head(environ):
                return pieces
            close(pieces)
            return []
        if length(headers) is None:
            reply = self.streamed(looked, told, pieces)
        else:
            reply = self.whole(looked, told, joined(pieces), environ)
        return _started(reply, start_response)


class _Tee:
    """An answer on its way out, remembered up to `largest` bytes for `keep` once it is whole."""

    def __init__(
        self, pieces: Iterable[bytes], keep: Callable[[bytes], None], largest: int
    ) -> None:
        self.pieces = pieces
        self.iterator: Iterator[bytes] = iter(pieces)
        self.keep = keep
        self.left = largest
        self.seen: list[bytes] = []

    def __iter__(self) -> "_Tee":
        return self

    def __next__(self) -> bytes:
        try:
            piece = next(self.iterator)
        except StopIteration:
            if self.left >= 0:
                self.keep(b"".join(self.seen))
                self.left = -1
            raise
        self.left -= len(piece)
        if self.left >= 0:
            self.seen.append(piece)
        else:
            self.seen.clear()
        return piece

    def close(self) -> None:
        close(self.pieces)


def sent(answer: Stored, environ: "WSGIEnvironment") -> Reply:
    """`answer` in the coding that the client takes, or 304 where it has it."""
    encoding = _coding(answer, environ)
    tag = answer.tag if encoding == "identity" else f"{answer.tag}-{encoding}"
    headers = [*answer.headers, ("ETag", f'"{tag}"')]
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and parse_etags(known).contains_weak(tag):
        return Reply(304, [each for each in headers if not _describes_the_body(each[0])], b"")
    body = answer.encoded(encoding)
    if encoding != "identity":
        headers.append(("Content-Encoding", encoding))
    headers.append(("Content-Length", str(len(body))))
    return Reply(200, headers, b"" if _is_head(environ) else body)


def is_ready(answer: Stored, environ: "WSGIEnvironment") -> bool:
    """Whether `answer` is at hand as it is to be sent."""
    return answer.is_ready(_coding(answer, environ))


def _coding(answer: Stored, environ: "WSGIEnvironment") -> str:
    return "identity" if answer.is_small else coding(environ.get("HTTP_ACCEPT_ENCODING"))


def _started(reply: Reply, start_response: "StartResponse") -> Iterable[bytes]:
    start_response(f"{reply.status} {HTTPStatus(reply.status).phrase}", list(reply.headers))
    return [reply.body] if reply.rest is None else reply.rest


def _is_head(environ: "WSGIEnvironment") -> bool:
    return bool(environ["REQUEST_METHOD"] == "HEAD")


def _describes_the_body(name: str) -> bool:
    return name.lower() in ("content-type", "content-disposition")


@lru_cache(256)  # most answers say the same of themselves
def _lasting(headers: Headers) -> Headers | None:
    """The headers of an answer to keep: that it depends on the coding, and is to be validated.

    None where they say that it may not be kept.
    """
    told = {name.lower(): value for name, value in headers}
    if "no-store" in told.get("cache-control", "") or told.keys() & _OF_ITS_OWN:
        return None
    kept = {name: value for name, value in headers if name.lower() not in _OF_THE_BODY}
    kept["Vary"] = ", ".join(filter(None, (kept.get("Vary"), "Accept-Encoding")))
    kept.setdefault("Cache-Control", "no-cache")
    several = [(n, v) for n, v in headers if n.lower() == "link"]
    return (*((n, v) for n, v in kept.items() if n.lower() != "link"), *several)
