"""Changes: what a client writes becomes a generation of its own, synced before it is acknowledged."""

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mithaq.errors import BuildError, QueryError, QuerySyntaxError, QueryTimeout, QueryTooLarge
from mithaq.server import confine
from mithaq.server.settings import Settings
from mithaq.store import FULLTEXT, STORE, TEXTS, Filled, Generation, current, publish

_IMMUTABLE = ".sst"


@dataclass(frozen=True, slots=True)
class Update:
    """A SPARQL update, with the base that its relative IRIs have."""

    text: str
    base: str
    kind: str = "update"


@dataclass(frozen=True, slots=True)
class GraphChange:
    """What is done to one graph (None: the default one): `put`, `post` or `delete`.

    Each of `documents` is RDF in the media type at its place.
    """

    kind: str
    graph: str | None
    base: str
    media_types: tuple[str, ...] = ()
    documents: tuple[bytes, ...] = ()


Change = Update | GraphChange


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a change: the generation that holds it, and whether its graph was there before."""

    generation: Generation
    existed: bool


def write(out: Path, change: Change, settings: Settings) -> Written:
    """Apply `change` to the current generation of `out`, as a new one.

    Raises QueryError where the change cannot be made (QuerySyntaxError, QueryTimeout and
    QueryTooLarge among them), BuildError where `out` cannot be written, or a build of another
    process has published meanwhile; then nothing has changed.
    """
    before = current(out)
    message = _message(change)
    told: list[dict[str, Any]] = []
    fill = partial(_fill, out=out, before=before, message=message, settings=settings, told=told)
    name = hashlib.sha256(before.name.encode() + b"\n" + message).hexdigest()
    generation = publish(out, fill, name=name, keep=settings.keep)
    return Written(generation, existed=bool(told[0].get("existed")))


def _fill(
    folder: Path,
    *,
    out: Path,
    before: Generation,
    message: bytes,
    settings: Settings,
    told: list[dict[str, Any]],
) -> Filled:
    """Fill `folder` with a copy of the generation `before`, the change made to it.

    What the change does not touch is shared, not copied; there is no dataset but that in the store.
    The folder's lock is held only now: BuildError where `before` is no longer the current one.
    """
    if (out / "current").resolve() != before.folder:
        raise BuildError("a new build was published meanwhile: send the change again")
    _copy(before.folder / STORE, folder / STORE)
    if (before.folder / TEXTS).exists():
        shutil.copytree(before.folder / TEXTS, folder / TEXTS, copy_function=os.link)
    os.link(before.folder / FULLTEXT, folder / FULLTEXT)
    outcome = _run(folder, message, settings)
    told.append(outcome)
    return Filled(outcome["quads"], before.folder)


def _copy(source: Path, target: Path) -> None:
    """Copy a store; its tables never change and are shared, its log says nothing of the data."""
    target.mkdir()
    for path in source.iterdir():
        if path.suffix == _IMMUTABLE:
            os.link(path, target / path.name)
        elif not path.name.startswith(("LOCK", "LOG")):
            shutil.copyfile(path, target / path.name)


def _message(change: Change) -> bytes:
    order = asdict(change)
    documents = order.pop("documents", ())
    order["sizes"] = [len(each) for each in documents]
    return json.dumps(order).encode() + b"\n" + b"".join(documents)


def _run(folder: Path, message: bytes, settings: Settings) -> dict[str, Any]:
    arguments = [str(folder), str(settings.memory), str(os.getpid())]
    try:
        done = subprocess.run(  # noqa: S603  (our own module, our own arguments)
            [sys.executable, "-P", "-m", "mithaq.server.writer", *arguments],
            input=message,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=settings.write_deadline,
            check=True,
            env=confine.environment(),
        )
    except subprocess.TimeoutExpired:
        raise QueryTimeout(
            f"the change took longer than {settings.write_deadline:g} seconds; change less at once"
        ) from None
    except subprocess.CalledProcessError:
        raise QueryTooLarge(
            "the change is too complex, or needs more than"
            f" {settings.memory // 1024**2} MiB of memory"
        ) from None
    outcome: dict[str, Any] = json.loads(done.stdout)
    match outcome.get("failure"):
        case None:
            return outcome
        case "full":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        case "syntax":
            raise QuerySyntaxError(
                outcome["message"], line=outcome["line"], column=outcome["column"]
            )
        case _:
            raise QueryError(f"the change cannot be made: {outcome['message']}")
