"""A pool of worker processes: one query each at a time, killed at the deadline and replaced."""

import asyncio
import json
import logging
import os
import queue
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from mithaq.errors import (
    QueryError,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    ServerError,
    StoreError,
)
from mithaq.server import confine, wire
from mithaq.server.settings import Lane, Settings
from mithaq.server.sources import Answer

_LOG = logging.getLogger(__name__)
_START = 20.0  # seconds a worker may take until it is ready
_GLANCE = 0.1  # seconds between two looks at whether the client is still there
_RETRY = 1.0  # seconds until a worker is started again that could not be


class Worker:
    """A worker process and the socket to it."""

    def __init__(self, generation: Path, memory: int, nice: int) -> None:
        ours, theirs = socket.socketpair()
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, wire.PIECE)
        numbers = (memory, os.getpid(), nice)
        arguments = [str(theirs.fileno()), str(generation), *map(str, numbers)]
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  (our own module, our own arguments)
                [sys.executable, "-P", "-m", "mithaq.server.worker", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={**os.environ, **confine.ENVIRONMENT},
            )
        self.channel = ours
        self.channel.settimeout(_START)
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

    def receive(self, end: float, gone: Callable[[], bool]) -> tuple[bytes, bytes]:
        """The next frame.

        Raises TimeoutError after `end` (of the monotonic clock), ConnectionAbortedError where the
        client is gone, EOFError where the worker has died.
        """
        while (found := self.frames.next()) is None:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if self.poll.poll(1000 * min(_GLANCE, left)):
                self.frames.fill()
            elif gone():
                raise ConnectionAbortedError
        return found

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
    """How many workers of a lane were started, and how many had to be replaced."""

    def __init__(self) -> None:
        self.started = 0
        self.replaced = 0
        self._lock = threading.Lock()

    def add(self, *, started: int = 0, replaced: int = 0) -> None:
        """Count on."""
        with self._lock:
            self.started += started
            self.replaced += replaced


class Pool:
    """Workers on one generation; they start at once, `wait_until_ready` says whether they can."""

    def __init__(
        self, generation: Path, lane: Lane, settings: Settings, tally: Tally | None = None
    ) -> None:
        self.tally = tally or Tally()
        self.generation = generation
        self.lane = lane
        self.settings = settings
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._places = lane.admitted * [None]
        self._ended: deque[Worker] = deque()  # their memory may take a while to be given back
        self._closed = threading.Event()
        # A worker dies with the thread that started it (PR_SET_PDEATHSIG): one thread starts them.
        self._starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workers")
        self._first = self._starter.submit(self._start)
        for _ in range(lane.workers - 1):
            self._starter.submit(self._start_at_last)

    def wait_until_ready(self) -> None:
        """Return when a worker has opened the store; StoreError where none can."""
        if not self._first.result():
            self.close()
            raise StoreError(f"{self.generation} cannot be opened: run `mithaq build` again")

    def answer(self, query: wire.Query, *, gone: Callable[[], bool] = lambda: False) -> Answer:
        """The answer to `query`, when it is whole or has a first piece.

        `gone` says whether the client has left; then the work ends with ConnectionAbortedError.
        Raises QuerySyntaxError, QueryTimeout, QueryTooLarge, QueryError; ServerError where no
        worker comes free.
        """
        order = self._frame(query)
        if not self._is_admitted():
            raise full()
        try:
            worker = self._wait(order, gone)
        except BaseException:
            self._places.append(None)
            raise
        return Pieces(self, worker, gone).answer()

    def ask(self, query: wire.Query) -> "Pieces | None":
        """Begin with `query` without waiting; None where no worker is free at this moment."""
        order = self._frame(query)
        if not self._is_admitted():
            return None
        worker = None if self._closed.is_set() else self._start_on(order, 0)
        if worker is None:
            self._places.append(None)
            return None
        return Pieces(self, worker, lambda: False)

    def release(self, worker: Worker, *, finished: bool) -> None:
        """Take `worker` back: for the next query, or to be replaced where it is still at one."""
        self._places.append(None)
        if finished and not self._closed.is_set():
            self._idle.put(worker)
        else:
            self._replace(worker)

    def close(self) -> None:
        """End every worker; those that are at a query are killed at it."""
        self._closed.set()
        self._starter.shutdown(cancel_futures=True)
        self._bury()
        with suppress(queue.Empty):
            while True:
                self._idle.get_nowait().kill()

    def _is_admitted(self) -> bool:
        """Whether there is a place, which is taken then."""
        with suppress(IndexError):
            self._places.pop()
            return True
        return False

    def _frame(self, query: wire.Query) -> bytes:
        limits = self.settings
        order = wire.Order(query, self.lane.deadline, limits.answer_bytes, limits.answer_rows)
        return wire.order_frame(order)

    def _wait(self, order: bytes, gone: Callable[[], bool]) -> Worker:
        """A worker that has begun with `order`."""
        end = time.monotonic() + self.lane.patience
        while time.monotonic() < end and not self._closed.is_set():
            if (worker := self._start_on(order, _GLANCE)) is not None:
                return worker
            if gone():
                raise ConnectionAbortedError
        raise full()

    def _start_on(self, order: bytes, seconds: float) -> Worker | None:
        """A worker that has begun with `order`, None where none is free within `seconds`."""
        with suppress(queue.Empty):
            while True:
                worker = self._idle.get(timeout=seconds)
                try:
                    worker.channel.sendall(order)
                except OSError:  # it died while it was idle
                    self._replace(worker)
                else:
                    return worker
        return None

    def _replace(self, worker: Worker) -> None:
        worker.end()
        self._ended.append(worker)
        self.tally.add(replaced=1)
        try:
            self._starter.submit(self._start_instead)
        except RuntimeError:  # closed meanwhile
            self._bury()

    def _start_instead(self) -> None:
        self._bury()
        self._start_at_last()

    def _bury(self) -> None:
        """Wait for the end of the workers that were ended."""
        with suppress(IndexError):
            while True:
                self._ended.popleft().kill()

    def _start(self) -> bool:
        try:
            worker = Worker(self.generation, self.settings.memory, self.lane.nice)
        except OSError:  # no process, no descriptor, no memory to be had
            return False
        try:
            worker.frames.receive()
            worker.channel.settimeout(None)  # what has a time to wait polls first
        except (OSError, EOFError):
            worker.kill()
            return False
        self.tally.add(started=1)
        if self._closed.is_set():
            worker.kill()
        else:
            self._idle.put(worker)
        return True

    def _start_at_last(self) -> None:
        while not self._closed.is_set() and not self._start():
            _LOG.error("a worker for %s cannot be started", self.generation)
            self._closed.wait(_RETRY)


