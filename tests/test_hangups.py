"""SIGHUP has a server look for a new generation, and ends it at no time."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from conftest import Serving


def hang_up(process: int, times: int) -> None:
    for _ in range(times):
        os.kill(process, signal.SIGHUP)


def test_hangups_that_come_thick_and_fast_are_one(serving: Serving, graph_folder: Path) -> None:
    with serving(graph_folder) as address:
        until = time.monotonic() + 0.5
        while time.monotonic() < until:
            hang_up(address.process, 200)
        with urlopen(f"{address}/healthz", timeout=30) as response:
            assert response.status == 200


def test_a_server_that_starts_or_has_a_backend_lives_on() -> None:
    command = Path(sys.executable).with_name("mithaq")
    with socket.create_server(("127.0.0.1", 0)) as endpoint:
        url = f"http://127.0.0.1:{endpoint.getsockname()[1]}/"
        with subprocess.Popen(
            [command, "serve", "--port", "0", "--backend", url], stderr=subprocess.PIPE, text=True
        ) as server:
            assert server.stderr is not None
            try:
                with endpoint.accept()[0]:  # it looks whether there is a backend
                    hang_up(server.pid, 1)
                lines = iter(server.stderr.readline, "")
                found = next(
                    match for line in lines if (match := re.search(r"answers at (http\S+)", line))
                )
                hang_up(server.pid, 100)
                with urlopen(f"{found[1]}static/style.css", timeout=30) as response:
                    assert response.status == 200
            finally:
                server.terminate()
