"""Queries answered by an endpoint (https://www.w3.org/TR/sparql11-protocol/): asked, checked, converted.

An answer is read whole and parsed before its status is sent: what is cut short, capped or no answer at
all is told as such, and every engine's dialect of the formats comes out as ours.
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Self

from mithaq.errors import (
    BackendError,
    MithaqError,
    QueryError,
    QueryTimeout,
    QueryTooLarge,
    ServerError,
)
from mithaq.server import wire
from mithaq.server.conversion import GRAPHS, SOLUTIONS, converted, refuse_capped
from mithaq.server.endpoint import Endpoint, Pairs, Reply
from mithaq.server.negotiation import CSV
from mithaq.server.remoteguard import Form, counting, inspect
from mithaq.server.settings import Lane, Settings
from mithaq.server.sources import Answer

_LOG = logging.getLogger(__name__)
_GLANCE = 0.1  # seconds between two looks at whether the client is still there
_LONGEST_REASON = 300  # characters
_DATASET = frozenset({"default-graph-uri", "named-graph-uri"})
_CAPS_SILENTLY = "Virtuoso"
_PLAIN = frozenset({"text/plain", "application/problem+json", "application/json"})
_REFUSALS = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED}
)
_FULL = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_LATE = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.GATEWAY_TIMEOUT})


class RemoteEngine:
    """Asks `endpoint` at most `lane.workers` queries at a time; a few more may wait."""

    def __init__(self, endpoint: Endpoint, lane: Lane, settings: Settings) -> None:
        self.endpoint = endpoint
        self.lane = lane
        self.settings = settings
        self._admitted = threading.BoundedSemaphore(lane.admitted)
        self._free = threading.BoundedSemaphore(lane.workers)

    def answer(self, query: wire.Query, *, gone: Callable[[], bool] = lambda: False) -> Answer:
        """The answer to `query`, whole.

        Raises QueryRefused, QueryTimeout, QueryTooLarge, QueryError; ServerError where too many wait,
        BackendError where the endpoint does not answer as one does; ConnectionAbortedError.
        """
        form = inspect(query.text)
        media_type = query.graph if form.is_graph else query.solutions
        if media_type is None:
            return Answer(None, Whole(b""), whole=True)
        accept = GRAPHS if form.is_graph else SOLUTIONS
        with self._admission(gone):
            end = time.monotonic() + self.lane.deadline
            reply = self._post(query, form, accept, end, gone)
            if form.is_graph and reply.headers.get("server", "").startswith(_CAPS_SILENTLY):
                self._refuse_capped(query, form, end, gone)
        with _noted(reply):
            body = converted(reply, form, media_type, self.settings.answer_rows)
        if len(body) > self.settings.answer_bytes:
            raise _too_large(self.settings)
        return Answer(media_type, Whole(body), whole=True)

    def _post(
        self,
        query: wire.Query,
        form: Form,
        accept: Sequence[str],
        end: float,
        gone: Callable[[], bool],
    ) -> Reply:
        """What the endpoint sends until `end`, of a type in `accept`."""
        reply = self.endpoint.post(
            self._form(query, form),
            ", ".join(accept),
            seconds=max(0.0, end - time.monotonic()),
            most=self.settings.answer_bytes,
            gone=gone,
        )
        with _noted(reply):
            check(reply, accept, self.lane.deadline)
        return reply

    def _refuse_capped(
        self, query: wire.Query, form: Form, end: float, gone: Callable[[], bool]
    ) -> None:
        """Raise QueryTooLarge where a graph is made of fewer solutions than there are.

        Virtuoso caps them and says so of rows alone: as many are asked for as rows.
        """
        text = counting(query.text)
        if text is not None:
            refuse_capped(self._post(query._replace(text=text), form, (CSV,), end, gone))

    def _form(self, query: wire.Query, form: Form) -> Pairs:
        """What is sent: the query, its dataset, and what the address itself brings along."""
        text = query.text
        if form.has_relative_iris and query.base:
            text = f"BASE <{query.base}> {text}"
        named = (
            *(("default-graph-uri", iri) for iri in query.default_graphs),
            *(("named-graph-uri", iri) for iri in query.named_graphs),
        )
        given = self.endpoint.address.parameters
        if named:
            given = tuple(pair for pair in given if pair[0] not in _DATASET)
        return (("query", text), *given, *named)

    @contextmanager
    def _admission(self, gone: Callable[[], bool]) -> Iterator[None]:
        """One of the places at the endpoint."""
        if not self._admitted.acquire(blocking=False):
            raise _full()
        try:
            end = time.monotonic() + self.lane.patience
            while not self._free.acquire(timeout=_GLANCE):
                if gone():
                    raise ConnectionAbortedError
                if time.monotonic() >= end:
                    raise _full()
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._admitted.release()


@contextmanager
def _noted(reply: Reply) -> Iterator[None]:
    """Leave a line in the log where `reply` is no answer."""
    try:
        yield
    except BackendError as error:
        _LOG.warning("%s: it sent %d %s", error, reply.status, reply.media_type or "no type")
        raise


class Whole:
    """An answer that is there, in one piece."""

    def __init__(self, body: bytes) -> None:
        self._left = [body] if body else []
        self.on_close: list[Callable[[], object]] = []

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        if not self._left:
            raise StopIteration
        return self._left.pop()

    def close(self) -> None:
        """Tell those who wait for it that the answer is done with."""
        while self.on_close:
            self.on_close.pop()()


def check(reply: Reply, accept: Sequence[str], seconds: float) -> None:
    """Pass an answer of a type in `accept` that its engine holds for whole, or say what it is."""
    if reply.status != HTTPStatus.OK:
        raise _refusal(reply, seconds)
    if reply.headers.get("content-encoding", "identity") != "identity":
        raise BackendError("the endpoint behind this server compresses what it should not")
    # Virtuoso tells of an answer that it has not finished in a header alone.
    if "x-sql-state" in reply.headers:
        raise QueryTimeout(
            "the endpoint behind this server has not finished the query; ask for less"
        )
    if reply.media_type not in accept:
        raise BackendError(
            f"the endpoint behind this server sent {reply.media_type[:60] or 'no type'} instead of"
            f" {accept[0]}: is it an endpoint?"
        )


def _refusal(reply: Reply, seconds: float) -> MithaqError:
    """What another status than 200 means."""
    match reply.status:
        case HTTPStatus.BAD_REQUEST if said := _said(reply):
            return QueryError(f"the query cannot be answered: {said}")
        case status if 300 <= status < 400:  # noqa: PLR2004  (redirection, RFC 9110 §15.4)
            sentence = "sends elsewhere: the server is to be given the address that it names"
        case status if status in _LATE:
            return QueryTimeout(
                f"the query took too long for the endpoint behind this server, which has up to"
                f" {seconds:g} seconds; ask for less, or add a LIMIT"
            )
        case status if status in _FULL:
            return ServerError("the endpoint behind this server is full; try again in a moment")
        case status if status in _REFUSALS:
            sentence = f"does not let this server ask ({status}): its operator has to mend that"
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE | HTTPStatus.REQUEST_URI_TOO_LONG:
            return QueryTooLarge("the query is too long for the endpoint behind this server")
        case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            said = _said(reply)
            sentence = f"failed ({status}{f': {said}' if said else ''}): change the query, or wait"
        case status:
            sentence = f"answered {status}: is it an endpoint?"
    return BackendError(f"the endpoint behind this server {sentence}")


def _said(reply: Reply) -> str:
    """What the endpoint says is wrong, in one line; nothing where it speaks to browsers."""
    if reply.media_type not in _PLAIN:
        return ""
    text = reply.body.decode(errors="replace")
    if reply.media_type != "text/plain":
        try:
            told = json.loads(text)
            text = str(told["detail"])
        except (ValueError, KeyError, TypeError, RecursionError):
            return ""
    line = text.strip().partition("\n")[0].strip()
    return "".join(sign for sign in line if sign.isprintable())[:_LONGEST_REASON]


def _full() -> ServerError:
    return ServerError("the server is full; try again in a moment")


def _too_large(settings: Settings) -> QueryTooLarge:
    return QueryTooLarge(f"the answer is larger than {settings.answer_bytes} bytes; add a LIMIT")
