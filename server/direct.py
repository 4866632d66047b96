"""Requests for short queries, recognised and answered in the parser's own callbacks, below ASGI.

All else goes on to uvicorn: to a task of its own, which gets and sends messages.
"""

from asyncio import Event
from collections.abc import Coroutine, Mapping
from typing import TYPE_CHECKING, Any, cast

from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

from mithaq.server import cache
from mithaq.server.admission import client_of
from mithaq.server.calling import Reply
from mithaq.server.environ import RequestLine, body_length, environ_with, has_body, peers_of
from mithaq.server.front import AT_ONCE, Front
from mithaq.server.leaving import Leaving
from mithaq.server.protocol import PATH
from mithaq.server.querying import SHORT

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from uvicorn._types import ASGI3Application

    from mithaq.server.front import Receive, Scope, Send

_METHODS = {b"GET": "GET", b"POST": "POST"}
_PATH = PATH.encode()
_QUERIED = _PATH + b"?"


class Direct(HttpToolsProtocol):
    """A connection on which short queries are answered as soon as they are read."""

    peers: Mapping[str, Any] | None = None
    """What is the same for all of its requests."""
    due: "WSGIEnvironment | None" = None
    """A short query whose body is still to come."""

    def on_message_begin(self) -> None:
        """Wait for headers; a scope is made where uvicorn goes on."""
        self.url = b""
        self.expect_100_continue = False
        self.headers = []
        self.due = None

    def on_headers_complete(self) -> None:
        """Look whether this is a short query."""
        self.due = self._short_query()
        if self.due is not None:
            self.cycle = self._new_cycle(self.due["REQUEST_METHOD"])
            return
        url, headers, is_expecting = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, is_expecting
        self.headers = self.scope["headers"] = headers
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Answer a short query: all of it is there."""
        super().on_message_complete()
        environ, self.due = self.due, None
        if environ is not None:
            cycle = self.cycle
            if cycle.body:
                environ["wsgi.input"].write(cycle.body)
                environ["wsgi.input"].seek(0)
                cycle.body = bytearray()
            cycle.message_event.clear()
            client = client_of(environ["REMOTE_ADDR"])
            cast("Front", self.app).begin(environ, Directly(self, cycle, client))

    def _short_query(self) -> "WSGIEnvironment | None":
        """The environment of a short query that may be answered now; None for what uvicorn is for."""
        if not isinstance(self.app, Front):
            return None
        method = _METHODS.get(self.parser.get_method())
        url, parser, cycle = self.url, self.parser, cast("RequestResponseCycle | None", self.cycle)
        if (
            method is None
            or not (url.startswith(_QUERIED) or (url == _PATH and method == "POST"))
            or (method == "GET" and url == _QUERIED)
            or len(url) > SHORT
            or b"#" in url
            or self.expect_100_continue
            or (cycle is not None and not cycle.response_complete)
            or parser.should_upgrade()
            or parser.get_http_version() != "1.1"
            or len(self.connections) >= (self.limit_concurrency or len(self.connections) + 1)
        ):
            return None
        if self.peers is None:
            self.peers = peers_of(self.server, self.client, self.scheme or "http")
        line = RequestLine(method, PATH, url[len(_QUERIED) :])
        environ = environ_with(self.peers, line, self.headers)
        if has_body(environ):
            size = body_length(environ)
            if not size or size + len(url) > SHORT or "HTTP_TRANSFER_ENCODING" in environ:
                return None
        return environ if self.app.takes(environ) else None

    def _new_cycle(self, method: str) -> RequestResponseCycle:
        return RequestResponseCycle(
            scope={"type": "http", "method": method},  # type: ignore[typeddict-item]
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=self.server_state.default_headers,
            message_event=Event(),
            expect_100_continue=False,
            keep_alive=self.parser.should_keep_alive(),
            on_response=self.on_response_complete,
        )

    def begin_task(self, cycle: RequestResponseCycle, app: "ASGI3Application") -> None:
        """Answer in a task of its own."""
        extensions: dict[str, object] = {AT_ONCE: self.send_at_once}
        cycle.scope["extensions"] = extensions  # type: ignore[typeddict-item]
        super()._start_asgi_task(cycle, app)

    def send_at_once(self, reply: Reply) -> bool:
        """Send all of a short `reply` in one piece; False where that is not to be done now, or not so.

        The messages of ASGI make two pieces of it, of which each wakes the client.
        """
        head = self._head(reply)
        if head is None:
            return False
        cycle = self.cycle
        cycle.response_started = True
        self.transport.write(head + reply.body)
        self.complete(cycle)
        return True

    def send_long(self, reply: Reply) -> int | None:
        """Send as much of the body of `reply` as the client takes now; None as `send_at_once` False.

        It goes on in the place that is given back, at the client's pace, until it is all sent.
        """
        head = self._head(reply)
        if head is None:
            return None
        self.cycle.response_started = True
        body = memoryview(reply.body)
        place = cache.SHORT
        self.transport.write(head + body[:place])
        while place < len(body) and not self.flow.write_paused:
            self.transport.write(body[place : place + cache.SHORT])
            place += cache.SHORT
        if place >= len(body):
            self.complete(self.cycle)
        return place

    def complete(self, cycle: RequestResponseCycle) -> None:
        """Note that the answer is all written, and go on to what the client asks next."""
        cycle.response_complete = True
        cycle.message_event.set()
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()

    def _head(self, reply: Reply) -> bytes | None:
        """What is sent before the body; None where it is not to be sent now, or not so."""
        cycle = self.cycle
        lines = [f"{name}: {value}\r\n" for name, value in reply.headers]
        if not cycle.keep_alive:
            lines.append("connection: close\r\n")
        head = "".join(lines)
        is_next = not self.pipeline and not cycle.disconnected and not self.flow.write_paused
        if not is_next or head.count("\n") != len(lines):
            return None
        cycle.waiting_for_100_continue = False
        date = [b"%b: %b\r\n" % header for header in cycle.default_headers]
        return b"".join((STATUS_LINE[reply.status], *date, head.encode("latin-1"), b"\r\n"))


class Directly:
    """A request that is answered on its connection."""

    __slots__ = ("client", "connection", "cycle", "leaving")

    def __init__(self, connection: Direct, cycle: RequestResponseCycle, client: str) -> None:
        self.client = client
        self.connection = connection
        self.cycle = cycle
        self.leaving = Leaving(cycle.receive, connection.loop)

    @property
    def is_lost(self) -> bool:
        """Whether the connection has ended."""
        return self.cycle.disconnected

    def answer(self, reply: Reply) -> None:
        """Send the reply, at once where that can be."""
        if reply.rest is not None:
            self.go_on(_given(reply))
        elif len(reply.body) <= cache.SHORT:
            if self.connection.send_at_once(reply):
                self.leaving.end()
            else:
                self.go_on(_given(reply))
        elif (place := self.connection.send_long(reply)) is None:
            self.go_on(_given(reply))
        elif place < len(reply.body):
            self._send_on(memoryview(reply.body)[place:])
        else:
            self.leaving.end()

    def _send_on(self, body: memoryview) -> None:
        """Send the rest of a body as the client takes it."""
        connection, cycle = self.connection, self.cycle
        ahead = cast("Front", connection.app).ahead

        async def send(_scope: "Scope", _receive: "Receive", _send: "Send") -> None:
            ahead.add(len(body), self.client, lambda: True)
            try:
                for place in range(0, len(body), cache.SHORT):
                    await connection.flow.drain()
                    if cycle.disconnected:
                        return
                    connection.transport.write(body[place : place + cache.SHORT])
            finally:
                ahead.remove(len(body), self.client)
                self.leaving.end()
            connection.complete(cycle)

        connection.begin_task(cycle, cast("ASGI3Application", send))

    def go_on(self, replying: Coroutine[Any, Any, Reply]) -> None:
        """Send what comes of `replying`, in a task."""
        front = cast("Front", self.connection.app)

        async def answer(scope: "Scope", _receive: "Receive", send: "Send") -> None:
            try:
                await front.send(await replying, self.client, scope, send, self.leaving)
            finally:
                self.leaving.end()

        self.connection.begin_task(self.cycle, cast("ASGI3Application", answer))


async def _given(reply: Reply) -> Reply:
    return reply
