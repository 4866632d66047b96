"""Short queries, answered in callbacks of the loop: no task, no thread, no message between them.

What a query meets that takes longer (an answer to compress, no worker that is free, a request that is
no query) goes on as a coroutine of `mithaq.server.querying`, whose functions decide the same here.
"""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol

from mithaq.errors import ServerError
from mithaq.server import sources, wire
from mithaq.server.caching import is_ready
from mithaq.server.calling import Reply
from mithaq.server.leaving import Leaving
from mithaq.server.protocol import body, read_request
from mithaq.server.querying import Querying
from mithaq.server.sources import Asking

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class Exchange(Protocol):
    """A request that a client waits for."""

    leaving: Leaving

    @property
    def is_lost(self) -> bool:
        """Whether the connection has ended, so that nobody can be answered."""
        ...

    def answer(self, reply: Reply) -> None:
        """Send the reply, at once where that can be."""
        ...

    def go_on(self, replying: Coroutine[Any, Any, Reply]) -> None:
        """Send what comes of `replying`, in a task."""
        ...


_P = ParamSpec("_P")


def _guarded(
    step: Callable[Concatenate["Prompt", _P], None],
) -> Callable[Concatenate["Prompt", _P], None]:
    """A step of which no error is lost: the task that it goes on in fails with it."""

    def guarded(prompt: "Prompt", /, *given: _P.args, **named: _P.kwargs) -> None:
        try:
            step(prompt, *given, **named)
        except Exception as error:  # noqa: BLE001  (nobody else would tell the client)
            prompt.exchange.go_on(_raised(error))

    return guarded


async def _raised(error: Exception) -> Reply:
    raise error


class Prompt:
    """One request, from when it was read to its answer."""

    __slots__ = ("asked", "exchange", "query", "querying", "sought")

    query: wire.Query
    asked: Asking

    def __init__(self, querying: Querying, environ: "WSGIEnvironment", exchange: Exchange) -> None:
        self.querying = querying
        self.exchange = exchange
        self.sought = querying.seek(environ)

    @_guarded
    def begin(self) -> None:
        """Answer what is known, and wait for a turn with the rest."""
        querying, sought = self.querying, self.sought
        environ, known = sought.environ, sought.looked.known
        if (refusal := querying.refusal_of_known(sought)) is not None:
            self._fail(refusal)
        elif known is None:
            self._read()
        elif is_ready(known, environ):
            self.exchange.answer(querying.known_at_once(sought, known))
        else:
            self.exchange.go_on(querying.known(sought, known))

    def _read(self) -> None:
        querying, sought = self.querying, self.sought
        try:
            query = read_request(sought.environ, querying.source.settings)
        except Exception as error:  # noqa: BLE001  (whatever it is, Flask's handlers know it)
            self._fail(error)
            return
        if query is None:
            self.exchange.go_on(querying.in_turn(sought, query, self.exchange.leaving))
            return
        self.query = query
        if refusal := querying.ahead.refusal(sought.client):
            self._fail(refusal)
        else:
            querying.admission.enter(sought.client, self._admitted)

    @_guarded
    def _admitted(self, refusal: ServerError | None) -> None:
        """Give the query to a worker, now that it is its turn."""
        if refusal is not None:
            self._fail(refusal)
            return
        querying, sought = self.querying, self.sought
        if refusal := querying.ahead.refusal(sought.client):  # while it waited
            querying.admission.end(sought.client)
            self._fail(refusal)
            return
        if self.exchange.is_lost:  # while it waited: no worker begins what nobody wants
            querying.admission.end(sought.client)
            self._fail(ConnectionAbortedError())
            return
        leaving = self.exchange.leaving
        try:
            asked = sources.ask(querying.source, self.query)
        except Exception as error:  # noqa: BLE001  (as above)
            querying.admission.end(sought.client)
            self._fail(error)
            return
        if asked is None:
            self.exchange.go_on(querying.admitted(sought, self.query, leaving))
        else:
            self.asked = asked
            querying.under_way.wait(asked, leaving, self._begun)

    @_guarded
    def _begun(self) -> None:
        """Send the answer; the worker of a whole one is free before, and at the next query."""
        querying, sought = self.querying, self.sought
        try:
            answer = self._answer()
            content = body(answer) if answer.whole else None
        except Exception as error:  # noqa: BLE001  (as above)
            querying.admission.end(sought.client)
            self._fail(error)
            return
        if content is None:
            querying.end_with(answer, sought.client)
        else:
            querying.admission.end(sought.client)
        self.exchange.answer(querying.made(sought, answer, content))

    def _answer(self) -> sources.Answer:
        if self.exchange.leaving.left:
            self.asked.close()
            raise ConnectionAbortedError
        return self.asked.answer()

    def _fail(self, error: Exception) -> None:
        self.exchange.answer(self.querying.failed(self.sought, error))
