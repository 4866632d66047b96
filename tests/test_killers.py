"""What kills SPARQL servers gets an answer in words here, in time, and the server lives on."""

import http.client
import json
import re
import socket
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import yaml
from canary import Canary
from descent import descendants, read_of

pytestmark = pytest.mark.alone

DEADLINE = 1.0
LATE = 0.5
"""Seconds after the deadline by which the answer must be there."""
GROWTH = 20 * 1024**2
"""Bytes that the server's own processes may grow by."""
TOKEN = "0123456789abcdef" * 2
FORM = "application/x-www-form-urlencoded"
HONEST = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@dataclass(frozen=True)
class Killer:
    """A request, and the answers it may get: a status and the kind of problem."""

    name: str
    kind: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What came back: the answer as the corpus writes it, what it tells, and after how long."""

    answer: str
    told: Mapping[str, Any]
    headers: Mapping[str, str]
    seconds: float


def expand(pieces: Any) -> bytes:
    """What a list of texts and repetitions stands for."""
    if isinstance(pieces, bytes):
        return pieces
    if isinstance(pieces, str):
        return pieces.encode()
    if isinstance(pieces, Mapping):
        of = str(pieces["of"])
        numbered = (
            of.replace("@n", str(n)).replace("@m", str(n + 1)) for n in range(pieces["times"])
        )
        return "".join(numbered).encode()
    return b"".join(map(expand, pieces))


def read_corpus() -> Iterator[Killer]:
    text = Path(__file__).with_name("killers.yaml").read_text(encoding="utf-8")
    for kind, entries in yaml.safe_load(text).items():
        for entry in entries:
            answers = entry["answer"] if isinstance(entry["answer"], list) else [entry["answer"]]
            yield Killer(entry["name"], kind, *_request(entry), tuple(map(str, answers)))


def _request(entry: Mapping[str, Any]) -> tuple[str, str, Mapping[str, str], bytes]:
    if "query" in entry:
        body = urlencode({"query": expand(entry["query"])}).encode()
        return "POST", "/sparql", {"Content-Type": FORM}, body
    if "update" in entry:
        headers = {"Content-Type": "application/sparql-update", "Authorization": "$bearer"}
        return "POST", "/sparql", headers, expand(entry["update"])
    sent = entry["request"]
    if "form" in sent:
        return (
            "POST",
            "/sparql",
            {"Content-Type": FORM},
            urlencode([tuple(pair) for pair in sent["form"]]).encode(),
        )
    headers = {name: expand(value).decode() for name, value in sent.get("headers", {}).items()}
    return sent["method"], expand(sent["path"]).decode(), headers, expand(sent.get("body", ""))


CORPUS = {killer.name: killer for killer in read_corpus()}


class Client:
    """Sends the corpus to one server."""

    def __init__(self, address: str, canary: Canary) -> None:
        self.authority = urlsplit(address).netloc
        self.canary = canary

    def play(self, killer: Killer) -> Outcome:
        begin = time.monotonic()
        connection = http.client.HTTPConnection(self.authority, timeout=30)
        with closing(connection):
            headers = {name: self._filled(value) for name, value in killer.headers.items()}
            body = self._filled(killer.body.decode("latin-1")).encode("latin-1")
            connection.request(killer.method, killer.path, body, headers)
            response = connection.getresponse()
            told: dict[str, Any] = {}
            try:
                content = response.read()
            except (http.client.IncompleteRead, ConnectionError):
                answer = f"{response.status} cut"
            else:
                answer = str(response.status)
                if response.headers.get_content_type() == "application/problem+json":
                    told = json.loads(content)
                    kind = str(told["type"]).rpartition("/")[2]
                    answer += "" if told["type"] == "about:blank" else f" {kind}"
                elif "json" in response.headers.get_content_type():
                    json.loads(content)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Outcome(answer, told, headers, time.monotonic() - begin)

    def ask(self, query: str) -> Any:
        """An honest query's answer; on a machine that is busy with others it may take several tries."""
        for _ in range(20):
            if (answer := self._ask(query)) is not None:
                return answer
        pytest.fail("an honest query gets no answer")

    def _ask(self, query: str) -> Any:
        connection = http.client.HTTPConnection(self.authority, timeout=30)
        with closing(connection):
            connection.request(
                "POST", "/sparql", urlencode({"query": query}), {"Content-Type": FORM}
            )
            response = connection.getresponse()
            content = json.loads(response.read())
            return content if response.status == 200 else None

    def _filled(self, text: str) -> str:
        given = {
            "$canary": f"http://{self.canary.authority}/",
            "%24canary": f"http%3A%2F%2F{self.canary.authority}%2F",
            "$authority": self.canary.authority,
            "$bearer": f"Bearer {TOKEN}",
        }
        return re.sub("|".join(map(re.escape, given)), lambda found: given[found[0]], text)


