"""Generations: immutable folders with a dataset, its store and its texts; `current` points to one.

A build is published whole or not at all. It is made in a folder of its own, written through to the
disk, checked, renamed to `gen-<hash of its dataset>`, and only then does the link `current` change.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import RdfFormat, Store, parse

import mithaq
from mithaq.disk import is_full, why
from mithaq.errors import BuildError, NotFoundError, StoreError
from mithaq.fulltext import Index, write_index
from mithaq.leases import Lease, unheld

DATASET = "dataset.nq"
TEXTS = "texts"
STORE = "store"
FULLTEXT = "fulltext.sqlite"
ANSWERS = "answers.zip"
CURRENT = "current"
"""The link to the generation that is served."""
PREFIX = "gen-"
"""The names of generations begin so."""
KEPT = 3
"""How many generations stay on the disk: the current one and those before it."""

_MANIFEST = "manifest.json"
_UNFINISHED = ".tmp-"
_LOCK = ".lock"
_UNTRACKED = frozenset({"LOCK", "LOG"})  # RocksDB's own notes, which say nothing of the data
_SMALL = (
    1 << 20
)  # bytes; the store's files up to this size are hashed whenever a generation is opened
_TICK = 1_000_000  # nanoseconds that any disk tells apart
_TRIES, _PAUSE = 10, 0.02  # seconds
_BUILD = "run `mithaq build`"


@dataclass(frozen=True, slots=True)
class Generation:
    """A published build: its folder, its name, the ids of its documents, the number of quads."""

    folder: Path
    name: str
    documents: tuple[str, ...]
    quads: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A store that whoever filled a generation has filled too, with so many quads.

    What is the very same file in the folder `former`, a generation, is as its manifest says.
    """

    quads: int
    former: Path


Fill = Callable[[Path], Filled | None]


def current(out: Path) -> Generation:
    """The generation that `out` serves, its files compared with the manifest.

    Sizes are compared, and the hashes of the store's small files, among them those without which RocksDB opens
    an empty store. Raises `StoreError` where there is none, or it is damaged.
    """
    link = out / CURRENT
    if not link.exists():
        raise StoreError(f"{out} holds no graph: {_BUILD}")
    return verify(link.resolve(), whole=False)


def verify(folder: Path, *, whole: bool = True) -> Generation:
    """The generation in `folder`; with `whole` every byte of it is compared with the manifest."""
    manifest = _read_manifest(folder)
    for name, expected in manifest["files"].items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != expected["bytes"]:
            raise StoreError(f"{path} is missing or cut short: {_BUILD} again")
        small = name.startswith(f"{STORE}/") and expected["bytes"] <= _SMALL
        if (whole or small) and _sha256(path) != expected["sha256"]:
            raise StoreError(f"{path} is damaged: {_BUILD} again")
    return Generation(folder, folder.name, tuple(manifest["documents"]), manifest["quads"])


def open_store(generation: Generation) -> Store:
    """The store of `generation`, for reading; any number of processes may open it."""
    path = generation.folder / STORE
    if not path.is_dir():  # pyoxigraph would say only that a file is missing
        raise StoreError(f"{path} does not exist: {_BUILD}")
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:  # corruption is a RuntimeError
        raise StoreError(f"{path} cannot be opened ({error}): {_BUILD} again") from error


def hold(generation: Generation) -> Lease:
    """Keep `generation` on the disk until the lease is closed; StoreError where it is gone already."""
    return Lease(generation.folder / _MANIFEST)


def open_index(generation: Generation) -> Index:
    """The full text of `generation`, compared with the manifest; close it when it is no longer needed."""
    return Index(checked_file(generation, FULLTEXT))


def listed(generation: Generation) -> frozenset[str]:
    """The names of the files of `generation`, as its manifest has them."""
    return frozenset(_read_manifest(generation.folder)["files"])


