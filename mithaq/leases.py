"""Leases: a generation that is served stays on the disk, whatever is published meanwhile.

Who serves holds a shared lock on the generation's manifest, who removes asks for one of his own. The
kernel ends a lock with the process that holds it, however that ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mithaq.errors import StoreError


class Lease:
    """A generation's folder, held until it is closed."""

    def __init__(self, manifest: Path) -> None:
        """Hold the folder of `manifest`; StoreError where it is gone, or just being removed."""
        try:
            self._descriptor = os.open(manifest, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            raise StoreError(f"{manifest} cannot be opened: {error.strerror}") from error
        if not (_lock(self._descriptor, fcntl.LOCK_SH) and _is(manifest, self._descriptor)):
            self.close()
            raise StoreError(f"{manifest} is being removed")

    def close(self) -> None:
        """Hold it no longer."""
        os.close(self._descriptor)


@contextmanager
def unheld(manifest: Path) -> Iterator[bool]:
    """Whether nobody holds the folder of `manifest`; then nobody can until this ends."""
    try:
        descriptor = os.open(manifest, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:  # what has no manifest is served by nobody
        yield True
        return
    try:
        yield _lock(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is(path: Path, descriptor: int) -> bool:
    """Whether `path` is still the file that was opened."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
