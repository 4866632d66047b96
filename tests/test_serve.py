"""The server as a whole: real clients, real processes, on the loopback."""

import csv
import io
import json
import re
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import IncompleteRead
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from descent import children, descendants
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from mithaq.errors import ServerError, StoreError
from mithaq.server.serve import listen, serve
from mithaq.store import current, publish

pytestmark = pytest.mark.alone

DEADLINE = 1.0
WORKERS = 4  # two for queries, two for pages
CROSS_JOIN = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
ROWS = "SELECT ?s ?o { ?s <urn:number> ?o } ORDER BY ?s"
SERVER = """
import sys
from dataclasses import replace
from pathlib import Path
from mithaq.server.serve import serve
from mithaq.server.settings import Lane, Settings
settings = replace(
    Settings(),
    queries=Lane(workers=2, waiting=2, patience=0.5, deadline=float(sys.argv[3])),
    client_share=9,  # one client may fill it
    pages=Lane(workers=2, waiting=16, patience=10.0, deadline=10.0),  # a busy machine is slow
    memory=1024**3,
    watch=0.05,
)
serve(Path(sys.argv[1]), "127.0.0.1", int(sys.argv[2]), settings=settings)
"""


@dataclass(frozen=True)
class Running:
    """A server in a process of its own, and where it answers."""

    process: subprocess.Popen[str]
    address: str
    out: Path

    def ask(self, query: str, accept: str = "application/sparql-results+json") -> bytes:
        body = urlencode({"query": query}).encode()
        request = Request(f"{self.address}sparql", data=body, headers={"Accept": accept})
        with urlopen(request, timeout=30) as response:
            content: bytes = response.read()
            return content

    def status(self, query: str) -> int:
        try:
            self.ask(query)
        except HTTPError as error:
            refused = error
        else:
            return 200
        with refused:
            problem = json.loads(refused.read())
        assert problem["status"] == refused.code
        assert problem["detail"]
        return refused.code

    def processes(self) -> set[int]:
        """All that descend from the server."""
        return descendants(self.process.pid)

    def workers(self) -> set[int]:
        """Those that were forked from the process that holds the generation in memory."""
        return self.processes() - children(self.process.pid)


def publish_numbers(out: Path, number: int, things: int = 200) -> None:
    """A generation in which every one of `things` has `number`."""

    def fill(folder: Path) -> None:
        lines = [f'<urn:thing:{n:03}> <urn:number> "{number}" .\n' for n in range(things)]
        (folder / "dataset.nq").write_text("".join(lines))

    publish(out, fill)


def start(out: Path, deadline: float) -> subprocess.Popen[str]:
    arguments = [str(out), "0", str(deadline)]
    return subprocess.Popen(
        [sys.executable, "-c", SERVER, *arguments], stderr=subprocess.PIPE, text=True
    )


