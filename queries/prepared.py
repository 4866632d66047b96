"""Prepared answers: what a generation was asked at its build, found again by the very query.

`answers.zip` holds SPARQL 1.1 Query Results TSV under the SHA-256 of each query, as it was bound. So a
question whose file has changed since, or that is asked about something, is never answered from it.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from mithaq.errors import StoreError
from mithaq.queries.solutions import OURS
from mithaq.store import ANSWERS, Generation, checked_file, listed

_FORM = f".{OURS.file_extension}"
_DATE = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the earliest that a ZIP file knows: the same answers, the same bytes


def name_of(sparql: str) -> str:
    """The name of the answer to `sparql`."""
    return hashlib.sha256(sparql.encode()).hexdigest() + _FORM


def write_answers(file: Path, answers: Mapping[str, bytes]) -> None:
    """Write `answers`, from queries to their results, into the new `file`."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, body in sorted((name_of(sparql), body) for sparql, body in answers.items()):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, body)


class Prepared:
    """The prepared answers of a generation, which may have none; for any number of threads."""

    def __init__(self, file: Path | None) -> None:
        """Open `file`; StoreError where it holds no answers."""
        self._file = file
        try:
            self._zip = zipfile.ZipFile(file) if file else None
        except (OSError, zipfile.BadZipFile) as error:
            raise self._damaged(error) from error
        self._names = frozenset(self._zip.namelist()) if self._zip else frozenset()

    @classmethod
    def of(cls, generation: Generation) -> Self:
        """Those of `generation`, compared with its manifest; `StoreError` where they are damaged."""
        known = ANSWERS in listed(generation)
        return cls(checked_file(generation, ANSWERS) if known else None)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, sparql: str) -> bool:
        return name_of(sparql) in self._names

    def get(self, sparql: str) -> bytes | None:
        """The results of `sparql` as `OURS`, where they were prepared."""
        if self._zip is None or (name := name_of(sparql)) not in self._names:
            return None
        try:
            return self._zip.read(name)
        except (OSError, ValueError, zipfile.BadZipFile, zlib.error) as error:
            raise self._damaged(error) from error

    def close(self) -> None:
        """Close the file."""
        if self._zip:
            self._zip.close()

    def _damaged(self, error: Exception) -> StoreError:
        return StoreError(f"{self._file} cannot be read ({error}): run `mithaq build` again")
