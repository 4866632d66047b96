"""The notebook tour: it runs from nothing to its pictures, and stands in the repository unexecuted."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TOUR = Path(__file__).parent.parent / "queries" / "tour.ipynb"


EXECUTE = """
import sys
import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

tour = nbformat.read(sys.argv[1], as_version=4)
kernel = AsyncKernelManager(transport="ipc", kernel_name="python3")  # socket files, no port
NotebookClient(tour, km=kernel, timeout=120).execute()
nbformat.write(tour, "executed.ipynb")
"""
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def outputs(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the cells give, in a Jupyter without settings of its own and without other hosts."""
    folder = tmp_path_factory.mktemp("tour")
    settings = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    environment = {
        **os.environ,
        **dict.fromkeys(settings, str(folder)),
        **dict.fromkeys(("http_proxy", "https_proxy"), NOWHERE),
        "MITHAQ_GRAPH": str(graph_folder),
    }
    command = [sys.executable, "-c", EXECUTE, TOUR]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    cells = json.loads((folder / "executed.ipynb").read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", [])]


def test_the_tour_ends_in_three_pictures_and_says_nothing_else(
    outputs: list[dict[str, Any]],
) -> None:
    kinds = [output["output_type"] for output in outputs]
    assert set(kinds) == {"execute_result", "display_data"}  # no warning, no error
    pictures = [output for output in outputs if "image/png" in output["data"]]
    assert len(pictures) == kinds.count("display_data") == 3
    assert all(len(picture["data"]["image/png"]) > 5_000 for picture in pictures)


def test_the_tour_shows_tables_in_both_directions(outputs: list[dict[str, Any]]) -> None:
    tables = ["".join(output["data"].get("text/html", "")) for output in outputs]
    shown = [table for table in tables if table]
    assert {table.split()[1] for table in shown} == {'dir="ltr"', 'dir="rtl"'}
    assert all("<td" in table for table in shown)


def test_the_tour_stands_unexecuted_as_jupyter_writes_it() -> None:
    written = TOUR.read_text(encoding="utf-8")
    tour = json.loads(written)
    assert written == json.dumps(tour, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    for cell in tour["cells"]:
        assert cell["metadata"] == {}
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    assert set(tour["metadata"]) == {"kernelspec", "language_info"}
    assert tour["metadata"]["language_info"] == {"name": "python"}


def test_the_tour_asks_three_questions_and_every_one_has_a_heading() -> None:
    cells = json.loads(TOUR.read_text(encoding="utf-8"))["cells"]
    headings = re.findall(
        r"^## \d.*\?$", "\n".join("".join(c["source"]) for c in cells), re.MULTILINE
    )
    assert len(headings) == 3