def stop(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.terminate()
    process.wait(20)
    assert process.stderr is not None
    process.stderr.close()


@contextmanager
def running(out: Path, deadline: float = DEADLINE) -> Iterator[Running]:
    publish_numbers(out, 0)
    process = start(out, deadline)
    try:
        yield Running(process, _address(process), out)
    finally:
        stop(process)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that the tests share, and leave as it is."""
    with running(tmp_path_factory.mktemp("shared")) as shared:
        yield shared


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Running]:
    """A server that a test may change or end."""
    with running(tmp_path) as own:
        yield own


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    said = process.stderr.readline()
    address = re.search(r"http://127\.0\.0\.1:\d+/", said)
    assert address, said
    return address[0]


def test_rdflib_and_plain_http_get_the_same_rows(server: Running) -> None:
    solutions = SPARQLStore(f"{server.address}sparql").query(ROWS)
    by_rdflib = [(str(row[0]), str(row[1])) for row in solutions]
    bindings = json.loads(server.ask(ROWS))["results"]["bindings"]
    by_post = [(row["s"]["value"], row["o"]["value"]) for row in bindings]
    query = urlencode({"query": ROWS})
    request = Request(f"{server.address}sparql?{query}", headers={"Accept": "text/csv"})
    with urlopen(request) as response:
        by_get = [(r["s"], r["o"]) for r in csv.DictReader(io.StringIO(response.read().decode()))]
    assert by_rdflib == by_post == by_get
    assert by_post == [(f"urn:thing:{n:03}", "0") for n in range(200)]


def test_killers_get_typed_answers_and_the_server_lives(server: Running) -> None:
    doubling = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(34))
    killers = {
        "SELECT*" + "{" * 60_000: {400},
        "SELECT * { FILTER(" + "(" * 5_000: {400},
        "SELECT * { FILTER(" + "!(" * 40: {400, 504},
        "SELECT * { FILTER(" + "!REGEX(1," * 30: {400, 504},
        f"SELECT (COUNT(*) AS ?n) {CROSS_JOIN}": {504},
        f'SELECT (STRLEN(?x34) AS ?l) {{ BIND("mithaq" AS ?x0) {doubling} }}': {400, 504},
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }": {403},
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{} }": {403},
        "LOAD <http://127.0.0.1:9/>": {403},
        "SELECT * { ?s " + "/".join(["<urn:p>"] * 3_000) + " ?o }": {200, 400, 504},
        "ASK { FILTER(" + "1+" * 3_900 + "1) }": {200, 400, 504},
        f"SELECT DISTINCT ?a ?g {CROSS_JOIN} ORDER BY ?c ?o": {400, 504},
    }
    for query, statuses in killers.items():
        started = time.monotonic()
        assert server.status(query) in statuses, query[:60]
        assert time.monotonic() - started < DEADLINE + 3
    assert server.process.poll() is None
    assert server.status(ROWS) == 200


def test_a_long_answer_that_fails_midway_cannot_be_taken_for_whole(server: Running) -> None:
    with pytest.raises(IncompleteRead):
        server.ask(f"SELECT * {CROSS_JOIN}")
    with socket.create_connection(("127.0.0.1", _port(server)), timeout=30) as connection:
        body = urlencode({"query": f"SELECT * {CROSS_JOIN}"})
        head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
        form = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        connection.sendall((head + form + body).encode())
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b"200 OK" in received[:20]
    assert not received.endswith(b"0\r\n\r\n")


def test_to_a_client_of_http_1_0_a_failing_answer_is_an_error(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", _port(server)), timeout=30) as connection:
        query = urlencode({"query": f"SELECT * {CROSS_JOIN}"})
        connection.sendall(f"GET /sparql?{query} HTTP/1.0\r\n\r\n".encode())
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert received.split(b" ", 2)[1] in (b"400", b"504")


def test_a_full_server_answers_503_and_still_serves_pages(server: Running) -> None:
    _wait_until(lambda: len(server.workers()) == WORKERS)  # other tests have killed some
    outcomes: list[int] = []
    threads = [
        threading.Thread(
            target=lambda: outcomes.append(server.status(f"SELECT (COUNT(*) AS ?n) {CROSS_JOIN}"))
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    pages = [_get(server, path) for path in ["healthz", "queries/which-members-withdrew.json"] * 5]
    for thread in threads:
        thread.join()
    assert Counter(pages) == {200: 10}
    counted = Counter(outcomes)
    assert counted[504] >= 2
    assert counted[503] >= 2
    assert counted[503] + counted[504] == 8


def test_the_work_of_a_client_that_leaves_is_ended(tmp_path: Path) -> None:
    query = urlencode({"query": f"SELECT (COUNT(*) AS ?n) {CROSS_JOIN}"})
    request = f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with running(tmp_path, deadline=60) as server:
        _wait_until(lambda: len(server.workers()) == WORKERS)
        before = server.workers()
        with socket.create_connection(("127.0.0.1", _port(server))) as connection:
            connection.sendall(request)
            time.sleep(0.5)
        _wait_until(lambda: not before <= server.workers())


def test_a_new_generation_is_served_without_a_failed_request(own_server: Running) -> None:
    seen: list[list[str]] = []
    failures: list[object] = []
    done = threading.Event()

    def read() -> None:
        latest: list[str] = []
        while not done.is_set():
            try:
                bindings = json.loads(own_server.ask(ROWS))["results"]["bindings"]
            except (OSError, ValueError) as error:
                failures.append(error.read() if isinstance(error, HTTPError) else error)
                continue
            numbers = {row["o"]["value"] for row in bindings}
            latest.append(",".join(sorted(numbers)))
        seen.append(latest)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, 6):
        publish_numbers(own_server.out, number)
        _wait_for(own_server, current(own_server.out).name)
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    for latest in seen:
        assert latest == sorted(latest)
        assert set(latest) <= set("012345")
    assert json.loads(own_server.ask(ROWS))["results"]["bindings"][0]["o"]["value"] == "5"
    _wait_until(lambda: len(own_server.workers()) == WORKERS)


def test_a_damaged_generation_does_not_replace_the_one_that_is_served(own_server: Running) -> None:
    served = _health(own_server)["generation"]
    publish_numbers(own_server.out, 1)
    _wait_for(own_server, current(own_server.out).name)
    damaged = own_server.out / "gen-damaged"
    damaged.mkdir()
    link = own_server.out / "new"
    link.symlink_to("gen-damaged")
    link.replace(own_server.out / "current")
    time.sleep(0.4)
    assert _health(own_server)["generation"] not in (served, "gen-damaged")
    assert own_server.status(ROWS) == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_server_and_its_workers(
    own_server: Running, number: signal.Signals
) -> None:
    _wait_until(lambda: len(own_server.workers()) == WORKERS)
    workers = own_server.processes()
    own_server.process.send_signal(number)
    assert own_server.process.wait(20) == 0
    assert own_server.process.stderr is not None
    assert "Traceback" not in own_server.process.stderr.read()
    _assert_gone(workers)


def test_a_killed_server_takes_its_workers_along(own_server: Running) -> None:
    busy = threading.Thread(target=_burn, args=(own_server,), daemon=True)
    busy.start()
    _wait_until(lambda: len(own_server.workers()) == WORKERS)
    workers = own_server.processes()
    own_server.process.kill()
    own_server.process.wait(20)
    _assert_gone(workers)


def test_a_port_in_use_is_one_sentence(server: Running) -> None:
    with pytest.raises(ServerError, match=r"port \d+ on 127.0.0.1 is in use: .* --port"):
        serve(server.out, "127.0.0.1", _port(server))


def test_without_a_graph_the_server_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run `mithaq build`"):
        serve(tmp_path, "127.0.0.1", 0)


def test_importing_the_worker_needs_no_web(tmp_path: Path) -> None:
    program = textwrap.dedent("""
        import sys, mithaq.server.worker
        print([name for name in ("flask", "uvicorn", "jinja2") if name in sys.modules])
    """)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip() == "[]"


def _get(server: Running, path: str) -> int:
    with urlopen(server.address + path, timeout=30) as response:
        status: int = response.status
        return status


def _health(server: Running) -> dict[str, object]:
    with urlopen(f"{server.address}healthz", timeout=30) as response:
        health: dict[str, object] = json.loads(response.read())
        return health


def _wait_for(server: Running, generation: str) -> None:
    _wait_until(lambda: _health(server)["generation"] == generation)


def _wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def _port(server: Running) -> int:
    return int(server.address.rsplit(":", 1)[1].strip("/"))


def _burn(server: Running) -> None:
    with suppress(OSError):
        server.ask(f"SELECT (COUNT(*) AS ?n) {CROSS_JOIN}")


def _assert_gone(pids: set[int]) -> None:
    _wait_until(lambda: not any(map(_alive, pids)))


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_no_piece_of_an_answer_waits_for_the_client_to_acknowledge_the_one_before() -> None:
    with (
        listen("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as connection,
    ):
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
