"""What several tests share."""

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
