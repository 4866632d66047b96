"""Between the front server and the application: ASGI outside, WSGI (PEP 3333) within.

A request is read whole before a thread is given to it, and an answer goes on at the client's own
pace after its thread is free again; so slow clients hold memory for a while and nothing else. What
was answered before is answered without a thread.
"""

import asyncio
import io
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mithaq.errors import ServerError
from mithaq.server.admission import Admission, client_of
from mithaq.server.calling import call, joined, length
from mithaq.server.coming import Ahead, Coming
from mithaq.server.direct import GONE, REFUSED
from mithaq.server.editor import asks_by_form
from mithaq.server.environ import environ_of
from mithaq.server.layers import Layers
from mithaq.server.leaving import Leaving, begins
from mithaq.server.settings import Settings
from mithaq.server.watching import BEGIN

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

_SHORT = 8_192
"""Bytes of a request that may be read and guarded while others wait."""
_OTHERS = 32
"""Threads for what is long: to read, to answer, to make."""
_PIECE = 64 * 1024
_AHEAD = 256 * 1024**2
"""Bytes of answers that may be ready before their clients take them."""


class Front:
    """An ASGI application that asks a WSGI application, most of all in threads.

    What is known is answered at once; a query waits for its worker without a thread. Of a body that
    is too long nothing is kept; the application sees its length, and refuses it.
    """

    def __init__(self, application: Layers, settings: Settings) -> None:
        self.application = application
        self.largest = settings.write_bytes if settings.token else 2 * settings.body_bytes
        self.queries = Admission(settings.queries, settings.client_share)
        self.pages = ThreadPoolExecutor(
            settings.pages.workers + settings.pages.waiting, thread_name_prefix="pages"
        )
        self.others = ThreadPoolExecutor(_OTHERS, thread_name_prefix="requests")
        self.ahead = Ahead(_AHEAD)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (https://asgi.readthedocs.io, HTTP and WebSocket, version 2.3)."""
        environ = environ_of(scope)
        environ[BEGIN] = time.monotonic()
        self.application.see(environ)
        if _has_body(environ):
            if self.application.direct.takes(environ):
                _refuse(environ, self.queries.refusal(client_of(environ["REMOTE_ADDR"])))
            if REFUSED not in environ and not await self._read(environ, receive):
                return
        leaving = Leaving(receive, asyncio.get_running_loop())
        environ[GONE] = leaving
        try:
            reply = await self._reply(environ, leaving)
            head = {"type": "http.response.start", "status": reply.status, "headers": reply.headers}
            await send(head)
            if reply.rest is None:
                await _send_whole(reply.body, send)
            else:
                await self._send_as_it_comes(reply.rest, send, leaving)
        finally:
            leaving.end()

    async def _reply(self, environ: "WSGIEnvironment", leaving: Leaving) -> "_Reply":
        if REFUSED not in environ and self.application.caching.knows(environ):
            return self._ask(environ)
        direct = self.application.direct
        is_query = direct.takes(environ)
        if not is_query and not asks_by_form(environ):
            return await leaving.loop.run_in_executor(self.pages, self._ask, environ)
        client = client_of(environ["REMOTE_ADDR"])
        if REFUSED not in environ:
            _refuse(environ, self.queries.refusal(client))
        is_read = REFUSED not in environ and is_query and _is_short(environ)
        if is_read and direct.read(environ).error is not None:
            return self._ask(environ)
        if REFUSED not in environ:
            _refuse(environ, await self.queries.turn(client))
        if REFUSED in environ:
            return self._ask(environ)
        try:
            if is_read and await self._begin(environ, leaving):
                return self._ask(environ)
            return await leaving.loop.run_in_executor(self.others, self._ask, environ)
        finally:
            self.queries.end(client)

    async def _begin(self, environ: "WSGIEnvironment", leaving: Leaving) -> bool:
        """Ask what was read, and wait until a worker has begun to answer; whether that is so."""
        direct = self.application.direct
        begun = direct.ask(environ)
        if begun.asked is None:
            return begun.error is not None
        await begins(begun.asked, leaving)
        if leaving.left:
            direct.abandon(environ, begun.asked)
        return True

    async def _read(self, environ: "WSGIEnvironment", receive: Receive) -> bool:
        """Read the body; whether it came whole."""
        if not _has_body(environ):
            return True
        told = environ.get("CONTENT_LENGTH", "")
        if told and int(told) > self.largest:  # the parser lets nothing else pass but digits
            return True
        pieces: list[bytes] = []
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return False
            size += len(message["body"])
            if size <= self.largest:
                pieces.append(message["body"])
            more = message["more_body"] and size <= self.largest
        environ["CONTENT_LENGTH"] = str(size)
        environ["wsgi.input"] = io.BytesIO(b"".join(pieces) if size <= self.largest else b"")
        return True

    def _ask(self, environ: "WSGIEnvironment") -> "_Reply":
        """The application's reply: all of it where it tells its length."""
        called = call(self.application, environ)
        headers = [_encoded(name, value) for name, value in called.headers]
        status = int(called.status[:3])
        has_body = environ["REQUEST_METHOD"] != "HEAD" and status not in (204, 304)
        if has_body and length(called.headers) is None:
            return _Reply(status, headers, b"", called.pieces)
        return _Reply(status, headers, joined(called.pieces), None)

    async def _send_as_it_comes(
        self, pieces: Iterable[bytes], send: Send, leaving: Leaving
    ) -> None:
        """Send `pieces`; where they break off the front server cuts the connection."""
        loop = asyncio.get_running_loop()
        coming = Coming(loop, self.ahead)
        leaving.watch()
        reading = loop.run_in_executor(self.others, coming.read, pieces, leaving)
        try:
            while (piece := await coming.next()) is not None:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        finally:
            coming.abandon()
            whole = await reading
        if whole:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    rest: Iterable[bytes] | None


async def _send_whole(body: bytes, send: Send) -> None:
    """Send `body`; a long one in pieces, which wait until the client has taken those before."""
    start = 0
    while len(body) - start > _PIECE:
        piece = body[start : start + _PIECE]
        await send({"type": "http.response.body", "body": piece, "more_body": True})
        start += _PIECE
    last = body[start:] if start else body
    await send({"type": "http.response.body", "body": last, "more_body": False})


def _is_short(environ: "WSGIEnvironment") -> bool:
    """Whether a request is read and guarded in little time, and answered as the answer comes.

    Who is to be told the length is answered when all of it is there.
    """
    return (
        len(environ["QUERY_STRING"]) + int(environ.get("CONTENT_LENGTH") or 0) <= _SHORT
        and environ["REQUEST_METHOD"] != "HEAD"
        and environ["SERVER_PROTOCOL"] != "HTTP/1.0"
    )


def _refuse(environ: "WSGIEnvironment", reason: ServerError | None) -> None:
    """Let the application refuse a request, where there is a reason."""
    if reason is not None:
        environ[REFUSED] = reason


def _has_body(environ: "WSGIEnvironment") -> bool:
    length = environ.get("CONTENT_LENGTH", "")
    return bool(length or "HTTP_TRANSFER_ENCODING" in environ) and length != "0"


@lru_cache(512)  # most headers say the same in every answer
def _encoded(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode("latin-1"), value.encode("latin-1")
