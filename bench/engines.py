"""The servers that are compared, each started on one dataset: ours, oxigraph's, rdflib's, Virtuoso."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from virtuoso import DEFAULT_GRAPH, free_ports, is_installed, virtuoso, wait_for

from mithaq.server.settings import Settings
from mithaq.store import DATASET, STORE, Generation

LOADING = 3_600.0
"""Seconds that loading may take."""
RDFLIB = 150_000
"""The largest graph for rdflib, which keeps all of it in the memory of one process."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A running server."""

    name: str
    process: int
    endpoint: str
    parameters: str = ""
    loading: float | None = None
    """Seconds that loading the dataset took, where the server does it by itself."""
    disk: int | None = None
    site: str | None = None
    """Where the questions stand, for the server that has them."""
    slow: frozenset[str] = field(default_factory=frozenset)

    def ask(self, sparql: str) -> str:
        """The address of a query."""
        return f"{self.endpoint}?query={quote(sparql, safe='')}{self.parameters}"


@dataclass(frozen=True, slots=True)
class Start:
    """A way to start a server of a generation, in a folder of its own."""

    name: str
    run: Callable[[Generation, Path], Iterator[Engine]]

    @contextmanager
    def running(self, generation: Generation, scratch: Path) -> Iterator[Engine]:
        """The server, for as long as it is needed; RuntimeError says why it is not there."""
        folder = scratch / self.name.replace(" ", "-")
        folder.mkdir(exist_ok=True)
        yield from self.run(generation, folder)


def oxigraph(generation: Generation, _folder: Path) -> Iterator[Engine]:
    """The Rust server (PyPI: oxigraph) on our own store."""
    port, _ = free_ports()
    store = str(generation.folder / STORE)
    yield from _started(
        "oxigraph",
        [_program("oxigraph"), "serve-read-only", "-l", store, "-b", f"127.0.0.1:{port}"],
        f"http://127.0.0.1:{port}/query",
    )


def rdflib(generation: Generation, _folder: Path) -> Iterator[Engine]:
    """rdflib-endpoint (PyPI), which reads the dataset into memory."""
    if generation.quads > RDFLIB:
        raise RuntimeError(f"not asked of more than {RDFLIB:,} triples")
    port, _ = free_ports()
    dataset = str(generation.folder / DATASET)
    yield from _started(
        "rdflib-endpoint",
        [_program("rdflib-endpoint"), "serve", "--port", str(port), dataset],
        f"http://127.0.0.1:{port}/",
        loads=True,
    )


def virtuoso_7(generation: Generation, folder: Path) -> Iterator[Engine]:
    """Virtuoso, with memory for a graph of this size."""
    if not is_installed():
        raise RuntimeError("virtuoso-t is not installed")
    buffers = max(20_000, generation.quads // 40)
    dataset = generation.folder / DATASET
    with virtuoso(dataset, folder, buffers=buffers, threads=80, patience=LOADING) as running:
        yield Engine(
            "Virtuoso",
            running.process.pid,
            running.address,
            f"&default-graph-uri={quote(DEFAULT_GRAPH, safe='')}",
            running.seconds,
            _size(folder),
        )


def mithaq(generation: Generation, _folder: Path) -> Iterator[Engine]:
    """Our own, as `mithaq serve` starts it."""
    command = [str(Path(sys.executable).with_name("mithaq")), "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--graph", str(generation.folder.parent)], stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            said = process.stderr.readline() if process.stderr else ""
            address = re.search(r"http://127\.0\.0\.1:\d+", said)
            if not address:
                raise RuntimeError(said.strip())
            seconds = _wait_for_memory(address[0], generation)
            yield Engine(
                "mithaq",
                process.pid,
                f"{address[0]}/sparql",
                loading=seconds,
                disk=_size(generation.folder),
                site=address[0],
            )
        finally:
            process.terminate()
            process.wait(30)


STARTS = (
    Start("oxigraph", oxigraph),
    Start("mithaq", mithaq),
    Start("Virtuoso", virtuoso_7),
    Start("rdflib-endpoint", rdflib),
)


def _started(
    name: str, command: list[str], endpoint: str, *, loads: bool = False
) -> Iterator[Engine]:
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(process, endpoint, LOADING)
        seconds = time.monotonic() - begin
        yield Engine(name, process.pid, endpoint, loading=seconds if loads else None)
    finally:
        process.terminate()
        process.wait(30)


def _wait_for_memory(site: str, generation: Generation) -> float | None:
    """Seconds until the graph is in memory, None where it is too large for that."""
    most = int(os.environ.get("MITHAQ_IN_MEMORY", Settings().in_memory))
    if generation.quads > most:
        return None
    begin = time.monotonic()
    while time.monotonic() - begin < LOADING:
        with urlopen(f"{site}/metrics") as metrics:
            if b"mithaq_generation_in_memory 1.0" in metrics.read():
                return time.monotonic() - begin
        time.sleep(0.05)
    raise RuntimeError(f"not in memory within {LOADING:g} seconds")


def _program(name: str) -> str:
    """A program of the PATH, or of the environment that MITHAQ_BENCH names."""
    extra = os.environ.get("MITHAQ_BENCH", "")
    found = shutil.which(name, path=os.pathsep.join(filter(None, (extra, os.environ["PATH"]))))
    if not found:
        raise RuntimeError(f"{name} is not installed (pip install {name})")
    return found


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
