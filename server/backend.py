"""The generation that is served, and its workers; a new one takes over without a failed request."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path

from mithaq.errors import StoreError
from mithaq.queries.questions import Parameter
from mithaq.queries.resolve import Choice, choices, lookup_in
from mithaq.queries.solutions import Solutions, read_solutions
from mithaq.server import wire
from mithaq.server.changes import Change, Written, write
from mithaq.server.negotiation import N_TRIPLES, SPARQL_JSON
from mithaq.server.pool import Answer, Pool, Tally
from mithaq.server.releases import Release
from mithaq.server.settings import Settings
from mithaq.server.termqueries import individuals
from mithaq.store import Generation, current

_LOG = logging.getLogger(__name__)


class Snapshot:
    """One generation with the workers that answer from it, for as long as a request needs it."""

    def __init__(
        self, generation: Generation, settings: Settings, tallies: Mapping[str, Tally]
    ) -> None:
        self.generation = generation
        folder = generation.folder
        self.queries = Pool(folder, settings.queries, settings, tallies["queries"])
        self.pages = Pool(folder, settings.pages, settings, tallies["pages"])
        self.release = Release(generation, settings)
        self.users = 1  # the backend itself, until another generation takes over
        try:
            self.queries.wait_until_ready()
            self.pages.wait_until_ready()
        except BaseException:
            self.close()
            raise
        self.lookup = lookup_in(self.ask)
        """Finds things by their names; it reads each class once."""
        self._choices: dict[tuple[tuple[str, ...], str], tuple[Choice, ...]] = {}

    def choices(self, parameter: Parameter, language: str) -> tuple[Choice, ...]:
        """What a parameter may be, by name; read once."""
        key = (parameter.types, language)
        if key not in self._choices:
            self._choices[key] = choices(self.ask, parameter, language)
        return self._choices[key]

    @cached_property
    def individuals(self) -> Mapping[str, int] | None:
        """How many individuals each class has; counted once, None where that takes too long."""
        return individuals(self.ask)

    def ask(self, sparql: str) -> Solutions:
        """The solutions of a SELECT query of ours."""
        return read_solutions(self._answer(sparql, solutions=SPARQL_JSON))

    def construct(self, sparql: str) -> bytes:
        """The N-Triples of a CONSTRUCT query of ours."""
        return self._answer(sparql, graph=N_TRIPLES)

    def _answer(
        self, sparql: str, *, solutions: str | None = None, graph: str | None = None
    ) -> bytes:
        query = wire.Query(sparql, solutions=solutions, graph=graph)
        with closing(self.pages.answer(query).pieces) as pieces:
            return b"".join(pieces)

    def close(self) -> None:
        """End the workers."""
        self.queries.close()
        self.pages.close()
        self.release.close()


class Backend:
    """Serves the current generation of the folder `out`, and looks for a new one while it runs."""

    def __init__(self, out: Path, settings: Settings) -> None:
        self.out = out
        self.settings = settings
        self.tallies = {lane: Tally() for lane in ("queries", "pages")}
        """What became of the workers of each lane, those of former generations too."""
        self._link = _target(out)
        self._snapshot = Snapshot(current(out), settings, self.tallies)
        self._lock = threading.Lock()
        self._switching = threading.Lock()
        self._writing = threading.Lock()
        self._closed = threading.Event()
        self._hurry = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="generations", daemon=True)
        self._watcher.start()

    @property
    def serving(self) -> str:
        """The name of the generation served now."""
        return self._snapshot.generation.name

    @contextmanager
    def lease(self) -> Iterator[Snapshot]:
        """The generation served now; it stays open until the lease ends."""
        snapshot = self.take()
        try:
            yield snapshot
        finally:
            self.give_back(snapshot)

    def take(self) -> Snapshot:
        """The generation served now, until it is given back."""
        with self._lock:
            self._snapshot.users += 1
            return self._snapshot

    def give_back(self, snapshot: Snapshot) -> None:
        """End a use of `snapshot`; the last one of an old generation ends its workers."""
        with self._lock:
            snapshot.users -= 1
            unused = snapshot.users == 0
        if unused:
            snapshot.close()

    def look(self) -> None:
        """Look for a new generation at once."""
        self._hurry.set()

    def write(self, change: Change) -> Written:
        """Make `change`, one at a time; when it returns, the generation that holds it is served.

        Raises as `mithaq.server.changes.write`.
        """
        with self._writing:
            written = write(self.out, change, self.settings)
            self._switch()
        return written

    def close(self) -> None:
        """End the watch and every worker."""
        self._closed.set()
        self._hurry.set()
        self._watcher.join()
        self._snapshot.close()

    def _watch(self) -> None:
        while not self._closed.is_set():
            self._hurry.wait(self.settings.watch)
            self._hurry.clear()
            self._switch()

    def _switch(self) -> None:
        """Serve the generation that is current, where it is another."""
        with self._switching:
            link = _target(self.out)
            if link in (self._link, ""):
                return
            self._link = link
            try:
                snapshot = Snapshot(current(self.out), self.settings, self.tallies)
            except StoreError as error:
                _LOG.error("%s; %s is served on", error, self._snapshot.generation.name)
                return
            with self._lock:
                old, self._snapshot = self._snapshot, snapshot
        _LOG.info("%s is served now", snapshot.generation.name)
        self.give_back(old)


def answer(
    backend: Backend, query: wire.Query, *, gone: Callable[[], bool] = lambda: False
) -> Answer:
    """The answer to a free query; its generation stays open until the answer is closed."""
    snapshot = backend.take()
    try:
        begun = snapshot.queries.answer(query, gone=gone)
    except BaseException:
        backend.give_back(snapshot)
        raise
    begun.pieces.on_close.append(lambda: backend.give_back(snapshot))
    return begun


def _target(out: Path) -> str:
    """Where the link `current` points, nothing where there is none: one look at the folder."""
    try:
        return str((out / "current").readlink())
    except OSError:
        return ""
