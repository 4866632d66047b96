"""Between the front server and the application: ASGI outside, WSGI (PEP 3333) within.

A request is read whole before a thread is given to it, and an answer goes on at the client's own
pace after its thread is free again; so slow clients hold memory for a while and nothing else. What
was answered before is answered without a thread.
"""

import asyncio
import io
import sys
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from mithaq.server.direct import FULL, GONE
from mithaq.server.layers import Layers
from mithaq.server.settings import Lane, Settings
from mithaq.server.sources import Asking
from mithaq.server.watching import BEGIN

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Scope = Mapping[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_SHORT = 8_192
"""Bytes of a request that may be read and guarded while others wait."""
_OTHERS = 32
"""Threads for what is long: to read, to answer, to make."""
_GLANCE = 0.1
"""Seconds after which a query is not short, and its client may have left."""
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
        self.queries = _Queue(settings.queries)
        self.pages = ThreadPoolExecutor(
            settings.pages.workers + settings.pages.waiting, thread_name_prefix="pages"
        )
        self.others = ThreadPoolExecutor(_OTHERS, thread_name_prefix="requests")
        self.ahead = _Ahead(_AHEAD)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (https://asgi.readthedocs.io, HTTP and WebSocket, version 2.3)."""
        environ = _environ(scope)
        environ[BEGIN] = time.monotonic()
        self.application.see(environ)
        if self.queries.is_full and _has_body(environ) and self.application.direct.takes(environ):
            environ[FULL] = True  # before anything of it is read
        elif not await self._read(environ, receive):
            return
        leaving = _Leaving(receive, asyncio.get_running_loop())
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

    async def _reply(self, environ: "WSGIEnvironment", leaving: "_Leaving") -> "_Reply":
        if FULL not in environ and self.application.caching.knows(environ):
            return self._ask(environ)
        if not self.application.direct.takes(environ):
            return await leaving.loop.run_in_executor(self.pages, self._ask, environ)
        if FULL in environ or not await self.queries.turn():
            environ[FULL] = True
            return self._ask(environ)
        try:
            return await self._ask_query(environ, leaving)
        finally:
            self.queries.free.release()

    async def _ask_query(self, environ: "WSGIEnvironment", leaving: "_Leaving") -> "_Reply":
        """The reply to what is perhaps a query, when a worker has begun to answer it."""
        is_short = len(environ["QUERY_STRING"]) + int(environ.get("CONTENT_LENGTH") or 0) <= _SHORT
        # Who is to be told the length is answered when all of it is there.
        in_pieces = environ["REQUEST_METHOD"] != "HEAD" and environ["SERVER_PROTOCOL"] != "HTTP/1.0"
        if is_short and in_pieces:
            begun = self.application.direct.begin(environ)
            if begun.error is not None:
                return self._ask(environ)
            if begun.asked is not None:
                await _begins(begun.asked, leaving)
                if leaving.left:
                    self.application.direct.abandon(environ, begun.asked)
                return self._ask(environ)
        return await leaving.loop.run_in_executor(self.others, self._ask, environ)

    async def _read(self, environ: "WSGIEnvironment", receive: Receive) -> bool:
        """Read the body; whether it came whole."""
        if not _has_body(environ):
            return True
        length = environ.get("CONTENT_LENGTH", "")
        if length and int(length) > self.largest:  # the parser lets nothing else pass but digits
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
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: object = None
        ) -> Callable[[bytes], object]:
            del exc_info
            started[:] = [(status, headers)]
            return lambda _: None

        pieces = self.application(environ, start)
        ((status, headers),) = started
        told = [_encoded(name, value) for name, value in headers]
        code = int(status[:3])
        if (
            environ["REQUEST_METHOD"] != "HEAD"
            and code not in (204, 304)
            and not _tells_length(told)
        ):
            return _Reply(code, told, b"", pieces)
        try:
            return _Reply(code, told, b"".join(pieces), None)
        finally:
            _close(pieces)

    async def _send_as_it_comes(
        self, pieces: Iterable[bytes], send: Send, leaving: "_Leaving"
    ) -> None:
        """Send `pieces`; where they break off the front server cuts the connection."""
        loop = asyncio.get_running_loop()
        coming = _Coming(loop, self.ahead)
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


class _Queue:
    """The free queries: as many at a time as there are workers, and those that wait for their turn."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self.free = asyncio.Semaphore(lane.workers)
        self.waiting = 0

    @property
    def is_full(self) -> bool:
        """Whether not one more request may wait."""
        return self.free.locked() and self.waiting >= self.lane.waiting

    async def turn(self) -> bool:
        """Wait for a turn, to be given back by `free.release`; whether it came in time."""
        if not self.free.locked():
            return await self.free.acquire()
        if self.is_full:
            return False
        self.waiting += 1
        try:
            async with asyncio.timeout(self.lane.patience):
                return await self.free.acquire()
        except TimeoutError:
            return False
        finally:
            self.waiting -= 1


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    rest: Iterable[bytes] | None


class _Ahead:
    """How many bytes are ready that no client has taken yet, in all answers."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held = 0
        self.changed = threading.Condition()

    def add(self, size: int, is_abandoned: Callable[[], bool]) -> None:
        """Count `size` more, when there is room for it."""
        with self.changed:
            while self.held > self.most and not is_abandoned():
                self.changed.wait(0.1)
            self.held += size

    def remove(self, size: int) -> None:
        """Count `size` less."""
        with self.changed:
            self.held -= size
            self.changed.notify_all()


class _Coming:
    """The pieces of an answer, read in a thread and taken in the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, ahead: _Ahead) -> None:
        self.loop = loop
        self.ahead = ahead
        self.pieces: deque[bytes | None] = deque()
        self.arrived = asyncio.Event()
        self.abandoned = False

    def read(self, pieces: Iterable[bytes], leaving: Callable[[], bool]) -> bool:
        """Read `pieces` to their end, or until nobody waits for them; whether they were whole."""
        whole = False
        try:
            for piece in pieces:
                self.ahead.add(len(piece), lambda: self.abandoned)
                self.loop.call_soon_threadsafe(self._put, piece)
                if self.abandoned or leaving():
                    break
            else:
                whole = True
        except ConnectionAbortedError:
            pass  # whoever broke it off has said why
        finally:
            _close(pieces)
            self.loop.call_soon_threadsafe(self._put, None)
        return whole

    async def next(self) -> bytes | None:
        """The next piece; None after the last."""
        while not self.pieces:
            self.arrived.clear()
            await self.arrived.wait()
        piece = self.pieces.popleft()
        if piece is not None:
            self.ahead.remove(len(piece))
        return piece

    def abandon(self) -> None:
        """Want no more of it."""
        self.abandoned = True
        self.ahead.remove(sum(len(piece) for piece in self.pieces if piece))
        self.pieces.clear()

    def _put(self, piece: bytes | None) -> None:
        if self.abandoned:
            self.ahead.remove(len(piece or b""))
            return
        self.pieces.append(piece)
        self.arrived.set()


class _Leaving:
    """Whether the client has left; it is watched from when somebody first asks."""

    def __init__(self, receive: Receive, loop: asyncio.AbstractEventLoop) -> None:
        self.receive = receive
        self.loop = loop
        self.left = False
        self.asked = False
        self.ended = False
        self.then: Callable[[], None] = lambda: None
        self.task: asyncio.Task[None] | None = None

    def __call__(self) -> bool:
        """Ask, from a thread."""
        if not self.asked:
            self.asked = True
            self.loop.call_soon_threadsafe(self.watch)
        return self.left

    def watch(self, then: Callable[[], None] = lambda: None) -> None:
        """Watch, from the loop, and call `then` when the client has left."""
        self.asked = True
        self.then = then
        if self.task is None and not self.ended:
            self.task = self.loop.create_task(self._watch())

    def end(self) -> None:
        """Watch no longer."""
        self.ended = True
        if self.task is not None:
            self.task.cancel()

    async def _watch(self) -> None:
        while (await self.receive())["type"] != "http.disconnect":
            pass
        self.left = True
        self.then()


async def _begins(asked: Asking, leaving: _Leaving) -> None:
    """Wait until a worker has begun to answer, its time is over, or the client has left."""
    loop = leaving.loop
    begun = loop.create_future()

    def wake() -> None:
        if not begun.done():
            begun.set_result(None)

    timers = [loop.call_later(_GLANCE, leaving.watch, wake)]
    timers.append(loop.call_later(max(0.0, asked.end - time.monotonic()), wake))
    loop.add_reader(asked.channel, wake)
    try:
        await begun
    finally:
        loop.remove_reader(asked.channel)
        for timer in timers:
            timer.cancel()


async def _send_whole(body: bytes, send: Send) -> None:
    """Send `body`; a long one in pieces, which wait until the client has taken those before."""
    start = 0
    while len(body) - start > _PIECE:
        piece = body[start : start + _PIECE]
        await send({"type": "http.response.body", "body": piece, "more_body": True})
        start += _PIECE
    last = body[start:] if start else body
    await send({"type": "http.response.body", "body": last, "more_body": False})


def _has_body(environ: "WSGIEnvironment") -> bool:
    length = environ.get("CONTENT_LENGTH", "")
    return bool(length or "HTTP_TRANSFER_ENCODING" in environ) and length != "0"


def _environ(scope: Scope) -> "WSGIEnvironment":
    """The environment of a request (PEP 3333)."""
    host, port = scope["server"] or ("", None)
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": _unquoted(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0] if scope["client"] else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        key = _NAMES.get(name) or _name(name)
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]},{text}" if key in environ else text
    return environ


def _unquoted(path: bytes) -> bytes:
    return unquote_to_bytes(path) if b"%" in path else path


_NAMES = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


def _name(name: bytes) -> str:
    # A name with “_” would be taken for the one with “-”.
    text = name.decode("latin-1")
    return f"mithaq.header.{text}" if "_" in text else f"HTTP_{text.upper().replace('-', '_')}"


@lru_cache(512)  # most headers say the same in every answer
def _encoded(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode("latin-1"), value.encode("latin-1")


def _tells_length(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name == b"content-length" for name, _ in headers)


def _close(pieces: Iterable[bytes]) -> None:
    close = getattr(pieces, "close", None)
    if close is not None:
        close()
