"""The generation that is served, and the one before it, which ends when nobody is answered from it."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from mithaq.errors import BuildError
from mithaq.server.backend import Backend, Served
from mithaq.server.settings import Settings
from mithaq.store import publish

SETTINGS = replace(Settings(), watch=0.05)


def publish_number(out: Path, number: int) -> str:
    """A generation of one quad, and its name."""

    def fill(folder: Path) -> None:
        (folder / "dataset.nq").write_text(f'<urn:thing> <urn:number> "{number}" .\n')

    return publish(out, fill).name


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[Backend]:
    publish_number(tmp_path, 0)
    with closing(Backend(tmp_path, SETTINGS)) as opened:
        yield opened


def wait_until_served(backend: Backend, name: str) -> None:
    until = time.monotonic() + 20
    while backend.serving != name:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_it_closes_while_others_publish_without_end(tmp_path: Path) -> None:
    publish_number(tmp_path, 0)
    done = threading.Event()

    def publish_on() -> None:
        number = 0
        while not done.is_set():
            number += 1
            with suppress(BuildError):  # a process that just starts holds the lock for a moment
                publish_number(tmp_path, number)

    publishing = threading.Thread(target=publish_on)
    with closing(Backend(tmp_path, SETTINGS)) as backend:
        first = backend.serving
        publishing.start()
        until = time.monotonic() + 20
        while backend.serving == first:
            assert time.monotonic() < until
            time.sleep(0.02)
        begin = time.monotonic()
        closed = threading.Thread(target=backend.close)
        closed.start()
        closed.join(15)
        is_closed = not closed.is_alive()
        done.set()  # or it never ends
        publishing.join()
        closed.join()
    assert is_closed, time.monotonic() - begin


def test_a_former_generation_ends_while_whoever_asked_last_goes_on(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, ended = threading.Event(), threading.Event()
    close = Served.close

    def slowly(served: Served) -> None:
        assert may_end.wait(20)
        close(served)
        ended.set()

    taken = backend.take()
    wait_until_served(backend, publish_number(backend.out, 1))
    monkeypatch.setattr(Served, "close", slowly)
    backend.give_back(taken)  # returns, though the end takes as long as it likes
    assert not ended.is_set()
    may_end.set()
    assert ended.wait(20)
