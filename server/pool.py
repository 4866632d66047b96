"""A pool of worker processes: one query each at a time, killed at the deadline and replaced."""

import asyncio
import json
import logging
import math
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from mithaq.disk import why
from mithaq.errors import (
    QueryError,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    ServerError,
    StoreError,
)
from mithaq.server import wire
from mithaq.server.orders import Orders
from mithaq.server.processes import GLANCE, Start, Tally, Worker, full, spawning
from mithaq.server.settings import Lane, Settings
from mithaq.server.sources import Answer

_LOG = logging.getLogger(__name__)
_LONGEST_TYPE = 200  # bytes of a media type
_RETRY = 1.0  # seconds until a worker is started again that could not be


class Pool:
    """Workers on one generation; they start at once, `wait_until_ready` says whether they can."""

    def __init__(
        self, generation: Path, lane: Lane, settings: Settings, tally: Tally | None = None
    ) -> None:
        self.tally = tally or Tally()
        self.generation = generation
        self.lane = lane
        self.settings = settings
        self.orders = Orders(self, lane.deadline, lane.patience)
        self._fail: Callable[[], None] = _nothing
        self._spawn = spawning(generation, settings.memory, lane.nice)
        self._start_by = self._spawn
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._resting = threading.Lock()
        """Between a look at how workers are started and what follows from it."""
        self._places = lane.admitted * [None]
        self._ended: deque[Worker] = deque()  # their memory may take a while to be given back
        self._closed = threading.Event()
        self._lacking = StoreError(f"{generation} cannot be opened: run `mithaq build` again")
        # A worker dies with the thread that started it (PR_SET_PDEATHSIG): one thread starts them.
        self._starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workers")
        self._first = self._starter.submit(self._start)
        for _ in range(lane.workers - 1):
            self._starter.submit(self._start_at_last)

    def fork_by(self, fork: Callable[[int, int], Start], fail: Callable[[], None]) -> Future[None]:
        """Fork workers from now on; it is done when those that are idle are exchanged.

        The others are when they come free. `fail` is told where a fork has not become ready.
        """
        self._fail = fail
        return self._start_otherwise(fork(self.settings.memory, self.lane.nice))

    def spawn_again(self) -> None:
        """Start new processes again, in the place of forked ones, which have ended."""
        self._start_otherwise(self._spawn)

    def _start_otherwise(self, start: Start) -> Future[None]:
        with self._resting:
            self._start_by = start
        try:
            return self._starter.submit(self._renew)
        except RuntimeError:  # closed meanwhile
            done = Future[None]()
            done.set_result(None)
            return done

    def _renew(self) -> None:
        """Exchange the idle workers of another kind, each when the one for its place is ready."""
        while (former := self._take_former()) is not None:
            if not self._start():
                self._idle.put(former)
                return
            self.tally.add(ended=1)
            former.kill()

    def _take_former(self) -> Worker | None:
        """An idle worker of another kind than new ones are, which is idle no more."""
        others, found = [], None
        with self._resting:
            with suppress(queue.Empty):
                while found is None:
                    worker = self._idle.get_nowait()
                    if worker.start is self._start_by:
                        others.append(worker)
                    else:
                        found = worker
            for worker in reversed(others):
                self._idle.put(worker)
        return found

    def wait_until_ready(self) -> None:
        """Return when a worker has opened the store; StoreError where none can."""
        if not self._first.result():
            self.close()
            raise self._lacking

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
        """Begin with `query`, now or when there is a worker; None where too many wait already.

        Called in the loop that attends to the answer.
        """
        if self._closed.is_set() or not self._is_admitted():
            return None
        pieces = Pieces(self, None, lambda: False, self._frame(query))
        self.orders.give(pieces)
        return pieces

    @property
    def has_room(self) -> bool:
        """Whether one more query may be asked, which begins at once or soon."""
        return self.orders.has_room

    def leave(self) -> None:
        """Give back the place of a query that is answered."""
        self._places.append(None)

    def release(self, worker: Worker, *, finished: bool) -> None:
        """Take `worker` back: for the next query, or to be replaced where it is still at one."""
        self.leave()
        if finished:
            self.orders.resume(worker)
        else:
            self.orders.forget(worker)
            self.replace(worker)

    def rest(self, worker: Worker) -> None:
        """Let `worker`, which has nothing to do, be idle."""
        with self._resting:
            is_wanted = worker.start is self._start_by and not self._closed.is_set()
            if is_wanted:
                self._idle.put(worker)
        if not is_wanted:
            self._exchange(worker)

    def has_idle(self) -> bool:
        """Whether a worker is idle, most likely."""
        return not self._idle.empty()

    def start_idle(self, order: bytes) -> Worker | None:
        """A worker that has begun with `order`, None where none is idle."""
        return None if self._idle.empty() else self._start_on(order, 0)

    def close(self) -> None:
        """End every worker; those that are at a query are killed at it."""
        with self._resting:
            self._closed.set()
        self._starter.shutdown(cancel_futures=True)
        self._bury()
        with suppress(queue.Empty):
            while True:
                self._idle.get_nowait().kill()
                self.tally.add(ended=1)

    def _is_admitted(self) -> bool:
        """Whether there is a place, which is taken then."""
        try:
            self._places.pop()
        except IndexError:
            return False
        return True

    def _frame(self, query: wire.Query) -> bytes:
        limits = self.settings
        order = wire.Order(query, self.lane.deadline, limits.answer_bytes, limits.answer_rows)
        return wire.order_frame(order)

    def _wait(self, order: bytes, gone: Callable[[], bool]) -> Worker:
        """A worker that has begun with `order`."""
        end = time.monotonic() + self.lane.patience
        while time.monotonic() < end and not self._closed.is_set():
            if (worker := self._start_on(order, GLANCE)) is not None:
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
                    self.replace(worker)
                else:
                    return worker
        return None

    def replace(self, worker: Worker) -> None:
        """End `worker`, and start another in its place."""
        self.tally.add(replaced=1)
        self._end(worker)

    def _exchange(self, worker: Worker) -> None:
        """End `worker`, which did nothing wrong, and start another in its place."""
        self.tally.add(ended=1)
        self._end(worker)

    def _end(self, worker: Worker) -> None:
        worker.end()
        self._ended.append(worker)
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
            worker = Worker(self._start_by)
        except OSError as error:  # no process, no descriptor, no memory to be had
            self._lacking = StoreError(f"no process for queries can be started: {why(error)}")
            return False
        try:
            kind, content = worker.frames.receive()
            worker.channel.settimeout(None)  # what has a time to wait polls first
        except (OSError, EOFError):
            kind, content = wire.FAILURE, b""
        if kind == wire.FAILURE:
            worker.kill()
            if content:
                self._lacking = StoreError(bytes(content).decode())
            elif worker.start is not self._spawn:
                self._fail()
            return False
        self.tally.add(started=1)
        self.rest(worker)
        return True

    def _start_at_last(self) -> None:
        while not self._closed.is_set() and not self._start():
            _LOG.error("a worker for %s cannot be started", self.generation)
            self._closed.wait(_RETRY)


