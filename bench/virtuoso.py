"""Virtuoso (Debian's `virtuoso-opensource-7-bin`), started on a dataset, for tests and measurements.

Its default graph would be the union of all graphs: what stands in ours is loaded into a graph of its
own, `DEFAULT_GRAPH`, and the protocol's `default-graph-uri` names it.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

DEFAULT_GRAPH = "urn:mithaq:default"
PATIENCE = 60.0
N_QUADS = 512  # a flag of Virtuoso's function TTLP
SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = {threads}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = {folder}, {data}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = {threads}
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """A running server: its process, where it answers, and how many seconds loading took."""

    process: subprocess.Popen[bytes]
    address: str
    seconds: float


def is_installed() -> bool:
    """Whether the server and its shell are there."""
    return bool(shutil.which("virtuoso-t") and shutil.which("isql-vt"))


@contextmanager
def virtuoso(
    dataset: Path, folder: Path, *, buffers: int = 20_000, threads: int = 10, patience: float = 60.0
) -> Iterator[Virtuoso]:
    """A server of the N-Quads in `dataset`, with its files in `folder`; it ends with the block.

    `buffers` of 8 KiB hold what it has read. Raises RuntimeError where it does not start or load.
    """
    sql, http = free_ports()
    settings = folder / "virtuoso.ini"
    written = SETTINGS.format(
        folder=folder,
        data=dataset.resolve().parent,
        sql=sql,
        http=http,
        buffers=buffers,
        dirty=buffers * 3 // 5,
        threads=threads,
    )
    settings.write_text(written, encoding="utf-8")
    process = subprocess.Popen(
        ["virtuoso-t", "+configfile", settings, "+foreground"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    try:
        address = f"http://127.0.0.1:{http}/sparql"
        wait_for(process, address)
        begin = time.monotonic()
        _load(dataset.resolve(), sql, patience)
        yield Virtuoso(process, address, time.monotonic() - begin)
    finally:
        process.kill()
        process.wait()


def _load(dataset: Path, port: int, patience: float) -> None:
    load = f"DB.DBA.TTLP(file_open('{dataset}'), '', '{DEFAULT_GRAPH}', {N_QUADS});"
    loaded = subprocess.run(
        ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"exec=log_enable(2, 1); {load}"],
        capture_output=True,
        text=True,
        timeout=patience,
        check=True,
    )
    if "Error" in loaded.stdout + loaded.stderr:
        raise RuntimeError(loaded.stdout + loaded.stderr)


def free_ports() -> tuple[int, int]:
    """Two ports of this machine that nobody listens on."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def wait_for(process: subprocess.Popen[bytes], address: str, patience: float = PATIENCE) -> None:
    """Wait until `process` answers a query at `address`."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"what was to answer at {address} ended while it started")
        try:
            with urlopen(f"{address}?{urlencode({'query': 'ASK {}'})}", timeout=patience):
                return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError(f"nothing answers at {address}")
