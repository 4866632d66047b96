"""A remote backend: what an endpoint may do wrong, and that a good one answers as our own engine does."""

import gzip
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from flask.testing import FlaskClient

from mithaq.errors import MithaqError, QueryRefused, ServerError
from mithaq.queries.questions import Question, question, question_names
from mithaq.server import wire
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.changes import Update
from mithaq.server.endpoint import Endpoint, read_address
from mithaq.server.negotiation import GRAPHS, N_TRIPLES, SOLUTIONS, SPARQL_JSON, TURTLE
from mithaq.server.remote import RemoteBackend, texts_of
from mithaq.server.remoteguard import counting
from mithaq.server.settings import Lane, Settings

SETTINGS = replace(
    Settings(),
    queries=Lane(workers=2, waiting=2, patience=0.3, deadline=1.5),
    pages=Lane(workers=2, waiting=2, patience=5.0, deadline=20.0),
    answer_bytes=2_000_000,
    answer_rows=1_000,
)
SELECT = "SELECT ?x { VALUES ?x { 1 } }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
ROW = {"x": {"type": "uri", "value": "urn:a"}}
ROWS = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [ROW, ROW]}}).encode()
TRIPLES = b"<urn:a> <urn:b> <urn:c> .\n<urn:d> <urn:e> <urn:f> .\n"
BEGIN = b'{"head":{"vars":["x"]},"results":{"bindings":['
DEEP = BEGIN + b'{"x":' + b'{"type":"triple","value":{"object":' * 30_000
PASSWORD = "geheim"  # noqa: S105

Play = Callable[[socket.socket], None]


def reply(
    body: bytes = ROWS, kind: str = SPARQL_JSON, status: str = "200 OK", *, more: str = ""
) -> bytes:
    head = f"HTTP/1.1 {status}\r\n{more}Content-Length: {len(body)}\r\n"
    return f"{head}Content-Type: {kind}\r\n\r\n".encode() + body


def chunked(body: bytes, kind: str, end: bytes = b"0\r\n\r\n") -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head.encode() + b"%x\r\n%b\r\n" % (len(body), body) + end


def endless(body: bytes, kind: str = SPARQL_JSON) -> bytes:
    """An answer that ends where the connection does."""
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body


def sending(content: bytes) -> Play:
    return lambda connection: connection.sendall(content)


def silent(connection: socket.socket) -> None:
    connection.recv(1)


def repeating(begin: bytes, drop: bytes, pause: float = 0.0) -> Play:
    def play(connection: socket.socket) -> None:
        connection.sendall(begin)
        while True:
            connection.sendall(drop)
            time.sleep(pause)

    return play


