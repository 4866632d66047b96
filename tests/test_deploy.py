"""What stands in `deploy/` is what the program can do: nginx runs, systemd and the image are looked at."""

import http.client
import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from fnmatch import fnmatch
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import click
import pytest

from mithaq.cli import main
from mithaq.errors import ServerError
from mithaq.server.forwarding import believing, read_networks

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
HERE = "127.0.0.1"
Serving = Callable[..., AbstractContextManager[str]]
MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/mithaq.conf;
}}
"""
CROSS_JOIN = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def command(arguments: list[str]) -> click.Context:
    """What the command line makes of `arguments`; it fails where an option is none of its own."""
    name, *rest = arguments
    assert isinstance(main, click.Group)
    return main.commands[name].make_context(name, rest)


@pytest.fixture(scope="module")
def proxied(
    graph_folder: Path, serving: Serving, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of nginx, as `deploy/nginx.conf` sets it up, before a server that trusts it."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed (Debian: apt-get install nginx-light)")
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    with serving(graph_folder, "--trusted-proxy", HERE) as address:
        ours = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
        for before, after in (
            ("server 127.0.0.1:8000;", f"server {urlsplit(address).netloc};"),
            ("    listen 80;", f"    listen {HERE}:{port};"),
            ("    listen [::]:80;\n", ""),
        ):
            assert ours.count(before) == 1
            ours = ours.replace(before, after)
        (folder / "mithaq.conf").write_text(ours, encoding="utf-8")
        settings = folder / "nginx.conf"
        settings.write_text(MAIN.format(folder=folder), encoding="utf-8")
        run = [program, "-p", str(folder), "-c", str(settings)]
        tried = subprocess.run([*run, "-t"], capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr
        assert "[warn]" not in tried.stderr
        with subprocess.Popen(run, stderr=subprocess.DEVNULL) as process:
            try:
                wait_for(port)
                yield f"http://{HERE}:{port}"
            finally:
                process.terminate()
                process.wait(20)


def wait_for(port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection((HERE, port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail(f"nobody listens at port {port}")


def test_nginx_says_under_which_name_it_was_asked(proxied: str) -> None:
    headers = {"Host": "alliances.example", "X-Forwarded-Host": "evil.example"}
    headers |= {"Accept": "application/json", "X-Forwarded-Proto": "https"}
    with urlopen(Request(f"{proxied}/queries", headers=headers)) as response:
        listed = json.loads(response.read())
    assert {urlsplit(each["address"])[:2] for each in listed} == {("http", "alliances.example")}


def test_what_comes_compressed_stays_as_it_is(proxied: str) -> None:
    headers = {"Accept-Encoding": "gzip"}
    with urlopen(Request(f"{proxied}/queries/incidents.json", headers=headers)) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        assert response.headers["ETag"].endswith('-gzip"')
        headers["If-None-Match"] = response.headers["ETag"]
    with pytest.raises(HTTPError) as known:
        urlopen(Request(f"{proxied}/queries/incidents.json", headers=headers))
    known.value.close()
    assert known.value.code == 304


def test_an_answer_that_is_cut_off_is_cut_off_for_the_client_too(proxied: str) -> None:
    query = urlencode({"query": CROSS_JOIN})
    with urlopen(f"{proxied}/sparql?{query}", timeout=60) as response:
        assert response.status == 200
        with pytest.raises(http.client.IncompleteRead):
            response.read()


def test_a_client_that_asks_too_often_is_told_to_wait(proxied: str) -> None:
    query = urlencode({"query": "ASK {}"})
    refused = None
    for _ in range(500):
        try:
            urlopen(f"{proxied}/sparql?{query}").close()
        except HTTPError as error:
            refused = error
            break
    assert refused is not None
    with refused:
        problem = json.loads(refused.read())
    assert (refused.code, problem["status"]) == (429, 429)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Retry-After"] == "2"
    with urlopen(f"{proxied}/queries/alliances.json") as response:  # has a measure of its own
        assert response.status == 200


@pytest.mark.parametrize(
    ("client", "host", "scheme"),
    [("10.1.2.3", "known.example", "https"), ("192.0.2.1", "own", "http"), ("", "own", "http")],
)
def test_only_a_trusted_proxy_is_believed(client: str, host: str, scheme: str) -> None:
    given = {"HTTP_X_FORWARDED_HOST": "known.example", "HTTP_X_FORWARDED_PROTO": "https"}
    given |= {"HTTP_X_FORWARDED_FOR": "198.51.100.7", "HTTP_HOST": "own", "REMOTE_ADDR": client}
    believe = believing(read_networks(["10.0.0.0/8", "::1"]))
    environ = believe({**given, "wsgi.url_scheme": "http"})
    assert (environ["HTTP_HOST"], environ["wsgi.url_scheme"]) == (host, scheme)
    assert (environ["REMOTE_ADDR"] == "198.51.100.7") == (scheme == "https")


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ("198.51.100.9, 192.0.2.1, 10.0.0.2", "192.0.2.1"),  # the first is what the client says
        ("192.0.2.1,::1,10.9.9.9", "192.0.2.1"),
        ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("", "10.0.0.1"),
    ],
)
def test_behind_several_trusted_proxies_the_client_is_who_asked_the_first(
    told: str, client: str
) -> None:
    believe = believing(read_networks(["10.0.0.0/8", "::1"]))
    environ = believe({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": told})
    assert environ["REMOTE_ADDR"] == client


@pytest.mark.parametrize("given", ["proxy.example", "10.0.0.1/8", "", "300.1.1.1"])
def test_what_is_no_address_is_told(given: str) -> None:
    with pytest.raises(ServerError, match="is no proxy's address: give one such as 127"):
        read_networks([given])


def unit() -> dict[str, list[str]]:
    lines = (DEPLOY / "mithaq.service").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("=")[::2] for line in lines if re.match(r"[A-Z]\w+=", line)]
    return {name: [value for key, value in pairs if key == name] for name, _ in pairs}


def test_the_unit_starts_the_server_with_options_that_it_has() -> None:
    program, *arguments = shlex.split(unit()["ExecStart"][0])
    assert program == "/opt/mithaq/bin/mithaq"
    options = command(arguments).params
    assert (options["host"], options["trusted_proxies"]) == (HERE, (HERE,))
    assert variables() >= {each.partition("=")[0] for each in unit()["Environment"]}


def variables() -> set[str]:
    """The environment variables that `mithaq serve` reads."""
    serve = main.commands["serve"]
    return {
        name
        for each in serve.params
        if each.envvar
        for name in ([each.envvar] if isinstance(each.envvar, str) else each.envvar)
    }


def test_systemd_finds_the_unit_right_and_well_shut_in(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not installed")
    text = (DEPLOY / "mithaq.service").read_text(encoding="utf-8")
    copy = tmp_path / "mithaq.service"
    copy.write_text(text.replace("/opt/mithaq/bin/mithaq", sys.executable), encoding="utf-8")
    found = subprocess.run([analyze, "verify", copy], capture_output=True, text=True, check=False)
    told = [line for line in found.stderr.splitlines() if "mithaq.service" in line]
    assert (found.returncode, told) == (0, [])
    looked = subprocess.run(
        [analyze, "security", "--offline=yes", "--threshold=20", copy],  # tenths: 2.0 of 10
        capture_output=True,
        text=True,
        check=False,
    )
    assert looked.returncode == 0, looked.stdout[-2000:] + looked.stderr


def test_the_unit_lets_the_server_do_what_it_does() -> None:
    """Calls that systemd's groups `@system-service` less `@privileged` and `@resources` refuse."""
    text = (DEPLOY / "mithaq.service").read_text(encoding="utf-8")
    allowed = set(" ".join(re.findall(r"^SystemCallFilter=([a-z].*)$", text, re.MULTILINE)).split())
    assert allowed >= {"setpriority", "prlimit64", "prctl", "seccomp", "pidfd_open"}


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, each with what follows its word."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in joined)]


