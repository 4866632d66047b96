"""Each request is counted and noted with how it ended, also where its status was sent before."""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Self, cast

import pytest

from mithaq.errors import QueryTimeout, QueryTooLarge
from mithaq.server.protocol import Stream
from mithaq.server.watching import Watched, Watching

if TYPE_CHECKING:
    from mithaq.server.metrics import Metrics


class Failing:
    """An answer whose first piece comes."""

    def __init__(self, error: Exception) -> None:
        self.pieces = self._pieces(error)
        self.on_close: list[Callable[[], object]] = []

    @staticmethod
    def _pieces(error: Exception) -> Iterator[bytes]:
        yield b"begun"
        raise error

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        return next(self.pieces)

    def close(self) -> None: ...


class Counting:
    """Metrics that keep what they are told."""

    def __init__(self) -> None:
        self.counted: list[tuple[str, int]] = []

    def count(self, path: str, status: int, _seconds: float) -> None:
        self.counted.append((path, status))


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (QueryTimeout("the query took too long"), 504),
        (QueryTooLarge("the query needs too much memory"), 400),
        (RuntimeError("a bug"), 500),
        (ConnectionAbortedError(), 499),
    ],
    ids=["deadline", "memory", "bug", "client"],
)
def test_what_breaks_off_is_told_with_its_reason(
    error: Exception, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    metrics = Counting()
    watching = Watching(lambda *_: (), cast("Metrics", metrics))
    watch = watching.begin({"REQUEST_METHOD": "GET", "PATH_INFO": "/sparql"})
    watch.status = 200
    watched = Watched(Stream(Failing(error)), watch)
    with caplog.at_level("INFO", "mithaq.access"):
        assert next(watched) == b"begun"
        with pytest.raises((ConnectionAbortedError, RuntimeError)):
            next(watched)
        watched.close()
    (noted,) = [each for each in caplog.records if each.name == "mithaq.access"]
    line = json.loads(noted.getMessage())
    assert (line["status"], line["bytes"]) == (status, len(b"begun"))
    assert metrics.counted == [("/sparql", status)]
