"""Between the front server and the application: ASGI outside, WSGI (PEP 3333) within.

A request is read whole before anybody works on it, and an answer goes on at the client's own pace
after its worker, or its thread, is free again; so slow clients hold memory for a while and nothing
else. Queries are `mithaq.server.querying`'s; pages are made in threads, but those that are known.
"""

import asyncio
import io
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from mithaq.server import codings
from mithaq.server.admission import Admission, client_of
from mithaq.server.ahead import Ahead
from mithaq.server.cache import SHORT
from mithaq.server.caching import is_ready
from mithaq.server.calling import Reply, close, replied
from mithaq.server.coming import Coming
from mithaq.server.editor import asks_by_form
from mithaq.server.environ import GONE, REFUSED, body_length, environ_of, has_body
from mithaq.server.layers import Layers
from mithaq.server.leaving import Leaving
from mithaq.server.prompt import Exchange, Prompt
from mithaq.server.querying import Querying
from mithaq.server.settings import Settings
from mithaq.server.watching import BEGIN

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

AT_ONCE = "mithaq.at_once"
"""Where the extensions of a scope hold what sends a short reply, and says whether it has."""
_OTHERS = 32
"""Threads for what is long: to read, to answer, to make."""
_OF_ANY_TIME = frozenset({"/healthz", "/readyz", "/metrics"})
"""What is short, and asked by who watches over the server: perhaps from where a slow client is too."""
_AHEAD = 256 * 1024**2
"""Bytes of answers that may be ready before their clients take them."""


class Front:
    """An ASGI application that asks a WSGI application in threads, and answers queries without.

    Of a body that is too long nothing is kept; the application sees its length, and refuses it.
    """

    def __init__(self, application: Layers, settings: Settings) -> None:
        self.application = application
        self.largest = settings.write_bytes if settings.token else 2 * settings.body_bytes
        self.admission = Admission(
            settings.queries, settings.client_share, lambda: application.source.has_room
        )
        self.pages = ThreadPoolExecutor(
            settings.pages.workers + settings.pages.waiting, thread_name_prefix="pages"
        )
        self.others = ThreadPoolExecutor(_OTHERS, thread_name_prefix="requests")
        self.ahead = Ahead(_AHEAD)
        self.querying = Querying(application, self.admission, self.ahead, self.others)
        application.watching.metrics.tell(
            "mithaq_unread_bytes",
            "Bytes of answers that clients have not taken yet.",
            lambda: self.ahead.unread,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (https://asgi.readthedocs.io, HTTP and WebSocket, version 2.3)."""
        environ = environ_of(scope)
        environ[BEGIN] = time.monotonic()
        self.application.see(environ)
        is_query = self.querying.takes(environ)
        reply = None
        if has_body(environ):
            if (error := codings.refusal(environ)) is not None:
                reply = self.querying.explained(error, environ)
            elif is_query:
                reply = self.querying.refused(environ)
            if reply is None and not await self._read(environ, receive):
                return
        leaving = environ[GONE] = Leaving(receive, asyncio.get_running_loop())
        try:
            if reply is None:
                answer = self.querying.reply if is_query else self._page
                reply = await answer(environ, leaving)
            await self.send(reply, client_of(environ["REMOTE_ADDR"]), scope, send, leaving)
        finally:
            leaving.end()

    def takes(self, environ: "WSGIEnvironment") -> bool:
        """Whether a request, of which the headers are there, may be given to `begin`."""
        environ[BEGIN] = time.monotonic()
        self.application.see(environ)
        return self.querying.takes(environ) and not (
            has_body(environ) and (codings.refusal(environ) or self.querying.refusal(environ))
        )

    def begin(self, environ: "WSGIEnvironment", exchange: Exchange) -> None:
        """Begin to answer a short query, all of which is there."""
        environ[GONE] = exchange.leaving
        Prompt(self.querying, environ, exchange).begin()

    async def send(
        self, reply: Reply, client: str, scope: Scope, send: Send, leaving: Leaving
    ) -> None:
        """Send `reply`, as fast as the client takes it."""
        if reply.rest is None and len(reply.body) <= SHORT:
            at_once = scope.get("extensions", {}).get(AT_ONCE)
            if at_once is not None and at_once(reply):
                return
        headers = [_encoded(name, value) for name, value in reply.headers]
        start = {"type": "http.response.start", "status": reply.status, "headers": headers}
        if reply.rest is None:
            await send(start)
            await self._send_whole(reply.body, client, send)
        else:
            try:
                await send(start)
            except BaseException:
                close(reply.rest)  # a worker is at it
                raise
            await self._send_as_it_comes(reply.rest, client, send, leaving)

    async def _page(self, environ: "WSGIEnvironment", leaving: Leaving) -> Reply:
        """The reply to a request for a page; a query that a form asks takes its turn with the others."""
        client = client_of(environ["REMOTE_ADDR"])
        known = self.application.caching.look(environ).known
        is_short = environ["PATH_INFO"] in _OF_ANY_TIME if known is None else known.is_short
        if not is_short and (refusal := self.ahead.refusal_of(client)):
            return self.querying.explained(refusal, environ)
        if known is not None and is_ready(known, environ):
            return replied(self.application, environ)
        ask = partial(replied, self.application, environ)
        if not asks_by_form(environ):
            return await leaving.loop.run_in_executor(self.pages, ask)
        if (refusal := await self.admission.turn(client)) is not None:
            environ[REFUSED] = refusal
            return ask()
        try:
            return await leaving.loop.run_in_executor(self.others, ask)
        finally:
            self.admission.end(client)

    async def _read(self, environ: "WSGIEnvironment", receive: Receive) -> bool:
        """Read the body; whether it came whole."""
        if body_length(environ) > self.largest:
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
        environ.pop(
            codings.TRANSFER, None
        )  # undone; of a body that has one nobody believes the length
        environ["wsgi.input"] = io.BytesIO(b"".join(pieces) if size <= self.largest else b"")
        return True

    async def _send_whole(self, body: bytes, client: str, send: Send) -> None:
        """Send `body`; a long one in pieces, which wait until the client has taken those before."""
        self.ahead.add(len(body), client, lambda: True)
        try:
            for start in range(0, max(1, len(body)), SHORT):
                end = start + SHORT
                piece, more = body[start:end], end < len(body)
                await send({"type": "http.response.body", "body": piece, "more_body": more})
        finally:
            self.ahead.remove(len(body), client)

    async def _send_as_it_comes(
        self, pieces: Iterable[bytes], client: str, send: Send, leaving: Leaving
    ) -> None:
        """Send `pieces`; where they break off the front server cuts the connection."""
        loop = asyncio.get_running_loop()
        coming = Coming(loop, self.ahead, client)
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


@lru_cache(512)  # most headers say the same in every answer
def _encoded(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode("latin-1"), value.encode("latin-1")