class Pieces:
    """The bytes of an answer as they come; it holds a worker until the end, or until closed.

    A query of a loop has its worker by `mithaq.server.orders`, which gives it the first frame.
    """

    def __init__(
        self, pool: Pool, worker: Worker | None, gone: Callable[[], bool], order: bytes = b""
    ) -> None:
        self.order = order
        self._pool = pool
        self._worker = worker
        self._gone = gone
        self.since = time.monotonic()
        self.end = self.since + pool.lane.deadline
        self._is_in_line = False
        self._first: tuple[bytes, wire.Content] | None = None
        self._error: Exception | None = None
        self._held: wire.Content = b""
        self.on_close: list[Callable[[], object]] = []
        self._then: Callable[[], None] = _nothing

    def attend(self, loop: asyncio.AbstractEventLoop, then: Callable[[], None]) -> None:
        """Call `then` in `loop`, where this is called, when `answer` need not wait."""
        self._then = then
        self._pool.orders.attend(self._worker, loop)

    def tell(self) -> None:
        """Say that `answer` need not wait, and keep nothing that keeps this."""
        then, self._then = self._then, _nothing
        then()

    def begin(self, worker: Worker) -> None:
        """Have `worker`, which begins with the query now."""
        self._worker = worker
        self._is_in_line = True
        self.since = time.monotonic()
        self.end = self.since + self._pool.lane.deadline

    def wait(self) -> None:
        """Have no worker yet."""
        self._worker = None
        self._is_in_line = True
        self.since = self.end = math.inf

    def get(self, kind: bytes, content: wire.Content, *, last: bool) -> None:
        """Get the first frame, which may be the last; then the worker is another's."""
        self._first = kind, content
        self._is_in_line = False
        if last:
            self._worker = None
            self._pool.leave()

    def fail(self, error: Exception) -> None:
        """Be answered by `error`: no worker has begun in time."""
        self._error = error
        self._is_in_line = False
        self._pool.leave()

    def answer(self) -> Answer:
        """The answer, when it is whole or has a first piece."""
        kind, content = self._receive()
        content = self._read(kind, content)
        told = bytes(content[:_LONGEST_TYPE]).partition(b"\n")[0]
        self._held = content[len(told) + 1 :]
        if kind == wire.WHOLE:
            self._let_go(finished=True)
        return Answer(told.decode() or None, self, whole=kind == wire.WHOLE)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        piece, self._held = bytes(self._held) or bytes(self._next()), b""
        if not piece:
            raise StopIteration
        return piece

    def close(self) -> None:
        """Let the worker go; the work ends where it has not."""
        if self._worker is None and self._is_in_line:
            self._is_in_line = False
            self._pool.orders.withdraw(self)
            self._pool.leave()
        self._let_go(finished=False)
        while self.on_close:
            self.on_close.pop()()

    def _next(self) -> wire.Content:
        """What the next frame holds, nothing at the end of the answer."""
        return self._read(*self._receive()) if self._worker is not None else b""

    def _receive(self) -> tuple[bytes, wire.Content]:
        if self._error is not None:
            raise self._error
        if self._first is not None:
            first, self._first = self._first, None
            return first
        if self._is_in_line:  # its worker is read by the loop: there is no time left, or no worker
            has_time = time.monotonic() < self.end
            raise self._failed(EOFError() if has_time else TimeoutError())
        assert self._worker is not None  # noqa: S101  (or there is nothing to receive)
        try:
            return self._worker.receive(self.end, self._gone)
        except (OSError, EOFError) as error:
            raise self._failed(error) from None
        except BaseException:
            self._let_go(finished=False)
            raise

    def _read(self, kind: bytes, content: wire.Content) -> wire.Content:
        match kind:
            case wire.END:
                self._let_go(finished=not content)
                return b""
            case wire.FAILURE:
                self._let_go(finished=True)
                raise _failure(json.loads(bytes(content)))
            case _:
                return content

    def _failed(self, error: Exception) -> Exception:
        """Let go of a worker that failed, or that nobody waits for; what is said of it."""
        worker, is_lost = self._worker, isinstance(error, EOFError | ConnectionResetError)
        is_killed = is_lost and worker is not None and worker.was_killed()
        self._let_go(finished=False)
        if is_killed:
            return ServerError("the process that was at the query was killed; ask again")
        if isinstance(error, TimeoutError):
            seconds = self._pool.lane.deadline
            return QueryTimeout(
                f"the query took longer than {seconds:g} seconds; ask for less, or add a LIMIT"
            )
        if is_lost:
            memory = self._pool.settings.memory // 1024**2
            return QueryTooLarge(
                f"the query is too complex, or needs more than {memory} MiB of memory"
            )
        return error

    def _let_go(self, *, finished: bool) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            self._pool.release(worker, finished=finished)


def _nothing() -> None:
    """What nobody waits for."""


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
