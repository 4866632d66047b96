"""Queries that stand behind others: each is answered once, whatever becomes of the one before it."""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import cast
from urllib.parse import quote, urlsplit

import pytest
from conftest import Serving

from mithaq.errors import ServerError
from mithaq.server import wire
from mithaq.server.orders import AHEAD, Orders
from mithaq.server.processes import Worker


class Process(Worker):
    """A worker of which a test plays the other side."""

    def __init__(self) -> None:
        self.channel, self.theirs = socket.socketpair()
        self.heard = wire.Frames(self.theirs)
        self.frames = wire.Frames(self.channel)
        self.loop = None
        self._ready = None

    def say(self, kind: bytes, content: bytes = b"") -> None:
        wire.send(self.theirs, kind, content)

    def call(self) -> None:
        """Do what the loop does where there seems to be something to read."""
        self._readable()

    def hear(self) -> list[tuple[bytes, bytes]]:
        """What was said to it."""
        self.theirs.settimeout(0)
        try:
            self.heard.fill()
        except BlockingIOError:
            return []
        return list(iter(self.heard.next, None))


class Crew:
    """Workers of a test; those that were replaced are remembered."""

    def __init__(self, number: int) -> None:
        self.all = [Process() for _ in range(number)]
        self.idle: list[Worker] = [*reversed(self.all)]
        self.replaced: list[Worker] = []

    def start_idle(self, order: bytes) -> Worker | None:
        if not self.idle:
            return None
        worker = self.idle.pop()
        worker.channel.sendall(order)
        return worker

    def has_idle(self) -> bool:
        return bool(self.idle)

    def rest(self, worker: Worker) -> None:
        self.idle.append(worker)

    def replace(self, worker: Worker) -> None:
        self.replaced.append(worker)


class Asked:
    """A query of a test, and what became of it."""

    def __init__(self, text: bytes) -> None:
        self.order = wire.frame(wire.READY, text)
        self.worker: Worker | None = None
        self.got: list[tuple[bytes, bytes, bool]] = []
        self.told = 0
        self.error: Exception | None = None

    def begin(self, worker: Worker) -> None:
        self.worker = worker

    def wait(self) -> None:
        self.worker = None

    def get(self, kind: bytes, content: bytes, *, last: bool) -> None:
        self.got.append((kind, content, last))

    def fail(self, error: Exception) -> None:
        self.error = error

    def tell(self) -> None:
        self.told += 1


@contextmanager
def crew(number: int, patience: float = 5.0) -> Iterator[tuple[Crew, Orders]]:
    workers = Crew(number)
    try:
        yield workers, Orders(workers, deadline=10.0, patience=patience)
    finally:
        for each in workers.all:
            each.channel.close()
            each.theirs.close()


def give(orders: Orders, *texts: bytes) -> list[Asked]:
    asked = [Asked(text) for text in texts]
    for each in asked:
        orders.give(each)
        orders.attend(each.worker, asyncio.get_running_loop())
    return asked


async def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end
        await asyncio.sleep(0.001)


def test_one_may_stand_behind_another_and_begins_when_that_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # on a busy machine this takes long enough for the first to be late, and the others to be recalled
    monkeypatch.setattr("mithaq.server.orders.YOUNG", 60.0)
    monkeypatch.setattr("mithaq.server.orders._LATE", 60.0)

    async def play() -> None:
        with crew(1) as (workers, orders):
            (process,) = workers.all
            first, second, *others = give(orders, b"1", b"2", *(AHEAD - 1) * [b"more"])
            assert [content for _, content in process.hear()][:2] == [b"1", b"2"]
            assert first.worker is process
            assert second.worker is None
            assert not orders.has_room
            (last,) = give(orders, b"one too many")
            assert not process.hear()
            process.say(wire.WHOLE, b"one")
            await until(lambda: bool(first.told))
            assert second.worker is process
            process.say(wire.WHOLE, b"two")
            await until(lambda: bool(second.told))
            assert (first.got, second.got) == (
                [(wire.WHOLE, b"one", True)],
                [(wire.WHOLE, b"two", True)],
            )
            for _ in others:
                process.say(wire.WHOLE, b"more")
            await until(lambda: last.worker is process)
            process.say(wire.WHOLE, b"last")
            await until(lambda: workers.idle == [process])
            assert [each.told for each in (*others, last)] == [1] * (len(others) + 1)

    asyncio.run(play())


def test_a_call_for_what_was_read_already_means_nothing() -> None:
    async def play() -> None:
        with crew(1) as (workers, orders):
            (process,) = workers.all
            process.channel.settimeout(0)  # as it is for a loop
            (asked,) = give(orders, b"1")
            process.call()
            assert not asked.told
            process.say(wire.WHOLE, b"one")
            await until(lambda: bool(asked.told))
            assert asked.got == [(wire.WHOLE, b"one", True)]

    asyncio.run(play())


