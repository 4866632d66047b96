"""Answers are kept for as long as their generation is served, and sent again as the client has asked."""

import gzip
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import brotli
import pytest
from werkzeug.test import Client, create_environ
from werkzeug.wrappers import Request, Response

from mithaq.server import names
from mithaq.server.cache import Cache, Stored
from mithaq.server.caching import Caching, sent
from mithaq.server.pictures import events, svg

TEXT = "ميثاق " * 1000  # covenant


class Counting:
    """An application that counts what it is asked; `answer` makes its response."""

    def __init__(self, answer: Callable[[Request], Response]) -> None:
        self.answer = answer
        self.asked = 0
        self.generation = "one"
        self.cache = Cache(1_000_000)
        self.client = Client(Caching(self, self.cache, lambda: self.generation, largest=100_000))

    def __call__(self, environ: dict[str, object], start_response: object) -> Iterable[bytes]:
        self.asked += 1
        return self.answer(Request(environ))(environ, start_response)  # type: ignore[arg-type]


@pytest.fixture
def counting() -> Counting:
    return Counting(lambda request: Response(f"{request.full_path} {TEXT}"))


def test_what_was_asked_before_is_not_asked_again(counting: Counting) -> None:
    first, second = (counting.client.get("/a?b=c") for _ in range(2))
    assert counting.asked == 1
    assert first.text == second.text
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"


def test_another_generation_is_asked_anew(counting: Counting) -> None:
    counting.client.get("/a")
    counting.generation = "two"
    counting.client.get("/a")
    assert counting.asked == 2


def test_what_a_new_generation_has_answered_is_not_kept_for_the_former() -> None:
    def answer(_: Request) -> Response:
        counting.generation = "two"  # takes over when the request has been looked at
        return Response("of two")

    counting = Counting(answer)
    counting.client.get("/a")
    counting.generation = "one"  # is served again
    counting.client.get("/a")
    assert counting.asked == 2


@pytest.mark.parametrize(
    "different",
    [
        {"path": "/b"},
        {"query_string": {"b": "c"}},
        {"headers": {"Accept": "text/csv"}},
        {"headers": {"Accept-Language": "ar"}},
        {"base_url": "http://other.example/"},
        {"method": "POST", "data": "x"},
    ],
)
def test_what_an_answer_depends_on_is_part_of_the_key(
    counting: Counting, different: dict[str, object]
) -> None:
    counting.client.open(path="/a")
    counting.client.open(**{"path": "/a", **different})  # type: ignore[arg-type]
    assert counting.asked == 2


def test_the_body_of_a_post_is_part_of_the_key() -> None:
    counting = Counting(lambda request: Response(request.get_data()))
    said = [counting.client.post("/a", data=data).text for data in ("x", "y", "x")]
    assert said == ["x", "y", "x"]
    assert counting.asked == 2


def test_a_long_body_is_passed_on_unread() -> None:
    counting = Counting(lambda request: Response(str(len(request.get_data()))))
    for _ in range(2):
        assert counting.client.post("/a", data=b"x" * 70_000).text == "70000"
    assert counting.asked == 2


@pytest.mark.parametrize(
    ("accepted", "coding", "opened"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("gzip, br", "br", brotli.decompress),
        ("br;q=0, gzip;q=0", None, bytes),
        (None, None, bytes),
    ],
)
def test_an_answer_comes_in_the_coding_that_the_client_takes(
    counting: Counting, accepted: str | None, coding: str | None, opened: Callable[[bytes], bytes]
) -> None:
    headers = {} if accepted is None else {"Accept-Encoding": accepted}
    for _ in range(2):
        response = counting.client.get("/a", headers=headers)
        assert response.headers.get("Content-Encoding") == coding
        assert opened(response.data).decode().endswith(TEXT)
        assert int(response.headers["Content-Length"]) == len(response.data)
        assert "Accept-Encoding" in response.headers["Vary"]
    assert counting.asked == 1


