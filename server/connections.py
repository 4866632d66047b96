"""The front server, and how long it bears with a slow client."""

import asyncio
import os
import re
import signal
import socket
import sys
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Self, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from mithaq.server.front import Front
from mithaq.server.halfclosed import HalfClosed
from mithaq.server.unread import message, problem

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application

    from mithaq.server.front import Send

HEADERS = 65_536
"""Bytes that the headers of a request may have after the first piece that is read of them."""
PATIENCE = 10.0
"""Seconds until the headers must be there, and a client that says nothing is let go."""
PACE = 4_096
"""Bytes a second that a longer body must come with, and a longer answer be taken."""
_GLANCE = 10  # ticks of the server, of a tenth of a second, between two looks at its connections
_GRACE = 5  # seconds that requests may still take when the server is told to stop

_ENDINGS = (signal.SIGTERM, signal.SIGINT)

_NO_HTTP = "this is no request of HTTP/1.1: look at its first line, its headers and its length"
_NO_HOST = "a request of HTTP/1.1 has one header Host, which names the server: send it once"
_TOO_SLOW = "the request came too slowly: send it again"
_TOO_LONG = f"the headers have more than {HEADERS} bytes: send a long query by POST"
_TOO_MUCH = "the request goes on and on: send less at once"
_TOO_MANY = "the server has as many connections as it takes: try again in a moment"


_HOST = re.compile(rb"(\[[\w.:%~-]+\]|[\w.~!$&'()*+;=%-]*)(:\d*)?", re.ASCII)
"""A host and a port (RFC 3986 §3.2), without “,”, which would join two."""


class _Nowhere(list[tuple[bytes, bytes]]):
    """Headers that nobody reads."""

    def append(self, header: tuple[bytes, bytes], /) -> None:
        """Keep nothing."""


_NOWHERE = _Nowhere()


class Connection(HalfClosed):
    """A connection that knows since when it waits, and for what."""

    begun = 0.0
    read = 0
    is_reading = True
    has_headers = False
    fault = _NO_HTTP
    """What is said where the parser cannot go on."""
    waits_since: float | None = None
    """Since when the client takes nothing, or the last of an answer."""
    rests_since: float | None = None
    """Since when it has all its answers."""

    @property
    def largest(self) -> int:
        """Bytes of a request that are read, be it to throw them away: twice what is kept of a body."""
        return HEADERS + 2 * self.app.largest if isinstance(self.app, Front) else sys.maxsize

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a first request."""
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        """Take what came, as long as headers have an end."""
        self.read += len(data)
        super().data_received(data)
        if self.is_reading and not self.has_headers and self.read > HEADERS:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, _TOO_LONG)
        elif self.is_reading and self.read > self.largest:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_MUCH)

    def on_message_begin(self) -> None:
        """Wait for headers."""
        self._begin()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Wait for the body; the parser is told where the host is not (RFC 9112 §3.2)."""
        hosts = [value for name, value in self.headers if name == b"host"]
        is_old = not hosts and self.parser.get_http_version() == "1.0"
        if not is_old and not (len(hosts) == 1 and _is_host(hosts[0])):
            self.fault = _NO_HOST
            raise ValueError(self.fault)
        self.has_headers = True
        super().on_headers_complete()
        self.headers = _NOWHERE  # trailers, which the parser tells as headers too

    def on_message_complete(self) -> None:
        """Wait for nothing: the request is there."""
        self.is_reading = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for a next request: `look` sees how long, which costs less than uvicorn's timers."""
        if self.pipeline or self.transport.is_closing():
            super().on_response_complete()
        else:
            self.server_state.total_requests += 1
            self.flow.resume_reading()
            self.rests_since = self.loop.time()

    def pause_writing(self) -> None:
        """Wait for the client to take what it asked for."""
        self.waits_since = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """Wait no more: the client has taken some of it."""
        self.waits_since = None
        super().resume_writing()

    def look(self) -> None:
        """End the connection where its client is too slow."""
        now = self.loop.time()
        if self.transport.is_closing() and self.waits_since is None:
            self.waits_since = now
        if self.waits_since is not None:
            if now - self.waits_since > PATIENCE + HEADERS / PACE:
                self.transport.abort()
        elif self.rests_since is not None:
            if now - self.rests_since > PATIENCE:
                self.transport.close()
        elif self.is_reading and now - self.begun > PATIENCE + self._earned():
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, _TOO_SLOW)

    def _begin(self) -> None:
        self.begun, self.read = self.loop.time(), 0
        self.is_reading, self.has_headers, self.fault = True, False, _NO_HTTP
        self.rests_since = None

    def _earned(self) -> float:
        """Seconds that a body may take for what came of it."""
        return self.read / PACE if self.has_headers else 0.0

    def send_400_response(self, msg: str) -> None:
        """Answer what the parser cannot read, or what is for nobody."""
        del msg
        self._refuse(HTTPStatus.BAD_REQUEST, self.fault)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: "ASGI3Application") -> None:
        """Begin to answer; what there are too many connections for is told so."""
        too_many = cast("ASGI3Application", self._say_too_many)
        self.begin_task(cycle, app if app is self.app else too_many)

    async def _say_too_many(self, _scope: object, _receive: object, send: "Send") -> None:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        self._count(status)
        headers, body = problem(status, _TOO_MANY, self._name)
        encoded = [(name.lower().encode(), value.encode()) for name, value in headers]
        await send({"type": "http.response.start", "status": status.value, "headers": encoded})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    def _refuse(self, status: HTTPStatus, sentence: str) -> None:
        """End the connection, and say why where nothing else is being said."""
        if not self.transport.is_closing():
            cycle = cast("RequestResponseCycle | None", self.cycle)  # none before the first request
            is_begun = cycle is not None and cycle.response_started
            is_of_this = self.has_headers and self.is_reading  # what is answered is still read
            if not is_begun or (cycle and cycle.response_complete and not is_of_this):
                self._count(status)
                self.transport.write(message(status, sentence, self._name))
            self.transport.close()

    def _count(self, status: HTTPStatus) -> None:
        if isinstance(self.app, Front):
            self.app.application.watching.metrics.refuse(status)

    @property
    def _name(self) -> str:
        return self.client[0] if self.client else ""


@lru_cache(64)
def _is_host(value: bytes) -> bool:
    return _HOST.fullmatch(value) is not None


class Server(uvicorn.Server):
    """Serves an application on a socket that listens already."""

    @classmethod
    def of(cls, front: "Front", *, connections: int) -> Self:
        """A server of `front` that takes so many connections."""
        config = uvicorn.Config(
            front,
            http=Connection,
            loop="uvloop",
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=connections,
            timeout_keep_alive=int(PATIENCE),
            timeout_graceful_shutdown=_GRACE,
        )
        return cls(config)

    def listen(self, listener: socket.socket) -> None:
        """Answer until a signal says to stop."""
        os.environ.setdefault("UV_USE_IO_URING", "0")  # it costs more than the calls that it saves
        # A signal that comes while the loop is being made waits until the server hears it.
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
        try:
            self.run(sockets=[listener])
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and to hear signals."""
        await super().startup(sockets)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)

    async def on_tick(self, counter: int) -> bool:
        """Look at the connections now and then."""
        if counter % _GLANCE == 0:
            for connection in tuple(self.server_state.connections):
                if isinstance(connection, Connection):
                    connection.look()
        return await super().on_tick(counter)
