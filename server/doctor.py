"""What `mithaq doctor` looks at: the graph, the questions, the settings, the backend."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mithaq.errors import MithaqError, StoreError
from mithaq.queries.questions import did_you_mean
from mithaq.server.endpoint import Endpoint, read_address
from mithaq.server.remote import RemoteBackend
from mithaq.server.settings import Settings
from mithaq.store import current, open_store, verify

Status = Literal["ok", "warning", "failure"]

_MIB = 1024**2
_LEAST_DISK = 500 * _MIB


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: how it stands, what was found, and what to do about it."""

    name: str
    status: Status
    found: str
    advice: str = ""


def graph(out: Path) -> Iterator[Check]:
    """The folder of the graph: what is current, whether it is as it was built, room for the next."""
    try:
        generation = current(out)
    except StoreError as error:
        kind: Status = "failure" if (out / "current").is_symlink() else "warning"
        yield Check("graph", kind, str(error))
    else:
        documents = len(generation.documents)
        found = f"{generation.name}: {documents} documents, {generation.quads} quads"
        yield Check("graph", "ok", found)
        yield _manifest(generation.folder, generation.quads)
    yield _disk(out)
    unfinished = sorted(path.name for path in out.glob(".tmp-*"))
    if unfinished:
        found = f"{len(unfinished)} unfinished in {out}: {', '.join(unfinished[:3])}"
        yield Check(
            "leftovers", "warning", found, "the next build removes them, if none is running"
        )


def port(host: str, number: int) -> Check:
    """Whether the port that `mithaq serve` would take is free."""
    name = "port"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, number), family=family).close()
    except OSError as error:
        advice = f"`mithaq doctor --url http://{host}:{number}` asks who is there, or take another"
        found = f"{number} on {host}: {error.strerror or error}"
        return Check(name, "warning", found, advice)
    return Check(name, "ok", f"{number} on {host} is free")


def environment(given: Mapping[str, str], known: frozenset[str]) -> Iterator[Check]:
    """The variables that begin with MITHAQ_: one that nobody reads may be mistyped."""
    ours = sorted(name for name in given if name.upper().startswith("MITHAQ"))
    strangers = [name for name in ours if name not in known]
    for name in strangers:
        yield Check(
            "environment",
            "warning",
            f"nothing reads {name}{did_you_mean(name, known)}",
            "`mithaq serve --help` names those that are read",
        )
    if not strangers:
        found = ", ".join(ours) or "no MITHAQ_ variable is set"
        yield Check("environment", "ok", found)


def backend(url: str) -> Check:
    """Whether the remote backend answers, and has the graph."""
    name = "backend"
    try:
        address = read_address(url)
        with closing(RemoteBackend(Endpoint(address), Settings())) as remote:
            documents = len(remote.take().generation.documents)
    except MithaqError as error:
        return Check(name, "failure", str(error), "look at MITHAQ_BACKEND and at that server")
    if not documents:
        advice = "load dataset.nq there, and name the graph that its default graph became"
        return Check(name, "failure", f"{address} has no document of Mithaq's", advice)
    return Check(name, "ok", f"{address} answers, with {documents} documents")


def questions(lint: Callable[[], tuple[int, list[str]]]) -> Check:
    """Whether every question can be read and asked; `lint` gives their number and the mistakes."""
    name = "questions"
    try:
        number, mistakes = lint()
    except MithaqError as error:
        return Check(name, "failure", str(error), "`mithaq questions lint` tells more")
    if mistakes:
        found = f"{len(mistakes)} mistakes in {number} questions, first {mistakes[0]}"
        return Check(name, "warning", found, "`mithaq questions lint` lists them")
    return Check(name, "ok", f"{number}, without a mistake")


def _manifest(folder: Path, quads: int) -> Check:
    try:
        generation = verify(folder)
        found = len(open_store(generation))
    except MithaqError as error:
        return Check("manifest", "failure", str(error))
    if found != quads:
        advice = "`mithaq build` again"
        return Check("manifest", "failure", f"the store holds {found} quads, not {quads}", advice)
    return Check("manifest", "ok", "every file has its hash, the store its quads")


def _disk(out: Path) -> Check:
    place = out.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    found = f"{free // _MIB} MiB free at {place}"
    if not os.access(place, os.W_OK):
        return Check("disk", "warning", f"{place} cannot be written", "enough for serving alone")
    if free < _LEAST_DISK:
        return Check("disk", "warning", found, "make room: a build stands beside the former ones")
    return Check("disk", "ok", found)
