"""Clients that have said all and wait for their answers: their half of the connection may be closed.

From such a client the same comes as from one that has left. So where the answer takes a while he is sent
`100 Continue`, which every client of HTTP/1.1 passes over (RFC 9110 §15.2): the system of one that has
left then says so.
"""

import asyncio
import socket
from typing import TYPE_CHECKING, cast

from mithaq.server.direct import Direct

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

_WHILE = 0.25
"""Seconds that an answer may take before it is looked whether somebody waits for it."""
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_CLOSED = 7  # tcpi_state of a connection that the other side has broken off (TCP_CLOSE)


class HalfClosed(Direct):
    """A connection that answers what was asked, though nothing more is said."""

    has_ended = False
    """Whether the client sends no more."""
    current: "RequestResponseCycle | None" = None
    """The request that is being answered; others may wait behind it."""

    def eof_received(self) -> bool:  # type: ignore[override]
        """Keep the connection where there is something to answer."""
        self.has_ended = self._is_answering
        if self.has_ended:
            self.loop.call_later(_WHILE, self._ask_whether_anybody_waits)
        return self.has_ended

    def on_response_complete(self) -> None:
        """End the connection after the last answer to who says no more."""
        super().on_response_complete()
        if self.has_ended and not self._is_answering:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody waits for any of the answers."""
        for cycle in (self.current, *(cycle for cycle, _ in self.pipeline)):
            if cycle is not None and not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()
        super().connection_lost(exc)

    def _new_cycle(self, method: str) -> "RequestResponseCycle":
        self.current = super()._new_cycle(method)
        return self.current

    def begin_task(self, cycle: "RequestResponseCycle", app: "ASGI3Application") -> None:
        """Answer in a task of its own."""
        self.current = cycle
        super().begin_task(cycle, app)

    @property
    def _is_answering(self) -> bool:
        """Whether a request that came whole has not been answered."""
        cycle = self.current
        return bool(self.pipeline) or (
            cycle is not None and not cycle.response_complete and not cycle.more_body
        )

    def _ask_whether_anybody_waits(self) -> None:
        cycle = self.current
        if cycle is None or self.transport.is_closing() or not self._is_answering:
            return
        if not cycle.response_started and cycle.scope.get("http_version") != "1.0":
            self.transport.write(_CONTINUE)
        self._look_whether_anybody_waits()

    def _look_whether_anybody_waits(self) -> None:
        if self.transport.is_closing() or not self._is_answering:
            return
        if _is_broken_off(self.transport):
            self.transport.abort()
        else:
            self.loop.call_later(_WHILE, self._look_whether_anybody_waits)


def _is_broken_off(transport: asyncio.Transport) -> bool:
    """Whether the other side has broken the connection off; one that is no TCP does not tell."""
    connection = cast("socket.socket | None", transport.get_extra_info("socket"))
    try:
        state = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1) if connection else b""
    except OSError:
        return False
    return state[:1] == bytes([_CLOSED])
