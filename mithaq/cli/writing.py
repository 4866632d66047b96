"""Writing files: whole or not at all, and over nothing that somebody else wrote."""

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from mithaq.errors import OutputError

SUMS = "SHA256SUMS"
"""Lists what `write_folder` wrote, as `sha256sum --check` reads it."""

_SUM = re.compile(r"([0-9a-f]{64})  (.+)")


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step; `OutputError` where that cannot be.

    A reader sees the former file or the new one, never a part. What is no file (a pipe, a
    terminal, /dev/null) is written to as it is.
    """
    try:
        target = path.resolve()  # a link stays, and leads to the new file
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        beside = target.with_name(f".{os.getpid()}.tmp")
        try:
            beside.write_bytes(content)
            if target.exists():
                shutil.copymode(target, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def write_folder(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write `files` into `folder` and list them in `SUMS`; what it listed before goes.

    All are written beside before the first is put in its place. `OutputError` where a file would
    stand over one that is not listed, or was changed since; not with `force`. Other files stay.
    """
    if not force:
        refuse_foreign(folder, files)
    sums = {name: sha256(content).hexdigest() for name, content in files.items()}
    listed = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()
    try:
        former = _former(folder)
        folder.mkdir(parents=True, exist_ok=True)
        stage = folder / f".{os.getpid()}.tmp"
        stage.mkdir()
        try:
            for name, content in (*files.items(), (SUMS, listed)):
                stage.joinpath(name).write_bytes(content)
            for name in (*files, SUMS):
                stage.joinpath(name).replace(folder / name)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        for name in former.keys() - files.keys():
            if _sum(folder / name) == former[name]:
                folder.joinpath(name).unlink()
    except OSError as error:
        where = error.filename2 or error.filename or folder
        raise OutputError(f"{where} cannot be written: {error.strerror}") from error


def refuse_foreign(folder: Path, names: Iterable[str]) -> None:
    """`OutputError` where `write_folder` would write over a file that it did not write so."""
    try:
        former = _former(folder)
        for name in sorted((*names, *(() if former else (SUMS,)))):
            path = folder / name
            if os.path.lexists(path) and (name not in former or _sum(path) != former[name]):
                changed = "was changed since" if name in former else "is not of an earlier run"
                raise OutputError(
                    f"{path} {changed}: name another folder, or write over it with --force"
                )
    except OSError as error:
        raise OutputError(f"{folder} cannot be read: {error.strerror}") from error


def _former(folder: Path) -> Mapping[str, str]:
    """The hashes of the files that an earlier call wrote; none for a path out of the folder."""
    try:
        lines = folder.joinpath(SUMS).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return {}
    found = [match for line in lines if (match := _SUM.fullmatch(line))]
    return {match[2]: match[1] for match in found if Path(match[2]).name == match[2]}


def _sum(path: Path) -> str | None:
    """The hash of a file; none where there is no such file."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else None
