"""The processes that answer: how one is started, asked, listened to, and ended."""

import asyncio
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Protocol

from mithaq.errors import ServerError
from mithaq.server import confine, wire

START = 20.0
"""Seconds a worker may take until it is ready."""
_LAST_BREATH = 0.05
"""Seconds that a process may take to end after its channel has."""
GLANCE = 0.1
"""Seconds between two looks at whether the client is still there."""


class Process(Protocol):
    """What a worker needs of its process: `subprocess.Popen` has it."""

    def send_signal(self, sig: int) -> None: ...
    def wait(self, timeout: float | None = None) -> int: ...


Start = Callable[[socket.socket], Process]
"""Starts a process that answers on a channel."""


def spawning(generation: Path, memory: int, nice: int) -> Start:
    """Starts new processes, which open the store of `generation`."""

    def spawn(channel: socket.socket) -> Process:
        arguments = (channel.fileno(), generation, memory, os.getpid(), nice)
        return spawned("worker", *arguments, channels=[channel.fileno()])

    return spawn


def spawned(
    module: str, *arguments: object, channels: Sequence[int] = ()
) -> "subprocess.Popen[bytes]":
    """A new process that runs a module of the server; it has `channels`, and no other file of ours."""
    return subprocess.Popen(  # noqa: S603  (our own module, our own arguments)
        [sys.executable, "-P", "-m", f"mithaq.server.{module}", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=channels,
        env=confine.environment(),
    )


class Worker:
    """A worker process and the socket to it."""

    def __init__(self, start: Start) -> None:
        ours, theirs = socket.socketpair()
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, wire.PIECE)
        self.start = start
        with theirs, ExitStack() as failing:
            failing.callback(ours.close)
            self.process = start(theirs)
            failing.pop_all()
        self.channel = ours
        self.channel.settimeout(START)
        self.frames = wire.Frames(ours)
        self.poll = select.poll()  # not select(), which ends at descriptor 1,024
        self.poll.register(ours, select.POLLIN)
        self.loop: asyncio.AbstractEventLoop | None = None
        self._ready: Callable[[], None] | None = None

    def attend(self, loop: asyncio.AbstractEventLoop, ready: Callable[[], None]) -> None:
        """Call `ready` in `loop`, where this is called, when there is something to read.

        The loop goes on to look at the channel when nobody attends: most often somebody will again.
        """
        self._ready = ready
        if self.loop is None:
            self.loop = loop
            loop.add_reader(self.channel, self._readable)

    def disregard(self) -> None:
        """Call nobody any more: what comes is for a thread, or nobody's."""
        self._ready = None

    def receive(self, end: float, gone: Callable[[], bool]) -> tuple[bytes, wire.Content]:
        """The next frame.

        Raises TimeoutError after `end` (of the monotonic clock), ConnectionAbortedError where the
        client is gone, EOFError where the worker has died.
        """
        while (found := self.frames.next()) is None:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if self.poll.poll(1000 * min(GLANCE, left)):
                self.frames.fill()
            elif gone():
                raise ConnectionAbortedError
        return found

    def was_killed(self) -> bool:
        """Whether the process, whose channel has ended, was killed by somebody else: no query does that."""
        try:
            return self.process.wait(_LAST_BREATH) == -signal.SIGKILL
        except subprocess.TimeoutExpired:
            return False

    def end(self) -> None:
        """End the process, whatever it is at."""
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)

    def kill(self) -> None:
        """End the process, and wait for its end."""
        self.end()
        self.process.wait()
        try:
            if self.loop is not None:  # a closed channel must not be looked at
                self.loop.call_soon_threadsafe(self._forget_and_close)
                return
        except RuntimeError:  # the loop has ended
            pass
        self.channel.close()

    def _readable(self) -> None:
        if self._ready is not None:
            self._ready()
        else:
            self._forget()

    def _forget(self) -> None:
        if self.loop is not None:
            self.loop.remove_reader(self.channel)
            self.loop = None

    def _forget_and_close(self) -> None:
        self._forget()
        self.channel.close()


class Tally:
    """How many workers of a lane were started, had to be replaced, and are there now."""

    def __init__(self) -> None:
        self.started = 0
        self.replaced = 0
        self.ready = 0
        """Those that have opened their store, and are idle or at a query."""
        self._lock = threading.Lock()

    def add(self, *, started: int = 0, replaced: int = 0, ended: int = 0) -> None:
        """Count on."""
        with self._lock:
            self.started += started
            self.replaced += replaced
            self.ready += started - replaced - ended


def full() -> ServerError:
    """What a request is told that comes when there are too many."""
    return ServerError("the server is full; try again in a moment")
