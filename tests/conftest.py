"""What several tests share."""

import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from browsing import Browser, browsing, missing

from mithaq.ingest.build import build

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seeds, built once."""
    out = tmp_path_factory.mktemp("graph")
    build([SEEDS], out)
    return out


class Address(str):
    """Where a server answers, without the last /; with its process and what it has logged."""

    __slots__ = ("log", "process")
    process: int
    log: list[str]


Serving = Callable[..., AbstractContextManager[Address]]
"""Starts `mithaq serve` on a folder, with further options; gives its address."""


@contextmanager
def _serving(graph: Path, *options: str) -> Iterator[Address]:
    command = [Path(sys.executable).with_name("mithaq"), "serve", "--port", "0", "--graph", graph]
    log: list[str] = []
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        # A pipe that nobody reads would fill, and stop the server.
        reading = threading.Thread(target=log.extend, args=(process.stderr,))
        reading.start()
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert found, said
            address = Address(found[0])
            address.process, address.log = process.pid, log
            yield address
        finally:
            process.terminate()
            process.wait(20)
            reading.join()


@pytest.fixture(scope="session")
def serving() -> Serving:
    """A server on the loopback for as long as it is needed."""
    return _serving


@pytest.fixture(scope="session")
def served(graph_folder: Path, serving: Serving) -> Iterator[str]:
    """The address of a server of the seeds' graph, on the loopback; it ends with the tests."""
    with serving(graph_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, started once; where it is not installed, its tests are skipped."""
    if lacking := missing():
        pytest.skip(lacking)
    with browsing() as opened:
        yield opened
