"""The generation that is served, and its workers; a new one takes over without a failed request."""

import logging
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

from mithaq.errors import StoreError
from mithaq.fulltext import Hit
from mithaq.queries.solutions import OURS, Solutions, read_solutions
from mithaq.server.changes import Change, Written, write
from mithaq.server.forks import Forks
from mithaq.server.pool import Pool
from mithaq.server.preparing import Answers
from mithaq.server.processes import Tally
from mithaq.server.releases import Release
from mithaq.server.settings import Settings
from mithaq.server.sources import Snapshot
from mithaq.store import Generation, current, document_text, hold, open_index

_LOG = logging.getLogger(__name__)


class Served(Snapshot):
    """One generation with the workers that answer from it, for as long as a request needs it."""

    generation: Generation
    form = OURS

    def __init__(
        self,
        generation: Generation,
        settings: Settings,
        tallies: Mapping[str, Tally],
        calm: float = 0.0,
    ) -> None:
        """It is held in memory, where it may be, `calm` seconds after it is served."""
        self.generation = generation
        self.users = 1  # the backend itself, until another generation takes over
        folder = generation.folder
        with ExitStack() as opened:
            opened.enter_context(closing(hold(generation)))
            self._index = opened.enter_context(closing(open_index(generation)))
            self.answers = opened.enter_context(closing(Answers(generation, settings)))
            self.release = opened.enter_context(closing(Release(generation, settings)))
            self._forks = opened.enter_context(closing(Forks(generation, settings, calm)))
            queries = Pool(folder, settings.queries, settings, tallies["queries"])
            opened.enter_context(closing(queries))
            pages = Pool(folder, settings.pages, settings, tallies["pages"])
            opened.enter_context(closing(pages))
            super().__init__(queries, pages)
            queries.wait_until_ready()
            pages.wait_until_ready()
            self._forks.serve(queries, pages)
            self._opened = opened.pop_all()

    @property
    def in_memory(self) -> bool:
        """Whether queries are answered by workers that were forked with the generation in memory."""
        return self._forks.is_ready

    @property
    def sizes(self) -> Mapping[str, int]:
        """How many quads and documents its manifest tells."""
        return {"documents": len(self.generation.documents), "quads": self.generation.quads}

    def text(self, document: str) -> str:
        """The text of a document as it was read."""
        return document_text(self.generation, document)

    def ask(self, sparql: str) -> Solutions:
        """The solutions of a SELECT query of ours, prepared or computed."""
        known = self.answers.get(sparql)
        return super().ask(sparql) if known is None else read_solutions(known, OURS)

    def left_out(self, sparql: str) -> bool:
        """Whether the answers to questions were prepared, and that to `sparql` was too much."""
        return len(self.answers) > 0 and sparql not in self.answers

    def find(self, text: str, kind: str, limit: int) -> Sequence[Hit]:
        """The best hits of a kind for a text, from the full text of the generation."""
        return self._index.find(text, kind, limit)

    def close(self) -> None:
        """End the workers, and close the files."""
        self._opened.close()


class Backend:
    """Serves the current generation of the folder `out`, and looks for a new one while it runs."""

    def __init__(self, out: Path, settings: Settings) -> None:
        self.out = out
        self.settings = settings
        self.tallies = {lane: Tally() for lane in ("queries", "pages")}
        """What became of the workers of each lane, those of former generations too."""
        self._link = _target(out)
        self._snapshot = Served(current(out), settings, self.tallies)
        self._lock = threading.Lock()
        self._switching = threading.Lock()
        self._writing = threading.Lock()
        self._former = ThreadPoolExecutor(max_workers=1, thread_name_prefix="former")
        self._closed = threading.Event()
        self._hurry = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="generations", daemon=True)
        self._watcher.start()

    @property
    def serving(self) -> str:
        """The name of the generation served now."""
        return self._snapshot.generation.name

    @property
    def has_room(self) -> bool:
        """Whether a worker begins with one more free query at once, or soon."""
        prompt = self._snapshot.prompt
        return prompt is not None and prompt.has_room

    def take(self) -> Served:
        """The generation served now, until it is given back."""
        with self._lock:
            self._snapshot.users += 1
            return self._snapshot

    def give_back(self, snapshot: Snapshot) -> None:
        """End a use of `snapshot`; the last one of an old generation ends its workers.

        They are waited for in a thread of its own: whoever gives back may be the loop that serves all.
        """
        assert isinstance(snapshot, Served)  # noqa: S101  (what `take` gave)
        with self._lock:
            snapshot.users -= 1
            unused = snapshot.users == 0
        if unused:
            try:
                self._former.submit(snapshot.close)
            except RuntimeError:  # closed meanwhile
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
        self._former.shutdown()
        self._snapshot.close()

    def _watch(self) -> None:
        while not self._closed.is_set():
            self._hurry.wait(self.settings.watch)
            self._hurry.clear()
            self._switch()

    def _switch(self) -> None:
        """Serve the generation that is current, where it is another."""
        with self._switching:
            while (link := _target(self.out)) not in (self._link, ""):
                if self._closed.is_set():  # others may publish without end
                    return
                self._link = link
                try:
                    snapshot = Served(
                        current(self.out), self.settings, self.tallies, self.settings.calm
                    )
                except StoreError as error:
                    if _target(self.out) == link:  # else it was replaced while it was opened
                        _LOG.error("%s; %s is served on", error, self._snapshot.generation.name)
                    continue
                with self._lock:
                    old, self._snapshot = self._snapshot, snapshot
                _LOG.info("%s is served now", snapshot.generation.name)
                self.give_back(old)


def _target(out: Path) -> str:
    """Where the link `current` points, nothing where there is none: one look at the folder."""
    try:
        return str((out / "current").readlink())
    except OSError:
        return ""
