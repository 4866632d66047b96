"""A server that is full says so before it reads a request, and of a body that is too long reads nothing."""

import asyncio
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from email.message import Message
from http.client import HTTPConnection
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import pytest

from mithaq.errors import ServerError, TooManyRequestsError
from mithaq.server.admission import Admission, client_of
from mithaq.server.ahead import Ahead
from mithaq.server.app import create_app
from mithaq.server.front import Front
from mithaq.server.layers import layers
from mithaq.server.settings import Lane, Settings

if TYPE_CHECKING:
    from mithaq.server.sources import Source

SETTINGS = Settings()


def scope(path: str = "/sparql", length: int = 100_000) -> dict[str, Any]:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [
            (b"content-length", str(length).encode()),
            (b"content-type", b"application/x-www-form-urlencoded"),
        ],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }


class Nothing:
    """A source that nothing is asked of."""

    settings = SETTINGS
    serving = "a generation"


NOBODY: Mapping[str, int] = {}


def statuses(
    scope: Mapping[str, Any], *, others: int = 0, own: int = 0, unread: Mapping[str, int] = NOBODY
) -> list[int]:
    """The statuses sent for a request whose body nobody may read, where so many queries are under way."""
    sent: list[Mapping[str, Any]] = []

    async def receive() -> Mapping[str, Any]:
        pytest.fail("the body was read")

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    async def play() -> None:
        front = Front(layers(create_app(cast("Source", Nothing()))), SETTINGS)
        for client, size in unread.items():
            front.ahead.add(size, client, lambda: True)
        front.admission.begun.update({"192.0.2.1": others, "127.0.0.1": own})
        await front(scope, receive, send)

    asyncio.run(play())
    return [each["status"] for each in sent if each["type"] == "http.response.start"]


ASKING = {**scope(length=0), "method": "GET", "query_string": b"query=ASK{}"}
PAGE = {**scope("/static/style.css", length=0), "method": "GET"}


PLACES = SETTINGS.queries.workers + SETTINGS.queries.waiting


def test_a_full_server_says_so_before_it_reads() -> None:
    assert statuses(scope(), others=PLACES) == [503]


def test_a_server_whose_clients_do_not_take_their_answers_says_so() -> None:
    others = {"192.0.2.1": 10**9, "192.0.2.2": 10**9}
    assert statuses(scope(), unread=others) == [503]
    assert statuses(ASKING, unread=others) == [503]
    assert statuses(PAGE, unread=others) == [200]


def test_who_does_not_take_his_answers_is_told_so_and_the_others_are_served() -> None:
    own = {"127.0.0.1": 10**9}
    assert statuses(scope(), unread=own) == [429]
    assert statuses(ASKING, unread=own) == [429]
    assert statuses(PAGE, unread=own) == [429]
    assert statuses({**PAGE, "raw_path": b"/healthz"}, unread=own) != [429]
    with pytest.raises(pytest.fail.Exception, match="was read"):
        statuses(scope(), unread={"192.0.2.1": 10**9})


def test_what_a_client_takes_no_longer_counts() -> None:
    ahead = Ahead(100)
    ahead.add(80, "one", lambda: False)
    assert (ahead.unread, ahead.is_full) == (80, False)
    assert isinstance(ahead.refusal("one"), TooManyRequestsError)
    assert ahead.refusal("another") is None
    ahead.add(50, "another", lambda: False)
    assert ahead.is_full
    ahead.remove(31, "one")
    assert (ahead.refusal("one"), ahead.unread) == (None, 99)
    ahead.remove(49, "one")
    assert dict(ahead.of) == {"another": 50}


