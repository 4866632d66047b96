"""What the loop's workers are at, and what stands behind: no worker sleeps between two short queries.

An order may stand in a worker's channel behind one that has just begun. Where that one takes longer,
those behind it are recalled, and given to whoever is free first: the worker says of each recalled
order that it has passed it over, or answers it in vain where it had begun. What stood behind a query
that its worker was killed at is given to others too. So each is answered once.
"""

import asyncio
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from mithaq.server import wire
from mithaq.server.processes import Worker, full
from mithaq.server.ticking import Ticking

AHEAD = 4
"""How many orders may stand behind the one that a worker is at: with fewer, workers sleep more often."""
YOUNG = 0.002
"""Seconds since a query began in which another may stand behind it, where most are over by then."""
_OF_LATE = 8
"""About how many queries tell what others will take."""
_LATE = 0.005
"""Seconds after which those behind it are recalled."""
_PERIOD = 0.01
_SHORT = 10_000
"""Bytes of an order that may stand behind another: a channel holds more than `AHEAD` of these."""
_LAST = frozenset({wire.WHOLE, wire.FAILURE, wire.END, wire.RECALLED})
"""The frames that end what is said to an order."""


class Ordered(Protocol):
    """A query on its way to its answer's first frame."""

    order: bytes

    def begin(self, worker: Worker) -> None: ...
    def wait(self) -> None: ...
    def get(self, kind: bytes, content: wire.Content, *, last: bool) -> None: ...
    def fail(self, error: Exception) -> None: ...
    def tell(self) -> None: ...


class Workers(Protocol):
    """Where workers rest that have nothing to do."""

    def start_idle(self, order: bytes) -> Worker | None: ...
    def has_idle(self) -> bool: ...
    def rest(self, worker: Worker) -> None: ...
    def replace(self, worker: Worker) -> None: ...


@dataclass(eq=False, slots=True)
class Line:
    """The orders in a worker's channel, the one it is at first; None are those that were recalled."""

    worker: Worker
    orders: deque[Ordered | None]
    since: float = field(default_factory=time.monotonic)
    """When the first of them began."""
    is_attended: bool = False
    is_lent: bool = False
    """Whether a thread reads the rest of an answer; then all orders were recalled."""

    def may_grow(self, now: float) -> bool:
        """Whether one more may stand behind the others."""
        return (
            len(self.orders) <= AHEAD
            and now - self.since < YOUNG
            and not self.is_lent
            and None not in self.orders
        )