@dataclass
class Stub:
    """An endpoint that does what it is told to, and remembers what it was asked."""

    listener: socket.socket
    play: Play = field(default=sending(reply()))
    keeps: bool = False
    asked: list[str] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)

    @property
    def port(self) -> int:
        number: int = self.listener.getsockname()[1]
        return number

    def run(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        with connection, suppress(OSError), connection.makefile("rb") as file:
            while True:
                lines = list(iter(file.readline, b"\r\n"))
                lengths = [line[15:] for line in lines if line.startswith(b"Content-Length")]
                body = file.read(int(lengths[0]))
                self.asked.append((b"".join(lines) + b"\r\n" + body).decode())
                self.play(connection)
                if not self.keeps:
                    break
        self.left.set()


@pytest.fixture
def stub() -> Iterator[Stub]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        told = Stub(listener)
        threading.Thread(target=told.run, daemon=True).start()
        yield told
        listener.shutdown(socket.SHUT_RDWR)


@contextmanager
def through(url: str, settings: Settings = SETTINGS) -> Iterator[RemoteBackend]:
    with closing(RemoteBackend(Endpoint(read_address(url)), settings)) as backend:
        yield backend


@pytest.fixture
def backend(stub: Stub) -> Iterator[RemoteBackend]:
    with through(f"http://reader:{PASSWORD}@127.0.0.1:{stub.port}/sparql") as opened:
        yield opened


@pytest.fixture
def client(backend: RemoteBackend) -> FlaskClient:
    return create_app(backend).test_client()


def ask(client: FlaskClient, query: str = SELECT, accept: str = "*/*") -> tuple[int, str]:
    """The status, and the body or the sentence of the problem."""
    response = client.post("/sparql", data={"query": query}, headers={"Accept": accept})
    if response.status_code == 200:
        return 200, response.text
    assert response.mimetype == "application/problem+json"
    assert response.json is not None
    return response.status_code, response.json["detail"]


WRONG: dict[str, tuple[str, Play, int]] = {
    "a page": (SELECT, sending(reply(b"<html>", "text/html")), 502),
    "no type": (SELECT, sending(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), 502),
    "another format": (SELECT, sending(reply(b"<sparql/>", "application/sparql-results+xml")), 502),
    "a graph for rows": (SELECT, sending(reply(TRIPLES, N_TRIPLES)), 502),
    "rows for a graph": (CONSTRUCT, sending(reply()), 502),
    "rows for a boolean": ("ASK {}", sending(reply()), 502),
    "a boolean for rows": (SELECT, sending(reply(b'{"head":{},"boolean":true}')), 502),
    "no JSON": (SELECT, sending(reply(b"{]}")), 502),
    "other JSON": (SELECT, sending(reply(b"{}")), 502),
    "not UTF-8": (SELECT, sending(reply(BEGIN + b'{"x":"\xff"}]}}')), 502),
    "nested deep": (SELECT, sending(reply(DEEP + b"}" * 60_003)), 502),
    "no triples": (CONSTRUCT, sending(reply(b"<urn:a> <urn:b", N_TRIPLES)), 502),
    "deep terms": (CONSTRUCT, sending(reply(b"<urn:a> <urn:b> <<( " * 30_000, N_TRIPLES)), 400),
    "nothing at all": (SELECT, sending(b""), 502),
    "half a head": (SELECT, sending(b"HTTP/1.1 200 OK\r\nContent-"), 502),
    "another protocol": (SELECT, sending(b"SSH-2.0-OpenSSH_9.6\r\n"), 502),
    "bytes missing": (SELECT, sending(reply()[:-5]), 502),
    "a chunk missing": (SELECT, sending(chunked(ROWS, SPARQL_JSON, b"")), 502),
    "rows missing": (SELECT, sending(endless(ROWS[:-5])), 502),
    "triples without an end": (CONSTRUCT, sending(endless(TRIPLES, N_TRIPLES)), 502),
    "compressed": (
        SELECT,
        sending(reply(gzip.compress(ROWS), more="Content-Encoding: gzip\r\n")),
        502,
    ),
    "capped": (SELECT, sending(reply(more="X-SPARQL-MaxRows: 2\r\n")), 400),
    "unfinished": (SELECT, sending(reply(more="X-SQL-State: S1TAT\r\n")), 504),
    "silence": (SELECT, silent, 504),
    "a slow head": (SELECT, repeating(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.05), 504),
    "a slow body": (SELECT, repeating(endless(BEGIN), b" ", 0.05), 504),
    "no end": (SELECT, repeating(endless(BEGIN), b" " * 65_536), 400),
    "too much": (SELECT, sending(reply(b" " * 2_000_001)), 400),
    "too many rows": (SELECT, sending(reply(BEGIN + b"{}," * 1_000 + b"{}]}}")), 400),
    "refused": (SELECT, sending(reply(b"no", "text/plain", "401 Unauthorized")), 502),
    "missing": (SELECT, sending(reply(b"no", "text/html", "404 Not Found")), 502),
    "a mistake": (SELECT, sending(reply(b"line 1: oh\nat", "text/plain", "400 Bad Request")), 400),
    "a mistake, as a page": (SELECT, sending(reply(b"<p>", "text/html", "400 Bad Request")), 502),
    "late": (SELECT, sending(reply(b"", "text/plain", "504 Gateway Timeout")), 504),
    "full": (SELECT, sending(reply(b"", "text/plain", "503 Service Unavailable")), 503),
    "busy": (SELECT, sending(reply(b"", "text/plain", "429 Too Many Requests")), 503),
    "broken": (SELECT, sending(reply(b"<h1>", "text/html", "500 Internal Server Error")), 502),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_goes_wrong_has_a_status_and_a_sentence(
    stub: Stub, client: FlaskClient, caplog: pytest.LogCaptureFixture, case: str
) -> None:
    query, stub.play, expected = WRONG[case]
    status, said = ask(client, query)
    assert status == expected, said
    assert stub.asked
    told = said + caplog.text
    assert PASSWORD not in told
    assert f":{stub.port}" not in said
    assert "Traceback" not in told
    stub.play = sending(reply())
    assert ask(client)[0] == 200


def test_an_endpoint_s_own_sentence_is_told(stub: Stub, client: FlaskClient) -> None:
    _, stub.play, _ = WRONG["a mistake"]
    assert ask(client)[1] == "the query cannot be answered: line 1: oh"


@pytest.mark.parametrize("kind", [SPARQL_JSON, N_TRIPLES, TURTLE])
def test_no_part_of_an_answer_is_taken_for_the_whole(stub: Stub, kind: str) -> None:
    is_rows = kind == SPARQL_JSON
    query = wire.Query(SELECT if is_rows else CONSTRUCT, SPARQL_JSON, N_TRIPLES)
    content = ROWS if is_rows else TRIPLES
    whole = [reply(content, kind), chunked(content, kind), *([endless(content)] if is_rows else [])]
    with through(f"http://127.0.0.1:{stub.port}/") as backend:
        engine = backend.take().queries
        for each in whole:
            stub.play = sending(each)
            assert b"".join(engine.answer(query).pieces)
            for cut in range(0, len(each) - 5, 3):
                stub.play = sending(each[:cut])
                with pytest.raises(MithaqError):
                    engine.answer(query)


def test_a_redirection_is_not_followed(stub: Stub, client: FlaskClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.3)
        elsewhere = f"Location: http://127.0.0.1:{other.getsockname()[1]}/\r\n"
        for status in (
            "301 Moved",
            "302 Found",
            "307 Temporary Redirect",
            "308 Permanent Redirect",
        ):
            stub.play = sending(reply(b"", "text/plain", status, more=elsewhere))
            assert ask(client) == (
                502,
                (
                    "the endpoint behind this server sends elsewhere: the server is to be given the"
                    " address that it names"
                ),
            )
        with pytest.raises(TimeoutError):
            other.accept()


def test_no_proxy_of_the_environment_is_asked(
    stub: Stub, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert ask(client)[0] == 200
    assert len(stub.asked) == 1


def test_an_endpoint_that_is_down_is_one_sentence(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with through(f"http://reader:{PASSWORD}@127.0.0.1:{port}/") as backend:
        backend.warn_where_silent()
        assert PASSWORD not in caplog.text
        assert "does not answer yet" in caplog.text
        client = create_app(backend).test_client()
        for path in ("/sparql?query=ASK%7B%7D", "/queries/alliances.json", "/documents", "/"):
            response = client.get(path, headers={"Accept": "application/json"})
            assert (response.status_code, response.mimetype) == (502, "application/problem+json")
            assert "cannot be reached (Connection refused)" in response.text
        assert client.get("/readyz").status_code == 503
        for path in ("/healthz", "/metrics", "/queries", "/ontology", "/sparql"):
            assert client.get(path).status_code == 200, path


def test_answers_come_in_every_format(stub: Stub, client: FlaskClient) -> None:
    found = {kind: ask(client, accept=kind) for kind in SOLUTIONS}
    assert {status for status, _ in found.values()} == {200}
    assert found["text/csv"][1] == "x\r\nurn:a\r\nurn:a\r\n"
    assert found["text/tab-separated-values"][1] == "?x\n<urn:a>\n<urn:a>\n"
    assert json.loads(found["application/json"][1])["results"]["bindings"] == [ROW, ROW]
    stub.play = sending(reply(TRIPLES, N_TRIPLES))
    for kind in GRAPHS:
        status, body = ask(client, CONSTRUCT, accept=kind)
        assert status == 200
        assert body.count("urn:f") == 1
    assert ask(client, accept="text/turtle")[0] == 406
    assert ask(client, CONSTRUCT, accept="text/csv")[0] == 406


def test_virtuoso_s_boolean_is_a_boolean(stub: Stub, client: FlaskClient) -> None:
    for number, value in (("1", True), ("0", False)):
        row = {"__ASK_RETVAL": {"type": "typed-literal", "datatype": "urn:i", "value": number}}
        told = {"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": [row]}}
        stub.play = sending(reply(json.dumps(told).encode()))
        status, body = ask(client, "ASK {}")
        assert (status, json.loads(body)["boolean"]) == (200, value)


@pytest.mark.parametrize(("rows", "status"), [(99, 200), (100, 400)])
def test_a_graph_of_fewer_solutions_than_there_are_is_refused(
    stub: Stub, client: FlaskClient, rows: int, status: int
) -> None:
    name = "Server: Virtuoso/07.20\r\n"

    def play(connection: socket.socket) -> None:
        counts = "query=SELECT+%281+AS+%3Fone%29" in stub.asked[-1]
        capped = f"{name}X-SPARQL-MaxRows: 100\r\n"
        content = reply(b'"one"\n' + b"1\n" * rows, "text/csv", more=capped)
        connection.sendall(content if counts else reply(TRIPLES, N_TRIPLES, more=name))

    stub.play = play
    assert ask(client, CONSTRUCT)[0] == status
    assert len(stub.asked) == 2
    assert ask(client, "DESCRIBE <urn:a>")[0] == 200
    assert len(stub.asked) == 3


@pytest.mark.parametrize(
    ("query", "counted"),
    [
        ("CONSTRUCT { ?s ?p [ ?q {} ] } WHERE { ?s ?p ?o } LIMIT 5", "WHERE { ?s ?p ?o } LIMIT 5"),
        ("PREFIX a: <urn:a>\nCONSTRUCT WHERE { ?s a:b ?o }", "WHERE { ?s a:b ?o }"),
        ("construct { ?s ?p '}' } { ?s ?p ?o }", "{ ?s ?p ?o }"),
        ("CONSTRUCT {} FROM <urn:g> WHERE {}", "FROM <urn:g> WHERE {}"),
        ("DESCRIBE ?s <urn:b> WHERE { ?s ?p ?o }", "WHERE { ?s ?p ?o }"),
    ],
)
def test_solutions_are_counted(query: str, counted: str) -> None:
    begin, _, rest = (counting(query) or "").partition("SELECT (1 AS ?one) ")
    assert rest == counted
    assert query.startswith(begin)


def test_a_description_of_named_things_has_no_solutions() -> None:
    assert counting("DESCRIBE <urn:a> <urn:b>") is None


@pytest.mark.parametrize(
    "query",
    [
        'DEFINE get:soft "soft" SELECT * { ?s ?p ?o }',
        '#pragma get:soft "soft"\nSELECT * { ?s ?p ?o }',
        "SELECT (bif:http_get('http://127.0.0.1/') AS ?x) {}",
        "PREFIX x: <BIF:> SELECT (x:http_get('http://127.0.0.1/') AS ?x) {}",
        "SELECT (sql:f() AS ?x) {}",
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "PREFIX a: <urn:a> CLEAR ALL",
        "LOAD <http://127.0.0.1/>",
        "EXPLAIN SELECT * { ?s ?p ?o }",
        "",
    ],
)
def test_only_queries_of_the_standard_leave_the_house(
    stub: Stub, client: FlaskClient, query: str
) -> None:
    assert ask(client, query)[0] in (400, 403)
    assert stub.asked == []


def test_what_is_sent(stub: Stub) -> None:
    url = f"http://127.0.0.1:{stub.port}/a/b?default-graph-uri=urn:all&key=1"
    with through(url) as backend:
        engine = backend.take().queries
        engine.answer(wire.Query(SELECT, SPARQL_JSON, None, base="http://h/"))
        engine.answer(wire.Query("SELECT * { <x> ?p ?o }", SPARQL_JSON, None, base="http://h/"))
        engine.answer(wire.Query(SELECT, SPARQL_JSON, None, named_graphs=("urn:one",)))
    first, second, third = stub.asked
    assert first.startswith("POST /a/b HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{stub.port}\r\n" in first
    assert "Authorization" not in first
    assert first.endswith("&default-graph-uri=urn%3Aall&key=1")
    assert "query=BASE+%3Chttp%3A%2F%2Fh%2F%3E+SELECT" in second
    assert third.endswith("&key=1&named-graph-uri=urn%3Aone")


def test_a_password_is_sent_and_told_to_nobody(stub: Stub, client: FlaskClient) -> None:
    assert ask(client)[0] == 200
    assert "Authorization: Basic cmVhZGVyOmdlaGVpbQ==" in stub.asked[0]
    address = read_address(f"https://reader:{PASSWORD}@example.org/sparql?key={PASSWORD}")
    assert PASSWORD not in f"{address} "
    assert PASSWORD not in repr(address)


@pytest.mark.parametrize(
    "url",
    [
        "example.org/sparql",
        "ftp://example.org/",
        "http://",
        "http://host:port/",
        f"http://reader:{PASSWORD}@[::1/sparql",
        f"http://reader:{PASSWORD}@host/a b",
        "http://host/#fragment",
        "http://host/تحالف",
    ],
)
def test_a_bad_address_is_one_sentence_without_the_password(url: str) -> None:
    with pytest.raises(ServerError, match="the backend is no endpoint's address: give") as caught:
        read_address(url)
    assert PASSWORD not in str(caught.value)


def test_a_connection_is_used_again(stub: Stub, client: FlaskClient) -> None:
    stub.keeps = True
    assert [ask(client)[0] for _ in range(5)] == [200] * 5
    assert not stub.left.is_set()


def test_the_work_for_a_client_that_leaves_is_ended(stub: Stub, backend: RemoteBackend) -> None:
    stub.play = silent
    query = wire.Query(SELECT, SPARQL_JSON, None)
    with pytest.raises(ConnectionAbortedError):
        backend.take().pages.answer(query, gone=lambda: bool(stub.asked))
    assert stub.left.wait(10)


def test_a_full_endpoint_is_503_and_pages_have_places_of_their_own(
    stub: Stub, client: FlaskClient, backend: RemoteBackend
) -> None:
    stub.play = silent
    statuses: list[int] = []
    app = create_app(backend)  # before the threads: Python 3.11 may fail where several make routes
    threads = [
        threading.Thread(target=lambda: statuses.append(ask(app.test_client())[0]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    while len(stub.asked) < 2:
        time.sleep(0.01)
    stub.play = sending(reply())
    assert client.get("/readyz").status_code == 200
    for thread in threads:
        thread.join()
    assert set(statuses) <= {200, 503, 504}
    assert statuses.count(503) >= 4
    assert statuses.count(504) >= 2


def test_nothing_is_kept_unless_it_is_said_for_how_long(stub: Stub) -> None:
    query = {"query": SELECT}
    with through(f"http://127.0.0.1:{stub.port}/") as backend:
        client = create_app(backend).test_client()
        first = client.get("/sparql", query_string=query)
        again = client.get(
            "/sparql", query_string=query, headers={"If-None-Match": first.headers["ETag"]}
        )
        assert (again.status_code, len(stub.asked)) == (304, 2)
        stub.play = sending(reply(BEGIN + b"]}}"))
        assert client.get("/sparql", query_string=query).headers["ETag"] != first.headers["ETag"]
    with through(f"http://127.0.0.1:{stub.port}/", replace(SETTINGS, cache_for=3600)) as backend:
        client = create_app(backend).test_client()
        for _ in range(3):
            client.get("/sparql", query_string=query)
        assert len(stub.asked) == 4
        backend.look()
        client.get("/sparql", query_string=query)
        assert len(stub.asked) == 5


def test_nothing_is_written_through_it(stub: Stub, backend: RemoteBackend) -> None:
    with pytest.raises(QueryRefused, match="nothing is written here: the graph stands in another"):
        backend.write(Update("CLEAR ALL", "urn:base"))
    client = create_app(backend).test_client()
    update = client.post("/sparql", data={"update": "CLEAR ALL"})
    graph = client.delete("/graph-store?graph=urn:a")
    assert [update.status_code, graph.status_code] == [403, 403]
    assert stub.asked == []


@pytest.fixture(scope="module")
def oxigraph(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`oxigraph serve-read-only` on the graph of the seeds."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("oxigraph is not installed: pip install oxigraph")
    store = tmp_path_factory.mktemp("oxigraph") / "store"
    dataset = graph_folder / "current" / "dataset.nq"
    load: list[Path | str] = [program, "load", "--location", store, "--file", dataset]
    subprocess.run(load, check=True, capture_output=True, timeout=60)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve: list[Path | str] = [program, "serve-read-only", "--location", store]
    serve += ["--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(serve, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.kill()


def wait_for(address: str) -> None:
    for _ in range(200):
        try:
            urlopen(address, timeout=5).close()
        except HTTPError as error:
            error.close()
        except (URLError, ConnectionError):
            time.sleep(0.05)
            continue
        return
    pytest.fail(f"nobody answers at {address}")


@dataclass(frozen=True)
class Both:
    """The same graph from our own engine and from another."""

    own: FlaskClient
    other: FlaskClient


@pytest.fixture(scope="module")
def both(graph_folder: Path, oxigraph: str) -> Iterator[Both]:
    patient = replace(Settings(), pages=replace(Settings().pages, patience=20.0, deadline=20.0))
    remote = RemoteBackend(Endpoint(read_address(oxigraph)), patient, texts_of(graph_folder))
    with closing(Backend(graph_folder, patient)) as own, closing(remote):
        yield Both(create_app(own).test_client(), create_app(remote).test_client())


@pytest.fixture(params=question_names())
def asked(request: pytest.FixtureRequest) -> Question:
    return question(request.param)


def test_every_question_has_the_same_answer(asked: Question, both: Both) -> None:
    for lang in ("en", "ar"):
        given = {**asked.example, "lang": lang}
        own = both.own.get(f"/queries/{asked.name}.json", query_string=given)
        other = both.other.get(f"/queries/{asked.name}.json", query_string=given)
        assert (other.status_code, other.text) == (200, own.text)


def test_pages_are_the_same(both: Both, graph_folder: Path) -> None:
    document = min(file.stem for file in (graph_folder / "current" / "texts").iterdir())
    paths = [
        "/documents",
        f"/documents/{document}",
        f"/documents/{document}.txt",
        f"/documents/{document}.json",
        "/queries/which-members-withdrew",
        "/queries/who-said-they-would-leave?lang=ar",
        "/id/state/ARM",
        "/.well-known/void",
    ]
    for path in paths:
        own, other = (c.get(path, headers={"Accept": "text/html"}) for c in (both.own, both.other))
        assert (other.status_code, other.mimetype) == (own.status_code, own.mimetype), path
        own_text = re.sub(r"graph gen-\w+", "graph remote", own.text)  # of the citation
        assert sorted(other.text.splitlines()) == sorted(own_text.splitlines()), path
    assert both.other.get("/").status_code == 200
    assert both.other.get("/ontology.owl").status_code == 404
    assert both.other.get("/graph-store?graph=urn:none").status_code == 404
    graph = f"/graph-store?graph=https://w3id.org/mithaq/graph/{document}"
    own, other = (c.get(graph, headers={"Accept": N_TRIPLES}) for c in (both.own, both.other))
    assert sorted(other.text.splitlines()) == sorted(own.text.splitlines()) != []


def test_a_document_whose_text_is_elsewhere_shows_its_quotes(oxigraph: str) -> None:
    with through(oxigraph) as backend:
        client = create_app(backend).test_client()
        documents = client.get("/documents", headers={"Accept": "application/json"}).json
        assert documents
        address = documents[0]["page"]
        page = client.get(address, headers={"Accept": "text/html"})
        assert "The text stands elsewhere" in page.text
        assert "<mark" not in page.text
        assert page.text.count("<q ") >= 10
        assert client.get(f"{address}.ttl").status_code == 200
        text = client.get(f"{address}.txt", headers={"Accept": "application/json"})
        assert (text.status_code, "is not here" in text.text) == (404, True)


def test_a_text_that_is_not_the_one_meant_is_not_shown(
    oxigraph: str, graph_folder: Path, tmp_path: Path
) -> None:
    names = [file.name for file in (graph_folder / "current" / "texts").iterdir()]
    (tmp_path / names[0]).write_text("something else", encoding="utf-8")
    endpoint = Endpoint(read_address(oxigraph))
    with closing(RemoteBackend(endpoint, SETTINGS, tmp_path)) as backend:
        assert backend.take().text(names[0].removesuffix(".txt")) is None
