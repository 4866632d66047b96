"""Entries of a frame file: a mapping taken apart key by key, with file and line where it is wrong."""

from importlib.resources.abc import Traversable
from typing import Any

from mithaq.errors import FrameError


class Entry:
    """A mapping of a frame file that is taken apart key by key; what is left over is an error."""

    def __init__(self, path: Traversable, where: str, values: dict[str, Any]) -> None:
        self.path = path
        self.where = where
        self.values = values

    def take(self, key: str, default: Any = None) -> Any:
        return self.values.pop(key, default)

    def need(self, key: str) -> Any:
        if key not in self.values:
            raise self.error(f"`{key}` is missing", self.where)
        return self.values.pop(key)

    def finish(self) -> None:
        if self.values:
            key = next(iter(self.values))
            raise self.error(f"unknown key `{key}` in {self.where}", key)

    def child(self, where: str, values: Any) -> "Entry":
        if not isinstance(values, dict):
            raise self.error(f"{where} must be a mapping", where)
        return Entry(self.path, where, dict(values))

    def error(self, message: str, near: str) -> FrameError:
        lines = self.path.read_text(encoding="utf-8").splitlines()
        found = (n for n, line in enumerate(lines, 1) if near and f"{near}" in line)
        return FrameError(f"{self.path.name}, line {next(found, 1)}: {message}")
