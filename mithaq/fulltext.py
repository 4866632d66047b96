"""Full text: names, quotes and titles of a generation in an SQLite FTS5 index, folded as extraction folds.

What a reader types is never FTS5 syntax: it is folded, taken apart into words, and each word goes in
as a quoted string (https://www.sqlite.org/fts5.html, section 3).
"""

import hashlib
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import LifoQueue

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from mithaq.errors import QueryTimeout, StoreError
from mithaq.iris import GRAPH, ONTOLOGY, PREFIXES, describes_the_dataset, term
from mithaq.text import fold, fold_with_offsets

KINDS = ("thing", "situation", "quote", "document", "term")
"""What is found, in the order in which it is shown; a term is a class or property of the ontology."""

_NAMES = tuple(
    NamedNode(iri)
    for iri in (
        *(PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel", PREFIXES["dct"] + "title"),
        *map(term, ("abbreviation", "metonym", "demonym", "isoAlpha3")),
    )
)
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SITUATIONS = (NamedNode(term("Situation")), NamedNode(term("Unrealized")))
_ABOUT, _QUOTE = NamedNode(term("about")), NamedNode(term("quote"))
_WORD = re.compile(r"[^\W_]+")
_CLITICS = re.compile(
    "(?:[وف]?(?:[بك]?ال|لل))(?=.{3})"  # and, then; with, like; the; to the
    "|[وبل](?=.{4})"  # and, with, to
)
_SHORTEST_PREFIX = 2
_READERS = 4
_STEPS = 20_000  # of SQLite's machine between two looks at the clock
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, kind TEXT, iri TEXT, language TEXT, text TEXT, claim TEXT, document TEXT
);
CREATE TABLE kind (kind TEXT PRIMARY KEY, first INTEGER, last INTEGER);
CREATE TABLE digest (sha256 TEXT);
CREATE VIRTUAL TABLE word USING fts5(
  folded, bare, content = '', prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);
"""
_FIND = """
SELECT rowid FROM word
WHERE word MATCH ? AND rowid BETWEEN (SELECT first FROM kind WHERE kind = ?)
  AND (SELECT last FROM kind WHERE kind = ?)
ORDER BY bm25(word, 1.0, 0.6), rowid
"""
_ENTRY = "SELECT kind, iri, text, language, claim, document FROM entry WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found, and the IRI of what bears it: of a quote, the situation it tells of.

    `claim` and `document` are the IRIs behind a quote, `document` also that of a title; else empty.
    """

    kind: str
    iri: str
    text: str
    language: str
    claim: str = ""
    document: str = ""


def write_index(store: Store, file: Path) -> None:
    """Write the index of `store` into `file`: the same graph, the same bytes.

    An index that is there already, of a graph with the very same texts, stays as it is.
    """
    entries = sorted({*_named(store), *_quoted(store)}, key=_place)
    digest = _digest(entries)
    if file.exists():
        with suppress(sqlite3.Error), closing(_open(file)) as former:  # another version's, perhaps
            if former.execute("SELECT sha256 FROM digest").fetchone() == (digest,):
                return
        file.unlink()
    with closing(sqlite3.connect(file, isolation_level=None)) as index:
        index.executescript(_SCHEMA)
        index.execute("BEGIN")
        numbered = list(enumerate(entries, start=1))
        index.executemany(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((number, *_fields(hit)) for number, hit in numbered),
        )
        index.executemany(
            "INSERT INTO word (rowid, folded, bare) VALUES (?, ?, ?)",
            ((number, *_indexed(hit.text)) for number, hit in numbered),
        )
        index.execute("INSERT INTO kind SELECT kind, min(id), max(id) FROM entry GROUP BY kind")
        index.execute("INSERT INTO digest VALUES (?)", (digest,))
        index.execute("INSERT INTO word (word) VALUES ('optimize')")
        index.execute("COMMIT")


class Index:
    """An index, for reading, by any number of threads."""

    def __init__(self, file: Path) -> None:
        """Open `file`; StoreError where it is none."""
        self._file = file
        self._readers: LifoQueue[sqlite3.Connection] = LifoQueue()
        try:
            for _ in range(_READERS):
                self._readers.put(_open(file))
        except sqlite3.Error as error:
            raise _damaged(file, error) from error

    def find(self, text: str, kind: str, limit: int, *, deadline: float = 2.0) -> list[Hit]:
        """The best `limit` hits of a kind that hold all words of `text`, the last as a beginning.

        Each thing, situation, document and claim stands there once. Raises QueryTimeout after
        `deadline` seconds.
        """
        expression = _expression(_words(fold(text)))
        if not expression:
            return []
        found: dict[tuple[str, str], Hit] = {}
        with self._reader(deadline) as index:
            for (number,) in index.execute(_FIND, (expression, kind, kind)):
                hit = Hit(*index.execute(_ENTRY, (number,)).fetchone())
                found.setdefault((hit.iri, hit.claim), hit)
                if len(found) == limit:
                    break
        return list(found.values())

    def close(self) -> None:
        """Close the file, when no thread reads it any more."""
        for _ in range(_READERS):
            self._readers.get().close()

    @contextmanager
    def _reader(self, deadline: float) -> Iterator[sqlite3.Connection]:
        reader = self._readers.get()
        end = time.monotonic() + deadline
        reader.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            yield reader
        except sqlite3.OperationalError as error:
            if time.monotonic() > end:
                raise QueryTimeout("too much is called so: search for a longer word") from error
            raise _damaged(self._file, error) from error
        except sqlite3.DatabaseError as error:
            raise _damaged(self._file, error) from error
        finally:
            self._readers.put(reader)