def checked_file(generation: Generation, name: str) -> Path:
    """A file of `generation`, every byte of it compared with the manifest; `StoreError` where it differs."""
    path = generation.folder / name
    expected = _read_manifest(generation.folder)["files"].get(name)
    if expected is None or not path.is_file() or _sha256(path) != expected["sha256"]:
        raise StoreError(f"{path} is missing or damaged: {_BUILD} again")
    return path


@contextmanager
def dataset_file(generation: Generation) -> Iterator[Path]:
    """The dataset of `generation`, sorted N-Quads; one that a client has changed is written for it."""
    known = generation.folder / DATASET
    if known.exists():
        yield known
        return
    with TemporaryDirectory(prefix="mithaq-", ignore_cleanup_errors=True) as folder:
        written = Path(folder, DATASET)
        open_store(generation).dump(str(written), format=RdfFormat.N_QUADS)
        lines = sorted(written.read_bytes().splitlines(keepends=True))
        written.write_bytes(b"".join(lines))
        yield written


def document_text(generation: Generation, document_id: str) -> str:
    """The text of a document as it was read; offsets of claims count its code points."""
    if document_id not in generation.documents:
        raise NotFoundError(f"there is no document {document_id!r} in the graph")
    return (generation.folder / TEXTS / f"{document_id}.txt").read_bytes().decode()


def publish(
    out: Path,
    fill: Fill,
    *,
    name: str = "",
    prepare: Callable[[Path], Sequence[str]] | None = None,
    keep: int = KEPT,
) -> Generation:
    """The new current generation of `out`: what `fill` writes into an empty folder.

    `fill` writes `dataset.nq` and `texts/<id>.txt`; or else, where a `name` is given, the `store` and its
    full text, and says so; then `prepare` may add `answers.zip`, and says what it left out, which the
    manifest tells. Where one raises, or the disk is full, the former generation stays current and nothing
    is left behind. A generation of the same name, else with the same dataset, is used again if it
    is whole. `keep` generations stay, this one among them. Raises `BuildError` while another build writes to `out`.
    """
    with lock(out):
        for dead in out.glob(_UNFINISHED + "*"):  # whoever made it no longer holds the lock
            _remove(dead)
        folder = out / f"{_UNFINISHED}{os.getpid()}"
        try:
            folder.mkdir()
            filled = fill(folder)
            generation = _keep(out, folder, name or _sha256(folder / DATASET), filled, prepare)
        except (OSError, RuntimeError, sqlite3.Error) as error:
            if isinstance(error, RuntimeError) and not is_full(error):
                raise
            raise BuildError(f"{out} cannot be written: {why(error)}") from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        _make_newest(out, generation.folder)
        point(out, generation.name)
        remove_old(out, generation.name, keep)
    return generation


def _keep(
    out: Path,
    folder: Path,
    name: str,
    filled: Filled | None,
    prepare: Callable[[Path], Sequence[str]] | None,
) -> Generation:
    """The finished generation of this name in `out`, moved there from `folder` if it is new.

    One that lacks the answers that are to be prepared is replaced by one that has them.
    """
    final = out / f"{PREFIX}{name[:16]}"
    with suppress(StoreError):
        generation = verify(final)
        if prepare is None or ANSWERS in listed(generation):
            return generation
    _finish(folder, filled, prepare)
    if final.exists():
        final.rename(out / f"{_UNFINISHED}{PREFIX}{os.getpid()}")
    folder.rename(final)
    _sync(out)
    shutil.rmtree(out / f"{_UNFINISHED}{PREFIX}{os.getpid()}", ignore_errors=True)
    return verify(final, whole=False)


