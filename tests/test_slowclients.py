"""Clients that are slow on purpose cost the others nothing, and are let go after a while."""

import asyncio
import json
import re
import socket
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen
from uuid import UUID

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from mithaq.server.connections import HEADERS, PACE, PATIENCE, Connection

SLOW = 500
HONEST = 20
QUERY = {"query": "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 10"}
HEAD = b"POST /sparql HTTP/1.1\r\nHost: here\r\n"
SLOW_HEADERS = HEAD + b"X-Long: "
SLOW_BODY = (
    HEAD + b"Content-Type: application/sparql-query\r\nContent-Length: 100000\r\n\r\nSELECT "
)
SLOW_READER = b"GET /ontology.ttl HTTP/1.1\r\nHost: here\r\n\r\n"


@contextmanager
def slow_clients(address: str, said: bytes, number: int = SLOW) -> Iterator[None]:
    """So many connections that say `said`, and then neither write nor read."""
    parts = urlsplit(address)
    with ExitStack() as open_ones:
        for _ in range(number):
            client = socket.create_connection((parts.hostname, parts.port), timeout=30)
            open_ones.enter_context(client)
            client.sendall(said)
        yield


@pytest.mark.parametrize("said", [SLOW_HEADERS, SLOW_BODY, SLOW_READER])
def test_hundreds_of_slow_clients_starve_nobody(served: str, said: bytes) -> None:
    with slow_clients(served, said):
        for number in range(HONEST):
            asked = urlencode({**QUERY, "default-graph-uri": f"urn:{number}"})
            with urlopen(f"{served}/sparql?{asked}", timeout=30) as response:
                assert json.loads(response.read())["head"]["vars"] == ["s", "p", "o"]
            with urlopen(f"{served}/queries/alliances.json?bom=0", timeout=30) as response:
                assert response.status == 200


class Loop:
    """A loop whose time passes when it is told to, and which runs nothing."""

    def __init__(self) -> None:
        self.now = 1000.0

    def time(self) -> float:
        return self.now

    def create_task(self, work: Coroutine[Any, Any, None]) -> "asyncio.Future[None]":
        work.close()
        return asyncio.Future(loop=NOT_RUN)


class Transport(asyncio.Transport):
    """What a connection writes to; `end` says how it was ended."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.end = ""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += data

    def pause_reading(self) -> None: ...

    def is_closing(self) -> bool:
        return bool(self.end)

    def close(self) -> None:
        self.end = "closed"

    def abort(self) -> None:
        self.end = "aborted"


NOT_RUN = asyncio.new_event_loop()


@dataclass(frozen=True)
class Client:
    """One client's connection, seen from the server."""

    loop: Loop
    transport: Transport
    connection: Connection

    def after(self, seconds: float) -> tuple[str, bytes]:
        """How the connection was ended so much later, and with which words."""
        self.loop.now += seconds
        self.connection.look()
        return self.transport.end, self.transport.written[9:12]


@pytest.fixture
def client() -> Client:
    async def application(_scope: object, _receive: object, _send: object) -> None: ...

    loop, transport = Loop(), Transport()
    config = Config(application, interface="asgi3", lifespan="off", ws="none", log_config=None)
    connection = Connection(config, ServerState(), {}, cast("asyncio.AbstractEventLoop", loop))
    connection.connection_made(transport)
    return Client(loop, transport, connection)


def test_who_says_nothing_is_let_go(client: Client) -> None:
    assert client.after(PATIENCE) == ("", b"")
    assert client.after(0.1) == ("closed", b"408")


def test_headers_have_so_long_and_no_longer_however_they_come(client: Client) -> None:
    client.connection.data_received(SLOW_HEADERS)
    for _ in range(9):
        client.connection.data_received(b"x")
        assert client.after(PATIENCE / 9) == ("", b"")
    assert client.after(0.1) == ("closed", b"408")


def test_headers_have_an_end(client: Client) -> None:
    client.connection.data_received(SLOW_HEADERS)
    client.connection.data_received(b"x" * HEADERS)
    assert client.transport.end == ""
    client.connection.data_received(b"x")
    assert (client.transport.end, client.transport.written[9:12]) == ("closed", b"431")


