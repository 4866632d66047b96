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
        """Send all of `reply` in one piece; False where that is not to be done now, or not so.

        The messages of ASGI make two pieces of it, of which each wakes the client.
        """
        cycle = self.cycle
        lines = [f"{name}: {value}\r\n" for name, value in reply.headers]
        if not cycle.keep_alive:
            lines.append("connection: close\r\n")
        head = "".join(lines)
        is_next = not self.pipeline and not cycle.disconnected and not self.flow.write_paused
        if not is_next or head.count("\n") != len(lines):
            return False
        cycle.waiting_for_100_continue = False
        cycle.response_started = cycle.response_complete = True
        date = [b"%b: %b\r\n" % header for header in cycle.default_headers]
        told = [STATUS_LINE[reply.status], *date, head.encode("latin-1"), b"\r\n", reply.body]
        self.transport.write(b"".join(told))
        cycle.message_event.set()
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()
        return True


class Directly:
    """A request that is answered on its connection."""

    __slots__ = ("client", "connection", "cycle", "leaving")

    def __init__(self, connection: Direct, cycle: RequestResponseCycle, client: str) -> None:
        self.client = client
        self.connection = connection
        self.cycle = cycle
        self.leaving = Leaving(cycle.receive, connection.loop)

    def answer(self, reply: Reply) -> None:
        """Send the reply, at once where that can be."""
        is_short = reply.rest is None and len(reply.body) <= cache.SHORT
        if is_short and self.connection.send_at_once(reply):
            self.leaving.end()
        else:
            self.go_on(_given(reply))

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
