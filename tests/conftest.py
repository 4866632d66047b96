"""What several tests share."""

import re
import subprocess
import sys
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


Serving = Callable[..., AbstractContextManager[str]]
"""Starts `mithaq serve` on a folder, with further options; gives its address without the last /."""


@contextmanager
def _serving(graph: Path, *options: str) -> Iterator[str]:
    command = [Path(sys.executable).with_name("mithaq"), "serve", "--port", "0", "--graph", graph]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said = process.stderr.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert address, said
            yield address[0]
        finally:
            process.terminate()
            process.wait(20)


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
