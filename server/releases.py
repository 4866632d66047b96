"""The release for Protégé of the generation that is served: made once, when first asked for.

Made by `python -m mithaq.server.releases FOLDER FILE MEMORY PARENT`, so that a large graph neither
holds up the threads that answer nor stays in the memory of the process that serves.
"""

import os
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from mithaq.errors import NotFoundError, ServerError
from mithaq.ontology.release import owl
from mithaq.server import confine
from mithaq.server.settings import Settings
from mithaq.store import Generation, open_store

FILE = "mithaq.owl"


class Release:
    """The release of one generation, a file of its own that goes when the generation does."""

    def __init__(self, generation: Generation, settings: Settings) -> None:
        self._generation = generation
        self._settings = settings
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._making = threading.Lock()
        self._closed = False

    def path(self) -> Path:
        """Where the release is.

        Raises NotFoundError where the graph is too large for one file, ServerError while another
        request has it made and where it cannot be made.
        """
        if self._generation.quads > self._settings.release_quads:
            raise NotFoundError(
                f"a graph of {self._generation.quads} statements is too large for Protégé and is"
                " not sent as one file; `mithaq export --format owl` writes it"
            )
        if not self._making.acquire(blocking=False):
            raise ServerError("the release is being made: ask again in a moment")
        try:
            if self._folder is None:
                self._folder = self._make()
            return Path(self._folder.name, FILE)
        finally:
            self._making.release()

    def close(self) -> None:
        """Remove the file; who is being sent it gets the rest of it all the same."""
        with self._making:
            self._closed = True
            if self._folder is not None:
                self._folder.cleanup()

    def _make(self) -> tempfile.TemporaryDirectory[str]:
        if self._closed:
            raise ServerError("this graph is no longer served: ask again")
        try:
            folder = tempfile.TemporaryDirectory(prefix="mithaq-")
        except OSError as error:
            raise _failed() from error
        arguments = [
            str(self._generation.folder),
            str(Path(folder.name, FILE)),
            str(self._settings.memory),
            str(os.getpid()),
        ]
        try:
            subprocess.run(  # noqa: S603  (our own module, our own arguments)
                [sys.executable, "-P", "-m", "mithaq.server.releases", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=self._settings.release_deadline,
                env=confine.environment(),
                check=True,
            )
        except (subprocess.SubprocessError, OSError) as error:
            with suppress(OSError):
                folder.cleanup()
            raise _failed() from error
        return folder


def _failed() -> ServerError:
    return ServerError("the release could not be made; `mithaq export --format owl` may tell why")


def main(folder: str, target: str, memory: str, parent: str) -> None:
    """Write the release of the generation in `folder` to `target`."""
    confine.die_with(int(parent))
    confine.limit_memory(int(memory))
    store = open_store(Generation(Path(folder), Path(folder).name, (), 0))
    Path(target).write_bytes(owl(store))


if __name__ == "__main__":
    main(*sys.argv[1:])