def _finish(
    folder: Path, filled: Filled | None, prepare: Callable[[Path], Sequence[str]] | None
) -> None:
    """Load the store, write the manifest, and all of it through to the disk."""
    quads = filled.quads if filled else _load(folder)
    left_out = list(prepare(folder)) if prepare else []
    documents = sorted(path.stem for path in (folder / TEXTS).glob("*.txt"))
    files = _files(folder)
    known = _known_files(files, filled.former) if filled else {}
    manifest = {
        "version": mithaq.__version__,
        "documents": documents,
        "quads": quads,
        **({"left_out": left_out} if left_out else {}),
        "files": {
            name: known.get(name) or {"bytes": path.stat().st_size, "sha256": _sha256(path)}
            for name, path in files.items()
        },
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / _MANIFEST).write_bytes(text.encode())
    on_disk = {files[name] for name in known}  # since their generation was published
    for parent, _folders, names in os.walk(folder):
        for path in {Path(parent, name) for name in names} - on_disk:
            _sync(path)
        _sync(Path(parent))
    store = open_store(verify(folder, whole=filled is None))
    if filled is None and (found := len(store)) != quads:
        raise BuildError(f"the store holds {found} quads where the dataset has {quads}")


def _known_files(files: Mapping[str, Path], former: Path) -> Mapping[str, Any]:
    """What the manifest of the generation `former` says of those of `files` that are its own too."""
    said = _read_manifest(former)["files"]
    return {
        name: said[name]
        for name, path in files.items()
        if name in said and path.samefile(former / name)
    }


def _load(folder: Path) -> int:
    """Fill the store of `folder` from its dataset and index its texts, where that is still to do.

    How many quads there are.
    """
    path = folder / STORE
    is_filled = path.exists()
    store = Store(str(path))
    if not is_filled:
        # Not `bulk_load`, which gives blank nodes new names: a store is to hold its dataset, no more.
        store.bulk_extend(parse(path=str(folder / DATASET), format=RdfFormat.N_QUADS))
        store.optimize()
    store.flush()
    if not (folder / FULLTEXT).exists():
        write_index(store, folder / FULLTEXT)
    return len(store)


def _files(folder: Path) -> Mapping[str, Path]:
    """The files of a generation by their names in its manifest."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in _UNTRACKED
    }


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / _MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StoreError(f"{path} cannot be read: {_BUILD} again") from error
    if not manifest.keys() >= {"files", "documents", "quads"} or FULLTEXT not in manifest["files"]:
        raise StoreError(f"{path} is no manifest of this version: {_BUILD} again")
    return manifest


@contextmanager
def lock(out: Path) -> Iterator[None]:
    """Be the only one who publishes in `out`; `BuildError` where another is, or nothing can be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(out / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise BuildError(f"{out} cannot be written: {why(error)}") from error
    try:
        if not _is_had(descriptor):
            raise BuildError(f"another build is writing to {out}: wait for it to end")
        yield
    finally:
        os.close(descriptor)


def _is_had(descriptor: int) -> bool:
    """Whether the lock on a file could be had; the kernel frees it when the process ends, however it ends.

    It is tried for a moment: a process that another thread just starts holds what this one has let go.
    """
    for _ in range(_TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(_PAUSE)
    return False


def point(out: Path, name: str) -> None:
    """Let `current` point to the generation `name`, in one step."""
    link = out / f"{_UNFINISHED}{CURRENT}"
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(name, target_is_directory=True)
        link.replace(out / CURRENT)
    except OSError as error:
        link.unlink(missing_ok=True)
        raise BuildError(f"{out / CURRENT} cannot be changed: {why(error)}") from error
    _sync(out)


def _make_newest(out: Path, folder: Path) -> None:
    """Date `folder` after all other generations of `out`, also where the clock was put back."""
    others = (path.stat().st_mtime_ns for path in out.glob(PREFIX + "*") if path != folder)
    newest = max(time.time_ns(), *(each + _TICK for each in others), 0)
    os.utime(folder, ns=(newest, newest))


def remove_old(out: Path, name: str, keep: int) -> None:
    """Remove all generations of `out` but the `keep` newest, `name` always being one.

    One that a server holds stays too, until something is published after that.
    """
    generations = sorted(
        (path for path in out.glob(PREFIX + "*") if path.name != name),
        key=lambda path: path.stat().st_mtime_ns,
        reverse=True,
    )
    for old in generations[keep - 1 :]:
        with unheld(old / _MANIFEST) as is_free:
            if is_free:
                shutil.rmtree(old, ignore_errors=True)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
