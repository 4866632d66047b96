"""`mithaq doctor` sees what is wrong, says what to do, and tells it by its exit status."""

import json
import re
import shutil
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from mithaq.cli import main
from mithaq.server.settings import Settings

ROOT = Path(__file__).parent.parent
HEALTH = {"status": "ok", "generation": "gen-1", "version": "0.0.1"}


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *arguments], env=environment, prog_name="mithaq")


def told(result: Result) -> dict[str, dict[str, str]]:
    """The checks by name, as `--json` prints them."""
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return {each["name"]: each for each in lines}


@pytest.fixture
def whole(graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A graph on a machine that lacks nothing."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("MITHAQ_PORT", str(free.getsockname()[1]))
    return str(graph_folder)


@pytest.fixture
def healthy(whole: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same, without the seconds that reading every question takes."""
    monkeypatch.setattr("mithaq.cli.questioning.lint_all", lambda: (1, []))
    return whole


def test_nothing_fails_where_all_is_well(whole: str) -> None:
    result = run("--graph", whole, "--json")
    assert result.exit_code == 0, result.output
    found = told(result)
    named = "python sqlite seccomp memory graph manifest disk questions environment settings port"
    assert {name: found[name]["status"] for name in named.split()} == dict.fromkeys(
        named.split(), "ok"
    )
    assert re.search(r"gen-\w+: 5 documents, \d{4,} quads", found["graph"]["found"])


def test_a_line_for_each(healthy: str) -> None:
    lines = run("--graph", healthy).stdout.splitlines()
    assert len(lines) > 10
    assert all(re.match(r"(ok|warning) +\w", line) for line in lines)


def test_a_mistyped_variable_is_named(healthy: str) -> None:
    found = told(run("--graph", healthy, "--json", MITHAQ_WORKER="3", MITHAQ_TOKEN="x" * 32))
    assert found["environment"]["status"] == "warning"
    assert "MITHAQ_WORKER; did you mean 'MITHAQ_WORKERS'?" in found["environment"]["found"]
    assert "MITHAQ_TOKEN" not in found["environment"]["found"]


def test_a_bad_setting_is_a_failure(healthy: str) -> None:
    result = run("--graph", healthy, "--json", MITHAQ_DEADLINE="99")
    assert result.exit_code == 1
    setting = told(result)["settings"]
    assert setting["status"] == "failure"
    assert "MITHAQ_DEADLINE" in setting["found"]


def test_a_port_in_use_is_told(healthy: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        found = told(run("--graph", healthy, "--json", MITHAQ_PORT=port))
    assert found["port"]["status"] == "warning"
    assert f"doctor --url http://127.0.0.1:{port}" in found["port"]["advice"]


@pytest.mark.usefixtures("healthy")
def test_without_a_graph_the_way_to_one_is_told(tmp_path: Path) -> None:
    result = run("--graph", str(tmp_path / "none"), "--json")
    assert result.exit_code == 0
    graph = told(result)["graph"]
    assert (graph["status"], "run `mithaq build`" in graph["found"]) == ("warning", True)


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize("damage", ["cut", "flipped", "dangling"])
def test_a_damaged_graph_is_a_failure(graph_folder: Path, tmp_path: Path, damage: str) -> None:
    shutil.copytree(graph_folder, tmp_path / "graph", symlinks=True)
    dataset = tmp_path / "graph" / "current" / "dataset.nq"
    content = dataset.read_bytes()
    if damage == "cut":
        dataset.write_bytes(content[:-10])
    elif damage == "flipped":
        dataset.write_bytes(content[:-10] + b"x" + content[-9:])
    else:
        shutil.rmtree((tmp_path / "graph" / "current").resolve())
    result = run("--graph", str(tmp_path / "graph"), "--json")
    assert result.exit_code == 1
    failed = {name: each for name, each in told(result).items() if each["status"] == "failure"}
    assert list(failed) == (["manifest"] if damage == "flipped" else ["graph"])
    assert "mithaq build" in next(iter(failed.values()))["found"]


@pytest.mark.usefixtures("healthy")
def test_what_a_killed_build_left_is_told(tmp_path: Path) -> None:
    (tmp_path / ".tmp-123").mkdir()
    assert ".tmp-123" in told(run("--graph", str(tmp_path), "--json"))["leftovers"]["found"]


def test_what_the_machine_lacks_is_told(healthy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.server.machine.available", lambda: 1_000_000)
    monkeypatch.setattr("mithaq.server.machine._LEAST_MEMORY", 1024**3)
    monkeypatch.setattr("mithaq.server.machine._SECCOMP", "raise SystemExit(1)")
    monkeypatch.setattr("mithaq.server.doctor._LEAST_DISK", 2**62)
    monkeypatch.setattr(shutil, "which", lambda *_: None)
    monkeypatch.setattr(metadata, "requires", lambda _: ["flask==0.0.1", "nobody==1", "a>=1"])
    result = run("--graph", healthy, "--json")
    found = told(result)
    for name in ("java", "seccomp", "memory", "disk", "libraries"):
        assert found[name]["status"] == "warning", name
        assert found[name]["advice"], name
    assert "not 0.0.1; nobody 1 is missing" in found["libraries"]["found"]
    assert result.exit_code == 0


def test_without_full_text_search_sqlite_fails(
    healthy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Old(sqlite3.Connection):
        def execute(self, *_arguments: Any) -> sqlite3.Cursor:
            raise sqlite3.OperationalError("no such module: fts5")

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda name: connect(name, factory=Old))
    result = run("--graph", healthy, "--json")
    assert (result.exit_code, told(result)["sqlite"]["status"]) == (1, "failure")


def test_a_question_with_a_mistake_is_told(whole: str, tmp_path: Path) -> None:
    (tmp_path / "broken.rq").write_text("SELECT * { ?s ?p", encoding="utf-8")
    found = told(run("--graph", whole, "--json", MITHAQ_QUESTIONS=str(tmp_path)))
    assert found["questions"]["status"] != "ok"
    assert "broken" in found["questions"]["found"]


@pytest.mark.usefixtures("healthy")
def test_a_backend_that_is_down_is_a_failure() -> None:
    result = run("--json", MITHAQ_BACKEND="http://reader:geheim@127.0.0.1:1/")
    assert result.exit_code == 1
    found = told(result)
    assert "cannot be reached" in found["backend"]["found"]
    assert "geheim" not in result.output
    assert "graph" not in found


def test_a_running_server_is_asked(served: str) -> None:
    result = run("--url", served, "--json")
    found = told(result)
    assert {each["status"] for each in found.values()} == {"ok"}, result.output
    assert list(found) == ["server", "ready", "question", "query", "headers", "cache"]
    assert "5 documents" in found["server"]["found"]
    assert result.exit_code == 0


class Answering(BaseHTTPRequestHandler):
    """A server that is not Mithaq's, or not whole."""

    answers: dict[str, tuple[int, str, bytes]]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        status, kind, body = self.answers.get(path, (404, "text/html", b"<html>"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Nothing."""


@contextmanager
def answering(**answers: tuple[int, str, bytes]) -> Iterator[str]:
    handler = type("Told", (Answering,), {"answers": {f"/{k}": v for k, v in answers.items()}})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_a_server_that_is_not_whole_fails() -> None:
    kind = "application/json"
    health = json.dumps(HEALTH).encode()
    empty = (200, "application/sparql-results+json", b'{"boolean": false}')
    full = (503, "application/problem+json", b'{"detail": "no worker answers"}')
    with answering(healthz=(200, kind, health), readyz=full, sparql=empty) as url:
        result = run("--url", url, "--json")
    found = told(result)
    assert {name: each["status"] for name, each in found.items()} == {
        "server": "warning",
        "ready": "failure",
        "question": "failure",
        "query": "failure",
    }
    assert "0.0.1" in found["server"]["found"]
    assert "no worker answers" in found["ready"]["found"]
    assert found["query"]["found"] == "the graph is empty"
    assert result.exit_code == 1


def test_another_server_is_none_of_ours() -> None:
    with answering(healthz=(200, "text/html", b"<html>hello")) as url:
        result = run("--url", url)
    assert result.exit_code == 1
    assert "failure  server           it answers 200, but not as Mithaq" in result.output


def test_a_proxy_that_drops_headers_is_told() -> None:
    kind = "application/json"
    answers = {"queries/alliances.json": (200, kind, b"[]"), "healthz": (403, "text/html", b"")}
    answers["sparql"] = (200, "application/sparql-results+json", b'{"boolean": true}')
    with answering(**answers) as url:
        found = told(run("--url", url, "--json"))
    assert (found["headers"]["status"], found["cache"]["status"]) == ("warning", "warning")
    assert "ETag" in found["headers"]["found"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "foo", "http://[", "ftp://127.0.0.1/"])
def test_an_address_where_nobody_is_fails_in_one_line(url: str) -> None:
    result = run("--url", url)
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1


def settings() -> dict[str, str]:
    """The options of `mithaq serve` with the variables that set them too."""
    serve = main.commands["serve"]
    return {
        each.opts[0]: str(each.envvar)
        for each in serve.params
        if isinstance(each, click.Option) and not each.hidden
    }


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_every_setting_stands_in_the_readme(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    rows = re.findall(r"^\| `\u200e?(--[a-z-]+)` \| `(MITHAQ_\w+)` \|", text, re.MULTILINE)
    assert dict(rows) == settings()
    assert len(rows) == len(settings())


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_the_numbers_in_the_readme_and_the_help_are_the_server_s_own(name: str) -> None:
    default = Settings()
    numbers = {
        "--keep": default.keep,
        "--cache-for": default.cache_for,
        "--workers": default.queries.workers,
        "--deadline": default.queries.deadline,
        "--page-deadline": default.pages.deadline,
        "--waiting": default.queries.waiting,
        "--answer-size": default.answer_bytes / 1_000_000,
        "--memory": default.memory / 1024**2,
        "--in-memory": default.in_memory,
        "--cache": default.cache_bytes / 1024**2,
    }
    text = (ROOT / name).read_text(encoding="utf-8")
    told = re.findall(r"^\| `\u200e?(--[a-z-]+)` \| `MITHAQ_\w+` \| (\d+) \|", text, re.MULTILINE)
    assert {option: float(number) for option, number in told if option in numbers} == numbers
    helped = CliRunner().invoke(main, ["serve", "--help"], terminal_width=500).output
    for option, value in numbers.items():
        line = next(each for each in helped.splitlines() if each.strip().startswith(f"{option} "))
        assert f"default: {value:.10g}" in line


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("MITHAQ_PORT", "70000", "'--port' (env var: 'MITHAQ_PORT')"),
        ("MITHAQ_WORKERS", "none", "'--workers' (env var: 'MITHAQ_WORKERS')"),
        ("MITHAQ_CACHE_FOR", "5", "--cache-for is about the answers of a --backend"),
        ("MITHAQ_BACKEND", "example.org", "the backend is no endpoint's address: give one"),
        ("MITHAQ_TRUSTED_PROXY", "127.0.0.1 proxy", "'proxy' is no proxy's address: give one"),
        ("MITHAQ_TOKEN", "short", "the token in MITHAQ_TOKEN is too weak"),
        ("MITHAQ_HOST", "no.such.invalid", "no.such.invalid:0 cannot be listened at"),
    ],
)
def test_a_bad_value_is_one_clear_sentence(
    healthy: str, variable: str, value: str, sentence: str
) -> None:
    arguments = ["serve", "--graph", healthy]
    arguments += [] if variable == "MITHAQ_PORT" else ["--port", "0"]
    result = CliRunner().invoke(main, arguments, env={variable: value}, prog_name="mithaq")
    assert result.exit_code in (1, 2)
    assert sentence in result.output
    (said,) = [line for line in result.output.splitlines() if line.startswith("Error: ")]
    assert "Traceback" not in result.output
    assert said


def test_an_option_counts_before_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MITHAQ_WORKERS", "3")
    monkeypatch.setenv("MITHAQ_WAITING", "7")
    given = main.commands["serve"].make_context("serve", ["--workers", "5"]).params
    assert (given["workers"], given["waiting"]) == (5, 7)
