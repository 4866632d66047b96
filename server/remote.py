"""A remote backend: another engine holds the dataset, and this server answers through it.

Nothing tells when the dataset of another engine changes. So an answer holds for no time, unless whoever
starts the server says for how long (`Settings.cache_for`).
"""

import hashlib
import logging
import threading
import time
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from mithaq.errors import MithaqError, NotFoundError, QueryRefused
from mithaq.iris import GRAPH, document_graph
from mithaq.queries.solutions import Ask
from mithaq.server.endpoint import Endpoint
from mithaq.server.remoteengine import RemoteEngine
from mithaq.server.settings import Settings
from mithaq.server.sources import Engine, Snapshot
from mithaq.store import TEXTS

if TYPE_CHECKING:
    from mithaq.server.changes import Change, Written
    from mithaq.server.processes import Tally

_LOG = logging.getLogger(__name__)
_NAME = "remote"
_DOCUMENTS = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?document
WHERE { ?document a mq:Document }
ORDER BY ?document
"""
_HASH = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?hash
WHERE { DOCUMENT mq:textHash ?hash }
"""


class Dataset:
    """What the endpoint says of its dataset, asked when it is wanted."""

    name = _NAME

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents, in their order."""
        rows = self._ask(_DOCUMENTS).rows
        found = (iri.value for (iri,) in rows if isinstance(iri, NamedNode))
        return tuple(sorted(iri.removeprefix(GRAPH) for iri in found))


class NoRelease:
    """No file for Protégé: it would take the whole dataset."""

    def path(self) -> Path:
        """Raise NotFoundError."""
        raise NotFoundError(
            "the graph stands in another server and is not sent as one file;"
            " `mithaq export --format owl` writes that of a build"
        )


class RemoteSnapshot(Snapshot):
    """The dataset of the endpoint, and names read from it, for as long as these may be kept."""

    def __init__(self, queries: Engine, pages: Engine, texts: Path | None) -> None:
        super().__init__(queries, pages)
        self.begin = time.monotonic()
        self.generation: Dataset = Dataset(self.ask)
        self.release = NoRelease()
        self._texts = texts

    def text(self, document: str) -> str | None:
        """The text, where it stands on this machine and is the one that the dataset means."""
        if document not in self.generation.documents:
            raise NotFoundError(f"there is no document {document!r} in the graph")
        if self._texts is None:
            return None
        try:
            content = (self._texts / f"{document}.txt").read_bytes()
        except OSError:
            return None
        iri = str(NamedNode(document_graph(document)))
        meant = [row[0] for row in self.ask(_HASH.replace("DOCUMENT", iri)).rows]
        if meant != [Literal(hashlib.sha256(content).hexdigest())]:
            _LOG.warning("the text of %s is not the one that the backend means", document)
            return None
        return content.decode()


class RemoteBackend:
    """Answers through `endpoint`; texts of documents, which no endpoint has, come from `texts`."""

    tallies: Mapping[str, "Tally"] = MappingProxyType({})

    def __init__(self, endpoint: Endpoint, settings: Settings, texts: Path | None = None) -> None:
        self.endpoint = endpoint
        self.settings = settings
        self._texts = texts
        self._engines = (
            RemoteEngine(endpoint, settings.queries, settings),
            RemoteEngine(endpoint, settings.pages, settings),
        )
        self._lock = threading.Lock()
        self._number = 0
        self._snapshot = self._new()

    @property
    def serving(self) -> str | None:
        """What an answer is kept for: one span of `cache_for` seconds; None where that is 0."""
        if not self.settings.cache_for:
            return None
        self.take()
        return f"{_NAME}-{self._number}"

    @property
    def has_room(self) -> bool:
        """Whether a worker begins with one more free query at once: there is none."""
        return False

    def take(self) -> RemoteSnapshot:
        """What is known of the endpoint now: known anew where it may be kept no longer."""
        with self._lock:
            if time.monotonic() - self._snapshot.begin >= self.settings.cache_for:
                self._snapshot = self._new()
            return self._snapshot

    def give_back(self, snapshot: Snapshot) -> None:
        """Nothing: a snapshot holds nothing open."""

    def look(self) -> None:
        """Forget what was kept."""
        with self._lock:
            self._snapshot = self._new()

    def write(self, change: "Change") -> "Written":
        """Raise QueryRefused."""
        del change
        raise QueryRefused(
            "nothing is written here: the graph stands in another server, which takes the changes"
        )

    def warn_where_silent(self) -> None:
        """Log a warning where the endpoint does not answer."""
        try:
            self.take().ask("SELECT ?one { VALUES ?one { 1 } }")
        except MithaqError as error:
            _LOG.warning("%s does not answer yet: %s", self.endpoint.address, error)

    def close(self) -> None:
        """Close the connections."""
        self.endpoint.close()

    def _new(self) -> RemoteSnapshot:
        self._number += 1
        return RemoteSnapshot(*self._engines, self._texts)


def texts_of(out: Path) -> Path | None:
    """The folder of the texts of the graph in `out`, if there is one."""
    texts = out / "current" / TEXTS
    return texts if texts.is_dir() else None
