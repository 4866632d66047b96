"""What `documents.toml` says of a folder's texts: one table each, named as the file without ending."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mithaq.errors import DocumentError

FILE_NAME = "documents.toml"

_KEYS = ("title", "publisher", "author", "language", "date", "basis", "license", "corpus")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")  # BCP 47, and RDF's own rule for tags
_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")
_OPEN = ("", "..")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one text; `date` is EDTF, `basis` says how the date is known."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    date: str | None = None
    basis: str | None = None
    license: str | None = None
    corpus: str | None = None


def read_entries(folder: Path) -> Mapping[str, Entry]:
    """The entries of `folder`'s `documents.toml` by document; none where there is no such file."""
    path = folder / FILE_NAME
    if not path.exists():
        return {}
    source = _source(path)
    try:
        tables = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(f"{path}: {_with_line(str(error), source)}") from error
    return {
        unicodedata.normalize("NFC", name): _entry(table, _Place(path, source, name))
        for name, table in tables.items()
    }


def is_edtf(text: str) -> bool:
    """Whether `text` is a date as EDTF (ISO 8601-2) levels 0 and 1 write it, or an interval of two.

    Year, month or day, perhaps uncertain (`?`, `~`, `%`); an interval may be open (`2001/..`).

    >>> [is_edtf(text) for text in ("2022-05~", "2020-09/2020-11", "2001/..", "14.9.2022", "2022-13")]
    [True, True, True, False, False]
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _is_day(text)
    ends = [part for part in (start, end) if part not in _OPEN]
    days = [part.rstrip("?~%") for part in ends]
    return bool(ends) and all(map(_is_day, ends)) and days == sorted(days)


def _is_day(text: str) -> bool:
    match = _EDTF.fullmatch(text)
    if not match or not text.isascii():
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        datetime(year or 4, month, day)  # noqa: DTZ001  (a check, not a moment; EDTF has a year 0, a leap year)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry stands, for messages."""

    path: Path
    source: str
    name: str

    def __str__(self) -> str:
        return self.line(None)

    def line(self, key: str | None) -> str:
        """`file, line N`: of the table, or of `key` in it; without a number where it is not found."""
        numbered = enumerate(self.source.splitlines(), start=1)
        header = re.compile(rf"\s*\[?\s*[\"']?{re.escape(self.name)}[\"']?\s*[\]=.]")
        table = next((number for number, line in numbered if header.match(line)), 0)
        if key is not None and table:
            setting = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
            table = next((number for number, line in numbered if setting.match(line)), table)
        return f"{self.path}, line {table}" if table else str(self.path)


def entry_line(folder: Path, name: str) -> str:
    """Where `folder`'s `documents.toml` has the entry `name`: file and line, for a message."""
    path = folder / FILE_NAME
    return str(_Place(path, _source(path), name))


def _source(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # an editor's byte order mark is no TOML
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8"
        ) from error
    except OSError as error:
        raise DocumentError(f"{path} cannot be read: {error.strerror}") from error


def _with_line(message: str, source: str) -> str:
    """A TOML error's message with a line number in every case, also at the end of the file."""
    line = max(1, len(source.splitlines()))
    return message.replace("(at end of document)", f"(at line {line}, the end of the file)")


def _entry(table: Any, place: _Place) -> Entry:
    if not isinstance(table, Mapping):
        raise DocumentError(
            f"{place}: {place.name!r} stands outside a table; put [NAME], "
            "the text's file name without ending, on the line above it"
        )
    unread = [key for key in table if key not in _KEYS]
    if unread:
        raise DocumentError(
            f"{place.line(unread[0])}: {unread[0]!r} is no key of an entry; the keys are {', '.join(_KEYS)}"
        )
    values = dict(_values(table, place))
    if "date" in values and not is_edtf(values["date"]):
        raise DocumentError(
            f"{place.line('date')}: {values['date']!r} is no date; "
            "write YYYY, YYYY-MM, YYYY-MM-DD or an interval START/END"
        )
    if "language" in values and not _LANGUAGE.fullmatch(values["language"]):
        raise DocumentError(
            f"{place.line('language')}: {values['language']!r} is no language tag; write ar, en or ru"
        )
    return Entry(**values)


def _values(table: Mapping[str, Any], place: _Place) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        written = value.isoformat() if type(value) is date else value  # TOML's own date is welcome
        if not isinstance(written, str):
            raise DocumentError(
                f'{place.line(key)}: {key} must be a text in quotes, as {key} = "…"'
            )
        if not written.strip():
            raise DocumentError(
                f"{place.line(key)}: {key} is empty; leave it out where it is unknown"
            )
        yield key, written
