"""Full text: names, quotes and titles of a generation in an SQLite FTS5 index, folded as extraction folds.

What a reader types is never FTS5 syntax: it is folded, taken apart into words, and each word goes in
as a quoted string (https://www.sqlite.org/fts5.html, section 3).
"""

import re
import sqlite3
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import LifoQueue

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Store,
)

from mithaq.errors import QueryTimeout, StoreError
from mithaq.iris import GRAPH, ONTOLOGY, PREFIXES, describes_the_dataset, term
from mithaq.text import fold, fold_with_offsets

KINDS = ("thing", "situation", "quote", "document", "term")
"""What is found, in the order in which it is shown; a term is a class or property of the ontology."""

Graph = NamedNode | DefaultGraph

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
_ROOM = 1 << 40
"""How many numbers each kind has, one kind after the other."""
_FORM = 2
"""The form of an index; those of another one are written anew."""
_PRAGMAS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
_SCHEMA = f"""
PRAGMA user_version = {_FORM};
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, kind TEXT, iri TEXT, language TEXT, text TEXT, claim TEXT, document TEXT
);
CREATE TABLE kind (kind TEXT PRIMARY KEY, first INTEGER, last INTEGER);
CREATE VIRTUAL TABLE word USING fts5(
  folded, bare, content = '', prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);
"""
_PREDICATES = frozenset({*_NAMES, _TYPE, _ABOUT, _QUOTE})
_WATCHED = (
    *((name, f"?subject {name} ?value") for name in _NAMES),
    *((_TYPE, f"?subject {_TYPE} {kind}") for kind in _SITUATIONS),
)
_WATCHED_IN_GRAPHS = tuple((part, f"?subject {part} ?value") for part in (_ABOUT, _QUOTE))
"""What an index depends on, in the default graph and in the others, by property."""
_MANY = 20_000
"""Of so many things an index is sooner written anew than changed."""
_FIND = """
SELECT rowid FROM word
WHERE word MATCH ? AND rowid BETWEEN (SELECT first FROM kind WHERE kind = ?)
  AND (SELECT last FROM kind WHERE kind = ?)
ORDER BY bm25(word, 1.0, 0.6), rowid
"""
_LAST = """
SELECT kind, coalesce((SELECT max(id) FROM entry WHERE id BETWEEN first AND last), first) FROM kind
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
    """Write the index of `store` into the new `file`: the same graph, the same bytes."""
    with closing(sqlite3.connect(file, isolation_level=None)) as index:
        index.executescript(_PRAGMAS + _SCHEMA)
        for number, kind in enumerate(KINDS):
            row = (kind, number * _ROOM, (number + 1) * _ROOM - 1)
            index.execute("INSERT INTO kind VALUES (?, ?, ?)", row)
        index.execute("BEGIN")
        _add(index, {*_hits(store)})
        index.execute("INSERT INTO word (word) VALUES ('optimize')")
        index.execute("COMMIT")


def watched(
    store: Store, graph: Graph | None = None, among: Container[str] | None = None
) -> frozenset[bytes]:
    """What of `store` an index depends on: lines to be compared, and read by `bearers`.

    Of one `graph` alone, and of what has a property `among` so many, where they are given.
    """
    patterns: list[str] = []
    if not isinstance(graph, NamedNode):
        patterns += (each for name, each in _WATCHED if among is None or name.value in among)
    if not isinstance(graph, DefaultGraph):
        patterns += (
            f"GRAPH {graph or '?graph'} {{ {each} }}"
            for name, each in _WATCHED_IN_GRAPHS
            if among is None or name.value in among
        )
    if not patterns:
        return frozenset()
    union = " UNION ".join(f"{{ {each} BIND({n} AS ?n) }}" for n, each in enumerate(patterns))
    found = store.query(f"SELECT ?subject ?n ?value ?graph {{ {union} }}")
    assert isinstance(found, QuerySolutions)  # noqa: S101  (which a SELECT gives)
    return frozenset((found.serialize(format=QueryResultsFormat.TSV) or b"").split(b"\n"))


def bearers(lines: Iterable[bytes]) -> frozenset[str]:
    """The things that lines of `watched` are about."""
    return frozenset(line.partition(b"\t")[0][1:-1].decode() for line in lines if line[:1] == b"<")


def bearers_in(quads: Iterable[Quad]) -> frozenset[str]:
    """The things of which an index depends on something in `quads`."""
    return frozenset(
        quad.subject.value
        for quad in quads
        if isinstance(quad.subject, NamedNode) and quad.predicate in _PREDICATES
    )


def change_index(store: Store, file: Path, subjects: AbstractSet[str]) -> None:
    """Make the index in `file` that of `store`, where that differs in no other things than `subjects`.

    What is found stands in the same order as in a new index, but for texts that fit equally well.
    """
    if len(subjects) <= _MANY and _is_ours(file):
        with closing(sqlite3.connect(file, isolation_level=None)) as index:
            index.executescript(_PRAGMAS)
            index.execute("BEGIN")
            _remove(index, subjects)
            things = [NamedNode(subject) for subject in subjects]
            _add(index, {hit for each in things for hit in _hits(store, each)})
            index.execute("COMMIT")
    else:
        file.unlink()
        write_index(store, file)


def _is_ours(file: Path) -> bool:
    """Whether `file` is an index of the form that is written now."""
    with suppress(sqlite3.Error), closing(_open(file)) as index:
        return bool(index.execute("PRAGMA user_version").fetchone() == (_FORM,))
    return False


def _add(index: sqlite3.Connection, hits: Iterable[Hit]) -> None:
    """Put `hits` in, behind those of their kinds."""
    numbers = dict(index.execute(_LAST))
    for hit in sorted(hits, key=_place):
        number = numbers[hit.kind] = numbers[hit.kind] + 1
        entry = (number, hit.kind, hit.iri, hit.language, hit.text, hit.claim, hit.document)
        index.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", entry)
        words = (number, *_indexed(hit.text))
        index.execute("INSERT INTO word (rowid, folded, bare) VALUES (?, ?, ?)", words)


def _remove(index: sqlite3.Connection, subjects: AbstractSet[str]) -> None:
    """Take out what bears the names of `subjects`, and what they quote."""
    entries = index.execute(
        "SELECT id, text, CASE claim WHEN '' THEN iri ELSE claim END FROM entry"
    )
    for number, text, _ in [entry for entry in entries if entry[2] in subjects]:
        # The index keeps no texts: it has to be told what it is to forget.
        words = (number, *_indexed(text))
        index.execute(
            "INSERT INTO word (word, rowid, folded, bare) VALUES ('delete', ?, ?, ?)", words
        )
        index.execute("DELETE FROM entry WHERE id = ?", (number,))


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


def _hits(store: Store, subject: NamedNode | None = None) -> Iterator[Hit]:
    """All that is found, or what of it one thing or claim bears; some of it twice."""
    yield from _named(store, subject)
    yield from _quoted(store, subject)


def _named(store: Store, subject: NamedNode | None = None) -> Iterator[Hit]:
    """The names of everything, or of one thing, in the default graph, but for the dataset's own parts."""
    situations = {
        quad.subject
        for kind in _SITUATIONS
        for quad in store.quads_for_pattern(subject, _TYPE, kind, DefaultGraph())
    }
    for name in _NAMES:
        for quad in store.quads_for_pattern(subject, name, None, DefaultGraph()):
            thing, said = quad.subject, quad.object
            if (
                isinstance(thing, NamedNode)
                and isinstance(said, Literal)
                and not describes_the_dataset(thing.value)
            ):
                kind = "situation" if thing in situations else _kind(thing.value)
                document = thing.value if kind == "document" else ""
                yield Hit(kind, thing.value, said.value, said.language or "", document=document)


def _quoted(store: Store, subject: NamedNode | None = None) -> Iterator[Hit]:
    """The quotes of all claims, or of one."""
    for quad in store.quads_for_pattern(subject, _QUOTE, None, None):
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