@pytest.mark.parametrize(
    "said",
    [b"nothing of HTTP\r\n\r\n", b"GET / HTTP/1.1\r\nA B: c\r\n\r\n", b"\x16\x03\x01\x02\x00"],
    ids=["words", "a header", "TLS"],
)
def test_what_is_no_http_is_a_problem_with_an_id(
    client: Client, said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "mithaq.access"):
        client.connection.data_received(said)
    head, _, body = client.transport.written.partition(b"\r\n\r\n")
    line, *fields = head.decode().split("\r\n")
    assert line == "HTTP/1.1 400 Bad Request"
    told = dict(field.split(": ", 1) for field in fields)
    assert told["Content-Type"] == "application/problem+json"
    assert told["Access-Control-Allow-Origin"] == "*"
    assert int(told["Content-Length"]) == len(body)
    problem = json.loads(body)
    assert (problem["status"], UUID(problem["instance"]).hex) == (400, told["X-Request-Id"])
    (noted,) = [each for each in caplog.records if each.name == "mithaq.access"]
    assert json.loads(noted.getMessage())["id"] == told["X-Request-Id"]
    assert client.transport.end == "closed"


@pytest.mark.parametrize(
    "hosts",
    ["", "Host: here\r\nHost: here\r\n", "Host: a b\r\n", "Host: here/x\r\n", "Host: a,b\r\n"],
    ids=["none", "two", "a space", "a path", "a comma"],
)
def test_a_request_names_its_host_once(client: Client, hosts: str) -> None:
    client.connection.data_received(f"GET / HTTP/1.1\r\n{hosts}\r\n".encode())
    assert client.transport.written.startswith(b"HTTP/1.1 400 ")
    assert b"Host" in client.transport.written.partition(b"\r\n\r\n")[2]
    assert client.transport.end == "closed"


def test_nothing_is_said_into_an_answer(client: Client) -> None:
    client.connection.data_received(HEAD + b"\r\n")
    client.connection.cycle.response_started = True
    client.connection.data_received(b"nothing of HTTP\r\n\r\n")
    assert (client.transport.end, client.transport.written) == ("closed", b"")


def test_a_connection_too_many_is_a_problem_too(graph_folder: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from mithaq.server import serve
serve._CONNECTIONS = 1
serve.serve(Path({str(graph_folder)!r}), "127.0.0.1", 0)
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stderr is not None
            found = re.search(r"127\.0\.0\.1:(\d+)", server.stderr.readline())
            assert found
            connection = HTTPConnection("127.0.0.1", int(found[1]), timeout=30)
            with closing(connection):
                connection.request("GET", "/")
                response = connection.getresponse()
                problem = json.loads(response.read())
            assert (response.status, response.headers["Retry-After"]) == (503, "2")
            assert UUID(problem["instance"]).hex == response.headers["X-Request-Id"]
        finally:
            server.terminate()


def test_a_body_has_the_longer_the_more_comes_of_it(client: Client) -> None:
    client.connection.data_received(SLOW_BODY)
    assert client.after(PATIENCE) == ("", b"")
    for _ in range(20):
        client.connection.data_received(b"x" * PACE)
        assert client.after(1) == ("", b"")
    assert client.after(1) == ("closed", b"408")


def test_a_request_that_is_there_has_all_the_time_it_takes(client: Client) -> None:
    client.connection.data_received(HEAD + b"\r\n")
    assert client.after(10 * PATIENCE) == ("", b"")


def test_who_takes_nothing_of_an_answer_is_let_go(client: Client) -> None:
    client.connection.data_received(HEAD + b"\r\n")
    longest = PATIENCE + HEADERS / PACE
    client.connection.pause_writing()
    assert client.after(longest) == ("", b"")
    client.connection.resume_writing()
    assert client.after(longest) == ("", b"")
    client.connection.pause_writing()
    assert client.after(longest + 0.1) == ("aborted", b"")
