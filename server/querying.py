"""Free queries at `/sparql`, answered in the front server's loop: no thread waits for a worker.

They are most of what a public endpoint is asked, and many take the engine less time than a thread or
Flask takes for a request. Nothing is decided here: who is admitted is `mithaq.server.admission`'s, the
protocol is `mithaq.server.protocol`'s, and an error is explained by the handlers that Flask has for it.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from mithaq.errors import ServerError
from mithaq.server import sources, wire
from mithaq.server.admission import Admission, client_of
from mithaq.server.ahead import Ahead
from mithaq.server.cache import Headers, Stored
from mithaq.server.caching import Looked, is_ready, sent
from mithaq.server.calling import Reply, replied
from mithaq.server.environ import body_length
from mithaq.server.layers import Layers
from mithaq.server.leaving import Leaving, UnderWay
from mithaq.server.protocol import (
    PATH,
    VARY,
    Stream,
    body,
    content_type,
    may_stream,
    read_request,
)
from mithaq.server.sources import Answer
from mithaq.server.watching import REQUEST_ID, Watch, Watched

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

SHORT = 8_192
"""Bytes of a request that may be read and guarded while others wait."""
_PLAIN = 64 * 1024
"""Bytes of an answer that is sent as it is, without a hash, until it is asked for again."""
_METHODS = ("GET", "HEAD", "POST")

Made = TypeVar("Made")


class Sought(NamedTuple):
    """A request that may be a query, what is known of its answer, and who asks."""

    environ: "WSGIEnvironment"
    watch: Watch
    looked: Looked
    client: str


class Querying:
    """Answers the queries that `layers` is asked; what is long is done in `threads`.

    No worker is asked while too much is `ahead` of clients that do not take it.
    """

    def __init__(
        self, layers: Layers, admission: Admission, ahead: Ahead, threads: Executor
    ) -> None:
        self.layers = layers
        self.source = layers.source
        self.admission = admission
        self.ahead = ahead
        self.threads = threads
        self.under_way = UnderWay()
        self.headers = (("Vary", VARY), *layers.headers)

    def takes(self, environ: "WSGIEnvironment") -> bool:
        """Whether a request may be a query."""
        return (
            environ["PATH_INFO"] == PATH
            and (environ["REQUEST_METHOD"] == "POST" or bool(environ["QUERY_STRING"]))
            and environ["REQUEST_METHOD"] in _METHODS
        )

    def seek(self, environ: "WSGIEnvironment") -> "Sought":
        """A request that may be a query, from its begin."""
        watch = self.layers.watching.begin(environ)
        looked = self.layers.caching.look(environ)
        return Sought(environ, watch, looked, client_of(environ["REMOTE_ADDR"]))

    async def reply(self, environ: "WSGIEnvironment", leaving: Leaving) -> Reply:
        """The reply to a request that may be a query."""
        sought = self.seek(environ)
        if (refusal := self.refusal_of_known(sought)) is not None:
            return self.failed(sought, refusal)
        if sought.looked.known is not None:
            return await self.known(sought, sought.looked.known)
        query = None
        is_short = len(environ["QUERY_STRING"]) + body_length(environ) <= SHORT
        try:
            if is_short:
                query = read_request(environ, self.source.settings)
        except Exception as error:  # noqa: BLE001  (whatever it is, Flask's handlers know it)
            return self.failed(sought, error)
        return await self.in_turn(sought, query, leaving, is_read=is_short)

    async def in_turn(
        self, sought: "Sought", query: wire.Query | None, leaving: Leaving, *, is_read: bool = True
    ) -> Reply:
        """The reply to a request that waits for its turn first."""
        refusal = await self._turn(sought.client)
        if refusal is not None:
            return self.failed(sought, refusal)
        return await self.admitted(sought, query, leaving, is_read=is_read)

    async def admitted(
        self, sought: "Sought", query: wire.Query | None, leaving: Leaving, *, is_read: bool = True
    ) -> Reply:
        """The reply to a request whose turn it is, until it has begun to be answered."""
        environ, comes = sought.environ, False
        try:
            if not is_read:
                read = partial(read_request, environ, self.source.settings)
                query = await self._in_thread(read)
            if query is None:
                environ["wsgi.input"].seek(0)
                return await self._in_thread(partial(replied, self.layers, environ))
            answer = await self._answer(query, leaving)
            content = await self._content(answer, environ)
            comes = content is None
        except Exception as error:  # noqa: BLE001  (as above)
            return self.failed(sought, error)
        finally:
            if not comes:
                self.admission.end(sought.client)
        if comes:
            self.end_with(answer, sought.client)
        return self.made(sought, answer, content)

    def end_with(self, answer: Answer, client: str) -> None:
        """End the client's turn when all of `answer` was read, in whatever thread: its worker is free then."""
        loop = asyncio.get_running_loop()

        def end() -> None:
            with suppress(RuntimeError):  # the loop has ended before
                loop.call_soon_threadsafe(self.admission.end, client)

        answer.pieces.on_close.append(end)

    def made(self, sought: "Sought", answer: Answer, content: bytes | None) -> Reply:
        """The reply that sends an answer: its `content`, or as it comes."""
        try:
            reply = self._made(answer, content, sought.looked, sought.environ)
        except Exception as error:  # noqa: BLE001  (as above)
            return self.failed(sought, error)
        return _watched(reply, sought.watch)

    def failed(self, sought: "Sought", error: Exception) -> Reply:
        """The reply that says what is wrong."""
        return _watched(self._explained(error, sought.environ), sought.watch)

    def refusal_of_known(self, sought: "Sought") -> ServerError | None:
        """Why an answer that is kept is not sent to this client, who does not take others."""
        known = sought.looked.known
        return None if known is None or known.is_short else self.ahead.refusal_of(sought.client)

    def refused(self, environ: "WSGIEnvironment") -> Reply | None:
        """The reply to a request that is not admitted, so that its body need not be read."""
        error = self.refusal(environ)
        return None if error is None else self.explained(error, environ)

    def refusal(self, environ: "WSGIEnvironment") -> ServerError | None:
        """Why a request is not admitted; None where it is."""
        client = client_of(environ["REMOTE_ADDR"])
        return self.ahead.refusal(client) or self.admission.refusal(client)

    def explained(self, error: Exception, environ: "WSGIEnvironment") -> Reply:
        """The reply to a request that nobody works on, because of `error`."""
        watch = self.layers.watching.begin(environ)
        return _watched(self._explained(error, environ), watch)

    async def _turn(self, client: str) -> ServerError | None:
        """Wait for a turn; or why there is none."""
        refusal = self.ahead.refusal(client) or await self.admission.turn(client)
        if refusal is None and (refusal := self.ahead.refusal(client)):  # while it waited
            self.admission.end(client)
        return refusal

    async def known(self, sought: "Sought", answer: Stored) -> Reply:
        """The reply to a request whose answer is kept."""
        environ = sought.environ
        if is_ready(answer, environ):
            return self.known_at_once(sought, answer)
        reply = await self._in_thread(partial(sent, answer, environ))
        return _watched(reply, sought.watch)

    def known_at_once(self, sought: "Sought", answer: Stored) -> Reply:
        """The same where the answer is at hand as it is to be sent."""
        return _watched(sent(answer, sought.environ), sought.watch)

    async def _answer(self, query: wire.Query, leaving: Leaving) -> Answer:
        """The answer to `query`, when it is whole or has begun."""
        asked = sources.ask(self.source, query)
        if asked is None:  # there are no workers, or none is free yet
            answer = partial(sources.answer, self.source, query, gone=leaving)
            return await self._in_thread(answer)
        try:
            await self.under_way.begins(asked, leaving)
        except BaseException:
            asked.close()
            raise
        return asked.answer()

    async def _content(self, answer: Answer, environ: "WSGIEnvironment") -> bytes | None:
        """All of an answer; None where it is sent as it comes."""
        if answer.whole:
            return body(answer)
        return None if may_stream(environ) else await self._in_thread(partial(body, answer))

    def _made(
        self,
        answer: Answer,
        content: bytes | None,
        looked: Looked,
        environ: "WSGIEnvironment",
    ) -> Reply:
        headers: Headers = (("Content-Type", content_type(answer)), *self.headers)
        caching = self.layers.caching
        if content is None:
            return caching.streamed(looked, headers, Stream(answer.pieces))
        is_plain = len(content) > _PLAIN and may_stream(environ)
        return caching.whole(looked, headers, content, environ, plain=is_plain)

    def _explained(self, error: Exception, environ: "WSGIEnvironment") -> Reply:
        app = self.layers.app
        with app.request_context(environ):
            response = app.make_response(app.handle_user_exception(error))
            return replied(app.process_response(response), environ)

    async def _in_thread(self, work: Callable[[], Made]) -> Made:
        return await asyncio.get_running_loop().run_in_executor(self.threads, work)


def _watched(reply: Reply, watch: Watch) -> Reply:
    """`reply` with the request's id; the request ends where all of it is there, else with the rest."""
    watch.status = reply.status
    headers = [*reply.headers, ("X-Request-Id", watch.environ[REQUEST_ID])]
    if reply.rest is not None:
        return Reply(reply.status, headers, rest=Watched(reply.rest, watch))
    watch.bytes = len(reply.body)
    watch.end(whole=True)
    return Reply(reply.status, headers, reply.body)