def test_a_client_with_its_share_is_told_so_before_anything_is_read() -> None:
    assert statuses(scope(), own=PLACES // 2) == [429]
    assert statuses(scope(), own=PLACES // 2, others=PLACES) == [429]


def test_a_body_that_is_too_long_is_not_read() -> None:
    assert statuses(scope(length=2 * SETTINGS.body_bytes + 1)) == [413]
    assert statuses(scope("/graph-store", length=10**9), others=PLACES) == [403]


def test_the_body_is_looked_at_where_there_is_a_place() -> None:
    with pytest.raises(pytest.fail.Exception, match="was read"):
        statuses(scope(), own=PLACES // 2 - 1, others=PLACES // 2)


LANE = Lane(workers=2, waiting=6, patience=30.0, deadline=10.0)


async def rest() -> None:
    """Let every task go as far as it can."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_who_has_the_fewest_is_next_and_each_waits_for_himself() -> None:
    async def play() -> None:
        admission, order = Admission(LANE), []

        async def ask(client: str) -> None:
            assert await admission.turn(client) is None
            order.append(client)

        asked = []
        for client in "aaaabbcd":
            asked.append(asyncio.create_task(ask(client)))
            await rest()
        assert order == ["a", "a"]
        for client in "aabcdbaa":
            admission.end(client)
            await rest()
        assert order == [*"aabacdba"]
        assert not admission.begun
        assert not admission.waiting
        await asyncio.gather(*asked)

    asyncio.run(play())


def test_no_client_has_more_than_its_share_and_all_together_no_more_than_there_is() -> None:
    async def play() -> None:
        admission = Admission(LANE, share=3)
        asked = [asyncio.create_task(admission.turn(client)) for client in "aaabbbcc"]
        await rest()
        assert isinstance(admission.refusal("a"), TooManyRequestsError)
        for client in "cd":
            assert type(await admission.turn(client)) is ServerError
        admission.end("a")
        await rest()
        assert admission.refusal("a") is None
        for task in asked:
            task.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
        assert not admission.waiting

    asyncio.run(play())


def test_who_leaves_or_waits_too_long_takes_no_turn_away() -> None:
    async def play() -> None:
        admission = Admission(replace(LANE, workers=1, patience=0.05))
        assert await admission.turn("a") is None
        assert type(await admission.turn("b")) is ServerError
        leaving, staying = (asyncio.create_task(admission.turn(client)) for client in "bc")
        await rest()
        leaving.cancel()
        admission.end("a")  # before the one that leaves has noticed
        await asyncio.gather(leaving, return_exceptions=True)
        assert await staying is None
        late = asyncio.create_task(admission.turn("d"))
        await rest()
        admission.end("c")  # and has its turn when it leaves
        late.cancel()
        await asyncio.gather(late, return_exceptions=True)
        assert not admission.begun
        assert not admission.waiting

    asyncio.run(play())


def test_a_client_is_an_address_or_a_network_of_the_newer_ones() -> None:
    assert client_of("2001:db8::1") == client_of("2001:db8::ffff:1") != client_of("2001:db8:0:1::1")
    assert client_of("") == ""


SLOW = urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"})
QUICK = urlencode({"query": "ASK {}"})


def ask(
    address: str, path: str, client: str, proxy: str = "127.0.0.1"
) -> tuple[int, Message, bytes]:
    """What a client gets through a proxy: the status, the headers, the body."""
    place = urlsplit(address).netloc
    with closing(HTTPConnection(place, timeout=60, source_address=(proxy, 0))) as connection:
        connection.request("GET", path, headers={"X-Forwarded-For": client})
        response = connection.getresponse()
        return response.status, response.headers, response.read()


def test_a_glutton_is_told_to_come_back_and_nobody_else_notices(
    graph_folder: Path, serving: Callable[..., AbstractContextManager[str]]
) -> None:
    options = ("--workers", "1", "--client-share", "1", "--waiting", "4", "--deadline", "1.5")
    with (
        serving(graph_folder, *options, "--trusted-proxy", "127.0.0.1") as address,
        ThreadPoolExecutor() as clients,
    ):
        mine = [clients.submit(ask, address, f"/sparql?{SLOW}&n={n}", "192.0.2.1") for n in "abc"]
        told = sorted((each.result() for each in mine), key=itemgetter(0))
        assert [status for status, _, _ in told] == [429, 429, 504]
        _, headers, body = told[0]
        problem = json.loads(body)
        assert headers["Content-Type"] == "application/problem+json"
        assert headers["Retry-After"]
        assert UUID(problem["instance"]).hex == headers["X-Request-Id"]
        assert problem["type"].endswith("/too-many-requests-error")
        burning = clients.submit(ask, address, f"/sparql?{SLOW}", "192.0.2.1")
        assert ask(address, "/queries/alliances.json", "192.0.2.1")[0] == 200
        assert ask(address, "/", "192.0.2.1")[0] == 200
        assert ask(address, f"/sparql?{QUICK}", "192.0.2.2")[0] == 200
        assert burning.result()[0] == 504
        # Whom nobody trusts says in vain that he is several.
        twins = [
            clients.submit(ask, address, f"/sparql?{SLOW}", f"192.0.2.{n}", "127.0.0.2")
            for n in (3, 4)
        ]
        assert sorted(each.result()[0] for each in twins) == [429, 504]
