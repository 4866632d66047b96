"""The generations of a graph: which there are, going back to one, and taking over one built elsewhere."""

import gzip
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse, serialize

from mithaq.errors import BuildError, NotFoundError, StoreError
from mithaq.iris import ONTOLOGY, PREFIXES
from mithaq.store import (
    ANSWERS,
    CURRENT,
    DATASET,
    FULLTEXT,
    KEPT,
    PREFIX,
    STORE,
    TEXTS,
    Generation,
    lock,
    point,
    publish,
    verify,
)

DUMPS = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}
"""The files that a generation can be made of, each also with `.gz` after it."""

_MANIFEST = "manifest.json"
_AT_ONCE = 10_000  # quads
_NAME = re.compile(rf"{PREFIX}([0-9a-f]{{16}})")
_OURS = Quad(
    NamedNode(ONTOLOGY.rstrip("#")),
    NamedNode(PREFIXES["rdf"] + "type"),
    NamedNode(PREFIXES["owl"] + "Ontology"),
    DefaultGraph(),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A generation on the disk: when it was published, how much it holds, the size of its files.

    `damage` says what is wrong with it; then nothing is known of what it holds.
    """

    name: str
    published: datetime
    documents: int
    quads: int
    bytes: int
    is_current: bool
    damage: str = ""


def generations(out: Path) -> tuple[Entry, ...]:
    """The generations in `out`, the one that was published last first."""
    served = _served(out)
    folders = sorted(out.glob(PREFIX + "*"), key=_published, reverse=True)
    return tuple(_entry(folder, is_current=folder.name == served) for folder in folders)


def rollback(out: Path, name: str = "") -> Generation:
    """Make the generation `name` current again, or else the one published before the current one.

    `name` may lack `gen-` and be cut short. Every byte is compared with the manifest before. Raises
    NotFoundError where there is none such or several, StoreError where it is damaged, BuildError while
    a build writes to `out`.
    """
    if not (out / CURRENT).is_symlink():
        raise StoreError(f"{out} holds no graph: run `mithaq build`")
    with lock(out):
        folder = _named(out, name) if name else _former(out)
        generation = verify(folder)
        point(out, folder.name)
    return generation


def adopt(
    out: Path,
    source: Path,
    *,
    prepare: Callable[[Path], Sequence[str]] | None = None,
    keep: int = KEPT,
) -> Generation:
    """Publish in `out` what was built elsewhere: a graph's folder, one generation of it, or a dump.

    A folder is taken as it is, every byte compared with its manifest. A dump (`.nq`, `.trig`, also
    with `.gz`) is loaded and has no texts. `prepare` prepares the answers where there are none.
    Raises StoreError where `source` is damaged, BuildError where it is no graph of Mithaq, and as `publish`.
    """
    if source.is_file():
        return publish(out, lambda folder: _load(source, folder), prepare=prepare, keep=keep)
    link = source / CURRENT
    folder = link.resolve() if link.is_symlink() else source.resolve()
    if not (folder / _MANIFEST).is_file():
        raise BuildError(
            f"{source} is no built graph and no dump ({', '.join(DUMPS)}, or with .gz)"
        )
    verify(folder)
    known = _NAME.fullmatch(folder.name)
    name = known[1] if known else ""
    if not name and not (folder / DATASET).exists():
        name = hashlib.sha256((folder / _MANIFEST).read_bytes()).hexdigest()
    return publish(
        out,
        lambda target: _copy(folder, target),
        name=name,
        prepare=lambda target: () if prepare is None or _has_answers(target) else prepare(target),
        keep=keep,
    )


def _has_answers(folder: Path) -> bool:
    return (folder / ANSWERS).exists()


def _copy(source: Path, target: Path) -> None:
    """Copy what makes a generation; its manifest is made anew."""
    for name in (STORE, TEXTS):
        if (source / name).exists():
            shutil.copytree(
                source / name, target / name, ignore=shutil.ignore_patterns("LOCK", "LOG*")
            )
    for name in (DATASET, FULLTEXT, ANSWERS):
        if (source / name).exists():
            shutil.copyfile(source / name, target / name)


def _load(source: Path, folder: Path) -> None:
    """Write the quads of a dump into `folder` as a dataset: each once, sorted as bytes."""
    (folder / TEXTS).mkdir()
    form = DUMPS.get(Path(source.name.removesuffix(".gz")).suffix)
    if form is None:
        raise BuildError(f"{source} is no dump: its name ends with none of {', '.join(DUMPS)}")
    ours = False
    lines: set[bytes] = set()
    try:
        with _opened(source) as file:
            quads = parse(file, format=form)
            while some := list(islice(quads, _AT_ONCE)):
                ours = ours or _OURS in some
                written = serialize(some, format=RdfFormat.N_QUADS) or b""
                lines.update(written.removesuffix(b"\n").split(b"\n"))
    except (SyntaxError, EOFError, gzip.BadGzipFile) as error:
        raise BuildError(f"{source} cannot be read: {error}") from error
    if not ours:
        raise BuildError(f"{source} is no dump of a Mithaq graph: it lacks the ontology")
    with (folder / DATASET).open("wb") as dataset:
        dataset.writelines(line + b"\n" for line in sorted(lines))


@contextmanager
def _opened(source: Path) -> Iterator[IO[bytes]]:
    if source.suffix == ".gz":
        with gzip.open(source) as unpacked:
            yield unpacked  # type: ignore[misc]  # a reader of bytes, though no IO by name
    else:
        with source.open("rb") as file:
            yield file


def _served(out: Path) -> str:
    """The name of the current generation; nothing where there is none."""
    try:
        return (out / CURRENT).readlink().name
    except OSError:
        return ""


def _published(folder: Path) -> int:
    return folder.stat().st_mtime_ns


def _entry(folder: Path, *, is_current: bool) -> Entry:
    published = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    try:
        found = verify(folder, whole=False)
    except StoreError as error:
        return Entry(folder.name, published, 0, 0, size, is_current, str(error))
    return Entry(folder.name, published, len(found.documents), found.quads, size, is_current)


def _named(out: Path, name: str) -> Path:
    begun = name if name.startswith(PREFIX) else PREFIX + name
    found = [folder for folder in out.glob(PREFIX + "*") if folder.name.startswith(begun)]
    if len(found) != 1:
        count = "several generations" if found else "no generation"
        raise NotFoundError(f"{out} holds {count} called {name!r}; `mithaq generations` lists them")
    return found[0]


def _former(out: Path) -> Path:
    served = out / _served(out)
    before = _published(served)
    older = [folder for folder in out.glob(PREFIX + "*") if _published(folder) < before]
    if not older:
        raise NotFoundError(f"{out} holds no generation before {served.name}")
    return max(older, key=_published)
