"""Generations change under load, publishers and writers are killed: nobody sees it, nothing is lost."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from descent import children, read_of

from mithaq.store import current, open_store, publish, verify

pytestmark = pytest.mark.alone

GENERATIONS, REQUESTS, READERS = 100, 10_000, 3
PUBLISHER_KILLS, WRITER_KILLS, SERVER_KILLS = 15, 10, 5
TOKEN = "0123456789abcdef" * 2
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BOTH = "SELECT ?n ?m { <urn:first> <urn:number> ?n . <urn:last> <urn:number> ?m }"
ALL = "SELECT DISTINCT ?n { ?s <urn:number> ?n }"
WRITTEN = "SELECT ?n { <urn:written> <urn:n> ?n }"
PUBLISHER = """
import sys
from pathlib import Path
from mithaq.store import publish
number = int(sys.argv[2])
while True:
    lines = [f'<urn:{name}> <urn:number> "{number}" .\\n' for name in ("first", "last")]
    publish(Path(sys.argv[1]), lambda new: (new / "dataset.nq").write_text("".join(lines)) and None)
    print(number, flush=True)
    number += 1
"""


def publish_number(out: Path, number: int, things: int = 300) -> None:
    """A generation in which everything has `number`."""
    names = ["first", *(f"thing:{n}" for n in range(things)), "last"]
    lines = [f'<urn:{name}> <urn:number> "{number}" .\n' for name in names]
    publish(out, lambda new: (new / "dataset.nq").write_text("".join(lines)) and None)


def served_number(out: Path) -> int:
    """The number of the current generation, every byte of it compared with its manifest."""
    solutions: Any = open_store(verify(current(out).folder)).query(ALL)
    (number,) = [int(row["n"].value) for row in solutions]
    return number


def ask(connection: http.client.HTTPConnection, query: str) -> list[Mapping[str, str]]:
    connection.request("POST", "/sparql", urlencode({"query": query}), FORM)
    response = connection.getresponse()
    content = response.read()
    assert response.status == 200, content
    rows = json.loads(content)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]


def connect(address: str) -> closing[http.client.HTTPConnection]:
    return closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=60))


@dataclass
class Reading:
    """What the readers saw."""

    requests: int = 0
    seen: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    enough: threading.Event = field(default_factory=threading.Event)


def read(address: str, reader: int, reading: Reading) -> None:
    """Ask until it is enough: what was asked before, and what was not; both parts of each answer."""
    latest = 0
    with connect(address) as connection:
        while not reading.enough.is_set() and len(reading.wrong) < 10:
            number = reading.requests
            query = (BOTH, ALL, f"{BOTH} #{reader} {number}", f"{ALL} #{reader} {number}")[
                number % 4
            ]
            try:
                rows = ask(connection, query)
            except (OSError, http.client.HTTPException, AssertionError) as error:
                reading.wrong.append(repr(error))
                connection.close()
                continue
            numbers = {int(value) for row in rows for value in row.values()}
            if len(rows) != 1 or len(numbers) != 1 or min(numbers) < latest:
                reading.wrong.append(f"{rows} after {latest}")
            latest = max(numbers, default=latest)
            reading.seen.add(latest)
            reading.requests += 1


def test_generations_change_and_no_request_fails_or_sees_two(
    tmp_path: Path, serving: Callable[..., Any]
) -> None:
    reading = Reading()
    publish_number(tmp_path, 0)
    with serving(tmp_path, "--workers", "1") as address:
        readers = [
            threading.Thread(target=read, args=(address, number, reading))
            for number in range(READERS)
        ]
        for reader in readers:
            reader.start()
        try:
            for number in range(1, GENERATIONS + 1):
                while reading.requests < number * REQUESTS // GENERATIONS and not reading.wrong:
                    time.sleep(0.005)
                publish_number(tmp_path, number)
            until = time.monotonic() + 30
            while GENERATIONS not in reading.seen and time.monotonic() < until:
                time.sleep(0.05)
        finally:
            reading.enough.set()
            for reader in readers:
                reader.join()
    assert reading.wrong == []
    assert reading.requests >= REQUESTS
    assert {0, GENERATIONS} <= reading.seen
    assert len(reading.seen) > GENERATIONS // 10
    assert "Traceback" not in "".join(address.log)


def test_a_publisher_that_is_killed_leaves_a_valid_generation(tmp_path: Path) -> None:
    chance = random.Random("covenant")
    acknowledged = -1
    for _ in range(PUBLISHER_KILLS):
        command = [sys.executable, "-c", PUBLISHER, str(tmp_path), str(acknowledged + 1)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as publisher:
            assert publisher.stdout is not None
            acknowledged = int(publisher.stdout.readline())
            begin = time.monotonic()
            acknowledged = int(publisher.stdout.readline())
            time.sleep(chance.random() * 2 * (time.monotonic() - begin))
            publisher.kill()
            acknowledged = max([acknowledged, *map(int, publisher.stdout.read().split())])
        assert acknowledged <= served_number(tmp_path) <= acknowledged + 1
    publish_number(tmp_path, 0)
    assert list(tmp_path.glob(".tmp-*")) == []


@dataclass
class Writing:
    """What a client has sent to be written, and what was acknowledged."""

    sent: int = 0
    acknowledged: set[int] = field(default_factory=set)

    def write(self, address: str) -> int:
        """Send the next update; the status of the answer, 0 where the server is gone."""
        self.sent += 1
        headers = {
            "Content-Type": "application/sparql-update",
            "Authorization": f"Bearer {TOKEN}",
        }
        update = f"INSERT DATA {{ <urn:written> <urn:n> {self.sent} }}"
        with connect(address) as connection, suppress(OSError, http.client.HTTPException):
            connection.request("POST", "/sparql", update, headers)
            response = connection.getresponse()
            response.read()
            if response.status == 204:
                self.acknowledged.add(self.sent)
            return response.status
        return 0

    def check(self, out: Path) -> None:
        """What was acknowledged is there, what was not sent is not; the generation is valid."""
        solutions: Any = open_store(verify(current(out).folder)).query(WRITTEN)
        found = {int(row["n"].value) for row in solutions}
        assert self.acknowledged <= found <= set(range(1, self.sent + 1))


def writer_of(server: int) -> int | None:
    """The process that makes a change for `server`."""
    found = (
        each for each in children(server) if "mithaq.server.writer" in read_of(each, "cmdline")
    )
    return next(found, None)


def test_writers_and_servers_that_are_killed_lose_nothing_acknowledged(
    tmp_path: Path, serving: Callable[..., AbstractContextManager[Any]]
) -> None:
    chance = random.Random("covenant")
    token, out = tmp_path / "token", tmp_path / "graph"
    token.write_text(TOKEN)
    publish_number(out, 0)
    writing = Writing()
    options = ("--workers", "1", "--token-file", str(token))
    with serving(out, *options) as address:
        begin = time.monotonic()
        assert writing.write(address) == 204
        usual = time.monotonic() - begin
        killed = 0
        while killed < WRITER_KILLS:
            client = threading.Thread(target=writing.write, args=(address,))
            client.start()
            time.sleep(chance.random() * usual * 0.7)
            if (writer := writer_of(address.process)) is not None:
                with suppress(ProcessLookupError):
                    os.kill(writer, signal.SIGKILL)
                    killed += 1
            client.join()
            writing.check(out)
        assert writing.write(address) == 204
        assert len(writing.acknowledged) < writing.sent
    for _ in range(SERVER_KILLS):
        with serving(out, *options) as address:
            assert writing.write(address) == 204
            client = threading.Thread(target=writing.write, args=(address,))
            client.start()
            time.sleep(chance.random() * usual * 1.2)
            os.kill(address.process, signal.SIGKILL)
            client.join()
        writing.check(out)
    with serving(out, *options) as address:
        assert writing.write(address) == 204
    writing.check(out)
    assert list(out.glob(".tmp-*")) == []
