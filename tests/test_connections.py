"""What goes over the wire, as a client sees it that reads every byte."""

import socket
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pytest
from conftest import Serving

from mithaq.server.connections import PATIENCE

OF_EACH_REQUEST = {"date", "x-request-id", "transfer-encoding", "content-length", "etag"}


def test_a_long_answer_that_is_sent_as_it_comes_tells_what_a_kept_one_tells(served: str) -> None:
    query = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 4000 # as it comes"
    address = f"{served}/sparql?{urlencode({'query': query})}"

    def told() -> tuple[dict[str, str], int]:
        with urlopen(address, timeout=30) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            return headers, len(response.read())

    (first, size), (again, same_size) = told(), told()
    assert "content-length" not in first
    assert size == same_size > 512 * 1024
    assert "etag" in again
    assert {name: first[name] for name in first.keys() - OF_EACH_REQUEST} == {
        name: again[name] for name in again.keys() - OF_EACH_REQUEST
    }
    assert first["vary"] == "Accept, Accept-Encoding"


def ask(address: str, *said: bytes, ends: bool = True) -> bytes:
    """All that comes of what was said, after which the client may say no more."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as client:
        for each in said:
            client.sendall(each)
        if ends:
            client.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: client.recv(65_536), b""))


def get(path: str, version: str = "1.1", **headers: str) -> bytes:
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"GET {path} HTTP/{version}\r\nHost: here\r\n{lines}\r\n".encode()


def query(text: str) -> str:
    return f"/sparql?{urlencode({'query': text})}"


POSTED = (
    b"POST /sparql HTTP/1.1\r\nHost: here\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 6\r\n\r\nASK {}"
)
SLOW = "SELECT (COUNT(*) AS ?n) { SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 500000 }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LONG = get(query("SELECT * { ?s ?p ?o } LIMIT 9000"))


@pytest.mark.parametrize(
    "said",
    [
        get(query("ASK { }")),
        get(query("ASK { }"), "1.0"),
        get(query(SLOW)),
        get(query(SLOW), "1.0"),
        get("/queries/alliances.json"),
        POSTED,
        LONG,
    ],
    ids=["query", "query 1.0", "slow", "slow 1.0", "question", "POST", "long"],
)
def test_who_has_said_all_gets_his_answer(served: str, said: bytes) -> None:
    answer = ask(served, said).removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.endswith((b"}", b"}\n", b"0\r\n\r\n"))


def test_who_has_said_several_things_gets_all_answers(served: str) -> None:
    answers = ask(served, get(query("ASK { ?a ?b 1 }")) + get("/healthz") + POSTED)
    assert answers.count(b"HTTP/1.1 200 OK\r\n") == 3


@pytest.mark.parametrize("said", [b"", b"GET / HT", get("/")[:-2], POSTED[:-1]])
def test_who_has_not_said_all_is_not_waited_for(served: str, said: bytes) -> None:
    begun = time.monotonic()
    assert b"200 OK" not in ask(served, said)
    assert time.monotonic() - begun < PATIENCE / 2


@pytest.mark.parametrize("said", [get(query(ENDLESS)), 2 * get(query(ENDLESS))])
def test_who_leaves_is_not_waited_for(serving: Serving, graph_folder: Path, said: bytes) -> None:
    with serving(graph_folder, "--deadline", "25", "--workers", "1") as address:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port), timeout=30) as client:
            client.sendall(said)
            time.sleep(0.5)
        begun = time.monotonic()
        while b"200 OK" not in ask(address, get(query("ASK { ?s ?p 2 }"))):
            assert time.monotonic() - begun < 10  # half of the time that the work may take


BEGUN = """SELECT * {
  { SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 4000 }
  UNION { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = 1 && ?f = 2 && ?i = 3 && ?a = ?d) }
}"""


def test_an_answer_that_is_on_its_way_keeps_its_place(serving: Serving, graph_folder: Path) -> None:
    options = ("--workers", "1", "--client-share", "1", "--deadline", "30")
    with serving(graph_folder, *options) as address:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port), timeout=30) as client:
            client.sendall(get(query(BEGUN)))
            assert client.recv(65_536).startswith(b"HTTP/1.1 200 OK\r\n")
            assert ask(address, get(query("ASK { ?s ?p 2 }"))).startswith(b"HTTP/1.1 429 ")
        until = time.monotonic() + 15  # half of the time that it would go on for
        while not ask(address, get(query("ASK { ?s ?p 2 }"))).startswith(b"HTTP/1.1 200 "):
            assert time.monotonic() < until


def test_no_worker_begins_what_nobody_wants_any_more(serving: Serving, graph_folder: Path) -> None:
    with serving(graph_folder, "--deadline", "2", "--workers", "1") as address:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port), timeout=30) as first:
            first.sendall(get(query(ENDLESS)))
            time.sleep(0.3)  # it has the worker
            waiting = [
                socket.create_connection((parts.hostname, parts.port), timeout=30) for _ in range(9)
            ]
            for number, client in enumerate(waiting):
                client.sendall(get(query(f"{ENDLESS} # {number}")))
            time.sleep(0.3)
            for client in waiting:
                client.close()
            assert b" 504 " in first.recv(65_536)
        until = time.monotonic() + 60  # a busy machine is slow to start the next worker
        while b" 503 " in (found := ask(address, get(query("ASK {}")))):
            assert time.monotonic() < until
            time.sleep(0.2)
        assert b" 200 OK" in found
        told = ask(address, get("/metrics", connection="close"))
        assert b'mithaq_workers_replaced_total{lane="queries"} 1.0' in told


FORM = "application/x-www-form-urlencoded"
CHUNKED = b"7\r\nquery=A\r\n4;of=2\r\nSK{}\r\n0\r\n"


def post(*headers: str, body: bytes = b"", path: str = "/sparql", method: str = "POST") -> bytes:
    lines = "".join(f"{each}\r\n" for each in headers)
    head = f"{method} {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n{lines}\r\n"
    return head.encode() + body


def status(answer: bytes) -> int:
    return int(answer[9:12])


def test_a_body_in_chunks_is_read(served: str) -> None:
    chunked = post(f"Content-Type: {FORM}", "Transfer-Encoding: chunked", body=CHUNKED + b"\r\n")
    answer = ask(served, chunked, ends=False)
    assert (status(answer), answer.endswith(b'"boolean":true}')) == (200, True)
    apart = [chunked[n : n + 1] for n in range(len(chunked))]
    assert status(ask(served, *apart, ends=False)) == 200


def test_what_stands_behind_a_body_is_no_header(served: str) -> None:
    trailers = b"Content-Type: text/evil\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n"
    headers = (f"Content-Type: {FORM}", "Transfer-Encoding: chunked")
    assert status(ask(served, post(*headers, body=CHUNKED + trailers), ends=False)) == 200


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Transfer-Encoding: gzip, chunked", 501),
        ("Content-Encoding: gzip", 415),
        ("Content-Encoding: identity", 200),
    ],
)
def test_a_coding_that_is_not_undone_is_said(served: str, header: str, expected: int) -> None:
    length = () if header.startswith("Transfer") else ("Content-Length: 11",)
    body = b"query=ASK{}" if length else CHUNKED + b"\r\n"
    answer = ask(served, post(f"Content-Type: {FORM}", header, *length, body=body), ends=False)
    assert status(answer) == expected


def test_what_goes_on_and_on_is_not_read_to_its_end(served: str) -> None:
    parts = urlsplit(served)
    begin = post(f"Content-Type: {FORM}", "Content-Length: 999999999")
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as client:
        client.sendall(begin)
        assert status(client.recv(65_536)) == 413
        with pytest.raises(OSError, match=r"reset|Broken pipe"):
            client.sendall(100_000_000 * b"x")


def test_the_server_as_a_whole_tells_what_it_can(served: str) -> None:
    answer = ask(served, b"OPTIONS * HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
    assert status(answer) in {200, 204}
    assert b"allow: " in answer.lower().partition(b"\r\n\r\n")[0]
    assert status(ask(served, b"GET * HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")) == 404


def test_what_is_refused_before_it_is_read_is_counted(serving: Serving, graph_folder: Path) -> None:
    with serving(graph_folder) as address:
        assert status(ask(address, b"GET / HTTP/1.1\r\n\r\n")) == 400
        told = ask(address, get("/metrics", connection="close"))
        assert b'mithaq_refused_total{status="400"} 1.0' in told
        assert status(ask(address, b"GET / HTTP/1.0\r\n\r\n")) == 200