@pytest.mark.parametrize("is_begun", [False, True])
def test_who_stands_behind_a_long_query_is_given_to_another(*, is_begun: bool) -> None:
    async def play() -> None:
        with crew(2) as (workers, orders):
            slow, quick = workers.all
            long, other, behind = give(orders, b"long", b"other", b"behind")
            assert [content for _, content in slow.hear()] == [b"long", b"behind"]
            await asyncio.sleep(0.03)
            quick.say(wire.WHOLE, b"over")
            await until(lambda: behind.worker is quick)
            assert [content for _, content in quick.hear()] == [b"other", b"behind"]
            assert slow.hear() == [(wire.RECALLED, b"\1")]
            quick.say(wire.WHOLE, b"right")
            await until(lambda: bool(behind.told))
            slow.say(wire.WHOLE, b"at last")
            slow.say(*((wire.WHOLE, b"in vain") if is_begun else (wire.RECALLED, b"")))
            await until(lambda: slow in workers.idle)
            assert [each.got for each in (long, other, behind)] == [
                [(wire.WHOLE, b"at last", True)],
                [(wire.WHOLE, b"over", True)],
                [(wire.WHOLE, b"right", True)],
            ]
            assert [each.told for each in (long, other, behind)] == [1, 1, 1]

    asyncio.run(play())


def test_who_stands_behind_a_query_that_ends_its_worker_is_given_to_another() -> None:
    async def play() -> None:
        with crew(1) as (workers, orders):
            (process,) = workers.all
            killer, behind = give(orders, b"killer", b"behind")
            process.theirs.close()
            await until(lambda: bool(killer.told))
            assert not killer.got
            orders.forget(process)  # as the killer's answer does, which says why
            workers.all.append(Process())
            workers.rest(workers.all[1])
            await until(lambda: behind.worker is workers.all[1])
            workers.all[1].say(wire.WHOLE, b"right")
            await until(lambda: bool(behind.told))
            assert behind.got == [(wire.WHOLE, b"right", True)]
            assert (killer.told, behind.told) == (1, 1)

    asyncio.run(play())


def test_what_a_thread_reads_on_holds_nobody_up() -> None:
    async def play() -> None:
        with crew(2) as (workers, orders):
            slow, quick = workers.all
            long, other, behind = give(orders, b"long", b"other", b"behind")
            slow.say(wire.BEGIN, b"a piece")
            await until(lambda: bool(long.told))
            quick.say(wire.WHOLE, b"over")
            await until(lambda: behind.worker is quick)
            slow.say(wire.END)
            slow.say(wire.RECALLED)
            assert slow.frames.receive() == (wire.END, b"")
            await asyncio.to_thread(orders.resume, slow)
            await until(lambda: slow in workers.idle)
            assert long.got == [(wire.BEGIN, b"a piece", False)]
            assert other.told == 1

    asyncio.run(play())


def test_who_waits_too_long_is_told_so() -> None:
    async def play() -> None:
        with crew(1, patience=0.02) as (_, orders):
            long, behind = give(orders, b"long", b"behind")
            await until(lambda: bool(behind.told))
            assert isinstance(behind.error, ServerError)
            assert not long.told

    asyncio.run(play())


def rows(number: int, nonce: int) -> str:
    return f"SELECT ?p {{ ?s ?p ?o }} LIMIT {number} # {nonce}"


@pytest.mark.alone
def test_among_killers_and_who_leaves_each_gets_his_own_answer(
    graph_folder: Path, serving: Serving
) -> None:
    killer = "ASK " + 58 * "{" + 58 * "}"
    syntax = "ASK {"

    def client(seed: int) -> list[tuple[int, int]]:
        random, wrong = Random(seed), []
        place = urlsplit(address).netloc
        for turn in range(60):
            number = random.randrange(1, 40)
            text = random.choice(
                [rows(number, 1000 * seed + turn)] * 8
                + [rows(9_000, 1000 * seed + turn), f"{killer} # {seed} {turn}", syntax]
            )
            with closing(HTTPConnection(place, timeout=60)) as connection:
                path = f"/sparql?query={quote(text)}"
                connection.request("GET", path, headers={"Accept": "text/csv"})
                if random.random() < 0.1:
                    continue  # and wait for nothing
                response = connection.getresponse()
                lines = response.read().count(b"\r\n")
            limit = text.partition("LIMIT ")[2].partition(" ")[0]
            if limit and (response.status, lines) != (200, int(limit) + 1):
                wrong.append((response.status, lines))
        return wrong

    with serving(graph_folder) as address, ThreadPoolExecutor(12) as clients:
        assert not sum(clients.map(client, range(12)), start=cast("list[tuple[int, int]]", []))
