"""Whether a client has left, and the wait for a worker that ends when it has."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from mithaq.server.sources import Asking

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


async def begins(asked: Asking, leaving: Leaving) -> None:
    """Wait until a worker has begun to answer, or its time is over.

    Raises ConnectionAbortedError where the client leaves before.
    """
    loop = leaving.loop
    begun = loop.create_future()

    def wake() -> None:
        if not begun.done():
            begun.set_result(None)

    def read() -> None:
        if asked.advance():
            wake()

    def glance() -> None:
        leaving.watch(wake)
        timers.append(loop.call_later(max(0.0, asked.end - time.monotonic()), wake))

    timers = [loop.call_later(_GLANCE, glance)]
    loop.add_reader(asked.channel, read)
    try:
        await begun
    finally:
        loop.remove_reader(asked.channel)
        for timer in timers:
            timer.cancel()
    if leaving.left:
        raise ConnectionAbortedError