class Orders:
    """The lines of a pool's workers, in one loop."""

    def __init__(self, workers: Workers, deadline: float, patience: float) -> None:
        self.workers = workers
        self.deadline = deadline
        self.patience = patience
        self.lines: dict[Worker, Line] = {}
        self.waiting: dict[Ordered, float] = {}
        """Those that wait for a worker, recalled ones too, and until when."""
        self.usual = 0.0
        """Seconds that queries took of late."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ticking = Ticking(self._look, _PERIOD)

    @property
    def has_room(self) -> bool:
        """Whether one more order may be given now."""
        now = time.monotonic()
        return self.workers.has_idle() or self._growing(now) is not None

    def give(self, one: Ordered) -> None:
        """Give an order to a worker that is idle, to one that will be soon, or to the next there is."""
        worker = self.workers.start_idle(one.order)
        if worker is not None:
            self._take(worker, one)
            return
        line = self._growing(time.monotonic()) if len(one.order) <= _SHORT else None
        if line is None or not self._stand_behind(line, one):
            self._wait(one)

    def attend(self, worker: Worker | None, loop: asyncio.AbstractEventLoop) -> None:
        """Read in `loop` what comes from `worker`; none stands for one that is read already."""
        self._loop = loop
        if worker is not None and not (line := self.lines[worker]).is_attended:
            line.is_attended = True
            worker.attend(loop, partial(self._read, line))

    def resume(self, worker: Worker) -> None:
        """Have `worker` back, whose answer was read to its end; from a thread too."""
        line = self.lines.get(worker)
        if line is None:
            self.workers.rest(worker)
            return
        assert self._loop is not None  # noqa: S101  (or it had no line)
        try:
            self._loop.call_soon_threadsafe(self._resume, line)
        except RuntimeError:  # the loop has ended
            self.workers.replace(worker)

    def forget(self, worker: Worker) -> None:
        """Have `worker` no more, which ends at the first of its orders; others get the rest."""
        worker.disregard()
        line = self.lines.pop(worker, None)
        if line is None or line.is_lent:
            return
        for one in list(line.orders)[1:]:
            self._wait(one)
        self._start_waiting()

    def withdraw(self, one: Ordered) -> None:
        """Want no answer to an order that has not begun."""
        for line in self.lines.values():
            if one in line.orders:
                self._recall(line)
        self.waiting.pop(one, None)

    def _growing(self, now: float) -> Line | None:
        """The shortest line in which one more may stand behind the others."""
        found = None
        if self.usual <= YOUNG:
            for line in self.lines.values():
                if line.may_grow(now) and (not found or len(line.orders) < len(found.orders)):
                    found = line
        return found

    def _stand_behind(self, line: Line, one: Ordered) -> bool:
        try:
            line.worker.channel.sendall(one.order)
        except OSError:  # it has died, which is seen when it is read
            return False
        line.orders.append(one)
        one.wait()
        self._ticking.start()
        return True

    def _take(self, worker: Worker, one: Ordered) -> None:
        self.lines[worker] = Line(worker, deque([one]))
        one.begin(worker)

    def _read(self, line: Line) -> None:
        try:
            line.worker.frames.fill()
        except BlockingIOError:  # a thread has read what this was called for
            return
        except (OSError, EOFError):
            self._sort(line, is_dead=True)
        else:
            self._sort(line)

    def _resume(self, line: Line) -> None:
        if line.worker in self.lines:
            line.is_lent = False
            assert self._loop is not None  # noqa: S101  (this is called in it)
            line.worker.attend(self._loop, partial(self._read, line))
            self._sort(line)

    def _sort(self, line: Line, *, is_dead: bool = False) -> None:
        """Give the frames that were read to whom they are for."""
        told: list[Ordered] = []
        worker, orders = line.worker, line.orders
        while orders and (found := worker.frames.next()) is not None:
            is_last = found[0] in _LAST
            one = orders[0]
            if one is not None:
                one.get(*found, last=is_last)
                told.append(one)
            if is_last:
                self._advance(line)
            elif one is not None:
                self._lend(line)
                break
        if is_dead and worker in self.lines:
            if orders and orders[0] is not None and not line.is_lent:
                worker.disregard()
                told.append(orders[0])  # who meets it himself, and says what it means
            elif not line.is_lent:
                self.forget(worker)
                self.workers.replace(worker)
        for one in told:
            one.tell()

    def _advance(self, line: Line) -> None:
        """Go on to the next order of a line, or to what waits elsewhere."""
        line.orders.popleft()
        now = time.monotonic()
        self.usual += (now - line.since - self.usual) / _OF_LATE
        line.since = now
        if line.orders:
            if (one := line.orders[0]) is not None:
                one.begin(line.worker)
            return
        for other in self.lines.values():
            if len(other.orders) > 1 and now - other.since > _LATE:
                self._recall(other)
        if self.waiting:
            one = next(iter(self.waiting))
            del self.waiting[one]
            try:
                line.worker.channel.sendall(one.order)
            except OSError:  # it has died, which is seen when it is read
                self._wait(one)
            else:
                line.orders.append(one)
                one.begin(line.worker)
                return
        del self.lines[line.worker]
        line.worker.disregard()
        self.workers.rest(line.worker)

    def _lend(self, line: Line) -> None:
        """Let a thread read the rest of the first answer."""
        line.worker.disregard()
        self._recall(line)
        line.orders.popleft()
        line.is_lent = True
        if not line.orders:
            del self.lines[line.worker]

    def _recall(self, line: Line) -> None:
        """Take back the orders behind the first."""
        behind = list(line.orders)[1:]
        if not any(behind):
            return
        with suppress(OSError):  # it has died, which is seen when it is read
            wire.send(line.worker.channel, wire.RECALLED, bytes([len(behind)]))
        for place, one in enumerate(behind, 1):
            line.orders[place] = None
            self._wait(one)

    def _wait(self, one: Ordered | None) -> None:
        if one is not None:
            one.wait()
            self.waiting[one] = time.monotonic() + self.patience
            self._ticking.start()

    def _start_waiting(self) -> None:
        for one in list(self.waiting):
            worker = self.workers.start_idle(one.order)
            if worker is None:
                return
            del self.waiting[one]
            self._take(worker, one)
            assert self._loop is not None  # noqa: S101  (who waits is attended to)
            self.attend(worker, self._loop)

    def _look(self, now: float) -> bool:
        """Recall what stands behind long queries; whether there is more to look at."""
        for line in list(self.lines.values()):
            if not line.is_lent and now - line.since > _LATE:
                self._recall(line)
                if line.orders[0] is None and now - line.since > self.deadline:
                    self.forget(line.worker)
                    self.workers.replace(line.worker)
        self._start_waiting()
        for one, end in list(self.waiting.items()):
            if end <= now:
                del self.waiting[one]
                one.fail(full())
                one.tell()
        several = (len(line.orders) > 1 or None in line.orders for line in self.lines.values())
        return bool(self.waiting) or any(several)