def has_word(text: str) -> bool:
    """Whether there is anything in `text` to search for.

    >>> has_word("CSTO"), has_word("“*” -")
    (True, False)
    """
    return bool(_words(fold(text)))


def marks(text: str, searched: str) -> list[tuple[int, int]]:
    """Where the words that `searched` finds stand in `text`, in code points.

    >>> marks("الأمين العامّ", "العام")
    [(7, 13)]
    """
    wanted = _words(fold(searched))
    if not wanted:
        return []
    whole = {form for word in wanted for form in _forms(word)}
    begun = _forms(wanted[-1]) if len(wanted[-1]) >= _SHORTEST_PREFIX else ()
    folded = fold_with_offsets(text)
    return [
        (folded.offsets[found.start()], folded.offsets[found.end()])
        for found in _WORD.finditer(folded.text)
        if any(form in whole or form.startswith(begun) for form in _forms(found[0]))
    ]


def _place(hit: Hit) -> tuple[int, str, str, str, str, str]:
    """What hits are ordered by: their numbers go up kind by kind."""
    return KINDS.index(hit.kind), hit.iri, hit.text, hit.language, hit.claim, hit.document


def _digest(entries: Iterable[Hit]) -> str:
    """A hash of all that an index is made of."""
    digest = hashlib.sha256()
    for hit in entries:
        digest.update("\0".join(_fields(hit)).encode())
        digest.update(b"\1")
    return digest.hexdigest()


def _fields(hit: Hit) -> tuple[str, ...]:
    return hit.kind, hit.iri, hit.language, hit.text, hit.claim, hit.document


def _named(store: Store) -> Iterator[Hit]:
    """The names of everything in the default graph but the dataset's own parts."""
    situations = {
        quad.subject
        for kind in _SITUATIONS
        for quad in store.quads_for_pattern(None, _TYPE, kind, DefaultGraph())
    }
    for name in _NAMES:
        for quad in store.quads_for_pattern(None, name, None, DefaultGraph()):
            thing, said = quad.subject, quad.object
            if (
                isinstance(thing, NamedNode)
                and isinstance(said, Literal)
                and not describes_the_dataset(thing.value)
            ):
                kind = "situation" if thing in situations else _kind(thing.value)
                document = thing.value if kind == "document" else ""
                yield Hit(kind, thing.value, said.value, said.language or "", document=document)


def _quoted(store: Store) -> Iterator[Hit]:
    """The quotes of claims."""
    for quad in store.quads_for_pattern(None, _QUOTE, None, None):
        claim, said, document = quad.subject, quad.object, quad.graph_name
        if not (
            isinstance(claim, NamedNode)
            and isinstance(said, Literal)
            and isinstance(document, NamedNode)
        ):
            continue
        for told in store.quads_for_pattern(claim, _ABOUT, None, document):
            if isinstance(told.object, NamedNode):
                situation = told.object.value
                yield Hit("quote", situation, said.value, "", claim.value, document.value)


def _kind(iri: str) -> str:
    if iri.startswith(GRAPH):
        return "document"
    return "term" if iri.startswith(ONTOLOGY) else "thing"


def _indexed(text: str) -> tuple[str, str]:
    """`text` folded, and its words without what Arabic writes together with them."""
    folded = fold(text)
    return folded, " ".join(form for word in _words(folded) for form in _forms(word)[1:])


def _words(folded: str) -> list[str]:
    return _WORD.findall(folded)


def _forms(word: str) -> tuple[str, ...]:
    """A folded word, and where it may begin with a conjunction, preposition or article its rest."""
    bare = _CLITICS.sub("", word, count=1) if _CLITICS.match(word) else word
    return (word,) if bare == word else (word, bare)


def _expression(words: Sequence[str]) -> str:
    """The FTS5 query for all of `words`, the last as a beginning."""
    if not words:
        return ""
    star = "*" if len(words[-1]) >= _SHORTEST_PREFIX else ""
    ends = [""] * (len(words) - 1) + [star]
    return " AND ".join(
        f"({' OR '.join(_quoted_forms(word, end))})" for word, end in zip(words, ends, strict=True)
    )


def _quoted_forms(word: str, end: str) -> Iterable[str]:
    return (f'"{form.replace(chr(34), chr(34) * 2)}"{end}' for form in _forms(word))


def _open(file: Path) -> sqlite3.Connection:
    # A generation never changes: no lock, no look at whether it did.
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    reader = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    reader.execute("SELECT count(*) FROM kind")
    return reader


def _damaged(file: Path, error: sqlite3.Error) -> StoreError:
    return StoreError(f"{file} cannot be searched ({error}): run `mithaq build` again")
