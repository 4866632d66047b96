"""The page for R, curl and spreadsheets: what it says is typed into R and into a shell."""

import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parent.parent / "queries" / "README.md"
ADDRESS = "http://127.0.0.1:8000"
PNG = b"\x89PNG\r\n\x1a\n"


def section(heading: str) -> list[tuple[str, str]]:
    """The blocks of code under a heading of the page: language and text."""
    text = PAGE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def printed(script: str) -> str:
    """What a shell prints."""
    command = ["bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def test_the_commands_print_what_the_page_shows(served: str) -> None:
    (_, server), *blocks = section("From the shell, with curl")
    shown = [(command, text) for (_, command), (kind, text) in pairwise(blocks) if kind == "text"]
    assert len(shown) == 4
    for command, text in shown:
        assert printed(server.replace(ADDRESS, served) + command) == text


def test_the_search_in_python_finds_what_the_shell_finds(
    graph_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_GRAPH", str(graph_folder))
    (code,) = (text for kind, text in section("From the shell, with curl") if kind == "python")
    made: dict[str, Any] = {}
    exec(code, made)  # noqa: S102  (the page's own example)
    assert [row.state.rpartition("/")[2] for row in made["rows"]] == ["AZE", "GEO", "UZB"]


def test_an_own_query_and_an_error_come_as_the_page_says(served: str) -> None:
    (_, server), *_, (_, commands) = section("From the shell, with curl")
    header, number, problem = printed(server.replace(ADDRESS, served) + commands).splitlines()
    assert header == "claims"
    assert int(number) > 0
    assert "did you mean 'alliance'?" in problem


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_draws_the_three_pictures_of_the_page(served: str, tmp_path: Path) -> None:
    blocks = [text for language, text in section("From R") if language == "r"]
    script = "options(warn = 2)\n" + "".join(blocks).replace(ADDRESS, served)
    (tmp_path / "page.R").write_text(script, encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", "page.R"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pictures = {path.name: path.read_bytes() for path in tmp_path.glob("*.png")}
    assert set(pictures) == set(re.findall(r'png\("(.*?)"', script))
    assert len(pictures) == 3
    assert all(content.startswith(PNG) for content in pictures.values())


def test_the_addresses_for_spreadsheets_are_answered(served: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    addresses = set(re.findall(rf"{ADDRESS}[^`]+\?bom=1", text))
    assert addresses
    for address in addresses:
        done = subprocess.run(
            ["curl", "-s", "--fail", address.replace(ADDRESS, served)],
            capture_output=True,
            check=True,
        )
        assert done.stdout.startswith(b"\xef\xbb\xbf")


def test_rdflib_prints_what_the_page_shows(graph_folder: Path, tmp_path: Path) -> None:
    (_, export), (_, program), (_, shown) = section("In another SPARQL engine")
    (tmp_path / "queries").symlink_to(PAGE.parent)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "MITHAQ_GRAPH": str(graph_folder)}
    for command in (["bash", "-euc", export], [sys.executable, "-c", program]):
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
    assert done.stdout == shown
