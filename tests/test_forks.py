"""A generation held in memory: its workers answer as those of the disk do, and fail as they do."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from descent import children, read_of
from pyoxigraph import NamedNode, Store

from mithaq.errors import QueryTimeout, QueryTooLarge
from mithaq.server import wire
from mithaq.server.backend import Backend
from mithaq.server.forkserver import held
from mithaq.server.negotiation import N_TRIPLES, SPARQL_JSON
from mithaq.server.pool import Pool
from mithaq.server.processes import Process
from mithaq.server.settings import Lane, Settings
from mithaq.server.sources import Engine, lease
from mithaq.store import STORE, current, publish

pytestmark = pytest.mark.alone

LANE = Lane(workers=2, waiting=2, patience=20.0, deadline=1.0)
SETTINGS = replace(Settings(), queries=LANE, pages=LANE, memory=1024**3, watch=0.05, calm=1.0)
THINGS = 300
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CROSS_JOIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def publish_numbers(out: Path, number: int) -> str:
    """A generation of `THINGS` quads with `number`, and its name."""

    def fill(folder: Path) -> None:
        lines = (f'<urn:thing:{n:03}> <urn:number> "{number}" .\n' for n in range(THINGS))
        (folder / "dataset.nq").write_text("".join(lines))

    return publish(out, fill).name


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish_numbers(tmp_path, 0)
    return tmp_path


@contextmanager
def opened(out: Path, settings: Settings = SETTINGS) -> Iterator[Backend]:
    with closing(Backend(out, settings)) as backend:
        yield backend


@pytest.fixture
def backend(out: Path) -> Iterator[Backend]:
    """One whose workers were forked."""
    with opened(out) as started:
        wait_until(lambda: is_in_memory(started))
        yield started


def is_in_memory(backend: Backend) -> bool:
    with lease(backend) as snapshot:
        return snapshot.in_memory


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def ask(backend: Backend, sparql: str, lane: str = "queries") -> bytes:
    with lease(backend) as snapshot:
        engine: Engine = getattr(snapshot, lane)
        answer = engine.answer(wire.Query(sparql, solutions=SPARQL_JSON, graph=N_TRIPLES))
        with closing(answer.pieces):
            return b"".join(answer.pieces)


def count(backend: Backend) -> int:
    return int(json.loads(ask(backend, COUNT))["results"]["bindings"][0]["n"]["value"])


def parents() -> list[int]:
    """The processes from which workers are forked."""
    return [each for each in children() if "mithaq.server.forkserver" in read_of(each, "cmdline")]


def test_what_is_held_is_what_the_store_holds(tmp_path: Path) -> None:
    kept = Store(str(tmp_path / STORE))
    kept.update(
        "INSERT DATA { <urn:a> <urn:b> 'c'@ar--rtl, <<( <urn:x> <urn:y> _:z )>>, 1.50 ."
        " GRAPH <urn:g> { _:z <urn:b> 'c' } } ; CREATE GRAPH <urn:empty>"
    )
    kept.optimize()
    expected = set(kept)
    del kept  # else it goes on to tidy its files
    store = held(tmp_path)
    assert set(store) == expected
    assert len(store) == 4
    assert set(store.named_graphs()) == {NamedNode("urn:g"), NamedNode("urn:empty")}


def test_forked_workers_answer_in_both_lanes(backend: Backend) -> None:
    [parent] = parents()
    wait_until(lambda: len(children(parent)) == 2 * LANE.workers)
    wait_until(lambda: children() == {parent})  # those of the disk have gone
    for lane in ("queries", "pages"):
        assert json.loads(ask(backend, "ASK { ?s ?p '0' }", lane))["boolean"]
    assert ask(backend, "DESCRIBE <urn:thing:007>") == b'<urn:thing:007> <urn:number> "0" .\n'
    wait_until(lambda: {tally.ready for tally in backend.tallies.values()} == {LANE.workers})
    assert {tally.replaced for tally in backend.tallies.values()} == {0}


def test_what_is_random_differs_from_fork_to_fork(backend: Backend) -> None:
    [parent] = parents()
    seen = set()
    for _ in range(3):
        wait_until(lambda: len(children(parent)) == 2 * LANE.workers)
        for lane in ("queries", "pages"):
            seen.add(ask(backend, "SELECT (STRUUID() AS ?x) (RAND() AS ?y) {}", lane))
        with pytest.raises(QueryTimeout):
            ask(backend, CROSS_JOIN)  # the next is asked of a worker that has answered nothing
    assert len(seen) == 6


def test_a_forked_worker_past_its_deadline_is_killed_and_another_forked(backend: Backend) -> None:
    [parent] = parents()
    wait_until(lambda: len(children(parent)) == 2 * LANE.workers)
    before = children(parent)
    with pytest.raises(QueryTimeout):
        ask(backend, CROSS_JOIN)
    wait_until(lambda: len(children(parent)) == 2 * LANE.workers and children(parent) != before)
    assert count(backend) == THINGS
    assert backend.tallies["queries"].replaced == 1


def test_a_forked_worker_has_the_memory_it_may_have(out: Path) -> None:
    patient = replace(LANE, deadline=30.0)
    doubling = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(34))
    with opened(out, replace(SETTINGS, queries=patient)) as backend:
        wait_until(lambda: is_in_memory(backend))
        with pytest.raises(QueryTooLarge, match="more than 1024 MiB"):
            ask(backend, f'SELECT (STRLEN(?x34) AS ?n) {{ BIND("mithaq" AS ?x0) {doubling} }}')
        assert count(backend) == THINGS


def test_where_the_forking_process_is_killed_the_disk_answers(
    backend: Backend, caplog: pytest.LogCaptureFixture
) -> None:
    [parent] = parents()
    os.kill(parent, signal.SIGKILL)
    wait_until(lambda: not is_in_memory(backend))
    assert [count(backend) for _ in range(5)] == 5 * [THINGS]
    assert "served from the disk" in caplog.text
    assert parents() == []


def test_where_the_forking_process_does_not_answer_the_disk_does(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mithaq.server.forks._PATIENCE", 0.5)
    with opened(out) as backend:
        wait_until(lambda: is_in_memory(backend))
        [parent] = parents()
        os.kill(parent, signal.SIGSTOP)
        with pytest.raises(QueryTimeout):
            ask(backend, CROSS_JOIN)  # its worker has to be replaced
        wait_until(lambda: parents() == [] and not is_in_memory(backend))
        assert [count(backend) for _ in range(5)] == 5 * [THINGS]
        wait_until(lambda: len(children()) == 2 * LANE.workers)


@pytest.fixture
def pool(out: Path) -> Iterator[Pool]:
    """One on the disk."""
    with closing(Pool(current(out).folder, LANE, SETTINGS)) as started:
        wait_until(lambda: started.tally.ready == LANE.workers)
        yield started


def test_a_worker_that_is_forked_in_vain_is_told_and_the_others_stay(pool: Pool) -> None:
    failed = threading.Event()

    def stillborn(channel: socket.socket) -> Process:
        del channel
        return subprocess.Popen([sys.executable, "-c", ""])

    before = children()
    pool.fork_by(lambda _memory, _nice: stillborn, failed.set).result(20)
    assert failed.is_set()
    assert children() == before
    pool.spawn_again()
    query = wire.Query("ASK { ?s ?p '0' }", SPARQL_JSON, None)
    with closing(pool.answer(query).pieces) as pieces:
        assert json.loads(b"".join(pieces))["boolean"]


def test_what_cannot_be_started_now_is_started_later(pool: Pool) -> None:
    tries: list[int] = []

    def late(channel: socket.socket) -> Process:
        tries.append(1)
        if len(tries) < 3:
            raise OSError("no descriptor left")
        return pool._spawn(channel)  # noqa: SLF001

    before = children()
    pool.fork_by(lambda _memory, _nice: late, lambda: None).result(20)
    query = wire.Query("ASK { ?s ?p '0' }", SPARQL_JSON, None)
    for _ in range(LANE.workers):  # who comes free makes room for one of the other kind
        with closing(pool.answer(query).pieces) as pieces:
            assert json.loads(b"".join(pieces))["boolean"]
    wait_until(lambda: len(children()) == LANE.workers and not children() & before)


@pytest.mark.parametrize("most", [0, THINGS - 1])
def test_a_graph_larger_than_may_be_held_stays_on_the_disk(out: Path, most: int) -> None:
    with opened(out, replace(SETTINGS, in_memory=most)) as backend:
        time.sleep(1.0)
        assert parents() == []
        assert not is_in_memory(backend)
        assert count(backend) == THINGS


def test_where_memory_is_short_the_graph_stays_on_the_disk(
    out: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("mithaq.server.forks.available", lambda: THINGS)
    with opened(out) as backend:
        wait_until(lambda: "too little memory" in caplog.text)
        assert count(backend) == THINGS
        assert not is_in_memory(backend)


def test_a_new_generation_is_held_when_it_is_calm(backend: Backend) -> None:
    [former] = parents()
    for number in range(1, 4):
        name = publish_numbers(backend.out, number)
        wait_until(lambda name=name: backend.serving == name)  # type: ignore[misc]
    assert not is_in_memory(backend)
    assert json.loads(ask(backend, "ASK { ?s ?p '3' }"))["boolean"]
    wait_until(lambda: is_in_memory(backend))
    assert json.loads(ask(backend, "ASK { ?s ?p '3' }"))["boolean"]
    wait_until(lambda: len(parents()) == 1)  # the others have gone with their generations
    assert parents() != [former]
    assert current(backend.out).name == backend.serving


def test_nothing_is_left_when_the_backend_is_closed(out: Path) -> None:
    for seconds in (0.0, 0.1, 0.3, 1.0):  # while it starts, loads, forks, serves
        before = children()
        with opened(out):
            time.sleep(seconds)
        wait_until(lambda before=before: children() <= before)  # type: ignore[misc]
