"""Preparing again: what a client has changed gets its prepared answers when nobody changes it any more.

Made by `python -m mithaq.server.preparing FOLDER FILE SECONDS PARENT`, which stands back behind all
other work; until it has ended every question is computed.
"""

import logging
import os
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.disk import why
from mithaq.errors import StoreError
from mithaq.ontology.overview import overview
from mithaq.queries.prepared import Prepared
from mithaq.queries.preparing import prepare
from mithaq.server import confine
from mithaq.server.processes import spawned
from mithaq.server.settings import Settings
from mithaq.store import ANSWERS, DATASET, Generation, listed

if TYPE_CHECKING:
    import subprocess

_LOG = logging.getLogger(__name__)
_NICE = 19


class Answers:
    """The prepared answers of a generation: those it came with, or those made while it is served."""

    def __init__(self, generation: Generation, settings: Settings) -> None:
        """Those it came with; StoreError where they are damaged."""
        self._generation = generation
        self._settings = settings
        self._prepared = Prepared.of(generation)
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        # What was built without answers was to have none.
        if settings.prepare and listed(generation).isdisjoint({DATASET, ANSWERS}):
            self._thread = threading.Thread(target=self._try, name="preparing", daemon=True)
            self._thread.start()

    def get(self, sparql: str) -> bytes | None:
        """The results of `sparql` as `OURS`, where they are prepared."""
        return self._prepared.get(sparql)

    def __contains__(self, sparql: str) -> bool:
        return sparql in self._prepared

    def __len__(self) -> int:
        return len(self._prepared)

    def close(self) -> None:
        """Prepare no more, and close the file."""
        self._closed.set()
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
        if self._thread is not None:
            self._thread.join()
        self._prepared.close()

    def _try(self) -> None:
        try:
            self._make()
        except OSError as error:  # no room, no process to be had
            _LOG.warning("no answers are prepared, each is computed: %s", why(error))

    def _make(self) -> None:
        if self._closed.wait(self._settings.calm):
            return
        with tempfile.TemporaryDirectory(prefix="mithaq-", ignore_cleanup_errors=True) as folder:
            file = Path(folder, ANSWERS)
            arguments = (self._generation.folder, file, self._settings.prepare, os.getpid())
            with spawned("preparing", *arguments) as self._process:
                if self._closed.is_set():  # and nobody has seen the process
                    self._process.kill()
            if self._process.returncode == 0:
                with suppress(StoreError):
                    self._prepared = Prepared(file)  # which stays open when its name is gone


def main(folder: str, file: str, seconds: str, parent: str) -> None:
    """Prepare the answers from the store in `folder` into `file`."""
    confine.die_with(int(parent))
    confine.step_back(_NICE)
    prepare(Path(folder), float(seconds), overview(), file=Path(file))


if __name__ == "__main__":
    main(*sys.argv[1:])
