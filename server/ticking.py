"""One timer of a loop for all that has a time: looked at some times a second, while there is anything."""

import asyncio
import time
from collections.abc import Callable

PERIOD = 0.05
"""Seconds between two looks."""


class Ticking:
    """Calls `look` with the time of the monotonic clock, for as long as it says that it waits on.

    A timer for each query costs more than this does for all of them.
    """

    def __init__(self, look: Callable[[float], bool], period: float = PERIOD) -> None:
        self.look = look
        self.period = period
        self.is_ticking = False

    def start(self) -> None:
        """Look from now on; called in a loop, whenever there is something to look at."""
        if not self.is_ticking:
            self.is_ticking = True
            self._wait(asyncio.get_running_loop())

    def _wait(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.call_later(self.period, self._tick, loop)

    def _tick(self, loop: asyncio.AbstractEventLoop) -> None:
        self.is_ticking = False
        if self.look(time.monotonic()) and not self.is_ticking:
            self.is_ticking = True
            self._wait(loop)
