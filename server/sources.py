"""Where answers come from: what the server asks of an engine, of a dataset, and of who keeps both.

Two drivers give it: `mithaq.server.backend`, the generations of a folder behind pools of workers, and
`mithaq.server.remote`, any SPARQL endpoint that holds the same dataset. Guard, cache, questions and
pages stand above and know neither.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self, runtime_checkable

from pyoxigraph import QueryResultsFormat

from mithaq.errors import NotFoundError
from mithaq.fulltext import Hit
from mithaq.queries.questions import Parameter
from mithaq.queries.resolve import Choice, choices, count, lookup_in
from mithaq.queries.solutions import Solutions, read_solutions
from mithaq.server import wire
from mithaq.server.negotiation import N_TRIPLES
from mithaq.server.termqueries import individuals

if TYPE_CHECKING:
    from mithaq.server.changes import Change, Written
    from mithaq.server.processes import Tally
    from mithaq.server.settings import Settings


class Pieces(Protocol):
    """The bytes of an answer as they come; to be closed where they are not all read."""

    on_close: list[Callable[[], object]]
    """What is done once when the answer is closed."""

    def __iter__(self) -> Self: ...
    def __next__(self) -> bytes: ...
    def close(self) -> None: ...


class Answer(NamedTuple):
    """An answer begun: `pieces` gives its bytes; close it where they are not all read.

    `media_type` is None where the answer has no form that the client accepts. `whole` says that
    nothing can go wrong any more; else reading may raise QueryError or QueryTimeout.
    """

    media_type: str | None
    pieces: Pieces
    whole: bool


class Asked(Protocol):
    """A query that a worker is at."""

    @property
    def since(self) -> float:
        """When a worker began, by the monotonic clock; infinity where none has."""
        ...

    @property
    def end(self) -> float:
        """When the worker's time is over; infinity where it has not begun."""
        ...

    def attend(self, loop: asyncio.AbstractEventLoop, then: Callable[[], None]) -> None:
        """Call `then` in `loop`, where this is called, when `answer` need not wait for more."""
        ...

    def answer(self) -> Answer:
        """The answer, when it is whole or has begun; raises as `Engine.answer`."""
        ...

    def close(self) -> None:
        """Want no answer; the work ends."""
        ...


class Engine(Protocol):
    """Whatever answers queries, each within a time and a size of its own."""

    def answer(self, query: wire.Query, *, gone: Callable[[], bool] = ...) -> Answer:
        """The answer to `query`; `gone` says whether the client has left.

        Raises QuerySyntaxError, QueryTimeout, QueryTooLarge, QueryError; ServerError where nobody is
        free to answer, ConnectionAbortedError where the client is gone.
        """
        ...


@runtime_checkable
class PromptEngine(Protocol):
    """An engine of workers, of whom one may be free."""

    @property
    def has_room(self) -> bool:
        """Whether one more query may be asked, which begins at once or soon."""
        ...

    def ask(self, query: wire.Query) -> Asked | None:
        """Begin with `query` without waiting, or soon; None where no worker is free."""
        ...


class Described(Protocol):
    """What a dataset is called, and what was read into it."""

    @property
    def name(self) -> str: ...
    @property
    def documents(self) -> tuple[str, ...]: ...


class Releasing(Protocol):
    """The dataset in one file for Protégé."""

    def path(self) -> Path:
        """Where the file is; NotFoundError where there is none to be had."""
        ...


