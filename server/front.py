"""Between the front server and the application: ASGI outside, WSGI (PEP 3333) within.

A request is read whole before a thread is given to it, and an answer goes on at the client's own
pace after its thread is free again; so slow clients hold memory for a while and nothing else. What
was answered before is answered without a thread.
"""

import asyncio
import io
import sys
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from mithaq.server.settings import Lane, Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

Scope = Mapping[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

GONE = "mithaq.gone"
"""Where a request's environment holds a function that tells whether the client has left."""

FULL = "mithaq.full"
"""Stands in the environment of a request that came when there were too many."""

PATH = "/sparql"
"""Where free queries are answered."""

_FOR_A_WORKER = 2
"""Threads for each worker process: while it answers one request, the next is made ready."""
_PIECE = 64 * 1024
_AHEAD = 256 * 1024**2
"""Bytes of answers that may be ready before their clients take them."""


class Front:
    """An ASGI application that asks a WSGI application in threads.

    `is_known` says whether the application has the answer at hand: then it is asked at once. Free
    queries have threads of their own, so that pages need not wait for them. Of a body that is too
    long nothing is kept; the application sees its length, and refuses it.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        is_known: "Callable[[WSGIEnvironment], bool]",
        settings: Settings,
    ) -> None:
        self.application = application
        self.is_known = is_known
        self.largest = settings.write_bytes if settings.token else 2 * settings.body_bytes
        self.queries = _Queue(settings.queries)
        self.pages = ThreadPoolExecutor(
            settings.pages.workers + settings.pages.waiting, thread_name_prefix="pages"
        )
        self.ahead = _Ahead(_AHEAD)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (https://asgi.readthedocs.io, HTTP and WebSocket, version 2.3)."""
        environ = _environ(scope)
        if environ["PATH_INFO"] == PATH and self.queries.is_full and _has_body(environ):
            environ[FULL] = True  # before anything of it is read
        elif not await self._read(environ, receive):
            return
        loop = asyncio.get_running_loop()
        leaving = _Leaving(receive, loop)
        environ[GONE] = leaving
        try:
            if FULL in environ or self.is_known(environ):
                reply = self._ask(environ)
            elif environ["PATH_INFO"] != PATH:
                reply = await loop.run_in_executor(self.pages, self._ask, environ)
            else:
                reply = await self.queries.run(self._ask, environ)
            head = {"type": "http.response.start", "status": reply.status, "headers": reply.headers}
            await send(head)
            if reply.rest is None:
                await _send_whole(reply.body, send)
            else:
                await self._send_as_it_comes(reply.rest, send, leaving)
        finally:
            leaving.end()

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
        told = [(name.lower().encode("latin-1"), v.encode("latin-1")) for name, v in headers]
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
        reading = loop.run_in_executor(None, coming.read, pieces, leaving)
        try:
            while (piece := await coming.next()) is not None:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        finally:
            coming.abandon()
            whole = await reading
        if whole:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


class _Queue:
    """The threads of the free queries, and the requests that wait for one."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        threads = _FOR_A_WORKER * lane.workers
        self.executor = ThreadPoolExecutor(threads, thread_name_prefix="queries")
        self.free = asyncio.Semaphore(threads)
        self.waiting = 0

    @property
    def is_full(self) -> bool:
        """Whether not one more request may wait."""
        return self.free.locked() and self.waiting >= self.lane.waiting

    async def run(
        self, ask: "Callable[[WSGIEnvironment], _Reply]", environ: "WSGIEnvironment"
    ) -> "_Reply":
        """What `ask` answers in a thread; where there is none in time the request is told so."""
        if not await self._has_turn():
            environ[FULL] = True
            return ask(environ)
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.executor, ask, environ)
        finally:
            self.free.release()

    async def _has_turn(self) -> bool:
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
        self.task: asyncio.Task[None] | None = None

    def __call__(self) -> bool:
        """Ask, from a thread."""
        if not self.asked:
            self.asked = True
            self.loop.call_soon_threadsafe(self.watch)
        return self.left

    def watch(self) -> None:
        """Watch, from the loop."""
        self.asked = True
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
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
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


_NAMES = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


def _name(name: bytes) -> str:
    # A name with “_” would be taken for the one with “-”.
    text = name.decode("latin-1")
    return f"mithaq.header.{text}" if "_" in text else f"HTTP_{text.upper().replace('-', '_')}"


def _tells_length(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name == b"content-length" for name, _ in headers)


def _close(pieces: Iterable[bytes]) -> None:
    close = getattr(pieces, "close", None)
    if close is not None:
        close()
