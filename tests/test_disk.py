"""A disk that is full: one sentence, nothing lost, and what was served is served on."""

import errno
import json
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from mithaq.errors import BuildError
from mithaq.server import changes
from mithaq.server.accesslog import AccessLog
from mithaq.server.changes import Update
from mithaq.server.preparing import Answers
from mithaq.server.settings import Settings
from mithaq.store import current, publish

SYSTEM = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
STORE = OSError("IO error: No space left on device: While appending to file: a.sst")
COMPACTION = RuntimeError("IO error: No space left on device")
FULL = Path("/dev/full")
INDEX = sqlite3.OperationalError("database or disk is full")


def fill(folder: Path) -> None:
    (folder / "dataset.nq").write_text('<urn:thing> <urn:number> "0" .\n')


def failing(error: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def left_in(out: Path) -> set[str]:
    return {path.name for path in out.iterdir()}


@pytest.mark.parametrize("error", [SYSTEM, STORE, COMPACTION, INDEX])
def test_a_build_without_room_leaves_the_former_one(tmp_path: Path, error: Exception) -> None:
    before = publish(tmp_path, fill)
    with pytest.raises(BuildError, match="cannot be written: the disk is full"):
        publish(tmp_path, failing(error))
    assert current(tmp_path) == before
    assert left_in(tmp_path) == {".lock", "current", before.name}


def test_what_is_no_matter_of_room_is_said_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="a bug"):
        publish(tmp_path, failing(RuntimeError("a bug")))


WRITER = """
import io, json, os, sqlite3, sys
from mithaq.server import writer
def fail(*_):
    raise sqlite3.OperationalError("database or disk is full")
setattr(writer, sys.argv[2], fail)
print(json.dumps(writer.main(sys.argv[1], str(2**31), str(os.getppid()), sys.stdin.buffer)))
"""


@pytest.mark.parametrize("place", ["_change", "change_index"])
def test_a_writer_without_room_says_so(tmp_path: Path, place: str) -> None:
    generation = publish(tmp_path / "out", fill)
    shutil.copytree(generation.folder, tmp_path / "copy")
    text = 'INSERT DATA { <urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "c"@en }'
    order = {"kind": "update", "text": text, "base": "urn:x"}
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(tmp_path / "copy"), place],
        input=json.dumps(order).encode() + b"\n",
        stdout=subprocess.PIPE,
        check=True,
    )
    assert json.loads(done.stdout) == {"failure": "full"}


def test_a_change_without_room_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = publish(tmp_path, fill)
    told = subprocess.CompletedProcess((), 0, stdout=b'{"failure": "full"}')
    monkeypatch.setattr(changes.subprocess, "run", lambda *_, **__: told)
    with pytest.raises(BuildError, match="the disk is full"):
        changes.write(tmp_path, Update("INSERT DATA { <urn:a> <urn:b> 1 }", "urn:x"), Settings())
    assert current(tmp_path) == before
    assert left_in(tmp_path) == {".lock", "current", before.name}


def test_a_command_says_it_in_one_line(graph_folder: Path) -> None:
    command = Path(sys.executable).with_name("mithaq")
    with FULL.open("wb") as full:
        done = subprocess.run(
            [command, "export", "--format", "nq", "--graph", graph_folder],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        1,
        "Error: the disk is full: make room, then try again\n",
    )


def test_where_nothing_can_be_prepared_each_answer_is_computed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    generation = publish(tmp_path, fill)
    monkeypatch.setattr("mithaq.server.preparing.listed", lambda _: frozenset[str]())
    monkeypatch.setattr("tempfile.TemporaryDirectory", failing(SYSTEM))
    answers = Answers(generation, replace(Settings(), prepare=1.0, calm=0.0))
    assert answers._thread is not None  # noqa: SLF001
    answers._thread.join(20)  # noqa: SLF001
    assert (len(answers), answers.get("ASK {}")) == (0, None)
    assert "no answers are prepared, each is computed: the disk is full" in caplog.text
    answers.close()


LINE = logging.makeLogRecord({"msg": "a line"})


def test_a_log_without_room_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    log = AccessLog(FULL)
    for _ in range(3):
        log.emit(LINE)
    assert [each.message for each in caplog.records] == [
        "the access log is not written: the disk is full"
    ]
    with suppress(OSError):  # what was never written
        log.close()


def test_a_log_that_was_moved_away_with_its_folder_is_written_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "log"
    folder.mkdir()
    log = AccessLog(folder / "access.log")
    log.emit(LINE)
    folder.rename(tmp_path / "former")
    log.emit(LINE)
    log.emit(LINE)
    folder.mkdir()
    log.emit(LINE)
    log.emit(LINE)
    log.close()
    assert (folder / "access.log").read_text() == "a line\na line\n"
    assert [each.levelname for each in caplog.records] == ["ERROR", "WARNING"]