@dataclass(frozen=True)
class Played:
    """What the corpus did to a server."""

    outcomes: Mapping[str, Outcome]
    before: Mapping[int, int]
    """The private bytes of the server's own processes by their ids, workers left out."""
    after: Mapping[int, int]
    calls: int
    log: str
    answers: tuple[Any, Any]
    """An honest query's, before and after."""


def own_processes(pid: int) -> dict[int, int]:
    """The private bytes of process `pid` and of its children that are no workers."""
    found = {}
    for each in [pid, *descendants(pid)]:
        command = read_of(each, "cmdline")
        if command and not re.search(r"mithaq\.server\.(worker|writer|forkserver)", command):
            private = re.findall(r"Private_\w+:\s+(\d+)", read_of(each, "smaps_rollup"))
            found[each] = 1024 * sum(map(int, private))
    return found


def zombies(pid: int) -> int:
    stats = [read_of(each, "stat") for each in descendants(pid)]
    return sum(stat.rpartition(")")[2].split()[:1] == ["Z"] for stat in stats)


@pytest.fixture(scope="module")
def played(
    graph_folder: Path,
    serving: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Played]:
    """The corpus, played on `mithaq serve` by two clients at once."""
    token = tmp_path_factory.mktemp("token") / "token"
    token.write_text(TOKEN)
    options = ("--deadline", str(DEADLINE), "--memory", "1024", "--workers", "3")
    with (
        closing(Canary()) as canary,
        serving(graph_folder, *options, "--token-file", str(token)) as address,
    ):
        client = Client(address, canary)
        client.play(CORPUS["a product sent"])  # what is loaded once is no growth
        honest = client.ask(HONEST)
        before = own_processes(address.process)
        with ThreadPoolExecutor(2) as clients:
            outcomes = dict(zip(CORPUS, clients.map(client.play, CORPUS.values()), strict=True))
        for name, outcome in outcomes.items():
            for _ in range(2):  # once more, alone: others may have kept the machine busy
                if is_late(CORPUS[name], outcome):
                    again = client.play(CORPUS[name])
                    outcomes[name] = min(outcomes[name], again, key=lambda each: each.seconds)
        answers = (honest, client.ask(HONEST))
        until = time.monotonic() + 10
        while (left := zombies(address.process)) and time.monotonic() < until:
            time.sleep(0.1)
        assert left == 0
        yield Played(
            outcomes,
            before,
            own_processes(address.process),
            canary.calls,
            "".join(address.log),
            answers,
        )


def is_late(killer: Killer, outcome: Outcome) -> bool:
    """Whether a query was answered too late; what writes has a deadline of its own."""
    return "Authorization" not in killer.headers and outcome.seconds > DEADLINE + LATE


def test_there_are_enough_of_each_kind() -> None:
    kinds = Counter(killer.kind for killer in CORPUS.values())
    assert len(CORPUS) >= 60
    assert set(kinds) == {
        *("stack", "parser", "planner", "memory", "endless", "pattern", "network", "request")
    }
    assert min(kinds.values()) >= 6


@pytest.mark.parametrize("name", CORPUS)
def test_a_killer_gets_its_answer_in_time(played: Played, name: str) -> None:
    killer, outcome = CORPUS[name], played.outcomes[name]
    assert outcome.answer in killer.answers, outcome
    assert outcome.headers["x-request-id"]
    assert not is_late(killer, outcome), outcome.seconds
    if "cut" in outcome.answer or outcome.answer == "200":
        return
    told = outcome.told
    assert told["status"] == int(outcome.answer[:3])
    assert told["instance"] == f"urn:uuid:{uuid.UUID(outcome.headers['x-request-id'])}"
    assert all(isinstance(told[member], str) for member in ("type", "title", "detail"))
    assert not re.search(r"Traceback|/work|/tmp|/home|site-packages|\.rs\b|\n", told["detail"])
    if outcome.answer.endswith("query-syntax-error"):
        assert told["line"] >= 1
        assert told["column"] >= 1


def test_the_server_is_the_same_as_before(played: Played) -> None:
    assert played.after.keys() == played.before.keys()
    assert played.answers[0] == played.answers[1]
    assert "Traceback" not in played.log


def test_the_server_has_not_grown(played: Played) -> None:
    assert sum(played.after.values()) - sum(played.before.values()) <= GROWTH


def test_nobody_was_called(played: Played) -> None:
    assert played.calls == 0


def test_the_canary_sings() -> None:
    with closing(Canary()) as canary:
        host, port = canary.authority.split(":")
        with socket.create_connection((host, int(port))) as caller:
            assert caller.recv(1) == b""
        assert canary.calls == 1