def test_a_short_answer_is_not_compressed() -> None:
    counting = Counting(lambda _: Response("short"))
    response = counting.client.get("/a", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response.headers


def test_who_has_the_answer_is_told_so(counting: Counting) -> None:
    for coding in ("identity", "gzip", "br"):
        first = counting.client.get("/a", headers={"Accept-Encoding": coding})
        again = counting.client.get(
            "/a", headers={"Accept-Encoding": coding, "If-None-Match": first.headers["ETag"]}
        )
        assert again.status_code == 304
        assert again.data == b""
        assert again.headers["ETag"] == first.headers["ETag"]
    stale = counting.client.get("/a", headers={"If-None-Match": '"old"'})
    assert stale.status_code == 200


def test_a_head_has_the_headers_and_no_body(counting: Counting) -> None:
    head = counting.client.head("/a")
    got = counting.client.get("/a")
    assert head.headers == got.headers
    assert head.data == b""
    assert counting.asked == 1


@pytest.mark.parametrize(
    "response",
    [
        lambda _: Response("no", 404),
        lambda _: Response("now", headers={"Cache-Control": "no-store"}),
        lambda _: Response("own", headers={"ETag": '"own"'}),
    ],
    ids=["an error", "not to be stored", "with a tag of its own"],
)
def test_some_answers_are_not_kept(response: Callable[[Request], Response]) -> None:
    counting = Counting(response)
    for _ in range(2):
        assert counting.client.get("/a").headers == response(None).headers  # type: ignore[arg-type]
    assert counting.asked == 2


def pieces(count: int, *, fails: bool = False) -> Iterator[bytes]:
    for _ in range(count):
        yield b"x" * 10_000
    if fails:
        raise ConnectionAbortedError


def test_a_head_of_what_is_not_kept_has_no_body() -> None:
    counting = Counting(lambda _: Response("no", 404))
    head = counting.client.head("/a")
    assert (head.status_code, head.headers["Content-Length"], head.data) == (404, "2", b"")


def test_an_answer_sent_as_it_is_tells_what_it_tells_when_it_is_asked_for_again(
    counting: Counting,
) -> None:
    caching = Caching(counting, counting.cache, lambda: "one")
    environ = create_environ("/a", headers={"Accept-Encoding": "br"})
    headers = (("Content-Type", "text/plain"), ("Vary", "Accept"))
    first = caching.whole(caching.look(environ), headers, TEXT.encode(), environ, plain=True)
    known = caching.look(environ).known
    assert known is not None
    told, again = dict(first.headers), dict(sent(known, environ).headers)
    assert "Content-Encoding" in again
    assert told["Content-Length"] == str(len(first.body)) == str(len(TEXT.encode()))
    for name in ("Content-Type", "Vary", "Cache-Control"):
        assert told[name] == again[name]


def test_a_stream_is_kept_when_it_was_sent_whole() -> None:
    counting = Counting(lambda _: Response(pieces(3)))
    first, second = (counting.client.get("/a", buffered=True) for _ in range(2))
    assert first.data == second.data == b"x" * 30_000
    assert counting.asked == 1
    assert "ETag" in second.headers
    for name in ("Content-Type", "Vary", "Cache-Control"):
        assert first.headers[name] == second.headers[name]


def test_a_stream_that_breaks_off_is_not_kept() -> None:
    counting = Counting(lambda _: Response(pieces(3, fails=True)))
    for _ in range(2):
        with pytest.raises(ConnectionAbortedError):
            counting.client.get("/a", buffered=True)
    assert counting.asked == 2


def test_a_stream_that_is_too_long_is_not_kept() -> None:
    counting = Counting(lambda _: Response(pieces(11)))
    for _ in range(2):
        assert len(counting.client.get("/a").data) == 110_000
    assert counting.asked == 2


def test_the_oldest_answers_go_where_there_is_no_room() -> None:
    cache = Cache(25)
    for key in "abc":
        cache.put(key, Stored((), b"0123456789"))
        cache.get("a")  # asked for again and again
    assert cache.get("a") is not None
    assert cache.get("b") is None
    assert cache.get("c") is not None
    cache.put("d", Stored((), b"x" * 26))
    assert cache.get("d") is None
    assert (cache.hits, cache.misses) == (5, 2)


@pytest.mark.parametrize(
    ("ask", "kept"),
    [
        (names.page, names._page),  # noqa: SLF001
        (events.order, events._read),  # noqa: SLF001
        (lambda text: svg.element("a", href=text), svg._attribute),  # noqa: SLF001
    ],
    ids=["an IRI", "a time", "an attribute"],
)
def test_what_a_stranger_may_make_as_long_as_an_answer_is_not_kept(
    ask: Callable[[str], object], kept: Any
) -> None:
    before = kept.cache_info()
    ask("https://example.org/" + 1000 * "x")
    assert kept.cache_info() == before
    ask("https://example.org/x")
    assert kept.cache_info() != before
