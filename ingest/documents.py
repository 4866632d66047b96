"""Documents: texts read from folders and files, with what `documents.toml` says of them.

A text is read as `Path.read_text(encoding="utf-8")` reads it, so that offsets mean the same
everywhere: CR LF and CR become LF, and a byte order mark stays, as the first code point.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mithaq.errors import DocumentError
from mithaq.ingest.entries import FILE_NAME, Entry, entry_line, read_entries
from mithaq.ingest.hypertext import read_hypertext
from mithaq.ingest.languages import guess_language

TEXT_SUFFIX = ".txt"
HYPERTEXT_SUFFIXES = (".html", ".htm")
SUFFIXES = (TEXT_SUFFIX, *HYPERTEXT_SUFFIXES)
LARGEST = 20_000_000
"""The longest file that is read, in bytes."""

_NOT_IN_AN_ID = re.compile(r"[^\w.-]+")
_TAKEN_IDS = frozenset({"meta", "inferred", "review"})
"""Graphs of the dataset that are no document's."""
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, production Char


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is known of it; `date` is EDTF, `None` says that a thing is unknown.

    `id` is the file's name without ending (what cannot stand in an IRI becomes a hyphen); offsets
    count the code points of `text`, which for HTML is what a reader sees.
    """

    id: str
    text: str
    language: str | None
    title: str | None
    publisher: str | None
    author: str | None
    date: str | None
    date_basis: str | None
    path: Path
    license: str | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text as UTF-8, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def given(name: str, text: str, *, date: str | None = None) -> Document:
    """An Arabic text that stands in no file, as a document: an example, a generated article."""
    return Document(name, text, "ar", None, None, None, date, None, Path(name))


@dataclass(frozen=True, slots=True)
class _Source:
    """A file that is to be read, and its entry."""

    id: str
    path: Path
    entry: Entry


def read_documents(paths: Iterable[Path]) -> Iterator[Document]:
    """The documents of `paths`, folders or files, sorted by id; one file named twice is read once.

    Names and entries are checked at once, texts are read one at a time. Raises `DocumentError`.
    """
    sources: dict[str, _Source] = {}
    for source in (source for path in paths for source in _sources(path)):
        other = sources.setdefault(source.id, source)
        if other.path.resolve() != source.path.resolve():
            raise DocumentError(
                f"{other.path} and {source.path} are both the document {source.id}: rename one"
            )
    return (_read(sources[name]) for name in sorted(sources))


def document_id(path: Path) -> str:
    """The id of the document in the file `path`.

    >>> document_id(Path("seeds/001_d82f1e24c4c93dad.txt")), document_id(Path("a treaty (1992).html"))
    ('001_d82f1e24c4c93dad', 'a-treaty-1992-')
    """
    name = _NOT_IN_AN_ID.sub("-", _stem(path))
    if name in _TAKEN_IDS or not name.strip("-."):
        raise DocumentError(f"{path}: a document cannot be named {name!r}: rename the file")
    return name


def _stem(path: Path) -> str:
    # Some file systems write é as two code points; a document's id must not depend on that.
    return unicodedata.normalize("NFC", path.stem)


def _sources(path: Path) -> list[_Source]:
    if path.is_dir():
        return _folder_sources(path)
    if not path.exists():
        raise DocumentError(f"{path} does not exist: give a folder of texts, or a text")
    if path.suffix.lower() not in SUFFIXES:
        raise DocumentError(f"{path} is no text: Mithaq reads {', '.join(SUFFIXES)}")
    return [_source(path, read_entries(path.parent))]


def _folder_sources(folder: Path) -> list[_Source]:
    entries = read_entries(folder)
    try:
        files = sorted(folder.iterdir())
    except OSError as error:
        raise DocumentError(f"{folder} cannot be read: {error.strerror}") from error
    texts = [
        path
        for path in files
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and not path.is_dir()
    ]
    if not texts:
        raise DocumentError(f"{folder} holds no text: put {' or '.join(SUFFIXES[:2])} files there")
    without_text = sorted(entries.keys() - {_stem(path) for path in texts})
    if without_text:
        name = without_text[0]
        raise DocumentError(
            f"{entry_line(folder, name)}: there is no text {name}{TEXT_SUFFIX} or "
            f"{name}{HYPERTEXT_SUFFIXES[0]} beside {FILE_NAME}"
        )
    return [_source(path, entries) for path in texts]


def _source(path: Path, entries: Mapping[str, Entry]) -> _Source:
    return _Source(document_id(path), path, entries.get(_stem(path), Entry()))


def _read(source: _Source) -> Document:
    entry = source.entry
    text = _decoded(source.path)
    title, language = entry.title, entry.language
    if source.path.suffix.lower() in HYPERTEXT_SUFFIXES:
        page = read_hypertext(text)
        text, title, language = page.text, title or page.title, language or page.language
    _check(text, source.path)
    return Document(
        id=source.id,
        text=text,
        language=language or guess_language(text),
        title=title,
        publisher=entry.publisher,
        author=entry.author,
        date=entry.date,
        date_basis=entry.basis,
        path=source.path,
        license=entry.license,
    )


def _decoded(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise DocumentError(
                f"{path} has {size / 1e6:.1f} MB, more than the {LARGEST / 1e6:.0f} MB that a text may have: split it"
            )
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{path} is not UTF-8: byte {error.start} is 0x{error.object[error.start]:02X}; save it as UTF-8"
        ) from error
    except OSError as error:
        raise DocumentError(f"{path} cannot be read: {error.strerror}") from error


def _check(text: str, path: Path) -> None:
    if not text.strip("\ufeff \t\n\r"):
        raise DocumentError(f"{path} is empty: remove it, or put its text there")
    found = _NOT_IN_XML.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise DocumentError(
            f"{path}, line {line}: the control character U+{ord(found[0]):04X} "
            f"(code point {found.start()} of the text) cannot stand in a text: remove it"
        )
