"""What several tests share."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.ingest.build import build

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seeds, built once."""
    out = tmp_path_factory.mktemp("graph")
    build([SEEDS], out)
    return out


@pytest.fixture(scope="session")
def served(graph_folder: Path) -> Iterator[str]:
    """The address of a server of the seeds' graph, on the loopback; it ends with the tests."""
    command = [Path(sys.executable).with_name("mithaq"), "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--graph", graph_folder], stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr is not None
            said = process.stderr.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert address, said
            yield address[0]
        finally:
            process.terminate()
            process.wait(20)
