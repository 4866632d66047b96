"""A server that is full says so before it reads a request, and of a body that is too long reads nothing."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

import pytest

from mithaq.server.direct import FULL
from mithaq.server.front import Front
from mithaq.server.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from mithaq.server.layers import Layers

SETTINGS = Settings()


def scope(path: str = "/sparql", length: int = 100_000) -> dict[str, Any]:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"content-length", str(length).encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }


class Application:
    """One that knows nothing yet, and takes queries where they are asked."""

    @property
    def caching(self) -> "Application":
        return self

    direct = caching

    def see(self, environ: "WSGIEnvironment") -> None:
        pass

    def knows(self, _environ: "WSGIEnvironment") -> bool:
        return False

    def takes(self, environ: "WSGIEnvironment") -> bool:
        return bool(environ["PATH_INFO"] == "/sparql")

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        start("503 Full" if FULL in environ else "413 Long", [("Content-Length", "0")])
        return []


def statuses(scope: Mapping[str, Any], *, full: bool) -> list[int]:
    """The statuses sent for a request whose body nobody may read."""
    sent: list[Mapping[str, Any]] = []

    async def receive() -> Mapping[str, Any]:
        pytest.fail("the body was read")

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    async def play() -> None:
        front = Front(cast("Layers", Application()), SETTINGS)
        if full:
            while not front.queries.free.locked():
                await front.queries.free.acquire()
            front.queries.waiting = SETTINGS.queries.waiting
        await front(scope, receive, send)

    asyncio.run(play())
    return [each["status"] for each in sent if each["type"] == "http.response.start"]


def test_a_full_server_says_so_before_it_reads() -> None:
    assert statuses(scope(), full=True) == [503]


def test_a_body_that_is_too_long_is_not_read() -> None:
    assert statuses(scope(length=2 * SETTINGS.body_bytes + 1), full=False) == [413]
    assert statuses(scope("/graph-store", length=10**9), full=True) == [413]


def test_the_body_is_looked_at_where_there_is_a_place() -> None:
    with pytest.raises(pytest.fail.Exception, match="was read"):
        statuses(scope(), full=False)
