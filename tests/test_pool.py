"""Queries run in processes that may be killed; whoever asks always gets an answer or a sentence."""

import asyncio
import errno
import gc
import json
import os
import signal
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from weakref import ReferenceType, ref

import pytest
from descent import children

from mithaq.errors import (
    QueryError,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    ServerError,
    StoreError,
)
from mithaq.server import wire
from mithaq.server.leaving import Leaving, UnderWay
from mithaq.server.negotiation import N_TRIPLES, SOLUTIONS, SPARQL_JSON, TURTLE
from mithaq.server.pool import Pieces, Pool
from mithaq.server.processes import Tally
from mithaq.server.settings import Lane, Settings
from mithaq.store import publish

pytestmark = pytest.mark.alone

LANE = Lane(workers=2, waiting=2, patience=1.0, deadline=2.0)
SETTINGS = replace(Settings(), memory=1024**3, answer_bytes=1_000_000)
THINGS = 300
CROSS_JOIN = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generation of `THINGS` quads."""

    def fill(folder: Path) -> None:
        lines = [f'<urn:thing:{n}> <urn:number> "{n}" .\n' for n in range(THINGS)]
        (folder / "dataset.nq").write_text("".join(sorted(lines)))

    return publish(tmp_path_factory.mktemp("graph"), fill).folder


@pytest.fixture
def pool(generation: Path) -> Iterator[Pool]:
    with closing(Pool(generation, LANE, SETTINGS)) as started:
        started.wait_until_ready()
        yield started


@pytest.fixture
def patient_pool(generation: Path) -> Iterator[Pool]:
    """A pool whose queries meet the limit of memory before the deadline."""
    with closing(Pool(generation, replace(LANE, deadline=30.0), SETTINGS)) as started:
        yield started


def ask(pool: Pool, sparql: str) -> bytes:
    answer = pool.answer(wire.Query(sparql, solutions=SPARQL_JSON, graph=N_TRIPLES))
    with closing(answer.pieces):
        return b"".join(answer.pieces)


def count(pool: Pool) -> int:
    solutions = json.loads(ask(pool, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    return int(solutions["results"]["bindings"][0]["n"]["value"])


def test_the_answer_comes_in_the_form_of_its_kind(pool: Pool) -> None:
    assert json.loads(ask(pool, "ASK { ?s ?p '7' }")) == {"head": {}, "boolean": True}
    assert ask(pool, "DESCRIBE <urn:thing:7>") == b'<urn:thing:7> <urn:number> "7" .\n'
    nothing = pool.answer(wire.Query("ASK {}", solutions=None, graph=TURTLE))
    nothing.pieces.close()
    assert nothing.media_type is None


def test_a_dataset_can_be_chosen(pool: Pool) -> None:
    query = wire.Query("ASK { ?s ?p ?o }", SPARQL_JSON, None, default_graphs=("urn:elsewhere",))
    with closing(pool.answer(query).pieces) as pieces:
        assert json.loads(b"".join(pieces))["boolean"] is False


def test_a_long_answer_begins_before_it_ends_and_is_whole(pool: Pool) -> None:
    sparql = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 3000"
    answer = pool.answer(wire.Query(sparql, SPARQL_JSON, None))
    assert not answer.whole
    with closing(answer.pieces):
        solutions = json.loads(b"".join(answer.pieces))
    assert len(solutions["results"]["bindings"]) == 3000


def test_a_query_past_its_deadline_is_killed_and_its_worker_replaced(pool: Pool) -> None:
    before = children()
    started = time.monotonic()
    with pytest.raises(QueryTimeout, match="longer than 2 seconds"):
        ask(pool, f"SELECT (COUNT(*) AS ?n) {CROSS_JOIN}")
    assert time.monotonic() - started < LANE.deadline + 0.5
    assert [count(pool), count(pool)] == [THINGS, THINGS]
    while not children() - before:  # another takes its place as soon as it is at an end
        assert time.monotonic() - started < LANE.deadline + 20
        time.sleep(0.05)


def test_parsing_without_end_is_killed_too(pool: Pool) -> None:
    with pytest.raises(QueryTimeout):
        ask(pool, "SELECT * { FILTER(" + "!(" * 40)
    assert count(pool) == THINGS


def test_too_much_memory_is_the_query_s_fault_and_ends_nobody_else(patient_pool: Pool) -> None:
    doubling = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(34))
    with pytest.raises(QueryTooLarge, match="more than 1024 MiB"):
        ask(
            patient_pool, f'SELECT (STRLEN(?x34) AS ?length) {{ BIND("mithaq" AS ?x0) {doubling} }}'
        )
    assert count(patient_pool) == THINGS


def test_nesting_that_would_overflow_a_stack_is_a_syntax_error(pool: Pool) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        ask(pool, "SELECT*" + "{" * 5_000)
    assert (raised.value.line, raised.value.column) == (1, 5_008)


def test_an_answer_over_the_limit_is_broken_off(pool: Pool) -> None:
    with pytest.raises(QueryTooLarge, match="1000000 bytes"):
        ask(pool, f"SELECT * {CROSS_JOIN}")
    assert count(pool) == THINGS


@pytest.mark.parametrize("media_type", sorted(set(SOLUTIONS.values())))
def test_a_row_too_many_is_said_and_none_is_left_out(pool: Pool, media_type: str) -> None:
    most = 2_000
    limited = replace(SETTINGS, answer_rows=most)
    pool.settings = limited

    def answer(rows: int) -> bytes:
        text = f"SELECT ?a ?d {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {rows}"
        begun = pool.answer(wire.Query(text, media_type, None))
        with closing(begun.pieces):
            return b"".join(begun.pieces)

    assert answer(most).count(b"urn:thing:") == 2 * most
    with pytest.raises(QueryTooLarge, match="more than 2000 rows; add a LIMIT"):
        answer(most + 1)


def test_what_only_fails_when_evaluated_is_said_without_the_inside(pool: Pool) -> None:
    with pytest.raises(QueryError, match="cannot be answered") as raised:
        ask(pool, "SELECT * { SERVICE ?nowhere { ?s ?p ?o } }")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost"])
def test_a_worker_cannot_reach_the_network(pool: Pool, address: str) -> None:
    called = threading.Event()

    class Canary(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            called.set()

    with socketserver.TCPServer(("127.0.0.1", 0), Canary) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://{address}:{server.server_address[1]}/"
        with pytest.raises(QueryError):
            ask(pool, f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}")
        server.shutdown()
    assert not called.is_set()


def test_the_work_ends_when_the_client_leaves(pool: Pool) -> None:
    left = time.monotonic() + 0.3
    started = time.monotonic()
    query = wire.Query(f"SELECT (COUNT(*) AS ?n) {CROSS_JOIN}", SPARQL_JSON, None)
    with pytest.raises(ConnectionAbortedError):
        pool.answer(query, gone=lambda: time.monotonic() > left)
    assert time.monotonic() - started < 1
    assert count(pool) == THINGS


def test_who_kills_a_worker_is_not_taken_for_a_query(generation: Path) -> None:
    def kill() -> None:
        time.sleep(0.5)
        for child in children():
            os.kill(child, signal.SIGKILL)

    patient = replace(LANE, patience=20.0, deadline=10.0)
    with closing(Pool(generation, patient, SETTINGS)) as pool:
        assert count(pool) == THINGS
        killing = threading.Thread(target=kill)
        killing.start()
        with pytest.raises(ServerError, match="was killed; ask again"):
            ask(pool, f"SELECT (COUNT(*) AS ?n) {CROSS_JOIN}")
        killing.join()
        for _ in range(patient.workers):  # each of the others may be found dead by one more query
            with suppress(ServerError):
                count(pool)
        assert count(pool) == THINGS


def test_an_answer_given_up_midway_frees_its_place(pool: Pool) -> None:
    for _ in range(LANE.workers + LANE.waiting + 1):
        query = wire.Query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 3000", SPARQL_JSON, None)
        pool.answer(query).pieces.close()
    assert count(pool) == THINGS


def test_a_full_pool_says_so_at_once_to_those_it_cannot_admit(pool: Pool) -> None:
    outcomes: list[str] = []

    def burn() -> None:
        try:
            ask(pool, f"SELECT (COUNT(*) AS ?n) {CROSS_JOIN}")
        except (QueryTimeout, ServerError) as error:
            outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=burn) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("QueryTimeout") == LANE.workers
    assert outcomes.count("ServerError") == 6 - LANE.workers
    assert count(pool) == THINGS


def test_a_worker_is_not_told_by_the_memory_of_who_started_it(generation: Path) -> None:
    held = bytearray(SETTINGS.memory // 3)
    held[::4096] = b"x" * len(held[::4096])
    tally = Tally()
    with closing(Pool(generation, LANE, SETTINGS, tally)) as pool:
        assert [count(pool) for _ in range(3)] == [THINGS] * 3
    assert len(held) > 0
    assert tally.replaced == 0


def test_closing_leaves_no_process(generation: Path) -> None:
    before = children()
    pool = Pool(generation, LANE, SETTINGS)
    pool.wait_until_ready()
    assert len(children() - before) >= 1
    pool.close()
    assert children() == before


def test_a_generation_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run `mithaq build`"):
        Pool(tmp_path, LANE, SETTINGS).wait_until_ready()


def test_who_has_just_answered_answers_next(pool: Pool) -> None:
    """The other workers have forgotten more: what is in a processor's caches is theirs no more."""
    while pool.tally.ready < LANE.workers:
        time.sleep(0.01)
    order = wire.order_frame(wire.Order(wire.Query("ASK {}", SPARQL_JSON, None), 1.0, 1000, 10))
    chosen = set()
    for _ in range(5):
        worker = pool.start_idle(order)
        assert worker is not None
        assert worker.frames.receive()[0] == wire.WHOLE
        pool.rest(worker)
        chosen.add(worker)
    assert len(chosen) == 1


def test_what_is_answered_is_kept_by_nobody(pool: Pool) -> None:
    """The collector of garbage need not look for it."""

    async def play() -> "ReferenceType[Pieces]":
        begun = asyncio.Event()
        asked = pool.ask(wire.Query("ASK {}", SPARQL_JSON, None))
        assert asked is not None
        loop = asyncio.get_running_loop()
        UnderWay().wait(asked, Leaving(asyncio.Future, loop), begun.set)
        await begun.wait()
        assert b"".join(asked.answer().pieces)
        return ref(asked)

    gc.disable()
    try:
        assert asyncio.run(play())() is None
    finally:
        gc.enable()


def test_why_a_store_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    with pytest.raises(StoreError, match=r"store cannot be opened \(.*CURRENT"):
        Pool(tmp_path, LANE, SETTINGS).wait_until_ready()


def test_where_no_process_can_be_had_nobody_is_told_to_build(
    generation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lack(*_: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr("mithaq.server.pool.Worker", lack)
    pool = Pool(generation, replace(LANE, workers=1), SETTINGS)
    with pytest.raises(StoreError, match="can be started: Too many open files"):
        pool.wait_until_ready()