def test_the_image_is_made_of_what_there_is() -> None:
    ignored = [
        line.rstrip("/")
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    for word, rest in instructions():
        sources = rest.split()[:-1]
        if word == "COPY" and not rest.startswith("--from"):
            assert all((ROOT / source).exists() for source in sources), rest
    needed = ["pyproject.toml", "requirements.lock", "README.md", "LICENSE", "LICENSE-DATA"]
    needed += [each.name for each in (ROOT / "mithaq").resolve().iterdir() if each.is_symlink()]
    needed += ["mithaq"]
    for name in needed:
        assert (ROOT / name).exists()
        assert not [pattern for pattern in ignored if fnmatch(name, pattern)], name
    for name in (".git", ".venv", "graph", "tests"):
        assert [pattern for pattern in ignored if fnmatch(name, pattern)], name


def test_the_image_runs_as_nobody_and_asks_whether_it_is_ready() -> None:
    found = instructions()
    last = found[max(place for place, (word, _) in enumerate(found) if word == "FROM") :]
    told = dict(last)
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", told["USER"])
    before = last[: [word for word, _ in last].index("USER")]
    runs = [rest for word, rest in last if word == "RUN"]
    assert runs == [rest for word, rest in before if word == "RUN"]  # as root nothing else is run
    assert all(re.match(r"apt-get update .* apt-get install ", rest) for rest in runs)
    entry = json.loads(told["ENTRYPOINT"]) + json.loads(told["CMD"])
    assert entry[0] == "mithaq"
    assert command(entry[1:]).params["host"] == "0.0.0.0"  # noqa: S104  (within a container)
    health = json.loads(told["HEALTHCHECK"].partition("CMD ")[2])
    assert health[0] == "python"
    compile(health[2], "health", "exec")
    assert "http://127.0.0.1:8000/readyz" in health[2]
    assert told["EXPOSE"] == entry[-1] == "8000"
    built = [rest.partition("mithaq ")[2] for word, rest in found if "bin/mithaq " in rest]
    assert [command(shlex.split(each)).params["out"] for each in built] == [
        Path("/srv/mithaq/graph")
    ]


def test_the_base_of_the_image_is_a_version_that_the_package_runs_on() -> None:
    (base,) = (rest for word, rest in instructions() if word == "ARG")
    version = re.fullmatch(r"BASE=python:3\.(\d+)\.\d+-slim-\w+", base)
    assert version
    assert int(version[1]) >= 11
