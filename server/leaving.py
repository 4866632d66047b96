"""Whether a client has left, and the wait for a worker that ends when it has."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from mithaq.server.sources import Asking
from mithaq.server.ticking import Ticking

_GLANCE = 0.1
"""Seconds after which a query is not short, and its client may have left."""


class Leaving:
    """Whether the client has left; it is watched from when somebody first asks."""

    def __init__(
        self, receive: Callable[[], Awaitable[Mapping[str, Any]]], loop: asyncio.AbstractEventLoop
    ) -> None:
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


@dataclass(eq=False, slots=True)
class _Wait:
    """One who waits for a worker to begin to answer."""

    asked: Asking
    leaving: Leaving
    then: Callable[[], None]
    glance: float
    """When the query is not short any more."""


class UnderWay:
    """The queries of one loop that workers are at, each until its answer has begun."""

    def __init__(self) -> None:
        self._waits: dict[_Wait, None] = {}
        self._ticking = Ticking(self._look)

    def wait(self, asked: Asking, leaving: Leaving, then: Callable[[], None]) -> None:
        """Call `then` once: when a worker has begun to answer, its time is over, or the client left."""
        wait = _Wait(asked, leaving, then, time.monotonic() + _GLANCE)
        self._waits[wait] = None
        self._ticking.start()
        asked.attend(leaving.loop, partial(self._end, wait))

    async def begins(self, asked: Asking, leaving: Leaving) -> None:
        """Wait until a worker has begun to answer, or its time is over.

        Raises ConnectionAbortedError where the client leaves before.
        """
        begun: asyncio.Future[None] = leaving.loop.create_future()
        self.wait(asked, leaving, lambda: None if begun.done() else begun.set_result(None))
        await begun
        if leaving.left:
            raise ConnectionAbortedError

    def _end(self, wait: _Wait) -> None:
        if wait in self._waits:
            del self._waits[wait]
            wait.then()

    def _look(self, now: float) -> bool:
        """End those whose time is over, or whose client has left; whether there are any others.

        A query that has just begun is over sooner than another worker would be there in its place.
        """
        for wait in list(self._waits):
            asked = wait.asked
            is_new = 0 <= now - asked.since < _GLANCE
            if now >= asked.end or (wait.leaving.left and not is_new):
                self._end(wait)
            elif now >= wait.glance:
                wait.leaving.watch()
        return bool(self._waits)
