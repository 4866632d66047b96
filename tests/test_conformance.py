"""The W3C's tests of SPARQL, played on the engine, and of its protocols, played on the server.

What is known to fail stands here with its reason.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from mithaq.store import publish

CONFORMANCE = Path(__file__).parent.parent.parent / "shared" / "conformance"
SPARQL = CONFORMANCE / "rdf-tests" / "sparql"

CONSTANT_PATH = "a path of length zero from a constant that the store does not hold gives no row"
UNDER_GRAPH = "under GRAPH ?g an empty solution of each graph is lost, or joined too late"
ACCEPTED = "the parser takes what the grammar's notes forbid"

SUITES = [
    (
        ["sparql11/manifest-sparql11-query.ttl", "--canon"],
        318,
        {
            "GROUP_CONCAT with same language tag": "the tag is dropped",
            "GROUP_CONCAT with one element": "the tag is dropped",
            "COUNT: no GROUP BY inside of GRAPH": UNDER_GRAPH,
            "VALUES inside GRAPH binding the same variable as the graph name": UNDER_GRAPH,
            "outer GRAPH operator does not affect MINUS disjointness": UNDER_GRAPH,
            "BNODE(str)": "one node for a string in the whole answer, not one in every row",
            "* with start being a constant on the empty dataset": CONSTANT_PATH,
            "* with end being a constant on the empty dataset": CONSTANT_PATH,
            "? with start being a constant on the empty dataset": CONSTANT_PATH,
            "? with end being a constant on the empty dataset": CONSTANT_PATH,
        },
    ),
    (["sparql11/manifest-sparql11-update.ttl"], 157, {}),
    (
        ["sparql11/manifest-sparql11-results.ttl", "--canon"],
        9,
        {"csv03 - CSV Result Format": "the store keeps a double in its own form: 1.0E6 as 1000000"},
    ),
    (
        ["sparql12/manifest.ttl"],
        264,
        {
            "Group-1": "an unbound key and a bound one are one group",
            "Reuse of SELECT variable in an aggregating query": "1.2's wider scope is not known",
            "Triple term in the subject position  of a triple term (expression)": ACCEPTED,
            "Literal in the subject position of a triple term (expression)": ACCEPTED,
            "Nested aggregate functions": ACCEPTED,
        },
    ),
]
_TOTAL = re.compile(r"TOTAL {'pass': (\d+)")
_FAILED = re.compile(r"^FAIL \S+ (.*)", re.MULTILINE)

pytestmark = pytest.mark.skipif(
    not CONFORMANCE.exists(), reason="W3C tests not found beside the checkout"
)


def without_network() -> list[str]:
    """What starts a command in which SERVICE and LOAD reach nobody, where the machine allows it."""
    unshare = shutil.which("unshare")
    command = [unshare, "-rn"] if unshare else []
    allowed = command and subprocess.run([*command, "true"], check=False).returncode == 0
    return command if allowed else []


@pytest.mark.parametrize(("arguments", "least", "known"), SUITES, ids=lambda x: str(x)[:40])
def test_the_engine_passes_what_it_is_known_to_pass(
    arguments: list[str], least: int, known: dict[str, str]
) -> None:
    manifest, *options = arguments
    played = subprocess.run(
        [
            *without_network(),
            *(sys.executable, str(CONFORMANCE / "w3c_runner.py"), str(SPARQL / manifest)),
            *options,
        ],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    total = _TOTAL.search(played)
    assert total is not None, played
    failed = _FAILED.findall(played)
    unknown = [line for line in failed if not line.startswith(tuple(f"{name} " for name in known))]
    assert unknown == []
    assert len(failed) == len(known), "a test that failed passes now: take it from the list"
    assert int(total[1]) >= least


RUNNER = """
import http.client, runpy, sys
sent = http.client.HTTPConnection.request
token = sys.argv[1]
def with_token(self, method, url, body=None, headers={}, **others):
    sent(self, method, url, body, {**headers, "Authorization": "Bearer " + token}, **others)
http.client.HTTPConnection.request = with_token
sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
TOKEN = "covenant" * 4


@pytest.fixture
def empty_server(
    tmp_path: Path, serving: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    """The address of a server of an empty graph that may be written."""
    publish(tmp_path, lambda folder: (folder / "dataset.nq").touch())
    token = tmp_path / "token"
    token.write_text(TOKEN)
    with serving(tmp_path, "--workers", "1", "--token-file", str(token)) as address:
        yield address


def test_the_server_keeps_to_the_protocols(empty_server: str) -> None:
    played = subprocess.run(
        [
            *(sys.executable, "-c", RUNNER, TOKEN, str(CONFORMANCE / "w3c_http_runner.py")),
            *("--query", f"{empty_server}/sparql", "--update", f"{empty_server}/sparql"),
            *("--gsp", f"{empty_server}/graph-store", str(SPARQL.parent)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = played.stdout.splitlines()
    assert [line for line in lines if "FAIL" in line] == []
    told = {line.split()[0]: line for line in lines}
    assert told["protocol"].endswith("{'pass': 34} of 34"), played
    assert told["gsp"].endswith("{'pass': 13} of 13"), played
    assert "returns-rdf True" in told["sd"]
    assert "has-endpoint-triple True" in told["sd"]
    assert "sd:Service typed True" in told["sd"]
