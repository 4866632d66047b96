"""Kept readings: what a model answered, one JSON Lines file a document, so that a build needs no model.

An answer is found by all that it depends on: the text's hash, the instructions' hash, the model, its
settings and the window. Each is on the disk before the next is asked for.
"""

import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mithaq.errors import ModelError

SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class Key:
    """What an answer depends on; `settings` is JSON with sorted keys."""

    text: str
    instructions: str
    model: str
    settings: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A model's answer for one window of a document, what it took, and when it came (RFC 3339)."""

    document: str
    key: Key
    answer: str
    tokens_in: int
    tokens_out: int
    asked: str


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings kept in `folder`, which is made with the first one."""

    folder: Path
    _lock: threading.Lock = field(default_factory=threading.Lock, compare=False, repr=False)

    def of(self, document: str) -> Mapping[Key, KeptReading]:
        """The readings of `document`; of two for one key the later. Raises `ModelError`."""
        return {reading.key: reading for reading in self._read(self._file(document))}

    def documents(self) -> tuple[str, ...]:
        """The documents of which a reading is kept, sorted."""
        return tuple(
            sorted(path.name.removesuffix(SUFFIX) for path in self.folder.glob("*" + SUFFIX))
        )

    def keep(self, reading: KeptReading) -> None:
        """Put `reading` on the disk, after those of its document. Raises `ModelError`."""
        path = self._file(reading.document)
        try:
            with self._lock:
                self.folder.mkdir(parents=True, exist_ok=True)
                with path.open("ab") as file:
                    if file.tell() and not _ends_whole(path):
                        file.write(b"\n")  # ends a line that was cut off, which nobody reads
                    file.write(_line(reading).encode())
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as error:
            raise ModelError(f"{path} cannot be written: {error.strerror}") from error

    def drop(self, document: str, unwanted: Callable[[KeptReading], bool]) -> int:
        """Remove the readings of `document` that are `unwanted`; how many these were."""
        path = self._file(document)
        kept = list(self._read(path))
        left = [reading for reading in kept if not unwanted(reading)]
        if len(left) < len(kept):
            beside = path.with_suffix(".new")
            try:
                if left:
                    beside.write_text("".join(map(_line, left)), encoding="utf-8")
                    beside.replace(path)
                else:
                    path.unlink()
            except OSError as error:
                raise ModelError(f"{path} cannot be written: {error.strerror}") from error
        return len(kept) - len(left)

    def _file(self, document: str) -> Path:
        return self.folder / (document + SUFFIX)

    def _read(self, path: Path) -> Iterator[KeptReading]:
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError(f"{path} cannot be read: {error}") from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                reading = _reading(line)
                if reading is not None:
                    yield reading
                elif number < len(lines) - 1 and not _is_torn(line):
                    raise ModelError(
                        f"{path}, line {number} is no reading: mend it, or drop it with the file"
                    )


def _is_torn(line: str) -> bool:
    """Whether a line begins as a reading does and breaks off, as a crash leaves it."""
    return line.startswith("{") and not line.rstrip().endswith("}")


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _line(reading: KeptReading) -> str:
    return json.dumps(asdict(reading), ensure_ascii=False, sort_keys=True) + "\n"


def _reading(line: str) -> KeptReading | None:
    try:
        entry: dict[str, Any] = json.loads(line)
        return KeptReading(**{**entry, "key": Key(**entry["key"])})
    except (ValueError, TypeError, KeyError):
        return None