class Pieces:
    """The bytes of an answer as they come; it holds a worker until the end, or until closed."""

    def __init__(self, pool: Pool, worker: Worker, gone: Callable[[], bool]) -> None:
        self._pool = pool
        self._worker: Worker | None = worker
        self._gone = gone
        self.end = time.monotonic() + pool.lane.deadline
        self._held = b""
        self.on_close: list[Callable[[], object]] = []

    def attend(self, loop: asyncio.AbstractEventLoop, then: Callable[[], None]) -> None:
        """Call `then` in `loop`, where this is called, when `answer` need not wait."""
        assert self._worker is not None  # noqa: S101  (it has not answered)
        worker = self._worker

        def read() -> None:
            try:
                worker.frames.fill()
            except (OSError, EOFError):  # `answer` meets it too
                has_come = True
            else:
                has_come = worker.frames.has_one()
            if has_come:
                worker.disregard()
                then()

        worker.attend(loop, read)

    def answer(self) -> Answer:
        """The answer, when it is whole or has a first piece."""
        kind, content = self._receive()
        told, _, self._held = self._read(kind, content).partition(b"\n")
        if kind == wire.WHOLE:
            self._let_go(finished=True)
        return Answer(told.decode() or None, self, whole=kind == wire.WHOLE)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        piece, self._held = self._held or self._next(), b""
        if not piece:
            raise StopIteration
        return piece

    def close(self) -> None:
        """Let the worker go; the work ends where it has not."""
        self._let_go(finished=False)
        while self.on_close:
            self.on_close.pop()()

    def _next(self) -> bytes:
        """What the next frame holds, nothing at the end of the answer."""
        return self._read(*self._receive()) if self._worker is not None else b""

    def _receive(self) -> tuple[bytes, bytes]:
        assert self._worker is not None  # noqa: S101  (or there is nothing to receive)
        try:
            return self._worker.receive(self.end, self._gone)
        except (OSError, EOFError) as error:
            raise self._failed(error) from None
        except BaseException:
            self._let_go(finished=False)
            raise

    def _read(self, kind: bytes, content: bytes) -> bytes:
        match kind:
            case wire.END:
                self._let_go(finished=not content)
                return b""
            case wire.FAILURE:
                self._let_go(finished=True)
                raise _failure(json.loads(content))
            case _:
                return content

    def _failed(self, error: Exception) -> Exception:
        """Let go of a worker that failed, or that nobody waits for; what is said of it."""
        self._let_go(finished=False)
        if isinstance(error, TimeoutError):
            seconds = self._pool.lane.deadline
            return QueryTimeout(
                f"the query took longer than {seconds:g} seconds; ask for less, or add a LIMIT"
            )
        if isinstance(error, EOFError | ConnectionResetError):
            memory = self._pool.settings.memory // 1024**2
            return QueryTooLarge(
                f"the query is too complex, or needs more than {memory} MiB of memory"
            )
        return error

    def _let_go(self, *, finished: bool) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.disregard()
            self._pool.release(worker, finished=finished)


def full() -> ServerError:
    """What a request is told that comes when there are too many."""
    return ServerError("the server is full; try again in a moment")


def _failure(failure: Mapping[str, Any]) -> QueryError:
    match failure["kind"]:
        case "syntax":
            return QuerySyntaxError(
                failure["message"], line=failure["line"], column=failure["column"]
            )
        case "large":
            return QueryTooLarge(f"the answer {failure['message']}; add a LIMIT")
        case _:
            return QueryError(f"the query cannot be answered: {failure['message']}")
