"""How the processes that answer are started, and what they may do without."""

import ctypes.util
import os
from collections.abc import Iterator

import pytest

from mithaq.server import confine


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    confine.allocator.cache_clear()
    yield
    confine.allocator.cache_clear()


def test_workers_take_the_better_allocator_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LD_PRELOAD", raising=False)
    monkeypatch.setattr(ctypes.util, "find_library", {"tcmalloc": "libtcmalloc.so.4"}.get)
    assert confine.environment()["LD_PRELOAD"] == "libtcmalloc.so.4"
    monkeypatch.setenv("LD_PRELOAD", "libmine.so")  # who has chosen one keeps it
    assert confine.environment()["LD_PRELOAD"] == "libmine.so"


def test_without_it_they_take_the_library_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LD_PRELOAD", raising=False)
    monkeypatch.setattr(ctypes.util, "find_library", lambda _: None)
    assert "LD_PRELOAD" not in confine.environment()
    assert confine.environment()["RUST_BACKTRACE"] == "0"


def test_where_a_process_may_not_step_back_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> int:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "nice", refuse)
    confine.step_back(5)
