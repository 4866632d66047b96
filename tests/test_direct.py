"""Short queries are answered below ASGI, and nobody sees a difference: the order, the bodies, the ends."""

import json
import socket
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPResponse
from urllib.parse import quote, urlsplit

import pytest

ANSWERED = {True: b'"boolean":true', False: b'"boolean":false'}


def query(number: int, *, holds: bool = True) -> str:
    return f"ASK {{ FILTER({number} {'=' if holds else '!='} {number}) }} # direct"


def get(text: str, *headers: str, version: str = "1.1") -> bytes:
    lines = [f"GET /sparql?query={quote(text)} HTTP/{version}", "Host: here", *headers, "", ""]
    return "\r\n".join(lines).encode()


def post(text: str, *headers: str) -> bytes:
    body = text.encode()
    kind = "Content-Type: application/sparql-query"
    lines = ["POST /sparql HTTP/1.1", "Host: here", kind, f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def connected(address: str) -> Iterator[socket.socket]:
    parts = urlsplit(address)
    place = parts.hostname, parts.port
    with closing(socket.create_connection(place, timeout=30)) as client:
        yield client


def answers(client: socket.socket, number: int, method: str = "GET") -> list[tuple[int, bytes]]:
    """The statuses and bodies of so many answers on one connection."""
    found = []
    with client.makefile("rb") as file:
        for _ in range(number):
            response = HTTPResponse(client, method=method)
            response.fp = file
            response.begin()
            length = response.headers["Content-Length"]
            found.append((response.status, file.read(int(length)) if length else b""))
            response.fp = None  # type: ignore[assignment]  (the next answer stands in it)
    return found


@pytest.mark.parametrize(
    "said",
    [
        [get(query(number, holds=number % 2 == 0)) for number in range(6)],
        [post(query(number, holds=number % 2 == 0)) for number in range(10, 16)],
        [get(query(20)), get("ASK {", "Accept: */*"), post(query(22)), get(query(23, holds=False))],
    ],
)
def test_requests_that_come_at_once_are_answered_in_their_order(
    served: str, said: Sequence[bytes]
) -> None:
    with connected(served) as client:
        client.sendall(b"".join(said))
        together = answers(client, len(said))
    with connected(served) as client:
        alone = []
        for each in said:
            client.sendall(each)
            alone += answers(client, 1)
    for (status, body), (once, known) in zip(together, alone, strict=True):
        assert status == once
        assert status == 400 or body == known


def test_a_body_may_come_in_pieces(served: str) -> None:
    said = post(query(30, holds=False))
    with connected(served) as client:
        for place in range(len(said)):
            client.sendall(said[place : place + 1])
        ((status, body),) = answers(client, 1)
    assert status == 200
    assert ANSWERED[False] in body.replace(b" ", b"")


def test_a_client_may_ask_whether_to_send_its_body(served: str) -> None:
    head, _, body = post(query(31), "Expect: 100-continue").partition(b"\r\n\r\n")
    with connected(served) as client:
        client.sendall(head + b"\r\n\r\n")
        assert client.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(body)
        ((status, _),) = answers(client, 1)
    assert status == 200


@pytest.mark.parametrize(
    "said", [get(query(40), "Connection: close"), get(query(41), version="1.0")]
)
def test_the_connection_ends_where_the_client_wants_no_more(served: str, said: bytes) -> None:
    with connected(served) as client:
        client.sendall(said)
        whole = b"".join(iter(lambda: client.recv(65_536), b""))
    head, _, body = whole.partition(b"\r\n\r\n")
    assert b"connection: close" in head.lower()
    assert json.loads(body)["boolean"] is True


def test_each_request_has_an_id_and_all_headers_of_the_others(served: str) -> None:
    with connected(served) as client:
        client.sendall(get(query(50)))
        direct = client.recv(65_536).partition(b"\r\n\r\n")[0]
    with connected(served) as client:
        client.sendall(get(query(51)).replace(b"GET", b"HEAD", 1))
        through_asgi = client.recv(65_536).partition(b"\r\n\r\n")[0]
    names = [
        sorted(line.partition(b":")[0].lower() for line in head.split(b"\r\n")[1:])
        for head in (direct, through_asgi)
    ]
    assert names[0] == names[1]
    assert b"x-request-id" in names[0]


def test_a_long_answer_and_a_slow_query_go_on_as_before(served: str) -> None:
    long = "SELECT * { ?s ?p ?o } LIMIT 9000"
    with connected(served) as client:
        client.sendall(get(long) + get(query(60)))
        whole = b""
        while whole.count(b"HTTP/1.1 200") < 2 or b'"boolean":' not in whole:
            piece = client.recv(1_000_000)
            assert piece
            whole += piece
    assert whole.index(b"bindings") < whole.rindex(b"boolean")


@pytest.mark.parametrize("at_once", [True, False])
def test_a_long_answer_waits_for_a_client_that_takes_little_at_a_time(
    served: str, *, at_once: bool
) -> None:
    text = "SELECT * {{ ?s ?p ?o }} LIMIT 2000 # {}"
    with connected(served) as client:
        client.sendall(get(text.format("quick")))
        ((status, whole),) = answers(client, 1)
    assert status == 200
    assert 5 * 64 * 1024 < len(whole) < 512 * 1024
    parts = urlsplit(served)
    with closing(socket.socket()) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect((parts.hostname, parts.port))
        client.settimeout(30)
        asked = [get(text.format(f"slow {at_once}")), get(query(70))]
        client.sendall(b"".join(asked) if at_once else asked[0])
        taken = b""
        while b'"boolean":' not in taken:
            piece = client.recv(2000)
            assert piece
            taken += piece
            if not at_once and len(taken) > len(whole) and len(asked) > 1:
                client.sendall(asked.pop())
    _, _, rest = taken.partition(b"\r\n\r\n")
    assert rest.startswith(whole)
    assert rest[len(whole) :].startswith(b"HTTP/1.1 200")


def test_a_client_may_leave_in_the_midst_of_a_long_answer(served: str) -> None:
    for number in range(5):
        with connected(served) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.sendall(get(f"SELECT * {{ ?s ?p ?o }} LIMIT 2100 # {number}"))
            client.recv(1000)
    with connected(served) as client:
        client.sendall(get(query(80)))
        assert answers(client, 1)[0][0] == 200