class Snapshot(ABC):
    """What one request is answered from, from its begin to its end."""

    generation: Described
    release: Releasing
    form = QueryResultsFormat.JSON
    """What the solutions of our own queries are sent as."""

    def __init__(self, queries: Engine, pages: Engine) -> None:
        self.queries = queries
        self.prompt = queries if isinstance(queries, PromptEngine) else None
        self.pages = pages
        self.lookup = lookup_in(self.ask)
        """Finds things by their names; it reads each class once."""
        self._choices: dict[tuple[tuple[str, ...], str, int], tuple[Choice, ...]] = {}

    @property
    def in_memory(self) -> bool:
        """Whether queries are answered from a graph that the server holds in memory."""
        return False

    @property
    def sizes(self) -> Mapping[str, int]:
        """How much there is, by a name in the plural, as far as it is known without asking."""
        return {}

    @abstractmethod
    def text(self, document: str) -> str | None:
        """The text of a document as it was read, None where it is not to be had.

        Raises NotFoundError where there is no such document.
        """

    def find(self, text: str, kind: str, limit: int) -> Sequence[Hit]:
        """The best hits of a kind for a text; NotFoundError where there is no full text."""
        del text, kind, limit
        raise NotFoundError("this server's backend has no full text to search: ask it by SPARQL")

    def choices(self, parameter: Parameter, language: str, most: int) -> tuple[Choice, ...]:
        """What a parameter may be, by name, nothing where that is more than `most`; read once."""
        key = (parameter.types, language, most)
        if key not in self._choices:
            few = count(self.ask, parameter, most + 1) <= most
            self._choices[key] = choices(self.ask, parameter, language) if few else ()
        return self._choices[key]

    def left_out(self, sparql: str) -> bool:
        """Whether the answers to questions were prepared, and that to `sparql` was too much."""
        del sparql
        return False

    @cached_property
    def individuals(self) -> Mapping[str, int] | None:
        """How many individuals each class has; counted once, None where that takes too long."""
        return individuals(self.ask)

    def ask(self, sparql: str) -> Solutions:
        """The solutions of a SELECT query of ours."""
        return read_solutions(
            self._answer(sparql, solutions=self.form.media_type.partition(";")[0]), self.form
        )

    def construct(self, sparql: str) -> bytes:
        """The N-Triples of a CONSTRUCT query of ours."""
        return self._answer(sparql, graph=N_TRIPLES)

    def _answer(
        self, sparql: str, *, solutions: str | None = None, graph: str | None = None
    ) -> bytes:
        query = wire.Query(sparql, solutions=solutions, graph=graph)
        with closing(self.pages.answer(query).pieces) as pieces:
            return b"".join(pieces)


class Source(Protocol):
    """Who keeps the dataset that is served, and the engines that answer from it."""

    @property
    def settings(self) -> "Settings": ...

    @property
    def tallies(self) -> Mapping[str, "Tally"]:
        """What became of the workers of each lane, where there are any."""
        ...

    @property
    def serving(self) -> str | None:
        """What is served now: an answer holds for as long as this is the same; None for no time."""
        ...

    @property
    def has_room(self) -> bool:
        """Whether a worker begins with one more free query at once, or soon."""
        ...

    def take(self) -> Snapshot:
        """What is served now, until it is given back."""
        ...

    def give_back(self, snapshot: Snapshot) -> None:
        """End a use of `snapshot`."""
        ...

    def look(self) -> None:
        """Look at once for something new to serve."""
        ...

    def write(self, change: "Change") -> "Written":
        """Make `change`; when it returns, what holds it is served."""
        ...

    def close(self) -> None:
        """End what works for this source."""
        ...


@contextmanager
def lease(source: Source) -> Iterator[Snapshot]:
    """What is served now; it stays open until the lease ends."""
    snapshot = source.take()
    try:
        yield snapshot
    finally:
        source.give_back(snapshot)


def answer(
    source: Source, query: wire.Query, *, gone: Callable[[], bool] = lambda: False
) -> Answer:
    """The answer to a free query; what it is taken from stays open until the answer is closed."""
    snapshot = source.take()
    try:
        begun = snapshot.queries.answer(query, gone=gone)
    except BaseException:
        source.give_back(snapshot)
        raise
    return _kept(begun, source, snapshot)


class Asking:
    """A free query that a worker is at; what it is asked of stays open until the answer is closed."""

    def __init__(self, source: Source, snapshot: Snapshot, asked: Asked) -> None:
        self.attend = asked.attend
        self._source = source
        self._snapshot = snapshot
        self._asked = asked

    @property
    def since(self) -> float:
        """When a worker began with it."""
        return self._asked.since

    @property
    def end(self) -> float:
        """When its worker's time is over."""
        return self._asked.end

    def answer(self) -> Answer:
        """The answer; raises as `Engine.answer`."""
        try:
            begun = self._asked.answer()
        except BaseException:
            self._source.give_back(self._snapshot)
            raise
        return _kept(begun, self._source, self._snapshot)

    def close(self) -> None:
        """Want no answer."""
        self._asked.close()
        self._source.give_back(self._snapshot)


def ask(source: Source, query: wire.Query) -> Asking | None:
    """Begin with a free query, without waiting; None where that is a thread's."""
    snapshot = source.take()
    asked: Asked | None = None
    try:
        asked = snapshot.prompt.ask(query) if snapshot.prompt else None
    finally:
        if asked is None:
            source.give_back(snapshot)
    return Asking(source, snapshot, asked) if asked else None


def _kept(begun: Answer, source: Source, snapshot: Snapshot) -> Answer:
    """`begun`, and `snapshot` is given back when it is closed."""
    begun.pieces.on_close.append(lambda: source.give_back(snapshot))
    return begun
